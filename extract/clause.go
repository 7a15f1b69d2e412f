package extract

import "strings"

// clauses numbers the clauses of a sentence in its items. A clause begins
// after a mark that parts sentences, at a word that opens a subordinate
// clause, where a speaker is named after what was said, and where a new
// subject with its own verb follows.
func (d *document) clauses(s *sentence) {
	n := int16(0)
	resume := int16(-1) // the clause that goes on after ", who …,"
	dashed := int16(-1) // the clause that goes on after "— an envoy of the US —"
	bracket := -1       // where a bracket closes that parts no clause
	quoted := s.opensQuoted
	for i := range s.items {
		it := &s.items[i]
		switch {
		case it.kind == aMark:
			w := d.word(it.start)
			quoted = quotes(w, quoted, it, d)
			if dash := w == "—" || w == "--" || w == "–" && d.tokens[it.start].is(spaced); dash && dashed >= 0 && d.goesOn(s, i) {
				n, dashed = dashed, -1
			} else if dash {
				dashed = n
				n++
			} else if end := d.bracketed(s, i); end > 0 {
				bracket = end
			} else if strings.Contains(";:", w) || w == "(" || w == ")" && i != bracket {
				n++
			} else if w == "," {
				n, resume = d.afterComma(s, i, n, resume)
			}
		case i > 0 && it.kind == aWordItem && d.opensClause(s, i):
			if d.reader.grammar.relatives[it.id] && d.isComma(s, i-1) && resume < 0 {
				resume = n
			}
			n++
		case i > 0 && d.afterReporting(s, i):
			n++
		}
		it.clause = n
		it.quoted = quoted
	}
	s.closesQuoted = quoted
}

// goesOn says whether a verb stands right behind the mark at item i, whose subject stands before
// what was put in between.
func (d *document) goesOn(s *sentence, i int) bool {
	v := s.verbOf(i + 1)
	return v != nil && v.first == i+1 && v.form&gerund == 0
}

// maxBracket is how many words a bracket may hold that parts no clause.
const maxBracket = 6

// bracketed gives the item that closes the bracket opened at item i, where no verb stands in it
// and so the clause goes on: "on Tuesday (May 6) said"; 0 where it parts clauses, or is none.
func (d *document) bracketed(s *sentence, i int) int {
	if i == 0 || d.word(s.items[i].start) != "(" {
		return 0
	}
	for k := i + 1; k < len(s.items) && k <= i+maxBracket+1; k++ {
		if s.verbOf(k) != nil {
			return 0
		}
		if s.items[k].kind == aMark && d.word(s.items[k].start) == ")" {
			if k+1 < len(s.items) && !(s.items[k+1].kind == aMark && !d.isComma(s, k+1)) {
				return k
			}
			return 0
		}
	}
	return 0
}

// quotes says whether the words after a mark are quoted.
func quotes(w string, quoted bool, it *item, d *document) bool {
	switch w {
	case "“", "«", "„":
		return true
	case "”", "»":
		return false
	case "\"":
		return !quoted
	}
	return quoted
}

func (d *document) isComma(s *sentence, i int) bool {
	return i >= 0 && i < len(s.items) && s.items[i].kind == aMark && d.word(s.items[i].start) == ","
}

// afterComma decides whether a comma ends a clause.
func (d *document) afterComma(s *sentence, i int, n, resume int16) (int16, int16) {
	g := d.reader.grammar
	j := i + 1
	for j < len(s.items) && (s.items[j].kind == aMark || d.light(s.items[j])) {
		j++
	}
	if j >= len(s.items) {
		return n, resume
	}
	if resume >= 0 {
		if v := s.verbOf(j); v != nil && v.form&gerund == 0 {
			return resume, -1
		}
	}
	it := s.items[j]
	conjunction := it.kind == aWordItem && (it.id == g.and || parting[d.word(it.start)])
	if conjunction {
		j++
	}
	if conjunction && it.id != g.and {
		if v := s.verbOf(j); v != nil && v.form&gerund == 0 {
			return n + 1, -1
		}
	}
	if d.newSubject(s, j, conjunction) || !conjunction && d.reporterFollows(s, j) {
		return n + 1, -1
	}
	return n, resume
}

