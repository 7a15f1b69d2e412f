package extract

import (
	"slices"
	"strings"
)

// personAt reads a person by name, and what hangs on it: "Trump's envoy Steve
// Witkoff", "the Trump administration".
func (p *nameParser) personAt(i int) (mention, int) {
	if p.atoms[i].title && (p.named(i+1) || p.kind(i+1) == officeAtom) {
		if m, n := p.afterTitle(i + 1); n > 0 { // Russian President Vladimir Putin
			m = p.standIn(p.countryOf(mention{actors: []int32{p.atoms[i].ref}}), p.atoms[i].start, p.atoms[i].end, m)
			m.start = p.atoms[i].start
			return m, n + 1
		}
	}
	m := p.meant(p.make(person, i, i+1), p.atoms[i].ref)
	m.office = p.atoms[i].title
	p.d.named[p.atoms[i].ref]++
	if p.kind(i+1) == strangerAtom && !p.fullName(i) && p.atoms[i+1].start == p.atoms[i].end {
		m = p.make(unknownName, i, i+2) // Trump Tower
		return m, 2
	}
	if p.kind(i+1) == roleAtom && p.d.reader.isOf(p.atoms[i+1], listGoverning) {
		return p.government(m, i, i+2)
	}
	if !p.isPossessive(i + 1) {
		if whole, n := p.aideOf(m, i, i+1); n > 0 && !p.fullName(i) {
			return whole, n
		}
		return p.ofOwnCountry(m, i)
	}
	m.possessive = true
	j := p.modifiers(i + 2)
	if whole, n := p.servant(m, i, j); n > 0 {
		return whole, n
	}
	if p.kind(j) == roleAtom && p.d.reader.isOf(p.atoms[j], listGoverning) {
		return p.government(m, i, j+1)
	}
	return m, 2
}

// servant reads the person in office whom the name at atom i has, whose office is at
// atom j or after the country it is for: "Trump's envoy Steve Witkoff", "Trump's Ukraine
// envoy, Keith Kellogg,".
func (p *nameParser) servant(m mention, i, j int) (mention, int) {
	if k := p.kind(j); (k == countryAtom || k == peopleAtom) && !p.isPossessive(j+1) {
		j = p.modifiers(j + 1)
	}
	if p.kind(j) != roleAtom && p.kind(j) != officeAtom {
		return mention{}, 0
	}
	between := p.is(j+1, ",")
	if between {
		j++
	}
	if !p.named(j+1) || between && p.kind(j+1) != personAtom {
		return mention{}, 0
	}
	whole, n := p.name(j + 1)
	end := j + 1 + n
	if between {
		if !p.is(end, ",") || p.id(end+1) == p.d.reader.grammar.and {
			return mention{}, 0
		}
		end++
		whole.end = p.atoms[end-1].end
	}
	whole.start = m.start
	return whole, end - i
}

// aideOf reads a name that only tells whose the person in office at atom k is: "Trump envoy
// Steve Witkoff", "a Putin aide" without a name is his country.
func (p *nameParser) aideOf(m mention, i, k int) (mention, int) {
	if p.kind(k) != roleAtom || p.d.reader.isOf(p.atoms[k], listCounterpart) {
		return mention{}, 0
	}
	if p.named(k + 1) {
		whole, n := p.name(k + 1)
		whole.start = m.start
		return whole, k + 1 + n - i
	}
	return p.government(m, i, k+1)
}

// ofOwnCountry takes the country into the name of the person at atom i: "Macron of France".
func (p *nameParser) ofOwnCountry(m mention, i int) (mention, int) {
	g := p.d.reader.grammar
	if id := p.id(i + 1); id == 0 || id != g.of {
		return m, 1
	}
	k := i + 2
	if p.id(k) == g.the {
		k++
	}
	if p.kind(k) != countryAtom || p.isPossessive(k+1) || p.d.reader.code(p.atoms[k].ref) != p.d.reader.code(m.actors[0]) {
		return m, 1
	}
	m.end = p.atoms[k].end
	return m, k + 1 - i
}

func (p *nameParser) named(i int) bool {
	return p.kind(i) == personAtom || p.kind(i) == strangerAtom || p.kind(i) == honorificAtom
}

// government turns "the Trump administration" into the country.
func (p *nameParser) government(m mention, i, end int) (mention, int) {
	r := p.d.reader
	if c, ok := r.countryActor[r.vocabulary.Actors[m.actors[0]].Country]; ok {
		g := p.meant(p.make(roleOf, i, end), c)
		g.place = -1
		g.start = m.start
		return g, end - i
	}
	return m, 1
}

// modifiers skips up to four words that may stand between people and office:
// "senior", "top", "special".
func (p *nameParser) modifiers(i int) int {
	for j := i; j < i+4; j++ {
		k := p.kind(j)
		if k == dateAtom && j == i {
			continue
		}
		if k != otherAtom && k != strangerAtom || p.d.stopsName(p.atoms[j]) {
			return j
		}
	}
	return i + 4
}

