package store

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

// A list as known on T shows what the definition of Revision says, whatever
// the order in which revisions were written, and whoever is asked for.
func TestAsKnownOn(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		random := rand.New(rand.NewPCG(1, 2))
		history := map[string][]timeline.Revision{}
		for range 120 {
			addRevision(t, s, random, history)
		}
		for _, actor := range []string{"", "uk", "zelensky"} {
			for hours := -1; hours < 50; hours += 3 {
				filter := timeline.Filter{AsOf: noon.Add(time.Duration(hours) * time.Hour)}
				if actor != "" {
					filter.Actors = []string{actor}
				}
				got := list(t, s, filter, timeline.ByWhen)
				if want := thenKnown(history, filter.AsOf, actor); got != want {
					t.Fatalf("%s at %d hours:\ngot  %s\nwant %s", actor, hours, got, want)
				}
				checkEventsThen(t, s, history, filter.AsOf)
			}
		}
	})
}

// addRevision writes one more revision of one of a few events, at any time of
// two days, sometimes superseding an older one.
func addRevision(t *testing.T, s *Store, random *rand.Rand, history map[string][]timeline.Revision) {
	id := fmt.Sprint("v", random.IntN(8))
	known := noon.Add(time.Duration(random.IntN(48)) * time.Hour)
	batch := told(id, day("2025-01-01").Add(random.IntN(300)), "talks", with([]string{"uk", "zelensky", "erdogan"}[random.IntN(3)]))
	revision := &batch.Woven.Revisions[0]
	revision.Number = len(history[id]) + 1
	revision.KnownFrom, revision.RecordedAt = known, noon.Add(time.Duration(random.IntN(3))*time.Hour)
	if random.IntN(6) == 0 {
		revision.Snapshot = nil
	}
	if old := len(history[id]); old > 0 && random.IntN(4) == 0 {
		lost := &history[id][random.IntN(old)]
		lost.Superseded = true
		batch.Woven.Superseded = []timeline.Revision{{EventID: id, Number: lost.Number}}
	}
	history[id] = append(history[id], *revision)
	save(t, s, batch)
}

// heldAt is the definition: the newest revision of the last KnownFrom ≤ T
// among those that are not superseded.
func heldAt(revisions []timeline.Revision, t time.Time) *timeline.Event {
	var held *timeline.Revision
	for i, r := range revisions {
		if r.Superseded || r.KnownFrom.After(t) {
			continue
		}
		if held == nil || cmp.Or(r.KnownFrom.Compare(held.KnownFrom), r.RecordedAt.Compare(held.RecordedAt), cmp.Compare(r.Number, held.Number)) > 0 {
			held = &revisions[i]
		}
	}
	if held == nil {
		return nil
	}
	return held.Snapshot
}

func thenKnown(history map[string][]timeline.Revision, t time.Time, actor string) string {
	var events []timeline.Event
	for _, revisions := range history {
		if e := heldAt(revisions, t); e != nil && (actor == "" || e.Participations[0].Actor == actor) {
			events = append(events, *e)
		}
	}
	slices.SortFunc(events, func(a, b timeline.Event) int {
		return cmp.Or(cmp.Compare(a.When.Start, b.When.Start), cmp.Compare(a.ID, b.ID))
	})
	var ids []string
	for _, e := range events {
		ids = append(ids, e.ID)
	}
	return strings.Join(ids, " ")
}

func checkEventsThen(t *testing.T, s *Store, history map[string][]timeline.Revision, then time.Time) {
	t.Helper()
	id := fmt.Sprint("v", then.Unix()/3600%8)
	got, err := s.Event(t.Context(), id, then)
	want := heldAt(history[id], then)
	if (err == nil) != (want != nil) {
		t.Fatalf("%s at %s: %v, want %v", id, then, err, want)
	}
	if want != nil && got.When.Start != want.When.Start {
		t.Errorf("%s at %s: %s, want %s", id, then, got.When.Start, want.When.Start)
	}
}

