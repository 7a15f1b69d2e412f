package extract

import (
	"truceline/timeline"
)

// Dates and deeds that relative clauses tie to each other.

// dateBeforeWhen gives the date of a fact in a clause that "when" opens right after a date:
// "vacant since November 28, when the minister resigned".
func (d *document) dateBeforeWhen(s *sentence, f *fact) (dating, bool) {
	i := s.opening(f.match.head)
	if i == 0 || s.items[i].kind != aWordItem || d.word(s.items[i].start) != "when" {
		return dating{}, false
	}
	if i--; d.isComma(s, i) {
		i--
	}
	if i < 0 || s.items[i].kind != aDate || d.reckoned(s, i) {
		return dating{}, false
	}
	t := d.dated(s, i, ownClause)
	if t.when.Open == timeline.OpenSince {
		t.when.Open, t.when.End = "", t.when.Start
	}
	return t, t.when.Start != "" && t.when.Start >= d.day.Add(-longAgo)
}

// maxPhrase is how many words of its phrase may stand between a noun and its relative clause.
const maxPhrase = 8

// dateInRelative gives the item of the date in the clause right after a noun that tells when
// that took place: "the largest swap of the war, which was completed on May 25", "talks that
// were held in May"; -1 where there is none.
func (d *document) dateInRelative(s *sentence, f *fact) int {
	if f.match.verb != nil {
		return -1
	}
	for i := f.match.to; i+1 < len(s.items) && i < f.match.to+maxPhrase; i++ {
		if s.verbOf(i) != nil || s.items[i].kind == aDate {
			return -1
		}
		which, at := s.items[i], i
		if d.isComma(s, i) {
			which, at = s.items[i+1], i+1
		}
		if which.kind != aWordItem || d.word(which.start) != "which" && (at > i || d.word(which.start) != "that") {
			if at > i {
				return -1
			}
			continue
		}
		for k := at + 1; k < len(s.items) && s.items[k].clause == which.clause; k++ {
			if v := s.verbEnding(k); v != nil && (v.form&past == 0 || v.mood&^(passive|perfect) != 0 || !occurring[d.word(s.items[k].start)]) {
				return -1
			}
			if d.usable(s, k, nil) {
				return k
			}
		}
		return -1
	}
	return -1
}

// occurring verbs tell that and when an occasion was.
var occurring = set("took held happened occurred completed carried concluded began started ended conducted opened finished signed agreed announced launched")
