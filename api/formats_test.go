package api

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"truceline/timeline"
)

// hostile are texts that have broken documents of every kind.
var hostile = []string{
	`<script>alert(1)</script>`, `</script><script>alert(1)//`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`,
	`javascript:alert(1)`, `]]><x>`, `<!--`, `-->`, `&lt;b&gt; & &amp;`, `{{.}} {%x%} ${x}`, `\u003cscript`, `\`, `\\"`, `"`, `'`, "`",
	`=1+1`, `+1`, `-1+1`, `@SUM(A1)`, "\t=1", "\r=1", `＝1`, `|cmd`, `%0a`, `=HYPERLINK("http://x","y")`, "a,b;c\td", "line\nbreak", "line\r\nBEGIN:VEVENT\r\nX:1",
	"nul\x00bell\x07esc\x1b[31m", "del\x7f c1\u0085\u009b", "\u2028\u2029", "\ufeffbom", "\u202eright to left", "bad utf8 \xff\xfe", "\ufffe\uffff",
	`@misc{x, title={`, `}{`, `%comment`, `\input{/etc/passwd}`, `$x_1^2$`, "TY  - JOUR\nER  - ", `[x](javascript:alert(1))`, "# heading", "* * *", "| a | b |",
	`https://x.example/"onload="alert(1)`, `data:text/html,<script>alert(1)</script>`, strings.Repeat("long ", 200), strings.Repeat("ü", 300), "😀 𝔘𝔫𝔦", "",
}

// hostileEvents carry a text in every field that an outsider can fill.
func hostileEvents() []timeline.Event {
	var events []timeline.Event
	for i, text := range hostile {
		text = strings.ToValidUTF8(text, "�")
		events = append(events, told(fmt.Sprintf("h%03d", i), "2025-05-01", func(e *timeline.Event) {
			e.Title, e.Summary = text, text
			e.When.Clock, e.When.Zone = "12:00", text
			e.Participations[0].As, e.Participations[0].Part = text, text
			r := &e.Reports[0]
			r.Quote, r.DateReason, r.DatePhrase, r.DateOffset = text, text, text, 0
			a := r.Article
			a.URL, a.Title, a.Publisher, a.Author, a.Licence, a.Attribution, a.Via = text, text, text, text, text, text, text
			a.ID = timeline.ArticleID(fmt.Sprint(i), 1)
			a.URL = fmt.Sprintf("https://x.example/%d?%s", i, text)
			if i%2 == 1 {
				a.URL = fmt.Sprintf("javascript:alert(%d)//%s", i, text)
			}
			r.ArticleID = a.ID
		}))
	}
	return events
}

