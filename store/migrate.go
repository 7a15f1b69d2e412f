package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"gorm.io/gorm"
)

// One set of numbered migrations serves both databases; search, which they do
// not have in common, has a folder and a version table for each.
//
//go:embed migrations/*/*.sql
var migrations embed.FS

var migrationSets = []struct {
	folder, table string
	steps         func(db *gorm.DB) []*goose.Migration // those in Go
}{
	{"archive", "migrations_archive", stepsInGo},
	{"%s", "migrations_search", func(*gorm.DB) []*goose.Migration { return nil }}, // sqlite or postgres
}

// stepsInGo are the migrations that no SQL can do.
func stepsInGo(db *gorm.DB) []*goose.Migration {
	step := func(number int64, work func(tx *gorm.DB) error) *goose.Migration {
		return goose.NewGoMigration(number, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
			within := db.Session(&gorm.Session{NewDB: true, Context: ctx})
			within.Statement.ConnPool = tx
			return work(within)
		}}, nil)
	}
	return []*goose.Migration{step(8, makeCards)}
}

// migrate brings the database to today's form. A database that a newer
// program wrote is left alone.
func migrate(ctx context.Context, db *gorm.DB, dialect, name string) error {
	pool, err := db.DB()
	if err != nil {
		return fmt.Errorf("database %s: %w", name, err)
	}
	for _, set := range migrationSets {
		folder := set.folder
		if folder == "%s" {
			folder = dialect
		}
		if err := migrateSet(ctx, pool, dialect, folder, set.table, name, set.steps(db)...); err != nil {
			return err
		}
	}
	return nil
}

func migrateSet(ctx context.Context, pool *sql.DB, dialect, folder, table, name string, inGo ...*goose.Migration) error {
	files, err := fs.Sub(migrations, "migrations/"+folder)
	if err != nil {
		return err
	}
	kind := map[string]goose.Dialect{"sqlite": goose.DialectSQLite3, "postgres": goose.DialectPostgres}[dialect]
	provider, err := goose.NewProvider(kind, pool, files, goose.WithTableName(table), goose.WithDisableGlobalRegistry(true), goose.WithGoMigrations(inGo...))
	if err != nil {
		return fmt.Errorf("migrations of %s: %w", folder, err)
	}
	has, knows, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("database %s: read its version: %w", name, err)
	}
	if has > knows {
		return fmt.Errorf("database %s was written by a newer version of this program (%s %d, known here: %d): update the program, or restore an older backup",
			name, folder, has, knows)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("database %s: bring it from version %d of %s to %d: %w", name, has, folder, knows, err)
	}
	return nil
}
