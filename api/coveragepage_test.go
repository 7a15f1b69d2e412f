package api

import (
	"testing"
	"time"

	"truceline/store"
	"truceline/timeline"
)

func TestCoverageStripTellsReadFromTriedFromNotLookedAt(t *testing.T) {
	months := monthsUntil("2025-02", "2025-05-20")
	strip := stripOf(months, map[string]store.Coverage{
		"2025-02": {Month: "2025-02", Visits: 4, Read: 3, Articles: 10},
		"2025-03": {Month: "2025-03", Visits: 2},
		"2025-05": {Month: "2025-05", Visits: 1, Read: 1},
	}, 10)
	want := []coverageCell{
		{0, 0, stripHeight, "read", "February 2025: 10 articles, 3 of 4 visits answered"},
		{stripCell, 0, stripHeight, "tried", "March 2025: 2 visits, none answered"},
		{2 * stripCell, 0, stripHeight, "none", "April 2025: not read"},
		{3 * stripCell, stripHeight - leastOfHeight, leastOfHeight, "read", "May 2025: 0 articles, 1 of 1 visit answered"},
	}
	if len(strip.Cells) != len(want) {
		t.Fatalf("%d cells, want %d", len(strip.Cells), len(want))
	}
	for i, cell := range strip.Cells {
		if cell != want[i] {
			t.Errorf("cell %d is %+v, want %+v", i, cell, want[i])
		}
	}
	if strip.Words != "Read in 2 of 4 months, 10 articles." {
		t.Errorf("said %q", strip.Words)
	}
}

func TestMonthsOfStripsAreBounded(t *testing.T) {
	if months := monthsUntil("2001-01", "2025-05-20"); len(months) != stripMonths || months[stripMonths-1] != "2025-05" {
		t.Errorf("%d months up to %q", len(months), months[len(months)-1])
	}
	if months := monthsUntil("2025-06", "2025-05-20"); months != nil {
		t.Errorf("months from the future: %v", months)
	}
}

func TestStaleFrom(t *testing.T) {
	read := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	state := timeline.SourceState{Health: timeline.HealthOK, LastRead: read, NextDue: read.Add(10 * time.Minute)}
	for name, c := range map[string]struct {
		change func(*timeline.Source)
		want   time.Time
	}{
		"read on time":       {func(*timeline.Source) {}, read.Add(20 * time.Minute)},
		"failing":            {func(s *timeline.Source) { s.State.Failures = 2 }, read},
		"never read":         {func(s *timeline.Source) { s.State.LastRead = time.Time{} }, time.Time{}},
		"off":                {func(s *timeline.Source) { s.Off = "no licence" }, time.Time{}},
		"paused":             {func(s *timeline.Source) { s.State.Paused = true }, time.Time{}},
		"without a schedule": {func(s *timeline.Source) { s.State.NextDue = time.Time{} }, time.Time{}},
	} {
		source := timeline.Source{State: state}
		c.change(&source)
		if got, ok := staleFrom(source); !got.Equal(c.want) || ok == c.want.IsZero() {
			t.Errorf("%s: stale from %v (%v), want %v", name, got, ok, c.want)
		}
	}
}
