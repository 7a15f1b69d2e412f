package timeline_test

import (
	"testing"
	"time"

	"truceline/timeline"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func TestTheBaselineBecomesItsCuratedEvents(t *testing.T) {
	archive := newAttic()
	start := time.Now()
	archive.weave(t, weaver(t), noon, baseline(t)...)
	t.Log(time.Since(start))
	if len(archive.events) != len(topic(t).Baseline) {
		t.Errorf("%d events from %d curated ones", len(archive.events), len(topic(t).Baseline))
	}
	for _, curated := range topic(t).Baseline {
		got := archive.events[curated.ID]
		if got.Title != curated.Title || got.When.Value() != curated.When.Value() || got.Thread != curated.Thread || got.KnownFrom != curated.KnownFrom {
			t.Errorf("%s became %q on %s, known from %s, in %q", curated.ID, got.Title, got.When.Value(), got.KnownFrom, got.Thread)
		}
		if got.Status != curated.Status {
			t.Logf("%s: status %s instead of %s", curated.ID, got.Status, curated.Status)
		}
		for _, l := range got.Links {
			t.Logf("%s %s %s\n   %s\n   %s", curated.ID, l.Kind, l.Event, got.Title, archive.events[l.Event].Title)
		}
	}
	again := archive.weave(t, weaver(t), noon, baseline(t)...)
	if n := len(again.Events) + len(again.Revisions) + len(again.Reports); n > 0 {
		t.Errorf("a second run changes %d things", n)
	}
	known, _ := archive.known(t.Context(), ids(archive))
	woven := weaver(t).Weave(known, noon.Add(time.Hour))
	if n := len(woven.Events) + len(woven.Revisions) + len(woven.Reports) + len(woven.Superseded); n > 0 {
		t.Errorf("weaving everything again changes %d things", n)
	}
}

func ids(a *attic) []string {
	var list []string
	for id := range a.events {
		list = append(list, id)
	}
	return list
}

var _ = timeline.Planned
