package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

func TestFreshArticles(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		save(t, s, told("a1", "2025-05-10", "visit"))
		known := told("a1", "2025-05-10", "visit").Articles[0]
		changed := known
		changed.Fingerprint = "other"
		other := timeline.Article{Topic: topic, URL: "https://herald.example/new", Fingerprint: "x"}
		fresh, err := s.FreshArticles(t.Context(), []timeline.Article{known, changed, other, other})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range fresh {
			got = append(got, fmt.Sprintf("%s %d", a.URL, a.Revision))
		}
		want := []string{"https://herald.example/a1 2", "https://herald.example/new 1"}
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		if fresh[0].ID == known.ID || fresh[0].ID == "" {
			t.Errorf("id %q", fresh[0].ID)
		}
	})
}

// A batch that fails half-way leaves nothing behind.
func TestSaveIsAllOrNothing(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		before, _ := s.Version(t.Context())
		batch := told("a1", "2025-05-10", "visit")
		batch.Source = &timeline.Source{ID: "unheard of"} // the last step: it fails
		if err := s.Save(t.Context(), batch); !errors.Is(err, timeline.ErrNotFound) {
			t.Fatal(err)
		}
		if got := list(t, s, timeline.Filter{}, ""); got != "" {
			t.Errorf("events %q were kept", got)
		}
		fresh, err := s.FreshArticles(t.Context(), batch.Articles)
		if err != nil || len(fresh) != 1 {
			t.Errorf("%d articles are fresh, %v", len(fresh), err)
		}
		if after, _ := s.Version(t.Context()); after != before {
			t.Errorf("version went from %d to %d", before, after)
		}
	})
}

func TestSaveTwiceIsOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		for range 2 {
			save(t, s, told("a1", "2025-05-10", "visit", with("uk"), in("kyiv")))
		}
		mustSaveTopic(t, s)
		event, err := s.Event(t.Context(), "a1", time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		if len(event.Reports) != 1 || len(event.Revisions) != 1 || event.Reports[0].Article.Title != "Herald on a1" {
			t.Errorf("%d reports, %d revisions", len(event.Reports), len(event.Revisions))
		}
		if got := list(t, s, timeline.Filter{Actors: []string{"uk"}, Text: "herald summary"}, ""); got != "" {
			t.Errorf("found %q by a word that stands in the article's title only", got)
		}
		if got := list(t, s, timeline.Filter{Actors: []string{"uk"}, Text: "summary"}, ""); got != "a1" {
			t.Errorf("found %q", got)
		}
	})
}

func TestReportsNear(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		harbour(t, s)
		save(t, s, told("open", "2020-01-01", "talks", with("uk"), func(e *timeline.Event) {
			e.When = timeline.When{Start: "2020-01-01", Precision: timeline.PrecisionDay, Open: timeline.OpenSince}
		}))
		for name, c := range map[string]struct {
			near timeline.Near
			want string
		}{
			"day":            {timeline.Near{Types: []string{"talks"}, From: "2025-05-12", To: "2025-05-12"}, "r-b2 r-e5"},
			"beginning":      {timeline.Near{Types: []string{"talks"}, From: "2019-12-30", To: "2020-01-01"}, "r-open"},
			"actor":          {timeline.Near{Types: []string{"talks"}, From: "2025-05-01", To: "2025-06-30", Actors: []string{"zelensky"}}, "r-c3"},
			"actor or place": {timeline.Near{Types: []string{"talks"}, From: "2025-05-01", To: "2025-06-30", Actors: []string{"uk"}, Places: []string{"istanbul"}}, "r-b2 r-c3 r-d4"},
			"status":         {timeline.Near{Types: []string{"talks"}, From: "2025-05-01", To: "2025-06-30", Statuses: []timeline.Status{timeline.Planned}}, "r-d4"},
			"open window":    {timeline.Near{Types: []string{"visit"}, To: "2025-12-31"}, "r-a1"},
			"no such type":   {timeline.Near{Types: []string{"attack"}, From: "2025-05-01", To: "2025-06-30"}, ""},
		} {
			c.near.Topic = topic
			found, err := s.ReportsNear(t.Context(), c.near)
			if err != nil {
				t.Fatal(name, err)
			}
			reports, err := s.ReportsByID(t.Context(), found)
			if err != nil {
				t.Fatal(name, err)
			}
			var ids []string
			for _, r := range reports {
				ids = append(ids, r.ID)
			}
			slices.Sort(ids)
			if got := strings.Join(ids, " "); got != c.want {
				t.Errorf("%s: got %q, want %q", name, got, c.want)
			}
		}
	})
}

