package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"slices"
	"strings"
	"syscall"
	"time"

	"truceline/store"
	"truceline/timeline"
)

// storeBench measures the store: how fast events are written, and how long the
// questions take that pages ask most, from the first time they are asked
// (cold: nothing of them was counted yet) and again (warm).
func storeBench(args []string) error {
	flags := flag.NewFlagSet("store", flag.ContinueOnError)
	events := flags.Int("events", 100_000, "events in the archive; three times as many reports")
	file := flags.String("db", "", "SQLite file to use or to make; by default a new one that is deleted afterwards")
	rounds := flags.Int("n", 1000, "questions of each kind")
	profile := flags.String("cpuprofile", "", "write a CPU profile of the whole run to this file")
	only := flags.String("only", "", "ask only the questions whose name has this")
	shell := flags.Bool("shell", true, "ask the sqlite3 shell the same, for the ratio")
	if err := flags.Parse(args); err != nil {
		return err
	}
	stop, err := profiled(*profile)
	if err != nil {
		return err
	}
	defer stop()
	path := *file
	if path == "" {
		dir, err := os.MkdirTemp("", "bench")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		path = filepath.Join(dir, "bench.db")
	}
	b := &archiveBench{ctx: context.Background(), path: path, rounds: *rounds}
	if err := b.open(*events); err != nil {
		return err
	}
	defer b.store.Close()
	fmt.Printf("%s, %s, %d cores, %d events\n", store.SQLiteDriver, runtime.Version(), runtime.NumCPU(), *events)
	for _, q := range b.questions(*events) {
		if !strings.Contains(q.name, *only) {
			continue
		}
		if err := b.measure(q); err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
	}
	if *only == "" {
		if err := b.counts(); err != nil {
			return err
		}
	}
	fmt.Printf("%-44s %8.0f MB\n", "anonymous memory (RssAnon) now", float64(rssAnon())/1e6)
	debug.FreeOSMemory()
	fmt.Printf("%-44s %8.0f MB\n", "after a collection", float64(rssAnon())/1e6)
	if *shell {
		return b.compare()
	}
	return nil
}

// profiled writes a CPU profile to a file until stop is called; it does nothing
// where none is named.
func profiled(path string) (stop func(), err error) {
	if path == "" {
		return func() {}, nil
	}
	out, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(out); err != nil {
		return nil, errors.Join(err, out.Close())
	}
	return func() { pprof.StopCPUProfile(); out.Close() }, nil
}

type archiveBench struct {
	ctx    context.Context
	path   string
	store  *store.Store
	rounds int
	made   *generated
}

// open opens the archive and, unless it is there, fills it.
func (b *archiveBench) open(events int) error {
	_, err := os.Stat(b.path)
	fresh := errors.Is(err, os.ErrNotExist)
	if b.store, err = store.Open(b.ctx, store.Config{DSN: b.path}); err != nil {
		return err
	}
	b.made = newGenerated()
	if !fresh {
		b.made.records() // the same steps of chance as in fill
		return nil
	}
	return b.fill(events)
}

// fill writes the base as the program would and multiplies it.
func (b *archiveBench) fill(events int) error {
	start := time.Now()
	progress := func(done int) {
		if done%50_000 == 0 {
			fmt.Fprintf(os.Stderr, "%d events after %s\n", done, time.Since(start).Round(time.Second))
		}
	}
	base := min(events, baseEvents)
	docs, err := b.made.fill(b.ctx, b.store, base, progress)
	if err != nil {
		return err
	}
	fmt.Printf("%-44s %8.0f events/s (each with 3 reports, indexed for search)\n", "written", float64(base)/time.Since(start).Seconds())
	if events > base {
		if err := copyEvents(b.ctx, b.path, base, events, docs, progress); err != nil {
			return fmt.Errorf("copy events: %w", err)
		}
		if err := b.store.Close(); err != nil {
			return err
		}
		if b.store, err = store.Open(b.ctx, store.Config{DSN: b.path}); err != nil {
			return err
		}
	}
	if err := b.store.Recount(b.ctx); err != nil {
		return err
	}
	err = b.store.Optimize(b.ctx)
	fmt.Printf("%-44s %8s\n", "archive made after", time.Since(start).Round(time.Second))
	return err
}

