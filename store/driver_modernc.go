//go:build !(sqlite_fts5 && cgo)

package store

import (
	"database/sql/driver"
	"errors"

	"modernc.org/sqlite"
)

// SQLiteDriver names the SQLite that this program was built with.
const SQLiteDriver = "modernc.org/sqlite"

// Times are written as both drivers read them. Transactions that write take
// the lock when they begin: one that has read already could not be retried.
const (
	sqliteReadOptions  = "_time_format=sqlite"
	sqliteWriteOptions = sqliteReadOptions + "&_txlock=immediate"
)

func sqliteDriver() driver.Driver { return &sqlite.Driver{} }

// sqliteCode gives SQLite's extended result code of an error, or 0.
func sqliteCode(err error) int {
	if failed := (*sqlite.Error)(nil); errors.As(err, &failed) {
		return failed.Code()
	}
	return 0
}
