package api

import (
	"fmt"
	"io"
	"iter"
	"net/url"
	"strings"
	"time"
	"unicode"

	"truceline/timeline"
)

// A view is what an export shows: a filter at a moment of an archive. It
// travels inside every export.
type view struct {
	Title       string
	Address     string    // of the same events on this server
	Base        string    // the server's address, without a slash at the end
	Filter      string    // as it stood in the address, "type=talks&from=…"
	AsOf        time.Time // zero: now
	Made        time.Time
	Version     string // of the archive
	Program     string
	Licence     string
	Attribution string
	Raw         bool // CSV: cells as they are, although a spreadsheet may read them as formulas
	names       *names
}

// moment says as known on which day, or that it is now.
func (v view) moment() string {
	if v.AsOf.IsZero() {
		return v.Made.UTC().Format(time.RFC3339)
	}
	return v.AsOf.UTC().Format(time.RFC3339)
}

// line says in one line what the file is.
func (v view) line() string {
	filter := "all events"
	if v.Filter != "" {
		filter = v.Filter
	}
	return fmt.Sprintf("%s; %s; as known on %s; archive version %s; retrieved %s from %s; %s, %s",
		v.Title, filter, v.moment(), v.Version, v.Made.UTC().Format(time.RFC3339), v.Address, v.Licence, v.Attribution)
}

// event gives the permanent address of an event.
func (v view) event(id string) string { return v.Base + "/e/" + id }

// A stream of events, each with its reports and their articles.
type stream = iter.Seq2[timeline.Event, error]

// A format writes events as they come: nothing holds them all.
type format struct {
	extension   string
	contentType string
	write       func(w io.Writer, v view, events stream) error
}

// formats are the exports, by extension.
var formats = []format{
	{"csv", "text/csv; charset=utf-8", writeCSV},
	{"jsonl", "application/jsonl; charset=utf-8", writeJSONLines},
	{"geojson", "application/geo+json; charset=utf-8", writeGeoJSON},
	{"ics", "text/calendar; charset=utf-8", writeCalendar},
	{"bib", "application/x-bibtex; charset=utf-8", writeBibTeX},
	{"ris", "application/x-research-info-systems; charset=utf-8", writeRIS},
	{"csl.json", "application/vnd.citationstyles.csl+json; charset=utf-8", writeCSL},
	{"jsonld", "application/ld+json; charset=utf-8", writeJSONLD},
	{"md", "text/markdown; charset=utf-8", writeMarkdown},
	{"timeline.json", typeJSON, writeTimelineJS},
}

// oneLine makes text safe where a line break would begin something new, and
// drops what is no text.
func oneLine(text string) string {
	text = strings.ToValidUTF8(text, "�")
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return r <= ' ' || (r >= 0x7f && r < 0xa0) || r == 0x2028 || r == 0x2029 || r == 0xfffe || r == 0xffff
	}), " ")
}

// webAddress gives an address only where it leads to the web: scripts and
// files are nobody's source. What no address may hold (RFC 3986) and what
// cannot be seen is percent-encoded, so that it ends where it ends.
func webAddress(address string) string {
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return ""
	}
	if !strings.ContainsFunc(address, outsideAddress) {
		return address
	}
	var out strings.Builder
	for _, r := range address {
		if outsideAddress(r) {
			out.WriteString(strings.ReplaceAll(url.QueryEscape(string(r)), "+", "%20"))
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}

func outsideAddress(r rune) bool {
	return r <= ' ' || r == 0x7f || strings.ContainsRune("\"<>\\^`{|}", r) || (r > 0x7f && !unicode.IsGraphic(r)) || unicode.In(r, unicode.Zs, unicode.Cf)
}

// cited lists the distinct articles of an event's live reports.
func cited(e timeline.Event) []timeline.Article {
	var articles []timeline.Article
	seen := map[string]bool{}
	for _, r := range e.Reports {
		if r.Superseded || r.Article == nil || seen[r.Article.ID] {
			continue
		}
		seen[r.Article.ID] = true
		articles = append(articles, *r.Article)
	}
	return articles
}
