package extract

import (
	"slices"
	"strings"

	"truceline/timeline"
)

// dateUndated dates a fact without a date on the day of publication where
// headline or lead, or the present tense of the first sentences, say so.
func (d *document) dateUndated(s *sentence, f *fact, m mood) string {
	if !f.date.weak() || f.mentioned {
		return ""
	}
	if f.status == timeline.Planned && f.match.verb != nil && m&future != 0 && !d.agreed(s, f) {
		if t, ok := d.running(f); ok && f.rule.Gives.With && !lasting[d.word(s.items[f.match.verb.item].start)] && t.when.Start == d.day && d.sentences[f.sentence].paragraph == d.sentences[f.sentence-1].paragraph {
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
	if d.tellsWhich(s, f) {
		return "" // sanctions imposed by Norway: on whatever day
	}
	if v := f.match.verb; v != nil && !s.headline && d.amongCauses(s, f, v) {
		return "" // disputes over drones entering its airspace
	}
	if f.match.verb == nil && !s.headline && d.witnessed(s, f.match.head) {
		return "" // we have seen attacks
	}
	if v := s.verbBefore(f.match.head, s.items[f.match.head].clause); f.match.verb == nil && v != nil && v.short && !s.headline {
		return "" // repairs what was damaged in attacks: on whatever day
	}
	if m&perfect != 0 && d.countsUp(s, f) {
		return "" // have exchanged hundreds since the war began: on whatever days
	}
	if d.intended(s, f) || d.someDaysAfter(s, f) || f.match.verb == nil && d.toldAside(s, f) && !f.spoke {
		return ""
	}
	news := m&perfect != 0 || d.underWay(s, f) || f.match.verb != nil && f.match.verb.form&third != 0
	if !news || !s.headline && f.sentence > d.lead && !d.underWay(s, f) {
		if t, ok := d.running(f); ok && f.rule.Gives.Undated != "" {
			f.date = t
			return ""
		}
	}
	switch {
	case d.headsText(s, f):
		f.date = d.publication("The heading says who speaks the text: the day of publication.")
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
	case f.rule.Gives.Undated == "early" && f.sentence <= d.lead+maxOpening && d.tellsPast(f) && !d.givesDay(f.sentence):
		f.date = d.publication("The text opens with it and gives no day: the day of publication.")
	}
	return ""
}

// amongCauses says whether a gerund only describes the noun before it, which is itself what something is
// about: "the handling of drones entering the country".
func (d *document) amongCauses(s *sentence, f *fact, v *verb) bool {
	if v.form&gerund == 0 || v.mood&ongoing != 0 {
		return false
	}
	i := d.nounPhrase(s, f.match.from) - 1
	return i > 0 && (s.items[i].id == d.reader.grammar.of || d.word(s.items[i].start) == "over" || d.word(s.items[i].start) == "about")
}

// countsUp says whether what has been done is counted from a day on: "have exchanged hundreds since
// the war began". What is the largest or the first since then is done once.
func (d *document) countsUp(s *sentence, f *fact) bool {
	for i := f.match.head + 1; i < len(s.items); i++ {
		it := s.items[i]
		if it.kind != aWordItem {
			continue
		}
		if d.reader.grammar.superlatives[it.id] || unmatched[d.word(it.start)] {
			return false
		}
		if d.word(it.start) == "since" {
			return true
		}
	}
	return false
}

// unmatched is what was not so before.
var unmatched = set("first only new another")

// lasting verbs tell of what goes on, on whatever days: "consultations will continue".
var lasting = set("continue proceed follow go remain last")

// headsText says whether the words of the fact are the heading of a text that somebody
// speaks: "Statement by the minister at the Council", alone or after a colon.
func (d *document) headsText(s *sentence, f *fact) bool {
	if f.match.verb != nil || f.sentence > d.lead+1 || f.rule.Gives.Undated != "early" || !genres[strings.ToLower(d.word(s.items[f.match.head].start))] {
		return false
	}
	from := d.nounPhrase(s, f.match.from)
	if from > 0 && d.word(s.items[from-1].start) != ":" {
		return false
	}
	clause := s.items[f.match.head].clause
	return !slices.ContainsFunc(s.verbs, func(v verb) bool { return s.items[v.item].clause == clause })
}

// maxOpening is how many sentences after the lead a note that gives no day still
// opens with its news: "X spoke with Y. The two agreed … They signed …".
const maxOpening = 3

// tellsPast says whether a verb in the past tells the fact as the text goes on.
func (d *document) tellsPast(f *fact) bool {
	v := f.match.verb
	return v != nil && (v.form&past != 0 && v.mood == 0 || v.form&participle != 0 && v.mood == passive && v.first < v.item)
}

// givesDay says whether the body gives a day up to sentence n, other than in a dateline.
func (d *document) givesDay(n int) bool {
	for i := range d.sentences[:n+1] {
		s := &d.sentences[i]
		for _, it := range s.items {
			if it.kind == aDate && !s.headline && d.dates[it.ref].Rule != "dateline" && d.dates[it.ref].When.Days() > 0 {
				return true
			}
		}
	}
	return false
}

// underWay says whether the text tells of what is just being done: "ministers
// are taking part".
func (d *document) underWay(s *sentence, f *fact) bool {
	v := f.match.verb
	if v == nil || v.form&gerund == 0 || v.mood&ongoing == 0 {
		return false
	}
	for i := v.first; i < v.item; i++ {
		if a, ok := d.reader.grammar.auxiliaries[s.items[i].id]; ok && a.be && !a.past {
			return true
		}
	}
	return false
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
		if it.clause == clause && i > f.match.head && i > 1 && it.kind == aWordItem && d.reader.grammar.foregoing[it.id] == vague && d.inPhrase(s, i) {
			return true // reached during a recent trip
		}
	}
	return false
}

// inPhrase says whether item i describes a noun that a preposition governs.
func (d *document) inPhrase(s *sentence, i int) bool {
	if i+1 >= len(s.items) || s.items[i+1].kind != aWordItem || d.reader.grammar.known[s.items[i+1].id] {
		return false
	}
	if d.reader.grammar.determiners[s.items[i-1].id] {
		i--
	}
	return i > 0 && s.items[i-1].kind == aWordItem && d.reader.grammar.prepositions[s.items[i-1].id]
}

// predicated says whether the head is a verb, or a noun of which a verb says
// that it is: "a strike killed five", "five were killed in a strike".
func (d *document) predicated(s *sentence, f *fact) bool {
	if f.match.verb != nil {
		return true
	}
	clause := s.items[f.match.head].clause
	before := s.verbBefore(f.match.head, clause)
	if before == nil && d.duringOccasion(s, f.match.head) >= 0 {
		for n := range s.verbs {
			if v := &s.verbs[n]; v.item > f.match.head && v.form&past != 0 && v.mood&^(perfect|ongoing) == 0 {
				return true // after a meeting with X in Y, Z promised
			}
		}
	}
	if before == nil {
		for n := range s.verbs {
			v := &s.verbs[n]
			if v.item < f.match.head {
				continue
			}
			if s.items[v.item].clause == clause && v.form&(past|third|base) != 0 {
				return true
			}
			if s.items[v.item].clause != clause {
				return v.form&(past|third|base) != 0 && v.mood&^perfect == 0 && d.isComma(s, v.first-1)
			}
		}
		return false
	}
	if performs[d.word(s.items[before.item].start)] && d.isObject(s, before.item, f.match.head) || d.causes(s, before, f) {
		return true
	}
	for _, what := range strings.Fields(f.rule.Gives.Counts) {
		if d.inList(s, before.item, what) {
			return true
		}
	}
	return false
}

// causes says whether the noun is told as what something was done by: "a church was damaged in
// Russian strikes".
func (d *document) causes(s *sentence, v *verb, f *fact) bool {
	if v.mood&^perfect != passive || v.first == v.item {
		return false
	}
	i := d.nounPhrase(s, f.match.from) - 1
	return i > v.item && s.items[i].kind == aWordItem && causal[d.word(s.items[i].start)]
}

// causal prepositions stand before what something was done by.
var causal = set("in by during")

// performs are verbs whose object is what is done: "begin a prisoner exchange".
var performs = set("begin begins began begun start starts started hold holds held conduct conducts conducted complete completes completed " +
	"launch launches launched carry carries carried stage stages staged mount mounts mounted make makes made")

// isObject says whether no preposition and no mark stands between a verb and
// a noun.
func (d *document) isObject(s *sentence, verb, head int) bool {
	for i := verb + 1; i < head; i++ {
		it := s.items[i]
		if it.kind == aMark && !apostrophe(d.word(it.start)) || it.kind == aWordItem && d.reader.grammar.prepositions[it.id] {
			return false
		}
	}
	return true
}

func apostrophe(mark string) bool { return mark == "’" || mark == "'" }

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
	if !d.usable(s, i, nil) || d.describes(s, i) || d.beforeNews(s, i) {
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

// witnessed says whether the noun at item head is what somebody has seen or been through up to
// now, on whatever days: "we have witnessed attacks".
func (d *document) witnessed(s *sentence, head int) bool {
	v := s.verbBefore(head, s.items[head].clause)
	return v != nil && v.mood&perfect != 0 && witnessing[d.word(s.items[v.item].start)]
}

var witnessing = set("witnessed seen watched endured suffered experienced faced")

// beforeNews says whether the date at item i is of what came before the news of the sentence:
// "have begun an exchange, following the accord of Monday".
func (d *document) beforeNews(s *sentence, i int) bool {
	for k := i - 1; k >= 0; k-- {
		if s.items[k].kind != aWordItem || !aside[d.word(s.items[k].start)] {
			continue
		}
		v := s.verbBefore(k, s.items[k].clause)
		return v != nil && v.mood&perfect != 0 && v.mood&pluperfect == 0
	}
	return false
}
