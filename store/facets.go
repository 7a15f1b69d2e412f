package store

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"truceline/timeline"
)

// A Count says how many events have a value.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Facets are the values that events have, each list under the other parts of
// the filter, the most frequent value first. The lists are shared: they are
// not to be changed.
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

// A facet is one list of Facets.
type facet struct {
	into   *[]Count
	free   func(f *timeline.Filter) // takes the facet's own part out of a filter
	kind   string                   // in the counts; they hold the statuses as such
	column string                   // of the event's row, or of the
	rows   string                   // rows by actor, place or source
}

// Facets counts events by each value of each field. A field's own part of the
// filter does not narrow its counts: they say what choosing another value
// would show.
func (s *Store) Facets(ctx context.Context, filter timeline.Filter) (Facets, error) {
	var out Facets
	for _, group := range slices.Concat(
		[][]facet{
			{{&out.Types, func(f *timeline.Filter) { f.Types, f.Not.Types = nil, nil }, "type", "e.type", ""}},
			{{&out.Threads, func(f *timeline.Filter) { f.Threads, f.Not.Threads = nil, nil }, "thread", "e.thread", ""}},
			{{&out.Actors, func(f *timeline.Filter) { f.Actors, f.Not.Actors = nil, nil }, "actor", "actor_id", "actors"}},
			{{&out.Places, func(f *timeline.Filter) { f.Places, f.Not.Places = nil, nil }, "place", "place_id", "places"}},
			{{&out.Sources, func(f *timeline.Filter) { f.Sources, f.Not.Sources = nil, nil }, "source", "source", "sources"}},
		},
		together(filter, []facet{
			{&out.Statuses, func(f *timeline.Filter) { f.Statuses, f.Not.Statuses = nil, nil }, "", "e.status", ""},
			{&out.Precisions, func(f *timeline.Filter) { f.Precisions, f.Not.Precisions = nil, nil }, "precision", `e."precision"`, ""},
			{&out.Reviews, func(f *timeline.Filter) { f.Reviews = nil }, "review", "e.review", ""},
		}),
	) {
		freed := filter
		group[0].free(&freed)
		lists, err := s.facetCounts(ctx, freed, group)
		if err != nil {
			return out, err
		}
		for i, f := range group {
			*f.into = lists[i]
		}
	}
	return out, nil
}

// together groups facets that no index has in order: those that the filter
// does not narrow are counted in one go.
func together(filter timeline.Filter, facets []facet) [][]facet {
	var groups [][]facet
	var plain []facet
	for _, f := range facets {
		freed := filter
		if f.free(&freed); reflect.DeepEqual(freed, filter) {
			plain = append(plain, f)
		} else {
			groups = append(groups, []facet{f})
		}
	}
	if len(plain) > 0 {
		groups = append(groups, plain)
	}
	return groups
}

// keptCounts bounds the memory of counts: some hundred values each.
const keptCounts = 500

// facetCounts gives the counts of some facets under one filter.
func (s *Store) facetCounts(ctx context.Context, freed timeline.Filter, group []facet) ([][]Count, error) {
	version, err := s.Version(ctx)
	if err != nil {
		return nil, err
	}
	columns := make([]string, len(group))
	for i, f := range group {
		columns[i] = f.column
	}
	key := fmt.Sprintf("%q %#v", columns, freed)
	if lists, ok := s.counts.get(version, key); ok {
		return lists, nil
	}
	lists, err := s.countFacets(ctx, freed, group, columns)
	if err != nil {
		return nil, fmt.Errorf("counts by %s: %w", strings.Join(columns, ", "), err)
	}
	s.counts.put(version, key, lists, keptCounts)
	return lists, nil
}

// countFacets takes the counts of some facets from event_counts where they tell
// as much as the filter asks for, and from the events otherwise.
func (s *Store) countFacets(ctx context.Context, freed timeline.Filter, group []facet, columns []string) ([][]Count, error) {
	if of, ok := countKeyOf(freed); !ok || of != (countKey{}) || freed.From+freed.To != "" {
		sql, args, err := s.facetRows(ctx, freed, columns, group[0].rows)
		if err != nil {
			return nil, err
		}
		return s.readCounts(ctx, len(columns), sql, args)
	}
	var lists [][]Count
	for _, f := range group {
		sql, args := f.counts(freed)
		list, err := s.readCounts(ctx, 1, sql, args)
		if err != nil {
			return nil, err
		}
		lists = append(lists, list[0])
	}
	return lists, nil
}

