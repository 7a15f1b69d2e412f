package api

import (
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
