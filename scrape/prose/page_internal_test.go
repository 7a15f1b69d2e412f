package prose

import (
	"errors"
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

const kyivZone = "Europe/Kyiv"

func zone(t testing.TB) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(kyivZone)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

var later = time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)

// body is enough text for a page to be an article.
var body = strings.Repeat("<p>Delegations met in Istanbul on Friday and agreed to exchange prisoners, both sides said afterwards.</p>\n<p>A second meeting is to take place in June, according to the host.</p>\n", 3)

func TestPublicationAndWhereItCameFrom(t *testing.T) {
	cases := []struct {
		name, head, address string
		want                string // UTC
		day                 bool
		by                  timeline.DateSource
	}{
		{"JSON-LD with its zone", `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-05-16T18:05:00+03:00","headline":"T"}</script>`, "/a", "2025-05-16T15:05:00Z", false, timeline.DatedByPage},
		{"JSON-LD in a graph, before the page's own", `<meta property="article:published_time" content="2025-05-10T00:00:00Z"><script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["Article"],"datePublished":"2025-05-16T15:05:00Z"}]}</script>`, "/a", "2025-05-16T15:05:00Z", false, timeline.DatedByPage},
		{"meta element", `<meta property="article:published_time" content="2025-05-16T15:05:00Z">`, "/a", "2025-05-16T15:05:00Z", false, timeline.DatedByPage},
		{"meta without zone: the source's own", `<meta name="date" content="2025-05-16 18:05:00">`, "/a", "2025-05-16T15:05:00Z", false, timeline.DatedByPage},
		{"a day alone is its end", `<meta name="DC.date" content="2025-05-16">`, "/a", "2025-05-16T20:59:59Z", true, timeline.DatedByPage},
		{"address", ``, "/2025/05/16/a", "2025-05-16T20:59:59Z", true, timeline.DatedByURL},
		{"address with the month's name", ``, "/world/2025/may/16/a", "2025-05-16T20:59:59Z", true, timeline.DatedByURL},
		{"metadata before the address", `<meta property="article:published_time" content="2025-05-15T22:30:00Z">`, "/2025/05/16/a", "2025-05-15T22:30:00Z", false, timeline.DatedByPage},
		{"a date to come is none", `<meta property="article:published_time" content="2026-05-16T15:05:00Z">`, "/a", "", false, ""},
		{"1970 is none", `<meta property="article:published_time" content="1970-01-01T00:00:00Z">`, "/a", "", false, ""},
		{"nothing", ``, "/a", "", false, ""},
	}
	for _, c := range cases {
		page, err := Read([]byte("<html><head><title>T</title>"+c.head+"</head><body><article><h1>T</h1>"+body+"</article></body></html>"), "", "https://paper.example"+c.address, Options{Zone: zone(t), Now: later})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := ""
		if !page.Published.IsZero() {
			got = page.Published.UTC().Format(time.RFC3339)
		}
		if got != c.want || page.DayOnly != c.day || page.DatedBy != c.by {
			t.Errorf("%s: %q (day %v) by %q", c.name, got, page.DayOnly, page.DatedBy)
		}
	}
}

// A date that only the text speaks of is not the day of the page.
func TestNoExtensiveSearch(t *testing.T) {
	for _, said := range []string{"It was their first meeting since 2019.", "Le sommet a eu lieu le 3 mai 2024.", "The talks of 12 April 2024 had failed."} {
		page, err := Read([]byte("<html><head><title>T</title></head><body><article><h1>T</h1>"+body+"<p>"+said+"</p></article></body></html>"), "", "https://paper.example/a", Options{Zone: zone(t), Now: later})
		if err != nil || !page.Published.IsZero() {
			t.Errorf("%q: dated %v, %v", said, page.Published, err)
		}
	}
}

func TestUpdateTitleAuthorLanguageAddress(t *testing.T) {
	head := `<title>T | Paper</title><link rel="canonical" href="https://www.paper.example/a?x=1#top"><meta property="og:title" content="T &amp; U"><meta name="author" content="https://facebook.example/x">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"","author":[{"name":"A B"},{"name":"C D"}],"datePublished":"2025-05-16T10:00:00Z","dateModified":"2025-05-17T10:00:00Z"}</script>`
	page, err := Read([]byte(`<html lang="en-GB"><head>`+head+"</head><body><article>"+body+"</article></body></html>"), "", "https://paper.example/a?utm_source=x", Options{Now: later})
	if err != nil || page.Title != "T & U" || page.Author != "A B, C D" || page.Language != "en" || page.URL != "https://www.paper.example/a?x=1" ||
		timeline.DayOf(page.Modified) != "2025-05-17" {
		t.Errorf("got %+v, %v", page, err)
	}
}

