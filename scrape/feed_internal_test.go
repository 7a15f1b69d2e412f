package scrape

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path"
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

// The counts are those that the fixtures allow: 15 are channel definitions of
// 1997, one is empty, and six of the ill-formed ones hold no item at all.
func TestFixturesGiveFeedsOrNamedCauses(t *testing.T) {
	all := fixtures(t)
	var read, illFormed, withItems int
	for name, body := range all {
		feed, err := parseFeed(body, "")
		if strings.Contains(name, "/cdf") || strings.Contains(name, "rss_empty_document") {
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
		if strings.Contains(name, "illformed/") {
			illFormed++
			withItems += min(len(feed.Items), 1)
		}
	}
	if len(all) != 2107 || read < 2091 || illFormed < 18 || withItems < 13 {
		t.Errorf("of %d fixtures %d read, of the ill-formed %d read, %d with items", len(all), read, illFormed, withItems)
	}
}

func BenchmarkFixtures(b *testing.B) {
	all := fixtures(b)
	var slowest time.Duration
	for b.Loop() {
		for _, body := range all {
			started := time.Now()
			_, _ = parseFeed(body, "")
			slowest = max(slowest, time.Since(started))
		}
	}
	b.ReportMetric(float64(slowest.Microseconds())/1000, "ms-slowest")
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
