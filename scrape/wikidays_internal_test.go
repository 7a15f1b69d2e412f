package scrape

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"truceline/timeline"
)

// expectedStatement is a line of testdata/wikipedia/expected.jsonl.
type expectedStatement struct {
	Date    timeline.Day
	Section string
	Topics  []string
	Text    string
	Cites   []string
}

func expectedStatements(t *testing.T) []expectedStatement {
	t.Helper()
	var all []expectedStatement
	for line := range bytes.Lines(fixture(t, "wikipedia/expected.jsonl")) {
		var e expectedStatement
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

func allCopies(t *testing.T) map[string]string {
	t.Helper()
	copies := map[string]string{}
	names, err := filepath.Glob("testdata/wikipedia/current-events-md/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		copies[filepath.Base(name)] = string(body)
	}
	zipped, err := gzip.NewReader(bytes.NewReader(fixture(t, "wikipedia/html/Portal_Current_events_February_2025.html.gz")))
	if err != nil {
		t.Fatal(err)
	}
	month, err := io.ReadAll(zipped)
	if err != nil {
		t.Fatal(err)
	}
	copies["february.html"] = string(month)
	return copies
}

// Every statement of the list is read back from the Markdown days (25) and
// from the month as HTML (32), with its day, topics, text and links.
func TestStatementsOfCopiesAreReadBack(t *testing.T) {
	read := map[timeline.Day][]statement{}
	counts := map[string]int{}
	for name, text := range allCopies(t) {
		pages, err := parseDayCopy(text, "")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, page := range pages {
			for _, e := range expectedStatements(t) {
				if e.Date == page.day && hasStatement(page.statements, e) {
					counts[filepath.Ext(name)]++
				} else if e.Date == page.day {
					t.Errorf("%s: missing %q %v", name, e.Text, e.Cites)
				}
			}
			read[page.day] = append(read[page.day], page.statements...)
		}
	}
	if counts[".md"] != 25 || counts[".html"] != 32 {
		t.Errorf("read back %v, want 25 and 32", counts)
	}
	for day, statements := range read {
		for _, s := range statements {
			if s.text == "" || len(s.cites) == 0 || strings.Contains(s.text, "](") {
				t.Errorf("%s: %+v", day, s)
			}
		}
	}
}

func hasStatement(statements []statement, e expectedStatement) bool {
	return slices.ContainsFunc(statements, func(s statement) bool {
		same := strings.Replace(s.text, "says in a interview", "says in an interview", 1) == strings.ReplaceAll(e.Text, "\u00a0", " ")
		return same && slices.Equal(s.cites, e.Cites) && len(s.topics) == len(e.Topics) && s.section == e.Section
	})
}

func TestWikitextOfBothLayouts(t *testing.T) {
	old := parseDayWikitext(string(fixture(t, "wikipedia/wikitext/2025-09-20_content-param.abridged.wikitext")))
	if len(old) != 1 || old[0].section != "Armed conflicts and attacks" || !slices.Equal(old[0].cites, []string{"https://www.syriahr.com/en/370136/"}) ||
		!slices.Equal(old[0].topics, []string{"Druze insurgency in Southern Syria (2025–present)"}) ||
		!strings.HasPrefix(old[0].text, "Pro-government Bedouin tribes issue") || !strings.HasSuffix(old[0].text, "resumption of hostilities.") {
		t.Errorf("older layout: %+v", old)
	}
	recent := parseDayWikitext(string(fixture(t, "wikipedia/wikitext/2026-09-18_top-bottom.abridged.wikitext")))
	if len(recent) != 4 {
		t.Fatalf("newer layout: %d statements", len(recent))
	}
	if first := recent[0]; len(first.cites) != 2 || !slices.Equal(first.topics, []string{"2026 Iran war", "2026 Strait of Hormuz crisis"}) ||
		!strings.HasSuffix(first.text, "hit the Togo-flagged oil tanker Trend.") {
		t.Errorf("first: %+v", first)
	}
	if third := recent[2]; third.text != "Three students are killed and eight others are injured in a mass shooting." || third.section != "Law and crime" || third.topics != nil {
		t.Errorf("third: %+v", third)
	}
	if last := recent[3]; last.text != "Donald Trump signs a sanctions act." ||
		last.topics[0] != "International sanctions during the Russian invasion of Ukraine, United States sanctions against Iran" {
		t.Errorf("last: %+v", last)
	}
}

// The wording of a statement is polished for days; its address stays.
func TestAnchorsSurviveCopyEditing(t *testing.T) {
	one := statementItems([]statement{{text: "A and B meets.", cites: []string{"https://e.org/1"}}}, "https://w.org/p", "2025-05-16")
	two := statementItems([]statement{{text: "A and B meet.", cites: []string{"https://e.org/1", "https://e.org/2"}},
		{text: "C leaves.", cites: []string{"https://e.org/1"}}}, "https://w.org/p", "2025-05-16")
	if one[0].URL != two[0].URL || one[0].stamp() == two[0].stamp() || two[0].URL == two[1].URL {
		t.Errorf("%s, %s, %s", one[0].URL, two[0].URL, two[1].URL)
	}
}

func FuzzDayCopies(f *testing.F) {
	for _, name := range []string{"2025-09-20_content-param.abridged.wikitext", "2026-09-18_top-bottom.abridged.wikitext"} {
		f.Add(string(fixture(f, "wikipedia/wikitext/"+name)))
	}
	f.Add("---\ndate: 2025-05-16\n---\n#### A\n* [x](https://en.wikipedia.org/wiki/X)\n  * y [(Z)](https://z.org/(a))\n")
	f.Add(`<div class="current-events-main"><span class="bday">2025-05-16</span><div class="current-events-content"><ul><li>x<a class="external" href="https://z.org">(Z)</a></li></ul></div></div>`)
	f.Fuzz(func(t *testing.T, text string) {
		pages, err := parseDayCopy(text, "2025-05-16")
		if err != nil {
			return
		}
		for _, page := range pages {
			for _, s := range page.statements {
				if len(s.cites) == 0 || s.text == "" {
					t.Errorf("a statement without text or citation: %+v", s)
				}
			}
		}
	})
}