// countryAt reads a country or an organisation: "Ukraine", "Ukraine's
// delegation", "US envoys Steve Witkoff and Jared Kushner".
func (p *nameParser) countryAt(i int) (mention, int) {
	if i > 1 && p.is(i-1, "-") && p.tight(i-1) && p.kind(i-2) == strangerAtom {
		return p.make(unknownName, i, i+1), 1 // RBC-Ukraine
	}
	m := p.meant(p.make(country, i, i+1), p.atoms[i].ref)
	j, possessive := i+1, p.isPossessive(i+1)
	if possessive {
		j++
	}
	if m.place >= 0 && p.d.reader.vocabulary.Places[m.place].Kind != "country" {
		if !possessive && (p.kind(j) == strangerAtom || p.printedVerb(j)) {
			return p.make(unknownName, i, j+1), 2 // the Moscow Times, the Washington Post
		}
		if !possessive && i > 0 && p.d.reader.grammar.locatives[p.id(i-1)] {
			return m, 1 // in Washington President Biden said
		}
	}
	k := p.modifiers(j)
	if whole, n := p.inOffice(i, k, m); n > 0 {
		return whole, n
	}
	m.possessive = possessive
	return m, j - i
}

// ofOtherPeople says whether the body at atom i is not the one that is known so, but one of the people
// before it: the Congress of one country in "the Ukrainian Canadian Congress".
func (p *nameParser) ofOtherPeople(i int) bool {
	if i == 0 || p.kind(i-1) != peopleAtom {
		return false
	}
	actors := p.d.reader.vocabulary.Actors
	body, of := actors[p.atoms[i].ref], actors[p.atoms[i-1].ref]
	if body.Kind != "organisation" || of.Kind != "country" || body.Side == of.Name {
		return false
	}
	for _, c := range p.d.reader.countryActor {
		if actors[c].Name == body.Side {
			return true
		}
	}
	return false
}

// printedVerb says whether a verb of saying stands at atom i with a capital that no headline gives
// it, as in the names of newspapers.
func (p *nameParser) printedVerb(i int) bool {
	if p.kind(i) != otherAtom || i >= len(p.atoms) || !p.d.tokens[p.atoms[i].start].is(capital) {
		return false
	}
	says := slices.ContainsFunc(p.atoms[i].hits, func(h hit) bool { return h.entry.kind == aWord && h.entry.ref == p.d.reader.say })
	return says && !p.d.titleCase(p.s)
}

// peopleAt reads "Ukrainian", "French, German and Polish counterparts".
func (p *nameParser) peopleAt(i int) (mention, int) {
	if p.kind(i+1) == countryAtom && p.ofOtherPeople(i+1) {
		return p.make(unknownName, i, i+2), 2
	}
	m := p.meant(p.make(people, i, i+1), p.atoms[i].ref)
	list, j := []mention{m}, i+1
	for {
		k, _ := p.joint(j)
		if k == j || p.kind(k) != peopleAtom && !p.peopleBy(k) {
			break
		}
		list = append(list, p.meant(p.make(people, k, k+1), p.atoms[k].ref))
		j = k + 1
	}
	all := merge(list)
	k := p.modifiers(j)
	if whole, n := p.inOffice(i, k, all); n > 0 {
		return whole, n
	}
	if len(list) > 1 {
		return all, j - i
	}
	if w := p.atoms[i]; p.d.pluralPeople(w.start) { // "the Russians"
		m.kind = country
	}
	return m, 1
}

// peopleBy says whether a country at atom i stands for its people: "Ukrainian
// and US officials".
func (p *nameParser) peopleBy(i int) bool {
	if p.kind(i) != countryAtom || p.isPossessive(i+1) {
		return false
	}
	k := p.kind(p.modifiers(i + 1))
	return k == roleAtom || k == officeAtom
}

// inOffice reads the office or role at atom k that belongs to the countries
// of m, which begins at atom i, and the names after it.
func (p *nameParser) inOffice(i, k int, m mention) (mention, int) {
	switch p.kind(k) {
	case personAtom:
		if !p.sameCountry(m, p.atoms[k].ref) || k == i+1 && !m.possessive && m.kind == country && !p.atoms[k].title {
			return mention{}, 0
		}
		whole, n := p.personAt(k)
		whole.start = m.start
		return whole, k + n - i
	case officeAtom:
		return p.titled(i, k, m)
	case roleAtom:
		return p.roleOf(i, k, m)
	}
	return mention{}, 0
}

func (p *nameParser) sameCountry(m mention, actor int32) bool {
	v := p.d.reader.vocabulary
	for _, a := range m.actors {
		if v.Actors[a].Country == v.Actors[actor].Country {
			return true
		}
	}
	return false
}

// ofCountries reads "of France, Germany and Poland".
func (p *nameParser) ofCountries(i int) (mention, int) {
	g := p.d.reader.grammar
	id := p.id(i)
	speaks := id == g.for_ && i > 0 && strings.HasPrefix(p.d.word(p.atoms[i-1].start), "spokes") // a spokesman for the ministry
	if id == 0 || id != g.of && id != g.from && !speaks {
		return mention{}, 0
	}
	j := i + 1
	for p.id(j) == g.the || p.id(j) == g.both {
		j++
	}
	if p.kind(j) != countryAtom {
		return mention{}, 0
	}
	var list []mention
	for {
		m := p.meant(p.make(country, j, j+1), p.atoms[j].ref)
		list = append(list, m)
		k, _ := p.joint(j + 1)
		if k == j+1 || p.kind(k) != countryAtom || len(list) > 24 {
			return merge(list), j + 1
		}
		j = k
	}
}
