package extract

// subject gives the mention that is the subject of the verb, or -1.
func (d *document) subject(s *sentence, v *verb) int32 {
	if d.describesNoun(s, v) || d.reduced(s, v) {
		return -1
	}
	if who := d.absoluteSubject(s, v); who >= 0 {
		return who
	}
	if who := d.invertedSubject(s, v); who >= 0 {
		return who
	}
	if who := d.subjectFrom(s, v.first-1, 0); who >= 0 || v.form&(gerund|participle) == 0 || v.mood != 0 {
		return who
	}
	if who := d.subjectBefore(s, v); who >= 0 {
		return who
	}
	return d.subjectAfter(s, v)
}

// subjectBefore serves "visits Ukraine, a day after touring Poland": the gerund shares the
// subject of the main verb before it. -1 where there is none.
func (d *document) subjectBefore(s *sentence, v *verb) int32 {
	i := v.first - 1
	if v.form&gerund == 0 || i < 1 || s.items[i].kind != aWordItem || !d.reader.grammar.temporal[s.items[i].id] {
		return -1
	}
	main := s.verbBefore(i, s.items[v.item].clause)
	if main == nil || main.form&gerund != 0 {
		return -1
	}
	return d.subjectFrom(s, main.first-1, 1)
}

// describesNoun says whether the verb is a participle that belongs to the
// noun right before it: "a resolution calling for talks".
func (d *document) describesNoun(s *sentence, v *verb) bool {
	if v.form&gerund == 0 || v.mood&^vague != 0 || v.first == 0 {
		return false
	}
	it := s.items[v.first-1]
	g := d.reader.grammar
	_, aux := g.auxiliaries[it.id]
	return it.kind == aWordItem && s.verbOf(v.first-1) == nil && !aux && !g.prepositions[it.id] && !g.opening[it.id] && !g.determiners[it.id] && it.id != g.and && it.id != g.or && !d.light(it)
}

// reduced says whether the verb is a participle that only describes the noun
// before it, which a preposition governs, in a clause that has its verb: "swapped
// captives under an accord struck in Oslo".
func (d *document) reduced(s *sentence, v *verb) bool {
	if v.mood != 0 || v.form&participle == 0 || v.first != v.item || v.first < 3 || d.takesObject(s, v.item) {
		return false
	}
	noun := s.items[v.first-1]
	g := d.reader.grammar
	if noun.kind != aWordItem || g.known[noun.id] || d.light(noun) || s.verbOf(v.first-1) != nil || d.isReporting(s, v) {
		return false
	}
	i := d.nounPhrase(s, v.first-1) - 1
	if i < 1 || s.items[i].kind != aWordItem || !g.prepositions[s.items[i].id] || g.opening[s.items[i].id] {
		return false
	}
	before := s.verbBefore(i, s.items[v.item].clause)
	return before != nil && before.form&gerund == 0
}

// subjectAfter serves "After visiting Kyiv, the ministers urged …": the
// participle shares the subject of the main verb.
func (d *document) subjectAfter(s *sentence, v *verb) int32 {
	for n := range s.verbs {
		main := &s.verbs[n]
		if main.item > v.item && main.form&gerund == 0 {
			if d.markBetween(s, v.item, main.first) {
				return d.subjectFrom(s, main.first-1, 1)
			}
			return -1
		}
	}
	return -1
}

// invertedSubject serves "“…,” said the minister Ola Nordmann": who speaks stands behind the verb,
// and a quotation before it. -1 where there is no such name.
func (d *document) invertedSubject(s *sentence, v *verb) int32 {
	i := v.item + 1
	if v.first != v.item || v.first == 0 || i >= len(s.items) || s.items[i].kind != aName || s.items[v.first-1].kind != aMark || v.form&(past|third) == 0 || !d.isReporting(s, v) {
		return -1
	}
	switch d.word(s.items[v.first-1].start) {
	case "\"", "”", "’", "'":
		if len(d.mentions[s.items[i].ref].actors) > 0 {
			return s.items[i].ref
		}
	}
	return -1
}

// absoluteSubject serves "with the envoy Steve Witkoff due to meet": the name that "with" brings in
// does what the verb right after it says. -1 where there is none.
func (d *document) absoluteSubject(s *sentence, v *verb) int32 {
	i := v.first - 1
	if i < 1 || s.items[i].kind != aName || v.form&past != 0 && v.mood == 0 || v.mood&(future|uncertain|wanted|ongoing) == 0 && v.form&gerund == 0 {
		return -1
	}
	if p := s.items[i-1]; p.kind != aWordItem || p.id != d.reader.grammar.with || len(d.mentions[s.items[i].ref].actors) == 0 {
		return -1
	}
	return s.items[i].ref
}

