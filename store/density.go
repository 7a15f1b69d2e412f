package store

import (
	"context"
	"fmt"
	"strings"

	"truceline/timeline"
)

// A Bucket counts the events that begin in a day, week or month.
type Bucket struct {
	Start   timeline.Day   `json:"start"` // the day, the Monday, the first of the month
	Count   int            `json:"count"`
	Types   map[string]int `json:"types"`   // of Count, by type
	Planned map[string]int `json:"planned"` // of Types, those that are planned
}

// A bucketing is how days are put into buckets: in SQL as far as both
// databases can, so that few rows come out, and from there to the first day.
type bucketing struct {
	sql   string
	first func(timeline.Day) timeline.Day
}

func asIs(d timeline.Day) timeline.Day { return d }

var bucketings = map[string]bucketing{
	"day":   {"e.sort_day", asIs},
	"week":  {"e.sort_day", timeline.Day.Monday},
	"month": {"substr(e.sort_day, 1, 7) || '-01'", asIs},
}

// keptDensities bounds the memory of densities: up to a few thousand buckets
// each, with maps of their own.
const keptDensities = 20

// Density counts events by day, week or month, in order; buckets without
// events are left out. The buckets are shared: they are not to be changed.
func (s *Store) Density(ctx context.Context, filter timeline.Filter, bucket string) ([]Bucket, error) {
	by, ok := bucketings[bucket]
	if !ok {
		return nil, timeline.Invalidf("bucket", "%q is none of day, week, month", bucket)
	}
	version, err := s.Version(ctx)
	if err != nil {
		return nil, err
	}
	key := fmt.Sprintf("%s %#v", bucket, filter)
	if buckets, ok := s.dense.get(version, key); ok {
		return buckets, nil
	}
	sql, args, err := s.densityRows(ctx, filter, bucket)
	if err != nil {
		return nil, err
	}
	buckets, err := s.readDensity(ctx, sql, args, by)
	if err != nil {
		return nil, fmt.Errorf("density by %s: %w", bucket, err)
	}
	s.dense.put(version, key, buckets, keptDensities)
	return buckets, nil
}

// densityRows is the query for days, types, whether planned, and how many
// events: from event_counts where they tell as much as the filter asks for
// (days only of all events, by type and status), and from the events otherwise.
func (s *Store) densityRows(ctx context.Context, filter timeline.Filter, bucket string) (sql string, args []any, err error) {
	const planned = "status = '" + string(timeline.Planned) + "'"
	if of, ok := countKeyOf(filter); ok && filter.From+filter.To == "" && (bucket == "month" || of == (countKey{})) {
		day := "span || '-01'"
		if bucket != "month" {
			day, of = "span", countKey{kind: "day"}
		}
		q := countsByType(filter)
		q.add("kind = ? AND value = ?", of.kind, of.value)
		return "SELECT " + day + " AS day, type, " + planned + " AS planned, SUM(events) FROM event_counts WHERE " +
			strings.Join(q.where, " AND ") + " GROUP BY span, type, " + planned + " HAVING SUM(events) <> 0 ORDER BY span", q.args, nil
	}
	q, err := s.selection(ctx, filter, true)
	if err != nil {
		return "", nil, err
	}
	sql, args = q.rows(bucketings[bucket].sql+" AS day, e.type AS type, e."+planned+" AS planned", "")
	return "SELECT day, type, planned, COUNT(*) FROM (" + sql + ") AS list GROUP BY day, type, planned ORDER BY day", args, nil
}

// countsByType is the condition on the counts of each type and status that a
// filter wants.
func countsByType(f timeline.Filter) *selection {
	q := &selection{}
	q.add("topic = ?", f.Topic)
	if len(f.Types) > 0 {
		q.among("type", without(f.Types, f.Not.Types))
	} else {
		q.add("type IN (SELECT value FROM event_counts WHERE topic = ? AND type = '*' AND status = '*' AND kind = 'type')", f.Topic)
		q.in("type", nil, f.Not.Types)
	}
	statuses := f.Statuses
	if len(statuses) == 0 {
		statuses = timeline.Statuses
	}
	q.among("status", without(texts(statuses), texts(f.Not.Statuses)))
	return q
}

func (s *Store) readDensity(ctx context.Context, sql string, args []any, by bucketing) ([]Bucket, error) {
	rows, err := s.read.WithContext(ctx).Raw(sql, args...).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	buckets := []Bucket{}
	for rows.Next() {
		var day timeline.Day
		var kind string
		var planned bool
		var n int
		if err := rows.Scan(&day, &kind, &planned, &n); err != nil {
			return nil, err
		}
		if first := by.first(day); len(buckets) == 0 || buckets[len(buckets)-1].Start != first {
			buckets = append(buckets, Bucket{Start: first, Types: map[string]int{}, Planned: map[string]int{}})
		}
		buckets[len(buckets)-1].add(kind, planned, n)
	}
	return buckets, rows.Err()
}

func (b *Bucket) add(kind string, planned bool, n int) {
	b.Count += n
	b.Types[kind] += n
	if planned {
		b.Planned[kind] += n
	}
}
