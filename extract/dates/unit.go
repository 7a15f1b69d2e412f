package dates

// findUnit reads a unit of the calendar by its relation to a day: "last
// week", "this year", "the weekend", "the end of the month".
func findUnit(r *reader, h head) (finding, bool) {
	l := r.lexeme(h.core)
	if l.traits&isPlural != 0 {
		return findUnits(r, h)
	}
	if r.has(h.core, capital) && h.relation != noRelation && !r.has(h.core, shout) {
		return finding{}, false // "This Week" is a programme
	}
	switch l.unit {
	case grainSecond, grainMinute, grainHour:
		return finding{}, false
	case grainDay:
		return h.partOfDay()
	case grainWeekend:
		return r.weekend(h)
	case grainWeek:
		if f, ok := r.unitOf(h, grainWeek); ok {
			return f, true
		}
	case grainQuarter:
		if h.the && h.part == partNone && (h.relation == noRelation || h.relation == relLatest) {
			return h.comparison(h.core + 1), !r.dash(h.core + 1) // not "quarter-to-quarter"
		}
	case grainYear:
		return r.year(h)
	}
	return r.unit(h, l.unit)
}

// partOfDay reads "later in the day"; other days are anchored ones.
func (h head) partOfDay() (finding, bool) {
	f := h.date(h.core+1, spec{grain: grainDay})
	f.resolve = resolveAnchored
	return f, h.part != partNone && h.the && h.relation == noRelation
}

// unit reads any unit by its relation, or by a part of it as in "the end of
// the month".
func (r *reader) unit(h head, unit grain) (finding, bool) {
	f := h.date(h.core+1, spec{grain: unit})
	f.resolve = resolveUnit
	switch {
	case h.relation == noRelation:
		f.relation = relThis
		return f, h.the && h.part != partNone
	case h.lasts():
		return h.length(unit), true
	case h.relation >= relPrevious && h.relation != relLatest:
		f.resolve, f.number = resolveAnchored, anchoredShift[h.relation]
	}
	return f, true
}

// lasts says whether a unit is a length of time: "the past year", "over the
// next month"; without "the", "next month" is on the calendar.
func (h head) lasts() bool {
	ahead := h.relation == relLast || h.relation == relNext || h.relation == relComing
	return h.relation == relPast || h.the && ahead && h.part == partNone && !h.fiscal
}

// year reads "this year", "year-end", "this year's third quarter", "the high
// of the year".
func (r *reader) year(h head) (finding, bool) {
	if end := r.endOfYear(h); end > 0 {
		f := h.date(end, spec{grain: grainYear})
		f.resolve, f.relation, f.part = resolveUnit, relThis, partEnd
		return f, true
	}
	if h.the && h.relation == noRelation && h.part == partNone {
		f := h.date(h.core+1, spec{grain: grainYear})
		f.resolve, f.relation = resolveUnit, relThis
		return f, r.wholeYear(h)
	}
	f, ok := r.unit(h, grainYear)
	return r.withinYear(h, f), ok
}

// wholeYear says whether "the year" is the one in which the text is written.
func (r *reader) wholeYear(h head) bool {
	if h.fiscal {
		return r.word(h.core-1, "full")
	}
	return r.word(h.first-1, "for", "of", "in") &&
		!r.word(h.core+1, "ended", "ending", "to", "before", "after", "of", "that", "since")
}

// endOfYear reads "year-end" and "year's end"; it gives the token after, or 0.
func (r *reader) endOfYear(h head) int {
	at := r.hyphen(r.genitive(h.core + 1))
	if !r.word(at, "end") || h.the || !h.approx && !r.word(h.first-1, "by", "at", "before", "until", "after", "around", "since", "to") {
		return 0
	}
	return at + 1
}

// withinYear reads on after "this year": "this year's third quarter".
func (r *reader) withinYear(h head, year finding) finding {
	at := r.genitive(year.end)
	if at == year.end {
		return year
	}
	f, ok := findQuarter(r, bare(at))
	if !ok {
		return year
	}
	f.first, f.relation, f.part = h.first, h.relation, h.part
	return f
}

// resolveUnit works out "last week", "this year".
func resolveUnit(c *context, f *finding) reading {
	if !c.based() {
		return reading{}
	}
	return c.at(unitPoint(f.grain, c.base).shift(relationShift(f.relation)), impliedDay, c.why("Counted from"))
}

// relationShift gives how many units away a relation lies.
func relationShift(relation int) int {
	switch relation {
	case relLast, relPast, relPrevious, relLatest:
		return -1
	case relNext, relComing, relFollowing:
		return 1
	}
	return 0
}