// ReportsNear reads classes of length; it has to find exactly the reports
// whose days meet.
func TestReportsNearMeetsExactly(t *testing.T) {
	s := openTest(t, t.TempDir()+"/near.db")
	mustSaveTopic(t, s)
	first := day("2024-12-01")
	batch := Batch{Topic: topic}
	for _, length := range []int{1, 2, 7, 8, 31, 32, 366, 367, 800} {
		for start := 0; start < 400; start += 57 {
			one := told(fmt.Sprintf("n%d-%d", length, start), first, "talks", func(e *timeline.Event) {
				e.When = timeline.When{Start: first.Add(start), End: first.Add(start + length - 1), Precision: timeline.PrecisionRange}
				if start%2 > 0 {
					e.Participations = []timeline.Participation{{Actor: "uk"}}
				}
			})
			batch.Articles = append(batch.Articles, one.Articles...)
			batch.Reports = append(batch.Reports, one.Reports...)
		}
	}
	save(t, s, batch)
	for from := -10; from < 1300; from += 11 {
		window := timeline.When{Start: first.Add(from), End: first.Add(from + from%3*20)}
		found, err := s.ReportsNear(t.Context(), timeline.Near{Topic: topic, Types: []string{"talks"}, From: window.Start, To: window.End})
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for _, r := range batch.Reports {
			if r.When.Overlaps(window) {
				want++
			}
		}
		// Whether it is looked up who stands in few reports, or where many have them.
		uk := timeline.Near{Topic: topic, Types: []string{"talks"}, From: window.Start, To: window.End, Actors: []string{"uk"}}
		few, err := s.ReportsNear(t.Context(), uk)
		many, failed := reportsUnder(s.read, uk, []string{"a:uk"}, -1)
		if slices.Sort(many); err != nil || failed != nil || !slices.Equal(few, many) || len(few) > len(found) {
			t.Fatalf("who stands in the reports: %q, whose reports: %q, of %q; %v, %v", few, many, found, err, failed)
		}
		if len(found) != want {
			t.Errorf("%s to %s: %d reports, want %d", window.Start, window.End, len(found), want)
		}
	}
}

func TestReplacedReportsCountForNothing(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		first := told("a1", "2025-05-10", "visit", with("uk"))
		save(t, s, first)
		again := first.Reports[0]
		again.ID, again.Reading, again.Quote = "r-a1-2", 2, "Read anew."
		save(t, s, Batch{Topic: topic, Reports: []timeline.Report{again}, Replaced: []string{"r-a1"}, Woven: timeline.Woven{Reports: []timeline.Report{again}}})
		event, err := s.Event(t.Context(), "a1", time.Time{})
		if err != nil || len(event.Reports) != 1 || event.Reports[0].ID != "r-a1-2" {
			t.Errorf("%+v, %v", event.Reports, err)
		}
		near, err := s.ReportsNear(t.Context(), timeline.Near{Topic: topic, Types: []string{"visit"}, From: "2025-05-10", To: "2025-05-10"})
		if err != nil || len(near) != 1 {
			t.Errorf("%d reports are near, %v", len(near), err)
		}
		known, err := s.KnownOf(t.Context(), []string{"a1"})
		if err != nil || len(known.Reports) != 2 {
			t.Errorf("weaving sees %d reports, %v", len(known.Reports), err)
		}
		if got := list(t, s, timeline.Filter{Text: `"they met"`}, ""); got != "" {
			t.Errorf("the replaced quote finds %q", got)
		}
	})
}

func TestMergedIDsForward(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		harbour(t, s)
		gone := told("a1", "2025-05-10", "visit", func(e *timeline.Event) { e.MergedInto = "c3" })
		moved := gone.Reports[0]
		moved.EventID = "c3"
		gone.Woven.Reports, gone.Reports = []timeline.Report{moved}, nil
		gone.Woven.Revisions[0].Number, gone.Woven.Revisions[0].Snapshot = 2, nil
		save(t, s, gone)
		event, err := s.Event(t.Context(), "a1", time.Time{})
		if err != nil || event.ID != "c3" || len(event.Reports) != 2 {
			t.Errorf("a1 gives %q with %d reports, %v", event.ID, len(event.Reports), err)
		}
		if got := list(t, s, timeline.Filter{Types: []string{"visit"}}, ""); got != "" {
			t.Errorf("list has %q", got)
		}
		if got := list(t, s, timeline.Filter{Text: "visit a1"}, ""); got != "" {
			t.Errorf("search has %q", got)
		}
		for _, id := range []string{"a1", "c3"} {
			known, err := s.KnownOf(t.Context(), []string{id})
			if err != nil || len(known.Events) != 2 || len(known.Reports) != 2 || len(known.Revisions) != 3 {
				t.Errorf("known of %s: %d events, %d reports, %d revisions, %v", id, len(known.Events), len(known.Reports), len(known.Revisions), err)
			}
		}
	})
}

