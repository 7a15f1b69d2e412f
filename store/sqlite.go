package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

// applicationID marks an SQLite file as an archive of this program ("TRCL").
const applicationID = 0x5452434C

// sqliteReaders is how many reads of an SQLite file go on beside each other.
const sqliteReaders = 4

// sqlitePragmas are set on every connection and, where sqliteReadBack has
// them, read back at start.
var sqlitePragmas = []string{
	"busy_timeout = 5000", // first: the others may have to wait for a lock
	"journal_mode = WAL",
	"synchronous = FULL", // what was acknowledged survives a power cut
	"foreign_keys = ON",
	"mmap_size = 2147418112", // SQLite's own upper limit; the pages are the file's, not ours
	"cache_size = -16384",
	"temp_store = MEMORY",
	"wal_autocheckpoint = 8000", // 32 MB: pages that several batches change are written to the file once
}

var sqliteReadBack = map[string]string{
	"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000",
}

// openSQLite opens one handle for writing and one for reading: SQLite has one
// writer at a time, and queueing in Go beats waiting for its lock.
func (s *Store) openSQLite(ctx context.Context, path string) error {
	if err := checkPath(path); err != nil {
		return err
	}
	var err error
	if s.write, err = s.sqliteHandle(ctx, path, sqliteWriteOptions, 1); err != nil {
		return sqliteTrouble(path, err)
	}
	if err := claimSQLite(ctx, s.write, path); err != nil {
		return sqliteTrouble(path, err)
	}
	if err := migrateSQLite(ctx, s.write, path); err != nil {
		return sqliteTrouble(path, err)
	}
	if s.read, err = s.sqliteHandle(ctx, path, sqliteReadOptions, sqliteReaders, "query_only = ON"); err != nil {
		return sqliteTrouble(path, err)
	}
	s.text = ftsSearch{}
	return sqliteTrouble(path, readBack(ctx, s.write))
}

// migrateSQLite has new indexes of large archives sorted in files: in memory,
// those of a million events take two gigabytes.
func migrateSQLite(ctx context.Context, db *gorm.DB, path string) error {
	if err := db.WithContext(ctx).Exec("PRAGMA temp_store = FILE").Error; err != nil {
		return err
	}
	if err := migrate(ctx, db, "sqlite", path); err != nil {
		return err
	}
	return db.WithContext(ctx).Exec("PRAGMA temp_store = MEMORY").Error
}

func (s *Store) sqliteHandle(ctx context.Context, path, options string, connections int, extra ...string) (*gorm.DB, error) {
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + options
	pool := sql.OpenDB(sqliteConnector{dsn: dsn, pragmas: slices.Concat(sqlitePragmas, extra)})
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	if err := pool.PingContext(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	base := sqlite.New(sqlite.Config{Conn: pool}).(*sqlite.Dialector)
	return s.openGORM(sqliteDialector{base})
}

// checkPath says early and clearly what SQLite would say late and darkly.
func checkPath(path string) error {
	switch info, err := os.Stat(path); {
	case path == "":
		return fmt.Errorf("no database given: name an SQLite file or a postgres:// address")
	case err == nil && info.IsDir():
		return fmt.Errorf("database %s is a folder: name a file in it", path)
	case err == nil:
		return nil
	}
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return fmt.Errorf("database %s: the folder %s does not exist: make it, or name another file", path, folder)
	}
	return nil
}

// claimSQLite marks a new file as ours and refuses other programs' files.
func claimSQLite(ctx context.Context, db *gorm.DB, path string) error {
	db = db.WithContext(ctx)
	var id, tables int64
	if err := db.Raw("PRAGMA application_id").Row().Scan(&id); err != nil {
		return err
	}
	if err := db.Raw("SELECT COUNT(*) FROM sqlite_schema").Row().Scan(&tables); err != nil {
		return err
	}
	switch {
	case id == applicationID:
		return nil
	case id != 0 || tables > 0:
		return fmt.Errorf("database %s belongs to another program: name another file", path)
	}
	return db.Exec(fmt.Sprintf("PRAGMA application_id = %d", applicationID)).Error
}

func readBack(ctx context.Context, db *gorm.DB) error {
	for pragma, want := range sqliteReadBack {
		var got string
		if err := db.WithContext(ctx).Raw("PRAGMA " + pragma).Row().Scan(&got); err != nil {
			return fmt.Errorf("read PRAGMA %s back: %w", pragma, err)
		}
		if !strings.EqualFold(got, want) {
			return fmt.Errorf("PRAGMA %s is %s, not %s: the file system may not support it; use a local disk", pragma, got, want)
		}
	}
	return nil
}

// sqliteTrouble puts the file's name and what to do before SQLite's words.
func sqliteTrouble(path string, err error) error {
	if err == nil || strings.Contains(err.Error(), path) {
		return err
	}
	switch sqliteCode(err) & 0xff {
	case sqliteNotADatabase:
		return fmt.Errorf("database %s is not an SQLite file: name another file, or restore a backup", path)
	case sqliteCorrupt:
		return fmt.Errorf("database %s is damaged (%w): restore a backup", path, err)
	case sqliteCannotOpen:
		return fmt.Errorf("database %s cannot be opened (%w): check the permissions of file and folder", path, err)
	case sqliteReadOnly:
		return fmt.Errorf("database %s cannot be written (%w): check the permissions of file and folder", path, err)
	}
	return fmt.Errorf("database %s: %w", path, err)
}

// sqliteConnector opens connections that have our pragmas, whatever driver is
// underneath: the two spell them differently in their DSNs.
type sqliteConnector struct {
	dsn     string
	pragmas []string
}

// Driver gives the SQLite driver of this build.
func (c sqliteConnector) Driver() driver.Driver { return sqliteDriver() }

// Connect opens one connection and sets its pragmas.
func (c sqliteConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Driver().Open(c.dsn)
	if err != nil {
		return nil, err
	}
	for _, pragma := range c.pragmas {
		if _, err := conn.(driver.ExecerContext).ExecContext(ctx, "PRAGMA "+pragma, nil); err != nil {
			conn.Close()
			return nil, err
		}
	}
	return conn, nil
}
