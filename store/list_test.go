package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"truceline/timeline"
)

// hundred is an archive of a hundred events, several to a day, with three
// moments of first reports and four counts of sources.
func hundred(t *testing.T, s *Store) {
	t.Helper()
	mustSaveTopic(t, s)
	var all Batch
	for i := range 100 {
		b := told(fmt.Sprintf("h%02d", i*37%100), day("2025-01-01").Add(i/4), "talks", with("uk"), func(e *timeline.Event) {
			e.KnownFrom = noon.AddDate(0, 0, i%3)
			e.Corroboration.Independent = i % 4
			e.When.End = e.When.Start.Add(i % 2)
			if i%9 == 0 {
				e.When.End = e.When.Start.Add(9 * i) // some reach into months to come
			}
			if i%10 == 0 {
				e.Type, e.Status = "visit", timeline.Planned
			}
		})
		all.Articles = append(all.Articles, b.Articles...)
		all.Reports = append(all.Reports, b.Reports...)
		all.Woven.Events = append(all.Woven.Events, b.Woven.Events...)
		all.Woven.Revisions = append(all.Woven.Revisions, b.Woven.Revisions...)
	}
	save(t, s, all)
}

// Pages put together are the list, in every order, and the order turned round
// is the list turned round.
func TestPages(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		hundred(t, s)
		checkPages(t, s)
		s.limits.many = 10 // as with words that very many events have
		checkPages(t, s)
	})
}

// Of very many matches the newest are ranked.
func TestRankedHitsAreBounded(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		hundred(t, s)
		s.limits.ranked = 7
		list, err := s.Events(t.Context(), timeline.Filter{Topic: topic, Text: "summary"}, timeline.Page{Limit: 50})
		if err != nil || len(list.Events) != 7 || list.Total != 100 || list.Next != "" {
			t.Errorf("%d events of %d, next %q, %v", len(list.Events), list.Total, list.Next, err)
		}
	})
}

func checkPages(t *testing.T, s *Store) {
	t.Helper()
	for _, filter := range []timeline.Filter{
		{Topic: topic}, {Topic: topic, Types: []string{"visit"}}, {Topic: topic, Text: "summary"}, {Topic: topic, AsOf: noon.AddDate(0, 0, 1)},
		{Topic: topic, From: "2025-01-04", To: "2025-01-20"}, {Topic: topic, From: "2025-01-12", Types: []string{"talks"}}, {Topic: topic, From: "2025-02-01"},
	} {
		for _, sort := range timeline.Sorts {
			if sort == timeline.ByRelevance && filter.Text == "" {
				continue
			}
			up, down := allPages(t, s, filter, sort), allPages(t, s, filter, "-"+sort)
			slices.Reverse(down)
			if len(up) == 0 || !slices.Equal(up, down) {
				t.Errorf("%+v by %s:\nup   %v\ndown %v", filter, sort, up, down)
			}
			checkRows(t, s, filter, sort, up)
		}
	}
}

func allPages(t *testing.T, s *Store, filter timeline.Filter, sort timeline.Sort) []string {
	t.Helper()
	var ids []string
	for page := (timeline.Page{Sort: sort, Limit: 7}); ; {
		list, err := s.Events(t.Context(), filter, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list.Events {
			ids = append(ids, e.ID)
		}
		if page.Cursor = list.Next; page.Cursor == "" {
			if len(ids) != list.Total {
				t.Errorf("%d events in pages, total %d", len(ids), list.Total)
			}
			return ids
		}
	}
}

// checkRows compares the index, rows and row numbers with the pages.
func checkRows(t *testing.T, s *Store, filter timeline.Filter, sort timeline.Sort, want []string) {
	t.Helper()
	var ids []string
	for row, err := range s.Index(t.Context(), filter, sort, IndexColumns{Actors: true, Places: true, Sources: true}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, row.ID)
		if fmt.Sprint(row.Actors, row.Places, row.Sources) != "[uk] [] [herald herald.example]" {
			t.Fatalf("lists of %s: %v %v %v", row.ID, row.Actors, row.Places, row.Sources)
		}
	}
	if !slices.Equal(ids, want) {
		t.Errorf("index by %s: %v", sort, ids)
	}
	rows, err := s.Rows(t.Context(), filter, sort, 2, 5)
	if err != nil || len(rows) != 3 || rows[0].ID != want[2] {
		t.Errorf("rows by %s: %d, %v", sort, len(rows), err)
	}
	if row, err := s.RowOf(t.Context(), filter, sort, want[6]); row != 6 || err != nil {
		t.Errorf("row by %s: %d, %v", sort, row, err)
	}
	if _, err := s.RowOf(t.Context(), filter, sort, "nobody"); !errors.Is(err, timeline.ErrNotFound) {
		t.Error(err)
	}
}

func TestOutsideTheWindow(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		harbour(t, s)
		got, err := s.Events(t.Context(), timeline.Filter{Topic: topic, From: "2025-05-11", To: "2025-05-12"}, timeline.Page{Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		if got.Total != 2 || got.Before != (Outside{1, "2025-05-10"}) || got.After != (Outside{2, "2025-05-16"}) {
			t.Errorf("total %d, before %+v, after %+v", got.Total, got.Before, got.After)
		}
	})
}

