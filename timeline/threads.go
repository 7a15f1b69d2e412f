package timeline

import (
	"cmp"
	"slices"
	"strings"
)

// A ThreadRule says which events belong to a thread without anybody saying
// so. An event meets a rule when it meets every condition that is given.
type ThreadRule struct {
	Thread string   `yaml:"-"`
	From   Day      `yaml:"from,omitempty"`   // first day of the story
	Until  Day      `yaml:"until,omitempty"`  // last day of the story; empty while it goes on
	Types  []string `yaml:"types,omitempty"`  // one of these types
	Actors []string `yaml:"actors,omitempty"` // each of these takes part; "a|b" is one or the other, a country covers its people
	Places []string `yaml:"places,omitempty"` // one of these places, or inside one
	Words  []string `yaml:"words,omitempty"`  // one of these words or phrases in title, summary or quotes
}

// stories is what a topic knows of its threads.
type stories struct {
	rules   []ThreadRule
	curated []example // by first day
}

// An example is a curated event, by which others are recognised as part of
// its story.
type example struct {
	*features
	thread string
}

func (w *Weaver) prepareStories(k Knowledge) {
	s := &w.stories
	for _, rule := range k.ThreadRules {
		rule.Words = slices.Clone(rule.Words)
		for i, phrase := range rule.Words {
			rule.Words[i] = plainWords(phrase)
		}
		s.rules = append(s.rules, rule)
	}
	for i := range k.Curated {
		if event := &k.Curated[i]; event.Thread != "" {
			s.curated = append(s.curated, example{w.features(reportOf(event)), event.Thread})
		}
	}
	slices.SortFunc(s.curated, func(a, b example) int {
		return cmp.Or(cmp.Compare(a.first, b.first), strings.Compare(a.report.ID, b.report.ID))
	})
}

// reportOf is an event as a report, for comparison only.
func reportOf(e *Event) *Report {
	known := e.KnownFrom
	if _, last := e.When.Bounds(); known.IsZero() {
		known = last.EndUTC()
	}
	return &Report{ID: e.ID, EventID: e.ID, Topic: e.Topic, Type: e.Type, Status: e.Status, Title: e.Title, Summary: e.Summary,
		When: e.When, Places: e.Places, Actors: e.Participations, Reader: ReaderCurated, KnownFrom: known}
}

// threadOf gives the story of an event: what an editor said, else what most
// reports say, else what the topic's rules say, else that of the curated
// events it resembles. What is not sure stays without a story.
func (w *Weaver) threadOf(d *drawing) string {
	if d.lead.curated {
		return d.lead.report.Thread
	}
	if thread := d.saidThread(); thread != "" {
		return thread
	}
	threads := w.ruledThreads(d)
	if len(threads) == 1 {
		return threads[0]
	}
	return w.likeThread(d, threads)
}

// saidThread is the story that more than half of the reports which name one
// agree on.
func (d *drawing) saidThread() string {
	counts, all := map[string]int{}, 0
	for _, f := range d.reports {
		if f.report.Thread != "" {
			counts[f.report.Thread]++
			all++
		}
	}
	for thread, n := range counts {
		if 2*n > all {
			return thread
		}
	}
	return ""
}

// ruledThreads lists the stories whose rules the event meets.
func (w *Weaver) ruledThreads(d *drawing) []string {
	var threads []string
	for i, rule := range w.stories.rules {
		if meetsWords(d, i) && w.meets(d, rule) && !slices.Contains(threads, rule.Thread) {
			threads = append(threads, rule.Thread)
		}
	}
	return threads
}

func (w *Weaver) meets(d *drawing, rule ThreadRule) bool {
	first, last := d.event.When.Bounds()
	return (rule.From == "" || last >= rule.From) && (rule.Until == "" || first <= rule.Until) &&
		(len(rule.Types) == 0 || slices.Contains(rule.Types, d.event.Type)) &&
		w.meetsActors(d, rule.Actors) && w.meetsPlaces(d, rule.Places)
}

func (w *Weaver) meetsActors(d *drawing, wanted []string) bool {
	for _, choice := range wanted {
		if !slices.ContainsFunc(strings.Split(choice, "|"), func(id string) bool { return w.takesPart(d, id) }) {
			return false
		}
	}
	return true
}

// takesPart says whether an actor, or somebody of that country, is in any
// report.
func (w *Weaver) takesPart(d *drawing, id string) bool {
	actor := w.actor(id)
	return slices.ContainsFunc(d.reports, func(f *features) bool {
		if actor.person {
			return slices.Contains(f.actors, actor.number)
		}
		return slices.Contains(f.sides, actor.side)
	})
}

