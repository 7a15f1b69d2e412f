package extract

import (
	"slices"
	"strings"
)

// part is an actor with its part in the event.
type part struct {
	actor int32
	part  string
	as    string
}

// gather collects who takes part. Where nobody is named, an earlier fact can
// tell.
func (d *document) gather(s *sentence, f *fact, earlier []fact) {
	gives := &f.rule.Gives
	for _, slot := range f.match.slots {
		if slot.mention < 0 || slot.slot == placeSlot || slot.part == "-" {
			continue
		}
		p := slot.part
		if p == "" {
			p = gives.Actors
		}
		f.take(&d.mentions[slot.mention], p)
	}
	if gives.With {
		d.gatherWith(s, f)
	}
	if gives.Company {
		f.actors = slices.DeleteFunc(f.actors, func(p part) bool { return len(f.actors) > 1 && d.reader.assemblies[p.actor] })
	}
	if gives.Company && len(f.actors) == 1 && f.match.verb == nil {
		d.gatherSpeaker(s, f)
	}
	if len(f.actors) == 0 && gives.Same {
		f.resume(earlier)
	} else if len(f.actors) == 0 && gives.With && d.definite(s, f) {
		d.recall(s, f, earlier)
	}
	if len(f.actors) == 0 && gives.Sitting {
		d.gatherSitting(s, f)
	}
	if len(f.actors) == 0 && !(f.rule.Gives.With && d.owned(s, f)) && !d.strangerActs(s, f) {
		f.assumed = true
		for _, id := range gives.Default {
			if i := d.reader.index[id]; !gives.Called || d.names(i) || !d.namesOthers() {
				f.actors = append(f.actors, part{actor: i, part: gives.Actors})
			}
		}
	}
	d.completeSides(f)
	d.dropRepeats(f)
}

// strangerActs says whether somebody whom nobody knows does what the rule would put on its default:
// "World Boxing lifted the ban".
func (d *document) strangerActs(s *sentence, f *fact) bool {
	v := f.match.verb
	if !f.rule.Gives.Called || v == nil || v.mood&passive != 0 || v.form&gerund != 0 {
		return false
	}
	who := d.subject(s, v)
	return who >= 0 && d.mentions[who].kind == unknownName
}

// gatherSitting lets the assembly act that was named last before the head of the fact.
func (d *document) gatherSitting(s *sentence, f *fact) {
	head := s.items[f.match.head].start
	for n := len(d.mentions) - 1; n >= 0; n-- {
		m := &d.mentions[n]
		if m.start <= head && m.end > 0 && len(m.actors) == 1 && d.reader.assemblies[m.actors[0]] {
			f.take(m, f.rule.Gives.Actors)
			return
		}
	}
}

// names says whether the article names the actor, or somebody who acts for it.
func (d *document) names(actor int32) bool {
	code := d.reader.code(actor)
	return slices.ContainsFunc(d.mentions, func(m mention) bool {
		return slices.ContainsFunc(m.actors, func(a int32) bool { return a == actor || code != "" && d.reader.code(a) == code })
	})
}

// owned says whether the noun belongs to somebody whom the sentence names and who is not meant
// where nobody is named: "Putin told Xi at the start of their talks".
func (d *document) owned(s *sentence, f *fact) bool {
	i := d.nounPhrase(s, f.match.from)
	if i > 0 && s.items[i-1].kind == aName && d.mentions[s.items[i-1].ref].kind == pronoun {
		i--
	}
	it := s.items[i]
	return it.kind == aName && d.mentions[it.ref].kind == pronoun || it.kind == aWordItem && possessives[strings.ToLower(d.word(it.start))]
}

var possessives = set("his her their its our my")

// namesOthers says whether the article names somebody who is of none of the parties.
func (d *document) namesOthers() bool {
	return slices.ContainsFunc(d.mentions, func(m mention) bool {
		return slices.ContainsFunc(m.actors, func(a int32) bool { return !d.reader.parties[d.reader.code(a)] })
	})
}

// maxResumed is how many facts back "the meeting" can refer.
const maxResumed = 24

