package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"truceline/store"
	"truceline/timeline"
)

// generated is a made-up archive, always the same for a size: names and words
// with the long tails that news has, three reports to an event, one event in
// ten thousand with fifty, every third event with an earlier revision, one in
// fifteen planned before.
//
// What decides how many reports are near to one another is as in the curated
// events and in what is read of day pages, together (846): types, statuses,
// how sharp dates are, how often a text names the day. Each event belongs to a
// story, which has its own frequent actors and places: one of the largest has a
// score of attacks by one side every day.
type generated struct {
	random  *rand.Rand
	words   []string
	actors  *rand.Zipf // of a story
	places  *rand.Zipf
	word    *rand.Zipf
	hosts   *rand.Zipf
	threads *rand.Zipf
	kinds   []int // types, each as often as it is
}

const (
	benchTopic   = "bench"
	benchActors  = 400
	benchPlaces  = 200
	benchThreads = 60
	benchHosts   = 400
	benchTypes   = 18
	benchWords   = 20000
	benchYears   = 12
)

// benchKinds are the types, how often there are events of each, and what part
// those play who take part.
var benchKinds = [benchTypes]struct {
	identity timeline.Identity
	events   int
	like     []int
	answers  []int
	parts    []string
}{
	{identity: timeline.ByDeed, events: 282, like: []int{17}, parts: []string{"attacker", "target"}},
	{identity: timeline.BySpeech, events: 137, like: []int{16}, parts: []string{"speaker", "addressee"}},
	{identity: timeline.ByMeeting, events: 56, like: []int{5, 9}, parts: []string{"party"}},
	{identity: timeline.ByAct, events: 51, parts: []string{"party"}},
	{identity: timeline.ByCall, events: 42, parts: []string{"party"}},
	{identity: timeline.ByMeeting, events: 39, like: []int{2, 7}, parts: []string{"party"}},
	{identity: timeline.ByDeed, events: 40, parts: []string{"party"}},
	{identity: timeline.ByMeeting, events: 37, like: []int{5}, parts: []string{"visitor", "host"}},
	{identity: timeline.ByAct, events: 27, parts: []string{"assembly"}},
	{identity: timeline.ByMeeting, events: 20, like: []int{2, 5}, parts: []string{"party"}},
	{identity: timeline.ByAct, events: 19, parts: []string{"giver", "recipient"}},
	{identity: timeline.BySpeech, events: 16, parts: []string{"proposer", "addressee"}},
	{identity: timeline.ByAct, events: 16, parts: []string{"sender", "target"}},
	{identity: timeline.ByAct, events: 14, like: []int{15}, parts: []string{"signatory"}},
	{identity: timeline.ByDeed, events: 15, parts: []string{"party"}},
	{identity: timeline.ByAct, events: 14, like: []int{13}, parts: []string{"signatory"}},
	{identity: timeline.BySpeech, events: 7, like: []int{1}, answers: []int{11, 2, 5}, parts: []string{"refuser", "addressee"}},
	{identity: timeline.ByDeed, events: 5, like: []int{0}, parts: []string{"attacker", "target"}},
}

func newGenerated() *generated {
	source := rand.NewPCG(20250516, 1)
	random := rand.New(source)
	g := &generated{random: random}
	g.actors = rand.NewZipf(random, 1.3, 2, 79)
	g.places = rand.NewZipf(random, 1.1, 2, 59)
	g.threads = rand.NewZipf(random, 1.2, 4, benchThreads-1)
	g.hosts = rand.NewZipf(random, 1.1, 8, benchHosts-1)
	g.word = rand.NewZipf(random, 1.05, 20, benchWords-1)
	for range benchWords {
		g.words = append(g.words, g.newWord())
	}
	for kind, k := range benchKinds {
		g.kinds = append(g.kinds, slices.Repeat([]int{kind}, k.events)...)
	}
	return g
}

func (g *generated) newWord() string {
	const consonants, vowels = "bcdfghklmnprstvz", "aeiou"
	var word strings.Builder
	for range 2 + g.random.IntN(3) {
		word.WriteByte(consonants[g.random.IntN(len(consonants))])
		word.WriteByte(vowels[g.random.IntN(len(vowels))])
	}
	return word.String() + string(consonants[g.random.IntN(len(consonants))])
}

