package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"truceline/timeline"
)

const topic = "harbour"

// records is a small topic: a dispute about a harbour.
func records() TopicRecords {
	return TopicRecords{
		Topic:    topic,
		Types:    []timeline.Type{{ID: "talks", Label: "Talks"}, {ID: "visit", Label: "Visit"}},
		Families: []timeline.Family{{ID: "talks", Label: "Talks"}},
		Actors: []timeline.Actor{
			{ID: "zelensky", Name: "Volodymyr Zelensky", Kind: "person", Aliases: []string{"Zelenskyy", "President Zelensky"}},
			{ID: "erdogan", Name: "Recep Tayyip Erdoğan", Kind: "person"},
			{ID: "uk", Name: "United Kingdom", Kind: "country", Aliases: []string{"Britain", "Downing Street"}},
		},
		Places: []timeline.Place{
			{ID: "istanbul", Name: "Istanbul", Aliases: []string{"Constantinople"}},
			{ID: "kyiv", Name: "Kyiv", Aliases: []string{"Kiev"}},
		},
		Threads:    []timeline.Thread{{ID: "rounds", Title: "The rounds"}},
		Sources:    []timeline.Source{{ID: "herald", Name: "Herald", Kind: "feed", URL: "https://herald.example/feed"}},
		Publishers: []timeline.Publisher{{Host: "herald.example", Name: "Herald", Role: timeline.RoleOutlet}},
	}
}

func day(text string) timeline.Day { return timeline.Day(text) }

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}

// told is one article with one report and the event that it makes.
func told(id string, on timeline.Day, kind string, change ...func(*timeline.Event)) Batch {
	event := timeline.Event{
		ID: id, Topic: topic, Type: kind, Title: "Title of " + id, Summary: "Summary of " + id + ".",
		When: timeline.OnDay(on), Status: timeline.Happened, Review: timeline.Unreviewed, Significance: 3,
		KnownFrom: on.EndUTC(), Created: noon, Updated: noon,
		Corroboration: timeline.Corroboration{Reports: 1, Sources: 1, Independent: 1},
	}
	for _, c := range change {
		c(&event)
	}
	article := timeline.Article{
		ID: timeline.ArticleID("https://herald.example/"+id, 1), Topic: topic, SourceID: "herald", URL: "https://herald.example/" + id,
		Title: "Herald on " + id, Publisher: "herald.example", Published: event.KnownFrom, Fetched: noon, Revision: 1,
		Fingerprint: "f-" + id, Text: "The whole text about " + id + ".", Reuse: timeline.ReuseLinkOnly,
	}
	report := timeline.Report{
		ID: "r-" + id, Topic: topic, EventID: id, ArticleID: article.ID, Type: kind, Status: event.Status, When: event.When,
		Places: event.Places, Actors: event.Participations, Quote: "They met about " + id + ", an official said.",
		Reader: timeline.ReaderRules, Reading: 1, KnownFrom: event.KnownFrom,
	}
	snapshot := event
	revision := timeline.Revision{EventID: id, Number: 1, KnownFrom: event.KnownFrom, RecordedAt: noon, By: "rules", Because: []string{report.ID}, Snapshot: &snapshot}
	return Batch{
		Topic: topic, Articles: []timeline.Article{article}, Reports: []timeline.Report{report},
		Woven: timeline.Woven{Events: []timeline.Event{event}, Revisions: []timeline.Revision{revision}},
	}
}

func save(t *testing.T, s *Store, batches ...Batch) {
	t.Helper()
	for _, b := range batches {
		if err := s.Save(context.Background(), b); err != nil {
			t.Fatal(err)
		}
	}
}

// list gives the ids that a filter shows.
func list(t *testing.T, s *Store, f timeline.Filter, sort timeline.Sort) string {
	t.Helper()
	f.Topic = topic
	got, err := s.Events(context.Background(), f, timeline.Page{Sort: sort, Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Events) != got.Total {
		t.Errorf("%d events of %d", len(got.Events), got.Total)
	}
	ids := ""
	for i, e := range got.Events {
		if i > 0 {
			ids += " "
		}
		ids += e.ID
	}
	return ids
}

func mustSaveTopic(t *testing.T, s *Store) {
	t.Helper()
	if err := s.SaveTopic(context.Background(), records()); err != nil {
		t.Fatal(fmt.Errorf("topic: %w", err))
	}
}

func sameJSON(t *testing.T, got, want any) {
	t.Helper()
	a, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if string(a) != string(b) {
		t.Errorf("got  %s\nwant %s", a, b)
	}
}

func isInvalid(err error) bool {
	var invalid *timeline.Invalid
	return errors.As(err, &invalid)
}
