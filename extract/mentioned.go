package extract

import (
	"slices"
	"strings"
)

// A sentence tells one thing and mentions others: "swapped captives under an
// accord struck in Oslo", "came despite missile attacks". The day of the
// sentence is not theirs.

// only are prepositions that bring in what holds anyway.
var only = set("under within despite amid amidst without")

// basis are words before "with", "of" or "to" that bring in what something else rests on: "in
// accordance with the deal", "on the basis of the accord".
var basis = set("accordance line compliance keeping conformity basis terms violation breach defiance spite regardless contrary pursuant thanks")

// restsOn says whether the preposition at item i brings in what holds anyway.
func (d *document) restsOn(s *sentence, i int) bool {
	word := strings.ToLower(d.word(s.items[i].start))
	if only[word] {
		return i > 0 || word != "within" // Within hours the ministry imposed
	}
	return i > 0 && (word == "with" || word == "of" || word == "to") && s.items[i-1].kind == aWordItem && basis[strings.ToLower(d.word(s.items[i-1].start))]
}

// mentioned says whether the sentence only mentions the fact: "on Monday he
// condemned the strikes on Kyiv" says nothing of the day of the strikes.
func (d *document) mentioned(s *sentence, f *fact) bool {
	if f.rule.Gives.Told && f.match.verb == nil && !s.headline && !d.predicated(s, f) && d.spokenOf(s, f) && d.dateInRelative(s, f) < 0 {
		return true
	}
	if !s.headline && d.goesOnMeanwhile(s, f) || d.namesSeries(s, f) {
		return true
	}
	if v := f.match.verb; v != nil && (v.mood&^passive != 0 || v.form&participle == 0 || v.first != v.item) {
		return false
	}
	if f.match.verb == nil && !s.headline && (d.cameOfIt(s, f) || d.someTimeAgo(s, f) || d.timeAfter(s, f)) {
		return true
	}
	i := d.nounPhrase(s, f.match.from) - 1
	for n := 0; n < 3 && i > 0 && s.items[i].id == d.reader.grammar.and; n++ {
		i = d.nounPhrase(s, i) - 1 // amid shelling and raids
	}
	if i < 0 || s.items[i].kind != aWordItem {
		return false
	}
	word := d.word(s.items[i].start)
	return d.restsOn(s, i) || (word == "with" || word == "With") && d.gerundAfter(s, f.match.to)
}

// namesSeries says whether the heading names all deeds of a kind, and none of them: "Attacks in
// Norway during the war".
func (d *document) namesSeries(s *sentence, f *fact) bool {
	head := f.match.head
	if !s.headline || !f.rule.Gives.Told || head > 0 && s.items[head-1].kind != aMark || !strings.HasSuffix(d.word(s.items[head].start), "s") {
		return false
	}
	return slices.ContainsFunc(s.items[head:], func(it item) bool { return it.kind == aWordItem && d.word(it.start) == "during" })
}

// someTimeAgo says whether the noun is said to be of some day past: "at recent summits".
func (d *document) someTimeAgo(s *sentence, f *fact) bool {
	for i := d.nounPhrase(s, f.match.head); i < f.match.head; i++ {
		if s.items[i].kind == aWordItem && d.reader.grammar.foregoing[s.items[i].id] == vague {
			return true
		}
	}
	return false
}

// timeAfter says whether the noun is what the sentence tells that it came so much time after:
// "days after his meeting with her".
func (d *document) timeAfter(s *sentence, f *fact) bool {
	i := d.nounPhrase(s, f.match.from) - 1
	if i < 1 || s.items[i].kind != aWordItem || s.items[i-1].kind != aWordItem {
		return false
	}
	return d.word(s.items[i].start) == "after" && spans[strings.ToLower(d.word(s.items[i-1].start))]
}

// spans are lengths of time that stand before "after".
var spans = set("hours day days week weeks month months year years shortly soon")

// cameOfIt says whether the noun is what came of something else, on whatever day: "talks on
// Monday that led to a swap".
func (d *document) cameOfIt(s *sentence, f *fact) bool {
	v := s.verbBefore(f.match.head, s.items[f.match.head].clause)
	if v == nil || v.item+1 >= len(s.items) {
		return false
	}
	word, next := d.word(s.items[v.item].start), d.word(s.items[v.item+1].start)
	return leading[word] && next == "to" || resulting[word] && next == "in" || yielding[word] && d.isObject(s, v.item, f.match.head)
}

