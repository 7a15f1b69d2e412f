package extract

// A sentence tells one thing and mentions others: "swapped captives under an
// accord struck in Oslo", "came despite missile attacks". The day of the
// sentence is not theirs.

// only are prepositions that bring in what holds anyway.
var only = set("under within despite amid amidst without")

// mentioned says whether the sentence only mentions the fact: "on Monday he
// condemned the strikes on Kyiv" says nothing of the day of the strikes.
func (d *document) mentioned(s *sentence, f *fact) bool {
	if f.rule.Gives.Told && f.match.verb == nil && !s.headline && !d.predicated(s, f) && d.spokenOf(s, f) {
		return true
	}
	if v := f.match.verb; v != nil && (v.mood&^passive != 0 || v.form&participle == 0 || v.first != v.item) {
		return false
	}
	i := d.nounPhrase(s, f.match.from) - 1
	if i < 0 || s.items[i].kind != aWordItem {
		return false
	}
	word := d.word(s.items[i].start)
	return only[word] || (word == "with" || word == "With") && d.gerundAfter(s, f.match.to)
}

// spokenOf says whether the noun is what somebody speaks of, or what something
// is for or about, and not the cause of what happened: "a fire broke out after a
// strike", "was cut off as a result of shelling".
func (d *document) spokenOf(s *sentence, f *fact) bool {
	i := d.nounPhrase(s, f.match.from) - 1
	if i > 0 && s.items[i].kind == aWordItem && topical[d.word(s.items[i].start)] {
		return d.word(s.items[i-1].start) != "result" && d.word(s.items[i-1].start) != "due"
	}
	v := s.verbBefore(f.match.head, s.items[f.match.head].clause)
	return v == nil || d.isReporting(s, v)
}

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
