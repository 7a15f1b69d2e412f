package extract

import "slices"

// resolve settles verbs, clauses, places and pronouns of every sentence, in
// the order of the text.
func (d *document) resolve() {
	memory := memory{subject: -1, group: -1, speaker: -1, body: -1, told: -1, quoted: -1, voice: d.voiceOfSite()}
	for i := range d.sentences {
		s := &d.sentences[i]
		if i > 0 && d.sentences[i-1].paragraph == s.paragraph && !s.headline {
			s.opensQuoted = d.sentences[i-1].closesQuoted
		} else {
			memory.body, memory.quoted = -1, -1
			if i < 2 || d.sentences[i-1].paragraph != s.paragraph-1 {
				memory.subject = -1
			}
		}
		d.findVerbs(s)
		d.clauses(s)
		d.locate(s)
		memory.hear(d, s, i)
		memory.resolve(d, s)
	}
}

// locate decides for every name that can be a place whether it is one here.
func (d *document) locate(s *sentence) {
	for i := range s.items {
		if s.items[i].kind != aName {
			continue
		}
		m := &d.mentions[s.items[i].ref]
		if m.place < 0 || m.kind == placeOnly || m.possessive {
			m.located = m.place >= 0 && m.kind == placeOnly
			continue
		}
		m.located = d.locative(s, i)
		m.matter = m.located && d.placesMatter(s, i)
	}
}

// inPart says whether the name at item i ends an address whose first part stands where a place
// stands: "in Darnytskyi District, Kyiv,".
func (d *document) inPart(s *sentence, i int) bool {
	if i < 3 || !d.isComma(s, i-1) || s.items[i-2].kind != aName || i+1 < len(s.items) && s.items[i+1].kind != aMark {
		return false
	}
	part, p := &d.mentions[s.items[i-2].ref], s.items[i-3]
	return len(part.actors) == 0 && p.kind == aWordItem && d.reader.grammar.locatives[p.id]
}

// locative says whether the name at item i stands where a place stands: "in
// Kyiv", "travelled to Kyiv", "visited Kyiv".
func (d *document) locative(s *sentence, i int) bool {
	g := d.reader.grammar
	j := i - 1
	for j >= 0 && s.items[j].kind == aWordItem && (s.items[j].id == g.the || !g.known[s.items[j].id] && len(s.items[j].hits) == 0 && !d.tokens[s.items[j].start].is(capital)) && j > i-3 {
		j-- // the, central, occupied
	}
	if d.inPart(s, i) {
		return true
	}
	if j < 0 || s.items[j].kind != aWordItem {
		return false
	}
	id := s.items[j].id
	if g.locatives[id] || id == g.on || id == g.against {
		return true
	}
	if d.inList(s, j, listMotion) { // visited Kyiv
		return true
	}
	if id == g.of {
		return j > 0 && d.inList(s, j-1, listStruck) // the bombardment of Kyiv
	}
	if id != g.to && id != g.from {
		return false
	}
	for k := j - 1; k >= 0 && k > j-8; k-- {
		if d.inList(s, k, listMotion) {
			return true
		}
		if s.verbEnding(k) != nil {
			return false
		}
	}
	return false
}

// placesMatter says whether the name only tells where a matter lies: "to end
// the war in Ukraine".
func (d *document) placesMatter(s *sentence, i int) bool {
	j := i - 1
	for j > 0 && j > i-4 && s.items[j].kind == aWordItem && !d.reader.grammar.locatives[s.items[j].id] {
		j--
	}
	return j > 0 && d.endsList(s, j-1, listMatter)
}

// endsList says whether a phrase of the list ends with item i.
func (d *document) endsList(s *sentence, i int, list string) bool {
	c := d.reader.lexicon.classes[list]
	for k := i; k >= 0 && k > i-4; k-- {
		for _, h := range s.items[k].hits {
			if h.entry.kind == aWord && h.entry.ref == c && h.end == s.items[i].end {
				return true
			}
		}
	}
	return false
}