// maxReporter is how many words may name who is said to have said something.
const maxReporter = 6

// reporterFollows says whether at item j, after a comma, those are named without an article
// who have said what stands before: ", spokesman Ola Nordmann said", ", local officials said".
func (d *document) reporterFollows(s *sentence, j int) bool {
	g := d.reader.grammar
	if it := s.items[j]; it.kind != aWordItem || g.known[it.id] || s.verbOf(j) != nil || !s.clauseHasVerb(d, j) {
		return false
	}
	for k := j + 1; k < len(s.items) && k <= j+maxReporter; k++ {
		it := s.items[k]
		if v := s.verbOf(k); v != nil {
			return v.form&(past|third) != 0 && v.mood&^perfect == 0 && d.isReporting(s, v)
		}
		if it.kind == aMark || it.kind == aWordItem && (g.relatives[it.id] || g.opening[it.id] && !g.prepositions[it.id]) {
			return false
		}
	}
	return false
}

var parting = set("but while yet so then or nor")

// newSubject says whether a subject with its verb begins at item j, be it
// after a date or a place.
func (d *document) newSubject(s *sentence, j int, conjunction bool) bool {
	k := d.overAdverbial(s, j)
	if k >= len(s.items) || !d.opensSubject(s.items[k]) {
		return false
	}
	g := d.reader.grammar
	for from, most := k, maxSubject; k < len(s.items) && k < from+most; k++ {
		it := s.items[k]
		if it.kind == aMark || k > from && it.kind == aWordItem && g.opening[it.id] && !g.prepositions[it.id] {
			return false
		}
		if it.kind == aWordItem && g.opening[it.id] {
			most = maxPlainSubject // before, after, until: they may open a clause
		}
		if v := s.verbOf(k); v != nil {
			return k > j && v.form&gerund == 0 && (conjunction || s.clauseHasVerb(d, j))
		}
	}
	return false
}

// How many words a subject may take: "a Russian drone strike on a shop in the centre of Odesa has
// killed two".
const (
	maxSubject      = 14
	maxPlainSubject = 9
)

// overAdverbial steps over dates, adverbs and places that stand before a
// subject.
func (d *document) overAdverbial(s *sentence, j int) int {
	g := d.reader.grammar
	for k := j; k < len(s.items) && k < j+6; k++ {
		it := s.items[k]
		if it.kind == aDate || d.light(it) {
			continue
		}
		if it.kind == aWordItem && g.prepositions[it.id] && k+1 < len(s.items) && (s.items[k+1].kind == aDate || s.items[k+1].kind == aName && d.mentions[s.items[k+1].ref].place >= 0) {
			k++
			continue
		}
		if k > j && d.isComma(s, k) {
			continue // and on June 10, the second stage began
		}
		return k
	}
	return j
}

// opensSubject says whether a subject can begin with the item.
func (d *document) opensSubject(it item) bool {
	g := d.reader.grammar
	return it.kind == aName || it.kind == aWordItem && (g.determiners[it.id] || it.id == g.it)
}

// clauseHasVerb says whether a verb stands before item j.
func (s *sentence) clauseHasVerb(d *document, j int) bool {
	for _, v := range s.verbs {
		if v.item < j {
			return true
		}
	}
	return false
}

// opensClause says whether the word at item i opens a subordinate clause:
// one of the opening words, with a verb to come before the next mark.
func (d *document) opensClause(s *sentence, i int) bool {
	g := d.reader.grammar
	id := s.items[i].id
	if id == g.and {
		return d.newSubject(s, i+1, true) && s.clauseHasVerb(d, i)
	}
	if !g.opening[id] && !g.relatives[id] {
		return false
	}
	for k := i + 1; k < len(s.items) && k < i+14; k++ {
		if s.items[k].kind == aMark && !strings.Contains("\"“”'‘’", d.word(s.items[k].start)) {
			return false
		}
		if v := s.verbOf(k); v != nil {
			return v.form&gerund == 0 || v.mood&ongoing != 0
		}
	}
	return false
}

