//go:build sqlite_fts5 && cgo

package store

import (
	"database/sql/driver"
	"errors"

	"github.com/mattn/go-sqlite3"
)

// SQLiteDriver names the SQLite that this program was built with.
const SQLiteDriver = "mattn/go-sqlite3"

// sqliteOptions make transactions take the write lock when they begin, and
// times come back in UTC.
const sqliteOptions = "_txlock=immediate&_loc=UTC"

func sqliteDriver() driver.Driver { return &sqlite3.SQLiteDriver{} }

// sqliteCode gives SQLite's extended result code of an error, or 0.
func sqliteCode(err error) int {
	if failed := (sqlite3.Error{}); errors.As(err, &failed) {
		return max(int(failed.ExtendedCode), int(failed.Code))
	}
	return 0
}
