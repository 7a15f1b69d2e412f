package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"truceline/store"
	"truceline/timeline"
)

// generated is a made-up archive, always the same for a size: names and words
// with the long tails that news has, three reports to an event, one event in
// ten thousand with fifty, every third event with an earlier revision.
type generated struct {
	random  *rand.Rand
	words   []string
	actors  *rand.Zipf
	places  *rand.Zipf
	word    *rand.Zipf
	hosts   *rand.Zipf
	threads *rand.Zipf
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

func newGenerated() *generated {
	source := rand.NewPCG(20250516, 1)
	random := rand.New(source)
	g := &generated{random: random}
	g.actors = rand.NewZipf(random, 1.1, 4, benchActors-1)
	g.places = rand.NewZipf(random, 1.1, 4, benchPlaces-1)
	g.threads = rand.NewZipf(random, 1.2, 4, benchThreads-1)
	g.hosts = rand.NewZipf(random, 1.1, 8, benchHosts-1)
	g.word = rand.NewZipf(random, 1.05, 20, benchWords-1)
	for range benchWords {
		g.words = append(g.words, g.newWord())
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
	for i := range benchTypes {
		records.Types = append(records.Types, timeline.Type{ID: fmt.Sprint("type", i)})
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
	switch n := g.random.IntN(100); {
	case n < 80:
		return timeline.OnDay(first)
	case n < 90:
		return timeline.When{Start: first, End: first.Add(1 + g.random.IntN(6)), Precision: timeline.PrecisionWeek}
	case n < 98:
		return timeline.When{Start: first, End: first.Add(29), Precision: timeline.PrecisionMonth}
	case n < 99:
		return timeline.When{Start: first, End: first.Add(200), Precision: timeline.PrecisionSeason}
	}
	return timeline.When{Start: first, Precision: timeline.PrecisionDay, Open: timeline.OpenSince}
}

func (g *generated) event(n int) timeline.Event {
	when := g.when()
	first, _ := when.Bounds()
	e := timeline.Event{
		ID: fmt.Sprintf("e%09d", n), Topic: benchTopic, Type: fmt.Sprint("type", g.random.IntN(g.random.IntN(benchTypes)+1)),
		Title: g.text(8), Summary: g.text(20), When: when, Status: timeline.Statuses[g.random.IntN(g.random.IntN(len(timeline.Statuses))+1)],
		Places: []string{fmt.Sprint("place", g.places.Uint64())}, Significance: 1 + g.random.IntN(5), Review: timeline.Unreviewed, Certainty: 80,
		KnownFrom: first.EndUTC(), Created: first.EndUTC(), Updated: first.EndUTC().Add(time.Duration(g.random.IntN(1000)) * time.Hour),
	}
	if n%4 > 0 {
		e.Thread = fmt.Sprint("thread", g.threads.Uint64())
	}
	for range 1 + g.random.IntN(4) {
		e.Participations = append(e.Participations, timeline.Participation{Actor: fmt.Sprint("actor", g.actors.Uint64()), Part: "party"})
	}
	return e
}

// batch makes the events from one number to another with their evidence. Every
// article tells of three events.
func (g *generated) batch(from, to int) store.Batch {
	b := store.Batch{Topic: benchTopic}
	for n := from; n < to; n++ {
		e := g.event(n)
		reports := 3
		if n%10_000 == 50 {
			reports = 50
		}
		e.Corroboration = timeline.Corroboration{Reports: reports, Sources: reports, Independent: 1 + g.random.IntN(reports)}
		for i := range reports {
			b.Reports = append(b.Reports, g.report(&b, e, i))
		}
		b.Woven.Events = append(b.Woven.Events, e)
		b.Woven.Revisions = append(b.Woven.Revisions, g.revisions(e)...)
	}
	return b
}

func (g *generated) report(b *store.Batch, e timeline.Event, i int) timeline.Report {
	if n := len(b.Reports); n%3 == 0 || len(b.Articles) == 0 {
		host := fmt.Sprintf("host%d.example", g.hosts.Uint64())
		url := fmt.Sprintf("https://%s/%s/%d", host, e.ID, i)
		b.Articles = append(b.Articles, timeline.Article{
			ID: timeline.ArticleID(url, 1), Topic: benchTopic, URL: url, Title: g.text(8), Publisher: host, Language: "en",
			Published: e.KnownFrom, Fetched: e.KnownFrom, Revision: 1, Fingerprint: e.ID, Reuse: timeline.ReuseLinkOnly,
		})
	}
	return timeline.Report{
		ID: fmt.Sprintf("%s-%d", e.ID, i), Topic: benchTopic, EventID: e.ID, ArticleID: b.Articles[len(b.Articles)-1].ID,
		Type: e.Type, Status: e.Status, Title: e.Title, When: e.When, Places: e.Places, Actors: e.Participations, Quote: g.text(22),
		DatePhrase: "on Friday", DateReason: "The Friday before the publication.", Rule: "made-up", Reader: timeline.ReaderRules, Reading: 1,
		Certainty: 80, KnownFrom: e.KnownFrom.Add(time.Duration(i) * time.Hour),
	}
}

func (g *generated) revisions(e timeline.Event) []timeline.Revision {
	snapshot := e
	last := timeline.Revision{EventID: e.ID, Number: 1, KnownFrom: e.KnownFrom, RecordedAt: e.KnownFrom, By: "rules", Snapshot: &snapshot}
	if g.random.IntN(3) > 0 {
		return []timeline.Revision{last}
	}
	before := e
	before.Status, before.Title = timeline.Planned, g.text(8)
	first := last
	first.Snapshot, first.KnownFrom = &before, e.KnownFrom.AddDate(0, 0, -10)
	last.Number = 2
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
