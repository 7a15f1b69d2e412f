package extract

import (
	"slices"
	"strings"

	"truceline/timeline"
)

// A fact is what one rule read in one place.
type fact struct {
	rule      *compiled
	match     match
	sentence  int
	kind      string // type, after Becomes
	rank      int
	title     string
	status    timeline.Status
	actors    []part
	place     int32 // -1 none
	numbers   []timeline.Number
	date      dating
	more      []int // further sentences that state the same
	lead      bool  // headline or lead
	quoted    bool
	mentioned bool // the sentence tells something else
	spoke     bool // whoever the sentence is about took part: "after a meeting with him Z said"
	resumed   bool // it is the occasion that was told of before
	assumed   bool // nobody is named: the actors are those that the rule gives
}

// groupCall is the group of facts that happen at no place: those who take part are far apart.
const groupCall = "call"

// maxAssumed is how many days before publication a fact may lie whose actors
// are not named.
const maxAssumed = 400

// facts reads every sentence by every rule whose head occurs in it. why, if
// given, is told about every attempt.
func (d *document) facts(why *tracer) []*fact {
	if !d.relevant(why) {
		return nil
	}
	list := make([]fact, 0, 16)
	for n := range d.sentences {
		s := &d.sentences[n]
		from := len(list)
		list = d.sentenceFacts(n, s, list, why)
		list = list[:from+settle(s, list[from:], why)]
		for _, f := range list[from:] {
			list = append(list, d.further(s, f)...)
		}
		if len(list) > maxCandidates {
			break
		}
	}
	return d.merge(list, why)
}

// Bounds on what is read in one article and in one sentence before it is
// settled which readings tell of the same: settling compares all with all.
const (
	maxCandidates = 3 * maxFacts
	maxReadings   = 64
)

func (d *document) sentenceFacts(n int, s *sentence, list []fact, why *tracer) []fact {
	from := len(list)
	for i := range s.items {
		it := &s.items[i]
		for h := range it.hits {
			e := it.hits[h].entry
			if e.kind != aWord || repeats(it.hits, h) {
				continue
			}
			for _, st := range d.reader.byHead[e.ref] {
				if f, ok := d.try(n, s, st, i, list[:from], why); ok {
					list = append(list, f)
				}
			}
			if len(list)-from > maxReadings {
				return list
			}
		}
	}
	return list
}

// try reads one pattern with its head at item i. The facts of the sentences
// before tell what "the meeting" means.
func (d *document) try(n int, s *sentence, st start, i int, earlier []fact, why *tracer) (fact, bool) {
	m, ok := d.match(s, st.pattern, i)
	rule := &d.reader.rules[st.rule]
	if !ok {
		why.note(n, rule, st.pattern, i, "the words around the head do not fit")
		return fact{}, false
	}
	for u := range rule.unless {
		if d.found(s, &rule.unless[u], s.items[i].clause, d.otherOccasion(s, &m)) {
			why.note(n, rule, st.pattern, i, "unless "+rule.unless[u].source)
			return fact{}, false
		}
	}
	f := fact{rule: rule, match: m, sentence: n, kind: rule.Type, rank: rule.Gives.Rank, title: rule.Gives.Title, place: -1}
	f.lead = s.headline || n <= d.lead+1
	f.quoted = s.items[i].quoted
	d.gather(s, &f, earlier)
	if f.rule.Gives.Against && len(f.actors) == 0 {
		f.place = d.placeOf(s, &f)
		d.oppose(n, s, &f)
	}
	if len(f.actors) == 0 {
		why.note(n, rule, st.pattern, i, "nobody takes part")
		return fact{}, false
	}
	if p := d.placeOf(s, &f); p >= 0 {
		f.place = p
	}
	if f.place < 0 {
		f.place = d.placeOfQuestion(s, &f, earlier)
	}
	f.date = d.dateOf(n, s, &f)
	if !f.resumed {
		d.become(&f)
	}
	if reason := d.unlikely(s, &f); reason != "" {
		why.note(n, rule, st.pattern, i, reason)
		return fact{}, false
	}
	if f.assumed && !f.resumed && rule.Gives.Recalls && !f.toldBefore(earlier) {
		why.note(n, rule, st.pattern, i, "nobody is named, and the text told of no such occasion before")
		return fact{}, false
	}
	if f.assumed && !d.dense && !f.date.weak() && f.date.when.SortDay() < d.day.Add(-maxAssumed) {
		why.note(n, rule, st.pattern, i, "nobody is named, and it is long ago")
		return fact{}, false
	}
	if d.bygone(&f) {
		why.note(n, rule, st.pattern, i, "only the year is told, and it is long ago")
		return fact{}, false
	}
	if reason := d.settleStatus(s, &f); reason != "" {
		why.note(n, rule, st.pattern, i, reason)
		return fact{}, false
	}
	if reason := d.offTopic(s, &f); reason != "" {
		why.note(n, rule, st.pattern, i, reason)
		return fact{}, false
	}
	d.spokenBy(s, &f)
	f.numbers = d.numbers(s, &f)
	why.fired(n, &f)
	return f, true
}

