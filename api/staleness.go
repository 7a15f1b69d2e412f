package api

import (
	"context"
	"slices"
	"time"

	"truceline/timeline"
)

// staleFrom is the moment from which a source that is read on a schedule
// counts as stale unless it is read before: twice its usual interval after
// it was last read, at once where two attempts in a row have failed since.
// It is false for sources that are off or were never read.
func staleFrom(source timeline.Source) (time.Time, bool) {
	state := source.State
	if healthOf(source) == timeline.HealthDisabled || state.LastRead.IsZero() {
		return time.Time{}, false
	}
	if state.Failures >= 2 {
		return state.LastRead, true
	}
	if !state.NextDue.After(state.LastRead) {
		return time.Time{}, false
	}
	return state.NextDue.Add(state.NextDue.Sub(state.LastRead)), true
}

// allStaleFrom lists those moments of all sources, the earliest first.
func allStaleFrom(sources []timeline.Source) []time.Time {
	moments := []time.Time{}
	for _, source := range sources {
		if at, ok := staleFrom(source); ok {
			moments = append(moments, at.UTC())
		}
	}
	slices.SortFunc(moments, time.Time.Compare)
	return moments
}

// A reading tells how fresh what a source says of an event is.
type reading struct {
	ID       string          `json:"id"`
	Name     string          `json:"name"`
	Health   timeline.Health `json:"health"`
	Reason   string          `json:"reason"`
	LastRead *time.Time      `json:"last_read"` // null before the first read
	// StaleFrom is the moment from which the source counts as not read for
	// twice its interval, unless it is read before; null where that says nothing.
	StaleFrom *time.Time `json:"stale_from"`
}

// readings tells of the sources that an event was read in, in the order of
// their names. A page that is only cited is of no source.
func (s *server) readings(ctx context.Context, reports []timeline.Report) ([]reading, error) {
	var ids []string
	for _, r := range reports {
		if r.Article != nil && r.Article.SourceID != "" && !slices.Contains(ids, r.Article.SourceID) {
			ids = append(ids, r.Article.SourceID)
		}
	}
	list := []reading{}
	if len(ids) == 0 {
		return list, nil
	}
	sources, err := s.store.SourcesNamed(ctx, s.topic.ID, ids)
	for _, source := range sources {
		r := reading{ID: source.ID, Name: source.Name, Health: healthOf(source), Reason: or(source.Off, source.State.Reason)}
		if read := source.State.LastRead.UTC(); !source.State.LastRead.IsZero() {
			r.LastRead = &read
		}
		if at, ok := staleFrom(source); ok {
			at = at.UTC()
			r.StaleFrom = &at
		}
		list = append(list, r)
	}
	return list, err
}
