package dates

import "strings"

// A refiner looks at findings beside each other. It gets them in text order
// and gives them in text order, without overlaps.
type refiner struct {
	name   string
	refine func(*reader, []finding) []finding
}

// refiners are applied once each, in this order:
//
//  1. an hour or part of a day joins the day beside it, so that the lists
//     that follow see whole days;
//  2. numbers beside a date become dates of its month ("10–11 May"), before
//     ranges are looked for, since they are ends of ranges;
//  3. pairs of dates become ranges;
//  4. a date at the head of a text becomes its dateline, once it is sure that
//     it belongs to nothing else.
var refiners = []refiner{
	{"hours join days", joinClocks},
	{"numbers share a month", shareMonths},
	{"pairs make ranges", pairRanges},
	{"datelines", markDatelines},
}

func (r *reader) refine(found []finding) []finding {
	for _, step := range refiners {
		found = step.refine(r, found)
	}
	return found
}

// joinClocks joins "10 p.m." and "Wednesday", "Friday" and "at noon", "the
// night of" and "May 10".
func joinClocks(r *reader, found []finding) []finding {
	kept := found[:0]
	for _, f := range found {
		if n := len(kept); n > 0 && r.joins(&kept[n-1], &f) {
			continue
		}
		kept = append(kept, f)
	}
	return kept
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

// pairRanges marks two dates that are the ends of one interval.
func pairRanges(r *reader, found []finding) []finding {
	for i := 0; i+1 < len(found); i++ {
		a, b := &found[i], &found[i+1]
		if a.rangeable() && b.rangeable() && r.spans(a, b) {
			a.opensRange, b.closesRange = true, true
			a.shareYear(b)
		}
	}
	return found
}

// shareYear gives the first end of a range the year of the last: "May 30 to
// June 2, 2024".
func (f *finding) shareYear(last *finding) {
	if f.year != 0 || f.month == 0 || last.month == 0 || last.year == 0 {
		return
	}
	f.year = last.year
	if f.month > last.month {
		f.year--
	}
}

func (f *finding) rangeable() bool {
	return (f.kind == DATE || f.kind == TIME) && f.grain != grainNone && f.value == ""
}

// spans says whether the words around two dates make them ends of a range.
func (r *reader) spans(a, b *finding) bool {
	if b.first-a.end > 2 || !r.joined(b.first) {
		return false
	}
	i := a.end
	tail := b.first == i+1 || b.first == i+2 && r.is(i+1, isThe)
	switch {
	case !tail || !r.joined(i):
		return false
	case r.dash(i), r.word(i, "to", "through", "until", "till"):
		return true
	}
	return r.word(i, "and") && r.word(a.first-1, "between")
}

// markDatelines finds "KYIV, May 10 (Agency) –" at the head of a paragraph.
func markDatelines(r *reader, found []finding) []finding {
	for i := range found {
		if f := &found[i]; f.first > datelineWithin {
			break
		} else if f.grain == grainDay && f.month != 0 && r.isDateline(f) {
			f.dateline, f.rule = true, "dateline"
		}
	}
	return found
}

// Datelines stand at the head of a text and are short; both in tokens.
const (
	datelineWithin = 120
	datelineLength = 12
	widestGap      = 64 // bytes of white space within a line
)

func (r *reader) isDateline(f *finding) bool {
	i := f.first
	for ; i > f.first-datelineLength && !r.has(i, paragraph) && !r.startsLine(i); i-- {
		if t := r.at(i - 1); t.kind == number || t.kind == word && t.flags&capital == 0 {
			return false
		}
	}
	return i < f.first && r.has(i, shout) && r.dashAfter(f.end)
}

// startsLine says whether token i is the first of its line.
func (r *reader) startsLine(i int) bool {
	if i <= 0 {
		return true
	}
	gap := r.text[r.at(i-1).end:r.at(i).start]
	return len(gap) > widestGap || strings.Contains(gap, "\n")
}

// dashAfter says whether a dash follows, after the agency in brackets.
func (r *reader) dashAfter(i int) bool {
	if r.mark(i, '(') {
		for end := i + 8; i < end && !r.mark(i, ')'); i++ {
		}
		i++
	}
	return r.dash(i) || r.mark(i, '_') || r.mark(i, ':')
}
