package extract

import (
	"net/url"
	"slices"
	"strings"

	"truceline/timeline"
)

// titled reads an office, with or without the holder's name.
func (p *nameParser) titled(i, k int, m mention) (mention, int) {
	if whole, n := p.afterTitle(k + 1); n > 0 {
		whole = p.standIn(m, p.atoms[k].start, p.atoms[k].end, whole)
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
		if home, ok := p.d.officialHome(); ok {
			whole = p.standIn(p.meant(mention{}, home), p.atoms[i].start, p.atoms[i].end, whole)
		}
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
	if who, ok := p.d.onlyHolder(p.atoms[i].ref); ok && !p.ours(i) {
		m.actors, m.as = []int32{who.actor}, []string{who.office.Title}
		return m, 1
	}
	m.kind = unknownName
	return m, 1
}

// ours says whether "our" stands before the office at atom i: it is that of whoever speaks.
func (p *nameParser) ours(i int) bool {
	return i > 0 && (p.d.word(p.atoms[i-1].start) == "our" || p.d.word(p.atoms[i-1].start) == "Our")
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
		if p.d.reader.isOf(p.atoms[j-1], listRepresent) {
			whole = p.standIn(m, p.atoms[k].start, p.atoms[j-1].end, whole)
		}
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
	if whole, n := p.counterpartNamed(i, k, m); n > 0 {
		return whole, n
	}
	if whole, ok := p.counterpart(i, k, m); ok {
		return whole, k + 1 - i
	}
	whole := p.make(roleOf, i, j)
	whole.place = -1
	whole.actors, whole.as, whole.plural = m.actors, m.as, len(m.actors) > 1
	whole.delegates = p.d.reader.isOf(p.atoms[j-1], listDelegates)
	if p.isPossessive(j) {
		whole.possessive = true
		return whole, j + 1 - i
	}
	return whole, j - i
}

// counterpartNamed reads "his Ukrainian counterpart, Volodymyr Zelensky," with
// the name between commas.
func (p *nameParser) counterpartNamed(i, k int, m mention) (mention, int) {
	if !p.d.reader.isOf(p.atoms[k], listCounterpart) || !p.is(k+1, ",") || p.kind(k+2) != personAtom || !p.sameCountry(m, p.atoms[k+2].ref) {
		return mention{}, 0
	}
	whole, n := p.personAt(k + 2)
	end := k + 2 + n
	if p.kind(end) != markAtom || p.id(end+1) == p.d.reader.grammar.and {
		return mention{}, 0
	}
	if p.is(end, ",") {
		end++
	}
	whole.start, whole.end = p.atoms[i].start, p.atoms[end-1].end
	return whole, end - i
}

// counterpart reads "his Ukrainian counterpart" where he is a leader: the
// leader of the country, if there is but one.
func (p *nameParser) counterpart(i, k int, m mention) (mention, bool) {
	if !p.d.reader.isOf(p.atoms[k], listCounterpart) {
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
// whoever of its holders the article has named most, or the only holder there
// is, or the one of the publisher's country.
func (d *document) onlyHolder(phrase int32) (holder, bool) {
	if d.reader.offices.phrases[phrase].plural {
		return holder{}, false
	}
	found := d.reader.offices.holders(phrase, "", d.day)
	if len(found) == 1 {
		return found[0], true
	}
	if i := slices.IndexFunc(found, func(h holder) bool { return d.site.ok && h.actor == d.site.actor }); i >= 0 {
		return found[i], true
	}
	if one, ok := mostNamed(found, func(h holder) int { return d.named[h.actor] }); ok {
		return one, true
	}
	home := d.home()
	for _, h := range found {
		if home != "" && h.office.Country == home {
			return h, true
		}
	}
	return mostNamed(found, d.compatriots)
}

// compatriots counts how often the article has named people of the holder's
// country.
func (d *document) compatriots(h holder) int {
	n := 0
	for a, times := range d.named {
		if d.reader.code(a) == h.office.Country {
			n += times
		}
	}
	return n
}

// home gives the country of the site's top level domain (RFC 1591; .gov and
// .mil are those of the United States), "" where it names none.
func (d *document) home() string {
	u, err := url.Parse(d.article.URL)
	if err != nil {
		return ""
	}
	host := u.Hostname()
	switch top := host[strings.LastIndexByte(host, '.')+1:]; {
	case top == "uk":
		return "GB"
	case top == "gov", top == "mil":
		return "US"
	case len(top) == 2:
		return strings.ToUpper(top)
	}
	return ""
}

// officialHome gives the country whose authority the page is of: the "Deputy Foreign
// Minister Nordmann" of a ministry's page is its own.
func (d *document) officialHome() (actor int32, ok bool) {
	u, err := url.Parse(d.article.URL)
	if err != nil {
		return 0, false
	}
	if !slices.ContainsFunc(strings.Split(u.Hostname(), "."), func(label string) bool { return authorities[label] }) {
		return 0, false
	}
	actor, ok = d.reader.countryActor[d.home()]
	return actor, ok
}

// authorities are labels of hosts of a state's authorities.
var authorities = set("gov mil gc gouv gob govt")

// mostNamed gives the holder whom the count puts before all others.
func mostNamed(found []holder, count func(holder) int) (holder, bool) {
	best, most, second := holder{}, 0, 0
	for _, h := range found {
		n := count(h)
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
	actor := &r.vocabulary.Actors[h.entry.ref]
	for _, office := range actor.Offices {
		names := strings.Contains(phrase, foldPhrase(bareTitle(office.Title)))
		named = named || names
		own = own || names && office.HeldOn(day)
		any = any || office.HeldOn(day) && office.Country == actor.Country // what he is called after is the last
	}
	return own || any && !named
}
