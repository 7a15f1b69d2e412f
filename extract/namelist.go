package extract

import (
	"slices"
	"strings"
)

// joined reads a name at atom i and the names that are joined to it by
// commas and "and". It gives the number of atoms; 0 where there is no name.
func (p *nameParser) joined(i int) (mention, int) {
	m, n := p.name(i)
	if n == 0 {
		return m, 0
	}
	list, ends := []mention{m}, []int{i + n}
	joinedAt := 0 // names up to here are joined for sure
	for j := i + n; len(list) < 24; {
		k, and := p.joint(j)
		if k == j {
			break
		}
		next, n := p.name(k)
		if n == 0 && and {
			if k2 := p.modifiers(k); k2 > k && k2 <= k+2 {
				next, n = p.name(k2)
				k = k2
			}
			if n == 0 && len(list) > 1 && !p.verbAt(k) {
				joinedAt = len(list) - 1 // X, Y and four other countries
				ends[joinedAt] = p.overOthers(k)
				list[joinedAt].end = p.atoms[ends[joinedAt]-1].end
			}
		}
		if n == 0 || !joinable(list[len(list)-1], next) {
			break
		}
		if !and && !p.is(j, ",") || p.is(j, ",") && !and && list[0].kind != next.kind && list[0].place < 0 && p.introduced(i) {
			break // under the leadership of President Trump, the US …
		}
		comma := p.is(j, ",")
		if comma && p.near(list[len(list)-1], next) {
			ends[len(ends)-1] = k + n // Kyiv, Ukraine
			list[len(list)-1].end = next.end
			joinedAt = max(joinedAt, len(list)-1)
			j = k + n
			continue
		}
		list, ends = append(list, next), append(ends, k+n)
		j = k + n
		if and {
			if comma && len(list) == joinedAt+2 && joinedAt == 0 && p.verbAt(j) {
				break
			}
			joinedAt = len(list) - 1
		}
	}
	m, n = merge(list[:joinedAt+1]), ends[joinedAt]-i
	if joinedAt > 0 && p.sharesRegion(&m, list[0], i+n) {
		n++
	}
	return m, n
}

// sharesRegion reads the word at atom i for each name of the list before it: "Oslo and Viken
// Regions" are two regions, and the first of them is no town.
func (p *nameParser) sharesRegion(m *mention, first mention, i int) bool {
	if first.place < 0 || p.kind(i) != otherAtom && p.kind(i) != strangerAtom {
		return false
	}
	kind, plural := strings.CutSuffix(p.d.word(p.atoms[i].start), "s")
	if !plural {
		return false
	}
	name := p.d.text[p.d.tokens[first.start].start:p.d.tokens[first.end-1].end]
	region, known := p.d.reader.regions[foldPhrase(name+" "+kind)]
	if known {
		m.place, m.end = region, p.atoms[i].end
	}
	return known
}

// overOthers steps over "four other countries", "many more".
func (p *nameParser) overOthers(i int) int {
	j := i
	for j < i+4 && p.kind(j) == otherAtom && !p.d.reader.grammar.prepositions[p.id(j)] && !p.verbAt(j) {
		j++
	}
	return j
}

// introduced says whether a preposition stands before the name at atom i.
func (p *nameParser) introduced(i int) bool {
	return i > 0 && p.d.reader.grammar.prepositions[p.id(i-1)]
}

// joint gives the atom after a comma, "and", a dash between names.
func (p *nameParser) joint(i int) (next int, and bool) {
	j := i
	if p.is(j, ",") {
		j++
	}
	g := p.d.reader.grammar
	if id := p.id(j); id != 0 && (id == g.and || id == g.amp) || p.is(j, "&") {
		j, and = j+1, true
	} else if j == i && (p.is(j, "-") || p.is(j, "–") || p.is(j, "/")) && p.tight(j) {
		j, and = j+1, true
	} else if p.id(j) == g.as && p.id(j+1) == g.well && p.id(j+2) == g.as {
		j, and = j+3, true
	}
	if j > i && p.id(j) == g.the || and && p.possessive(j) {
		j++
	}
	return j, and
}

// possessive says whether "his" or the like stands at atom i, before people in office: "Kuleba and
// his Polish counterpart".
func (p *nameParser) possessive(i int) bool {
	if i+1 >= len(p.atoms) || !possessives[p.d.word(p.atoms[i].start)] {
		return false
	}
	switch p.kind(i + 1) {
	case peopleAtom, officeAtom, roleAtom, countryAtom:
		return true
	}
	return false
}

// tight says whether no space stands around the mark at atom i.
func (p *nameParser) tight(i int) bool {
	return !p.d.tokens[p.atoms[i].start].is(spaced) && i+1 < len(p.atoms) && !p.d.tokens[p.atoms[i+1].start].is(spaced)
}

func joinable(a, b mention) bool {
	if a.kind == pronoun || b.kind == pronoun || a.kind == pair || b.kind == pair {
		return false
	}
	if (a.kind == people) != (b.kind == people) {
		return a.kind == people && b.kind == roleOf && false
	}
	return (a.kind == placeOnly) == (b.kind == placeOnly)
}

// near says whether the second name only tells where the first one lies.
func (p *nameParser) near(a, b mention) bool {
	if a.place < 0 || b.place < 0 && b.kind != country {
		return false
	}
	v := p.d.reader.vocabulary
	if v.Places[a.place].Kind == "country" {
		return false
	}
	code := ""
	if b.place >= 0 {
		if v.Places[b.place].Kind == "city" {
			return false
		}
		code = v.Places[b.place].Country
	}
	if b.kind == country && len(b.actors) > 0 {
		code = v.Actors[b.actors[0]].Country
	}
	return code == v.Places[a.place].Country && (a.kind == placeOnly || b.kind == country)
}

func merge(list []mention) mention {
	m := list[0]
	for _, next := range list[1:] {
		for i, a := range next.actors {
			if !slices.Contains(m.actors, a) {
				m.actors = append(slices.Clip(m.actors), a)
				m.as = append(slices.Clip(m.as), next.as[i])
			}
		}
		m.end = next.end
		m.plural = true
		m.possessive = next.possessive
		if m.kind != next.kind && (next.kind == country || next.kind == person) {
			m.kind = next.kind
		}
	}
	return m
}

// verbAt says whether a verb stands at the atom, after adverbs.
func (p *nameParser) verbAt(i int) bool {
	for ; i < len(p.atoms); i++ {
		a := p.atoms[i]
		if a.kind == dateAtom || p.d.tokens[a.start].is(adverb) {
			continue
		}
		return a.kind == otherAtom && p.d.finite(a.start, a.hits)
	}
	return false
}
