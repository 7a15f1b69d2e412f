package dates

// Reports of business compare a quarter with the one a year before: "the
// year-ago quarter", "the 1988 period", "the latest quarter". They are
// counted from the quarter that the text spoke of last.

// findYearBefore reads "year-ago", "the year-earlier quarter".
func findYearBefore(r *reader, h head) (finding, bool) {
	at := r.hyphen(h.core + 1)
	if !r.word(h.core, "year") || at == h.core+1 || !r.word(at, "ago", "earlier") {
		return finding{}, false
	}
	f := h.comparison(at + 1)
	f.number = -1
	f.readPeriod(r)
	return f, true
}

func (h head) comparison(end int) finding {
	f := h.date(end, spec{grain: grainQuarter, compared: true})
	f.resolve = resolveCompared
	return f
}

// readPeriod reads "quarter", "period", "third quarter" after a comparison.
func (f *finding) readPeriod(r *reader) bool {
	i := f.end
	if n, at := r.ordinalWord(i); n >= 1 && n <= 4 && r.word(r.hyphen(at), "quarter") {
		f.day, i = n, r.hyphen(at)
	}
	if !r.word(i, "quarter", "period") || !r.joined(i) {
		return false
	}
	f.end = i + 1
	return true
}

// findPeriod reads "the latest period".
func findPeriod(r *reader, h head) (finding, bool) {
	return h.comparison(h.core + 1), h.relation == relLatest
}

// findPeriodOfYear reads "the 1988 quarter", "the 1988 third quarter".
func findPeriodOfYear(r *reader, h head) (finding, bool) {
	year, end := r.yearNumber(h.core)
	if year == 0 || !h.the {
		return finding{}, false
	}
	f := h.comparison(end)
	f.year = year
	return f, f.readPeriod(r)
}

// ended gives the day of "the quarter ended Sept. 30".
func (c *context) ended(f *finding) point {
	if !c.word(f.end, "ended", "ending") || c.next == nil || c.next.first != f.end+1 || c.next.grain != grainDay || c.next.month == 0 {
		return point{}
	}
	next := *c.next
	return next.resolve(c, &next).point
}

// resolveCompared counts from the last quarter of the text, or from the one
// that ended before the text was written.
func resolveCompared(c *context, f *finding) reading {
	start := c.quarter
	if f.number == 0 && f.year == 0 && f.relation == noRelation && !start.known() && !c.ended(f).known() {
		return reading{}
	}
	if day := c.ended(f); day.known() {
		start = unitPoint(grainQuarter, day.first-45) // the middle of the quarter
	} else if !start.known() || f.relation == relLatest && start.last >= c.base {
		if !c.based() {
			return reading{}
		}
		start = unitPoint(grainQuarter, c.base).shift(-1)
	}
	if f.day != 0 {
		start = quarterPoint(start.first.year(), f.day)
	}
	p := start.shift(4 * f.number)
	if f.year != 0 {
		p = quarterPoint(f.year, start.index)
	}
	return c.at(p, impliedDay, c.why("Compared with the quarter that the text speaks of, before"))
}
