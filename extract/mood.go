package extract

import "strings"

// headMood is what the text says about the head: its verb group, or for a
// noun what describes and governs it.
func (d *document) headMood(s *sentence, f *fact) mood {
	if v := f.match.verb; v != nil {
		m := v.mood
		if f.rule.Gives.Pledge && d.pledged(s, v) {
			m &^= future
		}
		if m&purpose != 0 && d.askedOf(s, v) {
			m |= wanted
		} else if m&purpose != 0 && d.isGoal(s, v) {
			m |= demanded
		} else if m&purpose != 0 {
			if main := s.mainVerb(v); main != nil && f.rule.Gives.Pledge && main.mood == 0 && d.reader.grammar.leading[s.items[main.item].id] == 0 && !d.settled(s, main) {
				m |= uncertain // outlined the work to provide equipment
			} else if main != nil && main.mood&purpose == 0 {
				m |= main.mood&^passive | d.reader.grammar.leading[s.items[main.item].id]
			} else if s.headline {
				m |= future
			}
		}
		if v.form&third != 0 && v.mood == 0 && d.word(s.items[s.opening(v.item)].start) == "before" {
			m |= future // spoke before he travels
		}
		if v.form == gerund && v.mood&ongoing == 0 {
			if v.first > 0 && d.word(s.items[v.first-1].start) == "before" {
				m |= future // before flying to Kyiv
			}
			if p := d.back(s, v.first-1); p >= 0 && (unreal[d.word(s.items[p].start)] || p > 0 && d.word(s.items[p].start) == "in" && d.word(s.items[p-1].start) == "interest") {
				m |= uncertain
			} else if p > 0 && s.items[p].id == d.reader.grammar.to && d.word(s.items[p-1].start) == "forward" {
				m |= wanted // looks forward to travelling
			} else if p >= 0 && keptFrom[strings.ToLower(d.word(s.items[p].start))] {
				m |= negated
			}
			if main := s.verbBefore(v.first, s.items[v.item].clause); main != nil {
				m |= main.mood & (future | uncertain | negated | wanted | demanded)
				if main.mood&purpose != 0 {
					m |= uncertain // in order to start sending
				}
				if pondering[d.word(s.items[main.item].start)] {
					m |= uncertain
				}
			}
		}
		return m
	}
	return d.nounMood(s, f)
}

// askedOf says whether the infinitive is what somebody is to do: "a deadline for both to
// sign".
func (d *document) askedOf(s *sentence, v *verb) bool {
	i := v.first - 1
	if i < 1 || s.items[i].kind != aName {
		return false
	}
	p := d.prepositionBefore(s, i)
	return p >= 0 && s.items[p].id == d.reader.grammar.for_
}

// isGoal says whether the infinitive is what the noun before it is after: "a campaign to reach a truce".
func (d *document) isGoal(s *sentence, v *verb) bool {
	return v.first > 0 && s.items[v.first-1].kind == aWordItem && pursuits[d.word(s.items[v.first-1].start)]
}

// pursuits are nouns whose infinitive tells what they are after.
var pursuits = set("campaign effort efforts bid push attempt attempts drive hope hopes chance chances pressure struggle race quest opportunity ambition")

// unreal prepositions make of a verb a mere idea: "spoke of holding talks".
var unreal = set("of about on toward towards without for including")

// keptFrom are words after which a gerund tells what is not, or no longer,
// done: "refrains from hitting", "stopped striking".
var keptFrom = set("from stop stops stopped halt halts halted avoid avoids avoided cease ceases ceased suspend suspends suspended quit end ends ended")

// intending words of a verb group leave a promise a mere plan.
var intending = set("plan plans planned planning intend intends intended prepare prepares prepared preparing expected due set poised slated scheduled going supposed arranged")

// pledged says whether the verb group promises: "will send", "agreed to send".
func (d *document) pledged(s *sentence, v *verb) bool {
	if v.mood&future == 0 || v.mood&(uncertain|wanted|demanded|negated|offered) != 0 {
		return false
	}
	for i := v.first; i < v.item; i++ {
		if intending[d.word(s.items[i].start)] {
			return false
		}
	}
	return true
}