func TestBadQuestions(t *testing.T) {
	s := openTest(t, t.TempDir()+"/test.db")
	harbour(t, s)
	good, err := s.Events(t.Context(), timeline.Filter{Topic: topic}, timeline.Page{Sort: "-when", Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	for name, ask := range map[string]func() error{
		"sort": func() error {
			_, err := s.Events(t.Context(), timeline.Filter{}, timeline.Page{Sort: "id; DROP TABLE events", Limit: 1})
			return err
		},
		"limit": func() error {
			_, err := s.Events(t.Context(), timeline.Filter{}, timeline.Page{Limit: 201})
			return err
		},
		"cursor": func() error {
			_, err := s.Events(t.Context(), timeline.Filter{}, timeline.Page{Limit: 1, Cursor: good.Next})
			return err
		},
		"q": func() error {
			_, err := s.Events(t.Context(), timeline.Filter{Text: " *?! "}, timeline.Page{Limit: 1})
			return err
		},
		"bucket": func() error { _, err := s.Density(t.Context(), timeline.Filter{}, "hour"); return err },
		"rows":   func() error { _, err := s.Rows(t.Context(), timeline.Filter{}, "", 5, 5); return err },
	} {
		var invalid *timeline.Invalid
		if err := ask(); !errors.As(err, &invalid) || invalid.Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.Event(t.Context(), "nobody", time.Time{}); !errors.Is(err, timeline.ErrNotFound) {
		t.Error(err)
	}
}

func TestDensity(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		harbour(t, s)
		weeks, err := s.Density(t.Context(), timeline.Filter{Topic: topic}, "week")
		if err != nil {
			t.Fatal(err)
		}
		sameJSON(t, weeks, []Bucket{
			{"2025-04-28", 1, map[string]int{"talks": 1}, map[string]int{}},
			{"2025-05-05", 1, map[string]int{"visit": 1}, map[string]int{}},
			{"2025-05-12", 2, map[string]int{"talks": 2}, map[string]int{}},
			{"2025-06-02", 1, map[string]int{"talks": 1}, map[string]int{"talks": 1}},
		})
	})
}

func TestFacetsUnderTheOtherFilters(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		harbour(t, s)
		facets, err := s.Facets(t.Context(), timeline.Filter{Topic: topic, Types: []string{"visit"}, Actors: []string{"uk"}})
		if err != nil {
			t.Fatal(err)
		}
		sameJSON(t, facets.Types, []Count{{"talks", 1}, {"visit", 1}})
		sameJSON(t, facets.Actors, []Count{{"uk", 1}, {"zelensky", 1}})
		sameJSON(t, facets.Statuses, []Count{{"happened", 1}})
	})
}

// Counts are the same whether the events are many or few, and those that are
// kept are forgotten at the next write.
func TestFacetsOfManyAndFew(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		harbour(t, s)
		rejected := told("rejected", "2025-05-10", "talks", with("uk"), func(e *timeline.Event) { e.Review = timeline.ReviewRejected })
		merged := told("merged", "2025-05-10", "talks", with("uk"), func(e *timeline.Event) { e.MergedInto = "b2" })
		for _, batch := range []Batch{{}, rejected, merged, told("late", "2025-05-10", "talks", with("uk"))} {
			save(t, s, batch)
			for _, filter := range []timeline.Filter{
				{}, {Types: []string{"talks"}}, {Actors: []string{"uk"}}, {Places: []string{"istanbul", "kyiv"}}, {Sources: []string{"herald"}},
				{From: "2025-05-01", To: "2025-05-12"}, {Text: "summary"}, {AsOf: at("2025-05-20T00:00:00Z")},
				{AsOf: at("2025-05-20T00:00:00Z"), Actors: []string{"uk"}}, {Statuses: []timeline.Status{timeline.Happened}},
			} {
				filter.Topic = topic
				checkFacets(t, s, filter)
			}
		}
	})
}

// checkFacets compares the facets with the events of a filter counted one by
// one, and the ways of counting with each other.
func checkFacets(t *testing.T, s *Store, filter timeline.Filter) {
	t.Helper()
	shown, err := s.Events(t.Context(), filter, timeline.Page{Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	reviews := map[string]int{}
	for _, e := range shown.Events {
		reviews[string(e.Review)]++
	}
	few, err := s.Facets(t.Context(), filter)
	if err != nil {
		t.Fatal(err)
	}
	sameJSON(t, few.Reviews, mostFirst(reviews))
	if n := len(shown.Events); len(filter.Sources) == 0 && n > 0 && (few.Sources[0] != Count{"herald", n}) {
		t.Errorf("%+v: %d events, sources %v", filter, n, few.Sources)
	}
	s.counts = kept[[][]Count]{}
	usual := s.limits.few
	s.limits.few = 0
	defer func() { s.limits.few = usual }()
	many, err := s.Facets(t.Context(), filter)
	if err != nil {
		t.Fatal(err)
	}
	sameJSON(t, many, few)
	again, err := s.Facets(t.Context(), filter)
	if err != nil {
		t.Fatal(err)
	}
	sameJSON(t, again, many)
}

// Counts by month that are made anew are those that writing kept.
func TestRecount(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		hundred(t, s)
		before, err := s.Events(t.Context(), timeline.Filter{Topic: topic, Types: []string{"visit"}, From: "2025-01-05", To: "2025-02-09"}, timeline.Page{Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.write.Exec("UPDATE event_counts SET events = events + 1").Error; err != nil {
			t.Fatal(err)
		}
		if faults, err := s.Check(t.Context()); err != nil || len(faults) != 1 {
			t.Errorf("counts that are wrong are not found: %q, %v", faults, err)
		}
		if err := s.Recount(t.Context()); err != nil {
			t.Fatal(err)
		}
		if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
			t.Errorf("%q, %v", faults, err)
		}
		after, err := s.Events(t.Context(), timeline.Filter{Topic: topic, Types: []string{"visit"}, From: "2025-01-05", To: "2025-02-09"}, timeline.Page{Limit: 1})
		if err != nil || after.Total != before.Total || after.Before != before.Before || after.After != before.After {
			t.Errorf("%+v, before %+v, %v", after, before, err)
		}
	})
}
