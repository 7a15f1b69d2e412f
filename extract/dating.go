package extract

import (
	"slices"
	"strings"

	"truceline/timeline"
)

// A dating is the time of a fact and how it came about.
type dating struct {
	when   timeline.When
	item   int    // of the date in the sentence, -1 where it stands elsewhere
	phrase string // as printed
	offset int    // of the phrase in the document, -1 none
	rule   string
	reason string
	how    attachment
}

// attachment says how a date belongs to a fact, the surest first.
type attachment uint8

const (
	ownClause     attachment = iota // it stands in the clause
	ownSentence                     // it stands in the sentence
	inherited                       // it stands in the sentence before
	onPublication                   // the text plainly tells of its own day
	undated
)

func (t dating) weak() bool { return t.how == undated }

// dateOf finds the date of a fact.
func (d *document) dateOf(n int, s *sentence, f *fact) dating {
	if f.mentioned = d.mentioned(s, f); f.mentioned {
		if i := d.ownDate(s, f); i >= 0 {
			return d.dated(s, i, ownClause)
		}
		return dating{item: -1, offset: -1, how: undated}
	}
	if f.mentioned = d.sinceDeed(s, f); f.mentioned {
		return dating{item: -1, offset: -1, how: undated}
	}
	if t, ok := d.dateBeforeWhen(s, f); ok {
		return t
	}
	if t, ok := d.onTheEve(s, f); ok {
		return t
	}
	if i := d.dateInRelative(s, f); i >= 0 {
		return d.dated(s, i, ownClause)
	}
	if t, ok := d.daysBeforeMain(s, f); ok {
		return t
	}
	if i := d.dateInClause(s, f); i >= 0 {
		t := d.dated(s, i, ownClause)
		if f.rule.Gives.Status == timeline.Planned && t.when.Open == timeline.OpenUntil && t.when.Start == "" {
			t.when = timeline.OnDay(t.when.End) // put off until Friday: it is on Friday
		}
		if f.rule.Gives.Status == timeline.Planned && d.movedTo(s, f, i) {
			w := d.dates[s.items[i].ref]
			t = d.dated(s, i, ownClause)
			t.when, t.phrase, t.offset, t.reason = timeline.OnDay(w.When.End), w.Text, w.Start, w.Reason // planned for Monday put off until Friday
		}
		if f.rule.Gives.Status == timeline.Planned && f.rule.Gives.Undated == "never" && t.rule == "weekday" && t.when.Exact() && t.when.Start < d.day {
			t.when = timeline.OnDay(t.when.Start.Add(7)) // has invited him for Friday
			t.reason = "What is planned lies ahead: the next such day after publication."
		}
		return t
	}
	if t, ok := d.daysBefore(s, f); ok {
		return t
	}
	if i := d.dateInSentence(s, f); i >= 0 && !f.rule.Gives.Near && !d.tellsWhich(s, f) {
		return d.passedBy(s, f, d.dated(s, i, ownSentence))
	}
	return dating{item: -1, offset: -1, how: undated}
}

// movedTo says whether the pattern names the date at item i as the new day of what is put off, which
// makes no range with the old one before it.
func (d *document) movedTo(s *sentence, f *fact, i int) bool {
	named := slices.ContainsFunc(f.match.slots, func(slot filled) bool { return slot.slot == dateSlot && slot.item == i })
	n := d.intervalOf(int(s.items[i].ref))
	return named && n >= 0 && d.intervals[n].To == int(s.items[i].ref) && i > 0 && s.items[i-1].kind == aWordItem && newDay[d.word(s.items[i-1].start)] && d.dates[s.items[i].ref].When.End != ""
}

// passedBy takes a week off days of the week that the text read as to come, "wanted an exchange
// on Sunday", where the fact is that nothing came of it: "which did not take place".
func (d *document) passedBy(s *sentence, f *fact, t dating) dating {
	v := f.match.verb
	if !f.rule.Gives.Not || v == nil || t.when.Start <= d.day || t.when.Start > d.day.Add(7) || t.rule != "weekday" || strings.ToLower(d.word(s.items[v.first].start)) != "did" {
		return t
	}
	t.when.Start, t.when.End = t.when.Start.Add(-7), t.when.End.Add(-7)
	t.reason = "What did not take place lies behind: the last such day before publication."
	return t
}