// pondering verbs leave open whether what they govern is done: "considers
// sending tanks".
var pondering = set("consider considers considered considering mull mulls mulled weigh weighs weighed contemplate contemplates contemplated discuss discusses discussed")

// seeking verbs ask for what they govern: "seeks talks".
var seeking = set("seek seeks sought seeking want wants wanted demand demands demanded demanding advocate advocates advocated advocating " +
	"promote promotes promoted promoting encourage encourages encouraged encouraging favour favours favoured favouring favor favors favored favoring " +
	"champion champions championed championing support supports supported supporting prefer prefers preferred urge urges urged urging facilitate")

// mainVerb gives the verb that an infinitive hangs on: "urged the council to
// act".
func (s *sentence) mainVerb(v *verb) *verb {
	clause := s.items[v.item].clause
	if main := s.verbBefore(v.first, clause); main != nil || clause == 0 {
		return main
	}
	return s.verbBefore(v.first, clause-1)
}

// nounMood looks at what stands before a noun: "planned talks", "no talks",
// "will hold talks", "called for talks".
func (d *document) nounMood(s *sentence, f *fact) mood {
	g := d.reader.grammar
	m := mood(0)
	i := f.match.head - 1
	for ; i >= 0 && i > f.match.head-8; i-- {
		it := s.items[i]
		if it.kind == aWordItem && it.id == g.of && i > 0 && s.items[i-1].kind == aWordItem && partOf[d.word(s.items[i-1].start)] {
			continue // no date for the next round of talks
		}
		if it.kind == aMark || it.kind == aWordItem && (g.prepositions[it.id] || g.and == it.id) || s.verbOf(i) != nil {
			if d.longedFor(s, i) {
				m |= wanted
			}
			if i > 1 && s.items[i-1].kind == aDate && (s.items[i-2].kind != aWordItem || !g.prepositions[s.items[i-2].id]) {
				i--
			} else if i > 2 && s.items[i-1].kind == aDate {
				i -= 2 // cast doubt on Tuesday on a meeting
			}
			if i > 0 && s.items[i-1].kind == aWordItem {
				m |= ofWhat[strings.ToLower(d.word(s.items[i-1].start))]
			}
			if !f.date.weak() && f.date.when.Start >= d.day && f.date.how == ownClause && d.stillToCome(s, i) {
				m |= future
			}
			break
		}
		if it.kind == aWordItem {
			m |= g.foregoing[it.id]
		}
	}
	if d.tookPlace(s, f) {
		return m
	}
	clause := s.items[f.match.head].clause
	if v := s.verbBefore(f.match.head, clause); v != nil {
		if d.callsFor(s, v, f.match.head) {
			m |= demanded
		}
		if a, be := d.reader.grammar.auxiliaries[s.items[v.item].id]; be && a.be && v.first == v.item && d.isObject(s, v.item, f.match.head) {
			m |= demanded // the only way out is a meeting
		}
		if pondering[d.word(s.items[v.item].start)] && d.isObject(s, v.item, f.match.head) {
			m |= uncertain // considers a visit
		}
		if seeking[d.word(s.items[v.item].start)] && d.isObject(s, v.item, f.match.head) {
			m |= wanted // was seeking negotiations
		}
		if announcing[d.word(s.items[v.item].start)] && d.isObject(s, v.item, f.match.head) {
			m |= future
		}
		w := v.mood & (negated | future | uncertain | wanted | demanded | offered | refused | failed)
		if main := s.mainVerb(v); v.mood&purpose != 0 && main != nil {
			w |= d.reader.grammar.leading[s.items[main.item].id] & demanded // exhorted both to agree on an exchange
		}
		return m | w
	}
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.item > f.match.head && s.items[v.item].clause == clause && !d.trailsOff(s, v) {
			if v.item+1 < len(s.items) && arranged[d.word(s.items[v.item+1].start)] || v.mood&passive != 0 && arranged[d.word(s.items[v.item].start)] {
				m |= future // a meeting is scheduled for Thursday
			}
			return m | v.mood&(negated|future|uncertain|wanted|demanded)
		}
	}
	return m
}