// inList says whether item i begins or is a word of the list.
func (d *document) inList(s *sentence, i int, list string) bool {
	if len(s.items[i].hits) == 0 {
		return false
	}
	c := d.reader.lexicon.classes[list]
	return slices.ContainsFunc(s.items[i].hits, func(h hit) bool { return h.entry.kind == aWord && h.entry.ref == c })
}

// isPhrase says whether the name is a phrase of the list.
func (d *document) isPhrase(m *mention, list string) bool {
	c := d.reader.lexicon.classes[list]
	return slices.ContainsFunc(d.hitsAt(m.start, int(m.end)), func(h hit) bool {
		return h.entry.kind == aWord && h.entry.ref == c && h.end == m.end
	})
}

// memory is what pronouns can refer to.
type memory struct {
	subject int32 // mention of the last person who was a subject in this paragraph
	body    int32 // the last country or body that was a subject in this paragraph
	group   int32 // the last names of two or more
	persons []part
	speaker int32 // whoever was last reported to have said something
	told    int32 // the person who was last reported to have said something
	quoted  int32 // the person of whom words in quotation marks speak
	voice   int32 // who speaks outside quotations
}

// hear finds out who speaks in the text, from its heading, its address or the
// name before a colon.
func (m *memory) hear(d *document, s *sentence, n int) {
	who := d.speakerBeforeColon(s)
	if who >= 0 {
		m.speaker = who
	} else if s.headline || n == 0 {
		who = d.signed(s)
	} else if n < openingSentences && m.voice < 0 {
		if who = d.addressed(s); who < 0 {
			who = d.signedBelow(s)
		}
	}
	if who >= 0 {
		m.voice = who
	}
}

// meet remembers the last persons who were named.
func (m *memory) meet(d *document, name *mention) {
	if name.kind != person {
		return
	}
	for i, a := range name.actors {
		if !d.personal(a, name.as[i]) {
			continue
		}
		if at := slices.IndexFunc(m.persons, func(p part) bool { return p.actor == a }); at >= 0 {
			m.persons = slices.Delete(m.persons, at, at+1)
		}
		m.persons = append(m.persons, part{actor: a, as: name.as[i]})
	}
	if n := len(m.persons); n > maxPersons {
		m.persons = m.persons[n-maxPersons:]
	}
}

// maxPersons is how many persons back "the two presidents" can refer.
const maxPersons = 8

// lastTwo lets "the two men" mean the two persons named last, "the two
// presidents" the two presidents named last.
func (m *memory) lastTwo(d *document, name *mention) {
	var two []part
	for n := len(m.persons) - 1; n >= 0 && len(two) < 2; n-- {
		if d.canBe(m.persons[n], name) {
			two = append(two, m.persons[n])
		}
	}
	if len(two) < 2 {
		return
	}
	name.actors, name.as, name.plural = nil, nil, true
	for _, p := range slices.Backward(two) {
		name.actors, name.as = append(name.actors, p.actor), append(name.as, p.as)
	}
}

// canBe says whether the person can be one of "the two presidents": the last
// word names no office, or one that he holds on the day.
func (d *document) canBe(p part, name *mention) bool {
	offices := &d.reader.offices
	ref, ok := offices.byText[foldPhrase(d.word(name.end-1))]
	if who, stands := d.strangers.byAs[p.as]; stands {
		return !ok || who.leads
	}
	return !ok || offices.holds(p.actor, offices.phrases[ref].kind, d.day)
}

func (m *memory) resolve(d *document, s *sentence) {
	var first int32 = -1
	for i := range s.items {
		it := s.items[i]
		if it.kind == aWordItem {
			s.items[i].ref = m.owner(d, s, i, first) + 1
		}
		if it.kind != aName {
			continue
		}
		name := &d.mentions[it.ref]
		m.meet(d, name)
		switch {
		case name.kind == pronoun:
			m.pronoun(d, s, i, name)
		case name.kind == pair:
			if d.isPhrase(name, listPersons) {
				m.lastTwo(d, name)
				break
			}
			if m.group >= 0 && d.saysOther(name, len(d.mentions[m.group].actors)) {
				break
			}
			m.borrow(d, name, m.group)
			if d.isPhrase(name, listTeams) {
				d.toCountries(name)
			}
		case len(name.actors) > 1 && name.kind != people:
			m.group = it.ref
		case name.kind == person && it.quoted && !name.possessive:
			m.quoted = it.ref // it is not of him that the text speaks
		case name.kind == person && first < 0 && !name.possessive && !(m.subject >= 0 && d.isMet(s, i)):
			first = it.ref
			m.subject = it.ref // "Zelensky said he …"
		case d.isBody(name) && !name.possessive && !name.located && (m.body < 0 || d.prepositionBefore(s, i) < 0):
			m.body = it.ref
		}
	}
	m.remember(d, s, first)
}

