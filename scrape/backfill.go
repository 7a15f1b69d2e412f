package scrape

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"truceline/timeline"
)

// A Step is one part of a backfill that is done. Save its articles first and
// Cursor after them; a backfill begun again with that cursor goes on behind
// it.
type Step struct {
	Articles []timeline.Article
	Leads    []Lead
	From, To timeline.Day  // what the step covered
	Cursor   string        // where the next step begins
	Done     int           // days done of the whole span
	Total    int           // days of the whole span
	Left     time.Duration // estimate for the rest, at the pace so far
	Notes    []string      // pages that could not be read, in words
}

// Backfill reads what a source published from one day to another, both
// included, at the pace of any other reading. cursor is "" or that of the last
// step that was saved. take is called after each step; its error ends the
// backfill.
func (s *Scraper) Backfill(ctx context.Context, src timeline.Source, from, to timeline.Day, cursor string, take func(Step) error) error {
	start, err := s.begin(src, from, to, cursor)
	if err != nil {
		return err
	}
	kind := readers[src.Kind]
	began := s.config.Now()
	for first := start; first <= to; {
		last := min(first.Add(kind.days-1), to)
		step, err := s.backfillStep(ctx, src, first, last)
		if err != nil {
			return fmt.Errorf("backfill %s, %s to %s: %w", src.ID, first, last, err)
		}
		first = last.Add(1)
		step.Cursor, step.Done, step.Total = string(first), first.Sub(from), to.Sub(from)+1
		if done := first.Sub(start); done > 0 {
			step.Left = s.config.Now().Sub(began) / time.Duration(done) * time.Duration(step.Total-step.Done)
		}
		if err := take(step); err != nil {
			return err
		}
	}
	return nil
}

// begin checks what is asked for and gives the day to begin with.
func (s *Scraper) begin(src timeline.Source, from, to timeline.Day, cursor string) (timeline.Day, error) {
	src.Off = "" // what is off on a schedule may be asked for by hand
	why := s.unreadable(src)
	switch {
	case why != "":
		return "", timeline.Invalidf("source", "%s: %s", src.ID, why)
	case readers[src.Kind].past == nil:
		return "", timeline.Invalidf("source", "%s is a %s, which shows only what is new; a past is kept by %s", src.ID, src.Kind, strings.Join(kindsWithPast(), ", "))
	case from == "" || to == "" || to < from:
		return "", timeline.Invalidf("from", "%s to %s is no span of days", from, to)
	}
	if cursor == "" {
		return from, nil
	}
	start, err := timeline.ParseDay(cursor)
	if err != nil || start < from {
		return "", timeline.Invalidf("cursor", "%q is not where a backfill from %s could have stopped", cursor, from)
	}
	return start, nil
}

// backfillStep lists a span and reads all of its pages.
func (s *Scraper) backfillStep(ctx context.Context, src timeline.Source, from, to timeline.Day) (Step, error) {
	src.State = timeline.SourceState{} // the past has a memory of its own
	r := s.newRound(src)
	r.whole = true
	defer r.web.Close()
	items, err := readers[src.Kind].past(ctx, r, from, to)
	if err != nil {
		return Step{}, err
	}
	for part := range slices.Chunk(items, maxPending) {
		r.take(part)
		for len(r.memory.Pending) > 0 {
			if err := r.readPages(ctx); err != nil {
				return Step{}, err
			}
		}
	}
	return Step{Articles: r.articles, Leads: r.leads, From: from, To: to, Notes: r.notes}, nil
}

func kindsWithPast() []string {
	var kinds []string
	for _, kind := range slices.Sorted(maps.Keys(readers)) {
		if readers[kind].past != nil {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}