// dateInClause gives the item of the date that belongs to the head: one that
// describes it ("yesterday's meeting"), else the nearest one to the right,
// else to the left, in its own clause.
func (d *document) dateInClause(s *sentence, f *fact) int {
	head := f.match.head
	for _, slot := range f.match.slots {
		if slot.slot == dateSlot {
			w := d.dates[s.items[slot.item].ref]
			if w.When.Start == "" && w.When.End == "" && !comingDays(w.Text) {
				return -1 // the current talks
			}
			if f.rule.Gives.Near && w.When.Precision == timeline.PrecisionYear {
				return -1 // his speeches of last year
			}
			return slot.item
		}
	}
	if i := d.describing(s, head); i >= 0 {
		if d.yearAside(s, i, f) {
			return -1
		}
		return i
	}
	clause := s.items[head].clause
	if f.rule.Gives.Near {
		return d.dateNear(s, f)
	}
	told := f.match.verb == nil && d.toldAside(s, f)
	for i := head + 1; i < len(s.items) && s.items[i].clause == clause; i++ {
		if d.usable(s, i, f) && !(f.match.verb != nil && d.describes(s, i)) {
			return i
		}
		if told && s.verbEnding(i) != nil || d.goesOverTo(s, f, i) {
			break
		}
		if v := s.verbEnding(i); v != nil && f.match.verb == nil && v.form&(past|third) != 0 && v.mood&passive == 0 && (i > f.match.to+6 || sequel[d.word(s.items[i].start)]) {
			break
		}
	}
	if d.tellsWhich(s, f) {
		return -1
	}
	for i := head - 1; i >= 0 && s.items[i].clause == clause; i-- {
		if d.usable(s, i, f) && !d.describes(s, i) {
			return i
		}
		if f.match.verb == nil && s.items[i].kind == aWordItem && ahead[d.word(s.items[i].start)] {
			break // spoke on Sunday before the summit
		}
		if f.match.verb == nil && s.items[i].kind == aWordItem && aside[d.word(s.items[i].start)] {
			if v := s.verbBefore(i, clause); v != nil && v.mood&future != 0 || d.cameBefore(s, f, i) {
				break // will meet on Tuesday following discussions in Rome
			}
		}
	}
	return -1
}

// tellsWhich says whether the head is a participle that only tells which one is meant: "the
// mayor of a town captured by the army". The day of the sentence is not its own.
func (d *document) tellsWhich(s *sentence, f *fact) bool {
	v := f.match.verb
	return v != nil && !s.headline && (v.short || d.bare(s, v) && f.match.pattern.elements[f.match.pattern.head].voice == passiveVoice)
}

// bare says whether the verb is a participle without an auxiliary and without an object.
func (d *document) bare(s *sentence, v *verb) bool {
	return v.form&participle != 0 && v.first == v.item && !d.takesObject(s, v.item)
}

// goesOverTo says whether at item i the clause goes over to what has a day of its own: "have
// begun an exchange, following the accord of Monday", "took place in two parts and was agreed
// on Monday". No present perfect has a past day.
func (d *document) goesOverTo(s *sentence, f *fact, i int) bool {
	if v := s.verbEnding(i); v != nil && i >= f.match.to {
		return v.mood == passive && settling[d.word(s.items[i].start)] && v.first > 0 && s.items[v.first-1].id == d.reader.grammar.and
	}
	if i < f.match.to || s.items[i].kind != aWordItem || !aside[d.word(s.items[i].start)] {
		return false
	}
	if only[d.word(s.items[i].start)] && d.doneIn(s, i) {
		return true // came despite Norway declaring a truce last month
	}
	v := f.match.verb
	if v == nil {
		v = s.verbBefore(f.match.head, s.items[f.match.head].clause)
	}
	return v != nil && v.mood&perfect != 0 && v.mood&pluperfect == 0
}

// doneIn says whether the phrase of the preposition at item i has a participle of its own: "despite
// Norway declaring", "amid a truce declared".
func (d *document) doneIn(s *sentence, i int) bool {
	for k := i + 1; k < len(s.items) && k < i+maxPhrase && s.items[k].clause == s.items[i].clause && s.items[k].kind != aDate; k++ {
		if v := s.verbEnding(k); v != nil {
			return v.form&(gerund|participle) != 0 && v.first == v.item
		}
	}
	return false
}

