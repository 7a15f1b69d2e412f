package dates

// findSeason reads "summer 2024", "the winter of 1994", "last fall", "this
// spring", "the summer".
func findSeason(r *reader, h head) (finding, bool) {
	l := r.lexeme(h.core)
	at := h.core + 1
	year, end := r.yearAfter(at)
	if year == 0 && r.word(at, "of") && r.is(at+1, isRelation) && r.word(at+2, "year") {
		h.relation, end = int(r.lexeme(at+1).num), at+3
	}
	if year == 0 && end == at && !r.meansSeason(h) {
		return finding{}, false
	}
	f := h.date(end, spec{grain: grainSeason, number: int(l.num), year: year})
	f.resolve = resolveSeason
	return f, true
}

// meansSeason tells seasons from the verbs to fall and to spring, from "the
// fall of Kabul" and from springs of water.
func (r *reader) meansSeason(h head) bool {
	if h.relation != noRelation {
		return h.relation <= relComing || !r.word(h.core, "fall", "spring")
	}
	if h.part == partNone && !(h.the && r.introduces(h.first-1) && !r.word(h.first-1, "of", "to", "from", "for", "with")) {
		return false
	}
	return !r.word(h.core+1, "of", "in")
}

// resolveSeason works out "the summer", "last fall", "winter 2024".
func resolveSeason(c *context, f *finding) reading {
	if f.year != 0 {
		return absolute(seasonPoint(f.year, f.number))
	}
	if !c.based() {
		return reading{}
	}
	switch f.relation {
	case relLast, relPast:
		return c.at(c.seasonBefore(f.number), impliedYear, c.why("The last one before"))
	case relThis:
		return c.at(c.nearest(noTense, c.seasonIn(f)), impliedYear, c.why("The one nearest to"))
	case relNext, relComing:
		return c.at(c.seasonBefore(f.number).shift(1), impliedYear, c.why("The next one after"))
	}
	return c.ownYear(f, c.seasonIn(f))
}

func (c *context) seasonIn(f *finding) func(int) point {
	return func(year int) point { return seasonPoint(year, f.number) }
}

// seasonBefore gives the last season that began before the anchor's.
func (c *context) seasonBefore(season int) point {
	p := seasonPoint(c.base.year(), season)
	for p.last >= c.base {
		p = p.shift(-1)
	}
	return p
}
