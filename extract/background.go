package extract

// background says whether the date at item i does not date what its clause
// tells: it is the scope of a comparison ("the largest attack of this year"),
// or a month or year long past that something else in the clause brings along
// ("over crimes during the invasion of 2022").
func (d *document) background(s *sentence, i int, f *fact) bool {
	when := d.dates[s.items[i].ref].When
	if when.Days() > 0 && when.Days() < 27 {
		return false
	}
	head := 0
	if f != nil {
		head = f.match.head
	}
	if d.compares(s, i) {
		return true
	}
	if f == nil || i < head || when.End == "" || when.End > d.day.Add(-45) {
		return false
	}
	return d.broughtAlong(s, head, i)
}

// compares says whether a superlative stands before the date with no verb
// between: "its largest attack this year".
func (d *document) compares(s *sentence, i int) bool {
	for k := i - 1; k >= 0 && k > i-10; k-- {
		it := s.items[k]
		if it.kind == aWordItem && d.reader.grammar.superlatives[it.id] {
			return true
		}
		if it.kind == aMark || s.verbEnding(k) != nil && s.verbs[0].item != k && s.verbOf(k).form&participle == 0 {
			return false
		}
	}
	return false
}

// broughtAlong says whether between the head and the date a preposition of
// time opens a phrase of its own, which the date belongs to.
func (d *document) broughtAlong(s *sentence, head, i int) bool {
	for k := i - 2; k > head; k-- {
		if s.items[k].kind == aWordItem && d.reader.grammar.temporal[s.items[k].id] {
			return true
		}
	}
	return false
}
