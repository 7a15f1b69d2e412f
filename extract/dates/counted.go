package dates

// quantity reads a number of units: "two", "10", "5 1/2", "a", "a couple of",
// "several", "twenty-four". n is unknownNumber where none is said.
func (r *reader) quantity(i int) (n int, half bool, end int) {
	switch {
	case r.at(i).kind == number && !r.has(i, fraction) && !r.glued(i):
		n, end = int(r.at(i).num), i+1
		if r.at(end).kind == number && r.mark(end+1, '/') {
			return n, true, end + 3
		}
		return n, false, end
	case r.is(i, isArticle) && r.is(i+1, isQuantity|isCardinal):
		n, half, end = r.quantity(i + 1)
		if r.word(i+1, "couple") {
			n = 2
		}
		return n, half, end
	case r.is(i, isArticle):
		return 1, false, i + 1
	case r.is(i, isQuantity):
		return unknownNumber, false, r.skipOf(i + 1)
	case r.is(i, isCardinal):
		n, end = r.cardinal(i)
		return n, false, end
	}
	return 0, false, i
}

func (r *reader) skipOf(i int) int {
	if r.word(i, "of") {
		return i + 1
	}
	return i
}

// cardinal reads "twenty-four", "five hundred", "two thousand".
func (r *reader) cardinal(i int) (n, end int) {
	n, end = r.belowHundred(i)
	if end == i {
		n, end = int(r.lexeme(i).num), i+1 // "hundred"
	}
	for range 2 {
		if next := r.lexeme(end); next.traits&isCardinal != 0 && next.num >= 100 {
			n, end = n*int(next.num), end+1
		}
	}
	return n, end
}

// findCounted reads numbers of units, and with "ago", "later", "earlier" the
// day that they lead to: "two weeks", "three days ago", "a year earlier".
func findCounted(r *reader, h head) (finding, bool) {
	n, half, at := r.quantity(h.core)
	if at == h.core || !r.joined(at) {
		return finding{}, false
	}
	if r.word(at, "more", "additional", "full", "consecutive", "straight", "trading", "calendar", "working") {
		at++
	}
	if r.word(at, "and") && r.word(at+1, "a") && r.word(at+2, "half") {
		half, at = true, at+3
	}
	if tied := r.hyphen(at); tied > at {
		at, h = tied, h.withoutThe() // "the 30-day truce"
	}
	unit := r.lexeme(at)
	if unit.traits&isUnit == 0 || unit.unit == grainWeekend || !r.countable(h, n, at) {
		return finding{}, false
	}
	end := at + 1
	if next := r.hyphen(end); next > end && r.word(next, "ago", "earlier") {
		return finding{}, false // "a year-ago loss"
	}
	if next := r.hyphen(end); r.word(next, "old") || r.word(end, "old") {
		return finding{}, false
	}
	if r.is(h.core, isArticle) && r.plainCore(h.core+1) && h.first == h.core {
		h.first++ // "a five-year plan"
	}
	f := h.date(end, spec{grain: unit.unit, number: n, half: half})
	f.kind, f.resolve = DURATION, resolveLength
	f.readHalf(r)
	f.readDirection(r)
	f.readPerUnit(r, h)
	return f, true
}

// countable refuses "a second round", "one quarter of", "1 day" of lists.
func (r *reader) countable(h head, n, unit int) bool {
	switch r.lexeme(unit).unit {
	case grainSecond:
		return r.is(unit, isPlural)
	case grainQuarter:
		return r.is(unit, isPlural) && n > 1 && h.relation != noRelation || n == 1 && r.word(unit+1, "ago", "earlier", "later")
	}
	return true
}

// readHalf reads "and a half" after a unit.
func (f *finding) readHalf(r *reader) {
	if r.word(f.end, "and") && r.word(f.end+1, "a") && r.word(f.end+2, "half") {
		f.half, f.end = true, f.end+3
	}
}

