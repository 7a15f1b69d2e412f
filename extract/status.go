package extract

import (
	"strings"

	"truceline/timeline"
)

// headMood is what the text says about the head: its verb group, or for a
// noun what describes and governs it.
func (d *document) headMood(s *sentence, f *fact) mood {
	if v := f.match.verb; v != nil {
		m := v.mood
		if m&purpose != 0 {
			if main := s.mainVerb(v); main != nil && main.mood&purpose == 0 {
				m |= main.mood&^passive | d.reader.grammar.leading[s.items[main.item].id]
			} else if s.headline {
				m |= future
			}
		}
		if v.form == gerund && v.mood&ongoing == 0 {
			if p := d.back(s, v.first-1); p >= 0 && unreal[d.word(s.items[p].start)] {
				m |= uncertain
			}
			if main := s.verbBefore(v.first, s.items[v.item].clause); main != nil {
				m |= main.mood & (future | uncertain | negated | wanted | demanded)
				if pondering[d.word(s.items[main.item].start)] {
					m |= uncertain
				}
			}
		}
		return m
	}
	return d.nounMood(s, f)
}

// unreal prepositions make of a verb a mere idea: "spoke of holding talks".
var unreal = set("of about on toward towards without")

// pondering verbs leave open whether what they govern is done: "considers
// sending tanks".
var pondering = set("consider considers considered considering mull mulls mulled weigh weighs weighed contemplate contemplates contemplated discuss discusses discussed")

// mainVerb gives the verb that an infinitive hangs on: "urged the council to
// act".
func (s *sentence) mainVerb(v *verb) *verb {
	clause := s.items[v.item].clause
	if main := s.verbBefore(v.first, clause); main != nil || clause == 0 {
		return main
	}
	return s.verbBefore(v.first, clause-1)
}

// nounMood looks at what stands before a noun: "planned talks", "no talks",
// "will hold talks", "called for talks".
func (d *document) nounMood(s *sentence, f *fact) mood {
	g := d.reader.grammar
	m := mood(0)
	i := f.match.head - 1
	for ; i >= 0 && i > f.match.head-8; i-- {
		it := s.items[i]
		if it.kind == aMark || it.kind == aWordItem && (g.prepositions[it.id] || g.and == it.id) || s.verbOf(i) != nil {
			break
		}
		if it.kind == aWordItem {
			m |= g.foregoing[it.id]
		}
	}
	clause := s.items[f.match.head].clause
	if v := s.verbBefore(f.match.head, clause); v != nil {
		if d.callsFor(s, v, f.match.head) {
			m |= demanded
		}
		w := v.mood & (negated | future | uncertain | wanted | demanded | offered | refused | failed)
		if v.mood&purpose == 0 || v.mood&(future|uncertain|wanted|demanded|offered|refused|failed) != 0 {
			return m | w
		}
		return m | w
	}
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.item > f.match.head && s.items[v.item].clause == clause {
			return m | v.mood&(negated|future|uncertain|wanted|demanded)
		}
	}
	return m
}

// callsFor says whether the noun at item i is what somebody only asks for:
// "called for talks", "urged an end".
func (d *document) callsFor(s *sentence, v *verb, i int) bool {
	g := d.reader.grammar
	if v.item+1 >= len(s.items) || s.items[v.item+1].id != g.for_ || g.leading[s.items[v.item].id]&(demanded|wanted) == 0 {
		return false
	}
	for k := v.item + 2; k < i; k++ {
		if s.items[k].kind == aMark || s.items[k].kind == aWordItem && g.prepositions[s.items[k].id] {
			return false
		}
	}
	return true
}

