package extract

import (
	"fmt"
	"slices"
	"strings"

	"truceline/extract/dates"
	"truceline/timeline"
)

// reading is the version of this code; raising it makes kept articles worth
// reading again.
const reading = 1

// A Reader reads articles on one topic. It is safe for use by many
// goroutines.
type Reader struct {
	vocabulary Vocabulary
	lexicon    *lexicon
	grammar    *grammar
	offices    offices
	rules      []compiled
	byHead     map[int32][]start // class of the head → patterns that begin there
	feasts     []dates.Feast
	special    []atomKind // by class: the lists that name people in office, pairs, honorifics
	say        int32      // the class of verbs that report speech

	countryActor map[string]int32 // code → the actor that is the country
	countryPlace map[string]int32
	sides        map[string]bool // codes of the countries of <sides>
	parties      map[string]bool // codes of the countries of <parties>
	core         string          // code of the first of <parties>: the country that the topic is about
	topical      map[int32]bool  // actors of <topic actors>
	assemblies   map[int32]bool  // actors of <assemblies>: their sittings are no meetings
	gatherings   map[int32]bool  // actors of <leaders' bodies>: leaders meet where they meet
	bargainers   map[int32]bool  // actors of <talks bodies>: where they meet, sides negotiate
	leaderOn     map[int32][]timeline.Office
	regions      map[string]int32  // folded name of a region → place
	neutral      map[int32]bool    // places of <neutral places>: who meets there is at nobody's seat
	index        map[string]int32  // actor id → index
	pages        map[string]string // host → the kind of office that its pages speak for
	bodyPages    map[string]int32  // host → the body that its pages speak for
	short        map[int32][]int32 // word → bodies that it means once they have been named
	alone        []int32           // 0, 1, 2 …: a piece of it is the list of one actor
}

// compiled is a rule with its patterns.
type compiled struct {
	Rule
	patterns []pattern
	unless   []pattern
}

type start struct {
	rule    int
	pattern *pattern
}

// New compiles a vocabulary. Errors name the rule and the field.
func New(v Vocabulary) (*Reader, error) {
	r := &Reader{vocabulary: v, lexicon: newLexicon(), byHead: map[int32][]start{}}
	steps := []func() error{r.addNames, r.addWords, r.addOffices, r.addPages, r.addRules, r.addFeasts}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	r.grammar = r.lexicon.grammar()
	for len(r.special) < len(r.lexicon.names) {
		r.special = append(r.special, otherAtom)
	}
	return r, nil
}

// addFeasts takes the named days of the topic.
func (r *Reader) addFeasts() error {
	for _, feast := range r.vocabulary.Feasts {
		month, day, err := feast.Date()
		if err != nil {
			return fmt.Errorf("feast %q: %w", feast.Name, err)
		}
		r.feasts = append(r.feasts, dates.Feast{Name: feast.Name, Month: month, Day: day})
	}
	return nil
}

// Lists of words.yaml that the reader itself looks into.
const (
	listSay         = "say"             // verbs that report speech
	listRole        = "role"            // people in office: delegation, envoy
	listDelegates   = "delegates"       // roles in which people travel for their country
	listRepresent   = "representing"    // roles in which a stranger acts for his country
	listGoverning   = "governing"       // administration: a leader's country
	listPair        = "pair"            // both sides, the two leaders
	listPersons     = "two persons"     // the two presidents
	listTeams       = "teams"           // the teams of those who were named before
	listHonorific   = "honorific"       // Mr, Sir
	listMotion      = "motion"          // after these a capital is a place
	listStruck      = "struck"          // what these are of is a place
	listTopicActors = "topic actors"    // ids that make a sentence one of the topic
	listTopic       = "topic"           // what an article must speak of
	listElsewhere   = "elsewhere"       // other conflicts and fields
	listHearsay     = "hearsay"         // reportedly
	listOwnTroops   = "own troops"      // its forces: the country itself
	listLed         = "led"             // a delegation led by
	listSides       = "sides"           // ids of those who negotiate
	listParties     = "parties"         // ids of those at war
	listAssemblies  = "assemblies"      // ids of those whose sittings are no meetings
	listGatherings  = "leaders' bodies" // ids of bodies in which leaders meet
	listBargainers  = "talks bodies"    // ids of bodies in which several sides negotiate
	listCounterpart = "counterpart"     // his French counterpart
	listMatter      = "matter"          // what a place after it belongs to: the war in Ukraine
	listVillage     = "village"         // the city of Oslo
	listSubject     = "subject"         // what statements are about
	listNeutral     = "neutral places"  // ids of places where leaders are at nobody's seat
)

// peopleLists is the prefix of word lists of a country's people.
const peopleLists = "people of "

