package store

import (
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

// SQLite's result codes that mean something to us (sqlite.org/rescode.html).
const (
	sqliteNotADatabase = 26
	sqliteCorrupt      = 11
	sqliteCannotOpen   = 14
	sqliteReadOnly     = 8
	sqliteForeignKey   = 787
	sqlitePrimaryKey   = 1555
	sqliteUnique       = 2067
)

// sqliteDialector is GORM's dialect of SQLite, with errors that are the same
// whichever driver is underneath: GORM's own translation looks for a field
// that only one of them has.
type sqliteDialector struct{ *sqlite.Dialector }

// Translate gives GORM's name of a database error.
func (d sqliteDialector) Translate(err error) error {
	switch sqliteCode(err) {
	case sqlitePrimaryKey, sqliteUnique:
		return gorm.ErrDuplicatedKey
	case sqliteForeignKey:
		return gorm.ErrForeignKeyViolated
	}
	return err
}