// wentOver says whether between the fact and the date at item i the clause goes over to
// something else.
func (d *document) wentOver(s *sentence, f *fact, i int) bool {
	for k := f.match.to; k < i; k++ {
		if d.goesOverTo(s, f, k) {
			return true
		}
	}
	return false
}

// settling verbs tell how an occasion came about, before it was.
var settling = set("agreed negotiated brokered arranged decided planned announced prepared")

// yearAside says whether the date at item i is a year that only tells which of its kind is meant,
// in a phrase of what came before: "following the 2022 offensive".
func (d *document) yearAside(s *sentence, i int, f *fact) bool {
	if f.match.verb != nil || d.dates[s.items[i].ref].When.Precision != timeline.PrecisionYear {
		return false
	}
	for k := i - 1; k >= 0 && k > i-3 && s.items[k].kind == aWordItem; k-- {
		if aside[strings.ToLower(d.word(s.items[k].start))] {
			return true
		}
	}
	return false
}

// toldAside says whether the noun only tells what came before something else:
// "left after an attack on the port and came back four days later".
func (d *document) toldAside(s *sentence, f *fact) bool {
	for i := f.match.from - 1; i >= 0 && i > f.match.from-4 && (s.items[i].kind == aWordItem || s.items[i].kind == aDate && d.describes(s, i)); i-- {
		if aside[d.word(s.items[i].start)] {
			return true
		}
	}
	return false
}

// cameBefore says whether the preposition at item i brings in the noun as what came before a
// deed, which is not that somebody spoke: "fired at Kyiv overnight after talks".
func (d *document) cameBefore(s *sentence, f *fact, i int) bool {
	if f.match.verb != nil || i < f.match.from-4 || i >= f.match.from || d.isFollowedBy(s, i+1) {
		return false
	}
	v := s.verbBefore(i, s.items[i].clause)
	return v != nil && v.form&(past|third|base) != 0 && !d.isReporting(s, v)
}

// ofLater says whether the date at item i is that of a deed which the noun only came before.
func (d *document) ofLater(s *sentence, f *fact, i int) bool {
	for k := i + 1; k < f.match.from; k++ {
		if s.items[k].kind == aWordItem && aside[d.word(s.items[k].start)] && d.cameBefore(s, f, k) {
			return true
		}
	}
	return false
}

// ahead are words before an occasion that is still to come.
var ahead = set("before ahead")

// sequel are verbs whose subject has another day than what stands after them: "the visit
// followed a meeting on Sunday".
var sequel = set("follow followed follows precede preceded precedes")

// maxNear is how many words may stand between a head and the date that is
// surely its own.
const maxNear = 12

// dateNear gives the item of a date that stands close to the head, with no
// other verb between, or that opens the clause.
func (d *document) dateNear(s *sentence, f *fact) int {
	head, clause := f.match.head, s.items[f.match.head].clause
	for i := head + 1; i < len(s.items) && i <= head+maxNear && s.items[i].clause == clause; i++ {
		if d.usable(s, i, f) && (!d.describes(s, i) || d.ofAddress(s, i)) {
			return i
		}
		if v := s.verbEnding(i); v != nil && !(v.form&gerund != 0 && v.mood == 0 && d.isReporting(s, v)) || d.word(s.items[i].start) == "that" {
			break
		}
	}
	for i := head - 1; i >= 0 && s.items[i].clause == clause; i-- {
		if d.usable(s, i, f) && (!d.describes(s, i) || d.ofAddress(s, i)) {
			return i
		}
		if v := s.verbEnding(i); v != nil && v.first > f.match.from {
			break
		}
	}
	return d.dateOfOccasion(s, f)
}

// dateOfOccasion gives the item of the date in a clause that only tells on what occasion the
// next one happens: "Speaking in Rome on Sunday, …".
func (d *document) dateOfOccasion(s *sentence, f *fact) int {
	open := s.opening(f.match.head)
	clause := s.items[f.match.head].clause - 1
	if clause < 0 || open == 0 {
		return -1
	}
	first := s.opening(open - 1)
	if !d.occasionOfSpeech(s, first, open) && !d.impersonal(s, first, open) {
		return -1
	}
	for i := open - 1; i >= first; i-- {
		if d.usable(s, i, f) && (!d.describes(s, i) || d.ofAddress(s, i)) && d.dates[s.items[i].ref].When.Days() == 1 {
			return i
		}
	}
	return -1
}

