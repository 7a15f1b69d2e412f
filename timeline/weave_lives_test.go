package timeline_test

import (
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

// A step of an event's life: what a house reports, and how the event stands
// once that is known.
type step struct {
	house, at string
	status    timeline.Status
	when      timeline.When
	// wanted
	state timeline.Status
	value string
	words string // in the sentence of the step's revision; "" for no revision
}

// The lives that a meeting can have, step by step. One event throughout, with
// one id.
func TestLivesOfAMeeting(t *testing.T) {
	day := timeline.OnDay
	lives := map[string][]step{
		"proposed, planned, happened": {
			{"alpha", "2025-05-11T08:00:00Z", timeline.Proposed, day("2025-05-15"), timeline.Proposed, "2025-05-15", "First reported by"},
			{"beta", "2025-05-13T08:00:00Z", timeline.Planned, day("2025-05-15"), timeline.Planned, "2025-05-15", "What was proposed is now planned"},
			{"gamma", "2025-05-15T20:00:00Z", timeline.Happened, day("2025-05-15"), timeline.Happened, "2025-05-15", "has taken place"},
		},
		"planned for the 15th, took place on the 16th": {
			{"alpha", "2025-05-12T08:00:00Z", timeline.Planned, day("2025-05-15"), timeline.Planned, "2025-05-15", "First reported by"},
			{"beta", "2025-05-16T20:00:00Z", timeline.Happened, day("2025-05-16"), timeline.Happened, "2025-05-16", "The date moved from 15 May 2025 to 16 May 2025"},
		},
		"planned anew, then held": {
			{"alpha", "2025-05-12T08:00:00Z", timeline.Planned, day("2025-05-15"), timeline.Planned, "2025-05-15", "First reported by"},
			{"beta", "2025-05-14T08:00:00Z", timeline.Planned, day("2025-05-16"), timeline.Planned, "2025-05-16", "The date moved from 15 May 2025 to 16 May 2025"},
			{"gamma", "2025-05-16T20:00:00Z", timeline.Happened, day("2025-05-16"), timeline.Happened, "2025-05-16", "has taken place"},
		},
		"a plan of a week becomes a day": {
			{"alpha", "2025-05-09T08:00:00Z", timeline.Planned, week("2025-05-16"), timeline.Planned, "2025-05-12/2025-05-18", "First reported by"},
			{"beta", "2025-05-13T08:00:00Z", timeline.Planned, day("2025-05-15"), timeline.Planned, "2025-05-15", "The date became sharper"},
		},
		"planned, cancelled": {
			{"alpha", "2025-05-12T08:00:00Z", timeline.Planned, day("2025-05-15"), timeline.Planned, "2025-05-15", "First reported by"},
			{"beta", "2025-05-14T08:00:00Z", timeline.Cancelled, day("2025-05-15"), timeline.Cancelled, "2025-05-15", "has been called off"},
		},
		"planned, cancelled, held after all": {
			{"alpha", "2025-05-12T08:00:00Z", timeline.Planned, day("2025-05-15"), timeline.Planned, "2025-05-15", "First reported by"},
			{"beta", "2025-05-13T08:00:00Z", timeline.Cancelled, day("2025-05-15"), timeline.Cancelled, "2025-05-15", "has been called off"},
			{"gamma", "2025-05-15T20:00:00Z", timeline.Happened, day("2025-05-15"), timeline.Happened, "2025-05-15", "has taken place"},
		},
		"planned, put off": {
			{"alpha", "2025-05-12T08:00:00Z", timeline.Planned, day("2025-05-15"), timeline.Planned, "2025-05-15", "First reported by"},
			{"beta", "2025-05-14T08:00:00Z", timeline.Postponed, day("2025-05-15"), timeline.Postponed, "2025-05-15", "has been put off"},
		},
	}
	for name, life := range lives {
		t.Run(name, func(t *testing.T) {
			archive, id := newAttic(), ""
			for i, s := range life {
				report := tell("r"+string(rune('0'+i)), s.house, s.at, "talks", s.status, s.when, "Russia and Ukraine: direct talks in Istanbul", istanbul, "russia:party", "ukraine:party")
				archive.weave(t, weaver(t), noon.Add(time.Duration(i)*time.Hour), report)
				event := only(t, archive)
				if id == "" {
					id = event.ID
				}
				if event.ID != id || event.Status != s.state || event.When.Value() != s.value {
					t.Errorf("step %d: %s %s on %s, want %s %s on %s", i, event.ID, event.Status, event.When.Value(), id, s.state, s.value)
				}
				history := timeline.History(archive.revisions[id])
				last := strings.Join(history[len(history)-1].Words, " ")
				if !strings.Contains(last, s.words) || !strings.Contains(last, s.house+".example") {
					t.Errorf("step %d: history says %q, want %q because of %s", i, last, s.words, s.house)
				}
			}
		})
	}
}
