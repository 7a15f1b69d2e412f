package main

import (
	"context"
	"fmt"
	"time"

	"truceline/store"
	"truceline/timeline"
)

// countRounds is how often facets and densities are counted from nothing.
const countRounds = 10

// counts measures facets and densities. Each round opens the archive anew, so
// that nothing has been counted before.
func (b *archiveBench) counts() error {
	all := timeline.Filter{Topic: benchTopic}
	kind, actor, window, then := all, all, all, all
	kind.Types = []string{"type0"}
	actor.Actors = []string{"actor0"}
	window.From, window.To = "2019-05-01", "2019-07-31"
	then.AsOf = time.Date(2020, 6, 1, 0, 0, 0, 0, time.UTC)
	for _, f := range []struct {
		name   string
		filter timeline.Filter
	}{{"all", all}, {"the commonest type", kind}, {"the commonest actor", actor}, {"three months", window}, {"as known on a day", then}} {
		err := b.cold("facets of "+f.name, func(ctx context.Context, s *store.Store) error {
			_, err := s.Facets(ctx, f.filter)
			return err
		})
		if err != nil {
			return err
		}
		for _, bucket := range []string{"month", "day"} {
			err := b.cold(fmt.Sprintf("density of %s by %s", f.name, bucket), func(ctx context.Context, s *store.Store) error {
				_, err := s.Density(ctx, f.filter, bucket)
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return b.measure(question{"facets of all, again", func(int) error { _, err := b.store.Facets(b.ctx, all); return err }})
}

// cold measures a question that a newly opened archive is asked.
func (b *archiveBench) cold(name string, ask func(context.Context, *store.Store) error) error {
	took, worked := make([]time.Duration, countRounds), make([]time.Duration, countRounds)
	for i := range took {
		s, err := store.Open(b.ctx, store.Config{DSN: b.path})
		if err != nil {
			return err
		}
		start, before := time.Now(), processorTime()
		err = ask(b.ctx, s)
		took[i], worked[i] = time.Since(start), processorTime()-before
		s.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	report(name+", cold", took)
	report("  processor time of it", worked)
	return nil
}
