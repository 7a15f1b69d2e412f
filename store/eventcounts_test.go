package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"truceline/timeline"
)

// strewn is an archive whose events last a day, some days, months, years or
// until today, some of them rejected in review or changed afterwards.
func strewn(t *testing.T, s *Store) {
	t.Helper()
	mustSaveTopic(t, s)
	random := rand.New(rand.NewPCG(5, 6))
	for n := range 240 {
		kind := []string{"talks", "visit"}[random.IntN(2)]
		first := day("2024-11-01").Add(random.IntN(200))
		save(t, s, told(fmt.Sprint("s", random.IntN(150)), first, kind, with([]string{"uk", "zelensky", "erdogan"}[random.IntN(3)]), func(e *timeline.Event) {
			switch n % 6 {
			case 0:
				e.When.End = first.Add(random.IntN(10))
			case 1:
				e.When.End = first.Add(random.IntN(60))
			case 2:
				e.When.End = first.Add(random.IntN(900))
			case 3:
				e.When.End, e.When.Open = "", timeline.OpenSince
			}
			e.Status = timeline.Statuses[random.IntN(3)]
			e.Places = [][]string{nil, {"kyiv"}, {"kyiv", "istanbul"}}[random.IntN(3)]
			e.Thread = []string{"", "rounds"}[random.IntN(2)]
			e.Review = []timeline.Review{timeline.Unreviewed, timeline.Unreviewed, timeline.Confirmed, timeline.ReviewRejected}[random.IntN(4)]
		}))
	}
	if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Fatalf("%q, %v", faults, err)
	}
}

// Totals, densities and facets are what counting the events one by one gives,
// for filters that the counts serve and for such that they do not.
func TestCountsAreThoseOfTheEvents(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		strewn(t, s)
		without := func(set func(f *timeline.Filter)) (f timeline.Filter) { set(&f); return f }
		for _, filter := range []timeline.Filter{
			{}, {Types: []string{"visit"}}, {Types: []string{"talks", "visit"}}, {Actors: []string{"uk"}}, {Places: []string{"kyiv"}},
			{Threads: []string{"rounds"}, Statuses: timeline.Statuses[:1]}, {Sources: []string{"herald"}}, {Precisions: []timeline.Precision{timeline.PrecisionDay}},
			{Reviews: []timeline.Review{timeline.Confirmed}}, {Reviews: []timeline.Review{timeline.ReviewRejected}},
			without(func(f *timeline.Filter) { f.Not.Types = []string{"talks"} }),
			without(func(f *timeline.Filter) {
				f.Actors, f.Not.Types, f.Not.Statuses = []string{"uk"}, []string{"visit"}, timeline.Statuses[:2]
			}),
			without(func(f *timeline.Filter) { f.Types, f.Not.Types = []string{"talks"}, []string{"talks"} }),
			without(func(f *timeline.Filter) { f.Statuses, f.Not.Statuses = timeline.Statuses[:2], timeline.Statuses[1:2] }),
			{Actors: []string{"uk"}, Places: []string{"istanbul"}},
		} {
			filter.Topic = topic
			all := everyEvent(t, s, filter)
			checkDensities(t, s, filter, all)
			checkTypes(t, s, filter)
			for from := day("2024-10-25"); from < "2025-06-10"; from = from.Add(13) {
				for _, window := range [][2]timeline.Day{{from, ""}, {"", from}, {from, from.Add(20)}} {
					filter.From, filter.To = window[0], window[1]
					checkTotals(t, s, filter, all)
				}
			}
		}
	})
}

// everyEvent walks through all pages of a list.
func everyEvent(t *testing.T, s *Store, filter timeline.Filter) []timeline.Event {
	t.Helper()
	var events []timeline.Event
	for page := (timeline.Page{Limit: 50}); ; {
		list, err := s.Events(t.Context(), filter, page)
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, list.Events...)
		if page.Cursor = list.Next; page.Cursor == "" {
			if list.Total != len(events) {
				t.Errorf("%+v: total %d of %d events", filter, list.Total, len(events))
			}
			return events
		}
	}
}

func checkTotals(t *testing.T, s *Store, filter timeline.Filter, all []timeline.Event) {
	t.Helper()
	var want List
	for _, e := range all {
		switch first, last := listedDays(e.When); {
		case filter.From != "" && last < filter.From:
			want.Before = Outside{want.Before.Count + 1, max(want.Before.Nearest, first)}
		case filter.To != "" && first > filter.To:
			if want.After.Count++; want.After.Nearest == "" || first < want.After.Nearest {
				want.After.Nearest = first
			}
		default:
			want.Total++
		}
	}
	got, err := s.Events(t.Context(), filter, timeline.Page{Limit: 1})
	if err != nil || got.Total != want.Total || got.Before != want.Before || got.After != want.After {
		t.Errorf("%+v: total %d, before %v, after %v, %v; want %d, %v, %v", filter, got.Total, got.Before, got.After, err, want.Total, want.Before, want.After)
	}
	if found := everyEvent(t, s, filter); len(found) != want.Total {
		t.Errorf("%+v: %d events in pages, want %d", filter, len(found), want.Total)
	}
}

func checkDensities(t *testing.T, s *Store, filter timeline.Filter, all []timeline.Event) {
	t.Helper()
	for name, by := range map[string]func(timeline.Day) timeline.Day{
		"day": asIs, "week": timeline.Day.Monday, "month": func(d timeline.Day) timeline.Day { return d[:8] + "01" }} {
		want := map[timeline.Day]Bucket{}
		for _, e := range all {
			first, _ := listedDays(e.When)
			b, ok := want[by(first)]
			if !ok {
				b = Bucket{by(first), 0, map[string]int{}, map[string]int{}}
			}
			b.add(e.Type, e.Status == timeline.Planned, 1)
			want[by(first)] = b
		}
		buckets := []Bucket{}
		for _, b := range want {
			buckets = append(buckets, b)
		}
		slices.SortFunc(buckets, func(a, b Bucket) int { return a.Start.Sub(b.Start) })
		got, err := s.Density(t.Context(), filter, name)
		if err != nil {
			t.Fatal(err)
		}
		sameJSON(t, got, buckets)
	}
}

// checkTypes compares the facet of types with the events of its filter.
func checkTypes(t *testing.T, s *Store, filter timeline.Filter) {
	t.Helper()
	facets, err := s.Facets(t.Context(), filter)
	if err != nil {
		t.Fatal(err)
	}
	filter.Types, filter.Not.Types = nil, nil
	kinds := map[string]int{}
	for _, e := range everyEvent(t, s, filter) {
		kinds[e.Type]++
	}
	sameJSON(t, facets.Types, mostFirst(kinds))
}
