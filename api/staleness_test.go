package api

import (
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

// Where an event is read, it shows whether its source has been read of late.
func TestAStaleSourceShowsWhereItsEventsAreRead(t *testing.T) {
	a := newAPI(t, told("may-1", "2025-05-01"))
	if got := read[eventDetail](a, "/api/v1/events/may-1").Sources; len(got) != 1 || got[0].ID != "herald" || got[0].Health != timeline.HealthNever || got[0].LastRead != nil || got[0].StaleFrom != nil {
		t.Errorf("never read: %+v", got)
	}
	source, err := a.store.Source(t.Context(), "harbour", "herald")
	if err != nil {
		t.Fatal(err)
	}
	last := now.Add(-5 * time.Hour)
	source.State = timeline.SourceState{Health: timeline.HealthUnreachable, Reason: "no answer in time", LastRead: last, NextDue: last.Add(time.Hour), Cursor: "{}"}
	if err := a.store.SaveVisit(t.Context(), timeline.Visit{SourceID: "herald", Started: now, Outcome: timeline.HealthUnreachable}, source); err != nil {
		t.Fatal(err)
	}
	a.clock = a.clock.Add(2 * versionLife)
	got := read[eventDetail](a, "/api/v1/events/may-1").Sources
	if len(got) != 1 || got[0].Name != "Herald" || got[0].Reason != "no answer in time" || !got[0].LastRead.Equal(last) || !got[0].StaleFrom.Equal(last.Add(2*time.Hour)) {
		t.Fatalf("got %+v", got)
	}
	if page := a.get("/e/may-1").Body.String(); !strings.Contains(page, "Last read: Herald, 10 June 2025, 07:00 UTC") {
		t.Errorf("the page does not tell: %s", page)
	}
	body := a.get("/metrics").Body.String()
	for _, line := range []string{`truceline_source_state{source="herald",state="unreachable"} 1`, `truceline_source_state{source="shy",state="never-read"} 1`,
		`truceline_source_stale{source="herald"} 1`, `truceline_source_stale{source="shy"} 0`, `truceline_source_last_read_seconds{source="herald"} 1.7495388e+09`} {
		if !strings.Contains(body, line+"\n") {
			t.Errorf("/metrics does not say %s", line)
		}
	}
}
