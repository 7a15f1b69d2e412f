package timeline

import (
	"math"
	"slices"
)

// tense says how a report stands to its event.
type tense uint8

const (
	tenseAhead tense = iota // planned or proposed
	tenseDone               // happened, or is claimed to have
	tenseOff                // cancelled, postponed, refused
)

var tenses = map[Status]tense{
	Planned: tenseAhead, Proposed: tenseAhead,
	Happened: tenseDone, Claimed: tenseDone,
	Cancelled: tenseOff, Postponed: tenseOff, Rejected: tenseOff,
}

// features are a report prepared for comparison.
type features struct {
	report *Report
	*traits
}

// traits are what likeness compares of a report. Names are numbers, lists are
// sorted, days are counted: comparing two of them allocates nothing. They do
// not change once made, so that weavers can share them.
type traits struct {
	kind     *kind
	tense    tense
	known    int32 // day on which it became known
	first    int32 // first possible day, counted from 1970
	last     int32
	exact    bool // one day
	said     bool // and the text names it
	lasting  bool
	actors   []int32 // every actor
	sides    []int32 // the countries and organisations that they belong to
	people   []person
	loose    []int32 // sides that a report may well leave out: hosts, mediators, groups of countries
	groups   []int32 // organisations of several countries
	within   []int32 // sides that belong to these
	rarity   float64 // how seldom those who act are heard of, 0 to 0.8
	leads    []int32 // who acts: speaker, proposer, attacker …
	leadSide []int32
	led      bool // the report says who acts
	parts    map[int32]string
	cities   []int32 // places inside a country
	lands    []int32 // countries of all places
	words    []word
	norm     float64
	matter   []word // words with names, but for the leads': what a speech is about
	volume   float64
	figures  []int32 // amounts in the texts
	late     bool    // the texts speak of the end of a day
	early    bool    // of its beginning
	runs     bool    // or of one day of several
	curated  bool
	told     []int // rules of threads whose words it has
}

// A person stands for a country or organisation.
type person struct{ number, side int32 }

// features prepares a report for comparison.
func (w *Weaver) features(r *Report) *features {
	key := contentKey(r)
	known := w.memory.get(key)
	if known == nil {
		known = w.traits(r)
		w.memory.put(key, known)
	}
	return &features{report: r, traits: known}
}

func (w *Weaver) traits(r *Report) *traits {
	f := &traits{kind: w.kind(r.Type), tense: tenses[r.Status], curated: r.Reader == ReaderCurated}
	f.known = r.knownDay()
	f.first, f.last = r.When.closed(f.known)
	f.exact = f.first == f.last
	f.said = f.exact && (!slices.Contains(r.When.Implied, "day") || namedDays[r.DateRule])
	f.lasting = r.When.Lasting
	if f.tense == tenseDone && f.known < f.first-1 {
		f.tense = tenseAhead // told before it could have happened
	}
	w.takeActors(f, r.Actors)
	w.takePlaces(f, r.Places)
	texts := append([]string{r.Title, r.Summary, r.Quote}, r.QuoteMore...)
	f.told = w.stories.told(texts)
	f.figures = figuresOf(texts)
	f.late, f.early = nightOf(texts)
	f.runs = runsOn(texts)
	f.words, f.norm = w.vocabulary.words(w.vocabulary.names, texts...)
	if f.kind.Identity == BySpeech || f.kind.Identity == ByAct {
		f.matter, f.volume = w.vocabulary.words(w.namesOf(f, r.Actors), texts...)
	}
	return f
}

// namedDays are the finders of dates that a text names otherwise than by their
// number: "on Friday", "yesterday".
var namedDays = map[string]bool{"weekday": true, "day word": true}

// afterDays is how long after "after 2 June" an event is looked for.
const afterDays = 14

