package scheduler

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"truceline/store"
	"truceline/timeline"
)

// rereadBatch is how many kept texts are in memory at a time.
const rereadBatch = 100

// A Rereading tells how far a re-reading is and what it changed.
type Rereading struct {
	Articles, Of int    // read so far, of all whose text is kept
	Changed      int    // articles that read differently now
	Added, Gone  int    // reports
	Last         string // id of the last article: where to go on
	// Differences tells, per changed article, what today's rules read and
	// what no longer.
	Differences []Difference
}

// A Difference is what today's rules make of one article.
type Difference struct {
	URL   string
	Added []timeline.Report
	Gone  []timeline.Report
}

// Reread runs today's rules over every article whose text is kept, from the
// one after the id in after. Reports that read the same stay as they are;
// others are superseded and their events woven anew, each article in one
// transaction. dry changes nothing. seen is called after each batch.
func (i *Ingest) Reread(ctx context.Context, after string, dry bool, seen func(Rereading)) (Rereading, error) {
	done := Rereading{Last: after}
	var err error
	if done.Of, err = i.Store.CountTexts(ctx, i.Topic.ID); err != nil {
		return done, err
	}
	for {
		articles, err := i.Store.ArticlesAfter(ctx, i.Topic.ID, done.Last, rereadBatch)
		if err != nil || len(articles) == 0 {
			return done, err
		}
		done.Differences = nil
		for _, article := range articles {
			if err := i.rereadOne(ctx, article, dry, &done); err != nil {
				return done, fmt.Errorf("reread %s: %w", article.URL, err)
			}
			done.Articles++
			done.Last = article.ID
		}
		seen(done)
	}
}

func (i *Ingest) rereadOne(ctx context.Context, article timeline.Article, dry bool, done *Rereading) error {
	i.weaving.Lock()
	defer i.weaving.Unlock()

	before, err := i.Store.ReportsOf(ctx, article.ID)
	if err != nil {
		return err
	}
	article.Published = article.AtHome()
	added, gone := compare(before, i.Reader.Read(article), &article)
	if len(added)+len(gone) == 0 {
		return nil
	}
	done.Changed++
	done.Added += len(added)
	done.Gone += len(gone)
	done.Differences = append(done.Differences, Difference{article.URL, added, gone})
	if dry {
		return nil
	}
	batch := store.Batch{Topic: i.Topic.ID, Reports: added}
	for _, report := range gone {
		batch.Replaced = append(batch.Replaced, report.ID)
	}
	return i.weave(ctx, append(added, gone...), batch)
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
