package extract

import "slices"

// A nameParser puts the atoms of one sentence together to names: title and
// name, people and office, lists.
type nameParser struct {
	d     *document
	s     *sentence
	atoms []atom
	at    int
	plain []plainName // by atom: names of one atom that were read ahead
}

// A plainName is a name of one atom, which reads the same whatever stands
// before it; whoever looks ahead along a list reads it once.
type plainName struct {
	mention mention
	known   bool
}

// group makes the items of a sentence: names and dates become one item each.
func (d *document) group(s *sentence) {
	p := nameParser{d: d, s: s, atoms: d.atoms(s)}
	d.plain = slices.Grow(d.plain[:0], len(p.atoms))[:len(p.atoms)]
	clear(d.plain)
	p.plain = d.plain
	s.items = make([]item, 0, len(p.atoms))
	for p.at < len(p.atoms) {
		if m, n := p.joined(p.at); n > 0 {
			d.mentions = append(d.mentions, m)
			p.item(item{kind: aName, start: m.start, end: m.end, ref: int32(len(d.mentions) - 1)})
			p.at += n
			continue
		}
		p.single()
	}
}

func (p *nameParser) item(i item) { p.s.items = append(p.s.items, i) }

func (p *nameParser) single() {
	a := p.atoms[p.at]
	it := item{start: a.start, end: a.end, id: p.d.tokens[a.start].id, hits: a.hits}
	switch a.kind {
	case markAtom:
		it.kind = aMark
	case dateAtom:
		it.kind, it.ref = aDate, a.ref
	default:
		it.end = a.start + 1
	}
	p.item(it)
	p.at++
	for i := a.start + 1; it.kind == aWordItem && i < a.end; i++ { // an office or role that names nobody
		hits := p.d.hitsAt(i, p.s.end)
		p.item(item{start: i, end: i + 1, id: p.d.tokens[i].id, hits: hits})
	}
}

func (p *nameParser) is(i int, word string) bool {
	return i < len(p.atoms) && p.atoms[i].kind == markAtom && p.d.word(p.atoms[i].start) == word
}

func (p *nameParser) id(i int) int32 {
	if i >= len(p.atoms) || p.atoms[i].kind > otherAtom {
		return 0
	}
	return p.d.tokens[p.atoms[i].start].id
}

func (p *nameParser) kind(i int) atomKind {
	if i >= len(p.atoms) {
		return markAtom
	}
	return p.atoms[i].kind
}

func (p *nameParser) isPossessive(i int) bool {
	return i < len(p.atoms) && p.atoms[i].kind != dateAtom && p.d.tokens[p.atoms[i].start].id == p.d.reader.grammar.s
}

// name reads one name at atom i.
func (p *nameParser) name(i int) (mention, int) {
	if i < len(p.plain) && p.plain[i].known {
		return p.plain[i].mention, 1
	}
	p.d.work++
	m, n := p.read(i)
	n = p.overShort(i, n, &m)
	if k := p.kind(i); n == 1 && k != officeAtom && k != roleAtom {
		p.plain[i] = plainName{m, true}
	}
	return m, n
}

// overShort takes the short form that is put in brackets after a name into the
// name: "the Joint Expeditionary Force (JEF) summit".
func (p *nameParser) overShort(i, n int, m *mention) int {
	end := i + n
	if n == 0 || m.kind != country && m.kind != unknownName || !p.is(end, "(") || !p.is(end+2, ")") {
		return n
	}
	short := p.atoms[end+1]
	same := short.kind == countryAtom && len(m.actors) == 1 && short.ref == m.actors[0]
	if !same && (short.kind == countryAtom || !p.d.tokens[short.start].is(upper)) {
		return n
	}
	m.end = p.atoms[end+2].end
	return n + 3
}

func (p *nameParser) read(i int) (mention, int) {
	switch p.kind(i) {
	case honorificAtom:
		if m, n := p.name(i + 1); n > 0 && (m.kind == person || m.kind == unknownName) {
			m.start = p.atoms[i].start
			return m, n + 1
		}
	case personAtom:
		return p.personAt(i)
	case countryAtom:
		return p.countryAt(i)
	case peopleAtom:
		return p.peopleAt(i)
	case officeAtom:
		return p.officeAt(i)
	case roleAtom:
		return p.roleOf(i, i, mention{})
	case placeAtom:
		return p.make(placeOnly, i, i+1), 1
	case pairAtom:
		if id := p.id(i + 1); id != 0 && id == p.d.reader.grammar.of {
			return mention{}, 0 // the presidents of Zambia and Senegal
		}
		return p.make(pair, i, i+1), 1
	case pronounAtom:
		return p.make(pronoun, i, i+1), 1
	case strangerAtom:
		n := p.strangers(i)
		if p.kind(i+n) == personAtom && !p.fullName(i+n) { // Melania Trump is not the Trump we know
			n++
		}
		if known, ok := p.d.strangers.bySurname[p.d.word(p.atoms[i+n-1].end-1)]; ok {
			known.start, known.end = p.atoms[i].start, p.atoms[i+n-1].end
			return known, n
		}
		return p.apposed(p.make(unknownName, i, i+n), i, i+n)
	}
	return mention{}, 0
}

func (p *nameParser) make(kind mentionKind, from, to int) mention {
	m := mention{kind: kind, start: p.atoms[from].start, end: p.atoms[to-1].end, place: -1}
	if kind == placeOnly || kind == country {
		m.place = p.atoms[from].place
		if kind == placeOnly {
			m.place = p.atoms[from].ref
		}
	}
	return m
}

func (p *nameParser) meant(m mention, actor int32) mention {
	m.actors = p.d.reader.alone[actor : actor+1 : actor+1]
	m.as = p.d.heldBy(actor)
	return m
}

func (p *nameParser) fullName(i int) bool { return p.atoms[i].end-p.atoms[i].start > 1 }