func (g *generated) text(words int) string {
	out := make([]string, words)
	for i := range out {
		out[i] = g.words[g.word.Uint64()]
	}
	return strings.Join(out, " ")
}

func (g *generated) records() store.TopicRecords {
	records := store.TopicRecords{Topic: benchTopic}
	for i, k := range benchKinds {
		records.Types = append(records.Types, timeline.Type{ID: kindID(i), Identity: k.identity, Like: kindIDs(k.like), Answers: kindIDs(k.answers)})
	}
	for i := range benchActors {
		name := g.newWord() + " " + g.newWord()
		records.Actors = append(records.Actors, timeline.Actor{ID: fmt.Sprint("actor", i), Name: name, Aliases: []string{"President " + name, g.newWord()}})
	}
	for i := range benchPlaces {
		records.Places = append(records.Places, timeline.Place{ID: fmt.Sprint("place", i), Name: g.newWord()})
	}
	for i := range benchThreads {
		records.Threads = append(records.Threads, timeline.Thread{ID: fmt.Sprint("thread", i), Title: g.text(3)})
	}
	return records
}

// day is a day as events have them: an archive that is read from year to year
// grows, so the last years are about twice as dense as the mean. A million
// events in twelve years are then up to 450 a day.
func day(random *rand.Rand) timeline.Day {
	return timeline.Date(2014, time.January, 1).Add(int(math.Sqrt(random.Float64()) * benchYears * 365))
}

func (g *generated) when() timeline.When {
	first := day(g.random)
	switch n := g.random.IntN(1000); {
	case n < 943:
		return timeline.OnDay(first)
	case n < 993:
		return timeline.When{Start: first, End: first.Add(1 + g.random.IntN(3)), Precision: timeline.PrecisionRange}
	case n < 996:
		return timeline.When{Start: first, End: first.Add(29), Precision: timeline.PrecisionMonth}
	case n < 998:
		return timeline.When{Start: first, End: first.Add(364), Precision: timeline.PrecisionYear}
	}
	return timeline.When{Start: first, Precision: timeline.PrecisionDay, Open: timeline.OpenSince}
}

func (g *generated) status() timeline.Status {
	switch n := g.random.IntN(1000); {
	case n < 940:
		return timeline.Happened
	case n < 960:
		return timeline.Claimed
	case n < 978:
		return timeline.Proposed
	case n < 993:
		return timeline.Planned
	case n < 997:
		return timeline.Cancelled
	case n < 999:
		return timeline.Rejected
	}
	return timeline.Postponed
}

func kindID(kind int) string { return fmt.Sprint("type", kind) }

func kindIDs(kinds []int) []string {
	var ids []string
	for _, kind := range kinds {
		ids = append(ids, kindID(kind))
	}
	return ids
}

func (g *generated) event(n int) timeline.Event {
	when := g.when()
	first, _ := when.Bounds()
	kind, story := g.kinds[g.random.IntN(len(g.kinds))], int(g.threads.Uint64())
	e := timeline.Event{
		ID: fmt.Sprintf("e%09d", n), Topic: benchTopic, Type: kindID(kind),
		Title: g.text(8), Summary: g.text(20), When: when, Status: g.status(),
		Places: []string{fmt.Sprint("place", (3*story+int(g.places.Uint64()))%benchPlaces)}, Significance: 1 + g.random.IntN(5), Review: timeline.Unreviewed, Certainty: 80,
		KnownFrom: first.EndUTC(), Created: first.EndUTC(), Updated: first.EndUTC().Add(time.Duration(g.random.IntN(1000)) * time.Hour),
	}
	if n%4 > 0 {
		e.Thread = fmt.Sprint("thread", story)
	}
	parts := benchKinds[kind].parts
	for i := range 1 + g.random.IntN(4) {
		actor := fmt.Sprint("actor", (7*story+int(g.actors.Uint64()))%benchActors)
		if !slices.ContainsFunc(e.Participations, func(p timeline.Participation) bool { return p.Actor == actor }) {
			e.Participations = append(e.Participations, timeline.Participation{Actor: actor, Part: parts[min(i, len(parts)-1)]})
		}
	}
	return e
}