func TestHostileTextsBreakNoDocument(t *testing.T) {
	events := hostileEvents()
	a := newAPI(t, events...)
	want := len(events)
	for address, check := range map[string]func(body []byte) error{
		"/api/v1/export.csv": func(body []byte) error {
			rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
			for _, row := range rows[min(1, len(rows)):] {
				for _, cell := range row {
					if trimmed := strings.TrimLeft(cell, " \t\r\n"); trimmed != "" && strings.ContainsAny(trimmed[:1], "=+-@") {
						return fmt.Errorf("formula %q", cell)
					}
				}
			}
			return counted(len(rows)-1, want, err)
		},
		"/api/v1/export.jsonl": func(body []byte) error {
			lines := bytes.Split(bytes.TrimSpace(body), []byte("\n"))
			for _, line := range lines {
				if !json.Valid(line) {
					return fmt.Errorf("no JSON: %s", line)
				}
			}
			return counted(len(lines)-1, want, nil)
		},
		"/api/v1/export.geojson": func(body []byte) error {
			var doc struct{ Features []any }
			err := json.Unmarshal(body, &doc)
			return counted(len(doc.Features), want, err)
		},
		"/api/v1/export.csl.json": func(body []byte) error {
			var items []cslItem
			err := json.Unmarshal(body, &items)
			return counted(len(items), want, err)
		},
		"/api/v1/export.jsonld": func(body []byte) error {
			var made struct{ About []struct{ Name string } }
			err := json.Unmarshal(body, &made)
			return counted(len(made.About), want, err)
		},
		"/api/v1/export.timeline.json": func(body []byte) error {
			var doc struct{ Events []slide }
			err := json.Unmarshal(body, &doc)
			for _, s := range doc.Events {
				if strings.Contains(s.Text.Headline+s.Text.Text, "<script") || strings.Contains(s.Text.Text, `"javascript:`) {
					return fmt.Errorf("live script in %s", s.Text)
				}
			}
			return counted(len(doc.Events), want, err)
		},
		"/api/v1/export.ics": func(body []byte) error {
			cal, err := ics.ParseCalendar(bytes.NewReader(body))
			if err != nil {
				return err
			}
			return counted(len(cal.Events()), want, nil)
		},
		"/api/v1/export.bib": func(body []byte) error {
			return counted(strings.Count(string(body), "\n@misc{"), want, balanced(string(body)))
		},
		"/api/v1/export.ris": func(body []byte) error {
			return counted(strings.Count(string(body), "\r\nER  - \r\n"), want, counted(strings.Count("\r\n"+string(body), "\r\nTY  - "), want, nil))
		},
		"/api/v1/export.md": func(body []byte) error {
			if liveLink.Match(body) || strings.Contains(string(body), "<script") {
				return fmt.Errorf("live script: %q", liveLink.FindAllString(string(body), -1))
			}
			return counted(strings.Count(string(body), "\n- **"), want, nil)
		},
		"/feeds/events.atom?limit=200": wellFormed("entry", want),
		"/feeds/events.rss?limit=200":  wellFormed("item", want),
		"/feeds/events.json?limit=200": func(body []byte) error {
			var doc struct{ Items []any }
			err := json.Unmarshal(body, &doc)
			return counted(len(doc.Items), want, err)
		},
		"/sitemap.xml":                   wellFormed("url", want+6), // with pages, a thread and a week
		"/api/v1/events?limit=200":       jsonDocument,
		"/api/v1/events/index?rows=0-99": jsonDocument,
		"/":                              func(body []byte) error { return counted(strings.Count(string(body), "<script"), 1, nil) },
	} {
		answer := a.get(address)
		if answer.Code != 200 {
			t.Errorf("GET %s: %d %s", address, answer.Code, answer.Body)
		} else if err := check(answer.Body.Bytes()); err != nil {
			t.Errorf("GET %s: %v", address, err)
		}
	}
	for _, event := range events {
		if err := inertPage(a.get("/e/" + event.ID).Body); err != nil {
			t.Errorf("page of %q: %v", event.Title, err)
		}
	}
}

// liveLink is a Markdown link whose bracket is not escaped.
var liveLink = regexp.MustCompile(`.{0,40}[^\\]\]\(javascript:.{0,40}`)

// inertPage reads a page as a browser does and looks for what could run.
func inertPage(page io.Reader) error {
	tokens, scripts := html.NewTokenizer(page), 0
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return counted(scripts, 2, nil) // the theme and the JSON-LD
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			if token.Data == "script" {
				scripts++
			}
			for _, attribute := range token.Attr {
				if strings.HasPrefix(attribute.Key, "on") || (strings.HasPrefix(attribute.Val, "javascript:") && token.Data != "meta") || token.Data == "img" || attribute.Key == "style" {
					return fmt.Errorf("<%s %s=%q>", token.Data, attribute.Key, attribute.Val)
				}
			}
		}
	}
}

func counted(got, want int, err error) error {
	if err == nil && got != want {
		err = fmt.Errorf("%d of %d events", got, want)
	}
	return err
}

func jsonDocument(body []byte) error {
	if !json.Valid(body) {
		return fmt.Errorf("no JSON")
	}
	return nil
}

// wellFormed reads XML strictly and counts an element.
func wellFormed(element string, want int) func([]byte) error {
	return func(body []byte) error {
		d := xml.NewDecoder(bytes.NewReader(body))
		n := 0
		for {
			token, err := d.Token()
			if err == io.EOF {
				return counted(n, want, nil)
			}
			if err != nil {
				return err
			}
			if start, ok := token.(xml.StartElement); ok && start.Name.Local == element {
				n++
			}
		}
	}
}

