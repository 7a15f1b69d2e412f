package extract

import (
	"strings"

	"truceline/timeline"
)

// settleStatus gives the fact its status and, where the text leaves the date
// open, its date. It returns why the text tells of no event, "" if it does.
func (d *document) settleStatus(s *sentence, f *fact) string {
	m := d.headMood(s, f)
	if d.denied(s, f) {
		m |= negated
	}
	if d.asked(s, f.match.head) {
		m |= demanded
	}
	if d.disputed(s, f.match.head) {
		m |= negated
	}
	if f.rule.Gives.Not {
		if m&negated == 0 {
			return "it is not denied"
		}
		m &^= negated
		if f.rule.refuses() {
			if m&(future|uncertain) == 0 {
				return "it is not done so far, and nobody says that it will not be"
			}
			m &^= future | uncertain // "will never accept" is said today
		}
	}
	if d.question(s) {
		return "a question tells of no event"
	}
	if d.conditional(s, s.items[f.match.head].clause) || d.inverted(s, f.match.verb) {
		return "a condition tells of no event"
	}
	if f.rule.Gives.Status == timeline.Happened && f.date.when.SortDay() > d.day && !f.date.weak() {
		f.date = dating{item: -1, offset: -1, how: undated} // what is said today of tomorrow is said today
	}
	ahead := d.isAhead(f, m) || m&uncertain != 0 && f.date.when.Start == d.day && d.backshifted(s, f)
	f.status = f.rule.Gives.Status
	if reason := f.fromMood(m, ahead); reason != "" {
		return reason
	}
	if f.rule.Gives.Company && f.status == timeline.Planned && !f.date.weak() && f.date.when.End < d.day && d.agreedOn(s, f) {
		return "it was agreed on that day, and lies ahead"
	}
	if f.rule.Gives.Parties && f.rule.Gives.Claimable && (f.status == timeline.Planned || f.status == timeline.Proposed) {
		return "a blow that is expected is no event"
	}
	if f.rule.Gives.Pledge && f.date.weak() && d.commended(s, f.match.head) {
		return "it is praised, and so was told before"
	}
	if f.rule.Gives.Claimable && f.status == timeline.Happened && d.hearsay(s, f) {
		f.status = timeline.Claimed
	}
	return d.dateUndated(s, f, m)
}

// refuses says whether the fact is that somebody says he will not do something.
func (r *compiled) refuses() bool { return r.Gives.Not && r.Gives.Status == timeline.Happened }

// agreedOn says whether the fact is what somebody agreed to: "on Sunday they agreed to hold talks".
func (d *document) agreedOn(s *sentence, f *fact) bool {
	v := f.match.verb
	if v == nil {
		v = s.verbBefore(f.match.head, s.items[f.match.head].clause)
	}
	return v != nil && d.settled(s, v)
}

// isAhead says whether the date lies ahead: begins after publication, or is
// a span not yet over that the text speaks of as to come.
func (d *document) isAhead(f *fact, m mood) bool {
	if f.date.weak() {
		return false
	}
	if f.date.when.Start > d.day {
		return true
	}
	later := strings.HasPrefix(strings.ToLower(f.date.phrase), "later")
	return f.date.when.End > d.day && (later || m&(future|uncertain|wanted) != 0) || f.date.when.End == d.day && m&uncertain != 0 && later
}

// fromMood turns the mood into a status unless the rule fixes it.
func (f *fact) fromMood(m mood, ahead bool) string {
	switch {
	case m&(negated|failed|refused) != 0:
		return "the text says that it is not so"
	case m&(demanded|wanted) != 0 && !(ahead && m&wanted != 0):
		return "a demand or a wish is no event"
	case m&uncertain != 0 && !ahead:
		return "it could be, the text says, and gives no day ahead"
	}
	if f.status != "" {
		return ""
	}
	switch {
	case m&cancelledMood != 0:
		f.status = timeline.Cancelled
	case m&postponedMood != 0:
		f.status = timeline.Postponed
	case m&offered != 0:
		f.status = timeline.Proposed
	case m&(future|uncertain|wanted) != 0 || ahead:
		f.status = timeline.Planned
	default:
		f.status = timeline.Happened
	}
	return ""
}

// opening gives the first item of the clause that item i stands in, without
// what a clause in between parts from it.
func (s *sentence) opening(i int) int {
	for clause := s.items[i].clause; i > 0 && s.items[i-1].clause == clause; {
		i--
	}
	return i
}

// asked says whether the clause of the head is what somebody demands or proposes: "urged
// that it declare a truce".
func (d *document) asked(s *sentence, head int) bool {
	i := s.opening(head)
	if i == 0 || d.word(s.items[i].start) != "that" {
		return false
	}
	v := s.verbEnding(i - 1)
	if v == nil {
		v = s.verbBefore(i, s.items[i-1].clause) // demanded on Tuesday that it declare
	}
	if v == nil || d.reader.grammar.leading[s.items[v.item].id]&(demanded|offered|wanted) == 0 {
		return false
	}
	for n := range s.verbs {
		if w := &s.verbs[n]; w.item > i && s.items[w.item].clause == s.items[head].clause {
			return w.form&base != 0 && w.form&past == 0 && w.first == w.item
		}
	}
	return false
}

// disputed says whether the clause of the head is what somebody denies: "denied on
// Tuesday that it had attacked".
func (d *document) disputed(s *sentence, head int) bool {
	i := s.opening(head)
	if i == 0 {
		return false
	}
	v := s.verbBefore(i, s.items[i-1].clause)
	if v != nil && v.item > 0 && v.item >= i-2 && rumours[d.word(s.items[v.item].start)] {
		if w := s.verbEnding(v.item - 1); w != nil && w.mood&(negated|passive) == 0 && denying[d.word(s.items[w.item].start)] {
			return true // denied reports the talks had begun
		}
	}
	return v != nil && v.mood&(negated|passive) == 0 && denying[d.word(s.items[v.item].start)] && (d.word(s.items[i].start) == "that" || v.item == i-1)
}

// rumours are what is denied, and look like verbs.
var rumours = set("reports report claims claim")

var denying = set("deny denies denied denying refute refuted refutes disproved")

// denied says whether "no" stands before a word of the pattern: "no
// agreement was signed".
func (d *document) denied(s *sentence, f *fact) bool {
	for i := max(f.match.from-2, 0); i < f.match.to; i++ {
		if it := s.items[i]; it.kind == aWordItem && d.reader.grammar.foregoing[it.id]&failed != 0 && it.clause == s.items[f.match.head].clause {
			return true
		}
	}
	return false
}

// commended says whether the head, or the clause it stands in, is what somebody thanks for or
// welcomes: "thanked him for providing tanks", "welcomed that Norway is ready to deliver them".
func (d *document) commended(s *sentence, head int) bool {
	clause := s.items[head].clause
	for n := range s.verbs {
		v := &s.verbs[n]
		c := s.items[v.item].clause
		if v.item < head && (c == clause || c == clause-1) && commending[d.word(s.items[v.item].start)] {
			return true
		}
	}
	return false
}

var commending = set("thank thanks thanked thanking welcome welcomes welcomed welcoming praise praises praised praising commend commends commended applaud applauds applauded")
