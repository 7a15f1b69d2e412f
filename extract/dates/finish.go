package dates

import "truceline/timeline"

// finish makes the Date of a finding and its reading.
func (c *context) finish(f *finding, rd *reading) Date {
	start, end := int(c.tokens[f.first].start), int(c.tokens[f.end-1].end)
	d := Date{
		Start: start, End: end, Text: c.text[start:end],
		Kind: f.kind, Value: rd.text(), Rule: f.rule, Reason: rd.reason,
		Anchor:     Grounds{Basis: rd.basis, Words: rd.words},
		opensRange: f.opensRange,
	}
	if rd.basis != FromText {
		d.Anchor.Day = c.dayString(rd.from)
	}
	if f.kind == DATE || f.kind == TIME {
		d.When = c.when(f, rd)
	}
	return d
}

// when gives the stretch of the calendar, never sharper than the words.
func (c *context) when(f *finding, rd *reading) timeline.When {
	w := rd.when
	if rd.point.known() {
		w = rd.point.when(f.part)
		if rd.clock.said {
			w.Clock, w.Zone = rd.clock.text(), rd.clock.zone
		}
	}
	if w.Start == "" {
		return timeline.When{}
	}
	w.Implied = rd.implied
	c.open(f, &w)
	return w
}

// precisions gives the precision of each unit; what no precision is named
// for is a range.
var precisions = [grainCentury + 1]timeline.Precision{
	grainDay: timeline.PrecisionDay, grainWeekend: timeline.PrecisionWeekend, grainWeek: timeline.PrecisionWeek,
	grainMonth: timeline.PrecisionMonth, grainSeason: timeline.PrecisionSeason, grainYear: timeline.PrecisionYear,
	grainQuarter: timeline.PrecisionRange, grainHalf: timeline.PrecisionRange,
	grainDecade: timeline.PrecisionRange, grainCentury: timeline.PrecisionRange,
}

// when gives the days of a point; early, mid and late narrow a month.
func (p point) when(part int) timeline.When {
	first, last, precision := p.first, p.last, precisions[p.grain]
	if p.grain == grainMonth {
		first, last = partOfMonth(p, part)
		if first != p.first || last != p.last {
			precision = timeline.PrecisionPartOfMonth
		}
	}
	return timeline.When{Start: first.day(), End: last.day(), Precision: precision}
}

// partOfMonth gives early (1–10), mid (11–20) or late (21–end) days.
func partOfMonth(p point, part int) (first, last civil) {
	switch part {
	case partEarly, partStart:
		return p.first, p.first + 9
	case partMid:
		return p.first + 10, p.first + 19
	case partLate, partEnd:
		return p.first + 20, p.last
	}
	return p.first, p.last
}

func span(first, last civil) timeline.When {
	return timeline.When{Start: first.day(), End: last.day(), Precision: timeline.PrecisionRange}
}

// open drops the bound that a preposition leaves open: "by Friday", "since
// 2022".
func (c *context) open(f *finding, w *timeline.When) {
	i := f.first - 1
	if c.is(i, isThe) {
		i--
	}
	switch {
	case c.word(i, "by"):
		w.Open, w.Start = timeline.OpenBy, ""
	case c.word(i, "before") && c.joined(f.first):
		w.Open, w.Start, w.End = timeline.OpenBefore, "", w.Start
	case c.word(i, "until", "till") && !f.closesRange:
		w.Open, w.Start = timeline.OpenUntil, ""
	case c.word(i, "after"):
		w.Open, w.Start, w.End = timeline.OpenAfter, w.End, ""
	case c.word(i, "since"):
		w.Open, w.End = timeline.OpenSince, ""
	}
}

func (cl clock) text() string {
	b := append(appendPadded(nil, cl.hour, 2), ':')
	return string(appendPadded(b, cl.minute, 2))
}