// ofAddress says whether the date at item i is that of an occasion of speech: "in the Tuesday news
// conference".
func (d *document) ofAddress(s *sentence, i int) bool {
	for k := i + 1; k < len(s.items) && k <= i+2 && s.items[k].kind == aWordItem; k++ {
		if addresses[d.word(s.items[k].start)] {
			return true
		}
	}
	return false
}

// occasionOfSpeech says whether the items from first up to end only tell on what occasion
// somebody spoke: "Speaking in Rome on Sunday", "Asked on Monday about it", "In an interview
// published on Monday".
func (d *document) occasionOfSpeech(s *sentence, first, end int) bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.item >= first && v.item < end && (v.form&(gerund|participle) == 0 || v.mood&^passive != 0) {
			return false
		}
	}
	if first+1 < end && strings.EqualFold(d.word(s.items[first].start), "while") {
		first++
	}
	if v := s.verbOf(first); v != nil && v.first == first {
		return d.isReporting(s, v) || v.form&gerund != 0 && presiding[strings.ToLower(d.word(s.items[v.item].start))] || v.form&participle != 0 && asked[strings.ToLower(d.word(s.items[v.item].start))]
	}
	for i := first + 1; i < end && i < first+6; i++ {
		if s.items[i].kind == aWordItem && addresses[d.word(s.items[i].start)] {
			return d.reader.grammar.prepositions[s.items[first].id]
		}
	}
	return false
}

// presiding are participles of those who speak where they are.
var presiding = set("attending addressing hosting opening chairing")

// impersonal says whether the items from first up to end only tell that something was made
// known: "On Monday it was reported that".
func (d *document) impersonal(s *sentence, first, end int) bool {
	found := false
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.item < first || v.item >= end {
			continue
		}
		if found || v.first == 0 || s.items[v.first-1].id != d.reader.grammar.it && !(s.items[v.first-1].kind == aName && strings.EqualFold(d.word(s.items[v.first-1].start), "it")) {
			return false
		}
		found = v.mood == passive && d.isReporting(s, v) || v.mood == 0 && d.word(s.items[v.item].start) == "became"
	}
	return found
}

// asked are participles that tell why somebody spoke.
var asked = set("asked pressed questioned quizzed interviewed")

// addresses are occasions of speech.
var addresses = set("interview interviews remarks statement speech address message post letter comments briefing conference article tweet broadcast")

// describing gives the date that stands right before a noun: "yesterday's
// meeting", "the June 2024 summit".
func (d *document) describing(s *sentence, head int) int {
	for i := head - 1; i >= 0 && i > head-6; i-- {
		it := s.items[i]
		if it.kind == aDate {
			if d.describes(s, i) {
				return i
			}
			return -1
		}
		if it.kind == aMark || d.reader.grammar.prepositions[it.id] || s.verbOf(i) != nil {
			return -1
		}
	}
	return -1
}

// describes says whether the date at item i belongs to the noun after it: "yesterday's meeting",
// "the 12 May Norwegian proposal", "Norway's Monday announcement".
func (d *document) describes(s *sentence, i int) bool {
	if i+1 < len(s.items) && s.items[i+1].id == d.reader.grammar.s {
		return true
	}
	if i == 0 || i+1 >= len(s.items) {
		return false
	}
	before, next := s.items[i-1], s.items[i+1]
	noun := next.kind == aWordItem && s.verbOf(i+1) == nil && !d.reader.grammar.known[next.id]
	if before.kind == aName {
		return d.mentions[before.ref].possessive && (noun || next.kind == aWordItem && d.hasNoun(next.hits))
	}
	if before.kind != aWordItem || before.id != d.reader.grammar.the && before.id != d.reader.grammar.a {
		return false
	}
	return next.kind == aWordItem || next.kind == aName && d.mentions[next.ref].kind == people
}

