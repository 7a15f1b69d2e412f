package dates

import "time"

// lastOfMonth is the number of "the last Sunday of March".
const lastOfMonth = -1

// findNthWeekday reads "the first Monday in June", "the last Sunday of March
// 2025".
func findNthWeekday(r *reader, h head) (finding, bool) {
	n, at := r.ordinalWord(h.core)
	if h.relation == relLast {
		n, at = lastOfMonth, h.core
	}
	weekday, end := r.weekdayName(at)
	if n == 0 || n > 5 || weekday == noWeekday || !r.word(end, "of", "in") {
		return finding{}, false
	}
	month, end := r.monthName(end + 1)
	if month == 0 {
		return finding{}, false
	}
	year, end := r.yearAfter(end)
	f := h.date(end, spec{grain: grainDay, year: year, month: month, number: n})
	f.readYearRelation(r)
	f.weekday, f.relation, f.resolve = weekday, noRelation, resolveNthWeekday
	return f, true
}

// resolveNthWeekday works out "the first Monday in June".
func resolveNthWeekday(c *context, f *finding) reading {
	in := func(year int) point { return dayPoint(f.nthWeekday(year)) }
	if f.year == 0 {
		f.year = c.yearByRelation(f)
	}
	if f.year != 0 {
		return absolute(in(f.year))
	}
	if !c.based() {
		return reading{}
	}
	return c.ownYear(f, in)
}

// nthWeekday gives the day in the year; a fifth one that the month does not
// have is its last.
func (f *finding) nthWeekday(year int) civil {
	month := time.Month(f.month)
	last := civilOf(year, month, daysIn(year, month))
	last -= civil((int(last.weekday()) - f.weekday + 7) % 7)
	if f.number == lastOfMonth {
		return last
	}
	return min(last, dayOnOrAfter(civilOf(year, month, 1), f.weekday)+civil(7*(f.number-1)))
}
