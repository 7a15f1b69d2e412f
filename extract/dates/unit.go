package dates

// findUnit reads a unit of the calendar by its relation to a day: "last
// week", "this year", "the weekend", "the end of the month".
func findUnit(r *reader, h head) (finding, bool) {
	l := r.lexeme(h.core)
	if l.traits&isPlural != 0 {
		return findUnits(r, h)
	}
	if l.unit < grainDay {
		return finding{}, false
	}
	if f, ok := r.unitOf(h, l.unit); ok {
		return f, true
	}
	if end := r.endOfYear(h); end > 0 {
		f := h.date(end, spec{grain: grainYear})
		f.resolve, f.relation, f.part = resolveUnit, relThis, partEnd
		return f, true
	}
	f := h.date(h.core+1, spec{grain: l.unit})
	f.resolve = resolveUnit
	switch {
	case l.unit == grainWeekend && (h.the || h.relation != noRelation):
	case l.unit == grainDay && h.part != partNone && h.the && h.relation == noRelation:
		f.resolve = resolveAnchored // "later in the day"
		return f, true
	case l.unit == grainDay || r.has(h.core, capital) && h.relation != noRelation:
		return finding{}, false // "This Week" is a programme
	case l.unit == grainQuarter && r.dash(h.core+1) && r.tight(h.core+1):
		return finding{}, false // "quarter-to-quarter"
	case l.unit == grainQuarter && h.the && (h.relation == noRelation || h.relation == relLatest) && h.part == partNone:
		return h.comparison(f.end), true
	case l.unit == grainYear && h.the && h.fiscal && h.relation == noRelation && r.word(h.core-1, "full"):
		f.relation = relThis
	case l.unit == grainYear && h.the && h.relation == noRelation && h.part == partNone && !h.fiscal &&
		r.word(h.first-1, "for", "of", "in") && !r.word(f.end, "ended", "ending", "to", "before", "after", "of", "that", "since"):
		f.relation = relThis
	case h.relation == noRelation && h.the && h.part != partNone:
		f.relation = relThis
	case h.relation == noRelation:
		return finding{}, false
	case h.relation == relPast, h.the && (h.relation == relLast || h.relation == relNext || h.relation == relComing) && h.part == partNone && l.unit != grainWeekend && !h.fiscal:
		return h.lastingUnit(r, l.unit), true
	}
	if h.relation >= relPrevious {
		f.resolve, f.number = resolveAnchored, anchoredShift[h.relation]
	}
	return r.withinYear(h, f), true
}

// endOfYear reads "year-end" and "year's end"; it gives the token after, or 0.
func (r *reader) endOfYear(h head) int {
	at := r.hyphen(r.genitive(h.core + 1))
	if !r.word(h.core, "year") || !r.word(at, "end") || h.the || !r.word(h.first-1, "by", "at", "before", "until", "after", "around", "since", "to") && !h.approx {
		return 0
	}
	return at + 1
}

// unitOf reads "the week of March 6", "the weekend of January 11".
func (r *reader) unitOf(h head, unit grain) (finding, bool) {
	at := h.core + 1
	if unit != grainWeek && unit != grainWeekend || !r.word(at, "of", "beginning", "starting") {
		return finding{}, false
	}
	f, ok := r.dayAt(at + 1)
	if !ok {
		return finding{}, false
	}
	f.first, f.grain, f.relation = h.first, unit, noRelation
	return f, true
}

// withinYear reads on after "this year": "this year's third quarter".
func (r *reader) withinYear(h head, year finding) finding {
	at := r.genitive(year.end)
	if year.grain != grainYear || at == year.end {
		return year
	}
	f, ok := findQuarter(r, bare(at))
	if !ok {
		return year
	}
	f.first, f.relation, f.part = h.first, h.relation, h.part
	return f
}

// lastingUnit is "the past year", "the next month": a length of time.
func (h head) lastingUnit(r *reader, unit grain) finding {
	f := h.date(h.core+1, spec{grain: unit, number: 1})
	f.kind, f.resolve = DURATION, resolveDuration
	return f
}

// findUnits reads units without a number: "the coming days", "these days".
func findUnits(r *reader, h head) (finding, bool) {
	f := h.date(h.core+1, spec{grain: r.lexeme(h.core).unit, number: unknownNumber})
	if h.part == partEarly && r.word(h.core, "hours") && r.word(f.end, "of") {
		f.kind, f.grain, f.dayPart, f.resolve = TIME, grainNone, dayMorning, resolveDayPart
		return f, true // "the early hours of Sunday"
	}
	switch h.relation {
	case relComing:
		f.resolve = resolveComing
	case relPast, relPrevious:
		f.resolve, f.value = resolveValue, pastRef
	case relNext, relLast:
		f.kind, f.resolve = DURATION, resolveDuration
	default:
		return finding{}, false
	}
	return f, true
}

// findBareDuration reads "weeks" and "years" without anything before them.
func findBareDuration(r *reader, h head) (finding, bool) {
	l := r.lexeme(h.core)
	if l.traits&isPlural == 0 || h.first != h.core || r.is(h.core-1, isPossessive) || r.at(h.core-1).kind == number || r.word(h.core+1, "old") ||
		r.has(h.core, capital) && !r.has(h.core, sentence) {
		return finding{}, false
	}
	f := h.date(h.core+1, spec{grain: l.unit, number: unknownNumber})
	f.kind, f.resolve = DURATION, resolveDuration
	if r.word(f.end, "ago") {
		f.end++
		f.kind, f.resolve, f.value = DATE, resolveValue, pastRef
	}
	return f, true
}
