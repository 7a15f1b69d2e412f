package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
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
// A few articles at a time are saved with their reports in one transaction, and
// the source's state after all of them. Whatever moment the process dies at,
// the next visit finds some articles known and the rest new.
func (i *Ingest) Visit(ctx context.Context, source timeline.Source, next func(time.Time) time.Time) (timeline.Visit, error) {
	harvest, fetched := i.Scraper.Fetch(ctx, source)
	defer harvest.Release()
	visit := harvest.Visit
	var taken error // the state stays as it was then, so the next visit tries again
	visit.Fresh, visit.Reports, taken = i.TakeAll(ctx, harvest.Articles)
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

// mostAtOnce is how many articles share a transaction: what it costs to ask
// for neighbours and to write to disk is then theirs together, and nobody waits
// for the writer for long.
const mostAtOnce = 30

// TakeAll reads articles and weaves their reports into the archive, save those
// whose very text the archive holds already. It says how many were new and how
// many reports they made. At the first article that cannot be taken it stops;
// those before it stay.
func (i *Ingest) TakeAll(ctx context.Context, articles []timeline.Article) (fresh, reports int, err error) {
	for len(articles) > 0 {
		some := articles[:untilRepeated(articles, mostAtOnce)]
		articles = articles[len(some):]
		f, r, err := i.takeTogether(ctx, some)
		if err != nil {
			f, r, err = i.takeOneByOne(ctx, some)
		}
		fresh, reports = fresh+f, reports+r
		if err != nil {
			return fresh, reports, err
		}
	}
	return fresh, reports, nil
}

// takeOneByOne keeps the articles before the one that cannot be taken.
func (i *Ingest) takeOneByOne(ctx context.Context, articles []timeline.Article) (fresh, reports int, err error) {
	for n := range articles {
		f, r, err := i.takeTogether(ctx, articles[n:n+1])
		if err != nil {
			return fresh, reports, err
		}
		fresh, reports = fresh+f, reports+r
	}
	return fresh, reports, nil
}

// untilRepeated counts the first articles, at most some, that are each at
// another address: two texts at one address are revisions, in their order.
func untilRepeated(articles []timeline.Article, most int) int {
	seen := map[string]bool{}
	for n := range min(most, len(articles)) {
		if seen[articles[n].URL] {
			return n
		}
		seen[articles[n].URL] = true
	}
	return min(most, len(articles))
}

// takeTogether takes articles in one transaction: all of them or none.
func (i *Ingest) takeTogether(ctx context.Context, articles []timeline.Article) (fresh, reports int, err error) {
	i.weaving.Lock()
	defer i.weaving.Unlock()

	news, err := i.Store.FreshArticles(ctx, articles)
	if err != nil || len(news) == 0 {
		return 0, 0, err
	}
	if err := i.findOriginals(ctx, news); err != nil {
		return 0, 0, err
	}
	batch := store.Batch{Topic: i.Topic.ID}
	for n := range news {
		article := &news[n]
		for _, report := range i.Reader.Read(*article) {
			report.Article = article
			batch.Reports = append(batch.Reports, report)
		}
		batch.Articles = append(batch.Articles, i.withheld(*article))
	}
	if err := i.weave(ctx, batch.Reports, batch); err != nil {
		return 0, 0, fmt.Errorf("weave %s: %w", news[0].URL, err)
	}
	return len(news), len(batch.Reports), nil
}

// reprinted is how long after an agency's text its reprints are looked for.
const reprinted = 3 * 24 * time.Hour

// findOriginals notes whose text each article repeats, of those that the archive
// holds or that come with it: ten reprints are not ten confirmations.
func (i *Ingest) findOriginals(ctx context.Context, articles []timeline.Article) error {
	var sketched []*timeline.Article
	for n := range articles {
		a := &articles[n]
		if a.Sketch = timeline.Sketch(a.Text); len(a.Sketch) > 0 && !a.Published.IsZero() {
			sketched = append(sketched, a)
		}
	}
	slices.SortStableFunc(sketched, func(a, b *timeline.Article) int { return a.Published.Compare(b.Published) })
	for len(sketched) > 0 {
		some := sketched[:atOneTime(sketched)]
		sketched = sketched[len(some):]
		from, to := some[0].Published.Add(-reprinted), some[len(some)-1].Published.Add(reprinted)
		around, err := i.Store.ArticlesAround(ctx, i.Topic.ID, from, to)
		if err != nil {
			return err
		}
		for _, a := range articles {
			if len(a.Sketch) > 0 && !a.Published.Before(from) && !a.Published.After(to) {
				around = append(around, a)
			}
		}
		markCopies(some, around)
	}
	return nil
}

// markCopies notes of each article, the oldest first, whose text it repeats
// among those that were published around it.
func markCopies(articles []*timeline.Article, around []timeline.Article) {
	places := map[string]int{}
	for n, a := range around {
		places[a.ID] = n
	}
	for _, a := range articles {
		var near []timeline.Article
		for _, other := range around {
			if a.Published.Sub(other.Published).Abs() <= reprinted {
				near = append(near, other)
			}
		}
		a.CopyOf = timeline.CopyOf(*a, near)
		if n, found := places[a.ID]; found { // a copy of it is one of what it copies
			around[n].CopyOf = a.CopyOf
		}
	}
}

// atOneTime counts the first articles, in order of publication, that were
// published so near each other that one question finds what is around them all.
func atOneTime(articles []*timeline.Article) int {
	for n, a := range articles {
		if a.Published.Sub(articles[0].Published) > 2*reprinted {
			return n
		}
	}
	return len(articles)
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
	return timeline.Archive{Near: i.Store.ReportsNear, Reports: i.Store.ReportsByID, Standing: i.Store.EventsOf, Known: i.Store.KnownOf}
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
