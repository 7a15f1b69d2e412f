package extract

import "strings"

// A match is a pattern found in a sentence.
type match struct {
	pattern  *pattern
	head     int // item
	verb     *verb
	from, to int // items, to excluded
	slots    []filled
}

// filled is a slot with what stands in it.
type filled struct {
	item    int
	mention int32 // -1 for numbers and dates
	part    string
	slot    slotKind
}

// Bounds on gaps, so that matching is linear in the length of a sentence.
const (
	maxLight = 5  // words between neighbours of a pattern
	maxGap   = 14 // items that "..." stands for
	maxTries = 24 // places tried for the elements after a gap
)

// match tries the pattern with its head at item i.
func (d *document) match(s *sentence, p *pattern, i int) (match, bool) {
	if !s.classes.hasAll(p.classes) {
		return match{}, false
	}
	end, ok := d.classAt(s, i, p.elements[p.head])
	if !ok {
		return match{}, false
	}
	m := match{pattern: p, head: i, verb: s.verbEnding(i), from: i, to: end}
	if m.verb == nil {
		m.verb = d.governing(s, i, end)
	}
	left, right := p.elements[:p.head], p.elements[p.head+1:]
	if m.verb != nil && p.head > 0 && left[0].kind == class && d.ofPurpose(s, m.verb) {
		return match{}, false
	}
	tries := maxTries
	if !d.leftwards(s, &m, left, i) || !d.rightwards(s, &m, right, end, &tries) {
		return match{}, false
	}
	return m, true
}

// governing gives the verb of a head that is not itself the last word of a
// verb group: of a phrase, or "agreed" in "agreed to meet".
func (d *document) governing(s *sentence, i, end int) *verb {
	if d.leadsGroup(s, i) {
		it := s.items[i]
		v := d.groupAt(s, i, d.verbForm(it.id, it.hits))
		return &v
	}
	if end > i+1 {
		return s.verbOf(i)
	}
	return nil
}

// ofPurpose says whether the verb is a gerund that a preposition governs: it tells what something
// is for, and not what becomes of it: "talks aimed at ending the war are to begin".
func (d *document) ofPurpose(s *sentence, v *verb) bool {
	if v.form&gerund == 0 || v.mood&ongoing != 0 || v.first == 0 {
		return false
	}
	it := s.items[v.first-1]
	return it.kind == aWordItem && d.reader.grammar.prepositions[it.id]
}

// leadsGroup says whether the verb at item i leads another: "agreed to meet".
func (d *document) leadsGroup(s *sentence, i int) bool {
	v := s.verbOf(i)
	return v != nil && i < v.item && d.reader.grammar.leading[s.items[i].id] != 0
}

// classAt says whether a phrase of the class begins at item i, and where it
// ends.
func (d *document) classAt(s *sentence, i int, e element) (end int, ok bool) {
	it := &s.items[i]
	best := int32(-1)
	for _, h := range it.hits {
		if h.entry.kind == aWord && h.entry.ref == e.class && h.end > best && d.agrees(s, i, h, e.voice) {
			best = h.end
		}
	}
	if best < 0 {
		return 0, false
	}
	end = i + 1
	for end < len(s.items) && s.items[end].start < best {
		end++
	}
	return end, true
}

// agrees says whether the word is used as the list means it: as a verb or as
// a noun, in the voice that the pattern wants.
func (d *document) agrees(s *sentence, i int, h hit, want voice) bool {
	v := s.verbOf(i)
	if h.entry.form == noun {
		return want == anyVoice && (v == nil || v.item != i || h.end > s.items[i].end || !d.alsoVerb(s, i, h.entry.ref))
	}
	if d.leadsGroup(s, i) {
		return want != passiveVoice && h.end == s.items[i].end // "agreed to hold" is no "agreed to"
	}
	if v == nil || v.item != i {
		return false
	}
	switch want {
	case activeVoice:
		return v.mood&passive == 0
	case passiveVoice:
		return v.mood&passive != 0 || d.bare(s, v)
	}
	return true
}

