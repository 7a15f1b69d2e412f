package scheduler

import (
	"testing"
	"time"

	"truceline/timeline"
)

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}

func TestSchedulesAreSpreadWithinTheirMinute(t *testing.T) {
	seen := map[time.Duration]bool{}
	for _, id := range []string{"bbc", "guardian", "tass", "dw", "aljazeera"} {
		schedule, err := Schedule(timeline.Source{ID: id, Schedule: "*/30 * * * *"})
		if err != nil {
			t.Fatal(err)
		}
		next := schedule.Next(at("2026-03-29T00:59:59Z"))
		from := at("2026-03-29T01:00:00Z")
		if next.Before(from) || !next.Before(from.Add(time.Minute)) {
			t.Errorf("%s: next is %s, want within the minute of %s", id, next, from)
		}
		after := schedule.Next(next)
		if after.Sub(next) != 30*time.Minute {
			t.Errorf("%s: %s between two runs, want 30m", id, after.Sub(next))
		}
		seen[next.Sub(from)] = true
	}
	if len(seen) < 4 {
		t.Errorf("five sources share %d moments of the minute", len(seen))
	}
}

func TestAScheduleThatDoesNotParseIsNamed(t *testing.T) {
	_, err := Schedule(timeline.Source{ID: "bbc", Schedule: "61 * * * *"})
	if err == nil || !contains(err.Error(), "bbc", "61 * * * *") {
		t.Errorf("got %v", err)
	}
}

func TestDue(t *testing.T) {
	now := at("2026-11-22T12:00:00Z")
	tests := []struct {
		name   string
		source timeline.Source
		want   bool
	}{
		{"never read", timeline.Source{}, true},
		{"due now", timeline.Source{State: timeline.SourceState{NextDue: now}}, true},
		{"due later", timeline.Source{State: timeline.SourceState{NextDue: now.Add(time.Second)}}, false},
		{"paused", timeline.Source{State: timeline.SourceState{Paused: true}}, false},
		{"off", timeline.Source{Off: "a reason"}, false},
	}
	for _, test := range tests {
		if got := Due(test.source, now); got != test.want {
			t.Errorf("%s: due is %v", test.name, got)
		}
	}
}
