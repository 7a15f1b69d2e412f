package scheduler

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"truceline/extract"
	"truceline/scrape"
	"truceline/store"
	"truceline/timeline"
	"truceline/topics"
)

// An Ingest takes what a source sends and makes it part of the archive. This
// page is the whole flow.
type Ingest struct {
	Topic   *topics.Topic
	Store   *store.Store
	Scraper *scrape.Scraper
	Reader  *extract.Reader
	Weaver  *timeline.Weaver
	Now     func() time.Time
	// KeepTexts is how long the texts of sources that are not openly
	// licensed are kept for re-reading; 0 keeps none.
	KeepTexts time.Duration
	// Rules tells the rules of reading from any others: a re-reading that was
	// interrupted under others begins anew.
	Rules string

	// weaving lets one article at a time into the archive: the neighbourhood
	// that is gathered must still be the one that is saved over.
	weaving sync.Mutex
}

// Visit fetches a source and takes what is new. next gives the schedule's
// next time. The visit is kept whatever happens; the error tells why it
// failed.
//
// Each article is saved with its reports in a transaction of its own, and
// the source's state after all of them. Whatever moment the process dies at,
// the next visit finds some articles known and the rest new.
func (i *Ingest) Visit(ctx context.Context, source timeline.Source, next func(time.Time) time.Time) (timeline.Visit, error) {
	harvest, fetched := i.Scraper.Fetch(ctx, source)
	defer harvest.Release()
	visit := harvest.Visit
	var taken error
	for _, article := range harvest.Articles {
		reports, fresh, err := i.Take(ctx, article)
		if taken = errors.Join(taken, err); err != nil {
			break // the state stays as it was, so the next visit tries again
		}
		if fresh {
			visit.Fresh++
		}
		visit.Reports += reports
	}
	state := harvest.State
	if taken != nil {
		state = source.State
		visit.Outcome, visit.Error = timeline.HealthParseError, taken.Error()
	}
	if at := next(i.Now()); state.NextDue.Before(at) {
		state.NextDue = at
	}
	// The visit is written even when ctx has ended: it took place.
	source.State = state
	kept := i.Store.Save(context.WithoutCancel(ctx), store.Batch{Topic: source.Topic, Visit: &visit, Source: &source})
	return visit, errors.Join(fetched, taken, kept)
}

// Take reads one article and weaves its reports into the archive, unless the
// archive holds the very same text already. It says how many reports were
// made and whether the article was new.
func (i *Ingest) Take(ctx context.Context, article timeline.Article) (reports int, fresh bool, err error) {
	i.weaving.Lock()
	defer i.weaving.Unlock()

	news, err := i.Store.FreshArticles(ctx, []timeline.Article{article})
	if err != nil || len(news) == 0 {
		return 0, false, err
	}
	article = news[0]
	if err := i.findOriginal(ctx, &article); err != nil {
		return 0, false, err
	}
	read := i.Reader.Read(article)
	for n := range read {
		read[n].Article = &article
	}
	err = i.weave(ctx, read, store.Batch{Topic: i.Topic.ID, Articles: []timeline.Article{i.withheld(article)}, Reports: read})
	if err != nil {
		return 0, false, fmt.Errorf("weave %s: %w", article.URL, err)
	}
	return len(read), true, nil
}

// reprinted is how long after an agency's text its reprints are looked for.
const reprinted = 3 * 24 * time.Hour

// findOriginal notes whose text an article repeats: ten reprints are not ten
// confirmations.
func (i *Ingest) findOriginal(ctx context.Context, article *timeline.Article) error {
	article.Sketch = timeline.Sketch(article.Text)
	if len(article.Sketch) == 0 || article.Published.IsZero() {
		return nil
	}
	around, err := i.Store.ArticlesAround(ctx, article.Topic, article.Published.Add(-reprinted), article.Published.Add(reprinted))
	if err != nil {
		return err
	}
	article.CopyOf = timeline.CopyOf(*article, around)
	return nil
}

// weave finds the event of each report among all that could be it, and saves
// that with the rest of a batch.
func (i *Ingest) weave(ctx context.Context, reports []timeline.Report, batch store.Batch) error {
	for n := 1; ; n++ {
		if len(reports) > 0 {
			known, err := i.Weaver.Gather(ctx, i.archive(), reports)
			if err != nil {
				return fmt.Errorf("gather what is near: %w", err)
			}
			batch.Woven, batch.Seen = i.Weaver.Weave(known, i.Now()), known.Newest()
		}
		if err := i.Store.Save(ctx, batch); !errors.Is(err, timeline.ErrConflict) || n == mostWeavings {
			return err
		}
	}
}

// mostWeavings is how often a batch is woven anew because another process
// changed what it was woven from.
const mostWeavings = 10

func (i *Ingest) archive() timeline.Archive {
	return timeline.Archive{Near: i.Store.ReportsNear, Known: i.Store.KnownOf}
}

// withheld is the article without its text where that may not be kept.
func (i *Ingest) withheld(article timeline.Article) timeline.Article {
	if i.KeepTexts == 0 && !openly(article.Reuse) {
		article.Text = ""
	}
	return article
}

// Weaving is held while something is woven and saved; corrections by people
// hold it, too.
func (i *Ingest) Weaving() sync.Locker { return &i.weaving }

// Purge deletes the texts that were kept long enough.
func (i *Ingest) Purge(ctx context.Context, now time.Time) (int, error) {
	return i.Store.PurgeTexts(ctx, now.Add(-i.KeepTexts), timeline.ReuseOpen, timeline.ReuseAttribution)
}

// openly says whether a text may be kept without limit.
func openly(reuse timeline.Reuse) bool {
	return reuse == timeline.ReuseOpen || reuse == timeline.ReuseAttribution
}

// Recall tells the scraper what the hosts of the sources asked of it before
// this program started: a Retry-After holds over a restart.
func (i *Ingest) Recall(ctx context.Context) error {
	sources, err := i.Store.Sources(ctx, i.Topic.ID)
	if err != nil {
		return err
	}
	i.Scraper.Recall(sources)
	return nil
}

// Source loads a source with its state.
func (i *Ingest) Source(ctx context.Context, id string) (timeline.Source, error) {
	return i.Store.Source(ctx, i.Topic.ID, id)
}
