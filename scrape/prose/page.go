// Package prose makes clean paragraphs out of article pages, with title,
// author, language, canonical address and times, and drops what is on the
// page for other reasons: donation banners, cookie walls, "read more" boxes.
//
// It knows no network and no clock.
package prose

import (
	"cmp"
	"errors"
	"net/url"
	"strings"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"truceline/scrape/web"
	"truceline/timeline"
)

// A Page is what an article page says.
type Page struct {
	URL      string // canonical address where the page names one on its own host, else the address asked
	Title    string
	Author   string
	Language string // ISO 639-1, "" where unknown
	Text     string // paragraphs with an empty line between them

	Published time.Time // zero where unknown
	DayOnly   bool      // only the day is known; Published is its end
	DatedBy   timeline.DateSource
	Modified  time.Time

	Entries []Entry // of a live blog, the newest first as on the page; nil for an article
}

// An Entry is one dated piece of a live blog.
type Entry struct {
	Anchor    string // fragment of the page's address
	Title     string
	Text      string
	Published time.Time
}

// Options are what a page cannot know.
type Options struct {
	Zone *time.Location // of times that come without one; nil is UTC
	Now  time.Time      // no publication is later
	// Dated says that the day of publication is known already: it is not
	// looked for beyond what the page tells programs.
	Dated bool
}

// ErrNoText says that a page holds no article.
var ErrNoText = errors.New("the page holds no article text")

// Read understands one page. charset is what the server named; address is
// where the page was found.
func Read(body []byte, charset, address string, options Options) (Page, error) {
	if options.Zone == nil {
		options.Zone = time.UTC
	}
	text := web.Decode(body, charset)
	if options.Dated { // else a day may stand in a script alone
		text = withoutCode(text)
	}
	doc, err := Parse(text)
	if err != nil {
		return Page{}, err
	}
	meta := readMeta(doc)
	page := Page{URL: canonical(meta.canonical, address), Title: meta.title, Author: meta.author, Language: meta.language}
	page.date(meta, doc, options)
	page.Entries = readEntries(doc, meta, options)
	prune(doc)
	at, _ := url.Parse(address)
	page.Text = articleText(doc, at, page.Title)
	if page.Text == "" && len(page.Entries) == 0 {
		return page, ErrNoText
	}
	return page, nil
}

// date takes the first that the page says: its own metadata with the hour,
// then what a library finds in text and address.
func (p *Page) date(meta metadata, doc *html.Node, options Options) {
	if t, dayOnly, ok := parseTime(meta.published, options.Zone); ok && plausible(t, options.Now) {
		p.Published, p.DayOnly, p.DatedBy = t, dayOnly, timeline.DatedByPage
	} else if !options.Dated {
		p.findDate(doc, options)
	}
	if t, _, ok := parseTime(meta.modified, options.Zone); ok && plausible(t, options.Now) && t.After(p.Published) {
		p.Modified = t
	}
}

// findDate takes the day in the address, or what htmldate finds without its
// extensive search: that one makes a date of "their first meeting since 2019".
func (p *Page) findDate(doc *html.Node, options Options) {
	if day, ok := dayInURL(p.URL); ok && plausible(day, options.Now) {
		p.Published, p.DayOnly, p.DatedBy = endOfDay(day, options.Zone), true, timeline.DatedByURL
	}
	found, err := htmldate.FromDocument(doc, htmldate.Options{ExtractTime: true, UseOriginalDate: true, DeferUrlExtractor: true, SkipExtensiveSearch: true,
		URL: p.URL, MinDate: time.Date(earliest, 1, 1, 0, 0, 0, 0, time.UTC), MaxDate: options.Now.Add(24 * time.Hour)})
	if err != nil || found.IsZero() || !plausible(found.DateTime, options.Now) {
		return
	}
	t := found.DateTime
	if !found.HasTime && t.YearDay() == 1 {
		return // most often a bare year that was made a date
	}
	if p.DatedBy == timeline.DatedByURL && (!found.HasTime || timeline.DayOf(t) != timeline.DayOf(p.Published)) {
		return // the address is the surer of the two
	}
	p.DatedBy, p.DayOnly = timeline.DatedByPage, !found.HasTime
	switch {
	case !found.HasTime:
		p.Published = endOfDay(t, options.Zone)
	case !found.HasTimezone:
		if written, ok := timeAt(doc, t, options.Zone); ok {
			p.Published = written
			return
		}
		p.Published = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, options.Zone)
	default:
		p.Published = t
	}
}

// timeAt finds the time element that shows this hour: the library that found
// the hour does not tell the zone that is written there.
func timeAt(doc *html.Node, hour time.Time, zone *time.Location) (time.Time, bool) {
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Time {
			continue
		}
		t, dayOnly, ok := parseTime(attr(n, "datetime"), zone)
		if ok && !dayOnly && t.Format("2006-01-02T15:04") == hour.Format("2006-01-02T15:04") {
			return t, true
		}
	}
	return time.Time{}, false
}

// articleText asks the better library first, the other where it finds
// nothing, or where it runs all paragraphs of a short page into one.
func articleText(doc *html.Node, at *url.URL, title string) string {
	text := ""
	found, err := trafilatura.ExtractDocument(doc, trafilatura.Options{OriginalURL: at, ExcludeComments: true,
		HtmlDateOverride: &htmldate.Result{}})
	if err == nil && found.ContentNode != nil {
		text = joinParagraphs(paragraphsOf(found.ContentNode), title)
	}
	if strings.Contains(text, "\n\n") {
		return text
	}
	article, err := readability.FromDocument(doc, at)
	if err != nil || article.Node == nil {
		return text
	}
	other := joinParagraphs(paragraphsOf(article.Node), title)
	glued := strings.Contains(other, "\n\n") || title != "" && strings.HasPrefix(text, title)
	if text == "" || glued && len(other) > len(text)/2 {
		return other
	}
	return text
}

// canonical is the page's own word for its address, if it stays on its host
// and does not name the front page in place of the article.
func canonical(named, address string) string {
	at, err := url.Parse(address)
	if err != nil || named == "" {
		return address
	}
	u, err := at.Parse(named)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || bareHost(u) != bareHost(at) {
		return address
	}
	if strings.Trim(u.Path, "/") == "" && strings.Trim(at.Path, "/") != "" {
		return address
	}
	u.Fragment, u.RawFragment = "", ""
	u.Scheme = cmp.Or(at.Scheme, u.Scheme)
	return u.String()
}

// bareHost leaves out what only tells devices apart.
func bareHost(u *url.URL) string {
	host := strings.ToLower(u.Host)
	for _, prefix := range []string{"www.", "m.", "amp.", "mobile."} {
		host = strings.TrimPrefix(host, prefix)
	}
	return host
}

// Plain makes paragraphs of a piece of HTML, such as the body of a feed item.
func Plain(fragment string) string {
	if !strings.ContainsAny(fragment, "<&") {
		return joinParagraphs(strings.Split(fragment, "\n\n"), "")
	}
	doc, err := Parse(fragment)
	if err != nil {
		return ""
	}
	prune(doc)
	return joinParagraphs(paragraphsOf(doc), "")
}

// Inline makes one line of a piece of HTML, such as a title.
func Inline(fragment string) string {
	if !strings.ContainsAny(fragment, "<&") {
		return oneLine(fragment)
	}
	doc, err := Parse(fragment)
	if err != nil {
		return ""
	}
	return oneLine(textOf(doc))
}
