package dates

import "time"

// monthName reads "November" or "Nov." and gives the index after it.
func (r *reader) monthName(i int) (month, end int) {
	if !r.is(i, isMonth) || !r.has(i, capital) {
		return 0, i
	}
	end = i + 1
	if r.is(i, isMonthShort) && r.mark(end, '.') && r.tight(end) {
		end++
	}
	return int(r.lexeme(i).num), end
}

// readYearRelation reads "last year" after a month.
func (f *finding) readYearRelation(r *reader) {
	i := f.end
	if r.word(i, "of") {
		i++
	}
	if f.year == 0 && f.relation == noRelation && r.joined(i) && r.word(i, "this", "last", "next") && r.word(i+1, "year") && r.genitive(i+2) == i+2 {
		f.yearRelation, f.end = int(r.lexeme(i).num), i+2
	}
}

// findMonth reads "May", "last May", "early May 2025".
func findMonth(r *reader, h head) (finding, bool) {
	month, at := r.monthName(h.core)
	if month == 0 {
		return finding{}, false
	}
	year, end := r.yearAfter(at)
	if year == 0 && !r.meansMonth(h, at) {
		return finding{}, false
	}
	f := h.withoutThe().date(end, spec{grain: grainMonth, year: year, month: month})
	f.resolve = resolveMonth
	f.readYearRelation(r)
	return f, true
}

// meansMonth tells months from the verbs and names that are written alike:
// "May I", "Theresa May", "April Smith", "the March for Life".
func (r *reader) meansMonth(h head, end int) bool {
	if r.ambiguousMonth(h.core) && r.is(h.core-1, isThe|isArticle) && r.word(end, "on", "for", "of") {
		return false // "the March on Rome"
	}
	if r.is(h.core, isMonthShort) && !r.mark(end-1, '.') && !(r.introduces(h.core-1) && r.joined(h.core)) {
		return false
	}
	if h.relation != noRelation || h.part != partNone || r.introduces(h.first-1) && r.joined(h.first) {
		return !r.nameAfter(h.core, end)
	}
	return !r.ambiguousMonth(h.core) && !r.nameBefore(h.core) && !r.nameAfter(h.core, end)
}

// introduces says whether token i is a word that a date follows.
func (r *reader) introduces(i int) bool {
	return r.is(i, isPreposition|isArticle|isThe) || r.word(i, "of", "and", "or", "to", "every", "each")
}

func (r *reader) ambiguousMonth(i int) bool {
	return r.word(i, "may", "march", "april", "june", "august")
}

// nameBefore says whether a capitalised word that is no part of a date or
// the grammar stands right before token i.
func (r *reader) nameBefore(i int) bool {
	t := r.at(i - 1)
	return t.kind == word && t.flags&capital != 0 && r.joined(i) &&
		!r.is(i-1, isGrammar|isMonth|isWeekday|isOrdinal)
}

// nameAfter says whether a surname may follow a month that is a first name.
func (r *reader) nameAfter(i, end int) bool {
	t := r.at(end)
	if t.kind != word || t.flags&(capital|spaced) != capital|spaced || t.flags&(paragraph|sentence|shout) != 0 {
		return false
	}
	return r.word(i, "april", "june", "august", "jan", "may") && !r.is(end, isGrammar|isMonth|isWeekday)
}

// withoutThe leaves out the article of a noun that the date only describes:
// "the 2014 referendum".
func (h head) withoutThe() head {
	if h.part == partNone && h.relation == noRelation {
		h.first = h.core
	}
	return h
}

// date makes the finding of a calendar date that ends before token end.
func (h head) date(end int, s spec) finding {
	s.weekday, s.relation, s.yearRelation, s.part = noWeekday, h.relation, noRelation, h.part
	return finding{first: h.first, end: end, kind: DATE, resolve: resolveDay, spec: s}
}

// yearByRelation gives the year of "in May last year", 0 where none is said.
func (c *context) yearByRelation(f *finding) int {
	if f.yearRelation == noRelation || !c.based() {
		return 0
	}
	return c.base.year() + relationShift(f.yearRelation)
}

// resolveMonth works out "May", "last May", "May 2025".
func resolveMonth(c *context, f *finding) reading {
	if f.year == 0 {
		f.year = c.yearByRelation(f)
	}
	month := time.Month(f.month)
	if f.year != 0 {
		return absolute(monthPoint(f.year, month))
	}
	if !c.based() {
		return reading{}
	}
	year, now, _ := c.base.date()
	switch f.relation {
	case relLast, relPast:
		if month >= now || month == now-1 { // the month before is "last month"
			year--
		}
		return c.at(monthPoint(year, month), impliedYear, c.why("The last one before"))
	case relNext, relComing:
		if month <= now {
			year++
		}
		return c.at(monthPoint(year, month), impliedYear, c.why("The next one after"))
	case relThis:
		return c.at(monthPoint(year, month), impliedYear, c.why("In the year of"))
	}
	return c.ownYear(f, func(year int) point { return monthPoint(year, month) })
}
