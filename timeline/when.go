package timeline

import (
	"cmp"
	"slices"
)

// Precision says how sharply a source dates an event. It is part of the fact.
type Precision string

// The precisions, from the sharpest to the bluntest.
const (
	PrecisionDay         Precision = "day"
	PrecisionWeekend     Precision = "weekend"
	PrecisionWeek        Precision = "week"
	PrecisionPartOfMonth Precision = "part_of_month" // early 1–10, mid 11–20, late 21–end
	PrecisionRange       Precision = "range"         // from–to, none of the units
	PrecisionMonth       Precision = "month"
	PrecisionSeason      Precision = "season"
	PrecisionYear        Precision = "year"
)

// Precisions lists every precision, the sharpest first.
var Precisions = []Precision{PrecisionDay, PrecisionWeekend, PrecisionWeek, PrecisionPartOfMonth,
	PrecisionRange, PrecisionMonth, PrecisionSeason, PrecisionYear}

// Openness says which bound of a When is missing, and in which word.
type Openness string

// The ways in which a date can be open at one side.
const (
	Closed     Openness = ""
	OpenBy     Openness = "by"     // on or before End; Start is empty
	OpenBefore Openness = "before" // before End, End excluded in words but kept as the bound
	OpenAfter  Openness = "after"  // after Start; End is empty
	OpenSince  Openness = "since"  // from Start on, still going; End is empty
	OpenUntil  Openness = "until"  // up to End; Start is empty
)

// A When is the time of an event as its source gives it: never sharper.
//
// Start and End are the first and the last possible day, both included. For
// an exact day they are equal. A span of days is either doubt (it happened
// once, somewhere in here) or duration (it lasted that long): Lasting tells.
type When struct {
	Start     Day       `json:"start" gorm:"column:start_day"`
	End       Day       `json:"end" gorm:"column:end_day"`
	Precision Precision `json:"precision"`
	Lasting   bool      `json:"lasting"`
	Open      Openness  `json:"open" gorm:"column:open_bound"`
	// Clock is the hour at the event's place, "18:20", empty where no source
	// gives one; Zone is its IANA name or offset, "Europe/Kyiv" or "+03:00".
	Clock string `json:"clock"`
	Zone  string `json:"zone"`
	// Implied names the parts that no source said and that were filled in
	// from the publication date or the calendar: "year", "month", "day".
	Implied []string `json:"implied" gorm:"serializer:json"`
}

// OnDay is the When of one exact day.
func OnDay(d Day) When { return When{Start: d, End: d, Precision: PrecisionDay} }

// Bounds gives the first and the last day on which the event can have been,
// with FirstDay and LastDay for open sides.
func (w When) Bounds() (first, last Day) {
	first, last = w.Start, w.End
	if first == "" {
		first = FirstDay
	}
	if last == "" {
		last = LastDay
	}
	return first, last
}

// SortDay is the day by which lists are ordered: the earliest possible day,
// or the only bound of a date that is open towards the past.
func (w When) SortDay() Day {
	if w.Start != "" {
		return w.Start
	}
	return w.End
}

// Overlaps says whether both can be the same day.
func (w When) Overlaps(other When) bool {
	a, b := w.Bounds()
	c, d := other.Bounds()
	return a <= d && c <= b
}

// Days counts the days between the bounds, both included; 0 when a side is
// open.
func (w When) Days() int {
	if w.Start == "" || w.End == "" {
		return 0
	}
	return w.End.Sub(w.Start) + 1
}

// Value writes the bounds for programs: "2025-05-16", "2025-05-12/2025-05-18",
// "../2025-06-02".
func (w When) Value() string {
	if w.Start == w.End {
		return string(w.Start)
	}
	return cmp.Or(string(w.Start), "..") + "/" + cmp.Or(string(w.End), "..")
}

// Exact says whether the sources name one day.
func (w When) Exact() bool { return w.Precision == PrecisionDay && w.Start == w.End && w.Start != "" }

// Check gives an *Invalid that names the first field that contradicts
// another, or nil.
func (w When) Check() error {
	for field, day := range map[string]Day{"start": w.Start, "end": w.End} {
		if day == "" {
			continue
		}
		if _, err := ParseDay(string(day)); err != nil {
			return Invalidf(field, "%v", err)
		}
	}
	switch {
	case w.Start == "" && w.End == "":
		return Invalidf("start", "an event needs a day; give start, end or both")
	case w.Start != "" && w.End != "" && w.End < w.Start:
		return Invalidf("end", "%s is before the start %s", w.End, w.Start)
	case !slices.Contains(Precisions, w.Precision):
		return Invalidf("precision", "%q is none of %v", w.Precision, Precisions)
	case w.Open == Closed && (w.Start == "" || w.End == ""):
		return Invalidf("open", "one bound is missing, so open must say by, before, until, after or since")
	}
	return nil
}
