package dates

// anchoredShift is how many units a relation lies from the date before it.
var anchoredShift = [relLatest + 1]int{relPrevious: -1, relFollowing: 1, relNext: 1}

// findAnchored reads units that are counted from a date in the text: "the
// next day", "the same month", "that year", "the day before".
func findAnchored(r *reader, h head) (finding, bool) {
	l := r.lexeme(h.core)
	if l.traits&isPlural != 0 || l.unit < grainDay {
		return finding{}, false
	}
	f := h.date(h.core+1, spec{grain: l.unit})
	f.resolve = resolveAnchored
	switch {
	case l.unit == grainDay && h.relation == relNext, h.relation == relFollowing, h.relation == relPrevious,
		h.relation == relSame, h.relation == relThat && r.word(h.core-1, "that", "same"):
		f.number = anchoredShift[h.relation]
	case h.the && h.relation == noRelation && h.part == partNone && r.word(f.end, "before", "after"):
		return f.besides(r)
	default:
		return finding{}, false
	}
	return f, true
}

// besides reads "the day before", "the week after", "the day after tomorrow",
// where no event follows that they are counted from.
func (f finding) besides(r *reader) (finding, bool) {
	f.number = 1
	if r.word(f.end, "before") {
		f.number = -1
	}
	f.end++
	if r.word(f.end, "yesterday", "tomorrow") && f.grain == grainDay {
		f.resolve, f.number, f.end = resolveDeictic, 2*f.number, f.end+1
		return f, true
	}
	return f, r.at(f.end).kind != word || r.is(f.end, isConjunction)
}

// findDayOfMonth reads "the 10th", "the 10th of this month".
func findDayOfMonth(r *reader, h head) (finding, bool) {
	day, end := r.dayNumber(h.core)
	if day == 0 || !h.the || !r.word(h.first-1, "on", "by", "until", "before", "after", "since", "from", "to") {
		return finding{}, false
	}
	if r.at(h.core).kind != number || !r.ordinalEnding(h.core+1) {
		return finding{}, false
	}
	f := h.date(end, spec{grain: grainDay, day: day})
	f.resolve = resolveDayOfMonth
	if r.word(end, "of") && r.is(end+1, isRelation) && r.word(end+2, "month") {
		f.relation, f.end = int(r.lexeme(end+1).num), end+3
		return f, true
	}
	return f, r.at(end).kind != word || r.is(end, isGrammar|isPast|isModal|isPresent) && !r.word(end, "of")
}

// resolveAnchored works out "the next day", "the same month", "that year".
func resolveAnchored(c *context, f *finding) reading {
	start := c.calendar
	if f.grain <= grainWeek && c.day.ok {
		start = c.day
	}
	if !start.ok || start.grain > f.grain && start.grain != grainWeekend {
		return c.anchoredToText(f)
	}
	from := start.last
	if f.number < 0 {
		from = start.first
	}
	if f.grain == grainWeekend {
		return c.tied(weekendPoint(from).shift(f.number), "Counted from")
	}
	return c.tied(addUnits(from, f.grain, f.number), "Counted from")
}

// anchoredToText counts from the day of the text where no date stands before.
func (c *context) anchoredToText(f *finding) reading {
	if !c.based() || f.relation == relSame || f.relation == relThat || f.relation == noRelation {
		return reading{}
	}
	return c.at(addUnits(c.base, f.grain, f.number), impliedDay, c.why("No date stands before it; counted from"))
}

// resolveDayOfMonth works out "on the 10th": in the month that the text
// speaks of.
func resolveDayOfMonth(c *context, f *finding) reading {
	if !c.based() {
		return reading{}
	}
	month := unitPoint(grainMonth, c.base)
	if f.relation != noRelation {
		month = month.shift(relationShift(f.relation))
		return c.at(dayPoint(month.first+civil(f.day-1)), impliedMonth, c.why("In the month counted from"))
	}
	if c.calendar.ok && c.calendar.grain <= grainMonth {
		month = unitPoint(grainMonth, c.calendar.first)
		rd := c.tied(dayPoint(month.first+civil(f.day-1)), "In the month of")
		rd.implied = impliedMonth
		return rd
	}
	t := c.tenseOf(f)
	switch day := month.first + civil(f.day-1); {
	case t == past && day > c.base:
		month = month.shift(-1)
	case t == future && day < c.base:
		month = month.shift(1)
	}
	return c.at(dayPoint(month.first+civil(f.day-1)), impliedMonth, c.why("The month is not said. "+sides[t]))
}