// trailsOff says whether the verb group only trails behind what it describes, as a gerund does after a
// mark: "talks in Oslo among the four -- trying to end the war".
func (d *document) trailsOff(s *sentence, v *verb) bool {
	return v.first > 0 && s.items[v.first-1].kind == aMark && strings.HasSuffix(d.word(s.items[v.first].start), "ing")
}

// tookPlace says whether a participle behind the noun tells that it is over, whatever the verb
// before it says: "will discuss the consultations held on Monday".
func (d *document) tookPlace(s *sentence, f *fact) bool {
	for i := f.match.head + 1; i < len(s.items) && i < f.match.head+maxPhrase; i++ {
		if v := s.verbEnding(i); v != nil {
			return d.bare(s, v) && heldBehind[d.word(s.items[i].start)]
		}
	}
	return false
}

// heldBehind are participles of occasions that are over.
var heldBehind = set("held conducted hosted convened")

// partOf are nouns before "of" that only count what follows.
var partOf = set("round rounds series phase stage session sessions set wave")

// stillToCome says whether the preposition at item i puts what follows after what the sentence
// tells: "ahead of talks on Thursday", "before the summit".
func (d *document) stillToCome(s *sentence, i int) bool {
	if s.items[i].kind != aWordItem {
		return false
	}
	return ahead[d.word(s.items[i].start)] || i > 0 && s.items[i].id == d.reader.grammar.of && s.items[i-1].kind == aWordItem && ahead[strings.ToLower(d.word(s.items[i-1].start))]
}

// longedFor says whether the preposition at item i makes what follows a mere
// prospect: "open to talks", "hopes for talks".
func (d *document) longedFor(s *sentence, i int) bool {
	if i == 0 || s.items[i].kind != aWordItem || s.items[i-1].kind != aWordItem {
		return false
	}
	before := strings.ToLower(d.word(s.items[i-1].start))
	return s.items[i].id == d.reader.grammar.to && openTo[before] || s.items[i].id == d.reader.grammar.for_ && longing[before]
}

// ofWhat are nouns before "of" and "for" that tell what became of the occasion after them:
// "the cancellation of the summit", "plans for a meeting".
var ofWhat = map[string]mood{
	"cancellation": cancelledMood, "scrapping": cancelledMood, "postponement": postponedMood, "absence": failed, "lack": failed,
	"possibility": uncertain, "idea": uncertain, "likelihood": uncertain, "chance": uncertain, "option": uncertain, "need": demanded,
	"format": uncertain, "preparation": uncertain, "preparations": uncertain, "plans": uncertain, "timing": uncertain, "necessity": uncertain, "prospect": uncertain, "prospects": uncertain, "probability": uncertain,
	"feasibility": uncertain, "importance": uncertain, "readiness": uncertain, "hope": uncertain, "hopes": uncertain, "proposal": uncertain, "doubt": uncertain, "doubts": uncertain, "date": uncertain, "venue": uncertain,
}

// arranged is said of occasions to come.
var arranged = set("scheduled planned expected set slated arranged announced prepared finalised finalized")

// announcing verbs tell of occasions to come: "announced a visit".
var announcing = set("announce announced announces scheduled planned plans prepared")

var (
	openTo  = set("open committed averse opposed receptive resistant amenable")
	longing = set("hope hopes hoping prospects prospect chances ready prepared plea pleas appeal appeals appetite desire")
)

// callsFor says whether the noun at item i is what somebody only asks for:
// "called for talks", "urged an end".
func (d *document) callsFor(s *sentence, v *verb, i int) bool {
	g := d.reader.grammar
	after := v.item + 1
	for after < i && (s.items[after].kind == aDate || s.items[after].id == g.on) {
		after++ // called on Tuesday for
	}
	if after >= len(s.items) || s.items[after].id != g.for_ || g.leading[s.items[v.item].id]&(demanded|wanted) == 0 {
		return false
	}
	for k := after + 1; k < i; k++ {
		if s.items[k].kind == aMark || s.items[k].kind == aWordItem && g.prepositions[s.items[k].id] {
			return false
		}
	}
	return true
}
