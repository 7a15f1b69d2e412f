package extract

// A verb is a verb with the words of its group: "has not agreed to meet".
type verb struct {
	item  int // the verb itself
	first int // the first word of the group
	mood  mood
	form  form
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
	j := d.back(s, i-1)
	if j < 0 {
		return f&(past|gerund) != 0 && !d.attributive(s, i, f) || f&participle != 0 && !d.attributive(s, i, f)
	}
	p := s.items[j]
	_, aux := g.auxiliaries[p.id]
	switch {
	case p.kind == aName:
		m := d.mentions[p.ref]
		if m.kind == people || m.possessive {
			return false
		}
		if f&third != 0 && d.hasNoun(s.items[i].hits) && m.kind != person && m.kind != pronoun && !d.takesObject(s, i) {
			return false // the Istanbul talks
		}
		return f&(past|third|participle|gerund) != 0 || f&base != 0 && (m.plural || m.kind == roleOf || m.kind == pronoun || m.kind == pair || s.headline || !d.hasNoun(s.items[i].hits))
	case p.kind == aMark:
		return f&(past|third|participle|gerund) != 0 && !d.attributive(s, i, f)
	case p.kind == aDate:
		return f&(past|third|participle|gerund) != 0
	case aux || p.id == g.to:
		return !(p.id == g.to && f&base == 0)
	case g.relatives[p.id]:
		return true
	case g.determiners[p.id] || p.id == g.s || g.foregoing[p.id] != 0:
		return false
	case g.prepositions[p.id]:
		return f&gerund != 0 && !d.hasNoun(s.items[i].hits)
	case p.id == g.and || g.opening[p.id]:
		return f&(past|participle|third|gerund) != 0 && !d.attributive(s, i, f)
	}
	if f&(past|participle) != 0 {
		return !d.attributive(s, i, f)
	}
	if f&third != 0 { // a missile strikes a house
		return !d.hasNoun(s.items[i].hits) || d.takesObject(s, i) && !pluralWord(d, s.items[j])
	}
	return f&base != 0 && pluralWord(d, s.items[j]) && !d.hasNoun(s.items[i].hits) || f&gerund != 0 && !d.hasNoun(s.items[i].hits)
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

// groupAt reads the verb group whose verb is item i, from right to left.
func (d *document) groupAt(s *sentence, i int, f form) verb {
	v := verb{item: i, first: i, form: f}
	g := d.reader.grammar
	be, have, to := false, false, false
	for j := i - 1; j >= 0; j-- {
		it := s.items[j]
		if it.kind != aWordItem {
			break
		}
		if d.light(it) {
			v.mood |= d.adverbMood(it)
			continue
		}
		if a, ok := g.auxiliaries[it.id]; ok {
			v.mood |= a.mood
			if a.be && to {
				v.mood |= future // is to meet
			} else if a.be && f&gerund != 0 && j == d.back(s, i-1) {
				v.mood |= ongoing
			} else if a.be && f&participle != 0 && !be && d.back(s, i-1) == j {
				v.mood |= passive
			}
			if a.have && to {
				v.mood |= demanded // has to meet
			} else if a.have {
				v.mood |= perfect
			}
			if it.id == g.be && !to && j == d.subjunctive(s, j) {
				v.mood |= demanded // that sanctions be lifted
			}
			if a.have && a.past && !to {
				v.mood |= pluperfect
			}
			be, have = be || a.be, have || a.have
			to = false
			v.first = j
			continue
		}
		if it.id == g.to && !to && j == d.back(s, v.first-1) {
			to = true
			v.first = j
			continue
		}
		if m := g.leading[it.id]; m != 0 && to {
			v.mood |= m
			to = false
			v.first = j
			f = 0
			continue
		}
		if to && transparent[d.word(it.start)] {
			to = false
			v.first = j
			continue
		}
		break
	}
	if to {
		v.mood |= purpose
	}
	return v
}

// subjunctive gives j where the bare "be" at item j follows neither an
// auxiliary nor "to", -1 else.
func (d *document) subjunctive(s *sentence, j int) int {
	k := d.back(s, j-1)
	if k < 0 || s.items[k].kind != aWordItem {
		return j
	}
	if _, aux := d.reader.grammar.auxiliaries[s.items[k].id]; aux || s.items[k].id == d.reader.grammar.to {
		return -1
	}
	return j
}

// transparent verbs leave the mood of the verb after them as it is.
var transparent = set("begin began begun begins start started starts continue continued continues manage managed come came return returned used able help helped proceed proceeded")

func (d *document) adverbMood(it item) mood {
	switch d.word(it.start) {
	case "not", "never":
		return negated
	case "yet":
		return 0
	}
	return 0
}

// verbs finds the verbs of a sentence, left to right.
func (d *document) findVerbs(s *sentence) {
	s.verbs = s.verbs[:0]
	for i := range s.items {
		it := &s.items[i]
		if it.kind != aWordItem || it.id == 0 {
			continue
		}
		f := d.verbForm(it.id, it.hits)
		if a, ok := d.reader.grammar.auxiliaries[it.id]; ok && f == 0 {
			if a.be || a.have {
				s.verbs = append(s.verbs, d.groupAt(s, i, form(0)))
			}
			continue
		}
		if f != 0 && d.isVerb(s, i, f) {
			s.verbs = d.addVerb(s, d.groupAt(s, i, f))
		}
	}
}

// addVerb drops auxiliaries that turned out to belong to the group of v.
func (d *document) addVerb(s *sentence, v verb) []verb {
	list := s.verbs
	for len(list) > 0 && list[len(list)-1].item >= v.first {
		list = list[:len(list)-1]
	}
	return append(list, v)
}

// verbOf gives the verb whose group holds item i, or nil.
func (s *sentence) verbOf(i int) *verb {
	for n := len(s.verbs) - 1; n >= 0; n-- {
		if v := &s.verbs[n]; v.first <= i {
			if i <= v.item {
				return v
			}
			return nil
		}
	}
	return nil
}

// before gives the last verb that ends before item i in the same clause.
func (s *sentence) verbBefore(i int, clause int16) *verb {
	for n := len(s.verbs) - 1; n >= 0; n-- {
		v := &s.verbs[n]
		if v.item < i && s.items[v.item].clause == clause {
			return v
		}
	}
	return nil
}

// subject gives the mention that is the subject of the verb, or -1.
func (d *document) subject(s *sentence, v *verb) int32 { return d.subjectFrom(s, v.first-1, 0) }

func (d *document) subjectFrom(s *sentence, i, depth int) int32 {
	g := d.reader.grammar
	apposed := int32(-1) // "the ministers, Kuleba and Lavrov, met"
	for steps := 0; i >= 0 && steps < 40; steps++ {
		it := s.items[i]
		switch {
		case it.kind == aDate || d.light(it):
			i--
		case it.kind == aMark:
			j := d.overParenthesis(s, i)
			if j < 0 {
				return apposed
			}
			if apposed < 0 {
				apposed = d.namedBetween(s, j+1, i)
			}
			i = j
		case it.kind == aName:
			m := &d.mentions[it.ref]
			if p := d.prepositionBefore(s, i); p >= 0 {
				i = p - 1
				continue
			}
			if m.kind == placeOnly {
				return apposed
			}
			return it.ref
		case g.relatives[it.id]:
			return d.antecedent(s, i)
		case it.id == g.and || it.id == g.or || d.word(it.start) == "but":
			return d.sharedSubject(s, i, depth)
		case g.opening[it.id]:
			return apposed
		default:
			if v := s.verbEnding(i); v != nil {
				return d.subjectFrom(s, v.first-1, depth+1)
			}
			i--
		}
	}
	return apposed
}

// namedBetween gives the only name between two items, -1 where there is none.
func (d *document) namedBetween(s *sentence, from, to int) int32 {
	found := int32(-1)
	for i := from; i < to; i++ {
		if s.verbOf(i) != nil {
			return -1
		}
		if s.items[i].kind == aName && len(d.mentions[s.items[i].ref].actors) > 0 && found < 0 && d.prepositionBefore(s, i) < 0 {
			found = s.items[i].ref
		}
	}
	return found
}

// verbEnding gives the verb that is item i itself.
func (s *sentence) verbEnding(i int) *verb {
	if v := s.verbOf(i); v != nil && v.item == i {
		return v
	}
	return nil
}

// overParenthesis steps over ", who was in Paris," to the item before it; -1
// where the mark opens no such phrase.
func (d *document) overParenthesis(s *sentence, i int) int {
	switch d.word(s.items[i].start) {
	case ",", "—", "–", "-":
	case "\"", "”", "“", "'", "’", "‘":
		return i - 1
	case ")":
	default:
		return -1
	}
	for j := i - 1; j >= 0 && j > i-16; j-- {
		if s.items[j].kind == aMark {
			switch d.word(s.items[j].start) {
			case ",", "—", "–", "(", "-":
				return j - 1
			}
			return -1
		}
	}
	return -1
}

// prepositionBefore gives the item of the preposition that governs the name
// at item i, or -1.
func (d *document) prepositionBefore(s *sentence, i int) int {
	g := d.reader.grammar
	between := 0
	for j := i - 1; j >= 0 && j > i-4; j-- {
		it := s.items[j]
		if it.kind != aWordItem || s.verbOf(j) != nil {
			return -1
		}
		if !g.determiners[it.id] && !g.prepositions[it.id] {
			between++
		} else if between > 0 && g.determiners[it.id] {
			return -1 // during the night Russia launched …
		}
		if g.prepositions[it.id] && !g.opening[it.id] {
			return j
		}
		if g.opening[it.id] || it.id == g.and {
			return -1
		}
	}
	return -1
}

// antecedent gives the name before "who".
func (d *document) antecedent(s *sentence, i int) int32 {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if s.items[j].kind == aName {
			return s.items[j].ref
		}
		if s.items[j].kind != aMark {
			break
		}
	}
	return -1
}

// sharedSubject serves "met Zelensky and discussed the plan".
func (d *document) sharedSubject(s *sentence, i, depth int) int32 {
	if depth > 4 {
		return -1
	}
	for clause := s.items[i].clause; clause >= 0 && clause >= s.items[i].clause-1; clause-- {
		if v := s.verbBefore(i, clause); v != nil {
			return d.subjectFrom(s, v.first-1, depth+1)
		}
	}
	return -1
}
