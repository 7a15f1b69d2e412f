package api

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"truceline/store"
	"truceline/timeline"
)

// manyEvents is how many events the benchmarks ask about.
const manyEvents = 100_000

// many fills an archive with generated events that are spread as a long
// conflict spreads them: some kinds, actors and places often, most rarely.
func many(b *testing.B) http.Handler {
	b.Helper()
	archive, err := store.Open(b.Context(), store.Config{DSN: b.TempDir() + "/many.db", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { archive.Close() })
	topic := harbour()
	topic.Types, topic.Actors, topic.Places, topic.Threads = nil, nil, nil, nil
	for i := range 18 {
		topic.Types = append(topic.Types, timeline.Type{ID: fmt.Sprintf("type_%d", i), Family: "talks"})
	}
	for i := range 356 {
		topic.Actors = append(topic.Actors, timeline.Actor{ID: fmt.Sprintf("some-actor-%d", i), Name: fmt.Sprintf("Actor %d", i)})
	}
	for i := range 172 {
		topic.Places = append(topic.Places, timeline.Place{ID: fmt.Sprintf("some-place-%d", i), Name: fmt.Sprintf("Place %d", i)})
	}
	for i := range 30 {
		topic.Threads = append(topic.Threads, timeline.Thread{ID: fmt.Sprintf("some-thread-%d", i)})
	}
	records := store.TopicRecords{Topic: topic.ID, Types: topic.Types, Actors: topic.Actors, Places: topic.Places, Threads: topic.Threads}
	if err := archive.SaveTopic(b.Context(), records); err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	often := func(n int) int { return int(float64(n) * random.Float64() * random.Float64() * random.Float64()) }
	for from := 0; from < manyEvents; from += 2000 {
		batch := store.Batch{Topic: topic.ID}
		for i := from; i < from+2000; i++ {
			event := generated(random, often, i)
			batch.Woven.Events = append(batch.Woven.Events, event)
			article := timeline.Article{ID: fmt.Sprintf("a%d", i), Topic: topic.ID, URL: fmt.Sprintf("https://p%d.example/%d", often(420), i), Publisher: fmt.Sprintf("p%d.example", often(420)), Revision: 1}
			batch.Articles = append(batch.Articles, article)
			batch.Reports = append(batch.Reports, timeline.Report{ID: fmt.Sprintf("r%d", i), Topic: topic.ID, EventID: event.ID, ArticleID: article.ID, Type: event.Type, When: event.When, KnownFrom: now, Reader: timeline.ReaderRules, Quote: "They met."})
		}
		if err := archive.Save(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
	handler, err := New(Config{Store: archive, Topic: topic, Rate: Rate{PerSecond: -1}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	return handler
}

func generated(random *rand.Rand, often func(int) int, i int) timeline.Event {
	day := timeline.Date(2014, 9, 1).Add(4380 - often(4380))
	event := timeline.Event{
		ID: fmt.Sprintf("gen%07d", i), Topic: "harbour", Type: fmt.Sprintf("type_%d", often(18)), Title: fmt.Sprintf("Generated event number %d", i),
		When: timeline.OnDay(day), Status: timeline.Happened, Review: timeline.Unreviewed, Significance: 1 + often(5), KnownFrom: now, Created: now, Updated: now,
		Places: []string{fmt.Sprintf("some-place-%d", often(172))},
	}
	for range 1 + random.IntN(3) {
		event.Participations = append(event.Participations, timeline.Participation{Actor: fmt.Sprintf("some-actor-%d", often(356))})
	}
	switch random.IntN(10) {
	case 0:
		event.Status = timeline.Statuses[random.IntN(len(timeline.Statuses))]
	case 1:
		event.When = timeline.When{Start: day, End: day.Add(6), Precision: timeline.PrecisionWeek}
	case 2:
		event.Thread = fmt.Sprintf("some-thread-%d", often(30))
	}
	return event
}

// BenchmarkAnswers times answers at 100,000 events, made anew and from the
// cache, and reports their size.
func BenchmarkAnswers(b *testing.B) {
	handler := many(b)
	get := func(b *testing.B, address string) []byte {
		request := httptest.NewRequest(http.MethodGet, address, nil)
		request.Header.Set("Accept-Encoding", "gzip")
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		if answer.Code != http.StatusOK {
			b.Fatalf("GET %s: %d %s", address, answer.Code, answer.Body)
		}
		return answer.Body.Bytes()
	}
	for _, address := range []string{
		"/api/v1/events?limit=50", "/api/v1/events?limit=50&actor=some-actor-3&type=type_1", "/api/v1/events?q=generated+number&limit=50",
		"/api/v1/events/index", "/api/v1/events/index?columns=actors", "/api/v1/events/index?columns=place", "/api/v1/events/index?columns=thread",
		"/api/v1/events/index?columns=source", "/api/v1/events/index?columns=significance", "/api/v1/events/index?rows=50000-50099", "/api/v1/facets", "/api/v1/density", "/api/v1/events/gen0050000",
	} {
		b.Run("made"+address, func(b *testing.B) {
			var body []byte
			for i := range b.N {
				// An address of its own each time, with the same meaning.
				body = get(b, fmt.Sprintf("%s%sto=%s", address, joint(address), timeline.Date(2030, 1, 1).Add(i)))
			}
			b.ReportMetric(float64(len(body)), "B/answer")
		})
		b.Run("kept"+address, func(b *testing.B) {
			body := get(b, address)
			for b.Loop() {
				body = get(b, address)
			}
			b.ReportMetric(float64(len(body)), "B/answer")
		})
	}
}

func joint(address string) string {
	if strings.Contains(address, "?") {
		return "&"
	}
	return "?"
}