// settleStatus gives the fact its status and, where the text leaves the date
// open, its date. It returns why the text tells of no event, "" if it does.
func (d *document) settleStatus(s *sentence, f *fact) string {
	m := d.headMood(s, f)
	if d.denied(s, f) {
		m |= negated
	}
	if d.asked(s, s.items[f.match.head].clause) {
		m |= demanded
	}
	if d.question(s) {
		return "a question tells of no event"
	}
	if d.conditional(s, s.items[f.match.head].clause) {
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
	if f.rule.Gives.Claimable && f.status == timeline.Happened && d.hearsay(s, f) {
		f.status = timeline.Claimed
	}
	return d.dateUndated(s, f, m)
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

// asked says whether the clause is what somebody demands or proposes: "urged
// that it declare a truce".
func (d *document) asked(s *sentence, clause int16) bool {
	i := 0
	for i < len(s.items) && s.items[i].clause != clause {
		i++
	}
	if i == 0 || i >= len(s.items) || d.word(s.items[i].start) != "that" {
		return false
	}
	v := s.verbEnding(i - 1)
	if v == nil || d.reader.grammar.leading[s.items[v.item].id]&(demanded|offered|wanted) == 0 {
		return false
	}
	for n := range s.verbs {
		if w := &s.verbs[n]; s.items[w.item].clause == clause {
			return w.form&base != 0 && w.form&past == 0 && w.first == w.item
		}
	}
	return false
}

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

// hearsay says whether the fact stands on one side's word: its clause calls
// itself hearsay ("reportedly"), the clause that reports it does ("claims"), or
// those who did it report what only others could grant ("Russia says its
// forces have taken the town").
func (d *document) hearsay(s *sentence, f *fact) bool {
	clause := s.items[f.match.head].clause
	for i := range s.items {
		c := s.items[i].clause
		if (c == clause || c == clause-1 && i < f.match.head) && s.items[i].kind == aWordItem && d.inList(s, i, listHearsay) && !d.ofOthers(s, i, f) {
			return true
		}
	}
	return f.rule.Gives.Boast && d.ownWord(s, f)
}

// ofOthers says whether the hearsay at item i is about a part of the story
// only: "a missile hits Lviv, reportedly targeting a plant".
func (d *document) ofOthers(s *sentence, i int, f *fact) bool {
	if i < f.match.head || i+1 >= len(s.items) {
		return false
	}
	v := s.verbOf(i + 1)
	return v != nil && v.item > f.match.head && v.form&gerund != 0
}

// ownWord says whether an actor of the fact reports it himself.
func (d *document) ownWord(s *sentence, f *fact) bool {
	clause := s.items[f.match.head].clause
	for n := range s.verbs {
		v := &s.verbs[n]
		c := s.items[v.item].clause
		if !d.isReporting(s, v) || c != clause && c != clause-1 {
			continue
		}
		who := d.subject(s, v)
		if who < 0 {
			continue
		}
		for _, a := range d.mentions[who].actors {
			for _, p := range f.actors {
				if d.reader.code(a) != "" && d.reader.code(a) == d.reader.code(p.actor) {
					return true
				}
			}
		}
	}
	return false
}

// dateUndated dates a fact without a date on the day of publication where
// headline or lead, or the present tense of the first sentences, say so.
func (d *document) dateUndated(s *sentence, f *fact, m mood) string {
	if !f.date.weak() {
		return ""
	}
	if f.status == timeline.Planned && f.match.verb != nil && m&future != 0 && !d.agreed(s, f) {
		if t, ok := d.running(f); ok && t.when.Start == d.day && d.sentences[f.sentence].paragraph == d.sentences[f.sentence-1].paragraph {
			f.date = t
		}
		return ""
	}
	if f.status == timeline.Planned && !d.agreed(s, f) || d.day == "" {
		return ""
	}
	if m&pluperfect != 0 && d.backshifted(s, f) && !d.hasDay(s) {
		m &^= pluperfect
	}
	if f.rule.Gives.Undated == "never" || m&(vague|pluperfect) != 0 || d.vagueDate(s, f) {
		return ""
	}
	if d.intended(s, f) {
		return ""
	}
	news := m&perfect != 0 || f.match.verb != nil && f.match.verb.form&third != 0
	if !news || !s.headline && f.sentence > d.lead {
		if t, ok := d.running(f); ok && f.rule.Gives.Undated != "" {
			f.date = t
			return ""
		}
	}
	switch {
	case !d.predicated(s, f) && !s.headline:
		return ""
	case s.headline && len(s.verbs) == 0 && f.match.verb == nil:
		return "" // a heading: the text has to tell of it
	case s.headline:
		f.date = d.publication("The headline tells of it and gives no day: the day of publication.")
	case f.sentence <= d.lead || d.pointsAtLead(s, f):
		f.date = d.publication("The lead tells of it and gives no day: the day of publication.")
	case f.rule.Gives.Undated == "early" && f.sentence <= d.lead+5 && news:
		f.date = d.publication("The text tells of it as news and gives no day: the day of publication.")
	}
	return ""
}

// hasDay says whether the sentence gives a day, be it that of the telling.
func (d *document) hasDay(s *sentence) bool {
	for _, it := range s.items {
		if it.kind == aDate && d.dates[it.ref].When.Days() == 1 {
			return true
		}
	}
	return false
}

// pointsAtLead says whether the sentence only tells who said what the lead
// says: "This was stated by the minister".
func (d *document) pointsAtLead(s *sentence, f *fact) bool {
	return f.sentence == d.lead+1 && len(s.items) > 0 && f.match.from == 0 && strings.EqualFold(d.word(s.items[0].start), "this")
}

// backshifted says whether the clause is reported speech, where "had handed
// over" only means "handed over".
func (d *document) backshifted(s *sentence, f *fact) bool {
	clause := s.items[f.match.head].clause
	return clause > 0 && d.clauseReports(s, clause-1)
}

// agreed says whether the plan is one that was agreed: it is dated by the day
// of the agreement where no other day is given.
func (d *document) agreed(s *sentence, f *fact) bool {
	v := f.match.verb
	if v == nil || f.status != timeline.Planned {
		return false
	}
	return d.settled(s, v)
}

// settled says whether a verb group tells of what was agreed: "agreed to
// exchange", "a deal to exchange".
func (d *document) settled(s *sentence, v *verb) bool {
	for i := v.first; i <= v.item; i++ {
		switch d.word(s.items[i].start) {
		case "agreed", "deal", "agreement":
			return true
		}
	}
	return false
}

// intended says whether the verb before the head only tells of a purpose:
// "promised to make sure that the children were returned".
func (d *document) intended(s *sentence, f *fact) bool {
	for n := len(s.verbs) - 1; n >= 0; n-- {
		if v := &s.verbs[n]; v.item < f.match.head && (f.match.verb == nil || v.item < f.match.verb.first) {
			return v.mood&(purpose|wanted|demanded|future) != 0 && !d.markBetween(s, v.item, f.match.head)
		}
	}
	return false
}

func (d *document) markBetween(s *sentence, from, to int) bool {
	for i := from; i < to; i++ {
		if s.items[i].kind == aMark {
			return true
		}
	}
	return false
}

// vagueDate says whether the clause gives a time that no calendar knows: "in
// recent months".
func (d *document) vagueDate(s *sentence, f *fact) bool {
	clause := s.items[f.match.head].clause
	for i := range s.items {
		it := s.items[i]
		if it.clause == clause && it.kind == aDate {
			w := d.dates[it.ref].When
			if w.Start == "" && w.End == "" && !strings.EqualFold(d.dates[it.ref].Text, "now") {
				return true
			}
		}
	}
	return false
}

// predicated says whether the head is a verb, or a noun of which a verb says
// that it is: "a strike killed five", "five were killed in a strike".
func (d *document) predicated(s *sentence, f *fact) bool {
	if f.match.verb != nil {
		return true
	}
	clause := s.items[f.match.head].clause
	before := s.verbBefore(f.match.head, clause)
	if before == nil {
		for n := range s.verbs {
			if v := &s.verbs[n]; v.item > f.match.head && s.items[v.item].clause == clause && v.form&(past|third|base) != 0 {
				return true
			}
		}
		return false
	}
	if performs[d.word(s.items[before.item].start)] && d.isObject(s, before.item, f.match.head) {
		return true
	}
	for _, what := range strings.Fields(f.rule.Gives.Counts) {
		if d.inList(s, before.item, what) {
			return true
		}
	}
	return false
}

// performs are verbs whose object is what is done: "begin a prisoner exchange".
var performs = set("begin begins began start starts started hold holds held conduct conducts conducted complete completes completed " +
	"launch launches launched carry carries carried stage stages staged mount mounts mounted make makes made")

// isObject says whether no preposition and no mark stands between a verb and
// a noun.
func (d *document) isObject(s *sentence, verb, head int) bool {
	for i := verb + 1; i < head; i++ {
		it := s.items[i]
		if it.kind == aMark || it.kind == aWordItem && d.reader.grammar.prepositions[it.id] {
			return false
		}
	}
	return true
}

// running gives the day of which the text is telling: the last one of the
// paragraph before the sentence, for sentences near the lead that of the lead.
func (d *document) running(f *fact) (dating, bool) {
	s := &d.sentences[f.sentence]
	reach := s.paragraph
	if f.match.verb != nil && f.kind != "statement" && f.status != timeline.Claimed && !d.backshifted(s, f) {
		reach-- // a paragraph of news is often one sentence
	}
	for n := f.sentence - 1; n >= 0 && n >= f.sentence-4; n-- {
		before := &d.sentences[n]
		if before.paragraph < reach && n != d.lead || before.headline {
			break
		}
		for i := len(before.items) - 1; i >= 0; i-- {
			if t, ok := d.runningAt(before, i); ok {
				return t, true
			}
		}
	}
	if lead := &d.sentences[d.lead]; len(d.sentences) <= shortText && f.sentence > d.lead && f.match.verb != nil {
		for i := range lead.items {
			if t, ok := d.runningAt(lead, i); ok {
				return t, true
			}
		}
	}
	return dating{}, false
}

// shortText is the number of sentences up to which a text is taken to tell of
// one day, that of its lead.
const shortText = 40

func (d *document) runningAt(s *sentence, i int) (dating, bool) {
	if s.items[i].kind == aDate && d.dates[s.items[i].ref].Rule == "dateline" {
		return dating{}, false
	}
	if !d.usable(s, i, nil) || d.describes(s, i) {
		return dating{}, false
	}
	t := d.dated(s, i, inherited)
	if t.when.Days() == 0 || t.when.Days() > 4 || t.when.Start > d.day || t.when.Start < d.day.Add(-14) {
		return dating{}, false
	}
	t.item = -1
	t.reason += " The sentence itself gives no day: it goes on telling of this one."
	return t, true
}