// alsoVerb says whether the list holds the word as a verb, too.
func (d *document) alsoVerb(s *sentence, i int, list int32) bool {
	for _, h := range s.items[i].hits {
		if h.entry.kind == aWord && h.entry.ref == list && h.entry.form != noun {
			return true
		}
	}
	return false
}

// rightwards matches elements from item i to the right, nearest first; where
// the rest does not fit after the nearest, it tries the next one. tries bounds
// the work of one match.
func (d *document) rightwards(s *sentence, m *match, elements []element, i int, tries *int) bool {
	if len(elements) == 0 {
		return true
	}
	e, rest, wide := elements[0], elements[1:], false
	if e.kind == gap {
		e, rest, wide = elements[1], elements[2:], true
	}
	limit := i + maxLight
	if wide {
		limit = i + maxGap
	}
	slots, to := len(m.slots), m.to
	for *tries > 0 {
		*tries--
		at, end := d.next(s, e, i, limit, wide)
		if at < 0 {
			return false
		}
		m.fill(s, e, at)
		m.to = max(m.to, end)
		if d.rightwards(s, m, rest, end, tries) {
			return true
		}
		m.slots, m.to = m.slots[:slots], to
		if !wide {
			return false
		}
		i = at + 1
	}
	return false
}

// next finds the element at or after item i.
func (d *document) next(s *sentence, e element, i, limit int, wide bool) (at, end int) {
	prepositions := 0
	for k := i; k < len(s.items) && k <= limit; k++ {
		if wide && (k > i && d.turnsAside(s, k) || e.kind == class && d.goesAside(s, k) || d.leavesQuotation(s, i, k)) {
			break
		}
		if wide && e.kind == literal && k > i && d.isAgent(s, e, k) {
			break // signed in Oslo and promoted by Norway
		}
		if end, ok := d.fits(s, e, k); ok && !(wide && d.elsewhere(s, e, k)) {
			return k, end
		}
		if !d.passes(s, k, wide, &prepositions) || e.close && !(s.items[k].kind == aWordItem && d.reader.grammar.determiners[s.items[k].id]) {
			break
		}
	}
	return -1, 0
}

// leftwards matches elements from item i to the left, nearest first. A slot
// right before a verb is its subject.
func (d *document) leftwards(s *sentence, m *match, elements []element, i int) bool {
	i--
	if m.verb != nil {
		i = m.verb.first - 1
	}
	wide := false
	for n := len(elements) - 1; n >= 0; n-- {
		e := elements[n]
		if e.kind == gap {
			wide = true
			continue
		}
		governed := n > 0 && elements[n-1].kind == literal // the leaders of France and Poland met
		if !governed && (n == len(elements)-1 || n == len(elements)-2 && wide) {
			if m.verb != nil && e.kind == slot && e.slot != placeSlot && e.slot != dateSlot && e.slot != numberSlot {
				if !d.fillSubject(s, m, e) {
					return false
				}
				i = m.from - 1
				wide = false
				continue
			}
		}
		at := d.previous(s, e, i, wide)
		if at < 0 {
			return false
		}
		m.fill(s, e, at)
		m.from = min(m.from, at)
		i, wide = at-1, false
	}
	return true
}

func (d *document) fillSubject(s *sentence, m *match, e element) bool {
	who := d.subject(s, m.verb)
	if who < 0 || !d.suits(&d.mentions[who], e.slot) {
		return false
	}
	end := m.head
	if m.verb.form&gerund != 0 {
		end = len(s.items)
	} else if next := m.verb.item + 1; next < len(s.items) && s.items[next].kind == aName && s.items[next].ref == who {
		end = next + 1 // "…," said the minister
	}
	for k := range s.items[:end] {
		if s.items[k].kind == aName && s.items[k].ref == who {
			m.fill(s, e, k)
			m.from = min(m.from, k) // after meeting him, the minister promised: it stands behind
			return true
		}
	}
	return false
}