func TestSourceKeepsItsState(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		due := at("2025-06-02T03:04:05Z")
		source := timeline.Source{ID: "herald", Topic: topic, Name: "not written", State: timeline.SourceState{Health: timeline.HealthOK, NextDue: due, ETag: `W/"x"`}}
		visit := timeline.Visit{SourceID: "herald", Started: noon, Took: 3 * time.Second, Outcome: timeline.HealthOK, Found: 4, Bytes: 5 << 32}
		for range 2 {
			if err := s.SaveVisit(t.Context(), visit, source); err != nil {
				t.Fatal(err)
			}
		}
		mustSaveTopic(t, s) // as at the next start
		got, err := s.Source(t.Context(), topic, "herald")
		if err != nil || got.Name != "Herald" || got.State.ETag != `W/"x"` || !got.State.NextDue.Equal(due) {
			t.Errorf("%+v, %v", got, err)
		}
		visits, err := s.Visits(t.Context(), "herald", 10)
		if err != nil || len(visits) != 2 || visits[0].ID != 2 || visits[0].Bytes != 5<<32 || visits[0].Took != 3*time.Second {
			t.Errorf("%+v, %v", visits, err)
		}
		fewer := records()
		fewer.Sources = nil
		if err := s.SaveTopic(t.Context(), fewer); err != nil {
			t.Fatal(err)
		}
		if got, _ := s.Source(t.Context(), topic, "herald"); got.Off != goneSource {
			t.Errorf("off: %q", got.Off)
		}
		covered, err := s.Coverage(t.Context(), topic)
		if err != nil || len(covered) != 1 || covered[0] != (Coverage{"herald", "2025-06", 2, 2, 0}) {
			t.Errorf("%+v, %v", covered, err)
		}
		days, err := s.VisitDays(t.Context(), topic, "2025-06-01")
		if err != nil || len(days) != 1 || days[0].Source != "herald" || days[0].Visits != 2 || days[0].Answered != 2 {
			t.Errorf("%+v, %v", days, err)
		}
		if days, err = s.VisitDays(t.Context(), topic, "2025-07-01"); err != nil || len(days) != 0 {
			t.Errorf("from July on %+v, %v", days, err)
		}
	})
}

func TestDelaysAreThoseOfWhatCameAfterTheFirstVisit(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		source := timeline.Source{ID: "herald", Topic: topic}
		if err := s.SaveVisit(t.Context(), timeline.Visit{SourceID: "herald", Started: noon, Outcome: timeline.HealthOK}, source); err != nil {
			t.Fatal(err)
		}
		for n, a := range []timeline.Article{
			{Published: noon.Add(-time.Hour), Fetched: noon},                                        // before anybody looked
			{Published: noon.Add(time.Hour), Fetched: noon.Add(2 * time.Hour)},                      // one hour
			{Published: noon.Add(time.Hour), Fetched: noon.Add(4 * time.Hour)},                      // three
			{Published: noon.Add(2 * time.Hour), Fetched: noon.Add(2*time.Hour - time.Minute)},      // a clock ahead
			{Published: noon.Add(time.Hour), Fetched: noon.Add(90 * time.Hour), PublishedDay: true}, // no hour
			{Published: noon.Add(time.Hour), Fetched: noon.Add(90 * time.Hour), Revision: 2},        // a later text
		} {
			a.ID, a.URL, a.Topic, a.SourceID = fmt.Sprint("delayed", n), fmt.Sprint("https://herald.example/", n), topic, "herald"
			a.Revision = max(1, a.Revision)
			save(t, s, Batch{Topic: topic, Articles: []timeline.Article{a}})
		}
		day := timeline.DayOf(noon)
		if got, err := s.Delays(t.Context(), topic, day); err != nil || len(got) != 1 || got["herald"] != (Delay{3, 80 * time.Minute}) {
			t.Errorf("%+v, %v", got, err)
		}
		if got, err := s.Delays(t.Context(), topic, day.Add(2)); err != nil || len(got) != 0 {
			t.Errorf("later %+v, %v", got, err)
		}
	})
}

func TestTexts(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		harbour(t, s)
		open := told("f6", "2025-05-10", "visit")
		open.Articles[0].Reuse = timeline.ReuseOpen
		save(t, s, open)
		var texts []string
		for after := ""; ; {
			some, err := s.ArticlesAfter(t.Context(), topic, after, 4)
			if err != nil {
				t.Fatal(err)
			}
			if len(some) == 0 {
				break
			}
			for _, a := range some {
				texts = append(texts, a.Text)
			}
			after = some[len(some)-1].ID
		}
		slices.Sort(texts)
		if len(texts) != 6 || texts[0] != "The whole text about a1." {
			t.Errorf("%q", texts)
		}
		gone, err := s.PurgeTexts(t.Context(), noon.Add(time.Hour), timeline.ReuseOpen, timeline.ReuseAttribution)
		if err != nil || gone != 5 {
			t.Errorf("%d gone, %v", gone, err)
		}
		if left, err := s.CountTexts(t.Context(), topic); err != nil || left != 1 {
			t.Errorf("%d left, %v", left, err)
		}
	})
}

