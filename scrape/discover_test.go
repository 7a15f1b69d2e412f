package scrape_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"truceline/scrape"
	"truceline/timeline"
)

func TestDiscoverFindsWhatASiteNames(t *testing.T) {
	d := newDesk(t)
	found, err := d.Discover(t.Context(), d.url+"/")
	if err != nil || len(found) != 2 {
		t.Fatalf("%+v, %v", found, err)
	}
	first := found[0]
	if first.Source.Kind != "feed" || first.Source.URL != d.url+"/feeds/world.rss" || first.Source.Name != "The Newsroom: World" || first.Source.Language != "en" ||
		first.Found != 14 || len(first.Sample) != 5 || first.Sample[0].Published.IsZero() {
		t.Errorf("got %+v", first)
	}
	if first.Source.Role != timeline.RoleUnknown || first.Source.Reuse != timeline.ReuseLinkOnly {
		t.Errorf("the entry assumes something: %+v", first.Source)
	}
	if found[0].Source.ID == found[1].Source.ID {
		t.Errorf("two entries are called %s", first.Source.ID)
	}
	if _, err := d.Discover(t.Context(), d.url+"/nowhere"); err == nil || !strings.Contains(err.Error(), "nothing is at this address") {
		t.Errorf("an address without anything: %v", err)
	}
	for path, kind := range map[string]string{"/feeds/world.atom": "feed", "/feeds/world.json": "feed", "/sitemap-news.xml": "sitemap"} {
		if found, err := d.Discover(t.Context(), d.url+path); err != nil || len(found) != 1 || found[0].Source.Kind != kind {
			t.Errorf("%s: %+v, %v", path, found, err)
		}
	}
	if _, err := d.Discover(t.Context(), d.url+"/html/x"); err == nil || !strings.Contains(err.Error(), "names no feed") {
		t.Errorf("a page without anything: %v", err)
	}
	if _, err := d.Discover(t.Context(), "http://169.254.169.254/latest"); err == nil || !strings.Contains(err.Error(), "private") {
		t.Errorf("a private address: %v", err)
	}
}

func TestOPMLThereAndBack(t *testing.T) {
	sources := []timeline.Source{{Name: "A & B", Kind: "feed", URL: "https://a.example/rss", Homepage: "https://a.example/", Language: "en"},
		{Name: "Wiki", Kind: "wikipedia-days", URL: "https://w.example/w/api.php"}, {Name: "C", Kind: "feed", URL: "https://a.example/c.rss"}}
	var file bytes.Buffer
	if err := scrape.WriteOPML(&file, "Sources", sources); err != nil {
		t.Fatal(err)
	}
	read, err := scrape.ReadOPML(&file)
	if err != nil || len(read) != 2 || read[0].Name != "A & B" || read[0].URL != sources[0].URL || read[0].Homepage != sources[0].Homepage || read[0].ID == read[1].ID {
		t.Errorf("%+v, %v", read, err)
	}
	nested := `<opml version="1.0"><head><title>x</title></head><body><outline text="Folder"><outline text="A & B" xmlUrl="https://a.example/rss"><outline text="again" xmlUrl="https://a.example/rss"/></outline>
<outline text="not a feed" xmlUrl="javascript:x"/></outline></body>`
	if read, err := scrape.ReadOPML(strings.NewReader(nested)); err != nil || len(read) != 1 || read[0].Name != "A & B" {
		t.Errorf("broken and nested: %+v, %v", read, err)
	}
	shouted := `<opml version="1.1"><body><outline TEXT="Folder"><outline TITLE="Loud" XMLURL="https://loud.example/rss" HTMLURL="https://loud.example/"/></outline></body></opml>`
	if read, err := scrape.ReadOPML(strings.NewReader(shouted)); err != nil || len(read) != 1 || read[0].Name != "Loud" || read[0].Homepage != "https://loud.example/" {
		t.Errorf("attributes in capitals: %+v, %v", read, err)
	}
	for file, words := range map[string]string{"no list": "not a list", "": "empty", "<html/>": "not a list", "<opml><body/></opml>": "no feed",
		"<opml><body>" + strings.Repeat("<outline>", 300): "nested"} {
		if _, err := scrape.ReadOPML(strings.NewReader(file)); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%.40q: %v", file, err)
		}
	}
}

func FuzzOPML(f *testing.F) {
	f.Add([]byte(`<opml version="2.0"><body><outline text="a" xmlUrl="https://a.example/rss"/></body></opml>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		sources, err := scrape.ReadOPML(bytes.NewReader(body))
		for _, src := range sources {
			if err == nil && !strings.HasPrefix(src.URL, "http") {
				t.Errorf("source %+v", src)
			}
		}
	})
}

func TestBackfillGoesOnWhereItStopped(t *testing.T) {
	d := newDesk(t)
	source := d.feed("/w/api.php")
	source.Kind, source.Role = "wikipedia-days", timeline.RoleAggregator
	read := func(cursor string, stop int) (steps []scrape.Step, err error) {
		err = d.Backfill(t.Context(), source, "2025-04-01", "2025-09-30", cursor, func(s scrape.Step) error {
			steps = append(steps, s)
			d.now = d.now.Add(10 * time.Second)
			if len(steps) == stop {
				return errors.New("enough")
			}
			return nil
		})
		return steps, err
	}
	whole, err := read("", 0)
	if err != nil || len(whole) != 4 || whole[3].Done != 183 || whole[3].Total != 183 || whole[3].Left != 0 {
		t.Fatalf("%+v, %v", whole, err)
	}
	if whole[1].Left < 8*time.Second || whole[1].Left > 9*time.Second { // 83 days at 10 s for 100
		t.Errorf("the estimate after the second step is %v", whole[1].Left)
	}
	begun, err := read("", 2)
	if err == nil {
		t.Fatal("the caller's error is lost")
	}
	rest, err := read(begun[1].Cursor, 0)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(urls(whole), urls(append(begun, rest...))) || len(urls(whole)) != 5 {
		t.Errorf("in one go %v, in two %v", urls(whole), urls(append(begun, rest...)))
	}
}

func urls(steps []scrape.Step) (all []string) {
	for _, step := range steps {
		for _, a := range step.Articles {
			all = append(all, a.URL)
		}
	}
	return all
}

func TestBackfillSaysWhatItCannotDo(t *testing.T) {
	d := newDesk(t)
	never := func(scrape.Step) error { t.Error("a step was made"); return nil }
	var invalid *timeline.Invalid
	if err := d.Backfill(t.Context(), d.feed("/feeds/world.rss"), "2025-01-01", "2025-02-01", "", never); !errors.As(err, &invalid) || !strings.Contains(err.Error(), "wikipedia-days") {
		t.Errorf("a feed has no past: %v", err)
	}
	source := d.feed("/w/api.php")
	source.Kind = "wikipedia-days"
	if err := d.Backfill(t.Context(), source, "2025-02-01", "2025-01-01", "", never); !errors.As(err, &invalid) {
		t.Errorf("a span that runs backwards: %v", err)
	}
	if err := d.Backfill(t.Context(), source, "2025-01-01", "2025-02-01", "2024-05-01", never); !errors.As(err, &invalid) {
		t.Errorf("another's cursor: %v", err)
	}
}
