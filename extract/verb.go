package extract

// A verb is a verb with the words of its group: "has not agreed to meet".
type verb struct {
	item  int // the verb itself
	first int // the first word of the group
	mood  mood
	form  form
	short bool // a participle that has lost its "which was"
}

// verbForm gives the forms that the word can have as a verb, 0 for none.
func (d *document) verbForm(id int32, hits []hit) form {
	f := d.reader.grammar.common[id]
	for _, h := range hits {
		if h.entry.kind == aWord {
			f |= h.entry.form
		}
	}
	return f &^ noun
}

// finite says whether the token can be the verb of a sentence.
func (d *document) finite(i int32, hits []hit) bool {
	id := d.tokens[i].id
	if _, aux := d.reader.grammar.auxiliaries[id]; aux {
		return true
	}
	return d.verbForm(id, hits)&(past|third|base) != 0
}

// stopsName says whether an atom cannot stand between people and office.
func (d *document) stopsName(a atom) bool {
	g, t := d.reader.grammar, d.tokens[a.start]
	if g.prepositions[t.id] || g.determiners[t.id] || g.opening[t.id] || t.id == g.and || t.id == g.s {
		return true
	}
	return d.finite(a.start, a.hits) && d.verbForm(t.id, a.hits)&noun == 0 && !d.hasNoun(a.hits)
}

func (d *document) hasNoun(hits []hit) bool {
	for _, h := range hits {
		if h.entry.kind == aWord && h.entry.form == noun && h.end == h.start+1 {
			return true
		}
	}
	return false
}

// pluralPeople says whether "Russians" and not "Russian" stands at the token.
func (d *document) pluralPeople(i int32) bool {
	w := d.word(i)
	return len(w) > 2 && w[len(w)-1] == 's'
}

// isVerb says whether the word at item i is used as a verb, by what stands
// before it.
func (d *document) isVerb(s *sentence, i int, f form) bool {
	if i < 0 || s.items[i].kind != aWordItem || f == 0 {
		return false
	}
	g := d.reader.grammar
	if f == gerund && g.prepositions[s.items[i].id] && !(i > 0 && d.isAuxiliary(s, i-1)) {
		return false // following a meeting, leaders including the president
	}
	j := d.back(s, i-1)
	if j > 0 && s.items[j].kind == aWordItem && ordinals[d.word(s.items[j].start)] && s.verbOf(j-1) == nil && d.isAuxiliary(s, j-1) {
		j-- // must first agree
	}
	if j < 0 {
		return f&(past|gerund) != 0 && !d.attributive(s, i, f) || f&participle != 0 && !d.attributive(s, i, f)
	}
	p := s.items[j]
	a, aux := g.auxiliaries[p.id]
	switch {
	case a.be && f&^noun == base:
		return false // he was open to talks
	case p.kind == aName:
		m := d.mentions[p.ref]
		if m.kind == people || m.possessive {
			return false
		}
		if f == gerund && d.hasNoun(s.items[i].hits) && m.kind != pronoun && d.namesOccasion(s, i) {
			return false // the London meeting
		}
		if f&third != 0 && d.hasNoun(s.items[i].hits) && m.kind != person && m.kind != pronoun && !d.takesObject(s, i) {
			return false // the Istanbul talks
		}
		return f&(past|third|participle|gerund) != 0 || f&base != 0 && (m.plural || m.kind == roleOf || m.kind == pronoun || m.kind == pair || s.headline || !d.hasNoun(s.items[i].hits))
	case p.kind == aMark && f == gerund && d.hasNoun(s.items[i].hits) && !d.isComma(s, j) && d.namesOccasion(s, i):
		return false // the ministers' meeting, the “summer” meeting
	case p.kind == aMark && f&^participle == base && !d.hasNoun(s.items[i].hits) && d.closesAside(s, j):
		return true
	case p.kind == aMark:
		return f&(past|third|participle|gerund) != 0 && !d.attributive(s, i, f)
	case p.kind == aDate && f == gerund && d.hasNoun(s.items[i].hits) && d.describes(s, j):
		return false // the April 17 meeting
	case p.kind == aDate:
		return f&(past|third|participle|gerund) != 0
	case aux || p.id == g.to:
		return !(p.id == g.to && f&base == 0)
	case g.relatives[p.id]:
		return true
	case g.determiners[p.id] || p.id == g.s || g.foregoing[p.id] != 0:
		return false
	case g.prepositions[p.id]:
		return f&gerund != 0 && (!d.hasNoun(s.items[i].hits) || d.meetsName(s, i))
	case g.opening[p.id] && f&third != 0 && f&(past|participle|gerund) == 0 && d.hasNoun(s.items[i].hits) && !d.takesObject(s, i):
		return false // where talks between the two are expected
	case p.id == g.and && f == gerund && d.hasNoun(s.items[i].hits) && d.namesOccasion(s, i):
		return false // raids and shelling in the north
	case p.id == g.and || g.opening[p.id]:
		return f&(past|participle|third|gerund) != 0 && !d.attributive(s, i, f)
	}
	if f&(past|participle) != 0 {
		return !d.attributive(s, i, f)
	}
	if f&third != 0 { // a missile strikes a house
		return !d.hasNoun(s.items[i].hits) || d.takesObject(s, i) && !pluralWord(d, s.items[j])
	}
	return f&base != 0 && pluralWord(d, s.items[j]) && (!d.hasNoun(s.items[i].hits) || d.takesObject(s, i)) || f&gerund != 0 && !d.hasNoun(s.items[i].hits)
}