func (d *document) subjectFrom(s *sentence, i, depth int) int32 {
	g := d.reader.grammar
	apposed := int32(-1) // "the ministers, Kuleba and Lavrov, met"
	for steps := 0; i >= 0 && steps < 40; steps++ {
		it := s.items[i]
		switch {
		case it.kind == aDate || d.light(it):
			i--
		case i > 1 && nameSuffixes[d.word(it.start)]:
			if i--; d.isComma(s, i) {
				i-- // Joseph R. Biden, Jr. spoke
			}
		case it.kind == aMark:
			if d.isComma(s, i) && i > 0 && d.holdsComma(s.items[i-1]) {
				i-- // the ministers, Kuleba and Lavrov, met
				continue
			}
			j := d.overParenthesis(s, i)
			if j < 0 {
				return apposed
			}
			if v := s.verbWithin(j+1, i); v != nil && v.form&(past|third) != 0 && v.mood&passive == 0 && !d.reader.grammar.relatives[d.firstWord(s, j+1)] && depth < 4 {
				return d.subjectFrom(s, v.first-1, depth+1) // it was so, the official said, adding
			}
			if apposed < 0 {
				apposed = d.namedBetween(s, j+1, i)
			}
			i = j
		case it.kind == aName:
			m := &d.mentions[it.ref]
			if p := d.prepositionBefore(s, i); p >= 0 {
				if d.leadsThose(s, p) || d.headOf(s, p, m) {
					return it.ref
				}
				i = p - 1
				continue
			}
			if j := d.joinedBefore(s, i); len(m.actors) == 0 && j >= 0 {
				return s.items[j].ref // the president and his European allies
			}
			if m.kind == placeOnly || len(m.actors) == 0 && apposed >= 0 {
				return apposed
			}
			return it.ref
		case g.relatives[it.id]:
			if who := d.ownTroops(s, i+1); who >= 0 {
				return who
			}
			return d.antecedent(s, i)
		case it.id == g.and || it.id == g.or || d.word(it.start) == "but":
			return d.sharedSubject(s, i, depth)
		case g.opening[it.id]:
			return apposed
		default:
			if v := s.verbEnding(i); v != nil {
				return d.subjectFrom(s, v.first-1, depth+1)
			}
			if it.id == g.the && (i == 0 || s.items[i-1].kind == aMark) && i+1 < len(s.items) && s.items[i+1].kind == aWordItem {
				return apposed // …, the official said
			}
			i--
		}
	}
	return apposed
}

// ownTroops gives the country whose forces stand at item i: "(that) its forces have taken". -1 where
// none do.
func (d *document) ownTroops(s *sentence, i int) int32 {
	if i >= len(s.items) || s.items[i].kind != aWordItem || s.items[i].ref <= 0 {
		return -1
	}
	for k := i + 1; k < len(s.items) && k <= i+2 && s.items[k].kind == aWordItem; k++ {
		if d.inList(s, k, listOwnTroops) {
			return s.items[i].ref - 1
		}
	}
	return -1
}

// headOf says whether the "of" at item i only parts an office from its bearer, who is named after the
// country: "the head of Norway's delegation Ola Nordmann".
func (d *document) headOf(s *sentence, i int, m *mention) bool {
	if m.kind != person || i < 1 || s.items[i].id != d.reader.grammar.of || s.items[i-1].kind != aWordItem {
		return false
	}
	for t := m.start; t < m.end; t++ {
		if d.tokens[t].id == d.reader.grammar.s {
			return heads[d.word(s.items[i-1].start)]
		}
	}
	return false
}

// heads are words for those who lead.
var heads = set("head leader chief chair chairman chairwoman member deputy director")

// leadsThose says whether the "by" at item i names who leads those that act: "a delegation led by
// Kuleba met".
func (d *document) leadsThose(s *sentence, i int) bool {
	return i > 1 && s.items[i].id == d.reader.grammar.by && s.items[i-1].kind == aWordItem && d.inList(s, i-1, listLed)
}

// joinedBefore gives the item of the known name that "and" joins to the unknown one at item i, -1
// where there is none.
func (d *document) joinedBefore(s *sentence, i int) int {
	g := d.reader.grammar
	j := i - 1
	for j > 0 && s.items[j].kind == aWordItem && g.determiners[s.items[j].id] {
		j--
	}
	if j < 1 || s.items[j].kind != aWordItem || s.items[j].id != g.and || s.items[j-1].kind != aName {
		return -1
	}
	if len(d.mentions[s.items[j-1].ref].actors) == 0 || d.prepositionBefore(s, j-1) >= 0 {
		return -1
	}
	return j - 1
}

// holdsComma says whether the name puts a comma between offices and those who hold them.
func (d *document) holdsComma(it item) bool {
	if it.kind != aName || len(d.mentions[it.ref].actors) == 0 {
		return false
	}
	for t := it.start; t < it.end; t++ {
		if d.word(t) == "," {
			return true
		}
	}
	return false
}

// verbWithin gives the first verb that has words before it between two items, or nil.
func (s *sentence) verbWithin(from, to int) *verb {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.first > from+1 && v.item < to {
			return v
		}
	}
	return nil
}

// firstWord gives the word of the first item at or after i that is no mark.
func (d *document) firstWord(s *sentence, i int) int32 {
	for i < len(s.items) && s.items[i].kind == aMark {
		i++
	}
	if i == len(s.items) || s.items[i].kind != aWordItem {
		return 0
	}
	return s.items[i].id
}

// nameSuffixes belong to the name before them.
var nameSuffixes = set("Jr. Jr Sr. Sr II III")

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

// overParenthesis steps over ", who was in Paris," to the item before it; -1
// where the mark opens no such phrase.
func (d *document) overParenthesis(s *sentence, i int) int {
	switch d.word(s.items[i].start) {
	case ",", "—", "–", "-", "--":
	case "\"", "”", "“", "'", "’", "‘":
		return i - 1
	case ")":
	default:
		return -1
	}
	for j := i - 1; j >= 0 && j > i-16; j-- {
		if s.items[j].kind == aMark {
			switch d.word(s.items[j].start) {
			case ",", "—", "–", "(", "-", "--":
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
	between, article := 0, false
	for j := i - 1; j >= 0 && j > i-4; j-- {
		it := s.items[j]
		if it.kind != aWordItem || s.verbOf(j) != nil {
			return -1
		}
		if !g.determiners[it.id] && !g.prepositions[it.id] {
			if between++; article {
				return -1 // within hours the Treasury Department imposed …
			}
		} else if between > 0 && g.determiners[it.id] {
			return -1 // during the night Russia launched …
		}
		if g.prepositions[it.id] && !g.opening[it.id] {
			return j
		}
		article = it.id == g.the
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
