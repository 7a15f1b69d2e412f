//go:build sqlite_fts5 && cgo

package store

import (
	"database/sql/driver"
	"errors"

	"github.com/mattn/go-sqlite3"
)

// SQLiteDriver names the SQLite that this program was built with.
const SQLiteDriver = "mattn/go-sqlite3"

// Times come back in UTC. Statements stay prepared: preparing one takes as long as
// running it, and lists alone have some hundred forms, one for each set of
// fields that filters have. A connection needs no mutex, as database/sql gives it
// to one caller at a time. Transactions that write take the lock when they begin:
// one that has read already could not be retried.
const (
	sqliteReadOptions  = "_loc=UTC&_stmt_cache_size=256&_mutex=no"
	sqliteWriteOptions = sqliteReadOptions + "&_txlock=immediate"
)

func sqliteDriver() driver.Driver { return &sqlite3.SQLiteDriver{} }

// sqliteCode gives SQLite's extended result code of an error, or 0.
func sqliteCode(err error) int {
	if failed := (sqlite3.Error{}); errors.As(err, &failed) {
		return max(int(failed.ExtendedCode), int(failed.Code))
	}
	return 0
}
