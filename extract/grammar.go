package extract

import "strings"

// grammar holds the ids of the words that English grammar is made of, and
// what they do. The tables name no topic.
type grammar struct {
	and, or, amp, as, well, the, of, for_, from, both, s, to, not, be, it, on, against, with, that, by, a, an int32

	pronouns     wordSet
	determiners  wordSet
	prepositions wordSet
	locatives    wordSet // in, at, near: a place follows
	opening      wordSet // words that open a subordinate clause
	relatives    wordSet
	conditions   wordSet
	adverbs      wordSet
	superlatives wordSet
	temporal     wordSet // prepositions of time: what follows is another event
	auxiliaries  map[int32]auxiliary
	leading      map[int32]mood // words before "to" + verb: agreed, refused, due
	foregoing    map[int32]mood // words before a noun: planned, possible
	common       map[int32]form // frequent verbs that no list need name
	known        wordSet        // all of the above
}

// auxiliary is what an auxiliary verb adds to the mood of its group.
type auxiliary struct {
	mood mood
	be   bool
	have bool
	past bool
}

// mood is what a verb group says about its verb.
type mood uint16

const (
	negated       mood = 1 << iota
	future             // will meet, is to meet, agreed to meet, due to meet
	uncertain          // would, could, may, might
	demanded           // should, must, needs to, was urged to
	wanted             // hopes to, seeks to
	offered            // offered to, is ready to
	refused            // refused to, ruled out
	failed             // failed to, has yet to
	ongoing            // is meeting
	perfect            // has met
	passive            // was met
	purpose            // "to meet" after another verb
	vague              // recent talks, earlier talks
	cancelledMood      // called off
	postponedMood
	pluperfect // had met
)

const plannedWords = `agree plan intend prepare arrange schedule expect due set poised slated bound going supposed promise vow pledge decide
	commit plans agreement decision intention deal`

// leadingWords stand before "to" and a verb, and tell what becomes of it.
var leadingWords = map[mood]string{
	future:  plannedWords,
	wanted:  "want hope wish seek try attempt aim like love bid effort chance opportunity hopes attempts efforts",
	offered: "offer propose suggest volunteer offers proposal proposals invite",
	// Whoever is ready has offered nothing yet, unless he names a day.
	offered | uncertain: "ready willing readiness willingness",

	refused:  "refuse decline reject refusal unwilling reluctant refusing",
	failed:   "fail unable unlikely yet failure",
	demanded: "urge appeal call need ask demand press pressure request require persuade convince force calls demands obligation order allow enable encourage compel coerce nudge push prod beg implore exhort entreat beseech advocate",
}

// nounMoods are adjectives that tell what becomes of the noun after them.
var nounMoods = map[mood]string{
	future:        "planned upcoming scheduled expected forthcoming next future anticipated",
	uncertain:     "possible potential proposed prospective eventual any hoped-for would-be",
	cancelledMood: "cancelled canceled aborted scrapped shelved",
	postponedMood: "postponed delayed",
	failed:        "no never without",
	vague:         "frequent regular numerous recent previous earlier past former ongoing continued repeated continuing years months decades",
}

const commonVerbs = `say tell add note stress emphasize emphasise underline underscore warn claim argue insist believe think feel see hear know show
	make take give go come get put keep let use find want need try ask work call seem become leave begin start continue stop end finish last
	follow lead bring send receive accept reject refuse agree offer propose suggest urge demand support back oppose criticize criticise condemn welcome
	advocate promote encourage favour favor champion
	praise thank mark face remain stand sit run turn move return arrive travel fly head visit host meet hold attend join speak talk discuss raise
	address announce confirm deny report reveal describe mention point repeat reiterate explain respond reply answer comment write post publish
	sign approve adopt pass vote ban impose lift extend suspend halt pause resume reopen open close launch strike hit attack fire shell bomb kill injure
	wound damage destroy shoot capture seize take lose retreat advance withdraw deploy supply deliver provide pay fund finance cost spend increase
	reduce cut rise fall grow drop win play score beat draw lose elect appoint name replace resign step serve act help allow enable prevent avoid
	protect defend secure ensure promise pledge vow commit plan intend aim expect hope wait watch look live die suffer include involve concern depend
	mean cause lead trigger prompt force push press pull drive carry hand exchange swap release free detain arrest accuse charge sentence convict
	guide shape highlight outline reaffirm recall reassure convey commend appeal welcome applaud deplore echo acknowledge affirm concur consider
	authorize authorise adopt amend enact ratify designate sanction blacklist list target curtail restrict strengthen reinforce bolster expand widen
	update brief inform consult coordinate engage participate chair co-chair convene assemble co-host co-sponsor abstain table lodge file apply
	evacuate repatriate return rescue liberate intercept repel thwart donate pledge allocate disburse transfer train dispatch
	reflect represent describe determine identify establish introduce maintain achieve ensure encourage remind recognise recognize regret share hail
	order instruct direct require request invite greet escort accompany mediate broker facilitate negotiate prepare draft present submit reach
	conclude achieve complete fail stall collapse break violate breach respect observe implement enforce monitor verify happen occur take place wound
	surprise stun alarm overcome cross threaten`