// A question asks the store something; n counts up.
type question struct {
	name string
	ask  func(n int) error
}

func (b *archiveBench) measure(q question) error {
	took, worked := make([]time.Duration, b.rounds), make([]time.Duration, b.rounds)
	for i := range took {
		start, before := time.Now(), processorTime()
		if err := q.ask(i); err != nil {
			return err
		}
		took[i], worked[i] = time.Since(start), processorTime()-before
	}
	report(q.name, took)
	report("  processor time of it", worked)
	return nil
}

// processorTime is what this process has used of the processors: on a busy
// machine it tells more than the clock.
func processorTime() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// report prints where the times of a question lie.
func report(name string, took []time.Duration) {
	slices.Sort(took)
	at := func(p float64) float64 { return float64(took[int(p*float64(len(took)-1))].Microseconds()) / 1000 }
	fmt.Printf("%-44s p50 %7.2f  p95 %7.2f  p99 %7.2f  max %7.2f ms\n", name, at(.5), at(.95), at(.99), at(1))
}

// filters are as many different filters as a round has questions, as a page
// would ask them: mostly a window with one or two further fields.
func (b *archiveBench) filters(seed uint64) []timeline.Filter {
	random := rand.New(rand.NewPCG(seed, 2))
	actors := rand.NewZipf(random, 1.1, 4, benchActors-1)
	places := rand.NewZipf(random, 1.1, 4, benchPlaces-1)
	filters := make([]timeline.Filter, b.rounds)
	for i := range filters {
		f := timeline.Filter{Topic: benchTopic}
		if random.IntN(3) > 0 {
			f.From = day(random)
			f.To = f.From.Add(1 + random.IntN(120))
		}
		if random.IntN(2) == 0 {
			f.Types = []string{fmt.Sprint("type", random.IntN(benchTypes))}
		}
		if random.IntN(3) == 0 {
			f.Actors = []string{fmt.Sprint("actor", actors.Uint64())}
		} else if random.IntN(3) == 0 {
			f.Places = []string{fmt.Sprint("place", places.Uint64())}
		}
		if random.IntN(4) == 0 {
			f.Statuses = []timeline.Status{timeline.Statuses[random.IntN(len(timeline.Statuses))]}
		}
		filters[i] = f
	}
	return filters
}

func (b *archiveBench) list(filters []timeline.Filter, sort timeline.Sort, asOf time.Time) func(int) error {
	return func(n int) error {
		f := filters[n%len(filters)]
		f.AsOf = asOf
		_, err := b.store.Cards(b.ctx, f, timeline.Page{Sort: sort, Limit: 50}, "2026-01-01")
		return err
	}
}

