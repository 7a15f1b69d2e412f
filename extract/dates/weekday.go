package dates

// weekdayName reads "Monday" or "Mon." and gives the index after it.
func (r *reader) weekdayName(i int) (weekday, end int) {
	if !r.is(i, isWeekday|isWeekdayShort) || !r.has(i, capital) {
		return noWeekday, i
	}
	end = i + 1
	if r.is(i, isWeekdayShort) && r.mark(end, '.') && r.tight(end) {
		end++
	}
	return int(r.lexeme(i).num), end
}

// findWeekdayDate reads "Monday, May 12", "Sunday 11 May 2025".
func findWeekdayDate(r *reader, h head) (finding, bool) {
	weekday, at := r.weekdayName(h.core)
	if weekday == noWeekday || r.is(h.core, isPlural) {
		return finding{}, false
	}
	if r.mark(at, ',') {
		at++
	}
	if r.is(at, isThe) {
		at++
	}
	if !r.joined(at) {
		return finding{}, false
	}
	f, ok := r.dayAt(at)
	if !ok {
		return finding{}, false
	}
	f.first, f.weekday, f.part, f.relation = h.first, weekday, h.part, noRelation
	return f, true
}

// dayAt reads a day of a month at token i.
func (r *reader) dayAt(i int) (finding, bool) {
	if f, ok := findMonthDay(r, bare(i)); ok {
		return f, true
	}
	if f, ok := findDayMonth(r, bare(i)); ok {
		return f, true
	}
	return finding{}, false
}

// findWeekday reads "Monday", "last Friday", "Friday night", "Monday of next
// week", "Wednesday last week"; "Mondays" and "Monday nights" are sets.
func findWeekday(r *reader, h head) (finding, bool) {
	weekday, end := r.weekdayName(h.core)
	if weekday == noWeekday || h.approx || !r.meansWeekday(h, end) {
		return finding{}, false
	}
	if h.relation == noRelation && h.part == partNone {
		h.first = h.core // not "the Tuesday deadline"
	}
	f := h.date(end, spec{grain: grainDay})
	f.weekday, f.resolve = weekday, resolveWeekday
	if r.is(h.core, isPlural) || r.is(end, isDayPart) && r.is(end, isPlural) {
		return f.weekdaySet(r), true
	}
	f.readDayPart(r)
	f.readWeek(r)
	return f, true
}

// meansWeekday tells days from names: "the Sunday Times", "Sheffield
// Wednesday", "Black Friday"; short forms need a stop or a date beside them.
func (r *reader) meansWeekday(h head, end int) bool {
	if r.is(h.core, isWeekdayShort) && !r.mark(end-1, '.') {
		return false
	}
	if r.word(end, "times", "telegraph", "mirror", "express", "mail", "herald", "post", "star", "tribune") && r.has(end, capital) {
		return false
	}
	return !r.word(h.core-1, "black", "bloody", "super", "ruby", "sheffield", "good", "palm", "holy", "ash", "cyber") || !r.has(h.core-1, capital)
}

// readDayPart reads "morning" after a day.
func (f *finding) readDayPart(r *reader) {
	i := f.end
	if r.is(i, isPart) && r.is(i+1, isDayPart) && r.joined(i) {
		i++ // "Friday late evening"
	}
	if r.is(i, isDayPart) && !r.is(i, isPlural) && r.joined(i) {
		f.dayPart, f.end, f.kind = int(r.lexeme(i).num), i+1, TIME
	}
}

// readWeek reads "of next week", "last week", "week" after a weekday.
func (f *finding) readWeek(r *reader) {
	i := f.end
	if r.word(i, "of") {
		i++
	}
	if r.is(i, isRelation) && r.word(i+1, "week") && r.joined(i) && !r.is(i, isPlural) {
		f.grain, f.number, f.end = grainWeek, int(r.lexeme(i).num), i+2
	}
}

func (f finding) weekdaySet(r *reader) finding {
	f.kind, f.resolve = SET, resolveValue
	f.value = "XXXX-WXX-" + string(rune('0'+(f.weekday+6)%7+1))
	if r.is(f.end, isDayPart) {
		f.value += dayPartCodes[r.lexeme(f.end).num]
		f.end++
	}
	return f
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
	if c.day.ok && c.day.byName && c.day.position == f.first-1 && c.word(f.first-1, "and", "or") {
		return c.tied(dayPoint(dayOnOrAfter(c.day.first, f.weekday)), "The first such day after")
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
