package dates

// sharpest is the unit in which a counted time is given: hours ago are a day.
func sharpest(unit grain) grain {
	if unit < grainDay {
		return grainDay
	}
	return unit
}

// mostUnits caps what is counted: no news is older.
const mostUnits = 5000

// resolveAgo works out "three days ago", "two weeks from now".
func resolveAgo(c *context, f *finding) reading {
	if f.number == unknownNumber {
		return reading{value: pastRef, ok: true, basis: FromText, reason: "The words do not say how long ago."}
	}
	if !c.based() || f.number < -mostUnits || f.number > mostUnits {
		return reading{}
	}
	if f.grain == grainYear && f.number == -1 && c.quarter.known() {
		f.compared = true
		return resolveCompared(c, f)
	}
	p := addUnits(c.base, f.grain, f.number)
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
		return c.lasting(f)
	}
	if f.grain == grainYear {
		f.compared = true
		if f.number == -1 && c.quarter.known() {
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

// resolveAnchored works out "the next day", "the same month", "that year".
func resolveAnchored(c *context, f *finding) reading {
	start := c.calendar
	if f.grain <= grainWeek && c.day.ok {
		start = c.day
	}
	if !start.ok || start.grain > f.grain && start.grain != grainWeekend {
		return c.anchoredToText(f)
	}
	from := start.last
	if f.number < 0 {
		from = start.first
	}
	if f.grain == grainWeekend {
		return c.tied(weekendPoint(from).shift(f.number), "Counted from")
	}
	return c.tied(addUnits(from, f.grain, f.number), "Counted from")
}

// anchoredToText counts from the day of the text where no date stands before.
func (c *context) anchoredToText(f *finding) reading {
	if !c.based() || f.relation == relSame || f.relation == relThat || f.relation == noRelation {
		return reading{}
	}
	return c.at(addUnits(c.base, f.grain, f.number), impliedDay, c.why("No date stands before it; counted from"))
}

// resolveDayOfMonth works out "on the 10th": in the month that the text
// speaks of.
func resolveDayOfMonth(c *context, f *finding) reading {
	if !c.based() {
		return reading{}
	}
	month := unitPoint(grainMonth, c.base)
	if f.relation != noRelation {
		month = month.shift(relationShift(f.relation))
		return c.at(dayPoint(month.first+civil(f.day-1)), impliedMonth, c.why("In the month counted from"))
	}
	if c.calendar.ok && c.calendar.grain <= grainMonth {
		month = unitPoint(grainMonth, c.calendar.first)
		rd := c.tied(dayPoint(month.first+civil(f.day-1)), "In the month of")
		rd.implied = impliedMonth
		return rd
	}
	t := c.tenseOf(f)
	switch day := month.first + civil(f.day-1); {
	case t == past && day > c.base:
		month = month.shift(-1)
	case t == future && day < c.base:
		month = month.shift(1)
	}
	return c.at(dayPoint(month.first+civil(f.day-1)), impliedMonth, c.why("The month is not said. "+sides[t]))
}

// resolveComing works out "the coming days": the seven days after; no day of
// the calendar is meant by itself.
func resolveComing(c *context, f *finding) reading {
	rd := reading{value: futureRef, ok: true, basis: c.basis, from: c.base, reason: "The words name no calendar day."}
	if f.grain == grainDay && c.based() {
		rd.when = span(c.base+1, c.base+7)
		rd.implied = impliedDay
		rd.reason = c.why("The seven days after")
	}
	return rd
}

// resolveValue is for words that give the value by themselves.
func resolveValue(_ *context, f *finding) reading {
	return reading{value: f.value, ok: true, basis: FromText, reason: "The words name no calendar day."}
}

// resolveDuration works out lengths of time.
func resolveDuration(c *context, f *finding) reading { return c.lasting(f) }

func (c *context) lasting(f *finding) reading {
	if f.kind == DATE {
		f.kind = DURATION
	}
	if f.number < 0 && f.number != unknownNumber {
		f.number = -f.number
	}
	return reading{value: f.length(), ok: true, basis: FromText, reason: "A length of time, not a day of the calendar."}
}
