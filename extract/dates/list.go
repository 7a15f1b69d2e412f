package dates

// shareMonths adds the days of "10–11 May", "April 24 and 25", "5, 6 and 7
// June".
func shareMonths(r *reader, found []finding) []finding {
	kept := make([]finding, 0, len(found)+len(found)/8)
	for i := range found {
		f := found[i]
		if f.grain != grainDay || f.month == 0 || f.day == 0 {
			kept = append(kept, f)
			continue
		}
		floor := 0
		if n := len(kept); n > 0 {
			floor = kept[n-1].end
		}
		ceiling := len(r.tokens)
		if i+1 < len(found) {
			ceiling = found[i+1].first
		}
		kept = r.daysBefore(kept, f, floor)
		kept = r.daysAfter(append(kept, f), ceiling)
	}
	return kept
}

// longestList caps how many days one month is shared by.
const longestList = 6

// daysBefore adds the days before "11 May" that share its month.
func (r *reader) daysBefore(kept []finding, f finding, floor int) []finding {
	if r.is(f.first, isMonth|isWeekday|isThe) {
		return kept
	}
	var days []finding
	for at, later := f.first, f.day; len(days) < longestList; {
		day, first := r.dayBeforeSeparator(at)
		if day == 0 || first < floor || day >= later {
			break
		}
		shared := f
		shared.first, shared.end, shared.day, shared.weekday = first, at-1, day, noWeekday
		shared.end = r.endOfDay(first)
		days = append(days, shared)
		at, later = first, day
	}
	for i := len(days) - 1; i >= 0; i-- {
		kept = append(kept, days[i])
	}
	return kept
}

// dayBeforeSeparator reads the number before "–", "and", "to" or a comma that
// stands before token at.
func (r *reader) dayBeforeSeparator(at int) (day, first int) {
	if !r.separates(at-1) || !r.joined(at) || !r.joined(at-1) {
		return 0, at
	}
	first = at - 2
	if r.ordinalEnding(first) {
		first--
	}
	day, end := r.dayNumber(first)
	if day == 0 || r.at(first).kind != number || end != at-1 || r.glued(first) {
		return 0, at
	}
	return day, first
}

func (r *reader) endOfDay(first int) int { _, end := r.dayNumber(first); return end }

// separates says whether a token may stand between two days of one month.
func (r *reader) separates(i int) bool {
	return r.dash(i) || r.mark(i, ',') || r.word(i, "and", "to", "or", "through", "until")
}

// daysAfter adds the days after "May 10" that share its month.
func (r *reader) daysAfter(kept []finding, ceiling int) []finding {
	for range longestList {
		last := kept[len(kept)-1]
		at := last.end
		if !r.separates(at) || !r.joined(at) || !r.joined(at+1) {
			return kept
		}
		if r.mark(at, ',') && r.word(at+1, "and") {
			at++
		}
		day, end := r.dayNumber(at + 1)
		if day <= last.day || end > ceiling || r.at(at+1).kind != number || day > 31 || !r.dayListGoesOn(at, end) {
			return kept
		}
		shared := last
		shared.first, shared.end, shared.day, shared.weekday = at+1, end, day, noWeekday
		if year, after := r.yearAfter(end); year != 0 && after <= ceiling {
			shared.year, shared.end = year, after
			kept[len(kept)-1].year = year
		}
		kept = append(kept, shared)
	}
	return kept
}

// dayListGoesOn tells "May 10 and 11 in Rome" from "on May 10 and 25 people".
func (r *reader) dayListGoesOn(separator, end int) bool {
	t := r.at(end)
	if r.countsOn(end) || r.is(end, isMonth|isUnit|isMeridiem|isCounted) {
		return false
	}
	tied := r.dash(separator) && r.tight(separator) && r.tight(separator+1)
	return tied || t.kind != word || t.flags&sentence != 0 || r.is(end, isGrammar|isPast|isModal|isPresent)
}
