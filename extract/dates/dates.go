// Package dates reads the dates of English news: which words name a time,
// which day, month or year they mean, and how that follows from the text.
//
// It knows no clock: everything that a text leaves unsaid is worked out from
// the Anchor. Work is linear in the length of the text, whatever the text.
package dates

import (
	"time"

	"truceline/timeline"
)

// Kind is the TIMEX3 type of an expression.
type Kind string

// The kinds. Only DATE and TIME lie on the calendar; DURATION ("two weeks")
// and SET ("every Monday") are found so that they are not taken for dates.
const (
	DATE     Kind = "DATE"
	TIME     Kind = "TIME"
	DURATION Kind = "DURATION"
	SET      Kind = "SET"
)

// An Anchor is what a text does not say of itself and its dates depend on.
type Anchor struct {
	Published timeline.Day // the day of publication; empty where it is not known
	// Feasts are days of a topic that fall on the same date every year, such as
	// the independence day of its country.
	Feasts []Feast
}

// A Feast is a named day of the year.
type Feast struct {
	Name  string // as it is written: "Independence Day"
	Month time.Month
	Day   int
}

// A Basis says what kind of day a date was worked out from.
type Basis string

// The bases, the most trusted first.
const (
	FromText        Basis = "text"        // the words are complete: "12 May 2025"
	FromDateline    Basis = "dateline"    // "KYIV, May 10 –"
	FromPublication Basis = "publication" // the day of publication
	FromBefore      Basis = "before"      // a date that stands before it in the text
	FromSpeech      Basis = "speech"      // the day on which the quoted words were spoken
)

// Grounds is the day that a date was worked out from, and where that day
// stands.
type Grounds struct {
	Basis Basis
	Day   timeline.Day // empty for FromText
	Words string       // the words of the earlier date for FromBefore, else empty
}

// A Date is one expression of time in a text.
type Date struct {
	Start, End int    // UTF-8 byte offsets in the text
	Text       string // text[Start:End]
	Kind       Kind
	// Value is the TIMEX3 value: 2025-05-12, 2025-W20, 2025-W19-WE, 2025-05,
	// 2025-Q1, 2025-05-12T18:20, PRESENT_REF, P3D …
	Value string
	// When is the time on the calendar, never sharper than the words. It is
	// the zero When for durations, sets and vague words ("now", "recently").
	When   timeline.When
	Rule   string // the finder that read it
	Reason string // one sentence for readers: how this date came about
	Anchor Grounds

	opensRange bool // the next date is the other end of an interval
}

// An Interval is a stretch of time whose two ends are named: "10–11 May",
// "from Monday to Wednesday".
type Interval struct {
	From, To int // indexes of the two dates
	When     timeline.When
	Reason   string
}

// Intervals gives the stretches of time between pairs of dates that Find
// marked as two ends of one range. It takes what Find gave, or a part of it.
func Intervals(found []Date) []Interval {
	var intervals []Interval
	for i := 0; i+1 < len(found); i++ {
		if !found[i].opensRange {
			continue
		}
		if in := join(found, i); in.When.Start == "" || in.When.End == "" || in.When.Start <= in.When.End { // "2001-2000" is none
			intervals = append(intervals, in)
		}
	}
	return intervals
}

func join(found []Date, i int) Interval {
	first, last := found[i], found[i+1]
	when := timeline.When{
		Start:     first.When.Start,
		End:       last.When.End,
		Precision: timeline.PrecisionRange,
		Lasting:   true,
	}
	return Interval{
		From: i, To: i + 1, When: when,
		Reason: "From “" + first.Text + "” to “" + last.Text + "”.",
	}
}

// Find gives the expressions of time in text, in text order, without
// overlaps.
func Find(text string, anchor Anchor) []Date {
	r := &reader{text: text, tokens: scan(text), feasts: feastsOf(anchor.Feasts)}
	found := r.refine(r.findings())
	c := newContext(r, anchor)
	c.chronicle = r.chronicle(found)
	read := make([]Date, 0, len(found))
	for i := range found {
		if d, ok := c.read(found, i); ok {
			read = append(read, d)
		}
	}
	return read
}