func (w *Weaver) meetsPlaces(d *drawing, wanted []string) bool {
	if len(wanted) == 0 {
		return true
	}
	return slices.ContainsFunc(wanted, func(id string) bool {
		place := w.place(id)
		return slices.ContainsFunc(d.reports, func(f *features) bool {
			return slices.Contains(f.cities, place.number) || place.country && slices.Contains(f.lands, place.land)
		})
	})
}

// meetsWords says whether one of the first reports has a word of the rule.
func meetsWords(d *drawing, rule int) bool {
	return slices.ContainsFunc(d.reports[:min(judges, len(d.reports))], func(f *features) bool { return slices.Contains(f.told, rule) })
}

// told lists the rules whose words a text has: whole words, whatever their
// case.
func (s stories) told(texts []string) []int {
	var list []int
	text := plainWords(strings.Join(texts, " . "))
	for i, rule := range s.rules {
		if len(rule.Words) == 0 || slices.ContainsFunc(rule.Words, func(phrase string) bool { return strings.Contains(text, phrase) }) {
			list = append(list, i)
		}
	}
	return list
}

// plainWords writes a text as lower-case words between single spaces.
func plainWords(text string) string {
	return " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), notInWord), " ") + " "
}

// How an event finds its story among curated events: those within reach are
// asked, the nearest have a vote, and one story must win clearly.
const (
	storyReach  = 30  // days
	storyVoters = 4   // curated events that vote
	storyNeeds  = 2.2 // points that the winner needs
	storyLead   = 2.3 // times the points of the second
)

// likeThread gives the story of the curated events that an event resembles
// most; among only, where that is given.
func (w *Weaver) likeThread(d *drawing, among []string) string {
	votes := w.votes(d.lead, among)
	slices.SortFunc(votes, func(a, b vote) int {
		return cmp.Or(cmp.Compare(b.points, a.points), strings.Compare(a.thread, b.thread))
	})
	sums := map[string]float64{}
	for _, v := range votes[:min(storyVoters, len(votes))] {
		sums[v.thread] += v.points
	}
	best, first, second := "", 0.0, 0.0
	for thread, sum := range sums {
		switch {
		case sum > first:
			best, first, second = thread, sum, first
		case sum > second:
			second = sum
		}
	}
	if first < storyNeeds || first < storyLead*second {
		return ""
	}
	return best
}

type vote struct {
	thread string
	points float64
}

func (w *Weaver) votes(f *features, among []string) []vote {
	from, _ := slices.BinarySearchFunc(w.stories.curated, f.first-storyReach-10, func(e example, day int32) int { return cmp.Compare(e.first, day) })
	var votes []vote
	for _, e := range w.stories.curated[from:] {
		if e.first > f.last+storyReach {
			break
		}
		if len(among) > 0 && !slices.Contains(among, e.thread) || e.report.ID == f.report.EventID && f.curated {
			continue
		}
		if points := kinship(f, e.features); points > 0.5 {
			votes = append(votes, vote{e.thread, points})
		}
	}
	return votes
}

// kinship weighs whether two events belong to one story: matter, parties,
// place, kind, and how far apart they are.
func kinship(a, b *features) float64 {
	points := 3*cosine(a.words, b.words, a.norm, b.norm) - float64(gapDays(a, b))/60
	if least := min(len(a.sides), len(b.sides)); least > 0 {
		points += 0.6 * float64(shared(a.sides, b.sides)) / float64(least)
	}
	if shared(a.actors, b.actors) > 0 {
		points += 0.2
	}
	if shared(a.cities, b.cities) > 0 {
		points += 0.3
	}
	if a.kind.ID == b.kind.ID {
		points += 0.3
	}
	return points
}

// StateOfPlay gives a thread's last event that happened and its next planned
// one, on a day; nil where there is none. The events may be in any order.
func StateOfPlay(events []Event, today Day) (last, next *Event) {
	for i := range events {
		e := &events[i]
		if e.Review == ReviewRejected || e.MergedInto != "" {
			continue
		}
		_, end := e.When.Bounds()
		switch {
		case e.Status == Happened && e.When.SortDay() <= today && (last == nil || later(e, last)):
			last = e
		case e.Status == Planned && end >= today && (next == nil || later(next, e)):
			next = e
		}
	}
	return last, next
}

// later is the order of lists: by earliest possible day, then last, then id.
func later(a, b *Event) bool {
	_, aEnd := a.When.Bounds()
	_, bEnd := b.When.Bounds()
	return cmp.Or(cmp.Compare(a.When.SortDay(), b.When.SortDay()), cmp.Compare(aEnd, bEnd), cmp.Compare(a.ID, b.ID)) > 0
}
