package extract

import (
	"slices"

	"truceline/timeline"
)

// A fact is what one rule read in one place.
type fact struct {
	rule     *compiled
	match    match
	sentence int
	kind     string // type, after Becomes
	rank     int
	title    string
	status   timeline.Status
	actors   []part
	place    int32 // -1 none
	numbers  []timeline.Number
	date     dating
	more     []int // further sentences that state the same
	lead     bool  // headline or lead
	quoted   bool
	assumed  bool // nobody is named: the actors are those that the rule gives
}

// maxAssumed is how many days before publication a fact may lie whose actors
// are not named.
const maxAssumed = 400

// part is an actor with its part in the event.
type part struct {
	actor int32
	part  string
	as    string
}

// facts reads every sentence by every rule whose head occurs in it. why, if
// given, is told about every attempt.
func (d *document) facts(why *tracer) []*fact {
	if !d.relevant(why) {
		return nil
	}
	list := make([]fact, 0, 16)
	for n := range d.sentences {
		s := &d.sentences[n]
		from := len(list)
		list = d.sentenceFacts(n, s, list, why)
		list = list[:from+settle(s, list[from:], why)]
		if len(list) > maxCandidates {
			break
		}
	}
	return d.merge(list, why)
}

// Bounds on what is read in one article and in one sentence before it is
// settled which readings tell of the same: settling compares all with all.
const (
	maxCandidates = 3 * maxFacts
	maxReadings   = 64
)

func (d *document) sentenceFacts(n int, s *sentence, list []fact, why *tracer) []fact {
	from := len(list)
	for i := range s.items {
		it := &s.items[i]
		for h := range it.hits {
			e := it.hits[h].entry
			if e.kind != aWord || repeats(it.hits, h) {
				continue
			}
			for _, st := range d.reader.byHead[e.ref] {
				if f, ok := d.try(n, s, st, i, why); ok {
					list = append(list, f)
				}
			}
			if len(list)-from > maxReadings {
				return list
			}
		}
	}
	return list
}

// repeats says whether an earlier hit at the item is of the same list.
func repeats(hits []hit, h int) bool {
	for _, earlier := range hits[:h] {
		if earlier.entry.kind == aWord && earlier.entry.ref == hits[h].entry.ref {
			return true
		}
	}
	return false
}

// try reads one pattern with its head at item i.
func (d *document) try(n int, s *sentence, st start, i int, why *tracer) (fact, bool) {
	m, ok := d.match(s, st.pattern, i)
	rule := &d.reader.rules[st.rule]
	if !ok {
		why.note(n, rule, st.pattern, i, "the words around the head do not fit")
		return fact{}, false
	}
	for u := range rule.unless {
		if d.found(s, &rule.unless[u], s.items[i].clause) {
			why.note(n, rule, st.pattern, i, "unless "+rule.unless[u].source)
			return fact{}, false
		}
	}
	f := fact{rule: rule, match: m, sentence: n, kind: rule.Type, rank: rule.Gives.Rank, title: rule.Gives.Title, place: -1}
	f.lead = s.headline || n <= d.lead+1
	f.quoted = s.items[i].quoted
	d.gather(s, &f)
	if f.rule.Gives.Against && len(f.actors) == 0 {
		f.place = d.placeOf(s, &f)
		d.oppose(&f)
	}
	if len(f.actors) == 0 {
		why.note(n, rule, st.pattern, i, "nobody takes part")
		return fact{}, false
	}
	f.place = d.placeOf(s, &f)
	f.date = d.dateOf(n, s, &f)
	d.become(&f)
	if f.assumed && !d.dense && !f.date.weak() && f.date.when.SortDay() < d.day.Add(-maxAssumed) {
		why.note(n, rule, st.pattern, i, "nobody is named, and it is long ago")
		return fact{}, false
	}
	if reason := d.settleStatus(s, &f); reason != "" {
		why.note(n, rule, st.pattern, i, reason)
		return fact{}, false
	}
	if reason := d.offTopic(s, &f); reason != "" {
		why.note(n, rule, st.pattern, i, reason)
		return fact{}, false
	}
	f.numbers = d.numbers(s, &f)
	why.fired(n, &f)
	return f, true
}

// found says whether a pattern occurs in the clause.
func (d *document) found(s *sentence, p *pattern, clause int16) bool {
	if !s.classes.hasAll(p.classes) {
		return false
	}
	for i := range s.items {
		d.work++
		if s.items[i].clause != clause || s.items[i].kind != aWordItem {
			continue
		}
		if _, ok := d.match(s, p, i); ok {
			return true
		}
	}
	return false
}