// bygone says whether only the year is told of what happened more than a year before: news
// brings it up as background, unless it is a landmark.
func (d *document) bygone(f *fact) bool {
	w := f.date.when
	return !d.dense && !f.rule.Gives.History && w.Precision == timeline.PrecisionYear && w.End != "" && w.End < d.day.Add(-365)
}

// toldBefore says whether an earlier fact of the group is of all who take part.
func (f *fact) toldBefore(earlier []fact) bool {
	for n := len(earlier) - 1; n >= 0 && n >= len(earlier)-maxResumed; n-- {
		if o := &earlier[n]; o.rule.Gives.Group == f.rule.Gives.Group && o.includes(f) {
			return true
		}
	}
	return false
}

// unlikely tells why those who take part cannot make the fact, "" if they can:
// nobody meets alone.
func (d *document) unlikely(s *sentence, f *fact) string {
	if f.rule.Gives.Parties && !d.partyIn(f) {
		return "none of the parties does it"
	}
	if f.rule.Gives.Between && d.outsider(s, f) {
		return "another country has to do with it"
	}
	if f.rule.Gives.Assembly && !slices.ContainsFunc(f.actors, func(p part) bool { return d.reader.assemblies[p.actor] }) {
		return "who does it is no assembly"
	}
	if f.rule.Gives.Named && d.unnamed(s, f) {
		return "whoever does it has no name"
	}
	if f.rule.Gives.Others && slices.ContainsFunc(f.actors, func(p part) bool { return d.reader.code(p.actor) == d.reader.core }) {
		return "it is the one who receives"
	}
	if d.habitual(s, f) {
		return "it is done again and again"
	}
	if f.kind == "statement" && (d.inPassing(s, f) || d.saidOf(s, f)) {
		return "it is said in passing"
	}
	if !f.rule.Gives.Company || len(f.actors) != 1 {
		return ""
	}
	if d.onlyPartner(s, f) {
		return "nobody is said to meet the one who is named"
	}
	if f.place >= 0 && f.rule.Gives.Group != groupCall {
		if d.atHome(f) {
			return "nobody visits his own country"
		}
		return ""
	}
	if a := d.reader.vocabulary.Actors[f.actors[0].actor]; a.Kind == "organisation" && !d.reader.assemblies[f.actors[0].actor] {
		return ""
	}
	return "nobody else takes part, and no place is given"
}

// habitual says whether the fact is told as what is done again and again: "opens daily
// corridors", "regularly talks to him". A day of its own makes it one of them.
func (d *document) habitual(s *sentence, f *fact) bool {
	if f.date.item >= 0 {
		return false
	}
	for i := max(f.match.from-1, 0); i <= f.match.to && i < len(s.items); i++ {
		if s.items[i].kind == aWordItem && again[d.word(s.items[i].start)] {
			return true
		}
	}
	return false
}

// again are words of what is done over and over.
var again = set("daily weekly monthly regularly routinely")

