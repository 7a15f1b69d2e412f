package extract

import (
	"truceline/extract/dates"
)

// An atom is what names are put together from: a known name, an office, a
// word for people in office, or any other token.
type atom struct {
	kind       atomKind
	start, end int32
	ref        int32 // actor, office phrase or date
	place      int32 // -1 none
	title      bool  // an alias that is a title, "Kremlin leader"
	hits       []hit
}

type atomKind uint8

const (
	otherAtom atomKind = iota
	markAtom
	dateAtom
	personAtom
	countryAtom // or organisation
	placeAtom
	peopleAtom
	officeAtom
	roleAtom
	pairAtom
	pronounAtom
	honorificAtom // Mr, Sir
	strangerAtom  // a capitalised word that nobody knows
)

// atoms cuts a sentence into atoms, longest known names first.
func (d *document) atoms(s *sentence) []atom {
	list := d.atomBuf[:0]
	titled := d.titleCase(s)
	for i := int32(s.start); i < int32(s.end); {
		if n := d.dateAt(i); n >= 0 {
			a := atom{kind: dateAtom, start: i, end: d.dateEnd(n, i, int32(s.end)), ref: int32(n), place: -1}
			list = append(list, a)
			i = a.end
			continue
		}
		a := d.atomAt(s, i, titled)
		list = append(list, a)
		i = a.end
	}
	d.atomBuf = list
	return list
}

// dateAt gives the date that begins at the token, or -1. Tokens are asked for
// in the order of the text.
func (d *document) dateAt(i int32) int {
	at := int(d.tokens[i].start)
	for d.passed < len(d.dates) && d.dates[d.passed].Start < at {
		d.passed++
	}
	n := d.passed
	if n >= len(d.dates) || d.dates[n].Start != at || !calendar(&d.dates[n]) || !d.endsWord(i, d.dates[n].End) {
		return -1
	}
	return n
}

// endsWord says whether a token at or after i ends at the byte: "Mar" in
// Mar-a-Lago is no month.
func (d *document) endsWord(i int32, end int) bool {
	for ; int(i) < len(d.tokens) && int(d.tokens[i].start) < end; i++ {
		if int(d.tokens[i].end) == end {
			return true
		}
	}
	return false
}

func (d *document) dateEnd(n int, i, limit int32) int32 {
	end := int32(d.dates[n].End)
	j := i + 1
	for j < limit && d.tokens[j].start < end {
		j++
	}
	return j
}

func (d *document) atomAt(s *sentence, i int32, titled bool) atom {
	t := d.tokens[i]
	a := atom{start: i, end: i + 1, place: -1}
	if t.is(mark) {
		a.kind = markAtom
	}
	a.hits = d.hitsAt(i, s.end)
	best := d.bestName(a.hits)
	if who, ok := d.surname(i, a.hits, best); ok && !titled {
		a.kind, a.ref = personAtom, who
		return a
	}
	if best < 0 {
		if who, ok := d.bodyCalled(s, i); ok {
			a.kind, a.ref = countryAtom, who
			return a
		} else if len(d.reader.short[t.id]) > 0 && i > int32(s.start) && d.tokens[i-1].id == d.reader.grammar.the && i+1 < int32(s.end) && !d.tokens[i+1].is(capital) {
			return a // some council, not a name
		}
		if len(a.hits) == 0 || a.kind == markAtom {
			a.kind = max(a.kind, d.plainKind(s, i, titled))
		}
		return a
	}
	h := a.hits[best]
	a.kind, a.ref, a.end, a.title = d.kindOf(h), h.entry.ref, h.end, h.entry.title
	if a.kind == personAtom && !a.title && d.twoNames(a.start, a.end) {
		d.surnames[d.word(a.end-1)] = a.ref
	}
	for _, other := range a.hits { // Kyiv, the capital, and Kyiv, the government
		if other.entry.kind == aPlace && other.end == h.end {
			a.place = other.entry.ref
		}
	}
	return a
}

// twoNames says whether the tokens are a first name and a surname, with or without initials.
func (d *document) twoNames(start, end int32) bool {
	names := 0
	for _, t := range d.tokens[start:end] {
		if !t.is(capital) {
			return false
		}
		if !t.is(initial) {
			names++
		}
	}
	return names == 2
}

