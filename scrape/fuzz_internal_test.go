package scrape

import (
	"strings"
	"testing"
	"unicode/utf8"

	"truceline/scrape/prose"
	"truceline/timeline"
)

func FuzzListing(f *testing.F) {
	f.Add(`<main><a href="/2025/05/16/envoys-meet-in-ankara">Envoys meet in Ankara for a second day</a></main>`, "main")
	f.Add(`<base href="//other.example"><a href="https://user@[::1]:99/a-b-c">A headline that is long enough</a>`, "a[href], :not(b)")
	f.Fuzz(func(t *testing.T, page, selector string) {
		doc, err := prose.Parse(page)
		if err != nil {
			return
		}
		src := sourceOfKind("page")
		src.Options["links"] = selector
		items, err := New(Config{}).newRound(src).listed(doc, "https://paper.example/world")
		if err != nil {
			return
		}
		known := map[string]bool{}
		for _, i := range items {
			if known[i.ID] || resolve(i.URL, i.URL) == "" {
				t.Errorf("%q is listed twice or cannot be asked for", i.URL)
			}
			known[i.ID] = true
		}
	})
}

func FuzzWikitext(f *testing.F) {
	f.Add(string(fixture(f, "wikipedia/wikitext/2025-09-20_content-param.abridged.wikitext")))
	f.Add(string(fixture(f, "wikipedia/wikitext/2026-09-18_top-bottom.abridged.wikitext")))
	f.Add("== Talks ==\nOn 16 May 2025 the delegations met.<ref>{{cite web|url=https://e.org/a}}</ref>\n{| class=a\n|}")
	f.Fuzz(func(t *testing.T, text string) {
		statements := parseDayWikitext(text)
		for _, s := range statements {
			if len(s.cites) == 0 || s.text == "" {
				t.Errorf("%+v says nothing or cites nothing", s)
			}
		}
		if items := statementItems(statements, "https://e.org/wiki/Day", timeline.Day("2025-05-16")); len(items) != len(statements) {
			t.Errorf("%d items of %d statements", len(items), len(statements))
		}
		for _, s := range wikiSections(text) {
			if utf8.ValidString(text) && !utf8.ValidString(s.heading+s.text) || strings.Contains(s.heading, "\n") {
				t.Errorf("a section is damaged: %q %q", s.heading, s.text)
			}
		}
	})
}
