package scheduler

import (
	"context"

	"truceline/scrape"
	"truceline/store"
	"truceline/timeline"
)

// Progress tells what one step of a backfill brought.
type Progress struct {
	Step    scrape.Step
	Fresh   int // articles that the archive did not hold
	Reports int
}

// Backfill reads what a source published from one day to another and takes
// it as a visit would. It goes on where an earlier run of the same days left
// off, and says where that is: the first day, where there was none.
func (i *Ingest) Backfill(ctx context.Context, source timeline.Source, from, to timeline.Day, begins func(timeline.Day), seen func(Progress)) error {
	cursor, err := i.Store.Backfill(ctx, source.ID, from, to)
	if err != nil {
		return err
	}
	begins(max(cursor, from))
	return i.Scraper.Backfill(ctx, source, from, to, string(cursor), func(step scrape.Step) error {
		p := Progress{Step: step}
		var err error
		if p.Fresh, p.Reports, err = i.TakeAll(ctx, step.Articles); err != nil {
			return err
		}
		done := store.Backfill{Source: source.ID, First: from, Last: to, Next: timeline.Day(step.Cursor)}
		if err := i.Store.SaveBackfill(ctx, done); err != nil {
			return err
		}
		seen(p)
		return nil
	})
}