// afterReporting says whether item i begins what somebody is reported to
// have said, without "that": "said on Monday he would".
func (d *document) afterReporting(s *sentence, i int) bool {
	it := s.items[i]
	plain := d.plainSubject(s, i)
	if !plain && it.kind != aName && !(it.kind == aWordItem && (d.reader.grammar.determiners[it.id] || it.id == d.reader.grammar.it)) {
		return false
	}
	j := i - 1
	for j >= 0 && (s.items[j].kind == aDate || d.light(s.items[j]) || s.items[j+1].kind == aDate && d.reader.grammar.prepositions[s.items[j].id]) {
		j--
	}
	if j < 0 {
		return false
	}
	v := s.verbEnding(j)
	return v != nil && d.isReporting(s, v) && (plain || d.newSubject(s, i, true) || d.subjectWithApposition(s, i))
}

// maxPlain is how many words a subject without article may have: "evacuation efforts would".
const maxPlain = 3

// plainSubject says whether at item i a subject without article stands before its auxiliary:
// "said evacuation efforts would continue".
func (d *document) plainSubject(s *sentence, i int) bool {
	g := d.reader.grammar
	for k := i; k < len(s.items) && k <= i+maxPlain; k++ {
		it := s.items[k]
		if v := s.verbOf(k); v != nil {
			_, aux := g.auxiliaries[it.id]
			return k > i && k == v.first && aux
		}
		if it.kind != aWordItem || g.known[it.id] && !d.hasNoun(it.hits) || d.light(it) {
			return false
		}
	}
	return false
}

// subjectWithApposition says whether at item i a subject begins whose verb
// comes after something put between two commas: "an attack on Odesa, the port,
// has killed five".
func (d *document) subjectWithApposition(s *sentence, i int) bool {
	g := d.reader.grammar
	commas := 0
	for k := i; k < len(s.items) && k < i+24; k++ {
		it := s.items[k]
		switch {
		case it.kind == aMark && !d.isComma(s, k):
			return false
		case it.kind == aMark:
			commas++
		case it.kind == aWordItem && (g.relatives[it.id] || g.opening[it.id] && !g.prepositions[it.id]):
			return false
		}
		if v := s.verbEnding(k); v != nil && v.form&gerund == 0 && commas == 2 {
			return d.isComma(s, v.first-1)
		}
	}
	return false
}

// reports says whether the verb reports speech: a word of <say>.
func (d *document) isReporting(s *sentence, v *verb) bool {
	for _, h := range s.items[v.item].hits {
		if h.entry.kind == aWord && h.entry.ref == d.reader.say && h.entry.form != noun {
			return true
		}
	}
	return false
}

// conditional says whether a clause begins with "if" or is a question.
func (d *document) conditional(s *sentence, clause int16) bool {
	for i := range s.items {
		it := &s.items[i]
		if it.clause == clause {
			if it.kind == aMark {
				continue
			}
			return it.kind == aWordItem && d.reader.grammar.conditions[it.id]
		}
	}
	return false
}

// inverted says whether the verb stands in a condition without "if": "should it block a deal", "had
// they met".
func (d *document) inverted(s *sentence, v *verb) bool {
	if v == nil || v.first < 2 || v.first != v.item || s.items[v.first-1].kind != aName || s.items[v.first-2].kind != aWordItem {
		return false
	}
	if p := v.first - 3; p >= 0 && s.items[p].kind == aName {
		return false
	}
	word := d.word(s.items[v.first-2].start)
	return word == "should" && v.form&base != 0 || word == "Had" && v.form&participle != 0
}

// question says whether the sentence asks.
func (d *document) question(s *sentence) bool {
	for i := s.end - 1; i >= s.start && i > s.end-4; i-- {
		if d.word(int32(i)) == "?" {
			return true
		}
	}
	return false
}
