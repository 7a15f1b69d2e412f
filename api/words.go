package api

import (
	"fmt"
	"strings"
	"time"

	"truceline/timeline"
)

// dateWords says a date in English, never sharper than it is: "16 May 2025",
// "weekend of 24–25 May 2025", "mid May 2025 (11–20)", "by 2 June 2025".
func dateWords(w timeline.When) string {
	switch w.Open {
	case timeline.OpenBy, timeline.OpenBefore, timeline.OpenUntil:
		return string(w.Open) + " " + dayWords(w.End)
	case timeline.OpenAfter, timeline.OpenSince:
		return string(w.Open) + " " + dayWords(w.Start)
	}
	if w.Lasting && w.Start != w.End {
		return spanWords(w.Start, w.End) + clockWords(w)
	}
	switch w.Precision {
	case timeline.PrecisionDay:
		if w.Start == w.End {
			return dayWords(w.Start) + clockWords(w)
		}
	case timeline.PrecisionWeekend:
		return "weekend of " + spanWords(w.Start, w.End)
	case timeline.PrecisionWeek:
		return "week of " + spanWords(w.Start, w.End)
	case timeline.PrecisionPartOfMonth:
		return partWords(w)
	case timeline.PrecisionMonth:
		return w.Start.Time().Format("January 2006")
	case timeline.PrecisionSeason:
		return seasonWords(w)
	case timeline.PrecisionYear:
		return w.Start.Time().Format("2006")
	}
	return "between " + dayWords(w.Start) + " and " + dayWords(w.End)
}

func dayWords(d timeline.Day) string { return d.Time().Format("2 January 2006") }

// spanWords says two days without repeating what they share.
func spanWords(start, end timeline.Day) string {
	a, b := start.Time(), end.Time()
	switch {
	case start == end:
		return dayWords(start)
	case a.Year() != b.Year():
		return dayWords(start) + " – " + dayWords(end)
	case a.Month() != b.Month():
		return a.Format("2 January") + " – " + dayWords(end)
	default:
		return a.Format("2") + "–" + dayWords(end)
	}
}

func partWords(w timeline.When) string {
	part := "late"
	switch w.Start.Time().Day() {
	case 1:
		part = "early"
	case 11:
		part = "mid"
	}
	return fmt.Sprintf("%s %s (%d–%d)", part, w.Start.Time().Format("January 2006"), w.Start.Time().Day(), w.End.Time().Day())
}

func seasonWords(w timeline.When) string {
	season, year := "", w.End.Time().Year()
	switch w.Start.Time().Month() {
	case time.March:
		season = "spring"
	case time.June:
		season = "summer"
	case time.September:
		season = "autumn"
	case time.December:
		return fmt.Sprintf("winter %d/%02d", year-1, year%100)
	default:
		return spanWords(w.Start, w.End)
	}
	return fmt.Sprintf("%s %d", season, year)
}

func clockWords(w timeline.When) string {
	if w.Clock == "" {
		return ""
	}
	return strings.TrimRight(", "+w.Clock+" "+w.Zone, " ")
}
