package api

import (
	"testing"

	"truceline/store"
	"truceline/timeline"
)

func TestSuccessStripTellsDaysOfAnswersFromDaysWithout(t *testing.T) {
	strip := successOf("2025-05-02", map[timeline.Day]store.VisitDay{
		"2025-05-02": {Visits: 4, Answered: 2},
		"2025-05-03": {Visits: 3},
		"2025-05-31": {Visits: 1, Answered: 1},
	})
	want := map[int]coverageCell{
		0:  {0, stripHeight / 2, stripHeight / 2, "read", "2 May 2025: 2 of 4 visits answered"},
		1:  {successCell, 0, stripHeight, "tried", "3 May 2025: 0 of 3 visits answered"},
		2:  {2 * successCell, stripHeight - 1, 1, "blank", "4 May 2025: no visit"},
		29: {29 * successCell, 0, stripHeight, "read", "31 May 2025: 1 of 1 visit answered"},
	}
	if len(strip.Cells) != successDays {
		t.Fatalf("%d cells, want %d", len(strip.Cells), successDays)
	}
	for i, cell := range want {
		if strip.Cells[i] != cell {
			t.Errorf("cell %d is %+v, want %+v", i, strip.Cells[i], cell)
		}
	}
	if strip.Words != "100\u00a0% in 7 days, 37\u00a0% in 30" {
		t.Errorf("said %q", strip.Words)
	}
	if said := successOf("2025-05-02", nil).Words; said != "" {
		t.Errorf("without a visit: %q", said)
	}
}