// resume takes over who met, and where, from the fact of the group that the
// text told of last.
func (f *fact) resume(earlier []fact) {
	for n := len(earlier) - 1; n >= 0 && n >= len(earlier)-maxResumed; n-- {
		o := &earlier[n]
		if o.rule.Gives.Group != f.rule.Gives.Group || o.assumed && o.place < 0 && o.date.weak() {
			continue
		}
		f.actors, f.place, f.assumed = slices.Clone(o.actors), o.place, true
		f.kind, f.title, f.resumed = o.kind, o.title, true
		return
	}
}

// definite says whether the fact is told by one noun after "the", and so one that the text told
// of before: "the talks lasted for five hours".
func (d *document) definite(s *sentence, f *fact) bool {
	i := f.match.head
	if f.match.verb != nil {
		i = f.match.from
	}
	if i == 0 || s.items[i-1].kind != aWordItem || s.items[i].kind != aWordItem || s.verbOf(i) != nil && s.verbOf(i).item == i {
		return false
	}
	return s.items[i-1].id == d.reader.grammar.the
}

// recall lets those take part of whom the text told last that they met, unless they are said to
// be elsewhere now.
func (d *document) recall(s *sentence, f *fact, earlier []fact) {
	for n := len(earlier) - 1; n >= 0 && n >= len(earlier)-maxResumed; n-- {
		o := &earlier[n]
		if o.rule.Gives.Group != f.rule.Gives.Group {
			continue
		}
		p := d.placeOf(s, f)
		if o.assumed || len(o.actors) < 2 || calledOff(o.status) || p >= 0 && o.place >= 0 && !d.samePlace(p, o.place) {
			return
		}
		f.resume(earlier[n : n+1])
		return
	}
}

// oppose lets the party act that does not hold the place, or that is not the
// one who warded it off.
func (d *document) oppose(n int, s *sentence, f *fact) {
	r := d.reader
	where := ""
	if f.place >= 0 {
		where = d.holder(n, s, f)
	}
	for _, slot := range f.match.slots {
		if slot.part == "-" && slot.mention >= 0 && len(d.mentions[slot.mention].actors) > 0 {
			where = r.code(d.mentions[slot.mention].actors[0])
		}
	}
	if !r.parties[where] {
		return
	}
	for _, id := range r.vocabulary.Words[listParties] {
		if i := r.index[id]; r.code(i) != where {
			f.actors = append(f.actors, part{actor: i, part: f.rule.Gives.Actors})
			f.assumed = true
		}
	}
}

// holder gives the country that held the place of the fact on its day; none where each side blames
// the other for what happens there.
func (d *document) holder(n int, s *sentence, f *fact) string {
	p := &d.reader.vocabulary.Places[f.place]
	if p.Contested {
		return ""
	}
	if len(p.Held) == 0 {
		return p.Country
	}
	f.date = d.dateOf(n, s, f)
	return p.HolderOn(d.dayOf(f))
}

// outsider says whether another country than the parties acts in the clause of the head, or is
// where it happens: "a Norwegian jet shot down a drone", "was downed over Norway".
func (d *document) outsider(s *sentence, f *fact) bool {
	r, clause := d.reader, s.items[f.match.head].clause
	foreign := func(code string) bool { return code != "" && !r.parties[code] }
	for k := range s.items {
		it := &s.items[k]
		if it.kind != aName || it.clause != clause {
			continue
		}
		m := &d.mentions[it.ref]
		if p := d.locatedAt(s, k); p >= 0 {
			if foreign(r.vocabulary.Places[p].Country) {
				return true
			}
			continue
		}
		acts := k < f.match.head || s.items[max(k-1, 0)].id == r.grammar.by
		if acts && len(m.actors) > 0 && foreign(r.code(m.actors[0])) {
			return true
		}
	}
	return false
}

// completeSides adds the other side where only one country is named that
// negotiates: "Russia will take part in the talks".
func (d *document) completeSides(f *fact) {
	gives := &f.rule.Gives
	if !gives.With || len(f.actors) != 1 || len(gives.Default) < 2 || d.personal(f.actors[0].actor, f.actors[0].as) {
		return
	}
	code := d.reader.code(f.actors[0].actor)
	ids := make([]part, 0, 2)
	own := false
	for _, id := range gives.Default {
		i := d.reader.index[id]
		if d.reader.code(i) == code {
			own = true
			continue
		}
		ids = append(ids, part{actor: i, part: gives.Actors})
	}
	if own {
		f.actors = append(f.actors, ids...)
	}
}

