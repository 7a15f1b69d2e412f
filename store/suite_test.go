package store

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// clock is a time that tests set.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

var noon = time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)

// eachDatabase runs a test on every database there is: SQLite by the driver of
// this build, and PostgreSQL where TRUCELINE_TEST_POSTGRES names a server.
func eachDatabase(t *testing.T, test func(t *testing.T, s *Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, openTest(t, filepath.Join(t.TempDir(), "test.db"))) })
	t.Run("postgres", func(t *testing.T) { test(t, openTest(t, postgresSchema(t))) })
}

func openTest(t *testing.T, dsn string) *Store {
	t.Helper()
	time := &clock{noon}
	s, err := Open(context.Background(), Config{DSN: dsn, Now: time.now, Log: slog.New(slog.NewTextHandler(testWriter{t}, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

type testWriter struct{ t *testing.T }

func (w testWriter) Write(line []byte) (int, error) {
	w.t.Log(strings.TrimSpace(string(line)))
	return len(line), nil
}

// postgresSchema makes a schema of its own for one test, and gives the address
// that leads into it.
func postgresSchema(t *testing.T) string {
	t.Helper()
	base := os.Getenv("TRUCELINE_TEST_POSTGRES")
	if base == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("TRUCELINE_TEST_POSTGRES names no server: CI has to test PostgreSQL, too")
		}
		t.Skip("TRUCELINE_TEST_POSTGRES names no server (postgres://…)")
	}
	db, err := gorm.Open(postgres.Open(base), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("t%d", time.Now().UnixNano())
	if err := db.Exec("CREATE SCHEMA " + name).Error; err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		db.Exec("DROP SCHEMA " + name + " CASCADE")
		if pool, err := db.DB(); err == nil {
			pool.Close()
		}
	})
	address, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	query := address.Query()
	query.Set("search_path", cmp.Or(name))
	address.RawQuery = query.Encode()
	return address.String()
}
