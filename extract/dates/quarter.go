package dates

// findQuarter reads "the third quarter", "first half of 2025", "the fourth
// quarter of last year".
func findQuarter(r *reader, h head) (finding, bool) {
	n, at := r.ordinalWord(h.core)
	at = r.hyphen(at)
	if n == 0 && r.plainNumber(h.core) && r.ordinalEnding(h.core+1) {
		n, at = int(r.at(h.core).num), h.core+2
	}
	s := spec{grain: grainQuarter, number: n}
	switch {
	case n < 1 || n > 4:
		return finding{}, false
	case r.word(at, "quarter"):
	case n <= 2 && r.word(at, "half"):
		s.grain = grainHalf
	default:
		return finding{}, false
	}
	return h.quarter(r, at+1, s)
}

// quarter reads the year of a quarter or half and finishes it.
func (h head) quarter(r *reader, at int, s spec) (finding, bool) {
	f := h.date(at, s)
	f.resolve = resolveQuarter
	year, end := r.yearAfter(at)
	switch {
	case year != 0:
		f.year, f.end = year, end
	case r.word(at, "of") && r.is(at+1, isRelation) && r.word(at+2, "year"):
		f.relation, f.end = int(r.lexeme(at+1).num), at+3
	case r.word(at, "of") && r.is(at+1, isThe) && r.word(at+2, "year"):
		f.end = at + 3
	case s.grain == grainHalf && f.relation == noRelation:
		return finding{}, false
	}
	return f, true
}

// findQuarterMark reads "Q3", "Q1 2025", "H1 2025".
func findQuarterMark(r *reader, h head) (finding, bool) {
	at := h.core + 1
	t := r.at(at)
	if !r.plainNumber(at) || !r.tight(at) || t.num < 1 || t.num > 4 || !r.has(h.core, capital) {
		return finding{}, false
	}
	s := spec{grain: grainQuarter, number: int(t.num)}
	if r.word(h.core, "h") {
		s.grain = grainHalf
	}
	year, end := r.yearAfter(r.hyphen(at + 1))
	if s.grain == grainHalf && (year == 0 || t.num > 2) || year == 0 && r.at(at+1).kind == number {
		return finding{}, false
	}
	if year == 0 {
		end = at + 1
	}
	s.year = year
	f := h.date(end, s)
	f.resolve = resolveQuarter
	return f, true
}

// resolveQuarter works out "the third quarter", "Q1 2025", "this year's
// first half".
func resolveQuarter(c *context, f *finding) reading {
	make := quarterPoint
	if f.grain == grainHalf {
		make = halfPoint
	}
	if f.year != 0 {
		return absolute(make(f.year, f.number))
	}
	if !c.based() {
		return reading{}
	}
	if f.relation != noRelation || f.grain == grainHalf {
		return c.at(make(c.base.year()+relationShift(f.relation), f.number), impliedYear, c.why("Counted from"))
	}
	t := c.tenseOf(f)
	p := c.nearest(t, func(year int) point { return make(year, f.number) })
	return c.at(p, impliedYear, c.yearBySide(t, p))
}