// saysOther says whether the phrase counts others than so many: "the four ministers" are no three.
func (d *document) saysOther(name *mention, many int) bool {
	said := numberWord(d.word(name.start + 1))
	return said > 2 && int(said) != many
}

// isMet says whether the name at item i is the object of an infinitive: "after going there to
// meet him".
func (d *document) isMet(s *sentence, i int) bool {
	if i == 0 {
		return false
	}
	v := s.verbEnding(i - 1)
	return v != nil && v.mood&purpose != 0
}

// owner gives whoever "his", "her", "its" or "their" at item i means, -1 for other words. Where
// such a word opens a sentence, whom the sentence is about: "After his visit, Rutte said".
func (m *memory) owner(d *document, s *sentence, i int, first int32) int32 {
	switch d.word(s.items[i].start) {
	case "his", "His", "her", "Her":
	case "their", "Their":
		return m.group
	case "its", "Its":
		return m.body
	case "my", "My", "our", "Our":
		if s.items[i].quoted || m.voice < 0 {
			return -1
		}
		return m.voice
	default:
		return -1
	}
	if first < 0 && i < 8 && s.items[i].clause == 0 {
		for n := range s.verbs {
			v := &s.verbs[n]
			if v.item < i {
				break
			}
			if who := d.subject(s, v); v.form&gerund == 0 && who >= 0 && d.mentions[who].kind == person && len(d.mentions[who].actors) == 1 {
				return who
			}
		}
	}
	return m.subject
}

func (m *memory) remember(d *document, s *sentence, first int32) {
	for n := range s.verbs {
		v := &s.verbs[n]
		if d.isReporting(s, v) {
			if who := d.subject(s, v); who >= 0 && len(d.mentions[who].actors) > 0 && d.mentions[who].kind != pronoun {
				m.speaker = who
				if d.mentions[who].kind == person {
					m.told = who
				}
			}
		}
	}
	for n := range s.verbs {
		if who := d.subject(s, &s.verbs[n]); who >= 0 && d.isBody(&d.mentions[who]) {
			m.body = who
			break
		}
	}
	if len(s.verbs) > 0 && !s.items[s.verbs[0].item].quoted {
		if who := d.subject(s, &s.verbs[0]); who >= 0 && d.mentions[who].kind == person && len(d.mentions[who].actors) == 1 {
			first = who
		}
	}
	if first < 0 {
		first = d.onlyPerson(s)
	}
	if first >= 0 {
		m.subject = first
	}
	if s.headline && m.speaker < 0 {
		m.speaker = first
	}
}

// onlyPerson gives the mention of the one person whom the sentence names, -1 where it names
// none or several.
func (d *document) onlyPerson(s *sentence) int32 {
	found := int32(-1)
	for i := range s.items {
		if s.items[i].kind != aName {
			continue
		}
		name := &d.mentions[s.items[i].ref]
		if name.kind != person || len(name.actors) == 0 || s.items[i].quoted {
			continue
		}
		if len(name.actors) > 1 || found >= 0 && d.mentions[found].actors[0] != name.actors[0] {
			return -1
		}
		found = s.items[i].ref
	}
	return found
}

// isBody says whether "it" can mean the name: one country, or what stands for
// it, "Ukraine's air force".
func (d *document) isBody(m *mention) bool {
	return (m.kind == country || m.kind == roleOf) && len(m.actors) == 1 && !d.isPerson(m.actors[0])
}

