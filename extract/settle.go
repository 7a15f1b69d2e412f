package extract

import (
	"slices"

	"truceline/timeline"
)

// repeats says whether an earlier hit at the item is of the same list.
func repeats(hits []hit, h int) bool {
	for _, earlier := range hits[:h] {
		if earlier.entry.kind == aWord && earlier.entry.ref == hits[h].entry.ref {
			return true
		}
	}
	return false
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
		if d.leadsAs(p, d.dayOf(f)) {
			leaders[p.actor] = true
		}
		if r.gatherings[p.actor] {
			leaders[p.actor], leaders[-1] = true, true // many of them
		}
		if r.bargainers[p.actor] {
			sides["one"], sides["other"] = true, true
		}
		if r.isSide(p.actor) {
			sides[r.code(p.actor)] = true
		}
	}
	if len(leaders) < b.Leaders || len(sides) < b.Sides {
		return false
	}
	return (!b.Abroad || d.abroad(f)) && (!b.Away || d.away(f)) && (!b.Neutral || r.neutral[f.place]) && (b.Peers == "" || d.peers(f, b.Peers))
}

// peers says whether two or more hold an office of the kind.
func (d *document) peers(f *fact, kind string) bool {
	held := 0
	for _, h := range d.reader.offices.kinds[kind] {
		if h.office.HeldOn(d.dayOf(f)) && slices.ContainsFunc(f.actors, func(p part) bool { return p.actor == h.actor }) {
			held++
		}
	}
	return held > 1
}