func (r *Reader) addNames() error {
	r.index = map[string]int32{}
	r.countryActor, r.countryPlace, r.leaderOn = map[string]int32{}, map[string]int32{}, map[int32][]timeline.Office{}
	for i, a := range r.vocabulary.Actors {
		r.index[a.ID] = int32(i)
		r.alone = append(r.alone, int32(i))
		if a.Kind == "country" {
			r.countryActor[a.Country] = int32(i)
		}
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			if a.Kind == "person" && titled(name) && name != a.Name {
				continue // the title is read on its own
			}
			e := entry{kind: anActor, ref: int32(i), title: a.Kind == "person" && isTitle(a, name)}
			if err := r.lexicon.add(cleanAlias(name), e); err != nil {
				return fmt.Errorf("actor %s: %w", a.ID, err)
			}
		}
	}
	r.neutral, r.regions = map[int32]bool{}, map[string]int32{}
	for i, p := range r.vocabulary.Places {
		if slices.Contains(r.vocabulary.Words[listNeutral], p.ID) {
			r.neutral[int32(i)] = true
		}
		if p.Kind == "country" {
			r.countryPlace[p.Country] = int32(i)
		}
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			if err := r.lexicon.add(cleanAlias(name), entry{kind: aPlace, ref: int32(i)}); err != nil {
				return fmt.Errorf("place %s: %w", p.ID, err)
			}
			if p.Kind == "region" {
				r.regions[foldPhrase(cleanAlias(name))] = int32(i)
			}
		}
	}
	return nil
}

// cleanAlias drops what stands in brackets after a name.
func cleanAlias(name string) string {
	name, _, _ = strings.Cut(name, " (")
	name = strings.TrimPrefix(name, "self-proclaimed ")
	if rest, ok := strings.CutPrefix(name, "the "); ok && len(rest) > 0 && rest[0] >= 'A' && rest[0] <= 'Z' {
		return rest
	}
	return name
}

// titled says whether a title stands before the name, "President Xi".
func titled(name string) bool {
	for _, t := range []string{"President ", "Secretary ", "General ", "Senator ", "Cardinal ", "Sir ", "Dame ", "Lord ", "Prince ", "Sheikh "} {
		if strings.HasPrefix(name, t) && !strings.HasPrefix(name, t+"of ") {
			return true
		}
	}
	return false
}

// isTitle says whether an alias is an office and no name: it shares no word
// with the name and has several words or a small letter.
func isTitle(a timeline.Actor, alias string) bool {
	words := strings.Fields(foldPhrase(alias))
	own := strings.Fields(foldPhrase(a.Name))
	titles := []string{"president", "minister", "secretary", "chief", "leader", "envoy", "chancellor", "spokesman", "spokeswoman", "spokesperson", "diplomat", "premier", "head", "director", "aide", "negotiator", "representative", "pope", "taoiseach", "pm", "prince"}
	for _, w := range words {
		if slices.Contains(own, w) && !slices.Contains(titles, w) {
			return false
		}
	}
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(titles, w) })
}

// nameLists is the prefix of lists of further names of an actor.
const nameLists = "names of "

func (r *Reader) addWords() error {
	for _, name := range sortedKeys(r.vocabulary.Words) {
		phrases := r.vocabulary.Words[name]
		if id, ok := strings.CutPrefix(name, nameLists); ok {
			if err := r.addMeaning(name, id, anActor, phrases); err != nil {
				return err
			}
			continue
		}
		if id, ok := strings.CutPrefix(name, peopleLists); ok {
			if err := r.addMeaning(name, id, aPeople, phrases); err != nil {
				return err
			}
			continue
		}
		if strings.HasPrefix(name, officeLists) || strings.HasPrefix(name, pageLists) || strings.HasPrefix(name, shortLists) || slices.Contains(idLists, name) {
			continue
		}
		if err := r.lexicon.addWords(name, phrases); err != nil {
			return err
		}
	}
	r.say = r.lexicon.class(listSay)
	for name, kind := range map[string]atomKind{listRole: roleAtom, listGoverning: roleAtom, listPair: pairAtom, listTeams: pairAtom, listPersons: pairAtom, listHonorific: honorificAtom} {
		c := r.lexicon.class(name)
		for int(c) >= len(r.special) {
			r.special = append(r.special, otherAtom)
		}
		r.special[c] = kind
	}
	for _, name := range []string{listMotion, listTopic, listElsewhere, listHearsay, listLed, listSubject, listCounterpart, listMatter} {
		r.lexicon.class(name)
	}
	var err error
	for list, m := range map[string]*map[int32]bool{listTopicActors: &r.topical, listAssemblies: &r.assemblies, listGatherings: &r.gatherings, listBargainers: &r.bargainers} {
		if *m, err = r.members(list); err != nil {
			return err
		}
	}
	if r.sides, err = r.codes(listSides); err == nil {
		r.parties, err = r.codes(listParties)
	}
	if ids := r.vocabulary.Words[listParties]; err == nil && len(ids) > 0 {
		r.core = r.code(r.index[ids[0]])
	}
	return err
}

