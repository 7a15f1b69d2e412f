package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms is the import table of the house: what each room may import of ours.
// A room's own sub-packages are free.
var rooms = map[string][]string{
	"timeline":  {},
	"store":     {"timeline"},
	"scrape":    {"timeline"},
	"extract":   {"timeline"},
	"topics":    {"timeline", "extract"},
	"scheduler": {"timeline", "store", "scrape", "extract", "topics"},
	"api":       {"timeline", "store", "topics", "frontend"},
	"frontend":  {},
	"scripts":   {"timeline", "store", "scrape", "extract", "topics", "scheduler", "api", "frontend", "scripts"},
	"":          {"timeline", "store", "scrape", "extract", "topics", "scheduler", "api", "frontend"}, // main
}

// keepers lists libraries that one room alone may import.
var keepers = map[string][]string{
	"gorm.io/":                    {"store"},
	"modernc.org/sqlite":          {"store"},
	"github.com/mattn/go-sqlite3": {"store"},
	"github.com/pressly/goose":    {"store"},
	"github.com/gin-gonic/gin":    {"api"},
	"github.com/robfig/cron":      {"scheduler"},
	"github.com/goccy/go-yaml":    {"topics"},
	"github.com/mmcdole/gofeed":   {"scrape"},
	"golang.org/x/net/html":       {"scrape"},
	"github.com/markusmobius/":    {"scrape"},
	"codeberg.org/readeck/":       {"scrape"},
	"github.com/temoto/robotstxt": {"scrape"},
	"github.com/alecthomas/kong":  {""},
}

func TestImportsPointTowardsTimeline(t *testing.T) {
	eachGoFile(t, func(path, room string, imports []string) {
		allowed, known := rooms[room]
		if !known {
			t.Errorf("%s: the house has no room %q", path, room)
			return
		}
		test := strings.HasSuffix(path, "_test.go")
		for _, imported := range imports {
			switch {
			case strings.HasPrefix(imported, "truceline/"):
				other := roomOf(strings.TrimPrefix(imported, "truceline/"))
				if other != room && !slices.Contains(allowed, other) && !test {
					t.Errorf("%s: %q may not import %q", path, room, imported)
				}
			case room == "timeline" && strings.Contains(strings.SplitN(imported, "/", 2)[0], "."):
				t.Errorf("%s: timeline imports the standard library only, not %q", path, imported)
			case !test && room != "scripts":
				kept(t, path, room, imported)
			}
		}
	})
}

func kept(t *testing.T, path, room, imported string) {
	for prefix, keeper := range keepers {
		if strings.HasPrefix(imported, prefix) && !slices.Contains(keeper, room) {
			t.Errorf("%s: only %v may import %q", path, keeper, imported)
		}
	}
}

// No code outside the topics' data and the tests may know what is followed;
// names of time zones are no such knowledge.
func TestNoCodeNamesTheTopic(t *testing.T) {
	words := []string{"ukrain", "kyiv", "moscow", "kremlin", "putin", "zelensk"}
	eachGoFile(t, func(path, room string, _ []string) {
		if strings.HasSuffix(path, "_test.go") || room == "scripts" || strings.Contains(path, "testdata") {
			return
		}
		for n, line := range lines(t, path) {
			code, _, _ := strings.Cut(line, "//") // examples in comments are welcome
			code = strings.ToLower(code)
			for _, word := range words {
				if strings.Contains(code, word) && !strings.Contains(code, "go:embed") && !strings.Contains(code, `"europe/`) && !strings.HasPrefix(strings.TrimSpace(code), "const default =") {
					t.Errorf("%s:%d names %q", path, n+1, word)
				}
			}
		}
	})
}

func eachGoFile(t *testing.T, visit func(path, room string, imports []string)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && path != ".") {
			return filepath.SkipDir
		}
		if filepath.Ext(path) != ".go" {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		imports := []string{}
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			imports = append(imports, imported)
		}
		visit(filepath.ToSlash(path), roomOf(filepath.ToSlash(filepath.Dir(path))), imports)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func lines(t *testing.T, path string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(text), "\n")
}

func roomOf(folder string) string {
	if folder == "." {
		return ""
	}
	room, _, _ := strings.Cut(folder, "/")
	return room
}