// readDirection reads which way the units are counted and from where.
func (f *finding) readDirection(r *reader) {
	i := f.end
	if !r.joined(i) || f.relation != noRelation || f.grain < grainDay {
		return
	}
	switch {
	case r.word(i, "ago"):
		f.number, f.resolve = -f.number, resolveAgo
		if r.word(i+1, "today") {
			f.anniversary, i = true, i+1
		}
	case r.word(i, "earlier"), r.word(i, "before") && r.endsClause(i+1):
		f.number, f.resolve = -f.number, resolveCounted
	case r.word(i, "later") && r.word(i+1, "than"):
		return // a day later than the others
	case r.word(i, "later", "afterward", "afterwards"), r.word(i, "after") && r.endsClause(i+1):
		f.resolve = resolveCounted
	case r.word(i, "from") && r.word(i+1, "now", "today"):
		f.resolve, i = resolveAgo, i+1
	case r.word(i, "hence"):
		f.resolve = resolveAgo
	case r.ahead(f):
		f.resolve, i = resolveAgo, i-1
	default:
		return
	}
	if f.number == -unknownNumber {
		f.number = unknownNumber
	}
	f.kind, f.end = DATE, i+1
}

// ahead says whether "in two weeks" is counted from the day of the text: its
// clause speaks of the future, and it ends there.
func (r *reader) ahead(f *finding) bool {
	if !r.word(f.first-1, "in") || r.word(f.first-2, "time", "first", "once") || f.number == unknownNumber || f.half {
		return false
	}
	return (r.endsClause(f.end) || r.is(f.end, isPreposition|isConjunction)) && !r.word(f.end, "or", "of", "after", "before") && r.tenseBefore(f.first-1) == future
}

func (r *reader) endsClause(i int) bool {
	t := r.at(i)
	return t.kind == noToken || t.kind == punctuation || t.flags&(sentence|paragraph) != 0
}

// readPerUnit turns "a year" after an amount into a set.
func (f *finding) readPerUnit(r *reader, h head) {
	if f.kind != DURATION || !r.is(h.core, isArticle) || f.end != h.core+2 {
		return
	}
	if r.word(h.core-1, "million", "billion", "times", "once", "twice", "percent", "cents", "dollars") || r.at(h.core-1).kind == number {
		f.kind = SET
	}
}

// sharpest is the unit in which a counted time is given: hours ago are a day.
func sharpest(unit grain) grain {
	if unit < grainDay {
		return grainDay
	}
	return unit
}

// mostUnits caps what is counted: no news is older.
const mostUnits = 5000

// comparisonReach is how many tokens "a year ago" may stand behind the quarter
// that it is compared with.
const comparisonReach = 400

// comparesQuarters says whether "a year ago" means the quarter a year before.
func (c *context) comparesQuarters(f *finding) bool {
	return c.quarter.known() && f.first-c.quarterAt < comparisonReach
}

// resolveAgo works out "three days ago", "two weeks from now".
func resolveAgo(c *context, f *finding) reading {
	if f.number == unknownNumber {
		return reading{value: pastRef, ok: true, basis: FromText, reason: "The words do not say how long ago."}
	}
	if !c.based() || f.number < -mostUnits || f.number > mostUnits {
		return reading{}
	}
	if f.grain == grainYear && f.number == -1 && c.comparesQuarters(f) {
		f.compared = true
		return resolveCompared(c, f)
	}
	p := addUnits(c.base, f.grain, f.number)
	if f.anniversary {
		p = sameDay(c.base, f.grain, f.number)
	}
	return c.at(p, impliedDay, c.why("Counted from"))
}

// resolveCounted works out "a day later", "two weeks earlier": counted from
// the date before it in the text.
func resolveCounted(c *context, f *finding) reading {
	start := c.calendar
	if sharpest(f.grain) == grainDay && c.day.ok {
		start = c.day
	}
	if f.number == unknownNumber || !start.ok || f.number < -mostUnits || f.number > mostUnits {
		return lasting(f)
	}
	if f.grain == grainYear {
		f.compared = true
		if f.number == -1 && c.comparesQuarters(f) {
			return resolveCompared(c, f)
		}
		return c.tied(yearPoint(start.first.year()+f.number), "Counted from")
	}
	from := start.last
	if f.number < 0 {
		from = start.first
	}
	return c.tied(addUnits(from, f.grain, f.number), "Counted from")
}
