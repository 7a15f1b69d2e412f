package extract

// placeOf gives the place that the pattern names, else the one nearest to
// the head in its clause: to the right first.
func (d *document) placeOf(s *sentence, f *fact) int32 {
	if f.rule.Gives.Group == groupCall {
		return -1
	}
	for _, slot := range f.match.slots {
		if slot.slot == placeSlot && slot.mention >= 0 && !(slot.item > f.match.head+maxLight && !d.isWhere(f, d.mentions[slot.mention].place)) {
			if p := d.heldElsewhere(s, f, slot.item); p >= 0 {
				return p
			}
			return d.mentions[slot.mention].place
		}
	}
	clause := s.items[f.match.head].clause
	if p := d.placeBefore(s, f); p >= 0 {
		return p
	}
	if p := d.placeStruck(s, f); p >= 0 {
		return p
	}
	for i := f.match.head + 1; i < len(s.items) && s.items[i].clause == clause; i++ {
		if w := s.items[i]; w.kind == aWordItem && (d.restsOn(s, i) || i >= f.match.to && aside[d.word(w.start)]) {
			break // met in London before flying to Brussels; under an accord struck in Oslo
		}
		if p := d.locatedAt(s, i); p >= 0 && d.isWhere(f, p) {
			return p
		}
	}
	for i := f.match.head - 1; i >= 0 && s.items[i].clause == clause; i-- {
		if w := s.items[i]; f.match.verb == nil && i < f.match.from && w.kind == aWordItem && aside[d.word(w.start)] {
			break // fired at Kyiv after talks with Norway
		}
		if p := d.locatedAt(s, i); p >= 0 && d.isWhere(f, p) {
			return p
		}
	}
	return d.placeWhere(s, s.opening(f.match.head))
}

// maxStruck is how many words after a pattern the place may stand that a blow falls on: "(launched a
// drone) attack on Oslo".
const maxStruck = 3

// placeStruck gives the town that a blow is said to fall on: "launched its largest attack on Oslo,
// the largest inside Norway".
func (d *document) placeStruck(s *sentence, f *fact) int32 {
	if !f.rule.Gives.Parties || !f.rule.Gives.Anywhere {
		return -1
	}
	for i := f.match.head + 1; i < len(s.items) && i <= f.match.to+maxStruck && s.items[i].kind != aMark; i++ {
		if s.items[i].kind != aName || i == 0 {
			continue
		}
		g, before, m := d.reader.grammar, s.items[i-1], &d.mentions[s.items[i].ref]
		if (before.id == g.on || before.id == g.against) && d.isTown(m.place) && !m.possessive {
			return m.place
		}
	}
	return -1
}

// heldElsewhere gives the place where a meeting was held that is called by the place at
// item i: "the Ramstein meeting was held in Brussels"; -1 where none is told.
func (d *document) heldElsewhere(s *sentence, f *fact, i int) int32 {
	if i >= f.match.head || d.prepositionBefore(s, i) >= 0 {
		return -1
	}
	clause := s.items[f.match.head].clause
	for k := f.match.head + 1; k < len(s.items) && s.items[k].clause == clause; k++ {
		if s.items[k].kind == aWordItem && aside[d.word(s.items[k].start)] {
			return -1
		}
		if p := d.locatedAt(s, k); p >= 0 && d.isWhere(f, p) {
			return p
		}
	}
	return -1
}

// placeWhere gives the place before "where" at item i: "on his way to Kyiv, where he is to
// meet".
func (d *document) placeWhere(s *sentence, i int) int32 {
	if i == 0 || s.items[i].kind != aWordItem || d.word(s.items[i].start) != "where" {
		return -1
	}
	if i--; d.isComma(s, i) {
		i--
	}
	if i < 0 || s.items[i].kind != aName {
		return -1
	}
	return d.mentions[s.items[i].ref].place
}

// maxQuestion is how many sentences after a question its reply may stand.
const maxQuestion = 6

// placeOfQuestion gives the place where the question was asked that a
// statement replies to: who replies in a parliament speaks there.
func (d *document) placeOfQuestion(s *sentence, f *fact, earlier []fact) int32 {
	if f.kind != "statement" || f.match.verb == nil || !replying[d.word(s.items[f.match.verb.item].start)] {
		return -1
	}
	for n := len(earlier) - 1; n >= 0 && earlier[n].sentence >= f.sentence-maxQuestion; n-- {
		if o := &earlier[n]; o.kind == "statement" && o.sentence < f.sentence && o.place >= 0 {
			return o.place
		}
	}
	return -1
}

var replying = set("reply replies replied answer answers answered respond responds responded replying responding")

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
	if m.place < 0 || !m.located || m.possessive || m.matter && m.kind != placeOnly {
		return -1
	}
	g, j := d.reader.grammar, i-1
	if j > 0 && s.items[j].kind == aWordItem && s.items[j].id == g.the {
		j--
	}
	if j >= 0 && s.items[j].kind == aWordItem {
		if id := s.items[j].id; id == g.of && (j < 1 || !d.inList(s, j-1, listVillage)) || id == g.on || id == g.against || id == g.from && m.kind != placeOnly || id == g.for_ {
			return -1
		}
	}
	return m.place
}
