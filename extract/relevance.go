package extract

// relevant says whether the article speaks of the topic, and finds its lead:
// the first sentence of the body that does.
func (d *document) relevant(why *tracer) bool {
	topic, elsewhere, body, opening, others := 0, 0, 0, 0, 0
	d.lead = -1
	for n := range d.sentences {
		s := &d.sentences[n]
		on, off := s.on, s.off
		topic += on
		elsewhere += off
		others += d.partiesIn(s)
		if body < 2 {
			opening += off - on
		}
		if !s.headline {
			body++
		}
		if d.lead < 0 && on > 0 && !s.headline {
			d.lead = n
		}
		if s.headline && on > 0 {
			topic += 2
		}
	}
	d.dense = topic*3 >= body && elsewhere*5 < topic || elsewhere == 0 && topic*5 >= body
	if d.lead < 0 {
		d.lead = 0
	}
	if topic > 0 || others > 4 {
		topic += others / 3
	}
	if topic == 0 && elsewhere == 0 && body <= aNote && d.sidesNamed() > 1 {
		topic = 1
	}
	d.topical = topic >= 2 && topic*2 > elsewhere
	if topic == 0 || topic*3 < elsewhere*2 || topic*25 < body || opening > 1 {
		why.say("the article does not speak of the topic")
		return false
	}
	return true
}

// aNote is the length, in sentences, of a note of a wire or an office. Two
// negotiating countries in one speak of the talks, where nothing speaks of
// another thing.
const aNote = 3

// sidesNamed counts the negotiating countries that the article names.
func (d *document) sidesNamed() int {
	named := map[string]bool{}
	for i := range d.mentions {
		for _, a := range d.mentions[i].actors {
			if d.reader.isSide(a) {
				named[d.reader.code(a)] = true
			}
		}
	}
	return len(named)
}

// partiesIn counts the names of the other parties in a sentence.
func (d *document) partiesIn(s *sentence) int {
	n := 0
	for i := range s.items {
		if s.items[i].kind != aName {
			continue
		}
		for _, a := range d.mentions[s.items[i].ref].actors {
			if c := d.reader.code(a); d.reader.parties[c] && c != d.reader.core {
				n++
			}
		}
	}
	return n
}

// sidesIn says whether somebody of the negotiating countries takes part.
func (d *document) sidesIn(f *fact) bool {
	for _, p := range f.actors {
		if d.reader.isSide(p.actor) {
			return true
		}
	}
	return false
}

// partyIn says whether a party takes part, or somebody of its country.
func (d *document) partyIn(f *fact) bool {
	for _, p := range f.actors {
		if d.reader.parties[d.reader.code(p.actor)] || d.reader.topical[p.actor] {
			return true
		}
	}
	return false
}

// counts the words of the topic and of other fields in a sentence.
func (d *document) counts(s *sentence) (on, off int) {
	topic, elsewhere := d.reader.lexicon.classes[listTopic], d.reader.lexicon.classes[listElsewhere]
	for i := range s.items {
		it := &s.items[i]
		if it.kind == aName {
			if d.ofParty(&d.mentions[it.ref]) {
				on++
			}
			continue
		}
		for _, h := range it.hits {
			if h.entry.kind == aWord && h.entry.ref == topic {
				on++
			}
			if h.entry.kind == aWord && h.entry.ref == elsewhere {
				off++
			}
		}
	}
	return on, off
}

// ofParty says whether the name is of the party whose fate the topic is: the
// first of <parties>.
func (d *document) ofParty(m *mention) bool {
	for _, a := range m.actors {
		if d.reader.code(a) == d.reader.core || d.reader.topical[a] {
			return true
		}
	}
	return m.place >= 0 && d.reader.vocabulary.Places[m.place].Country == d.reader.core
}

// offTopic tells why a fact is none of the topic, "" if it is.
func (d *document) offTopic(s *sentence, f *fact) string {
	on, off := s.on, s.off
	if on == 0 && len(f.rule.Gives.Default) > 1 && !f.assumed && !d.partyIn(f) {
		return "others than the parties do so, and the sentence does not speak of the topic"
	}
	if on == 0 && off > 0 {
		return "the sentence speaks of something else"
	}
	if off > on {
		return "the sentence speaks more of something else"
	}
	if on == 0 && !d.topical && !d.sidesIn(f) {
		return "neither sentence nor article speak enough of the topic"
	}
	return ""
}