func (d *document) previous(s *sentence, e element, i int, wide bool) int {
	limit, prepositions := maxLight, 0
	if wide {
		limit = maxGap
	}
	if e.kind == slot && e.slot == peopleSlot {
		prepositions = 1 // Ukrainian people from attacks
	}
	owned := false
	for k := i; k >= 0 && k >= i-limit; k-- {
		if wide && e.kind == slot && (owned && d.isReportingAt(s, k) || d.isFollowedBy(s, k)) {
			break // the spokesman said that Norway's call with Sweden
		}
		owned = owned || s.items[k].kind == aName && d.mentions[s.items[k].ref].possessive && d.nounPhrase(s, i+1) <= k
		if _, ok := d.fits(s, e, k); ok && !(wide && d.partnerOfOther(s, e, k)) {
			return k
		}
		if !wide && e.slot == placeSlot && (d.goesAside(s, k) || s.items[k].kind == aName) {
			break // the Oslo Museum was damaged
		}
		if !d.passes(s, k, wide, &prepositions) && !(e.slot == peopleSlot && s.items[k].id == d.reader.grammar.and) {
			break
		}
	}
	return -1
}

// fits says whether the element is at item k.
func (d *document) fits(s *sentence, e element, k int) (end int, ok bool) {
	d.work++
	it := &s.items[k]
	switch e.kind {
	case literal:
		if it.kind == aName || it.kind == aDate || d.joinsMatter(s, k) {
			return 0, false
		}
		for _, w := range e.words {
			if w == it.id && w != 0 {
				return k + 1, true
			}
		}
	case class:
		if it.kind == aWordItem {
			return d.classAt(s, k, e)
		}
	case slot:
		return k + 1, d.fitsSlot(it, e.slot)
	}
	return 0, false
}

// turnsAside says whether a clause opens at item k that tells of something
// else, which no gap reaches into: "unveiled sanctions on Russia, which attacks
// Ukraine".
func (d *document) turnsAside(s *sentence, k int) bool {
	it := &s.items[k]
	if it.kind != aWordItem || it.clause == s.items[k-1].clause {
		return false
	}
	g := d.reader.grammar
	return it.id != g.that && (g.relatives[it.id] || g.opening[it.id])
}

// leavesQuotation says whether between items i and k a quotation ends and the sentence goes on
// with who said it, which no gap reaches into: "“He will join us,” she said in a call with him".
func (d *document) leavesQuotation(s *sentence, i, k int) bool {
	return i < len(s.items) && s.items[i].quoted && !s.items[k].quoted && s.items[k].clause != s.items[i].clause
}

// isAgent says whether the element is the "by" at item k, which belongs to the verb right before,
// a word that no list need know.
func (d *document) isAgent(s *sentence, e element, k int) bool {
	if _, ok := d.fits(s, e, k); !ok || s.items[k].id != d.reader.grammar.by || s.items[k-1].kind != aWordItem {
		return false
	}
	return s.verbEnding(k-1) != nil || strings.HasSuffix(d.word(s.items[k-1].start), "ed")
}

// goesAside says whether the preposition at item k brings in another occasion, which no gap to
// what a verb governs reaches into: "fired at Kyiv after talks in Geneva", but not "issued the following statement".
func (d *document) goesAside(s *sentence, k int) bool {
	return s.items[k].kind == aWordItem && aside[d.word(s.items[k].start)] && !(k > 0 && s.items[k-1].kind == aWordItem && d.reader.grammar.determiners[s.items[k-1].id])
}

// elsewhere says whether a wide gap leads to a name that is no place here.
func (d *document) elsewhere(s *sentence, e element, k int) bool {
	return e.kind == slot && e.slot == placeSlot && !d.mentions[s.items[k].ref].located
}

// partnerOfOther says whether a wide gap to the left leads to him with whom somebody met or
// spoke: he belongs to that and not to what comes after.
func (d *document) partnerOfOther(s *sentence, e element, k int) bool {
	if e.kind != slot || e.slot == placeSlot || s.items[k].kind != aName {
		return false
	}
	p := d.prepositionBefore(s, k)
	return p >= 0 && s.items[p].id == d.reader.grammar.with
}

