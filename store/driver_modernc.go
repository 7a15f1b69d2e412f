//go:build !(sqlite_fts5 && cgo)

package store

import (
	"database/sql/driver"
	"errors"

	"modernc.org/sqlite"
)

// SQLiteDriver names the SQLite that this program was built with.
const SQLiteDriver = "modernc.org/sqlite"

// sqliteOptions make transactions take the write lock when they begin, and
// times be written as both drivers read them.
const sqliteOptions = "_txlock=immediate&_time_format=sqlite"

func sqliteDriver() driver.Driver { return &sqlite.Driver{} }

// sqliteCode gives SQLite's extended result code of an error, or 0.
func sqliteCode(err error) int {
	if failed := (*sqlite.Error)(nil); errors.As(err, &failed) {
		return failed.Code()
	}
	return 0
}
