package extract

import (
	"strings"

	"truceline/timeline"
)

// A day is often told by another one: "the visit comes a day after Russia
// ordered its troops out". What stands after "after" is so many days before
// what the sentence tells first.

// ruleDayAfter is the rule of a date that is counted back from what came later.
const ruleDayAfter = "day-after"

// daysBefore dates a fact in a clause that "a day after" opens; ok is false
// where the clause is none.
func (d *document) daysBefore(s *sentence, f *fact) (dating, bool) {
	clause := s.items[f.match.head].clause
	after := 0
	for after < len(s.items) && s.items[after].clause != clause {
		after++
	}
	if after >= len(s.items) {
		return dating{}, false
	}
	return d.countedBack(s, f, after)
}

// daysBeforeMain dates a gerund or a noun that "a day after" brings into the clause of the main
// verb: "visits Ukraine on Friday, a day after touring Poland".
func (d *document) daysBeforeMain(s *sentence, f *fact) (dating, bool) {
	after := d.nounPhrase(s, f.match.from) - 1
	if v := f.match.verb; v != nil {
		if v.form&gerund == 0 {
			return dating{}, false
		}
		after = v.first - 1
	}
	if after < 2 || d.ownDate(s, f) >= 0 {
		return dating{}, false
	}
	return d.countedBack(s, f, after)
}

// countedBack dates a fact after the "after" at an item by what the sentence says came later.
func (d *document) countedBack(s *sentence, f *fact, after int) (dating, bool) {
	if after < 2 || d.word(s.items[after].start) != "after" || d.day == "" {
		return dating{}, false
	}
	days, from, ok := d.interval(s, after-1)
	opens := from <= 1 && f.sentence <= d.lead
	if !ok || !opens && !d.comesAfter(s, from) && !d.datedBefore(s, from) {
		return dating{}, false
	}
	day := d.day
	if t, ok := d.running(f); ok && d.cameThen(s, from) {
		day = t.when.SortDay()
	}
	for i := after; opens && i < len(s.items); i++ {
		if s.items[i].clause > s.items[f.match.head].clause && d.usable(s, i, f) {
			day = d.dates[s.items[i].ref].When.SortDay()
			break
		}
	}
	for i := from - 1; i >= 0; i-- {
		if s.items[i].kind == aDate && d.usable(s, i, f) {
			day = d.dates[s.items[i].ref].When.SortDay()
			break
		}
	}
	when := timeline.OnDay(day.Add(-days))
	when.Implied = []string{"year", "month", "day"}
	first, last := d.tokens[s.items[from].start].start, d.tokens[s.items[after].end-1].end
	return dating{when: when, item: -1, phrase: d.text[first:last], offset: int(first), rule: ruleDayAfter, how: ownSentence,
		reason: "Counted back from what the sentence says came later."}, true
}

// someDaysAfter says whether the clause of the fact lies an unknown time back: "days after
// the envoy met the president".
func (d *document) someDaysAfter(s *sentence, f *fact) bool {
	i := s.opening(f.match.head)
	if i < 1 || d.word(s.items[i].start) != "after" {
		return false
	}
	switch strings.ToLower(d.word(s.items[i-1].start)) {
	case "shortly", "soon", "minutes":
		return true
	case "days", "weeks", "months", "years":
		_, _, ok := d.interval(s, i-1)
		return !ok
	}
	return false
}

// interval reads "a day", "just two days", "a few hours" that ends with item
// i; from is the item where it begins.
func (d *document) interval(s *sentence, i int) (days, from int, ok bool) {
	if s.items[i].kind != aWordItem {
		return 0, 0, false
	}
	switch d.word(s.items[i].start) {
	case "hours", "hour", "minutes", "shortly":
		return 0, i, true
	case "day", "days":
	default:
		return 0, 0, false
	}
	if i == 0 {
		return 0, 0, false
	}
	it := s.items[i-1]
	if it.kind != aWordItem {
		return 0, 0, false
	}
	w := strings.ToLower(d.word(it.start))
	if w == "a" {
		return 1, i - 1, true
	}
	n := numberWord(w)
	if n == 0 && d.tokens[it.start].is(number) && len(w) < 3 {
		for _, c := range w {
			n = 10*n + int64(c-'0')
		}
	}
	return int(n), i - 1, n > 0 && n < 32
}

// comesAfter says whether the last verb before item i only tells that
// something comes, and so on which day: "comes", "took place", "was held".
func (d *document) comesAfter(s *sentence, i int) bool {
	for n := len(s.verbs) - 1; n >= 0; n-- {
		if v := &s.verbs[n]; v.item < i {
			return coming[d.word(s.items[v.item].start)]
		}
	}
	return false
}

// cameThen says whether the last verb before item i tells in the past that something came, on
// the day of which the text is telling.
func (d *document) cameThen(s *sentence, i int) bool {
	for n := len(s.verbs) - 1; n >= 0; n-- {
		if v := &s.verbs[n]; v.item < i {
			return v.form&past != 0 && v.mood == 0
		}
	}
	return false
}

// datedBefore says whether a date stands right before item i, be it with a comma: "on
// Tuesday, a day after he …".
func (d *document) datedBefore(s *sentence, i int) bool {
	if d.isComma(s, i-1) {
		i--
	}
	return i > 0 && s.items[i-1].kind == aDate
}

var coming = set("come comes came coming follow follows followed")

// onTheEve dates what somebody speaks "on the eve of": the day after that of the sentence, else of
// the one that the text is telling of, else of publication.
func (d *document) onTheEve(s *sentence, f *fact) (dating, bool) {
	if f.match.verb != nil || d.day == "" {
		return dating{}, false
	}
	eve := -1
	for i := f.match.head - 1; i > 0 && i > f.match.head-maxPhrase && s.items[i].kind != aMark && s.verbOf(i) == nil; i-- {
		if s.items[i].id == d.reader.grammar.of && strings.ToLower(d.word(s.items[i-1].start)) == "eve" {
			eve = i - 1
			break
		}
	}
	if eve < 0 {
		return dating{}, false
	}
	day := d.day
	if t, ok := d.running(f); ok {
		day = t.when.SortDay()
	}
	for i := range s.items {
		if d.usable(s, i, nil) && d.dates[s.items[i].ref].When.Days() == 1 {
			day = d.dates[s.items[i].ref].When.Start
			break
		}
	}
	when := timeline.OnDay(day.Add(1))
	when.Implied = []string{"year", "month", "day"}
	first, last := d.tokens[s.items[eve].start].start, d.tokens[s.items[eve+1].end-1].end
	return dating{when: when, item: -1, phrase: d.text[first:last], offset: int(first), rule: "eve", how: ownSentence,
		reason: "The day after the one that is told of, which is its eve."}, true
}
