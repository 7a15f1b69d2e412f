package dates

import "time"

// weekend reads "the weekend", "last weekend", "the weekend of January 11".
func (r *reader) weekend(h head) (finding, bool) {
	if f, ok := r.unitOf(h, grainWeekend); ok {
		return f, true
	}
	f := h.date(h.core+1, spec{grain: grainWeekend})
	f.resolve = resolveWeekend
	if h.relation >= relPrevious {
		f.resolve, f.number = resolveAnchored, anchoredShift[h.relation]
	}
	return f, h.the || h.relation != noRelation || r.is(h.core+1, isEvent) || r.word(h.core+1, weekendDeeds...)
}

// weekendDeeds are what "a weekend" before them dates, beside what is announced: "a weekend attack".
var weekendDeeds = []string{"attack", "attacks", "strike", "strikes", "raid", "interview", "call", "address", "speech", "trip", "barrage"}

// unitOf reads "the week of March 6", "the weekend of January 11".
func (r *reader) unitOf(h head, unit grain) (finding, bool) {
	at := h.core + 1
	if !r.word(at, "of", "beginning", "starting") {
		return finding{}, false
	}
	f, ok := r.dayAt(at + 1)
	if !ok {
		return finding{}, false
	}
	f.first, f.grain, f.relation = h.first, unit, noRelation
	return f, true
}

// resolveWeekend works out "the weekend": the last one, unless its clause
// speaks of the future or it is going on.
func resolveWeekend(c *context, f *finding) reading {
	if !c.based() {
		return reading{}
	}
	p := weekendPoint(c.base)
	return c.at(p.shift(c.weekendShift(f, p.first > c.base)), impliedDay, c.why("The weekend, counted from"))
}

// weekendShift gives how many weeks from the present one a weekend lies;
// ahead says that the present week's is still to come.
func (c *context) weekendShift(f *finding, ahead bool) int {
	switch f.relation {
	case relLast, relPast:
		return -1
	case relNext:
		return 1
	case relThis:
		if ahead && c.base.weekday() <= time.Tuesday && c.tenseOf(f) == past {
			return -1
		}
	case noRelation:
		if ahead && c.tenseOf(f) != future {
			return -1
		}
	}
	return 0
}
