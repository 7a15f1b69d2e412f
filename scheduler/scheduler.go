// Package scheduler decides when sources are read, and holds the whole flow
// of a visit on one page: fetch, keep, read, weave, save (ingest.go).
package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"truceline/timeline"
)

// atOnce is how many sources are waited for at the same time. Waiting costs
// next to nothing, so that sources which never answer do not hold up the rest;
// requests to one host wait for each other in the scraper, and articles are
// taken in one at a time.
const atOnce = 256

// A Scheduler runs a job per source, in UTC: cron skips jobs that fall into
// the hour that a summer time takes away.
type Scheduler struct {
	ingest *Ingest
	now    func() time.Time
	log    *slog.Logger
	// Weekly publishes the week that has ended, once; nil publishes nothing.
	Weekly func(ctx context.Context, now time.Time) error
	// Courier empties the outbox every minute; nil leaves it.
	Courier *Courier

	clock   *cron.Cron
	slots   chan struct{}
	running sync.WaitGroup
	start   firstRound
}

// New makes a scheduler that has not started yet.
func New(ingest *Ingest, now func() time.Time, log *slog.Logger) *Scheduler {
	return &Scheduler{ingest: ingest, now: now, log: log, slots: make(chan struct{}, atOnce)}
}

// Run reads the sources on their schedules until ctx ends, and returns when
// the last visit has been written or given up. Sources that are due at the
// start are read at once.
func (s *Scheduler) Run(ctx context.Context, sources []timeline.Source) error {
	quiet := cron.PrintfLogger(slog.NewLogLogger(s.log.Handler(), slog.LevelDebug))
	s.clock = cron.New(cron.WithLocation(time.UTC), cron.WithChain(
		cron.SkipIfStillRunning(quiet), // outermost: the other way round, one panic silences a job for ever
		cron.Recover(cron.PrintfLogger(slog.NewLogLogger(s.log.Handler(), slog.LevelError))),
	))
	if err := s.ingest.Recall(ctx); err != nil {
		return err
	}
	var jobs []*job
	for _, source := range sources {
		if source.Off != "" {
			continue
		}
		schedule, err := Schedule(source)
		if err != nil {
			return err
		}
		j := &job{scheduler: s, ctx: ctx, source: source.ID, schedule: schedule}
		j.entry = s.clock.Schedule(schedule, j)
		jobs = append(jobs, j)
	}
	s.daily(ctx)
	s.publish(ctx)
	s.deliver(ctx)
	s.clock.Start()
	s.log.Info("schedule started", "sources", len(jobs))
	var first sync.WaitGroup
	for _, j := range jobs {
		first.Go(s.clock.Entry(j.entry).WrappedJob.Run) // through the chain, so that it never runs twice at a time
	}
	s.running.Go(func() {
		first.Wait()
		s.start.end(s.log)
	})
	<-ctx.Done()
	<-s.clock.Stop().Done()
	s.running.Wait()
	return nil
}

// daily tidies up once a day: texts that were kept for re-reading long
// enough are deleted.
func (s *Scheduler) daily(ctx context.Context) {
	_, err := s.clock.AddFunc("20 3 * * *", func() {
		gone, err := s.ingest.Purge(ctx, s.now())
		if err != nil && !errors.Is(err, context.Canceled) {
			s.log.Error("kept texts could not be purged", "error", err)
		} else if gone > 0 {
			s.log.Info("kept texts purged", "articles", gone)
		}
	})
	if err != nil {
		panic(fmt.Sprintf("the daily schedule does not parse: %v", err)) // a constant
	}
}

// editions is when a week is published: on Mondays, when Sunday's late reports
// have been read. Later hours are for what failed.
const editions = "0 6-23 * * 1"

// publish keeps the week's edition on Mondays, and at the start what a stopped
// program has missed.
func (s *Scheduler) publish(ctx context.Context) {
	if s.Weekly == nil {
		return
	}
	work := func() {
		if err := s.Weekly(ctx, s.now()); err != nil && !errors.Is(err, context.Canceled) {
			s.log.Error("the week could not be published", "error", err)
		}
	}
	entry, err := s.clock.AddFunc(editions, work)
	if err != nil {
		panic(fmt.Sprintf("the weekly schedule does not parse: %v", err)) // a constant
	}
	if now := s.now().UTC(); now.Weekday() == time.Monday && now.Hour() < 6 {
		return
	}
	s.running.Go(s.clock.Entry(entry).WrappedJob.Run)
}

// deliver sends what is due once a minute.
func (s *Scheduler) deliver(ctx context.Context) {
	if s.Courier == nil {
		return
	}
	s.clock.Schedule(cron.Every(time.Minute), cron.FuncJob(func() {
		if err := s.Courier.Deliver(ctx); err != nil && !errors.Is(err, context.Canceled) {
			s.log.Error("the outbox could not be emptied", "error", err)
		}
	}))
}

// A job visits one source when the clock says so and it is due.
type job struct {
	scheduler *Scheduler
	ctx       context.Context
	source    string
	schedule  cron.Schedule
	entry     cron.EntryID
}

// Run implements cron.Job. The source is loaded anew each time: it may have
// been paused, or told to wait by an answer before.
func (j *job) Run() {
	s := j.scheduler
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-j.ctx.Done():
		return
	}
	source, err := s.ingest.Source(j.ctx, j.source)
	if err != nil {
		s.log.Error("source cannot be loaded", "source", j.source, "error", err)
		return
	}
	if !Due(source, s.now()) {
		return
	}
	visit, err := s.ingest.Visit(j.ctx, source, j.schedule.Next)
	if !s.start.holds(visit, err) {
		tell(s.log, visit, err)
	}
}

// Due says whether a source may be fetched now. Due times are stored, so a
// restart never shortens the gap between two fetches.
func Due(source timeline.Source, now time.Time) bool {
	return source.Off == "" && !source.State.Paused && !now.Before(source.State.NextDue)
}