// counts is the query for the sums of event_counts by the facet's values.
func (f facet) counts(freed timeline.Filter) (sql string, args []any) {
	value := "value"
	if f.kind == "" { // the statuses, each by itself
		value = "status"
		freed.Statuses = timeline.Statuses
	}
	q, adds := countsOf(freed)
	q.add("kind = ?", f.kind)
	return "SELECT " + value + ", SUM(" + adds + ") AS n FROM event_counts WHERE " + strings.Join(q.where, " AND ") +
		" GROUP BY " + value + " HAVING SUM(" + adds + ") <> 0", q.args
}

// facetRows is the query for the values of each event that a filter wants, and
// how many have them.
func (s *Store) facetRows(ctx context.Context, freed timeline.Filter, columns []string, rows string) (sql string, args []any, err error) {
	q, err := s.selection(ctx, freed, true)
	if err != nil {
		return "", nil, err
	}
	join, joined := q.join(rows)
	switch many, err := s.manyOf(ctx, q, rows); {
	case err != nil:
		return "", nil, err
	case many:
		if q, err = s.selectionOf(ctx, freed, true, rows); err != nil {
			return "", nil, err
		}
		columns, join, joined = []string{"e." + columns[0]}, "", nil
	case rows != "":
		columns = []string{"j." + columns[0]}
	}
	names := []string{"a", "b", "c"}[:len(columns)]
	as := make([]string, len(columns))
	for i, c := range columns {
		as[i] = c + " AS " + names[i]
	}
	sql, args = q.rows(strings.Join(as, ", "), join, joined...)
	list := strings.Join(names, ", ")
	return "SELECT " + list + ", COUNT(*) FROM (" + sql + ") AS list GROUP BY " + list, args, nil
}

// manyOf says whether a selection without actor, place or text has so many
// events that going through the copies of all, which an index has in order by
// actor and by place, is quicker than looking up the rows of each.
func (s *Store) manyOf(ctx context.Context, q *selection, rows string) (bool, error) {
	if rows != "actors" && rows != "places" || q.id != "e.id" || len(q.text) > 0 {
		return false, nil
	}
	sql, args := q.rows("1", "")
	var n int
	err := s.read.WithContext(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM ("+sql+") AS list LIMIT ?) AS few", append(args, s.limits.few+1)...).Row().Scan(&n)
	if err != nil {
		return false, fmt.Errorf("count of events: %w", err)
	}
	return n > s.limits.few, nil
}

// readCounts adds up rows of n values and a number, by each of the values.
func (s *Store) readCounts(ctx context.Context, n int, sql string, args []any) ([][]Count, error) {
	rows, err := s.read.WithContext(ctx).Raw(sql, args...).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	sums := make([]map[string]int, n)
	values, into, count := make([]string, n), make([]any, n+1), 0
	for i := range values {
		sums[i], into[i] = map[string]int{}, &values[i]
	}
	into[n] = &count
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		for i, value := range values {
			sums[i][value] += count
		}
	}
	lists := make([][]Count, n)
	for i, sum := range sums {
		lists[i] = mostFirst(sum)
	}
	return lists, rows.Err()
}

// mostFirst gives the counts of what is not empty, the most frequent first.
func mostFirst(sum map[string]int) []Count {
	counts := []Count{}
	for value, n := range sum {
		if value != "" {
			counts = append(counts, Count{value, n})
		}
	}
	slices.SortFunc(counts, func(a, b Count) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Value, b.Value)) })
	return counts
}

// join adds the rows of who, where or by whom to the events of a selection. The
// id is an expression, so that no plan begins with all those rows and looks up
// the wide row of each one's event.
func (q *selection) join(rows string) (string, []any) {
	switch {
	case rows == "":
		return "", nil
	case rows == "sources" && q.past:
		return " JOIN event_sources j ON j.event_id = " + q.id + " || '' AND j.known_from <= ?", []any{q.asOf}
	case q.past:
		return " JOIN state_" + rows + " j ON j.event_id = " + q.id + " || '' AND j.number = e.number", nil
	}
	return " JOIN event_" + rows + " j ON j.event_id = " + q.id + " || ''", nil
}