func (d *document) fitsSlot(it *item, kind slotKind) bool {
	switch kind {
	case dateSlot:
		return it.kind == aDate
	case numberSlot:
		return it.kind == aWordItem && (d.tokens[it.start].is(number) || numberWord(d.word(it.start)) > 0)
	case peopleSlot:
		if it.kind == aWordItem && it.ref > 0 { // his visit
			return len(d.mentions[it.ref-1].actors) > 0
		}
	}
	return it.kind == aName && d.suits(&d.mentions[it.ref], kind)
}

// suits says whether a name can fill a slot.
func (d *document) suits(m *mention, kind slotKind) bool {
	if kind == placeSlot {
		return m.place >= 0 && !m.possessive && !m.matter
	}
	if len(m.actors) == 0 || m.located {
		return false
	}
	switch kind {
	case peopleSlot:
		return m.kind == people || m.possessive || m.kind == country && !d.isTown(m.place) || m.kind == roleOf
	case actorsSlot:
		return m.kind != people && len(m.actors) > 1 || m.kind == people && len(m.actors) > 1
	case leaderSlot:
		return m.kind != people && d.leads(m)
	case personSlot:
		return d.personal(m.actors[0], m.as[0])
	case delegatesSlot:
		return m.delegates && !m.possessive
	case bodySlot:
		return m.kind != people && !m.possessive && (m.plural && m.kind != pronoun || d.reader.vocabulary.Actors[m.actors[0]].Kind == "organisation")
	case sideSlot:
		return m.kind != people && d.reader.isSide(m.actors[0])
	}
	return m.kind != people && !m.possessive
}

// isTown says whether the place is one inside a country: before a noun, "Kyiv
// strikes", it tells where and not who.
func (d *document) isTown(place int32) bool {
	return place >= 0 && d.reader.vocabulary.Places[place].Kind != "country"
}

func (d *document) isPerson(actor int32) bool {
	return d.reader.vocabulary.Actors[actor].Kind == "person"
}

// leads says whether one of the persons is a leader on the day.
func (d *document) leads(m *mention) bool {
	for i, a := range m.actors {
		if d.leadsAs(part{actor: a, as: m.as[i]}, d.day) {
			return true
		}
	}
	return false
}

// passes says whether an item may stand between neighbours of a pattern; a
// wide gap lets more pass.
func (d *document) passes(s *sentence, k int, wide bool, prepositions *int) bool {
	it := &s.items[k]
	g := d.reader.grammar
	switch it.kind {
	case aMark:
		w := d.word(it.start)
		if wide {
			return w != ";" && w != ":"
		}
		dash := (w == "-" || w == "–") && !d.tokens[it.start].is(spaced) // "War in Ukraine – Talks in Oslo" are two headings
		return dash || w == "“" || w == "”" || w == "\"" || w == "‘" || w == "’" || w == "(" || w == "$" || w == "€"
	case aName:
		return wide || d.mentions[it.ref].kind == people || d.mentions[it.ref].kind == unknownName && d.unbroken(it)
	case aDate:
		return true
	}
	if wide {
		return true
	}
	if g.prepositions[it.id] {
		*prepositions++
		return *prepositions <= 1
	}
	if it.id == g.and || it.id == g.or {
		return false
	}
	if g.relatives[it.id] || g.opening[it.id] {
		return false
	}
	if v := s.verbOf(k); v != nil {
		_, aux := g.auxiliaries[it.id]
		return aux || v.item != k || it.id == g.to
	}
	return true
}

// unbroken says whether no space stands in a name: "Iskander-M".
func (d *document) unbroken(it *item) bool {
	for i := it.start + 1; i < it.end; i++ {
		if d.tokens[i].is(spaced) {
			return false
		}
	}
	return true
}

func (m *match) fill(s *sentence, e element, at int) {
	if e.kind != slot {
		return
	}
	f := filled{item: at, mention: -1, part: e.part, slot: e.slot}
	if s.items[at].kind == aName {
		f.mention = s.items[at].ref
	} else if e.slot == peopleSlot {
		f.mention = s.items[at].ref - 1
	}
	m.slots = append(m.slots, f)
}

var numberWords = map[string]int64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20}

func numberWord(w string) int64 { return numberWords[w] }