// surname gives who is called by the surname at token i alone, having been named in full before:
// "Michel" after "Charles Michel", and no other Johnson after "Mike Johnson". A surname that is a
// word of the topic, too, is none where a longer phrase begins with it: "Price caps" after "Ned Price".
func (d *document) surname(i int32, hits []hit, best int) (int32, bool) {
	if len(d.surnames) == 0 || !d.tokens[i].is(capital) || best >= 0 && d.kindOf(hits[best]) != personAtom {
		return 0, false
	}
	for _, h := range hits {
		if h.end > i+1 {
			return 0, false
		}
	}
	who, ok := d.surnames[d.word(i)]
	return who, ok
}

// hitsAt gives the phrases that begin at the token and end before end.
func (d *document) hitsAt(i int32, end int) []hit {
	from := len(d.hits)
	d.hits = d.reader.lexicon.scan(d.hits, d.tokens, int(i), end)
	if out, in := d.datePhraseAfter(int(i), end); out < in {
		d.hits = d.reader.lexicon.scanAround(d.hits, d.tokens, int(i), out, in, end)
	}
	return d.hits[from:len(d.hits):len(d.hits)]
}

// maxBeforeDate is how many words of a verb may stand before the date that parts it.
const maxBeforeDate = 3

// datePhraseAfter gives where the tokens of a date begin and end that follows soon on token i, with
// its preposition: "called on Tuesday for". Both are 0 where there is none. The dates before
// token i were passed.
func (d *document) datePhraseAfter(i, end int) (from, to int) {
	if d.passed >= len(d.dates) || !calendar(&d.dates[d.passed]) {
		return 0, 0
	}
	date := &d.dates[d.passed]
	for from = i + 1; from < end && from <= i+maxBeforeDate+1; from++ {
		if int(d.tokens[from].start) != date.Start {
			continue
		}
		for to = from + 1; to < end && int(d.tokens[to].start) < date.End; to++ {
		}
		if from > i+1 && d.reader.grammar.prepositions[d.tokens[from-1].id] {
			from--
		}
		return from, to
	}
	return 0, 0
}

// bestName gives the hit that names something, the longest one; of equals
// the actor before the place.
func (d *document) bestName(hits []hit) int {
	best := -1
	for i, h := range hits {
		if d.kindOf(h) == otherAtom || h.entry.title && !d.bears(h) {
			continue
		}
		if best < 0 || h.end > hits[best].end || h.end == hits[best].end && h.entry.kind < hits[best].entry.kind {
			best = i
		}
	}
	return best
}

// bears says whether the person bears the title on the day of the article.
func (d *document) bears(h hit) bool {
	return d.reader.bears(h, foldPhrase(d.text[d.tokens[h.start].start:d.tokens[h.end-1].end]), d.day)
}

func (d *document) kindOf(h hit) atomKind {
	r := d.reader
	switch h.entry.kind {
	case anActor:
		if r.vocabulary.Actors[h.entry.ref].Kind == "person" {
			return personAtom
		}
		return countryAtom
	case aPlace:
		return placeAtom
	case aPeople:
		return peopleAtom
	case anOffice:
		return officeAtom
	}
	return r.special[h.entry.ref]
}

// plainKind tells pronouns and unknown names among the words that no list
// knows.
func (d *document) plainKind(s *sentence, i int32, titled bool) atomKind {
	t := d.tokens[i]
	if d.reader.grammar.pronouns[t.id] {
		return pronounAtom
	}
	if t.is(mark|number) || !t.is(capital) || titled || d.reader.grammar.knows(t.id) {
		return otherAtom
	}
	if _, named := d.strangers.bySurname[d.word(i)]; named {
		return strangerAtom
	}
	if !t.is(upper) && (i == int32(s.start) || d.tokens[i-1].is(mark) && !d.tokens[i-1].is(capital) && (t.is(spaced) || d.word(i-1) != "-")) {
		if i+1 >= int32(s.end) || !d.tokens[i+1].is(capital) {
			return otherAtom // the capital of the first word says nothing
		}
	}
	return strangerAtom
}

// titleCase says whether most words of a headline are capitalised, so that
// capitals say nothing.
func (d *document) titleCase(s *sentence) bool {
	if !s.headline {
		return false
	}
	words, capitals := 0, 0
	for _, t := range d.tokens[s.start:s.end] {
		if !t.is(mark|number) && t.end-t.start > 3 {
			words++
			if t.is(capital) {
				capitals++
			}
		}
	}
	return capitals*3 > words*2
}

// calendar says whether an expression lies on the calendar, if only vaguely
// ("in the coming days").
func calendar(date *dates.Date) bool { return date.Kind == dates.DATE || date.Kind == dates.TIME }
