package dates

import "time"

// How much a verb weighs against nearness when a year is left unsaid: a past
// verb moves a date that lies less than that before the nearer future one.
const (
	tenseWeightDays = 200
	futureBiasDays  = 10 // news speaks of what has been
)

// nearest gives the candidate at the smallest distance from the anchor.
// Candidates on the wrong side of the tense count as further away.
func (c *context) nearest(t tense, candidate func(year int) point) point {
	year := c.base.year()
	var best point
	bestCost := 0
	for y := year - 1; y <= year+1; y++ {
		p := candidate(y)
		cost := c.cost(p, t)
		if y == year-1 || cost < bestCost {
			best, bestCost = p, cost
		}
	}
	return best
}

// cost is the distance of a point in days, and what the tense adds to it.
func (c *context) cost(p point, t tense) int {
	switch {
	case p.first <= c.base && c.base <= p.last:
		return 0
	case p.last < c.base:
		cost := int(c.base - p.last)
		if t == future {
			cost += tenseWeightDays
		}
		return cost
	}
	cost := int(p.first-c.base) + futureBiasDays
	if t == past {
		cost += tenseWeightDays
	}
	return cost
}

// resolveDay works out "May 12" and "Saturday, April 25".
func resolveDay(c *context, f *finding) reading {
	if f.year == 0 {
		f.year = c.yearByRelation(f)
	}
	if f.year != 0 {
		return absolute(f.sized(c.clampDay(f.year, f.month, f.day)))
	}
	if !c.based() {
		return reading{}
	}
	t := past
	if !f.dateline {
		t = c.tenseOf(f)
	}
	in := func(year int) point { return dayPoint(c.clampDay(year, f.month, f.day)) }
	p := c.nearest(t, in)
	if f.closesRange && c.calendar.ok {
		p = c.endOfRange(f)
	} else if c.retold(f, t, p) {
		return c.inNarrative(in)
	}
	if f.weekday != noWeekday && int(p.first.weekday()) != f.weekday {
		p = c.yearOfWeekday(f, p)
	}
	return c.at(f.sized(p.first), impliedYear, c.yearBySide(t))
}

// endOfRange gives the first such day from the start of its range on.
func (c *context) endOfRange(f *finding) point {
	year := c.calendar.first.year()
	if day := c.clampDay(year, f.month, f.day); day >= c.calendar.first {
		return dayPoint(day)
	}
	return dayPoint(c.clampDay(year+1, f.month, f.day))
}

// sized gives the unit of the finding that holds the day.
func (f *finding) sized(day civil) point { return unitPoint(f.grain, day) }

// clampDay makes a day; one that the month does not have is its last.
func (c *context) clampDay(year, month, day int) civil {
	return civilOf(year, time.Month(month), min(day, daysIn(year, time.Month(month))))
}

// yearOfWeekday looks for the nearest year in which the day falls on the
// weekday that is said with it.
func (c *context) yearOfWeekday(f *finding, p point) point {
	year := c.base.year()
	for _, y := range [...]int{year, year - 1, year + 1, year - 2, year + 2, year - 3, year + 3} {
		if day := c.clampDay(y, f.month, f.day); int(day.weekday()) == f.weekday {
			return dayPoint(day)
		}
	}
	return p
}

// yearByRelation gives the year of "in May last year", 0 where none is said.
func (c *context) yearByRelation(f *finding) int {
	if f.yearRelation == noRelation || !c.based() {
		return 0
	}
	return c.base.year() + relationShift(f.yearRelation)
}

// relationShift gives how many units away a relation lies.
func relationShift(relation int) int {
	switch relation {
	case relLast, relPast, relPrevious, relLatest:
		return -1
	case relNext, relComing, relFollowing:
		return 1
	}
	return 0
}

// resolveMonth works out "May", "last May", "May 2025".
func resolveMonth(c *context, f *finding) reading {
	if f.year == 0 {
		f.year = c.yearByRelation(f)
	}
	month := time.Month(f.month)
	if f.year != 0 {
		return absolute(monthPoint(f.year, month))
	}
	if !c.based() {
		return reading{}
	}
	year, now, _ := c.base.date()
	switch f.relation {
	case relLast, relPast:
		if month >= now || month == now-1 { // the month before is "last month"
			year--
		}
		return c.at(monthPoint(year, month), impliedYear, c.why("The last one before"))
	case relNext, relComing:
		if month <= now {
			year++
		}
		return c.at(monthPoint(year, month), impliedYear, c.why("The next one after"))
	case relThis:
		return c.at(monthPoint(year, month), impliedYear, c.why("In the year of"))
	}
	t := c.tenseOf(f)
	in := func(year int) point { return monthPoint(year, month) }
	p := c.nearest(t, in)
	if c.retold(f, t, p) {
		return c.inNarrative(in)
	}
	return c.at(p, impliedYear, c.yearBySide(t))
}