func (b *archiveBench) questions(events int) []question {
	filters, other := b.filters(1), b.filters(3)
	then := time.Date(2020, 6, 1, 0, 0, 0, 0, time.UTC)
	random := rand.New(rand.NewPCG(7, 7))
	return []question{
		{"list of 50 by filter, cold", b.list(filters, timeline.ByWhen, time.Time{})},
		{"list of 50 by filter, warm", b.list(filters, timeline.ByWhen, time.Time{})},
		{"list of 50 by filter, newest first", b.list(filters, "-when", time.Time{})},
		{"list of 50 by other filters, cold", b.list(other, "-when", time.Time{})},
		{"list of 50 as known on a day, cold", b.list(filters, timeline.ByWhen, then)},
		{"list of 50 as known on a day, warm", b.list(filters, timeline.ByWhen, then)},
		{"search, one or two words", b.search(func() string { return b.made.text(1 + random.IntN(2)) })},
		{"search, a name", b.search(func() string {
			actors := b.made.records().Actors
			return actors[random.IntN(len(actors))].Name
		})},
		{"event with 50 reports", func(int) error {
			id := fmt.Sprintf("e%09d", 10_000*random.IntN(max(events/10_000, 1))+50)
			e, err := b.store.Event(b.ctx, id, time.Time{})
			if err == nil && len(e.Reports) != 50 {
				err = fmt.Errorf("%s has %d reports", id, len(e.Reports))
			}
			return err
		}},
		{"event with 3 reports", func(int) error {
			_, err := b.store.Event(b.ctx, fmt.Sprintf("e%09d", 51+random.IntN(events/2)), time.Time{})
			return err
		}},
		{"reports near a report, and what is known", b.near(events)},
		{"weaving a report of any day, but for saving it", b.weave(events, func(e *timeline.Event) {})},
		{"weaving a report of the last days", b.weave(events, func(e *timeline.Event) { inLastDays(e, random) })},
	}
}

func (b *archiveBench) search(text func() string) func(int) error {
	return func(int) error {
		_, err := b.store.Events(b.ctx, timeline.Filter{Topic: benchTopic, Text: text()}, timeline.Page{Limit: 50})
		return err
	}
}

// near asks what weaving asks for one report.
func (b *archiveBench) near(events int) func(int) error {
	random := rand.New(rand.NewPCG(9, 9))
	return func(int) error {
		e := b.made.event(random.IntN(events))
		day, _ := e.When.Bounds()
		near, err := b.store.ReportsNear(b.ctx, timeline.Near{
			Topic: benchTopic, Types: []string{e.Type}, From: day.Add(-1), To: day.Add(1), Actors: []string{e.Participations[0].Actor}})
		if err != nil {
			return err
		}
		reports, err := b.store.ReportsByID(b.ctx, near)
		if err != nil {
			return err
		}
		var first []string
		for _, r := range reports[:min(len(reports), 5)] {
			first = append(first, r.ID)
		}
		ids, err := b.store.EventsOf(b.ctx, first)
		if err != nil {
			return err
		}
		_, err = b.store.KnownOf(b.ctx, ids)
		return err
	}
}

// weave takes in a report of an event that nobody told of before, but for
// saving it. Dated changes the event's date.
func (b *archiveBench) weave(events int, dated func(*timeline.Event)) func(int) error {
	records := b.made.records()
	weaver := timeline.NewWeaver(timeline.Knowledge{Topic: benchTopic, Types: records.Types, Actors: records.Actors, Places: records.Places, Threads: records.Threads})
	archive := timeline.Archive{Near: b.store.ReportsNear, Reports: b.store.ReportsByID, Standing: b.store.EventsOf, Known: b.store.KnownOf}
	return func(n int) error {
		event := b.made.event(events + n)
		dated(&event)
		article := b.made.article(event, n)
		report := b.made.report(event, article, n%24)
		report.ID, report.EventID, report.Article = fmt.Sprint("fresh", n), "", &article
		known, err := weaver.Gather(b.ctx, archive, []timeline.Report{report})
		if err != nil {
			return err
		}
		weaver.Weave(known, time.Now())
		return nil
	}
}

// inLastDays moves an event into the last days that the archive has in full.
func inLastDays(e *timeline.Event, random *rand.Rand) {
	first, last := e.When.Bounds()
	to := timeline.Date(2014+benchYears, time.January, 1).Add(-10 - random.IntN(30))
	if e.When.End != "" {
		e.When.End = to.Add(last.Sub(first))
	}
	e.When.Start, e.KnownFrom = to, to.EndUTC()
}

// rssAnon is the anonymous memory of this process in bytes, 0 where the
// system does not tell.
func rssAnon() (bytes int64) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if _, err := fmt.Sscanf(line, "RssAnon: %d kB", &bytes); err == nil {
			return bytes * 1024
		}
	}
	return 0
}