func (f *fact) take(m *mention, p string) {
	for i, a := range m.actors {
		if !slices.ContainsFunc(f.actors, func(have part) bool { return have.actor == a }) {
			f.actors = append(f.actors, part{actor: a, part: p, as: m.as[i]})
		}
	}
}

// dropRepeats drops a country whose person is named as well.
func (d *document) dropRepeats(f *fact) {
	v := d.reader.vocabulary
	f.actors = slices.DeleteFunc(f.actors, func(p part) bool {
		if v.Actors[p.actor].Kind != "country" || d.personal(p.actor, p.as) {
			return false
		}
		return slices.ContainsFunc(f.actors, func(q part) bool {
			return q.actor != p.actor && v.Actors[q.actor].Kind == "person" && v.Actors[q.actor].Country == v.Actors[p.actor].Country
		})
	})
}

// during are words before a meeting at which whoever the sentence is about was
// present.
var during = set("in during at after following over")

// gatherSpeaker serves "in a call with Putin on Monday Erdogan said": whoever
// speaks at a meeting takes part in it.
func (d *document) gatherSpeaker(s *sentence, f *fact) {
	p := d.duringOccasion(s, f.match.head)
	if p < 0 {
		return
	}
	clause := s.items[f.match.head].clause
	v := s.verbBefore(f.match.head, clause)
	if d.isFollowedBy(s, p+1) {
		v = s.verbBefore(p, clause)
	}
	for n := 0; v == nil && n < len(s.verbs); n++ {
		if w := &s.verbs[n]; w.item > f.match.head && (s.items[w.item].clause == clause || s.items[w.item].clause == clause+1 && d.opensSentence(s, clause)) {
			v = w
		}
	}
	if v == nil || v.mood&(negated|passive) != 0 {
		return
	}
	if who := d.subject(s, v); who >= 0 && d.mentions[who].kind != people && len(d.mentions[who].actors) > 0 {
		f.spoke = true
		f.take(&d.mentions[who], f.rule.Gives.Actors)
	}
}

// duringOccasion gives the item of the preposition that makes of the noun at item i the
// occasion of what the sentence tells, "after a long meeting with", or -1.
func (d *document) duringOccasion(s *sentence, i int) int {
	p := i - 1
	for p >= 0 && p > i-5 && s.items[p].kind == aWordItem && !during[strings.ToLower(d.word(s.items[p].start))] {
		if d.isFollowedBy(s, p) {
			return p - 1
		}
		if s.items[p].id == d.reader.grammar.and {
			return d.duringBoth(s, p)
		}
		if s.verbOf(p) != nil || d.reader.grammar.prepositions[s.items[p].id] {
			return -1
		}
		p--
	}
	if p < 0 || p <= i-5 || s.items[p].kind != aWordItem {
		return -1
	}
	return p
}

// isFollowedBy says whether the word at item i is the "by" of "followed by", which brings in the
// next occasion of whom the sentence is about.
func (d *document) isFollowedBy(s *sentence, i int) bool {
	return i > 0 && s.items[i].kind == aWordItem && s.items[i].id == d.reader.grammar.by && d.word(s.items[i-1].start) == "followed"
}

// duringBoth gives the preposition that opens the clause and governs what "and" at item i
// joins, too: "after a call with one and a meeting with another".
func (d *document) duringBoth(s *sentence, i int) int {
	open := s.opening(i)
	for k := open; k < open+4 && k < i; k++ {
		if s.items[k].kind == aWordItem && during[strings.ToLower(d.word(s.items[k].start))] {
			return k
		}
	}
	return -1
}

// opensSentence says whether no verb stands before or in the clause: it only tells the
// occasion of the next one.
func (d *document) opensSentence(s *sentence, clause int16) bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; s.items[v.item].clause <= clause && v.form&gerund == 0 {
			return false
		}
	}
	return true
}

// aside are words after which another occasion is told of: "met Lavrov after a
// call between the presidents".
var aside = set("after before following followed ahead since despite amid")

// absolute says whether the name only opens a phrase like "with Budapest
// chosen as the venue".
func (d *document) absolute(s *sentence, i int) bool {
	v := s.verbOf(i + 1)
	return v != nil && v.first == i+1 && v.form&(participle|gerund) != 0 && v.mood == 0
}