// resolveWeekday works out "Monday", "last Friday", "Monday of next week".
func resolveWeekday(c *context, f *finding) reading {
	if !c.based() {
		return reading{}
	}
	if f.grain == grainWeek {
		day := dayOfWeek(c.base+civil(7*relationShift(f.number)), f.weekday)
		return c.at(dayPoint(day), impliedDay, c.why("That day of the week, counted in weeks from Monday from"))
	}
	if f.relation == relPrevious || f.relation == relFollowing {
		return c.weekdayBeside(f)
	}
	behind := civil((int(c.base.weekday()) - f.weekday + 7) % 7) // days since the last such day
	switch f.relation {
	case relLast, relPast:
		if behind == 0 {
			behind = 7
		}
		return c.at(dayPoint(c.base-behind), impliedDay, c.why("The last such day before"))
	case relNext:
		return c.at(dayPoint(dayOfWeek(c.base+7, f.weekday)), impliedDay, c.why("That day of the week after"))
	case relComing:
		return c.at(dayPoint(c.base+7-behind), impliedDay, c.why("The next such day after"))
	case relThis:
		return c.at(dayPoint(dayOfWeek(c.base, f.weekday)), impliedDay, c.why("That day of the week of"))
	}
	return c.weekdayByTense(f, behind)
}

// weekdayBeside works out "the previous Friday": counted from the day before
// it in the text.
func (c *context) weekdayBeside(f *finding) reading {
	if !c.day.ok {
		return reading{}
	}
	if f.relation == relFollowing {
		return c.tied(dayPoint(dayOnOrAfter(c.day.last+1, f.weekday)), "The first such day after")
	}
	return c.tied(dayPoint(dayOnOrAfter(c.day.first-7, f.weekday)), "The last such day before")
}

func (c *context) weekdayByTense(f *finding, behind civil) reading {
	if f.closesRange && c.day.ok && c.day.byName {
		return c.tied(dayPoint(dayOnOrAfter(c.day.first, f.weekday)), "The end of the range that begins on")
	}
	t := c.tenseOf(f)
	if f.opensRange && t == past && c.next.weekday != noWeekday && c.next.grain == grainDay {
		last := c.base - civil((int(c.base.weekday())-c.next.weekday+7)%7)
		day := last - civil((c.next.weekday-f.weekday+7)%7)
		return c.at(dayPoint(day), impliedDay, c.side(t))
	}
	day := c.base - behind
	if behind == 0 && t == future && c.day.ok && c.day.first > c.base && c.sameSentence(f) {
		day += 7 // "will begin on Monday and end on Wednesday"
	}
	if behind > 0 && (t == future || t == noTense && behind > 3) {
		day += 7
	}
	return c.at(dayPoint(day), impliedDay, c.side(t))
}

// dayOnOrAfter gives the first such weekday from a day on.
func dayOnOrAfter(c civil, weekday int) civil {
	return c + civil((weekday-int(c.weekday())+7)%7)
}

// dayOfWeek gives a weekday of the ISO week that holds the day.
func dayOfWeek(c civil, weekday int) civil { return c.monday() + civil((weekday+6)%7) }

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

// resolveUnit works out "last week", "this year", "the weekend".
func resolveUnit(c *context, f *finding) reading {
	if !c.based() {
		return reading{}
	}
	if f.grain == grainWeekend {
		return c.resolveWeekend(f)
	}
	if f.grain == grainFortnight {
		return reading{}
	}
	return c.at(unitPoint(f.grain, c.base).shift(relationShift(f.relation)), impliedDay, c.why("Counted from"))
}

func (c *context) resolveWeekend(f *finding) reading {
	p := weekendPoint(c.base)
	ahead := p.first > c.base
	t := c.tenseOf(f)
	switch {
	case f.relation == relNext && c.base.weekday() != time.Sunday && !ahead, f.relation == relNext && ahead:
		p = p.shift(1)
	case f.relation == relLast, f.relation == relPast:
		p = p.shift(-1)
	case f.relation == relNext:
		p = p.shift(1)
	case f.relation == relComing:
	case f.relation == relThis && ahead && t == past && c.base.weekday() <= time.Tuesday:
		p = p.shift(-1)
	case f.relation == noRelation && ahead && t != future:
		p = p.shift(-1)
	}
	return c.at(p, impliedDay, c.why("The weekend, counted from"))
}

// resolveYear works out years, decades and centuries.
func resolveYear(c *context, f *finding) reading {
	switch f.grain {
	case grainDecade:
		return absolute(decadePoint(f.year))
	case grainCentury:
		return absolute(centuryPoint(f.year))
	}
	return absolute(yearPoint(f.year))
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
	t := c.tenseOf(f)
	return c.at(c.nearest(t, c.seasonIn(f)), impliedYear, c.yearBySide(t))
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
	return c.at(p, impliedYear, c.yearBySide(t))
}
