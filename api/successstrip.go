package api

import (
	"context"
	"fmt"
	"math"

	"truceline/store"
	"truceline/timeline"
)

// A successStrip shows, day by day, which share of the visits to a source was
// answered. Cells are those of the coverage strip.
type successStrip struct {
	Words   string // the last 7 and 30 days in a sentence; "" without a visit
	Success success
	Width   int
	Cells   []coverageCell
}

// A success says how many visits to a source were answered of late.
type success struct {
	Week  visited `json:"days_7"`
	Month visited `json:"days_30"`
}

type visited struct {
	Visits   int `json:"visits"`
	Answered int `json:"answered"`
}

func (v *visited) add(day store.VisitDay) {
	v.Visits += day.Visits
	v.Answered += day.Answered
}

const (
	successDays = 30
	successCell = 4 // of which one is the gap
	week        = 7
)

// successes draws the last thirty days of every source that was visited in
// them, by source id.
func (s *server) successes(ctx context.Context) (map[string]successStrip, error) {
	first := s.today().Add(1 - successDays)
	visits, err := s.store.VisitDays(ctx, s.topic.ID, first)
	bySource := map[string]map[timeline.Day]store.VisitDay{}
	for _, visit := range visits {
		if bySource[visit.Source] == nil {
			bySource[visit.Source] = map[timeline.Day]store.VisitDay{}
		}
		bySource[visit.Source][visit.Day] = visit
	}
	strips := make(map[string]successStrip, len(bySource))
	for source, days := range bySource {
		strips[source] = successOf(first, days)
	}
	return strips, err
}

func successOf(first timeline.Day, days map[timeline.Day]store.VisitDay) successStrip {
	strip := successStrip{Width: successDays * successCell}
	for i := range successDays {
		day := first.Add(i)
		on := days[day]
		cell := coverageCell{X: i * successCell, Height: 1, Kind: "blank", Words: day.Words() + ": no visit"}
		if on.Visits > 0 {
			cell.Kind, cell.Height, cell.Words = "tried", stripHeight, fmt.Sprintf("%s: %d of %s answered", day.Words(), on.Answered, countOf(on.Visits, "visit"))
		}
		if on.Answered > 0 {
			cell.Kind, cell.Height = "read", max(2, stripHeight*on.Answered/on.Visits)
		}
		cell.Y = stripHeight - cell.Height
		strip.Cells = append(strip.Cells, cell)
		strip.Success.Month.add(on)
		if i >= successDays-week {
			strip.Success.Week.add(on)
		}
	}
	if strip.Success.Month.Visits > 0 {
		strip.Words = fmt.Sprintf("%s in 7 days, %s in 30", percent(strip.Success.Week), percent(strip.Success.Month))
	}
	return strip
}

// percent is the share of visits that were answered, in words.
func percent(v visited) string {
	if v.Visits == 0 {
		return "no visit"
	}
	return fmt.Sprintf("%.0f\u00a0%%", math.Floor(100*float64(v.Answered)/float64(v.Visits)))
}
