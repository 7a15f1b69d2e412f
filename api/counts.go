package api

import (
	"context"
	"strings"

	"github.com/gin-gonic/gin"

	"truceline/store"
	"truceline/timeline"
)

// facets counts the events that each further choice would give.
type facets struct {
	Version string             `json:"version"`
	Total   int                `json:"total"`
	Facets  map[string][]count `json:"facets"` // by parameter, the most frequent value first
}

type count struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

func (s *server) countFacets(c *gin.Context) (any, error) {
	p := readParams(c.Request.URL.RawQuery)
	filter := s.filter(p)
	if err := p.done(true); err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	found, err := s.store.Facets(ctx, filter)
	if err != nil {
		return nil, err
	}
	total, err := s.store.Count(ctx, filter)
	return facets{s.version(ctx), total, map[string][]count{
		"type":      labelled(found.Types, s.names.kind),
		"actor":     labelled(found.Actors, s.names.actor),
		"place":     labelled(found.Places, s.names.place),
		"thread":    labelled(found.Threads, s.names.thread),
		"source":    labelled(found.Sources, s.names.source),
		"status":    labelled(found.Statuses, spaced),
		"precision": labelled(found.Precisions, spaced),
		"review":    labelled(found.Reviews, spaced),
	}}, err
}

func labelled(found []store.Count, name func(id string) string) []count {
	counts := make([]count, len(found))
	for i, f := range found {
		counts[i] = count{f.Value, name(f.Value), f.Count}
	}
	return counts
}

func spaced(id string) string { return strings.ReplaceAll(id, "_", " ") }

// counted gives the number of all events by id, of one facet.
func (s *server) counted(ctx context.Context, of func(store.Facets) []store.Count) (map[string]int, error) {
	found, err := s.store.Facets(ctx, timeline.Filter{Topic: s.topic.ID})
	counts := map[string]int{}
	for _, f := range of(found) {
		counts[f.Value] = f.Count
	}
	return counts, err
}

// density is how many events there were, by day, week or month.
type density struct {
	Version string   `json:"version"`
	Bucket  string   `json:"bucket"`
	Total   int      `json:"total"`
	Density []bucket `json:"density"`
}

// A bucket is one day, week or month.
type bucket struct {
	Start   timeline.Day   `json:"start"`
	Family  map[string]int `json:"family"` // events by family of their type
	Planned int            `json:"planned"`
	// Uncovered says that nothing is recorded and no source was read then.
	Uncovered bool `json:"uncovered"`
}

func (s *server) countDensity(c *gin.Context) (any, error) {
	p := readParams(c.Request.URL.RawQuery)
	filter, width := s.filter(p), p.choice("bucket", "month", "week", "day")
	if err := p.done(true); err != nil {
		return nil, err
	}
	buckets, total, err := s.density(c.Request.Context(), filter, width)
	return density{s.version(c.Request.Context()), width, total, buckets}, err
}

// mostBuckets bounds a density: thirty years of days.
const mostBuckets = 11_000

// density counts events by the bucket of their first possible day, from the
// first to the last one that has some, those in between that have none too.
func (s *server) density(ctx context.Context, filter timeline.Filter, width string) (buckets []bucket, total int, err error) {
	found, err := s.store.Density(ctx, filter, width)
	if err != nil {
		return nil, 0, err
	}
	covered, err := s.coveredMonths(ctx)
	buckets = []bucket{}
	for _, f := range found {
		for len(buckets) > 0 && len(buckets) < mostBuckets {
			next := bucketAfter(buckets[len(buckets)-1].Start, width)
			if next >= f.Start {
				break
			}
			buckets = append(buckets, bucket{Start: next, Family: map[string]int{}, Uncovered: !covered[next[:len("2025-05")]]})
		}
		buckets = append(buckets, s.bucket(f))
		total += f.Count
	}
	return buckets, total, err
}

func (s *server) bucket(f store.Bucket) bucket {
	b := bucket{Start: f.Start, Family: map[string]int{}}
	for kind, n := range f.Types {
		b.Family[or(s.names.types[kind].Family, otherFamily)] += n
	}
	for _, n := range f.Planned {
		b.Planned += n
	}
	return b
}

// otherFamily takes the events of types that the topic no longer knows.
const otherFamily = "proc"

// coveredMonths are the months, "2025-05", in which some source was read.
func (s *server) coveredMonths(ctx context.Context) (map[timeline.Day]bool, error) {
	coverage, err := s.store.Coverage(ctx, s.topic.ID)
	covered := map[timeline.Day]bool{}
	for _, c := range coverage {
		if c.Read > 0 || c.Articles > 0 {
			covered[timeline.Day(c.Month)] = true
		}
	}
	return covered, err
}

// bucketAfter gives the first day of the next bucket.
func bucketAfter(start timeline.Day, width string) timeline.Day {
	switch width {
	case "month":
		t := start.Time()
		return timeline.Date(t.Year(), t.Month()+1, 1)
	case "week":
		return start.Add(7)
	default:
		return start.Add(1)
	}
}
