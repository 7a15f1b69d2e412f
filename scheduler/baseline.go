package scheduler

import (
	"context"
	"fmt"

	"truceline/store"
	"truceline/timeline"
)

// Begin brings the archive to what the topic's files say: actors, places,
// threads, sources, and the curated events that it does not hold yet. A
// second call changes nothing.
func (i *Ingest) Begin(ctx context.Context) error {
	if err := i.SaveTopic(ctx); err != nil {
		return err
	}
	return i.curate(ctx)
}

// SaveTopic brings everything but the curated events.
func (i *Ingest) SaveTopic(ctx context.Context) error {
	t := i.Topic
	return i.Store.SaveTopic(ctx, store.TopicRecords{
		Topic: t.ID, Types: t.Types, Families: t.Families, Actors: t.Actors, Places: t.Places,
		Threads: t.Threads, Sources: t.Sources, Publishers: t.Publishers,
	})
}

// curate adds the curated reports that the archive does not hold yet, as it
// would add any others.
func (i *Ingest) curate(ctx context.Context) error {
	i.weaving.Lock()
	defer i.weaving.Unlock()

	reports, err := i.missing(ctx)
	if err != nil || len(reports) == 0 {
		return err
	}
	err = i.weave(ctx, reports, store.Batch{Topic: i.Topic.ID, Articles: cited(reports), Reports: reports})
	if err != nil {
		return fmt.Errorf("weave the curated events: %w", err)
	}
	return nil
}

// missing are the curated reports that the archive does not hold.
func (i *Ingest) missing(ctx context.Context) ([]timeline.Report, error) {
	var ids []string
	for _, event := range i.Topic.Baseline {
		ids = append(ids, event.ID)
	}
	known, err := i.Store.KnownOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	held := map[string]bool{}
	for _, report := range known.Reports {
		held[report.ID] = true
	}
	var missing []timeline.Report
	for _, event := range i.Topic.Baseline {
		for _, report := range event.Reports {
			if !held[report.ID] {
				missing = append(missing, report)
			}
		}
	}
	return missing, nil
}

// cited are the articles of reports, each once.
func cited(reports []timeline.Report) []timeline.Article {
	var articles []timeline.Article
	seen := map[string]bool{}
	for _, report := range reports {
		if !seen[report.ArticleID] {
			seen[report.ArticleID] = true
			articles = append(articles, *report.Article)
		}
	}
	return articles
}
