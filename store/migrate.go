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

var migrationSets = []struct{ folder, table string }{
	{"archive", "migrations_archive"},
	{"%s", "migrations_search"}, // sqlite or postgres
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
		if err := migrateSet(ctx, pool, dialect, folder, set.table, name); err != nil {
			return err
		}
	}
	return nil
}

func migrateSet(ctx context.Context, pool *sql.DB, dialect, folder, table, name string) error {
	files, err := fs.Sub(migrations, "migrations/"+folder)
	if err != nil {
		return err
	}
	kind := map[string]goose.Dialect{"sqlite": goose.DialectSQLite3, "postgres": goose.DialectPostgres}[dialect]
	provider, err := goose.NewProvider(kind, pool, files, goose.WithTableName(table), goose.WithDisableGlobalRegistry(true))
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
