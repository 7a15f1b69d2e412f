package timeline_test

import (
	"testing"

	"truceline/timeline"
)

// Each curated event is woven as if a machine had read it, without its story;
// rules and the other curated events must tell the story or keep silent.
func TestStoriesOfCuratedEventsAreFoundWithoutThem(t *testing.T) {
	all := topic(t)
	var right, wrong, silent int
	errors := map[string]int{}
	for i, event := range all.Baseline {
		knowledge := all.Knowledge()
		if i%12 != 0 {
			continue // one in twelve is enough to tell
		}
		knowledge.Curated = append(append([]timeline.Event{}, all.Baseline[:i]...), all.Baseline[i+1:]...)
		r := event.Reports[0]
		r.ID, r.EventID, r.Thread, r.Reader, r.Quote, r.Summary = "x", "", "", timeline.ReaderRules, event.Summary, ""
		woven := timeline.NewWeaver(knowledge).Weave(timeline.Known{Reports: []timeline.Report{r}}, noon)
		switch found := woven.Events[0].Thread; found {
		case event.Thread:
			right++
		case "":
			silent++
		default:
			wrong++
			errors[event.Thread+" taken for "+found]++
		}
	}
	t.Logf("%d right, %d wrong, %d without a story; %v", right, wrong, silent, errors)
	if float64(right)/float64(right+wrong) < 0.85 {
		t.Error("too many events join a wrong story")
	}
}

func TestStateOfPlay(t *testing.T) {
	event := func(id string, status timeline.Status, day timeline.Day) timeline.Event {
		return timeline.Event{ID: id, Status: status, When: timeline.OnDay(day)}
	}
	list := []timeline.Event{
		event("first", timeline.Happened, "2025-05-16"), event("last", timeline.Happened, "2025-06-02"), event("off", timeline.Cancelled, "2025-06-05"),
		event("past plan", timeline.Planned, "2025-06-04"), event("later", timeline.Planned, "2025-07-01"), event("next", timeline.Planned, "2025-06-20"),
	}
	last, next := timeline.StateOfPlay(list, "2025-06-10")
	if last == nil || last.ID != "last" || next == nil || next.ID != "next" {
		t.Errorf("last %v, next %v", last, next)
	}
	if last, next := timeline.StateOfPlay(nil, "2025-06-10"); last != nil || next != nil {
		t.Error("a play without events")
	}
}
