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