// idLists are lists of ids and no words.
var idLists = []string{listSides, listTopicActors, listParties, listAssemblies, listGatherings, listBargainers, listNeutral, "leaders"}

// members gives the actors of a list of ids.
func (r *Reader) members(list string) (map[int32]bool, error) {
	m := map[int32]bool{}
	for _, id := range r.vocabulary.Words[list] {
		i, ok := r.index[id]
		if !ok {
			return nil, fmt.Errorf("words %s: no actor has the id %q", list, id)
		}
		m[i] = true
	}
	return m, nil
}

// codes gives the country codes of a list of actor ids.
func (r *Reader) codes(list string) (map[string]bool, error) {
	m := map[string]bool{}
	for _, id := range r.vocabulary.Words[list] {
		i, ok := r.index[id]
		if !ok {
			return nil, fmt.Errorf("words %s: no actor has the id %q", list, id)
		}
		m[r.vocabulary.Actors[i].Country] = true
	}
	return m, nil
}

func (r *Reader) addMeaning(list, id string, kind entryKind, phrases []string) error {
	i, ok := r.index[id]
	if !ok {
		return fmt.Errorf("words %s: no actor has the id %q", list, id)
	}
	for _, p := range phrases {
		if err := r.lexicon.add(p, entry{kind: kind, ref: i}); err != nil {
			return fmt.Errorf("words %s: %w", list, err)
		}
	}
	return nil
}

func (r *Reader) addOffices() error {
	var err error
	if r.offices, err = r.lexicon.compileOffices(r.vocabulary); err != nil {
		return err
	}
	for kind := range r.offices.leaders {
		for _, h := range r.offices.kinds[kind] {
			r.leaderOn[h.actor] = append(r.leaderOn[h.actor], h.office)
		}
	}
	return nil
}

func (r *Reader) addRules() error {
	known := map[string]bool{}
	for _, t := range r.vocabulary.Types {
		known[t.ID] = true
	}
	r.rules = make([]compiled, len(r.vocabulary.Rules))
	for i, rule := range r.vocabulary.Rules {
		if !known[rule.Type] {
			return fmt.Errorf("rule %s: type: no type is called %q", rule.ID, rule.Type)
		}
		if err := r.addRule(i, rule); err != nil {
			return fmt.Errorf("rule %s: %w", rule.ID, err)
		}
	}
	return nil
}

func (r *Reader) addRule(i int, rule Rule) error {
	c := &r.rules[i]
	c.Rule = rule
	for _, id := range rule.Gives.Default {
		if _, ok := r.index[id]; !ok {
			return fmt.Errorf("gives.default: no actor has the id %q", id)
		}
	}
	var err error
	if c.patterns, err = r.compileAll("patterns", rule.Patterns); err != nil {
		return err
	}
	if c.unless, err = r.compileAll("unless", rule.Unless); err != nil {
		return err
	}
	for n := range c.patterns {
		p := &c.patterns[n]
		head := p.elements[p.head].class
		r.byHead[head] = append(r.byHead[head], start{i, p})
	}
	return nil
}

func (r *Reader) compileAll(field string, sources []string) ([]pattern, error) {
	list := make([]pattern, len(sources))
	for n, source := range sources {
		p, err := r.lexicon.compile(source, r.vocabulary.Words)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", field, err)
		}
		list[n] = p
	}
	return list, nil
}

// Version tells with which version of the rules a report was read.
func (r *Reader) Version() int { return reading }

// Read gives what the article reports. The same article always gives the
// same reports. Of a text longer than 200,000 bytes the rest is not read, and
// no article reports more than 200 events.
func (r *Reader) Read(a timeline.Article) []timeline.Report {
	d := r.document(a)
	facts := d.facts(nil)
	return d.reports(facts)
}

func (r *Reader) actorName(id string) string {
	if i, ok := r.index[id]; ok {
		return r.vocabulary.Actors[i].Name
	}
	return id
}

func (r *Reader) placeName(id string) string {
	for _, p := range r.vocabulary.Places {
		if p.ID == id {
			return p.Name
		}
	}
	return id
}

func (r *Reader) code(actor int32) string { return r.vocabulary.Actors[actor].Country }

func (r *Reader) isSide(actor int32) bool { return r.sides[r.code(actor)] }

func (r *Reader) leads(actor int32, day timeline.Day) bool {
	for _, office := range r.leaderOn[actor] {
		if office.HeldOn(day) {
			return true
		}
	}
	return false
}

// isOf says whether the atom is a phrase of the list.
func (r *Reader) isOf(a atom, list string) bool {
	c := r.lexicon.classes[list]
	return slices.ContainsFunc(a.hits, func(h hit) bool { return h.entry.kind == aWord && h.entry.ref == c && h.end == a.end })
}