// gather collects who takes part.
func (d *document) gather(s *sentence, f *fact) {
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
	if len(f.actors) == 0 {
		f.assumed = true
		for _, id := range gives.Default {
			f.actors = append(f.actors, part{actor: d.reader.index[id], part: gives.Actors})
		}
	}
	d.completeSides(f)
	d.dropRepeats(f)
}

// oppose lets the party act that the place does not belong to.
func (d *document) oppose(f *fact) {
	if f.place < 0 {
		return
	}
	r := d.reader
	where := r.vocabulary.Places[f.place].Country
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

// completeSides adds the other side where only one country is named that
// negotiates: "Russia will take part in the talks".
func (d *document) completeSides(f *fact) {
	gives := &f.rule.Gives
	if !gives.With || len(f.actors) != 1 || len(gives.Default) < 2 || d.isPerson(f.actors[0].actor) {
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
		if v.Actors[p.actor].Kind != "country" {
			return false
		}
		return slices.ContainsFunc(f.actors, func(q part) bool {
			return q.actor != p.actor && v.Actors[q.actor].Kind == "person" && v.Actors[q.actor].Country == v.Actors[p.actor].Country
		})
	})
}

var joining = set("with alongside between and including by joined met host hosted together")

// gatherWith adds the names after "with", "alongside", "between" in the
// clause of the head.
func (d *document) gatherWith(s *sentence, f *fact) {
	clause := s.items[f.match.head].clause
	for i := f.match.head + 1; i < len(s.items); i++ {
		it := s.items[i]
		if it.clause != clause && s.items[i].clause != clause+1 {
			break
		}
		if it.kind != aName {
			continue
		}
		m := &d.mentions[it.ref]
		if len(m.actors) == 0 || m.located || m.kind == people {
			continue
		}
		if p := d.prepositionBefore(s, i); p >= 0 && joining[d.word(s.items[p].start)] && s.items[p].clause == clause {
			f.take(m, f.rule.Gives.Actors)
		}
	}
}

// placeOf gives the place that the pattern names, else the one nearest to
// the head in its clause: to the right first.
func (d *document) placeOf(s *sentence, f *fact) int32 {
	for _, slot := range f.match.slots {
		if slot.slot == placeSlot && slot.mention >= 0 {
			return d.mentions[slot.mention].place
		}
	}
	clause := s.items[f.match.head].clause
	if p := d.placeBefore(s, f); p >= 0 {
		return p
	}
	for i := f.match.head + 1; i < len(s.items) && s.items[i].clause == clause; i++ {
		if p := d.locatedAt(s, i); p >= 0 && d.isWhere(f, p) {
			return p
		}
	}
	for i := f.match.head - 1; i >= 0 && s.items[i].clause == clause; i-- {
		if p := d.locatedAt(s, i); p >= 0 && d.isWhere(f, p) {
			return p
		}
	}
	return -1
}

// isWhere says whether a place can be where the fact happened: "a ceasefire in
// Ukraine" was not refused there.
func (d *document) isWhere(f *fact, place int32) bool {
	p := d.reader.vocabulary.Places[place]
	return f.rule.Gives.Anywhere || p.Kind != "country" || !d.reader.parties[p.Country]
}

// placeBefore gives the place that describes a noun: "the White House summit",
// "the Istanbul talks".
func (d *document) placeBefore(s *sentence, f *fact) int32 {
	if f.match.verb != nil {
		return -1
	}
	for i := f.match.head - 1; i >= 0 && i >= f.match.head-3; i-- {
		it := s.items[i]
		if it.kind == aName {
			m := &d.mentions[it.ref]
			if m.place >= 0 && d.reader.vocabulary.Places[m.place].Kind != "country" && d.prepositionBefore(s, i) < 0 {
				return m.place
			}
			return -1
		}
		if it.kind != aWordItem || d.reader.grammar.known[it.id] {
			return -1
		}
	}
	return -1
}

// locatedAt gives the place at item i if the place is where something is, -1
// otherwise.
func (d *document) locatedAt(s *sentence, i int) int32 {
	if s.items[i].kind != aName {
		return -1
	}
	m := &d.mentions[s.items[i].ref]
	if m.place < 0 || !m.located || m.possessive {
		return -1
	}
	g := d.reader.grammar
	if i > 0 && s.items[i-1].kind == aWordItem {
		if id := s.items[i-1].id; id == g.of || id == g.on || id == g.against || id == g.from && m.kind != placeOnly || id == g.for_ {
			return -1
		}
	}
	return m.place
}

