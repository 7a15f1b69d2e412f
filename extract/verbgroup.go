package extract

import "strings"

// groupAt reads the verb group whose verb is item i, from right to left.
func (d *document) groupAt(s *sentence, i int, f form) verb {
	v := verb{item: i, first: i, form: f}
	g := d.reader.grammar
	be, have, to := false, false, false
	for j := i - 1; j >= 0; j-- {
		it := s.items[j]
		if to && d.closesQuoted(s, j) {
			continue // is “ready” to resign
		}
		if it.kind != aWordItem {
			break
		}
		if d.light(it) || j > 0 && ordinals[d.word(it.start)] && d.isAuxiliary(s, j-1) {
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
		if to && j > 0 && d.word(it.start) == "ready" && getting[d.word(s.items[j-1].start)] {
			v.mood |= future
			to = false
			j--
			v.first = j
			f = 0
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
	if f&gerund != 0 && d.keptFrom(s, v.first) {
		v.mood |= negated
	}
	if v.mood&pluperfect != 0 && v.mood&future != 0 && be {
		v.mood |= negated // had been due to meet
	}
	return v
}

// closesQuoted says whether the mark at item j ends the quotation of one word that leads another
// verb.
func (d *document) closesQuoted(s *sentence, j int) bool {
	return j > 0 && s.items[j].kind == aMark && closingMarks[d.word(s.items[j].start)] && s.items[j-1].kind == aWordItem && d.reader.grammar.leading[s.items[j-1].id] != 0
}

// closingMarks end a quotation.
var closingMarks = set("\" ” ’ '")

// keptFrom says whether what the gerund at item i tells is not done: "refrain
// from striking", "barred the ship from entering".
func (d *document) keptFrom(s *sentence, i int) bool {
	if i < 2 || s.items[i-1].kind != aWordItem || s.items[i-1].id != d.reader.grammar.from {
		return false
	}
	for j := i - 2; j >= 0 && j > i-8; j-- {
		it := s.items[j]
		if it.kind == aMark {
			return false
		}
		if it.kind == aWordItem && keeping[d.word(it.start)] {
			return true
		}
	}
	return false
}

var keeping = set("refrain refrains refrained abstain abstains abstained desist prevent prevents prevented preventing bar bars barred ban bans banned " +
	"prohibit prohibits prohibited keep kept stop stops stopped deter deters deterred discourage far short away")

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

// getting ready to meet is a plan, being ready to meet an offer.
var getting = set("get gets got getting")

// transparent verbs leave the mood of the verb after them as it is.
var transparent = set("begin began begun begins start started starts continue continued continues manage managed come came return returned used able help helped proceed proceeded")

func (d *document) adverbMood(it item) mood {
	switch d.word(it.start) {
	case "not", "never":
		return negated
	case "previously", "formerly":
		return vague
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
		if it.kind != aWordItem {
			continue
		}
		f := d.verbForm(it.id, it.hits)
		if f == 0 && d.afterModal(s, i) {
			s.verbs = d.addVerb(s, d.groupAt(s, i, base))
			continue
		}
		if it.id == 0 {
			continue
		}
		if a, ok := d.reader.grammar.auxiliaries[it.id]; ok && f == 0 {
			if a.be || a.have {
				s.verbs = append(s.verbs, d.groupAt(s, i, form(0)))
			}
			continue
		}
		if f != 0 && d.isVerb(s, i, f) && !d.thanksTo(s, i) {
			v := d.groupAt(s, i, f)
			if d.shortened(s, &v) {
				v.mood, v.short = v.mood|passive, true
			}
			s.verbs = d.addVerb(s, v)
		}
	}
}

// thanksTo says whether the word at item i is none but the preposition "thanks to".
func (d *document) thanksTo(s *sentence, i int) bool {
	return i+1 < len(s.items) && s.items[i+1].id == d.reader.grammar.to && strings.ToLower(d.word(s.items[i].start)) == "thanks"
}

// afterModal says whether the word at item i, which no list knows, can only be a
// verb: "that should guide the talks".
func (d *document) afterModal(s *sentence, i int) bool {
	if d.reader.grammar.known[s.items[i].id] || d.tokens[s.items[i].start].is(mark|number|capital) || d.light(s.items[i]) {
		return false
	}
	j := d.back(s, i-1)
	if j < 0 || s.items[j].kind != aWordItem {
		return false
	}
	a, aux := d.reader.grammar.auxiliaries[s.items[j].id]
	return aux && !a.be && !a.have && a.mood != 0
}

// shortened says whether the verb is a participle that describes the noun
// before it and has lost its "which was": "traded prisoners in a swap announced
// on Saturday", "a package approved by the council".
func (d *document) shortened(s *sentence, v *verb) bool {
	i := v.item
	if v.form&participle == 0 || v.form&base != 0 || v.first != i || i == 0 || i+2 >= len(s.items) {
		return false
	}
	g, noun, next, after := d.reader.grammar, s.items[i-1], s.items[i+1], s.items[i+2]
	if next.kind == aWordItem && next.id == g.to && d.isAuxiliary(s, i+2) && d.isReporting(s, v) {
		return true // soldiers said to be surrounded
	}
	if noun.kind != aWordItem || g.known[noun.id] && !d.hasNoun(noun.hits) || s.verbOf(i-1) != nil || d.light(noun) {
		return false
	}
	if next.kind == aWordItem && next.id == g.by {
		return after.kind == aName || after.kind == aWordItem && g.determiners[after.id]
	}
	if next.kind != aDate && !(next.kind == aWordItem && g.prepositions[next.id] && after.kind == aDate) || unmoving[d.word(s.items[i].start)] {
		return false
	}
	for k := i - 1; k >= 0; k-- {
		it := s.items[k]
		if it.kind == aMark || it.kind == aWordItem && (g.relatives[it.id] || g.opening[it.id] && !g.prepositions[it.id] || it.id == g.and) {
			return false
		}
		if w := s.verbEnding(k); w != nil {
			return (w.form&^base != 0 || w.mood != 0) && !d.isReporting(s, w)
		}
	}
	return false
}

// unmoving verbs have no passive.
var unmoving = set("ended started resumed died arrived happened occurred continued failed collapsed landed returned exploded crashed sailed departed expired lapsed")

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

// verbEnding gives the verb that is item i itself.
func (s *sentence) verbEnding(i int) *verb {
	if v := s.verbOf(i); v != nil && v.item == i {
		return v
	}
	return nil
}

// verbless says whether no verb stands in the clauses from one up to another: "that a boy | and
// his mother | were hurt".
func (s *sentence) verbless(from, to int16) bool {
	for n := range s.verbs {
		if c := s.items[s.verbs[n].item].clause; c >= from && c < to {
			return false
		}
	}
	return true
}
