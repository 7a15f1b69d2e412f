package api

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"truceline/frontend"
	"truceline/store"
	"truceline/timeline"
	"truceline/topics"
)

// now is when every test takes place.
var now = time.Date(2025, 6, 10, 12, 0, 0, 0, time.UTC)

// harbour is a small topic: a dispute about a harbour.
func harbour() *topics.Topic {
	return &topics.Topic{
		ID: "harbour", Title: "Harbour dispute", Summary: "A dispute about a harbour.", Language: "en", Licence: "CC-BY-4.0", Attribution: "Harbour editors",
		Families: []timeline.Family{{ID: "talks", Label: "Talks", Token: "talks"}, {ID: "law", Label: "Law", Token: "law"}},
		Types: []timeline.Type{
			{ID: "talks", Label: "Round", Plural: "Rounds", Family: "talks", Shape: "circle", Means: "They meet."},
			{ID: "vote", Label: "Vote", Plural: "Votes", Family: "law", Shape: "plus", Means: "They vote."},
		},
		Actors:  []timeline.Actor{{ID: "north", Name: "Northland", Kind: "country"}, {ID: "anna", Name: "Anna Berg", Kind: "person", Aliases: []string{"Berg"}}},
		Places:  []timeline.Place{{ID: "port", Name: "Port Alma", Kind: "city", Country: "XA", Lat: 10.5, Lon: -20.25}},
		Threads: []timeline.Thread{{ID: "rounds", Title: "The rounds", Summary: "How they met."}},
		Sources: []timeline.Source{{ID: "herald", Name: "Herald", Kind: "feed", URL: "https://herald.example/feed", Homepage: "https://herald.example/",
			Language: "en", Role: timeline.RoleOutlet, Reuse: timeline.ReuseLinkOnly, Schedule: "*/10 * * * *"},
			{ID: "shy", Name: "Shy", Kind: "feed", URL: "https://shy.example/feed", Reuse: timeline.ReuseLinkOnly, NoQuotes: true}},
		Publishers: []timeline.Publisher{{Host: "herald.example", Name: "The Herald", Role: timeline.RoleOutlet}},
	}
}

// told is an event with one report of one article.
func told(id string, on timeline.Day, change ...func(*timeline.Event)) timeline.Event {
	event := timeline.Event{
		ID: id, Topic: "harbour", Type: "talks", Title: "Title of " + id, Summary: "Summary of " + id + ".",
		When: timeline.OnDay(on), Status: timeline.Happened, Review: timeline.Unreviewed, Significance: 3, Certainty: 90,
		Places: []string{"port"}, Thread: "rounds", Participations: []timeline.Participation{{Actor: "anna", Part: "host", As: "Harbour Master"}},
		KnownFrom: on.EndUTC(), Created: now, Updated: now,
		Corroboration: timeline.Corroboration{Reports: 1, Sources: 1, Independent: 1},
	}
	address := "https://herald.example/" + id
	event.Reports = []timeline.Report{{
		ID: "r-" + id, Topic: "harbour", EventID: id, ArticleID: timeline.ArticleID(address, 1), Type: "talks", Status: event.Status,
		Title: event.Title, Quote: "They met on Friday about " + id + ", an official said.", DatePhrase: "on Friday", DateOffset: 9,
		DateReason: "Friday before the publication.", Reader: timeline.ReaderRules, Reading: 1, KnownFrom: event.KnownFrom,
		Article: &timeline.Article{ID: timeline.ArticleID(address, 1), Topic: "harbour", SourceID: "herald", URL: address, Title: "Herald on " + id,
			Publisher: "herald.example", Published: event.KnownFrom, Fetched: now, Revision: 1, Fingerprint: "f-" + id, Language: "en", Reuse: timeline.ReuseLinkOnly},
	}}
	for _, c := range change {
		c(&event)
	}
	return event
}

// batch is what the archive needs to hold an event.
func batch(event timeline.Event) store.Batch {
	b := store.Batch{Topic: "harbour"}
	for i := range event.Reports {
		report := &event.Reports[i]
		report.When, report.Places, report.Actors = event.When, event.Places, event.Participations
		report.Type, report.Status, report.Title = event.Type, event.Status, event.Title
		b.Articles = append(b.Articles, *report.Article)
		b.Reports = append(b.Reports, *report)
	}
	event.Reports = nil
	snapshot := event
	b.Woven = timeline.Woven{Events: []timeline.Event{event}, Revisions: []timeline.Revision{{
		EventID: event.ID, Number: 1, KnownFrom: event.KnownFrom, RecordedAt: now, By: "rules", Snapshot: &snapshot,
		Changes: []timeline.Change{{Field: "event", Words: "First reported."}},
	}}}
	return b
}

