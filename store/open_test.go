package store

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOpenTellsWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, c := range map[string]struct{ dsn, want string }{
		"no name":      {"", "no database given"},
		"a folder":     {dir, "is a folder"},
		"no folder":    {filepath.Join(dir, "absent", "x.db"), "does not exist"},
		"text":         {write("notes.txt", strings.Repeat("These are my notes. ", 100)), "is not an SQLite file"},
		"foreign":      {sqliteWith(t, dir, "foreign.db", "CREATE TABLE cakes (id INTEGER)"), "belongs to another program"},
		"newer":        {newerArchive(t, dir), "written by a newer version"},
		"damaged":      {write("torn.db", "SQLite format 3\x00"+strings.Repeat("x", 4096)), "database "},
		"no such host": {"postgres://nobody@127.0.0.1:1/none?connect_timeout=1", "cannot be reached"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Open(context.Background(), Config{DSN: c.dsn})
			if err == nil {
				s.Close()
				t.Fatal("opened")
			}
			if !strings.Contains(err.Error(), c.want) || strings.Contains(strings.TrimSpace(err.Error()), "\n") {
				t.Errorf("got %q, want one line with %q", err, c.want)
			}
		})
	}
}

func sqliteWith(t *testing.T, dir, name, statement string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	db := sql.OpenDB(sqliteConnector{dsn: "file:" + path})
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
	return path
}

func newerArchive(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(dir, "newer.db")
	s, err := Open(context.Background(), Config{DSN: path})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return sqliteWith(t, dir, "newer.db", "INSERT INTO migrations_archive (version_id, is_applied) VALUES (9999, 1)")
}

func TestOpenAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "odd name?#%.db")
	for range 2 {
		s, err := Open(context.Background(), Config{DSN: path})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}