func TestSubscribe(t *testing.T) {
	s := openTest(t, t.TempDir()+"/test.db")
	mustSaveTopic(t, s)
	notices, cancel := s.Subscribe()
	slow, _ := s.Subscribe()
	for i := range noticesKept + 10 {
		save(t, s, told(fmt.Sprint("x", i), "2025-05-10", "visit"))
		if n := <-notices; len(n.Events) != 1 || n.Events[0] != fmt.Sprint("x", i) {
			t.Fatalf("%+v", n)
		}
	}
	cancel()
	cancel()
	if _, open := <-notices; open {
		t.Error("still subscribed")
	}
	version, err := s.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var last Notice
	for range noticesKept {
		last = <-slow
	}
	if last.Version != version {
		t.Errorf("the slow one ends at %d, not %d", last.Version, version)
	}
}

func TestTokens(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		secret, err := s.AddToken(ctx, "ana")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.AddToken(ctx, "ana"); !errors.Is(err, timeline.ErrConflict) {
			t.Error(err)
		}
		if name, err := s.Editor(ctx, secret); name != "ana" || err != nil {
			t.Error(name, err)
		}
		if _, err := s.Editor(ctx, secret+"x"); !errors.Is(err, timeline.ErrNotFound) {
			t.Error(err)
		}
		if tokens, err := s.Tokens(ctx); err != nil || len(tokens) != 1 || !tokens[0].Used.Equal(noon) {
			t.Error(tokens, err)
		}
		if err := s.RemoveToken(ctx, "ana"); err != nil {
			t.Error(err)
		}
		if _, err := s.Editor(ctx, secret); !errors.Is(err, timeline.ErrNotFound) {
			t.Error(err)
		}
	})
}

func TestOutboxAndEditions(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		edition := Edition{Topic: topic, Week: "2025-W20", Body: []byte(`{"week":"2025-W20"}`)}
		for _, fresh := range []bool{true, false} {
			got, err := s.Publish(ctx, edition, Delivery{ID: "w20", Kind: "webhook", Target: "https://x.example", Body: "{}"})
			if got != fresh || err != nil {
				t.Error(got, err)
			}
		}
		kept, err := s.Edition(ctx, topic, "2025-W20")
		if err != nil || string(kept.Body) != string(edition.Body) || kept.Version == 0 {
			t.Error(kept, err)
		}
		claim := func() []Delivery {
			t.Helper()
			due, err := s.ClaimDeliveries(ctx, 10, time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			return due
		}
		if due := claim(); len(due) != 1 || due[0].Attempts != 1 {
			t.Errorf("%+v", due)
		}
		if due := claim(); len(due) != 0 {
			t.Errorf("claimed twice: %+v", due)
		}
		if err := s.Failed(ctx, "w20", "refused", noon); err != nil {
			t.Fatal(err)
		}
		if due := claim(); len(due) != 1 || due[0].Attempts != 2 || due[0].Error != "refused" {
			t.Errorf("%+v", due)
		}
		if err := s.Delivered(ctx, "w20"); err != nil {
			t.Fatal(err)
		}
		if all, err := s.Outbox(ctx, 10); err != nil || len(all) != 1 || !all[0].Done {
			t.Error(all, err)
		}
	})
}

func TestCorrectChecksWhatWasSeen(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		save(t, s, told("a1", "2025-05-10", "visit"))
		second := told("a1", "2025-05-10", "visit", func(e *timeline.Event) { e.Title = "By hand" }).Woven
		second.Revisions[0].Number = 2
		second.Edits = []timeline.Edit{{ID: "e1", EventID: "a1", Kind: "edit", Fields: `{"title":"By hand"}`, By: "ana", At: noon}}
		if err := s.Correct(t.Context(), "a1", map[string]int{"a1": 1}, second); err != nil {
			t.Fatal(err)
		}
		if err := s.Correct(t.Context(), "a1", map[string]int{"a1": 1}, second); !errors.Is(err, timeline.ErrConflict) {
			t.Error(err)
		}
		edits, err := s.Edits(t.Context(), "a1")
		if err != nil || len(edits) != 1 || edits[0].By != "ana" {
			t.Error(edits, err)
		}
		if got := list(t, s, timeline.Filter{Text: "hand"}, ""); got != "a1" {
			t.Errorf("found %q", got)
		}
	})
}