func TestCanonicalAddressesThatAreNotBelieved(t *testing.T) {
	for _, named := range []string{"https://other.example/a", "/", "https://paper.example", "javascript:x", ""} {
		if got := canonical(named, "https://paper.example/2025/a"); got != "https://paper.example/2025/a" {
			t.Errorf("%q gives %q", named, got)
		}
	}
}

func TestChromeIsDropped(t *testing.T) {
	page := `<html><head><title>T</title></head><body class="subscriber-page">
<div id="cookie-banner"><p>We and our 842 partners store information on your device.</p></div>
<div class="donation-message"><p>It takes money to report. Help us to go on.</p></div>
<main><article><h1>T</h1>` + body + `<p>Read more: What the other side said</p><div class="related-links"><p>Five things to know</p></div>
<p>Your support keeps our journalists at work. Make a donation so that quality journalism stays open.</p>
<p>Donated generators arrived in Kharkiv on Thursday, the governor said.</p>
<p>Sign up to our newsletter</p><p>Subscribers of the mobile network were cut off by the strike.</p></article></main>
<aside class="most-read"><p>Most read today</p></aside><footer>© Paper. All rights reserved.</footer></body></html>`
	got, err := Read([]byte(page), "", "https://paper.example/a", Options{Now: later})
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"partners", "takes money", "Read more", "Five things", "donation", "newsletter", "Most read", "rights"} {
		if strings.Contains(got.Text, gone) {
			t.Errorf("%q is left", gone)
		}
	}
	for _, kept := range []string{"Donated generators", "Subscribers of the mobile", "agreed to exchange prisoners"} {
		if !strings.Contains(got.Text, kept) {
			t.Errorf("%q is lost", kept)
		}
	}
}

