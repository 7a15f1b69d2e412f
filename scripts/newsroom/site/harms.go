package site

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
)

// A Harm is an answer that means harm to a reader of feeds, comes from a
// server that does it without meaning to, or takes all that is permitted.
type Harm struct {
	Name string
	Gzip bool             // the answer says that it is gzip
	Body func() io.Reader // of the list
	// Pages is what is behind the items of the list; nil where none has any.
	Pages func() io.Reader
	// Robots is the host's robots.txt; nil where there is none.
	Robots func() io.Reader
	// FullText is what the source's entry says: items bring their own text.
	FullText bool
}

// Harms are all of them. Bodies are made while they are sent: sending them
// takes no room.
func Harms() []Harm { return harms() }

var harms = sync.OnceValue(func() []Harm {
	page := `<!DOCTYPE html><html><head><title>x</title></head><body><article>`
	words := "The delegations met in Ankara and agreed on nothing that could be told of. "
	return []Harm{
		{Name: "endless", Body: func() io.Reader { return &endless{what: "<item><title>x</title></item>"} }, FullText: true},
		{Name: "bomb", Gzip: true, Body: func() io.Reader { return bytes.NewReader(zeros()) }},
		{Name: "truncated gzip", Gzip: true, Body: func() io.Reader {
			z := gzipped([]byte(strings.Repeat("<rss>", 900)))
			return bytes.NewReader(z[:len(z)-9])
		}},
		{Name: "not gzip", Gzip: true, Body: said("<rss><channel></channel></rss>")},
		{Name: "broken off", Body: func() io.Reader { return brokenOff{strings.NewReader("<rss><channel>")} }},
		{Name: "20,001 items", Body: repeated("<rss><channel>", "<item><title>x</title></item>", 20_001, "</channel></rss>"), FullText: true},
		{Name: "20,001 JSON items", Body: repeated(`{"version":"https://jsonfeed.org/version/1.1","items":[`, `{"id":"1"},`, 20_000, `{"id":"2"}]}`)},
		{Name: "deep", Body: repeated("<rss>", "<a>", 100_000, "")},
		{Name: "deep JSON", Body: repeated(`{"version":"https://jsonfeed.org/version/1","items":`, "[", 100_000, "")},
		{Name: "many attributes", Body: repeated("<rss ", `a="1" `, 200_000, "><channel/></rss>")},
		{Name: "unclosed brackets", Body: repeated("", "<a", 2_000_000, "")},
		{Name: "only zeros", Body: repeated("", "\x00", 1<<20, "")},
		{Name: "nothing", Body: said("")},
		{Name: "a picture", Body: repeated("\x89PNG\r\n\x1a\n", "\x00\xff", 5000, "")},
		{Name: "entity bomb", Body: said(`<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "` + strings.Repeat("&a;", 9999) + `">]><rss><channel><item><title>` +
			strings.Repeat("&b;", 9999) + `</title></item></channel></rss>`)},
		{Name: "long summaries", Body: func() io.Reader { return listed(500, 19_000, words) }, Pages: repeated(page, "<p>"+words, 10, "")},
		{Name: "long texts", Body: func() io.Reader { return listed(9, 1<<20, words) }, FullText: true},
		{Name: "many texts", Body: func() io.Reader { return listed(15_000, 400, words) }, FullText: true},
		{Name: "long titles", Body: func() io.Reader { return listed(9, 300, strings.Repeat("word ", 200_000)) }},
		{Name: "large pages", Body: func() io.Reader { return listed(8, 300, words) }, Pages: repeated(page, "<p>"+words, 110_000, "")},
		{Name: "one long paragraph", Body: func() io.Reader { return listed(8, 300, words) }, Pages: repeated(page+"<p>", words, 120_000, "")},
		{Name: "pages of tags", Body: func() io.Reader { return listed(8, 300, words) }, Pages: repeated(page, `<i a="1">`, 59_000, words)},
		{Name: "page bombs", Body: func() io.Reader { return listed(8, 300, words) }, Pages: func() io.Reader { return bytes.NewReader(zeros()) }},
		{Name: "endless pages", Body: func() io.Reader { return listed(8, 300, words) }, Pages: func() io.Reader { return &endless{what: page + words} }},
		{Name: "large robots.txt", Body: func() io.Reader { return listed(5, 300, words) }, Pages: repeated(page, "<p>"+words, 10, ""),
			Robots: repeated("User-agent: *\n", "Disallow: /a\n", 700_000, "")},
		{Name: "long robots.txt", Body: func() io.Reader { return listed(5, 300, words) }, Pages: repeated(page, "<p>"+words, 10, ""),
			Robots: repeated("User-agent: *\nDisallow: /", strings.Repeat("long", 1000)+"\nDisallow: /", 1000, "x")},
	}
})