// batch makes the events from one number to another with their evidence. Every
// article tells of three events, and no two reports of an event are of one article.
func (g *generated) batch(from, to int) store.Batch {
	b := store.Batch{Topic: benchTopic}
	var articles []timeline.Article
	for n := from; n < to; n++ {
		e := g.event(n)
		if n%3 == 0 {
			articles = nil
		}
		reports := 3
		if n%10_000 == 50 {
			reports = 50
		}
		e.Corroboration = timeline.Corroboration{Reports: reports, Sources: reports, Independent: 1 + g.random.IntN(reports)}
		for i := range reports {
			if i == len(articles) {
				articles = append(articles, g.article(e, i))
				b.Articles = append(b.Articles, articles[i])
			}
			b.Reports = append(b.Reports, g.report(e, articles[i], i))
		}
		b.Woven.Events = append(b.Woven.Events, e)
		b.Woven.Revisions = append(b.Woven.Revisions, g.revisions(e)...)
	}
	return b
}

func (g *generated) article(e timeline.Event, i int) timeline.Article {
	host := fmt.Sprintf("host%d.example", g.hosts.Uint64())
	url := fmt.Sprintf("https://%s/%s/%d", host, e.ID, i)
	return timeline.Article{
		ID: timeline.ArticleID(url, 1), Topic: benchTopic, URL: url, Title: g.text(8), Publisher: host, Language: "en",
		Published: e.KnownFrom, Fetched: e.KnownFrom, Revision: 1, Fingerprint: e.ID, Reuse: timeline.ReuseLinkOnly,
	}
}

func (g *generated) report(e timeline.Event, article timeline.Article, i int) timeline.Report {
	r := timeline.Report{
		ID: fmt.Sprintf("%s-%d", e.ID, i), Topic: benchTopic, EventID: e.ID, ArticleID: article.ID,
		Type: e.Type, Status: e.Status, Title: e.Title, When: e.When, Places: e.Places, Actors: e.Participations, Quote: g.quote(e),
		DatePhrase: "on Friday", DateRule: "weekday", DateReason: "The Friday before the publication.", Rule: "made-up", Reader: timeline.ReaderRules, Reading: 1,
		Certainty: 80, KnownFrom: e.KnownFrom.Add(time.Duration(i) * time.Hour),
	}
	if g.random.IntN(100) < 44 { // the text does not name the day
		r.When.Implied, r.DatePhrase, r.DateRule, r.DateReason = []string{"year", "month", "day"}, "", "publication", "The day of the publication."
	}
	return r
}

// quote is a sentence of which every other word is one of the event's own.
func (g *generated) quote(e timeline.Event) string {
	own := strings.Fields(e.Title + " " + e.Summary)
	g.random.Shuffle(len(own), func(i, j int) { own[i], own[j] = own[j], own[i] })
	return strings.Join(own[:11], " ") + " " + g.text(11)
}

func (g *generated) revisions(e timeline.Event) []timeline.Revision {
	snapshot := e
	last := timeline.Revision{EventID: e.ID, Number: 1, KnownFrom: e.KnownFrom, RecordedAt: e.KnownFrom, By: "rules", Snapshot: &snapshot}
	if g.random.IntN(3) > 0 {
		return []timeline.Revision{last}
	}
	before := e
	before.Title = g.text(8)
	first := last
	first.Snapshot = &before
	last.Number, last.KnownFrom = 2, e.KnownFrom.Add(time.Duration(1+g.random.IntN(48))*time.Hour)
	if g.random.IntN(5) == 0 {
		before.Status, first.KnownFrom = timeline.Planned, e.KnownFrom.AddDate(0, 0, -g.random.IntN(60)-1)
	}
	return []timeline.Revision{first, last}
}

// fill brings an empty archive to a number of events, and gives what search
// knows of them.
func (g *generated) fill(ctx context.Context, s *store.Store, events int, progress func(done int)) ([]doc, error) {
	if err := s.SaveTopic(ctx, g.records()); err != nil {
		return nil, err
	}
	const step = 1000
	var docs []doc
	for from := 0; from < events; from += step {
		batch := g.batch(from, min(from+step, events))
		docs = append(docs, docsOf(batch)...)
		if err := s.Save(ctx, batch); err != nil {
			return nil, err
		}
		progress(min(from+step, events))
	}
	return docs, nil
}
