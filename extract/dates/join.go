package dates

// joinClocks joins "10 p.m." and "Wednesday", "Friday" and "at noon", "the
// night of" and "May 10".
func joinClocks(r *reader, found []finding) []finding {
	kept := found[:0]
	for _, f := range found {
		if n := len(kept); n > 0 && r.joins(&kept[n-1], &f) {
			continue
		} else if n > 0 {
			r.appose(&kept[n-1], &f)
		}
		kept = append(kept, f)
	}
	return kept
}

// markEves takes "the eve of" into the day that it belongs to.
func markEves(r *reader, found []finding) []finding {
	for i := range found {
		f := &found[i]
		if f.dayOnly() && r.word(f.first-1, "of") && r.word(f.first-2, "eve") && (i == 0 || found[i-1].end <= f.first-2) {
			f.eve, f.first = true, f.first-2
			if r.is(f.first-1, isThe) {
				f.first--
			}
		}
	}
	return found
}

// appose gives a weekday the date that stands in brackets after it: "Thursday
// (15 May)". Both stay expressions of their own.
func (r *reader) appose(weekday, date *finding) {
	if weekday.weekday == noWeekday || weekday.month != 0 || date.month == 0 || date.day == 0 || weekday.kind == SET {
		return
	}
	if i := r.genitive(weekday.end); r.mark(i, '(') && date.first == i+1 {
		weekday.year, weekday.month, weekday.day, weekday.resolve = date.year, date.month, date.day, date.resolve
	}
}

// joins merges b into a where one is a day and the other its hour.
func (r *reader) joins(a, b *finding) bool {
	timeFirst := a.hourOnly() && b.dayOnly() && r.between(a.end, b.first, "on", "of", "the")
	timeFirst = timeFirst || a.overnight && b.dayOnly() && r.between(a.end, b.first, "into", "to", "on")
	dayFirst := a.dayOnly() && b.hourOnly() && r.between(a.end, b.first, "at", "around", "about", "from")
	if !timeFirst && !dayFirst {
		return false
	}
	hour, day := a, b
	if dayFirst {
		hour, day = b, a
	}
	joined := *day
	joined.first, joined.end, joined.kind = a.first, b.end, TIME
	joined.clock, joined.rule = hour.clock, hour.rule+" and "+day.rule
	if hour.dayPart != dayNone {
		joined.dayPart = hour.dayPart
	}
	*a = joined
	return true
}

func (f *finding) hourOnly() bool {
	return f.kind == TIME && f.grain == grainNone
}

// dayOnly says whether the finding is a day to which an hour can be added.
func (f *finding) dayOnly() bool {
	return (f.kind == DATE || f.kind == TIME) && f.grain == grainDay && !f.clock.said
}

// between says whether nothing but a comma and at most two of the words
// stand between two expressions.
func (r *reader) between(from, to int, words ...string) bool {
	if to-from > 3 || !r.joined(to) {
		return false
	}
	for i := from; i < to; i++ {
		if !r.mark(i, ',') && !r.mark(i, '(') && !r.word(i, words...) || !r.joined(i) {
			return false
		}
	}
	return true
}
