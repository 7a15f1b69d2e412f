package dates

import "time"

// yearAfter reads the year of a date: "2025", ", 2025", "of 2025".
func (r *reader) yearAfter(i int) (year, end int) {
	at := i
	if r.mark(i, ',') || r.word(i, "of") {
		at++
	}
	if !r.joined(at) {
		return 0, i
	}
	if year, end = r.yearNumber(at); year == 0 {
		year, end = r.yearWords(at)
	}
	if year == 0 || year < 1000 || at > i && r.is(end, isCounted) {
		return 0, i
	}
	return year, end
}

// findMonthDay reads "May 12", "Nov. 6, 1989", "March eighth".
func findMonthDay(r *reader, h head) (finding, bool) {
	month, at := r.monthName(h.core)
	if month == 0 || !r.joined(at) {
		return finding{}, false
	}
	if r.is(at, isThe) {
		at++
	}
	day, end := r.dayNumber(at)
	if day == 0 || day > daysIn(2000, time.Month(month)) || r.countsOn(end) {
		return finding{}, false
	}
	year, end := r.yearAfter(end)
	if year == 0 && month == 9 && day == 11 && r.word(end, "attack", "attacks", "terrorist", "terror", "hijackers", "hijackings") {
		year = 2001
	}
	f := h.withoutThe().date(end, spec{grain: grainDay, year: year, month: month, day: day})
	f.readYearRelation(r)
	return f, true
}

// countsOn says whether the number before token i goes on or counts
// something: "May 10:30", "June 3 percent", "5.4".
func (r *reader) countsOn(i int) bool {
	t := r.at(i)
	if t.kind == punctuation && t.flags&spaced == 0 {
		return t.num == '%' || (t.num == ':' || t.num == '/') && r.at(i+1).kind == number && r.tight(i+1)
	}
	return r.word(i, "percent", "million", "billion", "bn", "m", "pm", "am")
}

// findDayMonth reads "12 May 2025", "the 12th of May", "tenth of June".
func findDayMonth(r *reader, h head) (finding, bool) {
	day, at := r.dayNumber(h.core)
	if day == 0 || r.glued(h.core) {
		return finding{}, false
	}
	if r.word(at, "of") {
		at++
	}
	tied := r.hyphen(at)
	month, end := r.monthName(tied)
	if month == 0 || !r.joined(tied) || day > daysIn(2000, time.Month(month)) {
		return finding{}, false
	}
	if tied > at {
		end = r.hyphen(end) // 15-May-2025
	}
	year, end := r.yearAfter(end)
	f := h.date(end, spec{grain: grainDay, year: year, month: month, day: day})
	f.readYearRelation(r)
	return f, true
}

// glued says whether a number is the tail of something longer: "$10",
// "3.10", "F-16".
func (r *reader) glued(i int) bool {
	before := r.at(i - 1)
	if before.kind != punctuation || before.flags&spaced != 0 && before.num != '$' && r.at(i).flags&spaced != 0 {
		return before.kind == number && r.tight(i)
	}
	switch before.num {
	case '$', '£', '€', '#', '.', ':', '/', '+', '&', '=', '_', '@':
		return r.tight(i)
	}
	return false
}

// resolveDay works out "May 12" and "Saturday, April 25".
func resolveDay(c *context, f *finding) reading {
	if f.year == 0 {
		f.year = c.yearByRelation(f)
	}
	if f.year != 0 {
		return absolute(f.sized(c.clampDay(f.year, f.month, f.day)))
	}
	if !c.based() {
		return reading{}
	}
	t := past
	if !f.dateline {
		t = c.tenseOf(f)
	}
	in := func(year int) point { return dayPoint(c.clampDay(year, f.month, f.day)) }
	p := c.nearest(t, in)
	if f.closesRange && c.calendar.ok {
		p = c.endOfRange(f)
	} else if c.chapter.year != 0 && !f.dateline {
		return c.inChapter(in)
	} else if c.retold(f, t, p) {
		return c.inNarrative(in)
	}
	if f.weekday != noWeekday && int(p.first.weekday()) != f.weekday {
		p = c.yearOfWeekday(f, p)
	}
	return c.at(f.sized(p.first), impliedYear, c.yearBySide(t, p))
}

// endOfRange gives the first such day from the start of its range on.
func (c *context) endOfRange(f *finding) point {
	year := c.calendar.first.year()
	if day := c.clampDay(year, f.month, f.day); day >= c.calendar.first {
		return dayPoint(day)
	}
	return dayPoint(c.clampDay(year+1, f.month, f.day))
}

// sized gives the unit of the finding that holds the day.
func (f *finding) sized(day civil) point { return unitPoint(f.grain, day) }

// clampDay makes a day; one that the month does not have is its last.
func (c *context) clampDay(year, month, day int) civil {
	return civilOf(year, time.Month(month), min(day, daysIn(year, time.Month(month))))
}

// yearOfWeekday looks for the nearest year in which the day falls on the
// weekday that is said with it.
func (c *context) yearOfWeekday(f *finding, p point) point {
	year := c.base.year()
	for _, y := range [...]int{year, year - 1, year + 1, year - 2, year + 2, year - 3, year + 3} {
		if day := c.clampDay(y, f.month, f.day); int(day.weekday()) == f.weekday {
			return dayPoint(day)
		}
	}
	return p
}