// closesAside says whether the comma at item j ends what was put between subject and verb:
// "strikes across the country, including on Kyiv and Odesa, kill".
func (d *document) closesAside(s *sentence, j int) bool {
	if !d.isComma(s, j) || len(s.verbs) > 0 {
		return false
	}
	for i := j - 2; i > 0; i-- {
		if d.isComma(s, i) {
			return s.items[i+1].kind == aWordItem && d.reader.grammar.prepositions[s.items[i+1].id]
		}
	}
	return false
}

// meetsName says whether somebody is named right after a word like "meeting", which so is a verb:
// "after meeting Zelensky".
func (d *document) meetsName(s *sentence, i int) bool {
	if i+1 >= len(s.items) || s.items[i+1].kind != aName {
		return false
	}
	m := &d.mentions[s.items[i+1].ref]
	return len(m.actors) > 0 && (m.kind == person || m.kind == roleOf) && !m.possessive
}

// ordinals stand between an auxiliary and its verb as well as before nouns.
var ordinals = set("first second finally")

func (d *document) isAuxiliary(s *sentence, i int) bool {
	_, aux := d.reader.grammar.auxiliaries[s.items[i].id]
	return aux && s.items[i].kind == aWordItem
}

// takesObject says whether a name or a determiner follows item i: "Russia
// attacks Kyiv".
func (d *document) takesObject(s *sentence, i int) bool {
	if i+1 >= len(s.items) {
		return false
	}
	next := s.items[i+1]
	return next.kind == aName || next.kind == aWordItem && d.reader.grammar.determiners[next.id]
}

// namesOccasion says whether a word like "meeting" has nobody after it who is
// met.
func (d *document) namesOccasion(s *sentence, i int) bool {
	if i+1 >= len(s.items) {
		return true
	}
	g, next := d.reader.grammar, s.items[i+1]
	return next.kind != aName && !(next.kind == aWordItem && (next.id == g.with || g.determiners[next.id] && !g.relatives[next.id]))
}

func pluralWord(d *document, it item) bool {
	w := d.word(it.end - 1)
	return len(w) > 3 && (w[len(w)-1] == 's' || w[len(w)-3:] == "men" || w == "people")
}

// attributive says whether a participle only describes the noun after it:
// "planned talks".
func (d *document) attributive(s *sentence, i int, f form) bool {
	if f&(participle|gerund) == 0 || i+1 >= len(s.items) {
		return false
	}
	next := s.items[i+1]
	if next.kind == aName && d.mentions[next.ref].kind == people && f&past == 0 && f&participle != 0 {
		return true // using frozen Russian assets
	}
	if next.kind != aWordItem || d.reader.grammar.known[next.id] {
		return false
	}
	if i > 0 {
		if p := s.items[i-1]; p.kind == aName && d.mentions[p.ref].kind != people && !d.mentions[p.ref].possessive {
			return false
		}
	}
	return d.hasNoun(next.hits) && f&past == 0 || d.hasNoun(next.hits) && (i == 0 || s.items[i-1].kind == aWordItem && d.reader.grammar.determiners[s.items[i-1].id])
}

// back steps over adverbs and dates to the left of item i.
func (d *document) back(s *sentence, i int) int {
	for i >= 0 && d.light(s.items[i]) {
		i--
	}
	return i
}

// light says whether an item may stand inside a verb group.
func (d *document) light(it item) bool {
	return it.kind == aWordItem && (d.reader.grammar.adverbs[it.id] && it.id != 0 || d.tokens[it.start].is(adverb))
}
