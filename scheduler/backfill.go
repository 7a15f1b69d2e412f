package scheduler

import (
	"context"

	"truceline/scrape"
	"truceline/timeline"
)

// Progress tells what one step of a backfill brought.
type Progress struct {
	Step    scrape.Step
	Fresh   int // articles that the archive did not hold
	Reports int
}

// Backfill reads what a source published from one day to another and takes
// it as a visit would. cursor is "" or where an earlier run left off.
func (i *Ingest) Backfill(ctx context.Context, source timeline.Source, from, to timeline.Day, cursor string, seen func(Progress)) error {
	return i.Scraper.Backfill(ctx, source, from, to, cursor, func(step scrape.Step) error {
		p := Progress{Step: step}
		for _, article := range step.Articles {
			reports, fresh, err := i.Take(ctx, article)
			if err != nil {
				return err
			}
			p.Reports += reports
			if fresh {
				p.Fresh++
			}
		}
		seen(p)
		return nil
	})
}