// closed gives the first and the last day between which likeness looks for the
// event of a date that became known on some day, counted from 1970. A date that
// is open at a side is closed: towards the past by the day on which it was said.
func (w When) closed(known int32) (first, last int32) {
	from, to := w.Bounds()
	first, last = dayNumber(from), dayNumber(to)
	switch w.Open {
	case OpenBy, OpenBefore, OpenUntil:
		first = min(max(known, last-afterDays), last)
	case OpenAfter:
		last = first + afterDays
	case OpenSince:
		last = first
	}
	return first, last
}

// namesOf are the stems of the names of those who act.
func (w *Weaver) namesOf(f *traits, list []Participation) map[uint32]bool {
	names := map[uint32]bool{}
	for _, p := range list {
		if actor := w.actor(p.Actor); slices.Contains(f.leadSide, actor.side) {
			for _, stem := range actor.stems {
				names[stem] = true
			}
		}
	}
	return names
}

func (w *Weaver) takeActors(f *traits, list []Participation) {
	for _, p := range list {
		actor := w.actor(p.Actor)
		f.actors = append(f.actors, actor.number)
		f.sides = append(f.sides, actor.side)
		if actor.group || looseParts[p.Part] {
			f.loose = append(f.loose, actor.side)
		}
		if actor.person {
			f.people = append(f.people, person{actor.number, actor.side})
		}
		if actor.group && !actor.person && !actor.umbrella {
			f.groups = append(f.groups, actor.number)
		}
		f.within = append(f.within, actor.members...)
		if p.Part != "" {
			if f.parts == nil {
				f.parts = map[int32]string{}
			}
			f.parts[actor.number] = p.Part
		}
		if leadingParts[p.Part] {
			f.leads = append(f.leads, actor.number)
			f.leadSide = append(f.leadSide, actor.side)
		}
	}
	f.led = len(f.leads) > 0
	if !f.led && len(f.actors) > 0 {
		f.leads, f.leadSide = []int32{f.actors[0]}, []int32{f.sides[0]}
	}
	for _, list := range []*[]int32{&f.actors, &f.sides, &f.loose, &f.groups, &f.within, &f.leads, &f.leadSide} {
		*list = sortedSet(*list)
	}
	f.rarity = w.rarity(f.leads)
}

// rarity tells how seldom the least common of some actors takes part in
// curated events: that a minister speaks twice on one day is unlikely, of a
// president it is not.
func (w *Weaver) rarity(actors []int32) float64 {
	rarity := 0.0
	for _, actor := range actors {
		if w.heard[0] > 0 {
			rarity = max(rarity, 0.8*(1-math.Log1p(w.heard[actor])/math.Log1p(w.heard[0])))
		}
	}
	return rarity
}

func (w *Weaver) takePlaces(f *traits, list []string) {
	for _, id := range list {
		place := w.place(id)
		if place.country {
			f.lands = append(f.lands, place.land)
			continue
		}
		f.cities = append(f.cities, place.number)
		f.cities = append(f.cities, place.also...)
		if place.land != 0 {
			f.lands = append(f.lands, place.land)
		}
	}
	f.cities, f.lands = sortedSet(f.cities), sortedSet(f.lands)
}

// looseParts are the parts of those whom one house names and another leaves
// out.
var looseParts = wordSet("host mediator observer witness")

// doingParts and sufferingParts are what one actor cannot be both of in one
// event.
var (
	doingParts     = wordSet("speaker proposer attacker giver refuser rejecter claimant")
	sufferingParts = wordSet("addressee target victim recipient")
)

// proposerPart is the part of those who propose what others will attend.
const proposerPart = "proposer"

// leadingParts are the parts of those whose doing an event is.
var leadingParts = wordSet("speaker proposer attacker giver decider signatory refuser rejecter claimant host visitor party mediator actor author issuer sender assembly")

func dayNumber(d Day) int32 { return int32(d.Time().Unix() / 86400) }

func sortedSet(list []int32) []int32 {
	slices.Sort(list)
	return slices.Compact(list)
}

// shared counts what two sorted lists have in common.
func shared(a, b []int32) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}
