package timeline_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"truceline/timeline"
)

// Reports come from foreign texts: whatever they hold, weaving answers, gives
// every report an event, and changes nothing the second time.
func FuzzWeaveWhateverReportsHold(f *testing.F) {
	f.Add("talks", "happened", "2025-05-16", "2025-05-16", "", "russia", "istanbul", "Talks in Istanbul", int64(1747400000))
	f.Add("", "", "", "", "by", "", "", "", int64(0))
	f.Add("talks", "planned", "0001-01-01", "9999-12-31", "since", "nobody", "nowhere", "\xff\x00’s 30-day", int64(-62135596800))
	f.Add("proposal_rejected", "postponed", "2025-02-30", "x", "until", "eu", "kyiv", "a’'s-- 1,000", int64(1)<<40)
	f.Fuzz(func(t *testing.T, kind, status, start, end, open, actor, place, quote string, known int64) {
		one := timeline.Report{ID: "one", Topic: "ukraine", ArticleID: "a1", Type: kind, Status: timeline.Status(status), Title: quote, Quote: quote,
			When:      timeline.When{Start: timeline.Day(start), End: timeline.Day(end), Open: timeline.Openness(open), Precision: timeline.PrecisionDay},
			Places:    []string{place, place},
			Actors:    []timeline.Participation{{Actor: actor}, {Actor: actor, Part: quote}},
			Numbers:   []timeline.Number{{What: quote, Value: known}},
			KnownFrom: time.Unix(known, 0).UTC()}
		two := one
		two.ID, two.ArticleID, two.Article = "two", "a2", &timeline.Article{ID: "a2", Publisher: quote, CopyOf: actor, Role: timeline.Role(status)}
		archive := newAttic()
		known0, err := weaver(t).Gather(context.Background(), archive.archive(), []timeline.Report{one, two})
		if err != nil {
			t.Fatal(err)
		}
		woven := weaver(t).Weave(known0, noon)
		if len(woven.Reports) != 2 || len(woven.Events) == 0 {
			t.Fatalf("%d reports and %d events", len(woven.Reports), len(woven.Events))
		}
		if _, err := json.Marshal(woven); err != nil {
			t.Skip("times that JSON cannot hold")
		}
		again := weaver(t).Weave(timeline.Known{Reports: woven.Reports, Events: woven.Events, Revisions: woven.Revisions}, noon.Add(time.Hour))
		if n := len(again.Events) + len(again.Reports) + len(again.Revisions) + len(again.Superseded); n > 0 {
			t.Errorf("the second time changes %d things", n)
		}
	})
}

func FuzzSketch(f *testing.F) {
	f.Add("some words that are read", []byte{0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9})
	f.Fuzz(func(t *testing.T, text string, foreign []byte) {
		own := timeline.Sketch(text)
		if share := timeline.Contained(own, foreign); share < 0 || share > 1 {
			t.Errorf("%f contained", share)
		}
		if share := timeline.Contained(own, own); own != nil && share < 0.999 {
			t.Errorf("a text holds %f of itself", share)
		}
	})
}