// listed is a feed of n items with so many bytes of summary each; the title
// of an item begins with its number.
func listed(n, size int, title string) io.Reader {
	pieces := []io.Reader{strings.NewReader("<rss><channel><title>x</title>")}
	summary := strings.Repeat("Envoys spoke of the talks in Ankara on Friday. ", size/47+1)[:size]
	for i := range n {
		pieces = append(pieces, strings.NewReader(fmt.Sprintf("<item><link>/page/%d</link><title>%d ", i, i)), strings.NewReader(title),
			strings.NewReader("</title><description>"), strings.NewReader(summary), strings.NewReader("</description></item>"))
	}
	return io.MultiReader(append(pieces, strings.NewReader("</channel></rss>"))...)
}

func said(text string) func() io.Reader { return func() io.Reader { return strings.NewReader(text) } }

// repeated is text whose middle is said many times.
func repeated(head, middle string, times int, tail string) func() io.Reader {
	return func() io.Reader {
		return io.MultiReader(strings.NewReader(head), io.LimitReader(&endless{what: middle}, int64(times*len(middle))), strings.NewReader(tail))
	}
}

// endless is a body that never ends.
type endless struct {
	what string
	said int // bytes of the what that is being said
}

func (e *endless) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		n += copy(p[n:], e.what[(e.said+n)%len(e.what):])
	}
	e.said = (e.said + n) % len(e.what)
	return n, nil
}

// brokenOff ends in the middle.
type brokenOff struct{ io.Reader }

func (b brokenOff) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		return n, io.ErrUnexpectedEOF
	}
	return n, err
}

// zeros is a gzip of 30 MB that are nothing.
var zeros = sync.OnceValue(func() []byte { return gzipped(make([]byte, 30<<20)) })

func gzipped(body []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(body); err != nil {
		panic(err) // a buffer takes what there is room for
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Reader is what the harm answers at a path of its host; nil for nothing.
func (h Harm) Reader(path string) io.Reader {
	answer := h.Body
	switch {
	case path == "/robots.txt":
		answer = h.Robots
	case strings.HasPrefix(path, "/page/"):
		answer = h.Pages
	}
	if answer == nil {
		return nil
	}
	return answer()
}

// ServeHTTP answers as the harm that the host's name ends in, by number:
// http://any.7.example/feed is the eighth.
func (h HarmSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var n int
	parts := strings.Split(r.Host, ".")
	if _, err := fmt.Sscan(parts[max(0, len(parts)-2)], &n); err != nil || n < 0 || n >= len(harms()) {
		http.NotFound(w, r)
		return
	}
	harm := harms()[n]
	body := harm.Reader(r.URL.Path)
	if body == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/rss+xml")
	if strings.HasPrefix(r.URL.Path, "/page/") {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
	}
	if harm.Gzip {
		w.Header().Set("Content-Encoding", "gzip")
	}
	if _, err := io.Copy(w, body); err != nil {
		panic(http.ErrAbortHandler) // breaks the connection off, as the body did
	}
}

// A HarmSite serves all harms.
type HarmSite struct{}