// atHome says whether the only one who takes part is a person who is said to come to his own
// country, or to a house of its government, or a delegation that comes home.
func (d *document) atHome(f *fact) bool {
	p := f.actors[0]
	where := d.reader.vocabulary.Places[f.place]
	if where.Country == "" || where.Country != d.reader.code(p.actor) {
		return false
	}
	return d.isPerson(p.actor) && (where.Kind == "country" || where.Kind == "building") ||
		slices.ContainsFunc(f.match.slots, func(slot filled) bool { return slot.slot == delegatesSlot })
}

// unnamed says whether the one who fills the slot is anybody in office: "a senior US official".
func (d *document) unnamed(s *sentence, f *fact) bool {
	for _, slot := range f.match.slots {
		if slot.mention < 0 || d.mentions[slot.mention].kind != roleOf || d.speaksFor(&d.mentions[slot.mention]) {
			continue
		}
		g := d.reader.grammar
		for i := slot.item - 1; i >= 0 && i > slot.item-4 && s.items[i].kind == aWordItem; i-- {
			if id := s.items[i].id; id == g.a || id == g.an {
				return true
			}
			if g.known[s.items[i].id] {
				break
			}
		}
	}
	return false
}

// speaksFor says whether the one in office speaks for a body, be it without a name: "a spokesman
// for the ministry".
func (d *document) speaksFor(m *mention) bool {
	for t := m.start; t < m.end; t++ {
		if strings.HasPrefix(d.word(t), "spokes") {
			return true
		}
	}
	return false
}

// inPassing says whether "as" or "while" opens the clause: "as he threatens peace, NATO
// stands firm".
func (d *document) inPassing(s *sentence, f *fact) bool {
	first := s.items[s.opening(f.match.head)]
	if first.kind != aWordItem || f.date.item >= 0 {
		return false
	}
	w := strings.ToLower(d.word(first.start))
	return (w == "as" || w == "while") && !d.secondSpeaker(s, f)
}

// secondSpeaker says whether the lead goes on with what somebody else said, after its main clause:
// "Norway warned the council, as Zelensky condemned the veto".
func (d *document) secondSpeaker(s *sentence, f *fact) bool {
	v := f.match.verb
	if v == nil || f.sentence != d.lead || s.items[f.match.head].clause == 0 || v.form&past == 0 || v.mood != 0 {
		return false
	}
	return slices.ContainsFunc(f.match.slots, func(slot filled) bool { return slot.mention >= 0 && d.mentions[slot.mention].kind == person })
}

// saidOf says whether somebody else is the news: he says that another has said something, or
// does something after another has spoken.
func (d *document) saidOf(s *sentence, f *fact) bool {
	open := s.opening(f.match.head)
	if f.date.item >= 0 || f.date.rule == ruleDayAfter || f.match.verb == nil || open == 0 || f.match.from < open {
		return false
	}
	if first := s.items[open]; first.kind == aWordItem && apart[d.word(first.start)] {
		return true
	}
	v := s.verbEnding(open - 1)
	return v != nil && d.isReporting(s, v) && f.match.verb.mood&perfect != 0
}

// onlyPartner says whether the only one who is named is him with whom somebody meets.
func (d *document) onlyPartner(s *sentence, f *fact) bool {
	for _, slot := range f.match.slots {
		if slot.mention < 0 || slot.slot == placeSlot {
			continue
		}
		p := d.prepositionBefore(s, slot.item)
		return p >= 0 && s.items[p].id == d.reader.grammar.with
	}
	return false
}

// otherOccasion gives the item after the match from which on its clause tells of another occasion:
// "spoke with him following his return from a summit".
func (d *document) otherOccasion(s *sentence, m *match) int {
	for i := m.to; i < len(s.items); i++ {
		if it := s.items[i]; it.kind == aWordItem && d.reader.grammar.temporal[it.id] {
			return i
		}
	}
	return len(s.items)
}

// found says whether a pattern occurs in the clause, before item end.
func (d *document) found(s *sentence, p *pattern, clause int16, end int) bool {
	if !s.classes.hasAll(p.classes) {
		return false
	}
	for i := range s.items[:end] {
		d.work++
		if s.items[i].clause != clause || s.items[i].kind != aWordItem {
			continue
		}
		if _, ok := d.match(s, p, i); ok {
			return true
		}
	}
	return false
}