// usable says whether the date at item i can be the date of an event. "Since
// February 2022" tells of a background.
func (d *document) usable(s *sentence, i int, f *fact) bool {
	it := s.items[i]
	if it.kind != aDate {
		return false
	}
	if f != nil && f.rule.Gives.Near && it.quoted && f.quotedApart(s, i) {
		return false // "I'm there on Monday," he said
	}
	if i > 0 && s.items[i-1].kind == aWordItem && (d.word(s.items[i-1].start) == "time" || d.word(s.items[i-1].start) == "times") {
		return false // for the third time this year
	}
	if i+1 < len(s.items) && s.items[i+1].kind == aWordItem && d.word(s.items[i+1].start) == "than" {
		return false // a day later than my colleagues
	}
	date := d.dates[it.ref]
	if d.reckoned(s, i) {
		return false
	}
	if date.When.Start == "" && date.When.End == "" && !comingDays(date.Text) || date.When.Start != "" && date.When.Start < d.day.Add(-longAgo) {
		return false
	}
	if f != nil && f.rule.Gives.Status == timeline.Happened && (date.When.Start > d.day || date.When.Precision == timeline.PrecisionYear && f.rule.Gives.Near) {
		return false // what is said today of tomorrow is said today
	}
	if date.When.Open == timeline.OpenSince || date.When.Open == timeline.OpenUntil && f != nil && f.rule.Gives.Status == timeline.Postponed {
		return false
	}
	if d.sinceThen(s, i, date.When.Days()) {
		return false
	}
	if date.When.Days() > 7 && d.word(s.items[s.opening(i)].start) == "since" {
		return false // since Norway began its withdrawal in May 2022
	}
	if f != nil && d.ofCharge(s, i, f) {
		return false
	}
	if f != nil && d.yearAside(s, i, f) {
		return false
	}
	if f != nil && (d.runsOn(date, f) || d.stretches(s, i, f) || d.ofRelative(s, i, f) || d.ofCause(s, i, f)) {
		return false
	}
	if f != nil && date.When.Start > d.day && d.occasionOfDeed(s, i, f) {
		return false
	}
	if f != nil && f.rule.Gives.Status == timeline.Postponed && i > 0 && s.items[i-1].kind == aWordItem && newDay[d.word(s.items[i-1].start)] {
		return false
	}
	return !d.background(s, i, f)
}

// ofCharge says whether the date at item i is that of what somebody is tried for: "found him guilty of
// killing a man in May".
func (d *document) ofCharge(s *sentence, i int, f *fact) bool {
	for k := i - 1; k > f.match.head+2; k-- {
		if v := s.verbEnding(k); v != nil {
			p := v.first - 1
			return v.form&gerund != 0 && p > 0 && s.items[p].kind == aWordItem && d.reader.grammar.prepositions[s.items[p].id] && charged[d.word(s.items[p-1].start)]
		}
	}
	return false
}

// charged stands before what somebody is tried for.
var charged = set("guilty convicted charged suspected accused sentenced years prison jail life imprisonment")

// reckoned says whether the date at item i only tells within what something is the worst: "the worst
// attack of the year".
func (d *document) reckoned(s *sentence, i int) bool {
	return i > 0 && s.items[i-1].id == d.reader.grammar.of && wholeSpans[strings.ToLower(d.dates[s.items[i].ref].Text)]
}

// wholeSpans are the spans in which something is the first or the worst.
var wholeSpans = map[string]bool{"the year": true, "this year": true, "the month": true, "this month": true, "the week": true, "this week": true}

// occasionOfDeed says whether the noun is only the occasion on which something is done that the date
// at item i, which lies ahead, belongs to: "in a call with Norway, he offers a truce on May 9".
func (d *document) occasionOfDeed(s *sentence, i int, f *fact) bool {
	open := d.nounPhrase(s, f.match.from) - 1
	if f.match.verb != nil || open < 0 || s.items[open].kind != aWordItem || !d.reader.grammar.prepositions[s.items[open].id] {
		return false
	}
	for k := f.match.to; k < i; k++ {
		if v := s.verbEnding(k); v != nil {
			return v.mood&(future|uncertain) == 0 && open == s.opening(k)
		}
	}
	return false
}

// maxSince is how many words may stand between "since" and the day of its noun.
const maxSince = 11

// sinceThen says whether the date at item i tells since when something is so: "since the war
// began in 2022", "since the start of the war on 24 February".
func (d *document) sinceThen(s *sentence, i, days int) bool {
	plain := true // no verb so far
	for k := i - 1; k >= 0 && k > i-maxSince && s.items[k].kind != aMark; k-- {
		if s.items[k].kind == aWordItem && strings.EqualFold(d.word(s.items[k].start), "since") {
			return plain || days > 7 && k > i-7
		}
		plain = plain && s.verbOf(k) == nil
	}
	return false
}

