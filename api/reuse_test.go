package api

import (
	"encoding/json"
	"strings"
	"testing"

	"truceline/timeline"
)

// Words by which the texts of the next test are found again.
const (
	inText     = "ARTICLETEXT" // of the article's own text, which is never served
	beyond     = "BEYONDTHEROOM"
	unquotable = "NOTTOBEQUOTED"
	sharedText = "SHAREDALIKE"
	licence    = "CC-BY-SA-4.0"
	credit     = "Text by the writers of the pages"
)

// termedEvents are of articles with terms of each kind: one that may only be
// linked, with a quote longer than what may be shown; one whose source allows
// no quote; one that is shared alike.
func termedEvents() []timeline.Event {
	quoted := func(id string, on timeline.Day, quote string, more func(*timeline.Article)) timeline.Event {
		return told(id, on, func(e *timeline.Event) {
			r := &e.Reports[0]
			r.Quote, r.DatePhrase, r.DateOffset = quote, "", -1
			r.Article.Text = inText + ". " + quote
			more(r.Article)
		})
	}
	return []timeline.Event{
		quoted("linked", "2025-05-13", strings.Repeat("They met and spoke. ", 16)+beyond+".", func(*timeline.Article) {}),
		quoted("mute", "2025-05-14", unquotable+".", func(a *timeline.Article) { a.SourceID = "shy" }),
		quoted("alike", "2025-05-15", sharedText+".", func(a *timeline.Article) {
			a.Reuse, a.Licence, a.Attribution = timeline.ReuseShareAlike, licence, credit
		}),
	}
}

// What leaves the house obeys the terms of where it came from: no text of an
// article, no more of a quote than its terms allow, a quote that is shared
// alike only with licence and attribution, and only where quotes are shown:
// files of many events hold our words and links, save JSON Lines.
func TestWhatIsServedObeysTheTermsOfReuse(t *testing.T) {
	a := newAPI(t, termedEvents()...)
	quotes := map[string]bool{"/api/v1/events/alike": true, "/api/v1/events?q=sharedalike": true, "/api/v1/export.jsonl": true, "/e/alike": true}
	for _, address := range []string{
		"/api/v1/events", "/api/v1/events/linked", "/api/v1/events/mute", "/api/v1/events/alike", "/api/v1/events/alike/history",
		"/api/v1/events/index?rows=0-9", "/api/v1/events?q=met", "/api/v1/events?q=sharedalike", "/api/v1/events?q=nottobequoted", "/api/v1/changes?since=2020-01-01",
		"/api/v1/export.csv", "/api/v1/export.jsonl", "/api/v1/export.geojson", "/api/v1/export.ics", "/api/v1/export.bib", "/api/v1/export.ris",
		"/api/v1/export.csl.json", "/api/v1/export.jsonld", "/api/v1/export.md", "/api/v1/export.timeline.json",
		"/api/v1/briefings/2025-W20", "/api/v1/briefings/2025-W20.md", "/api/v1/briefings/2025-W20.html", "/api/v1/briefings/2025-W20.txt", "/briefing/2025-W20",
		"/feeds/events.atom", "/feeds/events.rss", "/feeds/events.json", "/feeds/corrections.atom", "/calendar.ics",
		"/e/linked", "/e/mute", "/e/alike", "/t/rounds", "/", "/embed/frame", "/embed/timeline.svg", "/llms.txt",
	} {
		answer := a.get(address)
		if answer.Code != 200 {
			t.Errorf("%s: %d %s", address, answer.Code, answer.Body)
			continue
		}
		obeys(t, address, answer.Body.String(), quotes[address])
	}
	for _, id := range []string{"linked", "mute", "alike"} {
		body, err := json.Marshal(callTool(t, a, "get_event", map[string]any{"id": id}).StructuredContent)
		if err != nil {
			t.Fatal(err)
		}
		obeys(t, "get_event "+id, string(body), id == "alike")
	}
}

func obeys(t *testing.T, address, body string, quotes bool) {
	t.Helper()
	for _, forbidden := range []string{inText, beyond, unquotable} {
		if strings.Contains(body, forbidden) {
			t.Errorf("%s shows %s", address, forbidden)
		}
	}
	switch has := strings.Contains(body, sharedText); {
	case has != quotes:
		t.Errorf("%s: shows the quote that is shared alike: %v", address, has)
	case has && (!strings.Contains(body, licence) || !strings.Contains(body, credit)):
		t.Errorf("%s: the quote comes without licence and attribution", address)
	}
}

// What may be quoted of a page that is only linked is its beginning.
func TestWhatIsOnlyLinkedIsQuotedShortly(t *testing.T) {
	a := newAPI(t, termedEvents()...)
	quote := read[eventDetail](a, "/api/v1/events/linked").Reports[0].Quote
	if n := len([]rune(quote)); n < 200 || n > quoteShort || !strings.HasSuffix(quote, ellipsis) {
		t.Errorf("%d characters: %q", n, quote)
	}
}