// Whatever is counted of a moment is counted of the same events.
func TestCountsAsKnownOn(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		harbour(t, s)
		then := timeline.Filter{Topic: topic, AsOf: at("2025-05-20T00:00:00Z")}
		facets, err := s.Facets(t.Context(), then)
		if err != nil {
			t.Fatal(err)
		}
		sameJSON(t, facets.Types, []Count{{"talks", 3}, {"visit", 1}})
		sameJSON(t, facets.Actors, []Count{{"uk", 2}, {"zelensky", 2}, {"erdogan", 1}})
		sameJSON(t, facets.Sources, []Count{{"herald", 4}, {"herald.example", 4}})
		buckets, err := s.Density(t.Context(), then, "month")
		if err != nil || len(buckets) != 1 || buckets[0].Count != 4 {
			t.Errorf("%+v, %v", buckets, err)
		}
		stories, err := s.Threads(t.Context(), topic, at("2025-05-31T23:59:59.9999999Z"))
		if err != nil || len(stories) != 1 || stories[0].Events != 1 || stories[0].LastEvent == nil || stories[0].LastEvent.ID != "e5" {
			t.Errorf("%+v, %v", stories, err)
		}
		changes, err := s.Changes(t.Context(), timeline.Filter{Topic: topic}, at("2025-05-12T00:00:00Z"), at("2025-05-17T00:00:00Z"), timeline.Page{Limit: 1})
		if err != nil || len(changes.Changes) != 1 || changes.Changes[0].Event.ID != "b2" || changes.Next == "" {
			t.Fatalf("%+v, %v", changes, err)
		}
		changes, err = s.Changes(t.Context(), timeline.Filter{Topic: topic}, at("2025-05-12T00:00:00Z"), at("2025-05-17T00:00:00Z"), timeline.Page{Limit: 1, Cursor: changes.Next})
		if err != nil || len(changes.Changes) != 1 || changes.Changes[0].Event.ID != "c3" || changes.Next != "" {
			t.Errorf("%+v, %v", changes, err)
		}
	})
}

// Totals of the past are exact while few states are looked at, and lower bounds
// that say so otherwise.
func TestTotalsThen(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		hundred(t, s)
		for _, most := range []int{1000, 10} {
			s.limits.looked, s.totals = most, kept[Totals]{}
			for _, f := range []timeline.Filter{
				{}, {Types: []string{"visit"}}, {Types: []string{"visit", "talks"}}, {Actors: []string{"uk"}}, {Threads: []string{"none"}},
				{Statuses: []timeline.Status{timeline.Planned}}, {Actors: []string{"uk"}, Types: []string{"talks"}}, {Sources: []string{"herald"}},
			} {
				for _, window := range [][2]timeline.Day{{}, {"2025-01-05", "2025-01-09"}, {"2025-01-12", ""}, {"", "2025-01-03"}, {"2026-01-01", "2026-02-01"}} {
					for days := -1; days < 3; days++ {
						f.Topic, f.From, f.To, f.AsOf = topic, window[0], window[1], noon.AddDate(0, 0, days)
						checkTotalsThen(t, s, f)
					}
				}
			}
		}
	})
}

func checkTotalsThen(t *testing.T, s *Store, f timeline.Filter) {
	t.Helper()
	var want, got Totals
	version, err := s.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.count(t.Context(), version, f, &want); err != nil {
		t.Fatal(err)
	}
	err = s.kept(t.Context(), version, f, &got, func(q *selection) error { return s.countThen(t.Context(), q, f.From, f.To, &got) })
	if err != nil {
		t.Fatal(err)
	}
	if !got.AtLeast && got != want {
		t.Errorf("%+v: got %+v, want %+v", f, got, want)
	}
	if s.limits.looked > 100 && got.AtLeast {
		t.Errorf("%+v: few states are not counted exactly", f)
	}
	if got.Total > want.Total || got.Before.Count > want.Before.Count || got.After.Count > want.After.Count || got.Before.Nearest > want.Before.Nearest {
		t.Errorf("%+v: got %+v, more than %+v", f, got, want)
	}
}