// someEvents are in the archive of most tests: four in May, one planned.
func someEvents() []timeline.Event {
	return []timeline.Event{
		told("may-1", "2025-05-01"),
		told("may-16", "2025-05-16", func(e *timeline.Event) { e.Title = "Second round in Port Alma" }),
		told("week", "2025-05-19", func(e *timeline.Event) {
			e.When = timeline.When{Start: "2025-05-19", End: "2025-05-25", Precision: timeline.PrecisionWeek}
		}),
		told("vote", "2025-05-30", func(e *timeline.Event) { e.Type, e.Thread = "vote", "" }),
		told("plan", "2025-06-20", func(e *timeline.Event) {
			e.Status, e.KnownFrom = timeline.Planned, now
			e.When = timeline.When{End: "2025-06-20", Precision: timeline.PrecisionDay, Open: timeline.OpenBy}
			e.Reports[0].KnownFrom, e.Reports[0].Article.Published = now, now
		}),
	}
}

// testAPI is the API over a real archive.
type testAPI struct {
	*testing.T
	handler http.Handler
	store   *store.Store
	clock   time.Time
}

func newAPI(t *testing.T, events ...timeline.Event) *testAPI {
	t.Helper()
	a := &testAPI{T: t, clock: now}
	archive, err := store.Open(context.Background(), store.Config{
		DSN: filepath.Join(t.TempDir(), "archive.db"), Now: func() time.Time { return a.clock }, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { archive.Close() })
	a.store = archive
	a.fill(events...)
	a.handler, err = New(a.config())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (a *testAPI) config() Config {
	return Config{
		Store: a.store, Topic: harbour(), PublicURL: "https://truce.example", Version: "test", Contact: "editor@truce.example",
		Now: func() time.Time { return a.clock }, Log: slog.New(slog.DiscardHandler),
		Explorer: []byte(`<!doctype html><title>T</title><script type="application/json" id="first"></script><div id="app"></div>`),
		Assets:   fstest.MapFS{"assets/app-AbCd1234.js": {Data: []byte("1")}, "assets/pages.css": {Data: []byte("p{}")}, "index.html": {Data: []byte("x")}},
		Pages:    frontend.Pages(),
	}
}

// fill saves the topic and some events.
func (a *testAPI) fill(events ...timeline.Event) {
	a.Helper()
	topic := harbour()
	err := a.store.SaveTopic(context.Background(), store.TopicRecords{Topic: topic.ID, Types: topic.Types, Families: topic.Families,
		Actors: topic.Actors, Places: topic.Places, Threads: topic.Threads, Sources: topic.Sources, Publishers: topic.Publishers})
	if err != nil {
		a.Fatal(err)
	}
	for _, event := range events {
		if err := a.store.Save(context.Background(), batch(event)); err != nil {
			a.Fatal(err)
		}
	}
}

// get asks for an address; headers come as name, value, …
func (a *testAPI) get(address string, headers ...string) *httptest.ResponseRecorder {
	a.Helper()
	return a.do(http.MethodGet, address, headers...)
}

func (a *testAPI) do(method, address string, headers ...string) *httptest.ResponseRecorder {
	a.Helper()
	request := httptest.NewRequest(method, address, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	answer := httptest.NewRecorder()
	a.handler.ServeHTTP(answer, request)
	return answer
}

// read asks for an address and decodes the answer, which must be 200.
func read[T any](a *testAPI, address string) T {
	a.Helper()
	answer := a.get(address)
	if answer.Code != http.StatusOK {
		a.Fatalf("GET %s: %d %s", address, answer.Code, answer.Body)
	}
	var body T
	if err := json.Unmarshal(answer.Body.Bytes(), &body); err != nil {
		a.Fatalf("GET %s: %v", address, err)
	}
	return body
}

// problemIn reads the error of an answer.
func problemIn(t *testing.T, answer *httptest.ResponseRecorder) problem {
	t.Helper()
	var body struct{ Error problem }
	if err := json.Unmarshal(answer.Body.Bytes(), &body); err != nil {
		t.Fatalf("%d %s: %v", answer.Code, answer.Body, err)
	}
	return body.Error
}
