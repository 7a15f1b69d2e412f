package store

import (
	"context"
	"fmt"

	"truceline/timeline"
)

// A Bucket counts the events that begin in a day, week or month.
type Bucket struct {
	Start   timeline.Day   `json:"start"` // the day, the Monday, the first of the month
	Count   int            `json:"count"`
	Types   map[string]int `json:"types"`   // of Count, by type
	Planned map[string]int `json:"planned"` // of Types, those that are planned
}

// bucketStarts gives the first day of the bucket that a day is in.
var bucketStarts = map[string]func(timeline.Day) timeline.Day{
	"day":   func(d timeline.Day) timeline.Day { return d },
	"week":  timeline.Day.Monday,
	"month": func(d timeline.Day) timeline.Day { return d[:len("2025-05")] + "-01" },
}

// Density counts events by day, week or month, in order; buckets without
// events are left out.
func (s *Store) Density(ctx context.Context, filter timeline.Filter, bucket string) ([]Bucket, error) {
	start, ok := bucketStarts[bucket]
	if !ok {
		return nil, timeline.Invalidf("bucket", "%q is none of day, week, month", bucket)
	}
	q, err := s.selection(ctx, filter, true)
	if err != nil {
		return nil, err
	}
	sql, args := q.rows("e.sort_day AS day, e.type AS type, e.status AS status", "")
	rows, err := s.read.WithContext(ctx).Raw("SELECT day, type, status, COUNT(*) FROM ("+sql+") AS list GROUP BY day, type, status ORDER BY day", args...).Rows()
	if err != nil {
		return nil, fmt.Errorf("density by %s: %w", bucket, err)
	}
	defer rows.Close()
	buckets := []Bucket{}
	for rows.Next() {
		var day timeline.Day
		var kind string
		var status timeline.Status
		var n int
		if err := rows.Scan(&day, &kind, &status, &n); err != nil {
			return nil, fmt.Errorf("density by %s: %w", bucket, err)
		}
		if first := start(day); len(buckets) == 0 || buckets[len(buckets)-1].Start != first {
			buckets = append(buckets, Bucket{Start: first, Types: map[string]int{}, Planned: map[string]int{}})
		}
		buckets[len(buckets)-1].add(kind, status, n)
	}
	return buckets, rows.Err()
}

func (b *Bucket) add(kind string, status timeline.Status, n int) {
	b.Count += n
	b.Types[kind] += n
	if status == timeline.Planned {
		b.Planned[kind] += n
	}
}