// become lets the participants decide the type.
func (d *document) become(f *fact) {
	for _, b := range f.rule.Becomes {
		if d.becomes(f, b) {
			f.kind = b.Type
			if b.Rank > 0 {
				f.rank = b.Rank
			}
			if b.Title != "" {
				f.title = b.Title
			}
			return
		}
	}
}

func (d *document) becomes(f *fact, b Become) bool {
	r := d.reader
	leaders, sides := map[int32]bool{}, map[string]bool{}
	for _, p := range f.actors {
		if r.leads(p.actor, d.dayOf(f)) {
			leaders[p.actor] = true
		}
		if r.isSide(p.actor) {
			sides[r.code(p.actor)] = true
		}
	}
	if len(leaders) < b.Leaders || len(sides) < b.Sides {
		return false
	}
	return !b.Abroad || d.abroad(f)
}

// dayOf gives the day on which offices count for the fact: its own, where it
// has one.
func (d *document) dayOf(f *fact) timeline.Day {
	if f.date.weak() || f.date.when.SortDay() > d.day {
		return d.day
	}
	return f.date.when.SortDay()
}

// abroad says whether a leader is in another country that takes part or is a
// party to the conflict.
func (d *document) abroad(f *fact) bool {
	if f.place < 0 {
		return false
	}
	r := d.reader
	where := r.vocabulary.Places[f.place].Country
	host := r.parties[where]
	guest := false
	for _, p := range f.actors {
		if r.code(p.actor) == where {
			host = true
		} else if r.leads(p.actor, d.dayOf(f)) {
			guest = true
		}
	}
	return host && guest
}

// settle lets the rule of the highest rank speak where several of a group
// read the same words. It moves the readings that are kept to the front and
// gives their number.
func settle(s *sentence, facts []fact, why *tracer) int {
	lost := make([]bool, len(facts))
	for i := range facts {
		if lost[i] = beaten(s, facts, i); lost[i] {
			why.note(facts[i].sentence, facts[i].rule, facts[i].match.pattern, facts[i].match.head, "another rule of its group reads the same words")
		}
	}
	kept := 0
	for i := range facts {
		if !lost[i] {
			if kept != i {
				facts[kept] = facts[i]
			}
			kept++
		}
	}
	return kept
}

func beaten(s *sentence, facts []fact, i int) bool {
	f := &facts[i]
	for j := range facts {
		o := &facts[j]
		if f.kind == "statement" && o.kind != "statement" && f.repeats(o) {
			return true
		}
		if f.kind == "statement" && o.kind != "statement" && f.date.item >= 0 && f.date.item == o.date.item && o.match.head > f.match.head && o.match.head < f.date.item {
			return true // thanked him for the talks on March 11
		}
		if i == j || !rivals(s, f, o) {
			continue
		}
		if o.rank > f.rank || o.rank == f.rank && f.assumed && !o.assumed || o.rank == f.rank && o.assumed == f.assumed && (len(o.actors) > len(f.actors) || len(o.actors) == len(f.actors) && j < i) {
			o.absorb(f)
			return true
		}
	}
	return false
}

// repeats says whether a statement only announces what its speakers do on
// the same day.
func (f *fact) repeats(o *fact) bool {
	if f.date.when.Start != o.date.when.Start && !o.date.weak() || o.assumed {
		return false
	}
	return slices.ContainsFunc(o.actors, func(p part) bool { return p.actor == f.actors[0].actor })
}

// rivals says whether two facts of one sentence compete: same rule or group,
// overlapping words or one clause with the same date.
func rivals(s *sentence, a, b *fact) bool {
	if a.rule != b.rule && (a.rule.Gives.Group == "" || a.rule.Gives.Group != b.rule.Gives.Group) {
		return false
	}
	if a.match.from < b.match.to && b.match.from < a.match.to {
		return true
	}
	return s.items[a.match.head].clause == s.items[b.match.head].clause && a.date.item == b.date.item && (a.place == b.place || a.place < 0 || b.place < 0)
}

// absorb takes over what a weaker reading of the same words knows more.
func (f *fact) absorb(o *fact) {
	if f.place < 0 {
		f.place = o.place
	}
	if f.rule.Gives.With {
		for _, p := range o.actors {
			if !slices.ContainsFunc(f.actors, func(have part) bool { return have.actor == p.actor }) {
				f.actors = append(f.actors, p)
			}
		}
	}
	if f.date.weak() && !o.date.weak() {
		f.date = o.date
	}
}
