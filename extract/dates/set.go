package dates

// findEvery reads "every Monday", "each month", "every two weeks".
func findEvery(r *reader, h head) (finding, bool) {
	at := h.core + 1
	f := bare(h.core).date(at+1, spec{number: 1})
	f.kind, f.resolve = SET, resolveValue
	switch {
	case r.is(at, isWeekday):
		f.weekday = int(r.lexeme(at).num)
		return f.weekdaySet(r), true
	case r.is(at, isMonth) && r.has(at, capital):
		f.value = "XXXX-" + string(appendPadded(nil, int(r.lexeme(at).num), 2))
		return f, true
	case r.is(at, isSeason):
		f.value = "XXXX-" + seasonCodes[r.lexeme(at).num]
		return f, true
	case r.is(at, isDayPart):
		f.value = "XXXX-XX-XX" + dayPartCodes[r.lexeme(at).num]
		return f, true
	case r.is(at, isUnit) && r.lexeme(at).unit != grainSecond:
		f.grain, f.resolve = r.lexeme(at).unit, resolveLength
		return f, true
	}
	return f.everyFew(r, at)
}

// everyFew reads "every two weeks".
func (f finding) everyFew(r *reader, at int) (finding, bool) {
	n, _, unit := r.quantity(at)
	if unit == at || !r.is(unit, isUnit) {
		return finding{}, false
	}
	f.grain, f.number, f.end, f.resolve = r.lexeme(unit).unit, n, unit+1, resolveLength
	return f, true
}

// findRecurrence reads "daily", "annually".
func findRecurrence(r *reader, h head) (finding, bool) {
	f := bare(h.core).date(h.core+1, spec{grain: r.lexeme(h.core).unit, number: 1})
	f.kind, f.resolve = SET, resolveLength
	return f, !r.has(h.core, capital) || r.has(h.core, sentence)
}
