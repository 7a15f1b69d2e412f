package scheduler

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"truceline/extract"
	"truceline/scrape"
	"truceline/store"
	"truceline/timeline"
	"truceline/topics"
)

// desk is an ingest on a real file, with the real topic and no network.
func desk(t *testing.T, config scrape.Config) *Ingest {
	t.Helper()
	return deskAt(t, filepath.Join(t.TempDir(), "archive.db"), config)
}

func deskAt(t *testing.T, file string, config scrape.Config) *Ingest {
	t.Helper()
	topic, err := topics.Load(topics.Embedded(), topics.Default)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := extract.New(topic.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return at("2026-11-22T12:00:00Z") }
	kept, err := store.Open(t.Context(), store.Config{DSN: file, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	config.Now = now
	return &Ingest{
		Topic: topic, Store: kept, Scraper: scrape.New(config), Reader: reader,
		Weaver: timeline.NewWeaver(topic.Knowledge()), Now: now, KeepTexts: 180 * 24 * time.Hour,
	}
}

func TestTheFirstStartHoldsTheCuratedEventsAndASecondAddsNothing(t *testing.T) {
	i := desk(t, scrape.Config{})
	ctx := context.Background()
	if err := i.Begin(ctx); err != nil {
		t.Fatal(err)
	}
	list := all(t, i)
	if list.Total != len(i.Topic.Baseline) {
		t.Errorf("%d events in the archive, want the %d curated ones", list.Total, len(i.Topic.Baseline))
	}
	before, err := i.Store.Event(ctx, "2025-05-10-kyiv-leaders-visit", time.Time{})
	if err == nil && len(before.Reports) == 0 {
		t.Error("a curated event lacks its citations")
	}
	if err := i.Begin(ctx); err != nil {
		t.Fatal(err)
	}
	if again := all(t, i); again.Total != list.Total {
		t.Errorf("%d events after a second start, %d before", again.Total, list.Total)
	}
}

func TestCuratedEventsAreKeptAsTheyWereWritten(t *testing.T) {
	i := desk(t, scrape.Config{})
	if err := i.Begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, want := range i.Topic.Baseline {
		got, err := i.Store.Event(t.Context(), want.ID, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		refused := want.Status == timeline.Proposed && got.Status == timeline.Rejected // by a curated refusal that is linked to it
		if got.Title != want.Title || got.When.Start != want.When.Start || got.When.End != want.When.End ||
			got.Status != want.Status && !refused || got.Type != want.Type || got.Thread != want.Thread || len(got.Reports) != len(want.Reports) {
			t.Errorf("%s: %q %s %s %s %s %d reports\nwant %q %s %s %s %s %d", want.ID,
				got.Title, got.When.Start, got.Status, got.Type, got.Thread, len(got.Reports),
				want.Title, want.When.Start, want.Status, want.Type, want.Thread, len(want.Reports))
		}
	}
}

func all(t *testing.T, i *Ingest) store.List {
	t.Helper()
	list, err := i.Store.Events(t.Context(), timeline.Filter{Topic: i.Topic.ID}, timeline.Page{Sort: timeline.ByWhen, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
