package store

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"gorm.io/driver/postgres"
)

// postgresConnections is the size of the pool. Idle connections are kept:
// opening one costs more than most queries.
const postgresConnections = 16

// openPostgres uses one pool for both: PostgreSQL has many writers. Writes
// still go one after the other, by the lock on the archive's version.
func (s *Store) openPostgres(ctx context.Context, dsn string) error {
	name := withoutPassword(dsn)
	db, err := s.openGORM(postgres.Open(dsn))
	if err != nil {
		return fmt.Errorf("database %s cannot be reached (%s): check address, name and password", name, oneLine(err))
	}
	s.read, s.write = db, db
	pool, err := db.DB()
	if err != nil {
		return fmt.Errorf("database %s: %w", name, err)
	}
	pool.SetMaxOpenConns(postgresConnections)
	pool.SetMaxIdleConns(postgresConnections)
	pool.SetConnMaxLifetime(time.Hour)
	if err := migrate(ctx, db, "postgres", name); err != nil {
		return err
	}
	s.text = tsSearch{}
	return nil
}

// oneLine is an error's text without its line breaks.
func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

func withoutPassword(dsn string) string {
	address, err := url.Parse(dsn)
	if err != nil {
		return "given"
	}
	return address.Redacted()
}