func (l *lexicon) grammar() *grammar {
	g := &grammar{auxiliaries: map[int32]auxiliary{}, leading: map[int32]mood{}, foregoing: map[int32]mood{}, common: map[int32]form{}}
	g.and, g.or, g.amp, g.as, g.well, g.the = l.word("and"), l.word("or"), l.word("&"), l.word("as"), l.word("well"), l.word("the")
	g.of, g.for_, g.from, g.both, g.s, g.to = l.word("of"), l.word("for"), l.word("from"), l.word("both"), l.word("'s"), l.word("to")
	g.not, g.be, g.it, g.on, g.against, g.with = l.word("not"), l.word("be"), l.word("it"), l.word("on"), l.word("against"), l.word("with")
	g.that, g.by, g.a, g.an = l.word("that"), l.word("by"), l.word("a"), l.word("an")
	g.pronouns = g.set(l, "he she they i we him them it")
	g.mark(g.it)
	g.determiners = g.set(l, "a an the this that these those his her their its our my your some any every each no all both several many most few more other another two three four five six seven eight nine ten first second third fourth fifth")
	g.prepositions = g.set(l, "in at on of to for from with by against between among about over under into onto through during after before since until within without near across along around behind beyond despite toward towards upon via per alongside amid ahead following regarding concerning as than like including aboard onboard")
	g.locatives = g.set(l, "in at near into outside inside across around within throughout over")
	g.opening = g.set(l, "that where when while whereas because although though if unless whether until after before since as once")
	g.relatives = g.set(l, "who which whom whose that")
	g.conditions = g.set(l, "if unless whether should")
	g.adverbs = g.set(l, "also often always sometimes seldom nonetheless nevertheless now then again already still just even only each soon later earlier recently not never yet once ever thus therefore meanwhile instead together separately further today effectively formally personally publicly reportedly allegedly once twice both all itself himself herself themselves however almost nearly about not")
	g.superlatives = g.set(l, "largest biggest deadliest heaviest worst longest strongest highest lowest greatest most bloodiest fiercest latest")
	g.temporal = g.set(l, "during since after before following until")
	g.addAuxiliaries(l)
	for m, words := range leadingWords {
		for _, w := range strings.Fields(words) {
			for f := range inflect(w) {
				g.mark(l.word(f))
				g.leading[l.word(f)] |= m
			}
		}
	}
	for m, words := range nounMoods {
		for _, w := range strings.Fields(words) {
			g.mark(l.word(w))
			g.foregoing[l.word(w)] = m
		}
	}
	for _, v := range strings.Fields(commonVerbs) {
		for w, f := range inflect(v) {
			g.mark(l.word(w))
			g.common[l.word(w)] |= f
		}
	}
	for _, words := range []*wordSet{&g.pronouns, &g.determiners, &g.prepositions, &g.locatives, &g.opening, &g.relatives, &g.conditions, &g.adverbs, &g.superlatives, &g.temporal, &g.known} {
		words.reach(int32(len(l.words)))
	}
	return g
}

func (g *grammar) addAuxiliaries(l *lexicon) {
	for words, a := range map[string]auxiliary{
		"is are am be being 's":        {be: true},
		"was were been":                {be: true, past: true},
		"has have having":              {have: true},
		"had":                          {have: true, past: true},
		"will shall 'll won't":         {mood: future},
		"would 'd could may might can": {mood: uncertain},
		"should must ought":            {mood: demanded},
		"do does did":                  {},
		"cannot can't couldn't":        {mood: uncertain | negated},
		"wouldn't":                     {mood: uncertain | negated},
		"didn't doesn't don't":         {mood: negated},
		"isn't wasn't aren't weren't":  {mood: negated, be: true},
		"hasn't haven't hadn't":        {mood: negated, have: true},
	} {
		for _, w := range strings.Fields(words) {
			g.auxiliaries[l.word(w)] = a
			g.mark(l.word(w))
		}
	}
	won := l.word("won't")
	g.auxiliaries[won] = auxiliary{mood: future | negated}
	delete(g.auxiliaries, g.s) // 's is taken for a possessive
}

func (g *grammar) set(l *lexicon, words string) wordSet {
	var m wordSet
	for _, w := range strings.Fields(words) {
		m.add(l.word(w))
		g.mark(l.word(w))
	}
	return m
}

func (g *grammar) mark(id int32) { g.known.add(id) }

// knows says whether a word is one of the language and no name.
func (g *grammar) knows(id int32) bool { return id != 0 && g.known[id] }

// A wordSet says for every word of the lexicon, by its id, whether it is in
// the set.
type wordSet []bool

func (s *wordSet) add(id int32) {
	s.reach(id)
	(*s)[id] = true
}

// reach makes the set answer for all ids up to the last one.
func (s *wordSet) reach(last int32) {
	if n := int(last) + 1 - len(*s); n > 0 {
		*s = append(*s, make(wordSet, n)...)
	}
}
