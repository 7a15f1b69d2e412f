package store

import (
	"context"
	"fmt"

	"truceline/timeline"
)

// A Count says how many events have a value.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Facets are the values that events have, each list under the other parts of
// the filter, the most frequent value first.
type Facets struct {
	Types      []Count `json:"types"`
	Actors     []Count `json:"actors"`
	Places     []Count `json:"places"`
	Threads    []Count `json:"threads"`
	Sources    []Count `json:"sources"` // publisher hosts and source ids
	Statuses   []Count `json:"statuses"`
	Precisions []Count `json:"precisions"`
	Reviews    []Count `json:"reviews"`
}

// Facets counts events by each value of each field. A field's own part of the
// filter does not narrow its counts: they say what choosing another value
// would show.
func (s *Store) Facets(ctx context.Context, filter timeline.Filter) (Facets, error) {
	var out Facets
	for _, facet := range []struct {
		into  *[]Count
		free  func(f *timeline.Filter)
		value string // the column, or
		table string // the join table that has it
	}{
		{&out.Types, func(f *timeline.Filter) { f.Types, f.Not.Types = nil, nil }, "e.type", ""},
		{&out.Actors, func(f *timeline.Filter) { f.Actors, f.Not.Actors = nil, nil }, "j.actor_id", "actors"},
		{&out.Places, func(f *timeline.Filter) { f.Places, f.Not.Places = nil, nil }, "j.place_id", "places"},
		{&out.Threads, func(f *timeline.Filter) { f.Threads, f.Not.Threads = nil, nil }, "e.thread", ""},
		{&out.Sources, func(f *timeline.Filter) { f.Sources, f.Not.Sources = nil, nil }, "j.source", "sources"},
		{&out.Statuses, func(f *timeline.Filter) { f.Statuses, f.Not.Statuses = nil, nil }, "e.status", ""},
		{&out.Precisions, func(f *timeline.Filter) { f.Precisions, f.Not.Precisions = nil, nil }, `e."precision"`, ""},
		{&out.Reviews, func(f *timeline.Filter) { f.Reviews = nil }, "e.review", ""},
	} {
		freed := filter
		facet.free(&freed)
		counts, err := s.facet(ctx, freed, facet.value, facet.table)
		if err != nil {
			return out, err
		}
		*facet.into = counts
	}
	return out, nil
}

func (s *Store) facet(ctx context.Context, filter timeline.Filter, value, members string) ([]Count, error) {
	q, err := s.selection(ctx, filter, members == "")
	if err != nil {
		return nil, err
	}
	join, joined := q.join(members)
	sql, args := q.rows(value+" AS value", join, joined...)
	rows, err := s.read.WithContext(ctx).Raw("SELECT value, COUNT(*) AS n FROM ("+sql+") AS list GROUP BY value ORDER BY n DESC, value", args...).Rows()
	if err != nil {
		return nil, fmt.Errorf("counts by %s: %w", value, err)
	}
	defer rows.Close()
	counts := []Count{}
	for rows.Next() {
		var c Count
		if err := rows.Scan(&c.Value, &c.Count); err != nil {
			return nil, fmt.Errorf("counts by %s: %w", value, err)
		}
		if c.Value != "" {
			counts = append(counts, c)
		}
	}
	return counts, rows.Err()
}

// join adds the rows of who, where or by whom to the events of a selection.
func (q *selection) join(members string) (string, []any) {
	switch {
	case members == "":
		return "", nil
	case members == "sources" && q.past:
		return " JOIN event_sources j ON j.event_id = e.id AND j.known_from <= ?", []any{q.asOf}
	case q.past:
		return " JOIN state_" + members + " j ON j.event_id = e.id AND j.number = e.number", nil
	}
	return " JOIN event_" + members + " j ON j.event_id = e.id", nil
}