// balanced says whether every brace of a BibTeX file is closed.
func balanced(text string) error {
	depth := 0
	for _, r := range text {
		switch r {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth < 0 {
			return fmt.Errorf("a brace too many")
		}
	}
	return counted(depth, 0, nil)
}

func TestExportsTellWhatTheyAre(t *testing.T) {
	a := newAPI(t, someEvents()...)
	query := "?type=talks&as_of=2025-05-20&q=title"
	for _, f := range formats {
		answer := a.get("/api/v1/export." + f.extension + query)
		text := answer.Body.String()
		if unescaped, err := url.QueryUnescape(text); err == nil {
			text += unescaped
		}
		if answer.Code != 200 {
			t.Errorf("%s: %d %s", f.extension, answer.Code, text)
			continue
		}
		if f.extension == "ris" && answer.Body.Len() == 0 {
			continue
		}
		for _, want := range []string{"2025-05-20T23:59:59", "Harbour editors", "CC-BY-4.0"} {
			if !strings.Contains(strings.ReplaceAll(text, "\r\n ", ""), want) {
				t.Errorf("%s: %q is not in it:\n%s", f.extension, want, text)
			}
		}
		if got := answer.Header().Get("Content-Disposition"); !strings.HasPrefix(got, "attachment; filename=\"truceline-harbour-2025-06-10.") {
			t.Errorf("%s: %s", f.extension, got)
		}
	}
}

func TestRawCSVKeepsCells(t *testing.T) {
	a := newAPI(t, told("sum", "2025-05-01", func(e *timeline.Event) { e.Title = "=1+1" }))
	for query, want := range map[string]string{"": "'=1+1", "?raw=1": "=1+1"} {
		rows, err := csv.NewReader(a.get("/api/v1/export.csv" + query).Body).ReadAll()
		if err != nil || rows[1][1] != want {
			t.Errorf("export.csv%s: %q (%v), want %q", query, rows[1][1], err, want)
		}
	}
}

// A talk that was planned for the 15th and took place on the 16th stays one
// entry of the calendar, with a higher sequence.
func TestACalendarEntryMovesWithItsEvent(t *testing.T) {
	planned := told("talks", "2025-06-15", func(e *timeline.Event) { e.Status = timeline.Planned })
	a := newAPI(t, planned)
	before := entryOf(t, a, "/calendar.ics")
	moved := planned
	moved.When, moved.Status, moved.Updated = timeline.OnDay("2025-06-16"), timeline.Happened, now.Add(3e9)
	moved.Reports = nil
	snapshot := moved
	b := batch(moved)
	b.Woven.Revisions = []timeline.Revision{{EventID: "talks", Number: 2, KnownFrom: now, RecordedAt: now, By: "rules", Snapshot: &snapshot,
		Changes: []timeline.Change{{Field: "status", Old: "planned", New: "happened", Words: "It took place."}}}}
	if err := a.store.Save(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	a.clock = a.clock.AddDate(0, 0, 7)
	after := entryOf(t, a, "/calendar.ics")
	if before.Id() != after.Id() {
		t.Errorf("UID %q became %q", before.Id(), after.Id())
	}
	if value(before, ics.ComponentPropertySequence) != "0" || value(after, ics.ComponentPropertySequence) != "3" {
		t.Errorf("SEQUENCE %s, then %s", value(before, ics.ComponentPropertySequence), value(after, ics.ComponentPropertySequence))
	}
	if value(before, ics.ComponentPropertyDtStart) != "20250615" || value(after, ics.ComponentPropertyDtStart) != "20250616" || value(after, ics.ComponentPropertyDtEnd) != "20250617" {
		t.Errorf("DTSTART %s, then %s to %s", value(before, ics.ComponentPropertyDtStart), value(after, ics.ComponentPropertyDtStart), value(after, ics.ComponentPropertyDtEnd))
	}
	if value(before, ics.ComponentPropertyStatus) != "TENTATIVE" || value(after, ics.ComponentPropertyStatus) != "CONFIRMED" {
		t.Errorf("STATUS %s, then %s", value(before, ics.ComponentPropertyStatus), value(after, ics.ComponentPropertyStatus))
	}
}

// TestTheCalendarForgetsWhatIsLongPast: talks called off years ago are in
// nobody's calendar, those of last week still are, as cancelled.
func TestTheCalendarForgetsWhatIsLongPast(t *testing.T) {
	off := func(e *timeline.Event) { e.Status = timeline.Cancelled }
	a := newAPI(t, told("old", "2024-08-17", off), told("late", "2025-06-03", off))
	entry := entryOf(t, a, "/calendar.ics")
	if entry.Id() != "late@truceline" || value(entry, ics.ComponentPropertyStatus) != "CANCELLED" {
		t.Errorf("%s is %s", entry.Id(), value(entry, ics.ComponentPropertyStatus))
	}
	if entry := entryOf(t, a, "/calendar.ics?from=2024-08-01&to=2024-12-31"); entry.Id() != "old@truceline" {
		t.Errorf("asked for, the old one is not there: %s", entry.Id())
	}
}

// TestACalendarWithoutEntriesIsStillOne: RFC 5545 wants a component.
func TestACalendarWithoutEntriesIsStillOne(t *testing.T) {
	a := newAPI(t)
	for _, address := range []string{"/calendar.ics", "/api/v1/export.ics"} {
		cal, err := ics.ParseCalendar(a.get(address).Body)
		if err != nil || len(cal.Events()) != 0 || len(cal.Components) != 1 {
			t.Errorf("GET %s: %v, %d components, want one", address, err, len(cal.Components))
		}
	}
}

// TestFeedsSayWhatTheyHold in their descriptions.
func TestFeedsSayWhatTheyHold(t *testing.T) {
	a := newAPI(t, someEvents()...)
	for address, want := range map[string]string{
		"/feeds/events.atom?thread=rounds":      "New and changed events; thread=rounds",
		"/feeds/corrections.atom?thread=rounds": "What was changed about events after they were first recorded; thread=rounds",
	} {
		feed, err := gofeed.NewParser().Parse(a.get(address).Body)
		if err != nil || feed.Description != want {
			t.Errorf("%s: %q (%v), want %q", address, feed.Description, err, want)
		}
	}
}

// TestHoursOfPlannedEventsStandInCalendarAndPages beside UTC.
func TestHoursOfPlannedEventsStandInCalendarAndPages(t *testing.T) {
	a := newAPI(t, told("talks", "2025-06-15", func(e *timeline.Event) {
		e.Status, e.When.Clock, e.When.Zone = timeline.Planned, "18:20", "Europe/Kyiv"
	}))
	const said = "15:20 UTC, 18:20 Kyiv"
	entry := entryOf(t, a, "/calendar.ics")
	if title := value(entry, ics.ComponentPropertySummary); title != "Planned: Title of talks ("+said+")" {
		t.Errorf("SUMMARY %q", title)
	}
	if text := value(entry, ics.ComponentPropertyDescription); !strings.Contains(text, said) {
		t.Errorf("DESCRIPTION %q", text)
	}
	for _, address := range []string{"/e/talks", "/t/rounds", "/feeds/events.json", "/api/v1/export.md", "/api/v1/briefings/2025-W24.txt"} {
		if body := a.get(address).Body.String(); !strings.Contains(body, said) {
			t.Errorf("GET %s does not say %q:\n%s", address, said, body)
		}
	}
}

func entryOf(t *testing.T, a *testAPI, address string) *ics.VEvent {
	t.Helper()
	cal, err := ics.ParseCalendar(a.get(address).Body)
	if err != nil || len(cal.Events()) != 1 {
		t.Fatalf("GET %s: %v, want one entry", address, err)
	}
	return cal.Events()[0]
}

func value(entry *ics.VEvent, property ics.ComponentProperty) string {
	if p := entry.GetProperty(property); p != nil {
		return p.Value
	}
	return ""
}

func TestPagesIgnoreParametersTheyDoNotKnow(t *testing.T) {
	a := newAPI(t, someEvents()...)
	for _, address := range []string{"/feeds/events.atom?utm_source=x", "/calendar.ics?x=1", "/e/may-1?utm_source=x", "/oembed?url=https://truce.example/e/may-1&maxwidth=300&x=1", "/robots.txt?x", "/llms.txt", "/sitemap.xml?x=1"} {
		if answer := a.get(address); answer.Code != 200 || answer.Header().Get("ETag") == "" {
			t.Errorf("GET %s: %d %s", address, answer.Code, answer.Body)
		}
	}
	for _, address := range []string{"/feeds/events.atom?type=party", "/oembed?url=https://elsewhere.example/e/may-1"} {
		if answer := a.get(address); answer.Code < 400 || answer.Code >= 500 {
			t.Errorf("GET %s: %d", address, answer.Code)
		}
	}
}

// TestEveryPageNamesItsFeeds reads the links by which feed readers find what
// to follow, and follows them.
func TestEveryPageNamesItsFeeds(t *testing.T) {
	a := newAPI(t, someEvents()...)
	link := regexp.MustCompile(`<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">`)
	for _, address := range []string{"/", "/t", "/e/may-1", "/briefing/2025-W20", "/sources", "/about", "/embed"} {
		found := map[string]bool{}
		for _, match := range link.FindAllStringSubmatch(a.get(address).Body.String(), -1) {
			answer := a.get(html.UnescapeString(match[2]))
			if kind, _, _ := strings.Cut(answer.Header().Get("Content-Type"), ";"); answer.Code != 200 || kind != html.UnescapeString(match[1]) {
				t.Errorf("%s names %s as %s: %d %s", address, match[2], match[1], answer.Code, kind)
			}
			found[strings.TrimRight(match[2], "?")] = true
		}
		want := []string{"/feeds/events.atom", "/feeds/events.rss", "/feeds/events.json", "/feeds/corrections.atom", "/calendar.ics"}
		if strings.HasPrefix(address, "/briefing") {
			want = append(want, "/feeds/editions.atom", "/feeds/editions.rss", "/feeds/editions.json")
		}
		for _, feed := range want {
			if !found[feed] {
				t.Errorf("%s does not name %s", address, feed)
			}
		}
	}
}

func TestAnEventStaysOneEntryOfAFeed(t *testing.T) {
	event := told("talks", "2025-05-16")
	a := newAPI(t, event)
	for _, address := range []string{"/feeds/events.atom", "/feeds/events.rss", "/feeds/events.json"} {
		feed, err := gofeed.NewParser().Parse(a.get(address).Body)
		if err != nil || len(feed.Items) != 1 || feed.Items[0].GUID != "urn:truceline:event:talks" || feed.Items[0].Link != "https://truce.example/e/talks" {
			t.Errorf("GET %s: %v %+v", address, err, feed)
		}
	}
	event.Title, event.Updated, event.Reports = "Talks, renamed", now.Add(60e9), nil
	if err := a.store.Save(t.Context(), batch(event)); err != nil {
		t.Fatal(err)
	}
	a.clock = a.clock.Add(2 * versionLife)
	feed, err := gofeed.NewParser().Parse(a.get("/feeds/events.atom").Body)
	if err != nil || len(feed.Items) != 1 || feed.Items[0].GUID != "urn:truceline:event:talks" || !feed.Items[0].UpdatedParsed.Equal(now.Add(60e9)) {
		t.Errorf("after a change: %v %+v", err, feed)
	}
}

// Readers of feeds and calendars show nothing but titles in their lists.
func TestATitleWithoutLettersIsTheEventsID(t *testing.T) {
	a := newAPI(t, told("untitled", "2025-05-16", func(e *timeline.Event) { e.Title = "\x01\x7f" }))
	for _, address := range []string{"/feeds/events.atom", "/feeds/events.rss", "/feeds/events.json"} {
		feed, err := gofeed.NewParser().Parse(a.get(address).Body)
		if err != nil || len(feed.Items) != 1 || feed.Items[0].Title != "untitled" {
			t.Errorf("GET %s: %v %+v", address, err, feed)
		}
	}
}

// TimelineJS decodes the entities of a display date and then reads it as
// HTML: no sign of markup may be left in it.
func TestDatesOfSlidesHoldNoMarkup(t *testing.T) {
	a := newAPI(t, told("zone", "2025-05-01", func(e *timeline.Event) { e.When.Clock, e.When.Zone = "12:00", `<img src=x onerror=alert(1)>&lt;b>` }))
	doc := read[struct {
		Events []struct {
			DisplayDate string `json:"display_date"`
		}
	}](a, "/api/v1/export.timeline.json")
	if strings.ContainsAny(doc.Events[0].DisplayDate, "<>&") {
		t.Errorf("%q", doc.Events[0].DisplayDate)
	}
}
