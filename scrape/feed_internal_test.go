package scrape

import (
	"archive/tar"
	"cmp"
	"compress/gzip"
	"errors"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"
)

// fixtures reads the feedparser fixtures: 2,107 feeds, well-formed and not.
func fixtures(t testing.TB) map[string][]byte {
	t.Helper()
	file, err := os.Open("testdata/feeds/feedparser-fixtures.tar.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	zipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]byte{}
	archive := tar.NewReader(zipped)
	for {
		head, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		if head.Typeflag != tar.TypeReg || path.Base(head.Name) == "LICENSE" {
			continue
		}
		if found[head.Name], err = io.ReadAll(archive); err != nil {
			t.Fatal(err)
		}
	}
}

// Of the 2,107 fixtures 15 are channel definitions of 1997 and one is an
// empty document: these are refused with their cause in words. All others are
// feeds.
func TestFixturesGiveFeedsOrNamedCauses(t *testing.T) {
	all := fixtures(t)
	read, refused := 0, 0
	for name, body := range all {
		_, err := parseFeed(body, "")
		if strings.Contains(name, "/cdf") || strings.Contains(name, "rss_empty_document") {
			refused++
			if err == nil || !strings.Contains(err.Error(), "1997") && !strings.Contains(err.Error(), "empty") {
				t.Errorf("%s: the error does not name the cause: %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		read++
	}
	if read != 2091 || refused != 16 {
		t.Errorf("of %d fixtures %d read and %d refused", len(all), read, refused)
	}
}

// The 19 ill-formed fixtures, one by one. 18 give a feed; the other is a lone
// comment. Six hold no item: what is not there cannot be read, so 13 with items
// is every one that can. gofeed alone takes 6 of them (3 with items), miniflux
// 2.3.5 takes 14 (10 with items).
func TestEveryIllFormedFixtureGivesWhatItHolds(t *testing.T) {
	cases := []struct {
		name  string
		items int
		title string // of its first item, or else of the feed
	}{
		{"aaa_illformed.xml", 0, ""},             // an rss element that is cut off
		{"always_strip_doctype.xml", 0, "found"}, // a channel with a title
		{"chardet/big5.xml", 0, ""},              // a feed with a title
		{"chardet/eucjp.xml", 1, ""},
		{"chardet/euckr.xml", 1, "EUC-KR"},
		{"chardet/gb2312.xml", 1, ""},
		{"chardet/koi8r.xml", 1, ""},
		{"chardet/shiftjis.xml", 1, "DrecomRSS"},
		{"chardet/tis620.xml", 1, ""},
		{"chardet/windows1255.xml", 1, ""},
		{"geo/georss_point_no_coords.xml", 1, ""},
		{"geo/georss_polygon_insufficient_coords.xml", 1, ""},
		{"geo/gml_point.xml", 1, ""},
		{"http_high_bit_date.xml", 0, ""}, // a channel with a date
		{"rdf_channel_empty_textinput.xml", 1, "crashes here"},
		{"rss_empty_document.xml", 0, ""}, // a comment
		{"rss_incomplete_cdata.xml", 1, ""},
		{"rss_item_link_corrupted_ampersands.xml", 1, ""},
		{"undeclared_namespace.xml", 0, ""}, // a channel with a subtitle
	}
	all := fixtures(t)
	for _, c := range cases {
		body, ok := all["tests/illformed/"+c.name]
		if held := strings.Contains(string(body), "<item") || strings.Contains(string(body), "<entry"); !ok || held != (c.items > 0) {
			t.Errorf("%s: holds an item: %v", c.name, held)
		}
		feed, err := parseFeed(body, "")
		if c.name == "rss_empty_document.xml" && err != nil {
			continue
		}
		if err != nil || len(feed.Items) != c.items {
			t.Errorf("%s: %+v, %v", c.name, feed, err)
			continue
		}
		title := feed.Title
		if c.items > 0 {
			title = feed.Items[0].Title
		}
		if !strings.HasPrefix(title, c.title) {
			t.Errorf("%s: title %q", c.name, title)
		}
	}
}

// BenchmarkFixtures reads all fixtures, and reports the one that takes longest
// when it takes least: other programs take the processor away now and then.
func BenchmarkFixtures(b *testing.B) {
	all := fixtures(b)
	least := map[string]time.Duration{}
	for b.Loop() {
		for name, body := range all {
			started := time.Now()
			_, _ = parseFeed(body, "")
			if took := time.Since(started); least[name] == 0 || took < least[name] {
				least[name] = took
			}
		}
	}
	slowest := slices.MaxFunc(slices.Collect(maps.Keys(least)), func(x, y string) int { return cmp.Compare(least[x], least[y]) })
	b.ReportMetric(float64(least[slowest].Microseconds())/1000, "ms-slowest")
	b.Log(slowest)
}

func TestRepairKeepsWhatIsThere(t *testing.T) {
	cases := []struct{ name, broken, whole string }{
		{"cut off", "<rss><channel><title>A</title><item><title>B", "<rss><channel><title>A</title><item><title>B</title></item></channel></rss>"},
		{"bare ampersand", "<a>Ukraine & partners &nbsp;now</a>", "<a>Ukraine &amp; partners \u00a0now</a>"},
		{"bare bracket", "<a>1 < 2</a>", "<a>1 &lt; 2</a>"},
		{"unquoted", "<a href=x b='1' b='2'>t</a>", `<a href="x" b="1">t</a>`},
		{"not closed", "<a><p>one<p>two</a>", "<a><p>one<p>two</p></p></a>"},
		{"never opened", "<a>one</b></a>", "<a>one</a>"},
		{"CDATA without end", "<a><![CDATA[<b>x", "<a>&lt;b&gt;x</a>"},
		{"control characters", "<a>o\x01ne</a>", "<a>one</a>"},
		{"void", "<a>one<br>two</a>", "<a>one<br/>two</a>"},
		{"tag in a tag", "<a <b>x</b></a>", "<a><b>x</b></a>"},
	}
	for _, c := range cases {
		if got := repair(c.broken); got != c.whole {
			t.Errorf("%s: %q, want %q", c.name, got, c.whole)
		}
	}
}

func TestShapeIsBounded(t *testing.T) {
	if err := checkShape(strings.Repeat("<a>", 300)); err == nil {
		t.Error("300 levels pass")
	}
	if err := checkShape("<rss>" + strings.Repeat("<item></item>", 20_001)); err == nil {
		t.Error("20,001 items pass")
	}
	if err := checkShape("<rss>" + strings.Repeat("<item><p>x<br></item>", 19_000) + "</rss>"); err != nil {
		t.Errorf("an ordinary feed with sloppy HTML does not pass: %v", err)
	}
}

func TestEntityBombsAreNotUnpacked(t *testing.T) {
	bomb := `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title><item><title>t</title></item></channel></rss>`
	feed, err := parseFeed([]byte(bomb), "")
	if err != nil || strings.Contains(feed.Title, "aaaa") || len(feed.Items) != 1 {
		t.Errorf("got %+v, %v", feed, err)
	}
}

func FuzzFeed(f *testing.F) {
	n := 0
	for _, body := range fixtures(f) {
		if n++; n%40 == 0 && len(body) < 4096 {
			f.Add(body)
		}
	}
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","date_published":"2025-05-16"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		feed, err := parseFeed(body, "")
		if err != nil {
			return
		}
		r := New(Config{}).newRound(sourceOfKind("feed"))
		for _, listed := range feed.Items {
			if listed == nil {
				t.Fatal("a nil item")
			}
			if i, ok := r.feedItem(listed, "https://example.org/feed", feed.Language); ok && i.ID == "" {
				t.Errorf("an item without identity: %+v", i)
			}
		}
	})
}
