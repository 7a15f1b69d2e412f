package dates

// length is the finding of one unit as a length of time: "the past year".
func (h head) length(unit grain) finding {
	f := h.date(h.core+1, spec{grain: unit, number: 1})
	f.kind, f.resolve = DURATION, resolveLength
	return f
}

// findUnits reads units without a number: "the coming days", "the early hours
// of".
func findUnits(r *reader, h head) (finding, bool) {
	f := h.date(h.core+1, spec{grain: r.lexeme(h.core).unit, number: unknownNumber})
	if h.part == partEarly && r.word(h.core, "hours") && r.word(f.end, "of") {
		f.kind, f.grain, f.dayPart, f.resolve = TIME, grainNone, dayMorning, resolveDayPart
		return f, true
	}
	switch h.relation {
	case relComing:
		f.resolve = resolveComing
	case relPast, relPrevious:
		f.resolve, f.value = resolveValue, pastRef
	case relNext, relLast:
		f.kind, f.resolve = DURATION, resolveLength
	default:
		return finding{}, false
	}
	return f, true
}

// findBareUnits reads "weeks" and "years" without anything before them, and
// "years ago".
func findBareUnits(r *reader, h head) (finding, bool) {
	l := r.lexeme(h.core)
	if l.traits&isPlural == 0 || h.first != h.core || !r.meansUnits(h.core) {
		return finding{}, false
	}
	f := h.date(h.core+1, spec{grain: l.unit, number: unknownNumber})
	f.kind, f.resolve = DURATION, resolveLength
	if r.word(f.end, "ago") {
		f.end++
		f.kind, f.resolve, f.value = DATE, resolveValue, pastRef
	}
	return f, true
}

// meansUnits refuses "his years", "52 years old", "Days of Thunder".
func (r *reader) meansUnits(i int) bool {
	return !r.is(i-1, isPossessive) && r.at(i-1).kind != number && !r.word(i+1, "old") &&
		(!r.has(i, capital) || r.has(i, sentence))
}

// resolveLength works out lengths of time.
func resolveLength(c *context, f *finding) reading { return lasting(f) }

// lasting is the reading of a length of time; what turned out not to be
// counted from any day becomes one.
func lasting(f *finding) reading {
	if f.kind == DATE {
		f.kind = DURATION
	}
	if f.number < 0 && f.number != unknownNumber {
		f.number = -f.number
	}
	return reading{value: f.length(), ok: true, basis: FromText, reason: "A length of time, not a day of the calendar."}
}

// resolveComing works out "the coming days": the seven days after; no day of
// the calendar is meant by itself.
func resolveComing(c *context, f *finding) reading {
	rd := reading{value: futureRef, ok: true, basis: FromText, reason: "The words name no calendar day."}
	if f.grain == grainDay && c.based() && (c.base + 7).valid() {
		rd.basis, rd.from = c.basis, c.base
		rd.when, rd.implied = span(c.base+1, c.base+7), impliedDay
		rd.reason = c.why("The seven days after")
	}
	return rd
}