func TestLiveBlogsAreSplit(t *testing.T) {
	data := `<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Live","datePublished":"2025-05-16T08:00:00Z","liveBlogUpdate":[
{"@type":"BlogPosting","headline":"Talks end","articleBody":"<p>The talks ended.</p>","datePublished":"2025-05-16T12:00:00Z","url":"https://paper.example/live#b2"},
{"@type":"BlogPosting","headline":"Talks begin","articleBody":"<p>The talks began.</p>","datePublished":"2025-05-16T10:00:00Z","url":"https://paper.example/live#b1"}]}</script>`
	markup := `<div class="live-blog-entry" id="b2"><time datetime="2025-05-16T12:00:00Z">12:00</time><h2>Talks end</h2><p>The talks ended.</p></div>
<div class="live-blog-entry" id="b1"><time datetime="2025-05-16T13:00:00+03:00">13:00</time><h2>Talks begin</h2><p>The talks began.</p></div>`
	nested := `<ol><li data-testid="content-post" id="b2"><article data-testid="content-post"><h3>Talks end</h3><time datetime="2025-05-16T12:00:00.000Z">12:00</time><p>The talks ended.</p></article></li>
<li data-testid="content-post" id="b1"><article data-testid="content-post"><h3>Talks begin</h3><time datetime="2025-05-16T10:00:00.000Z">10:00</time><p>The talks began.</p><p>Share</p></article></li></ol>`
	for name, page := range map[string]string{"data": "<html><head>" + data + "</head><body><p>x</p></body></html>", "markup": "<html><body>" + markup + "</body></html>",
		"nested": "<html><body>" + nested + "</body></html>"} {
		got, err := Read([]byte(page), "", "https://paper.example/live", Options{Now: later})
		if err != nil || len(got.Entries) != 2 {
			t.Fatalf("%s: %+v, %v", name, got.Entries, err)
		}
		last := got.Entries[1]
		if last.Anchor != "b1" || last.Title != "Talks begin" || last.Text != "The talks began." || !last.Published.Equal(time.Date(2025, 5, 16, 10, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: %+v", name, last)
		}
	}
}

// The library that finds a shown hour loses the zone that stands beside it.
func TestAnHourInATimeElementKeepsItsZone(t *testing.T) {
	kyiv, err := time.LoadLocation("Europe/Kyiv")
	if err != nil {
		t.Fatal(err)
	}
	for written, want := range map[string]string{"2025-05-16T10:00:00.000Z": "2025-05-16T10:00:00Z", "2025-05-16T10:00:00-04:00": "2025-05-16T14:00:00Z", "2025-05-16 10:00": "2025-05-16T07:00:00Z"} {
		page := `<html lang="en"><head><title>T</title></head><body><article><h1>T</h1><p><time datetime="` + written + `">16 May</time></p>` + body + `</article></body></html>`
		got, err := Read([]byte(page), "", "https://paper.example/a", Options{Now: later, Zone: kyiv})
		if err != nil || got.Published.UTC().Format(time.RFC3339) != want {
			t.Errorf("%s: %s, want %s (%v)", written, got.Published, want, err)
		}
	}
}

func TestPagesThatAreNoArticles(t *testing.T) {
	for name, page := range map[string]string{"empty": "", "frame": "<html><body><iframe src=x></iframe></body></html>"} {
		if _, err := Read([]byte(page), "", "https://paper.example/", Options{}); !errors.Is(err, ErrNoText) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Read([]byte("<html>"+strings.Repeat("<p>x", maxElements+1)), "", "https://paper.example/", Options{}); err == nil {
		t.Error("a page of too many elements passes")
	}
	if _, err := Read([]byte(strings.Repeat("<div>", 100_000)), "", "https://paper.example/", Options{}); err == nil {
		t.Error("a page of 100,000 levels passes")
	}
}

func TestPlainAndInline(t *testing.T) {
	cases := []struct{ html, plain string }{
		{"One.\n\nTwo.", "One.\n\nTwo."},
		{"<p>One &amp; only.</p><ul><li>a</li><li>b</li></ul>", "One & only.\n\na\n\nb"},
		{"One.<br><br>Two.<br>Three.", "One.\n\nTwo. Three."},
		{"<p>o\u200bne\u00a0two</p><script>x</script>", "one two"},
		{"...<mark>Ukraine</mark>...", "...Ukraine..."},
		{"", ""},
	}
	for _, c := range cases {
		if got := Plain(c.html); got != c.plain {
			t.Errorf("%q: %q, want %q", c.html, got, c.plain)
		}
	}
	if got := Inline("<b>A</b> &lt;b&gt;\n&amp; B"); got != "A <b> & B" {
		t.Errorf("inline %q", got)
	}
}

func BenchmarkRead(b *testing.B) {
	page := []byte(`<html lang="en"><head><title>T</title><meta property="article:published_time" content="2025-05-16T15:05:00Z"></head><body><nav>` +
		strings.Repeat(`<a class="nav-link" href="/x">Section</a>`, 300) + `</nav><article>` + strings.Repeat(body, 9) + `</article><div class="rail">` +
		strings.Repeat(`<div class="card promo"><a href="/y"><img src="z.jpg" alt=""><span class="headline">Another story</span></a></div>`, 320) + `</div></body></html>`)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := Read(page, "", "https://paper.example/a", Options{Now: later}); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzPage(f *testing.F) {
	f.Add([]byte("<html><head><title>T</title></head><body><article>" + body + "</article></body></html>"))
	f.Add([]byte(`<div class="live-blog-entry"><time datetime="2025-05-16T12:00:00Z"></time><p>x</p></div>`))
	f.Add([]byte(`<script type="application/ld+json">[{"@graph":[{"@type":"Article","author":["a",{"name":1}]}]}]</script>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		page, err := Read(body, "", "https://paper.example/2025/05/16/a", Options{Now: later})
		if err == nil && (strings.ToValidUTF8(page.Text, "") != page.Text || page.Published.After(later.Add(48*time.Hour))) {
			t.Errorf("got %+v", page)
		}
	})
}

func FuzzLiveBlog(f *testing.F) {
	f.Add([]byte(`<div class="live-blog-entry" id="a"><h2>One</h2><time datetime="2025-05-16T12:00:00Z"></time><p>x</p></div><div class="live-post"><time datetime="2025-05-16T11:00:00Z"></time><p>y</p></div>`))
	f.Add([]byte(`<script type="application/ld+json">{"@type":"LiveBlogPosting","liveBlogUpdate":[{"@type":"BlogPosting","headline":"h","articleBody":"b","datePublished":"2025-05-16T12:00:00Z","url":"https://e.org/#p1"},{"articleBody":"c","datePublished":"2025-05-16T13:00:00+03:00"}]}</script>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		doc, err := Parse(string(body))
		if err != nil {
			return
		}
		entries := readEntries(doc, readMeta(doc), Options{Zone: time.UTC, Now: later})
		if len(entries) == 1 || len(entries) > maxEntries {
			t.Errorf("a live blog of %d entries", len(entries))
		}
		for _, e := range entries {
			if e.Text == "" || e.Published.IsZero() || e.Anchor == "" || strings.ContainsAny(e.Anchor, " \t\n") {
				t.Errorf("got %+v", e)
			}
		}
	})
}