// ofAnother says whether "between" at item p belongs to a noun other than the
// head: "talks may be moved because of the tension between …".
func (d *document) ofAnother(s *sentence, f *fact, p int) bool {
	if d.word(s.items[p].start) != "between" || p < f.match.to {
		return false
	}
	before := s.items[p-1]
	return before.kind == aWordItem && s.verbOf(p-1) == nil && !d.light(before)
}

var joining = set("with alongside between and including by joined met host hosted together")

// beside are words before "by" and "with" that bring in whoever comes along:
// "Witkoff, joined by Driscoll, met".
var beside = set("joined flanked accompanied along together")

// gatherBeside adds the names between the subject and its verb that come
// along with the subject.
func (d *document) gatherBeside(s *sentence, f *fact) {
	if f.match.verb == nil {
		return
	}
	for i := f.match.from + 1; i < f.match.head; i++ {
		if s.items[i].kind != aName {
			continue
		}
		m := &d.mentions[s.items[i].ref]
		if len(m.actors) == 0 || m.located || m.kind == people {
			continue
		}
		p := d.prepositionBefore(s, i)
		if p > 0 && (d.word(s.items[p].start) == "alongside" || s.items[p-1].kind == aWordItem && beside[d.word(s.items[p-1].start)]) {
			f.take(m, f.rule.Gives.Actors)
		}
	}
}

// anotherOccasion says whether "and" at item i leads on to a noun of its own: "a call with
// one and a meeting with another".
func (d *document) anotherOccasion(s *sentence, i int) bool {
	if s.items[i].id != d.reader.grammar.and || s.items[i].kind != aWordItem || i+2 >= len(s.items) || s.items[i+1].kind != aWordItem {
		return false
	}
	for k := i + 1; k < len(s.items) && k < i+5 && s.items[k].kind == aWordItem; k++ {
		if k > i+1 && d.hasNoun(s.items[k].hits) {
			return true
		}
	}
	return false
}

// nextPartner says whether "and" at item i, after a date, leads on to whom somebody met on another
// day: "spoke with one on Monday and with another on Tuesday".
func (d *document) nextPartner(s *sentence, i int) bool {
	if i == 0 || s.items[i-1].kind != aDate || s.items[i].kind != aWordItem || s.items[i].id != d.reader.grammar.and {
		return false
	}
	_, date, who, _ := d.listed(s, i-1)
	return date >= 0 && who >= 0
}

// joinsMatter says whether "with" or "between" at item i tells whose matter it is and
// not who meets: "the war with Russia".
func (d *document) joinsMatter(s *sentence, i int) bool {
	return i > 0 && joining[d.word(s.items[i].start)] && d.endsList(s, i-1, listMatter)
}

// joinsBy says whether "by" at item i brings somebody along, "joined by", and does not
// tell who did something else: "those harmed by Russia". Other prepositions join as they are.
func (d *document) joinsBy(s *sentence, i int) bool {
	if s.items[i].id != d.reader.grammar.by || i == 0 {
		return true
	}
	return s.verbOf(i-1) == nil || beside[d.word(s.items[i-1].start)]
}

// gatherWith adds the names after "with", "alongside", "between" in the
// clause of the head.
func (d *document) gatherWith(s *sentence, f *fact) {
	d.gatherBeside(s, f)
	clause := s.items[f.match.head].clause
	for i := f.match.head + 1; i < len(s.items); i++ {
		it := s.items[i]
		if it.clause != clause && s.items[i].clause != clause+1 || it.kind == aWordItem && i >= f.match.to && aside[d.word(it.start)] {
			break
		}
		if f.match.verb == nil && d.anotherOccasion(s, i) || d.nextPartner(s, i) {
			break
		}
		if it.kind != aName {
			continue
		}
		m := &d.mentions[it.ref]
		if len(m.actors) == 0 || m.located || m.kind == people {
			continue
		}
		if p := d.prepositionBefore(s, i); p >= 0 && joining[d.word(s.items[p].start)] && d.joinsBy(s, p) && s.items[p].clause == clause && !d.absolute(s, i) && !d.ofAnother(s, f, p) && !d.joinsMatter(s, p) {
			f.take(m, f.rule.Gives.Actors)
		}
	}
}