// away says whether a leader is in a country that is not his own.
func (d *document) away(f *fact) bool {
	if f.place < 0 {
		return false
	}
	where := d.reader.vocabulary.Places[f.place].Country
	return where != "" && slices.ContainsFunc(f.actors, func(p part) bool {
		return d.personal(p.actor, p.as) && d.leadsAs(p, d.dayOf(f)) && d.reader.code(p.actor) != where
	})
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
	if r.neutral[f.place] {
		return false
	}
	host := r.parties[where]
	guest := false
	for _, p := range f.actors {
		if r.code(p.actor) == where {
			host = true
		} else if d.leadsAs(p, d.dayOf(f)) {
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
		if f.kind == "statement" && f.rule.Gives.Group != "offer" && o.kind != "statement" && f.repeats(o) {
			return true
		}
		if f.kind == "statement" && o.kind != "statement" && f.date.item >= 0 && f.date.item == o.date.item && o.match.head > f.match.head && o.match.head < f.date.item {
			return true // thanked him for the talks on March 11
		}
		if f.kind == "statement" && f.rule.Gives.Group != "offer" && o.kind != "statement" && f.match.verb != nil && f.match.head == o.match.head && f.sharesWith(o) {
			return true // whoever declares a truce has said so
		}
		if i != j && f.yields(o) {
			return true
		}
		if f.kind == "statement" && o.tells(s, f) && (o.rule.Gives.Claimable && o.follows(f) || o.announced(f)) {
			return true // officials say that a drone has killed two
		}
		if i == j || !rivals(s, f, o) || f.nearer(s, o) {
			continue
		}
		if o.nearer(s, f) || o.outranks(f, j < i) {
			o.absorb(f)
			return true
		}
	}
	return false
}

// outranks says which of two readings of the same words speaks: the one of the higher rank,
// then that which names who acts, knows more of them, has its date nearer, stands first.
func (o *fact) outranks(f *fact, first bool) bool {
	switch {
	case o.rank != f.rank:
		return o.rank > f.rank
	case o.assumed != f.assumed:
		return f.assumed
	case len(o.actors) != len(f.actors):
		return len(o.actors) > len(f.actors)
	case o.date.how != f.date.how:
		return o.date.how < f.date.how
	}
	return first
}

// nearer says whether the reading has its own verb in the clause that the other only reaches
// into: "announced that Norway has sent tanks" is what Norway did.
func (o *fact) nearer(s *sentence, f *fact) bool {
	return o.rule == f.rule && o.match.from > f.match.head && o.match.to == f.match.to && !o.assumed &&
		o.match.verb != nil && s.items[o.match.head].clause != s.items[f.match.head].clause
}

// tells says whether the fact is what the statement says, and not something else that it
// mentions: it stands in the clause that the verb of saying opens, or in the one before it: "a
// drone killed two people, officials said".
func (o *fact) tells(s *sentence, statement *fact) bool {
	if o.date.weak() {
		return false
	}
	said, told := s.items[statement.match.head].clause, s.items[o.match.head].clause
	if o.match.head < statement.match.head {
		return said == told+1
	}
	return told == said || told > said && s.verbless(said+1, told)
}

// follows says whether the fact stands behind the verb of saying, or before one that gives no
// day of its own.
func (o *fact) follows(statement *fact) bool {
	return o.match.head > statement.match.head || o.match.head < statement.match.head && statement.date.item < 0
}

// announced says whether a statement does no more than announce what it tells as done, of the
// same day: "the ministry announced that 90 captives had come home", "were home again, it said".
func (o *fact) announced(statement *fact) bool {
	if statement.match.verb == nil || o.match.verb == nil || o.kind == "statement" || o.status != timeline.Happened {
		return false
	}
	return o.date.when.Start == statement.date.when.Start && (o.match.head <= statement.match.head || statement.date.item < 0)
}

// yields says whether the fact is a far reading of what another type tells of
// more nearly: its rule gives way to that type, and actor and day are the same.
func (f *fact) yields(o *fact) bool {
	if !slices.Contains(f.rule.Gives.Yields, o.kind) || o.date.weak() || !f.date.weak() && f.date.when.Start != o.date.when.Start {
		return false
	}
	return slices.ContainsFunc(f.actors, func(p part) bool {
		return slices.ContainsFunc(o.actors, func(q part) bool { return p.actor == q.actor })
	})
}

// repeats says whether a statement only announces what its speakers do on
// the same day.
func (f *fact) repeats(o *fact) bool {
	if o.date.weak() && !f.date.weak() && o.match.verb == nil {
		return false // what nothing dates is no event
	}
	if f.date.when.Start != o.date.when.Start && (!o.date.weak() || o.status == timeline.Planned && !f.date.weak()) || o.assumed {
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
		return !a.apart(b)
	}
	return s.items[a.match.head].clause == s.items[b.match.head].clause && a.date.item == b.date.item && !a.otherCall(b) && (a.place == b.place || a.place < 0 || b.place < 0)
}

// otherCall says whether two readings are of two calls of one person: "spoke with Kuleba on
// Monday, followed by a call with Blinken".
func (f *fact) otherCall(o *fact) bool {
	if f.rule.Gives.Group != groupCall || len(f.actors) != 2 || len(o.actors) != 2 || f.assumed || o.assumed {
		return false
	}
	return !f.includes(o) && f.sharesWith(o)
}

// sharesWith says whether somebody takes part in both.
func (f *fact) sharesWith(o *fact) bool {
	return slices.ContainsFunc(f.actors, func(p part) bool {
		return slices.ContainsFunc(o.actors, func(q part) bool { return p.actor == q.actor })
	})
}

// apart says whether two readings that share words are two deeds: each has its
// own verb, day and actors: "the Senate approved on Tuesday what the House had
// passed on Saturday".
func (f *fact) apart(o *fact) bool {
	if f.match.head != o.match.head && f.otherDay(o) && f.place >= 0 && o.place >= 0 && f.place != o.place && !f.assumed && !o.assumed {
		return true // in Oslo on Monday after a visit to Bergen on Sunday
	}
	if f.match.verb == nil || o.match.verb == nil || f.match.head == o.match.head || f.assumed || o.assumed || f.date.item == o.date.item || f.date.item < 0 || o.date.item < 0 {
		return false
	}
	return !f.sharesWith(o)
}

// otherDay says whether the sentence gives the two readings a day each.
func (f *fact) otherDay(o *fact) bool {
	return f.date.how <= ownSentence && o.date.how <= ownSentence && f.date.when.Start != o.date.when.Start
}

// absorb takes over what a weaker reading of the same words knows more.
func (f *fact) absorb(o *fact) {
	if f.place < 0 {
		f.place = o.place
	}
	if f.rule.Gives.With && !o.assumed {
		for _, p := range o.actors {
			if !slices.ContainsFunc(f.actors, func(have part) bool { return have.actor == p.actor }) {
				f.actors = append(f.actors, p)
			}
		}
	}
	began := f.rule == o.rule && f.rule.Gives.Lasts && f.date.how == onPublication && o.date.how == ownClause
	if f.date.weak() && !o.date.weak() || began { // declared a truce that began on Saturday
		f.date = o.date
	}
}
