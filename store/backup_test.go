package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"truceline/timeline"
)

// A backup that is made while writing goes on holds one moment of the archive
// and brings it back.
func TestBackupWhileWriting(t *testing.T) {
	dir := t.TempDir()
	path, file := filepath.Join(dir, "live.db"), filepath.Join(dir, "copy.db")
	s := openTest(t, path)
	harbour(t, s)
	stop := make(chan struct{})
	var writing sync.WaitGroup
	writing.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				save(t, s, told(fmt.Sprint("w", i), "2025-05-10", "visit"))
			}
		}
	})
	if err := s.Backup(context.Background(), file); err != nil {
		t.Error(err)
	}
	close(stop)
	writing.Wait()
	if err := s.Backup(context.Background(), file); err == nil || !strings.Contains(err.Error(), "exists already") {
		t.Errorf("written over: %v", err)
	}
	if faults, err := s.Check(context.Background()); err != nil || len(faults) > 0 {
		t.Errorf("live: %q, %v", faults, err)
	}
	checkRestored(t, file, filepath.Join(dir, "back.db"))
}

func checkRestored(t *testing.T, file, path string) {
	t.Helper()
	for i, want := range []string{"", path + ".before-restore-1"} {
		kept, err := Restore(t.Context(), file, path)
		if err != nil || kept != want {
			t.Fatalf("restore %d: kept %q, %v", i, kept, err)
		}
	}
	s := openTest(t, path)
	if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("%q, %v", faults, err)
	}
	if got := list(t, s, timeline.Filter{Text: "title", Types: []string{"talks"}}, "when"); got != "e5 b2 c3 d4" {
		t.Errorf("got %q", got)
	}
}

func TestRestoreRefusesRubbish(t *testing.T) {
	dir := t.TempDir()
	rubbish := filepath.Join(dir, "rubbish.db")
	if err := os.WriteFile(rubbish, []byte(strings.Repeat("not a backup ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "live.db")
	s := openTest(t, path)
	harbour(t, s)
	if _, err := Restore(t.Context(), rubbish, path); err == nil {
		t.Error("restored")
	}
	if got := list(t, s, timeline.Filter{Types: []string{"visit"}}, ""); got != "a1" {
		t.Errorf("the archive has %q", got)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.part*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestCheckFindsDamage(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		harbour(t, s)
		if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
			t.Fatalf("%q, %v", faults, err)
		}
		if err := s.write.Exec("DELETE FROM search_docs WHERE event_id = 'a1'").Error; err != nil {
			t.Fatal(err)
		}
		if faults, err := s.Check(t.Context()); err != nil || len(faults) != 1 || !strings.Contains(faults[0], "search: a1") {
			t.Errorf("%q, %v", faults, err)
		}
	})
}

// An export is one moment of the archive, in order, with its evidence.
func TestExport(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		hundred(t, s)
		filter := timeline.Filter{Topic: topic}
		want := allPages(t, s, filter, "-when")
		var got []string
		for e, err := range s.Export(t.Context(), filter, "-when", true) {
			if err != nil {
				t.Fatal(err)
			}
			if len(got) == 0 {
				save(t, s, told("new", "2030-01-01", "visit"), told("old", "2000-01-01", "visit"))
			}
			if len(e.Reports) != 1 || e.Reports[0].Article == nil {
				t.Fatalf("%s has %d reports", e.ID, len(e.Reports))
			}
			got = append(got, e.ID)
		}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("got %v, want %v", got, want)
		}
		for _, err := range s.Export(t.Context(), timeline.Filter{Topic: topic, AsOf: noon.AddDate(-90, 0, 0)}, "", false) {
			t.Errorf("something was known before: %v", err)
		}
	})
}