// newDay are words between what is put off and its new day.
var newDay = set("to until till")

// dateInSentence gives the date of the clause that the head's clause hangs
// on. Words that are reported or planned do not take the date of the report.
func (d *document) dateInSentence(s *sentence, f *fact) int {
	clause := s.items[f.match.head].clause
	found := -1
	for i := range s.items {
		if !d.usable(s, i, f) || d.describes(s, i) || s.items[i].clause == clause && (d.wentOver(s, f, i) || d.ofLater(s, f, i)) || !calledOff(f.rule.Gives.Status) && d.subordinate(s, i, clause) {
			continue
		}
		if found >= 0 && !d.sameRange(s, found, i) && d.dates[s.items[found].ref].When.Start != d.dates[s.items[i].ref].When.Start {
			if s.items[i].clause != clause-1 || d.clauseReports(s, clause-1) {
				if s.items[found].clause == clause-1 && !d.clauseReports(s, clause-1) {
					continue
				}
				return -1
			}
		}
		if found < 0 || s.items[found].clause != clause-1 && s.items[i].clause == clause-1 {
			found = i
		}
	}
	if found < 0 || f.quotedApart(s, found) || s.items[found].clause != clause && d.stillAhead(s, f) {
		return -1
	}
	if d.comes(s, found) && !f.rule.Gives.Not && d.headMood(s, f)&(future|uncertain|wanted|offered) == 0 && s.items[found].clause != clause {
		return -1 // "has refused it, but would come to talks later this week"
	}
	c := s.items[found].clause
	if m := d.headMood(s, f); f.match.verb != nil && m&perfect != 0 && m&pluperfect == 0 && c != clause && !d.clauseReports(s, c) && d.dates[s.items[found].ref].When.SortDay() < d.day.Add(-maxStretch) {
		return -1 // his term ended last May, but he has refused to hold elections
	}
	if d.clauseReports(s, c) && c < clause && d.mentionedAfter(s, f) {
		return -1 // said on Monday that it had called after the exchange
	}
	fresh := f.sentence <= d.lead && d.dates[s.items[found].ref].When.SortDay() >= d.day.Add(-1) // the news of the day
	if d.clauseReports(s, c) && c < clause && !fresh && d.headMood(s, f)&pluperfect != 0 && !f.rule.Gives.Claimable && f.rule.Gives.Status != timeline.Claimed && !calledOff(f.rule.Gives.Status) {
		return -1 // said on 14 April that Russia had refused
	}
	if v := f.match.verb; v != nil && d.settled(s, v) {
		return found // announced on Tuesday a deal to exchange prisoners
	}
	if d.clauseReports(s, c) && c != clause && !calledOff(f.rule.Gives.Status) && !f.rule.refuses() && (d.headMood(s, f)&(future|uncertain) != 0) {
		return -1
	}
	return found
}

// stillAhead says whether "before" or "ahead of" opens the clause of the head: the date of
// the main clause is not its own.
func (d *document) stillAhead(s *sentence, f *fact) bool {
	first := s.items[s.opening(f.match.head)]
	return first.kind == aWordItem && ahead[strings.ToLower(d.word(first.start))]
}

// mentionedAfter says whether what is told only serves to say after what something else
// was: "after" stands before the noun, or opens its clause or the one before.
func (d *document) mentionedAfter(s *sentence, f *fact) bool {
	for i := f.match.head - 1; i >= 0 && i > f.match.head-maxGap; i-- {
		it := s.items[i]
		if it.kind != aWordItem {
			continue
		}
		switch strings.ToLower(d.word(it.start)) {
		case "after", "following", "since", "before":
			return true
		}
		if d.isReportingAt(s, i) {
			return false
		}
	}
	return false
}

// isReportingAt says whether a verb that reports speech ends at item i.
func (d *document) isReportingAt(s *sentence, i int) bool {
	v := s.verbEnding(i)
	return v != nil && d.isReporting(s, v)
}

