package extract

import (
	"slices"
	"strings"

	"truceline/timeline"
)

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
	return merge(list[:joinedAt+1]), ends[joinedAt] - i
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
	} else if j == i && p.id(j) == g.as && p.id(j+1) == g.well && p.id(j+2) == g.as {
		j, and = j+3, true
	}
	if j > i && p.id(j) == g.the {
		j++
	}
	return j, and
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
	if k := p.kind(i); n == 1 && k != officeAtom && k != roleAtom {
		p.plain[i] = plainName{m, true}
	}
	return m, n
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
		return p.make(pair, i, i+1), 1
	case pronounAtom:
		return p.make(pronoun, i, i+1), 1
	case strangerAtom:
		n := 1
		for p.kind(i+n) == strangerAtom {
			n++
		}
		if p.kind(i+n) == personAtom && !p.fullName(i+n) { // Melania Trump is not the Trump we know
			n++
		}
		return p.make(unknownName, i, i+n), n
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

// personAt reads a person by name, and what hangs on it: "Trump's envoy Steve
// Witkoff", "the Trump administration".
func (p *nameParser) personAt(i int) (mention, int) {
	if p.atoms[i].title && (p.named(i+1) || p.kind(i+1) == officeAtom) {
		if m, n := p.afterTitle(i + 1); n > 0 { // Russian President Vladimir Putin
			m.start = p.atoms[i].start
			return m, n + 1
		}
	}
	m := p.meant(p.make(person, i, i+1), p.atoms[i].ref)
	m.office = p.atoms[i].title
	p.d.named[p.atoms[i].ref] = true
	if p.kind(i+1) == strangerAtom && !p.fullName(i) && p.atoms[i+1].start == p.atoms[i].end {
		m = p.make(unknownName, i, i+2) // Trump Tower
		return m, 2
	}
	if p.kind(i+1) == roleAtom && p.d.reader.governs(p.atoms[i+1]) {
		return p.government(m, i, i+2)
	}
	if !p.isPossessive(i + 1) {
		return m, 1
	}
	m.possessive = true
	j := p.modifiers(i + 2)
	if (p.kind(j) == roleAtom || p.kind(j) == officeAtom) && p.named(j+1) {
		whole, n := p.name(j + 1)
		whole.start = m.start
		return whole, j + 1 + n - i
	}
	if p.kind(j) == roleAtom && p.d.reader.governs(p.atoms[j]) {
		return p.government(m, i, j+1)
	}
	return m, 2
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
	m := p.meant(p.make(country, i, i+1), p.atoms[i].ref)
	j, possessive := i+1, p.isPossessive(i+1)
	if possessive {
		j++
	}
	if m.place >= 0 && p.d.reader.vocabulary.Places[m.place].Kind != "country" {
		if p.kind(j) == strangerAtom && !possessive {
			return p.make(unknownName, i, j+1), 2 // the Moscow Times
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

// peopleAt reads "Ukrainian", "French, German and Polish counterparts".
func (p *nameParser) peopleAt(i int) (mention, int) {
	m := p.meant(p.make(people, i, i+1), p.atoms[i].ref)
	list, j := []mention{m}, i+1
	for {
		k, _ := p.joint(j)
		if k == j || p.kind(k) != peopleAtom {
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

// inOffice reads the office or role at atom k that belongs to the countries
// of m, which begins at atom i, and the names after it.
func (p *nameParser) inOffice(i, k int, m mention) (mention, int) {
	switch p.kind(k) {
	case personAtom:
		if !p.sameCountry(m, p.atoms[k].ref) || k == i+1 && !m.possessive && m.kind == country {
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

// titled reads an office, with or without the holder's name.
func (p *nameParser) titled(i, k int, m mention) (mention, int) {
	if whole, n := p.afterTitle(k + 1); n > 0 {
		whole.start = p.atoms[i].start
		return whole, k + 1 + n - i
	}
	whole := p.make(person, i, k+1)
	whole.office, whole.place = true, -1
	phrase := p.d.reader.offices.phrases[p.atoms[k].ref]
	sure := true
	for _, a := range m.actors {
		held := p.d.holdersIn(p.atoms[k].ref, p.d.reader.vocabulary.Actors[a].Country)
		if len(held) != 1 {
			sure = false
			break
		}
		whole.actors, whole.as = append(whole.actors, held[0].actor), append(whole.as, held[0].office.Title)
	}
	if !sure || phrase.plural && (len(m.actors) == 1 || !p.d.reader.offices.leaders[phrase.kind]) {
		whole.actors, whole.as, whole.kind = m.actors, m.as, roleOf
	}
	whole.plural = len(whole.actors) > 1
	whole.possessive = p.isPossessive(k + 1)
	return whole, k + 1 - i
}

// afterTitle reads the name that follows an office: "of Ukraine Volodymyr
// Zelensky", "Emmanuel Macron", "Calum Miller".
func (p *nameParser) afterTitle(i int) (mention, int) {
	g := p.d.reader.grammar
	j := i
	if p.id(j) == g.of || p.id(j) == g.for_ {
		k := j + 1
		if p.id(k) == g.the {
			k++
		}
		if p.kind(k) == countryAtom && p.kind(k+1) == personAtom {
			j = k + 1
		}
	}
	if p.is(j, ",") && p.kind(j+1) == personAtom && p.is(j+2, ",") { // the Kremlin spokesman, Dmitry Peskov,
		whole, n := p.personAt(j + 1)
		return whole, j + 1 + n + 1 - i
	}
	for p.kind(j) == officeAtom || p.kind(j) == honorificAtom {
		j++
	}
	if p.named(j) {
		whole, n := p.name(j)
		return whole, j + n - i
	}
	return mention{}, 0
}

// officeAt reads an office that no country stands before: "President
// Zelensky", "the president of Ukraine", "the Foreign Secretary".
func (p *nameParser) officeAt(i int) (mention, int) {
	if whole, n := p.afterTitle(i + 1); n > 0 {
		whole.start = p.atoms[i].start
		return whole, n + 1
	}
	if list, j := p.ofCountries(i + 1); j > 0 {
		whole, _ := p.titled(i, i, list)
		whole.end = list.end
		return whole, j - i
	}
	m := p.make(person, i, i+1)
	m.office, m.possessive = true, p.isPossessive(i+1)
	if who, ok := p.d.onlyHolder(p.atoms[i].ref); ok {
		m.actors, m.as = []int32{who.actor}, []string{who.office.Title}
		return m, 1
	}
	m.kind = unknownName
	return m, 1
}

// ofCountries reads "of France, Germany and Poland".
func (p *nameParser) ofCountries(i int) (mention, int) {
	g := p.d.reader.grammar
	if id := p.id(i); id == 0 || id != g.of && id != g.from {
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

// roleOf reads a word for people in office at atom k, whose countries stand
// before it (m, from atom i) or after it.
func (p *nameParser) roleOf(i, k int, m mention) (mention, int) {
	j := k + 1
	for p.kind(j) == roleAtom { // foreign ministry officials
		j++
	}
	if p.named(j) && p.kind(j) != honorificAtom && len(m.actors) > 0 {
		whole, n := p.joined(j)
		whole.start = p.atoms[i].start
		return whole, j + n - i
	}
	if list, end := p.ofCountries(j); end > 0 {
		list.actors, list.as = unite(m, list)
		list.kind, list.place, list.start, list.plural = roleOf, -1, p.atoms[i].start, true
		return list, end - i
	}
	if len(m.actors) == 0 {
		return mention{}, 0
	}
	if whole, ok := p.counterpart(i, k, m); ok {
		return whole, k + 1 - i
	}
	whole := p.make(roleOf, i, j)
	whole.place = -1
	whole.actors, whole.as, whole.plural = m.actors, m.as, len(m.actors) > 1
	if p.isPossessive(j) {
		whole.possessive = true
		return whole, j + 1 - i
	}
	return whole, j - i
}

// counterpart reads "his Ukrainian counterpart" where he is a leader: the
// leader of the country, if there is but one.
func (p *nameParser) counterpart(i, k int, m mention) (mention, bool) {
	c := p.d.reader.lexicon.classes[listCounterpart]
	if !slices.ContainsFunc(p.atoms[k].hits, func(h hit) bool { return h.entry.kind == aWord && h.entry.ref == c }) {
		return mention{}, false
	}
	for n := len(p.d.mentions) - 1; n >= 0 && n >= len(p.d.mentions)-3; n-- {
		before := p.d.mentions[n]
		if before.kind != person || len(before.actors) == 0 {
			continue
		}
		if !p.d.reader.leads(before.actors[0], p.d.day) {
			return mention{}, false
		}
		whole := p.make(person, i, k+1)
		whole.place, whole.plural = -1, len(m.actors) > 1
		for _, a := range m.actors {
			found := p.d.reader.offices.peers(before.actors[0], p.d.reader.code(a), p.d.day)
			if len(found) != 1 {
				return mention{}, false
			}
			whole.actors, whole.as = append(whole.actors, found[0].actor), append(whole.as, found[0].office.Title)
		}
		return whole, true
	}
	return mention{}, false
}

func unite(a, b mention) ([]int32, []string) {
	if len(a.actors) == 0 {
		return b.actors, b.as
	}
	u := merge([]mention{a, b})
	return u.actors, u.as
}

// holdersIn gives the holders of an office in a country on the day of the
// article.
func (d *document) holdersIn(phrase int32, code string) []holder {
	if code == "" {
		return nil
	}
	return d.reader.offices.holders(phrase, code, d.day)
}

// onlyHolder gives the one person whom an office without a country can mean:
// somebody whom the article has named before, or the only holder there is.
func (d *document) onlyHolder(phrase int32) (holder, bool) {
	if d.reader.offices.phrases[phrase].plural {
		return holder{}, false
	}
	found := d.reader.offices.holders(phrase, "", d.day)
	var named []holder
	for _, h := range found {
		if d.named[h.actor] {
			named = append(named, h)
		}
	}
	switch {
	case len(named) == 1:
		return named[0], true
	case len(named) == 0 && len(found) == 1:
		return found[0], true
	}
	return d.compatriot(found)
}

// compatriot gives the one holder from the country whose people the article
// has named most.
func (d *document) compatriot(found []holder) (holder, bool) {
	best, most, second := holder{}, 0, 0
	for _, h := range found {
		n := 0
		for a := range d.named {
			if d.reader.code(a) == h.office.Country {
				n++
			}
		}
		if n > most {
			best, most, second = h, n, most
		} else {
			second = max(second, n)
		}
	}
	return best, most > second
}

// bears says whether a name is borne on the day: a title that stands among
// the names ("Kremlin leader") only while an office was held.
func (r *Reader) bears(h hit, phrase string, day timeline.Day) bool {
	if !h.entry.title {
		return true
	}
	var own, any bool // an office that the title names, any office at all
	named := false
	for _, office := range r.vocabulary.Actors[h.entry.ref].Offices {
		names := strings.Contains(phrase, foldPhrase(bareTitle(office.Title)))
		named = named || names
		own = own || names && office.HeldOn(day)
		any = any || office.HeldOn(day)
	}
	return own || any && !named
}
