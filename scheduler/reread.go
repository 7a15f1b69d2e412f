package scheduler

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"truceline/store"
	"truceline/timeline"
)

// rereadBatch is how many kept texts are in memory at a time.
const rereadBatch = 100

// A Rereading tells how far a re-reading is and what it changed.
type Rereading struct {
	store.Rereading
	Of      int  // articles whose text is kept
	Resumed bool // an interrupted one went on
	// Differences tells, per changed article of the last batch, what today's
	// rules read and what no longer.
	Differences []Difference
}

// A Difference is what today's rules make of one article.
type Difference struct {
	URL   string
	Added []timeline.Report
	Gone  []timeline.Report
}

// Reread runs today's rules over every article whose text is kept. Reports
// that read the same stay as they are; others are superseded and their events
// woven anew, each article in one transaction together with how far the
// re-reading is. One that was interrupted goes on where it was, unless the
// rules are others by now or anew asks to begin again. seen is called after
// each batch.
func (i *Ingest) Reread(ctx context.Context, anew bool, seen func(Rereading)) (Rereading, error) {
	done, err := i.beginRereading(ctx, anew)
	if err != nil {
		return done, err
	}
	if err := i.rereadAll(ctx, &done, i.replace, seen); err != nil {
		return done, err
	}
	return done, i.Store.FinishRereading(ctx, i.Topic.ID)
}

// WouldReread tells what Reread would change, from the first article on, and
// changes nothing.
func (i *Ingest) WouldReread(ctx context.Context, seen func(Rereading)) (Rereading, error) {
	done := Rereading{Rereading: store.Rereading{Topic: i.Topic.ID, Rules: i.Rules, Begun: i.Now().UTC()}}
	keep := func(context.Context, *Rereading, Difference) error { return nil }
	return done, i.rereadAll(ctx, &done, keep, seen)
}

// replacing puts what today's rules make of an article in the place of what
// stood there, and notes how far the re-reading is.
type replacing func(context.Context, *Rereading, Difference) error

// beginRereading takes up what was interrupted, or begins anew.
func (i *Ingest) beginRereading(ctx context.Context, anew bool) (Rereading, error) {
	left, found, err := i.Store.Rereading(ctx, i.Topic.ID)
	if err != nil {
		return Rereading{}, err
	}
	if found && left.Rules == i.Rules && !anew {
		return Rereading{Rereading: left, Resumed: true}, nil
	}
	return Rereading{Rereading: store.Rereading{Topic: i.Topic.ID, Rules: i.Rules, Begun: i.Now().UTC()}}, nil
}

// rereadAll reads the articles that are left.
func (i *Ingest) rereadAll(ctx context.Context, done *Rereading, replace replacing, seen func(Rereading)) error {
	var err error
	if done.Of, err = i.Store.CountTexts(ctx, i.Topic.ID); err != nil {
		return err
	}
	for {
		articles, err := i.Store.ArticlesAfter(ctx, i.Topic.ID, done.Last, rereadBatch)
		if err != nil || len(articles) == 0 {
			return err
		}
		done.Differences = nil
		for _, article := range articles {
			if err := i.rereadOne(ctx, article, replace, done); err != nil {
				return fmt.Errorf("reread %s: %w", article.URL, err)
			}
		}
		if err := replace(ctx, done, Difference{}); err != nil {
			return err
		}
		seen(*done)
	}
}

func (i *Ingest) rereadOne(ctx context.Context, article timeline.Article, replace replacing, done *Rereading) error {
	i.weaving.Lock()
	defer i.weaving.Unlock()

	before, err := i.Store.ReportsOf(ctx, article.ID)
	if err != nil {
		return err
	}
	article.Published = article.AtHome()
	added, gone := compare(before, i.Reader.Read(article), &article)
	next := *done
	next.Articles++
	next.Last = article.ID
	if len(added)+len(gone) > 0 {
		difference := Difference{article.URL, added, gone}
		next.Changed++
		next.Added += len(added)
		next.Gone += len(gone)
		next.Differences = append(next.Differences, difference)
		if err := replace(ctx, &next, difference); err != nil {
			return err
		}
	}
	*done = next
	return nil
}

// replace saves a difference and how far the re-reading is.
func (i *Ingest) replace(ctx context.Context, done *Rereading, difference Difference) error {
	batch := store.Batch{Topic: i.Topic.ID, Reports: difference.Added, Reread: &done.Rereading}
	for _, report := range difference.Gone {
		batch.Replaced = append(batch.Replaced, report.ID)
	}
	return i.weave(ctx, slices.Concat(difference.Added, difference.Gone), batch)
}

// compare tells which reports of a new reading the live ones lack, and which
// live ones it no longer makes (marked as superseded). Only what rules read
// is compared: people's and curated reports are not the rules' to take back.
func compare(before, now []timeline.Report, article *timeline.Article) (added, gone []timeline.Report) {
	reading := 0
	held := map[string]timeline.Report{}
	for _, report := range before {
		reading = max(reading, report.Reading)
		if report.Reader == timeline.ReaderRules && !report.Superseded {
			held[content(report)] = report
		}
	}
	for _, report := range now {
		key := content(report)
		if _, same := held[key]; same {
			delete(held, key)
			continue
		}
		report.Reading = reading + 1
		report.ID = timeline.ShortHash(report.ID, strconv.Itoa(report.Reading))
		report.Article = article
		added = append(added, report)
	}
	for _, report := range before { // in their order, not the map's
		if _, left := held[content(report)]; left && !report.Superseded {
			report.Superseded = true
			gone = append(gone, report)
		}
	}
	return added, gone
}

// content is all that a report says, without who read it when.
func content(r timeline.Report) string {
	r.ID, r.EventID, r.Reading, r.Article, r.Superseded = "", "", 0, nil, false
	r.RecordedAt, r.KnownFrom = time.Time{}, r.KnownFrom.UTC()
	text, err := json.Marshal(r)
	if err != nil {
		return r.Quote // unreachable: a report is plain data
	}
	return string(text)
}