func (m *memory) pronoun(d *document, s *sentence, i int, name *mention) {
	it := &s.items[i]
	switch d.word(name.start) {
	case "he", "He", "she", "She", "him", "Him":
		if m.told >= 0 && d.trailing(s, it) {
			m.borrow(d, name, m.told)
		} else if it.quoted && m.quoted >= 0 {
			m.borrow(d, name, m.quoted)
		} else {
			m.borrow(d, name, m.subject)
		}
	case "it", "It":
		m.borrow(d, name, m.body)
	case "they", "They", "them":
		m.borrow(d, name, m.group)
	case "I", "we", "We":
		who := d.apposedTo(s, i)
		if who < 0 {
			who = m.first(d, s, it.quoted)
		} else if !it.quoted {
			m.voice = who
		}
		m.borrow(d, name, who)
	}
}

// first gives whom "I" and "we" mean: who speaks in the text, inside a quotation who is
// quoted, -1 where nobody is known to.
func (m *memory) first(d *document, s *sentence, quoted bool) int32 {
	if !quoted && m.voice >= 0 {
		return m.voice
	}
	if who := d.speakerIn(s); who >= 0 {
		return who
	}
	if m.speaker >= 0 {
		return m.speaker
	}
	return m.voice
}

// trailing says whether the pronoun only tells, after a comma or a quotation mark, that whoever
// spoke last goes on: "…, he added."
func (d *document) trailing(s *sentence, it *item) bool {
	for i := len(s.items) - 1; i > 1; i-- {
		if v := s.verbEnding(i); v != nil {
			return v.first == i && d.isReporting(s, v) && &s.items[i-1] == it && s.items[i-2].kind == aMark
		}
		if s.items[i].kind != aMark && s.items[i].kind != aDate {
			return false
		}
	}
	return false
}

// apposedTo gives the name that tells after a comma who the pronoun at item i is: "We, the
// leaders of the G7, …", -1 where there is none.
func (d *document) apposedTo(s *sentence, i int) int32 {
	if !d.isComma(s, i+1) {
		return -1
	}
	for k := i + 2; k < len(s.items) && k < i+10 && s.items[k].kind != aMark && s.verbOf(k) == nil; k++ {
		if it := s.items[k]; it.kind == aName && len(d.mentions[it.ref].actors) > 0 && d.mentions[it.ref].kind != people {
			return it.ref
		}
	}
	return -1
}

// toCountries puts the countries for the persons: their teams are meant.
func (d *document) toCountries(name *mention) {
	var actors []int32
	for _, a := range name.actors {
		if c, ok := d.reader.countryActor[d.reader.code(a)]; ok && !slices.Contains(actors, c) {
			actors = append(actors, c)
		}
	}
	name.actors, name.as = actors, make([]string, len(actors))
}

// speakerBeforeColon gives the name in "Mr Lammy: I …", as reports of
// parliaments print it.
func (d *document) speakerBeforeColon(s *sentence) int32 {
	who := int32(-1)
	for i := 0; i < len(s.items) && i < 14; i++ {
		it := s.items[i]
		if it.kind == aName && len(d.mentions[it.ref].actors) == 1 && d.isPerson(d.mentions[it.ref].actors[0]) {
			who = it.ref
		}
		if it.kind == aMark && d.word(it.start) == ":" {
			return who
		}
		if s.verbEnding(i) != nil {
			return -1
		}
	}
	return -1
}

// speakerIn gives whoever the sentence says speaks.
func (d *document) speakerIn(s *sentence) int32 {
	for n := range s.verbs {
		if v := &s.verbs[n]; d.isReporting(s, v) && !s.items[v.item].quoted {
			if who := d.subject(s, v); who >= 0 && d.mentions[who].kind != pronoun {
				return who
			}
		}
	}
	return -1
}

func (m *memory) borrow(d *document, name *mention, from int32) {
	if from < 0 {
		return
	}
	name.actors, name.as = d.mentions[from].actors, d.mentions[from].as
	name.plural = len(name.actors) > 1
}