// Verbs after which stands what came of something.
var (
	leading   = set("lead leads led leading")
	resulting = set("result results resulted resulting culminate culminates culminated culminating")
	yielding  = set("produce produces produced producing yield yields yielded yielding")
)

// goesOnMeanwhile says whether the fact is what has been going on while the sentence tells of
// something else: "met on Friday, as attacks have left many without light".
func (d *document) goesOnMeanwhile(s *sentence, f *fact) bool {
	open := s.opening(f.match.head)
	if open == 0 || s.items[open].kind != aWordItem {
		return false
	}
	if w := d.word(s.items[open].start); w != "as" && w != "while" {
		return false
	}
	for n := range s.verbs {
		if v := &s.verbs[n]; v.item >= f.match.head {
			return s.items[v.item].clause == s.items[f.match.head].clause && v.mood&perfect != 0 && v.mood&pluperfect == 0
		}
	}
	return false
}

// sinceDeed says whether the deed only tells since when something is so, and has no day of its
// own: "their third call since he returned to the palace".
func (d *document) sinceDeed(s *sentence, f *fact) bool {
	open := s.opening(f.match.head)
	return f.match.verb != nil && s.items[open].kind == aWordItem && strings.EqualFold(d.word(s.items[open].start), "since") && d.dateInClause(s, f) < 0
}

// spokenOf says whether the noun is what somebody speaks of, or what something
// is for or about, and not the cause of what happened: "a fire broke out after a
// strike", "was cut off as a result of shelling".
func (d *document) spokenOf(s *sentence, f *fact) bool {
	i := d.nounPhrase(s, f.match.from) - 1
	if i > 0 && s.items[i].kind == aWordItem && topical[d.word(s.items[i].start)] {
		if s.items[i].id == d.reader.grammar.of && measures[d.word(s.items[i-1].start)] {
			return false
		}
		return d.word(s.items[i-1].start) != "result" && d.word(s.items[i-1].start) != "due"
	}
	v := s.verbBefore(f.match.head, s.items[f.match.head].clause)
	return v == nil || d.isReporting(s, v) || facing[d.word(s.items[v.item].start)] && d.isObject(s, v.item, f.match.head)
}

// facing verbs have what goes on, or is to come, as their object: "as the town faces an onslaught".
var facing = set("face faces facing faced await awaits awaiting awaited fear fears fearing feared expect expects expecting resist resists resisting withstand withstands withstanding endure endures enduring")

// measures are nouns before "of" that tell how long something took: "after three hours of talks".
var measures = set("hour hours minutes day days night nights week weeks")

// topical prepositions bring in what something is about.
var topical = set("about against to for over of on")

// nounPhrase gives the item where the noun phrase of the word at item i
// begins: "Russia's recent missile attacks".
func (d *document) nounPhrase(s *sentence, i int) int {
	g := d.reader.grammar
	for k := i - 1; k >= 0 && k > i-6; k-- {
		it := s.items[k]
		switch {
		case it.kind == aName:
			if m := &d.mentions[it.ref]; m.kind != people && !m.possessive {
				return i
			}
		case it.kind != aWordItem || g.prepositions[it.id] || g.opening[it.id] || it.id == g.and || s.verbOf(k) != nil:
			return i
		}
		i = k
	}
	return i
}

// gerundAfter says whether a gerund without auxiliary is the next verb from
// item i on: "with raids emptying the towns".
func (d *document) gerundAfter(s *sentence, i int) bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.item >= i {
			return v.form&gerund != 0 && v.mood == 0 && v.item < i+4
		}
	}
	return false
}

// ownDate gives the item of a date that belongs to a fact that is only
// mentioned, "under an accord of 12 May": right after it, with no other verb
// between; -1 where there is none.
func (d *document) ownDate(s *sentence, f *fact) int {
	if i := d.describing(s, f.match.head); i >= 0 {
		return i
	}
	for i := f.match.head + 1; i < len(s.items) && i <= f.match.head+maxNear && s.items[i].clause == s.items[f.match.head].clause; i++ {
		if d.usable(s, i, f) {
			return i
		}
		if i >= f.match.to && (s.items[i].kind == aMark || s.verbEnding(i) != nil) {
			break
		}
	}
	return -1
}
