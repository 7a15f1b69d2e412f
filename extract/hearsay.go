package extract

// hearsay says whether the fact stands on one side's word: its clause calls
// itself hearsay ("reportedly"), the clause that reports it does ("claims"), or
// those who did it report what only others could grant ("Russia says its
// forces have taken the town").
func (d *document) hearsay(s *sentence, f *fact) bool {
	clause := s.items[f.match.head].clause
	for i := range s.items {
		c := s.items[i].clause
		if (c == clause || c == clause-1 && i < f.match.head) && s.items[i].kind == aWordItem && d.inList(s, i, listHearsay) && !d.ofOthers(s, i, f) {
			return true
		}
	}
	return f.rule.Gives.Boast && d.ownWord(s, f) >= 0
}

// ofOthers says whether the hearsay at item i is about a part of the story
// only: "a missile hits Lviv, reportedly targeting a plant".
func (d *document) ofOthers(s *sentence, i int, f *fact) bool {
	if i < f.match.head || i+1 >= len(s.items) {
		return false
	}
	v := s.verbOf(i + 1)
	return v != nil && v.item > f.match.head && v.form&gerund != 0
}

// ownWord gives the mention of him who reports the fact as one of those who did it, or of their
// country: "Russia says its forces have taken the town". -1 where there is none.
func (d *document) ownWord(s *sentence, f *fact) int32 {
	clause := s.items[f.match.head].clause
	for n := range s.verbs {
		v := &s.verbs[n]
		if c := s.items[v.item].clause; !d.isReporting(s, v) || c < clause-1 || c > clause+1 {
			continue
		}
		who := d.subject(s, v)
		if who < 0 {
			continue
		}
		for _, a := range d.mentions[who].actors {
			for _, p := range f.actors {
				if d.reader.code(a) != "" && d.reader.code(a) == d.reader.code(p.actor) {
					return who
				}
			}
		}
	}
	return -1
}

// spokenBy makes a refusal that is spoken for a country the speaker's own: "Ukraine will not give up
// land, Zelensky said".
func (d *document) spokenBy(s *sentence, f *fact) {
	who := d.ownWord(s, f)
	if !f.rule.refuses() || who < 0 || d.mentions[who].kind != person || len(f.actors) != 1 {
		return
	}
	m := &d.mentions[who]
	f.actors[0].actor, f.actors[0].as = m.actors[0], m.as[0]
}