// subordinate says whether the date at item i belongs to a later clause that
// only describes something: ", which was promised in 2008".
func (d *document) subordinate(s *sentence, i int, clause int16) bool {
	c := s.items[i].clause
	if c <= clause {
		return false
	}
	for k := i; k >= 0 && s.items[k].clause == c; k-- {
		if s.items[k].kind == aWordItem && (d.reader.grammar.relatives[s.items[k].id] || apart[d.word(s.items[k].start)] || d.word(s.items[k].start) == "since") {
			return true
		}
	}
	return false
}

// apart are words that open a clause about another day.
var apart = set("after before")

// comes says whether the date at item i lies ahead.
func (d *document) comes(s *sentence, i int) bool {
	date := d.dates[s.items[i].ref]
	return date.When.Start > d.day || date.When.End > d.day && strings.HasPrefix(strings.ToLower(date.Text), "later")
}

func (f *fact) quotedApart(s *sentence, i int) bool {
	return s.items[i].quoted != s.items[f.match.head].quoted
}

func (d *document) clauseReports(s *sentence, clause int16) bool {
	for n := range s.verbs {
		v := &s.verbs[n]
		if s.items[v.item].clause == clause && d.isReporting(s, v) {
			return true
		}
	}
	return false
}

// sameRange says whether two dates are the two ends of one stretch of time.
func (d *document) sameRange(s *sentence, i, j int) bool {
	a, b := d.intervalOf(int(s.items[i].ref)), d.intervalOf(int(s.items[j].ref))
	return a >= 0 && a == b
}

// intervalOf gives the index of the interval that a date is an end of, or -1.
func (d *document) intervalOf(date int) int {
	for n := range d.intervals {
		if d.intervals[n].From == date || d.intervals[n].To == date {
			return n
		}
		if d.intervals[n].From > date {
			break
		}
	}
	return -1
}

// dated makes the dating of the date at item i.
func (d *document) dated(s *sentence, i int, how attachment) dating {
	date := d.dates[s.items[i].ref]
	t := dating{when: date.When, item: i, phrase: date.Text, offset: date.Start, rule: date.Rule, reason: date.Reason, how: how}
	if n := d.intervalOf(int(s.items[i].ref)); n >= 0 {
		in := d.intervals[n]
		from, to := d.dates[in.From], d.dates[in.To]
		t.when, t.reason = in.When, in.Reason
		t.phrase, t.offset = d.text[from.Start:to.End], from.Start
	}
	if next := d.dayAfter(s, i); next >= 0 && t.when.Exact() {
		t.when = timeline.When{Start: t.when.Start, End: d.dates[s.items[next].ref].When.End, Precision: timeline.PrecisionRange, Lasting: true, Implied: t.when.Implied}
		t.phrase = d.text[date.Start:d.dates[s.items[next].ref].End]
	}
	if t.when.Start == "" && t.when.End == "" {
		t.when = timeline.When{Start: d.day.Add(1), End: d.day.Add(7), Precision: timeline.PrecisionRange, Implied: []string{"day"}}
		t.reason = "“" + date.Text + "” is taken for the seven days after publication."
		t.rule = "coming-days"
	}
	if how == ownSentence {
		t.reason += " The date stands in another part of the sentence."
	}
	return t
}

// dayAfter gives the item of the date in "on Thursday and Friday" that
// follows item i, where it is the day after; else -1.
func (d *document) dayAfter(s *sentence, i int) int {
	if i+2 >= len(s.items) || s.items[i+1].id != d.reader.grammar.and || s.items[i+2].kind != aDate {
		return -1
	}
	a, b := d.dates[s.items[i].ref].When, d.dates[s.items[i+2].ref].When
	if a.Exact() && b.Exact() && b.Start.Sub(a.Start) == 1 {
		return i + 2
	}
	return -1
}

// longAgo is how many days back history begins: news dates nothing by it, and
// "the bodies of 1212 soldiers" is no year.
const longAgo = 150 * 365

func comingDays(phrase string) bool {
	p := strings.ToLower(phrase)
	return strings.Contains(p, "coming days") || strings.Contains(p, "next few days") || strings.Contains(p, "next days")
}

// publication dates a fact on the day of publication.
func (d *document) publication(reason string) dating {
	w := timeline.OnDay(d.day)
	w.Implied = []string{"year", "month", "day"}
	return dating{when: w, item: -1, offset: -1, rule: "publication", reason: reason, how: onPublication}
}
