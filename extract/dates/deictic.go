package dates

// deicticShift is how many days a day word lies from the day it is said on.
var deicticShift = [...]int{deicticToday: 0, deicticYesterday: -1, deicticTomorrow: 1, deicticTonight: 0, deicticOvernight: 0}

// findDeictic reads "today", "late yesterday", "tomorrow morning", "tonight".
func findDeictic(r *reader, h head) (finding, bool) {
	if h.relation != noRelation || h.the || h.approx || r.has(h.core, capital) && !r.has(h.core, sentence) && r.nameBefore(h.core) || r.ageOf(h.core) {
		return finding{}, false
	}
	l := r.lexeme(h.core)
	f := h.date(h.core+1, spec{grain: grainDay, number: deicticShift[l.num]})
	f.resolve = resolveDeictic
	if l.num == deicticTonight || l.num == deicticOvernight {
		f.kind, f.dayPart, f.overnight = TIME, dayNight, l.num == deicticOvernight
	} else {
		f.readDayPart(r)
	}
	return f, true
}

// ageOf says whether "today's" means the present age: "today's youth".
func (r *reader) ageOf(i int) bool {
	next := r.genitive(i + 1)
	return next > i+1 && r.word(i, "today") && r.word(next, "world", "youth", "society", "generation", "standards", "children")
}

// findDayPart reads "this morning", "last night", "the evening of", "noon",
// "overnight".
func findDayPart(r *reader, h head) (finding, bool) {
	l := r.lexeme(h.core)
	if l.traits&isPlural != 0 {
		return finding{}, false
	}
	f := h.date(h.core+1, spec{grain: grainDay, dayPart: int(l.num)})
	f.kind, f.resolve = TIME, resolveDayPart
	switch h.relation {
	case relThis:
	case relLast:
		if l.num != dayNight && l.num != dayEvening {
			return finding{}, false
		}
		f.number = -1
	case relNext, relFollowing, relPrevious, relSame, relThat:
		f.resolve = resolveAnchored
		f.number = anchoredShift[h.relation]
	case noRelation:
		if l.num != dayMidday && l.num != dayMidnight && !r.partOfSomeDay(h) {
			return finding{}, false
		}
		f.grain = grainNone // the day is to be found elsewhere
	default:
		return finding{}, false
	}
	return f, true
}

// partOfSomeDay says whether "the morning" or "in the evening" is followed by
// its day: "the night of May 10".
func (r *reader) partOfSomeDay(h head) bool {
	i := h.core + 1
	if r.word(i, "of", "on") {
		i++
	}
	if r.is(i, isThe) {
		i++
	}
	return r.is(i, isMonth|isWeekday|isDeictic) && r.has(i, capital) || r.is(i, isDeictic) ||
		r.at(i).kind == number && r.is(i+1, isMonth) && r.has(i+1, capital)
}

// resolveDeictic works out "today", "yesterday".
func resolveDeictic(c *context, f *finding) reading {
	if !c.based() {
		return reading{}
	}
	return c.at(dayPoint(c.base+civil(f.number)), impliedDay, c.why("Counted from"))
}

// resolveDayPart works out "this morning", and hours whose day stands
// elsewhere: the day before them in the paragraph, or that of the text.
func resolveDayPart(c *context, f *finding) reading {
	if f.grain == grainNone && c.day.ok && c.day.grain == grainDay && c.sameParagraph(f) {
		return c.tied(dayPoint(c.day.first), "On the day that stands before it")
	}
	if !c.based() {
		return reading{}
	}
	return c.at(dayPoint(c.base+civil(f.number)), impliedDay, c.why("Counted from"))
}
