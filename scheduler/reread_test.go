package scheduler

import (
	"context"
	"errors"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"truceline/scrape"
	"truceline/scripts/newsroom/site"
	"truceline/store"
	"truceline/timeline"
)

// fed is a desk that has read a newsroom once.
func fed(t *testing.T) *Ingest {
	t.Helper()
	room, err := site.New()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(room)
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	i := desk(t, scrape.Config{Version: "test", AllowHosts: []string{address.Host}})
	i.Topic.Sources = []timeline.Source{{
		ID: "newsroom", Name: "The Newsroom", Kind: "feed", URL: server.URL + "/feeds/world.rss", Homepage: server.URL,
		Publisher: address.Hostname(), Language: "en", Schedule: "*/5 * * * *", Role: timeline.RoleOutlet, OwnerGroup: "The Newsroom",
		Reuse: timeline.ReuseLinkOnly, Filter: []string{}, Options: map[string]string{},
	}}
	if err := i.Begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	source, err := i.Source(t.Context(), "newsroom")
	if err != nil {
		t.Fatal(err)
	}
	visit, err := i.Visit(t.Context(), source, func(now time.Time) time.Time { return now.Add(5 * time.Minute) })
	if err != nil || visit.Reports == 0 {
		t.Fatalf("%d reports read, error %v", visit.Reports, err)
	}
	return i
}

func TestTheSameRulesRereadToTheSame(t *testing.T) {
	i := fed(t)
	done, err := i.Reread(t.Context(), false, func(Rereading) {})
	if err != nil {
		t.Fatal(err)
	}
	if done.Articles == 0 || done.Changed != 0 {
		t.Errorf("%d articles reread, %d changed: the rules are the same", done.Articles, done.Changed)
		for _, d := range done.Differences {
			t.Log(d)
		}
	}
}

func TestOtherRulesSupersedeAndKeepIDsAndCorrections(t *testing.T) {
	i := fed(t)
	ctx := t.Context()
	before := events(t, i)
	corrected := before[len(before)-1].ID
	edit := timeline.Edit{Kind: timeline.EditFields, EventID: corrected, Fields: `{"title":"A title by a person"}`, By: "Ada", Note: "clearer"}
	if err := i.Correct(ctx, edit, -1); err != nil {
		t.Fatal(err)
	}
	i.Reader = fewerRules(t, i)
	dry, err := i.WouldReread(ctx, func(Rereading) {})
	if err != nil || dry.Gone == 0 {
		t.Fatalf("%d reports would go, error %v: want some", dry.Gone, err)
	}
	if unchanged := events(t, i); len(unchanged) != len(before) {
		t.Errorf("a dry run changed %d events into %d", len(before), len(unchanged))
	}
	done, err := i.Reread(ctx, false, func(Rereading) {})
	if err != nil || done.Gone != dry.Gone {
		t.Fatalf("%d reports went, %d were announced, error %v", done.Gone, dry.Gone, err)
	}
	kept, err := i.Store.Event(ctx, corrected, time.Time{})
	if err != nil || kept.Title != "A title by a person" {
		t.Errorf("the correction was lost: %q, %v", kept.Title, err)
	}
	if faults, err := i.Store.Check(ctx); err != nil || len(faults) > 0 {
		t.Errorf("the archive is damaged: %v %v", faults, err)
	}
}

func events(t *testing.T, i *Ingest) []timeline.Event {
	t.Helper()
	list, err := i.Store.Events(t.Context(), timeline.Filter{Topic: i.Topic.ID, Sources: []string{"newsroom"}}, timeline.Page{Sort: timeline.ByWhen, Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	return list.Events
}

// A re-reading that is interrupted goes on behind the last article that is
// done, and in the end has counted as one that was not.
func TestAnInterruptedRereadingGoesOn(t *testing.T) {
	i := fed(t)
	i.Reader, i.Rules = fewerRules(t, i), "fewer"
	whole, err := i.WouldReread(t.Context(), func(Rereading) {})
	if err != nil || whole.Changed < 2 {
		t.Fatalf("%d articles would change, error %v: want two or more", whole.Changed, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	weavings, now := 0, i.Now
	i.Now = func() time.Time { // asked when it begins and whenever something is woven
		if weavings++; weavings == 3 {
			cancel()
		}
		return now()
	}
	cut, err := i.Reread(ctx, false, func(Rereading) {})
	if !errors.Is(err, context.Canceled) || cut.Changed != 1 {
		t.Fatalf("%d articles changed before the end, error %v: want 1, cancelled", cut.Changed, err)
	}
	left, found, err := i.Store.Rereading(t.Context(), i.Topic.ID)
	if err != nil || !found || left.Changed != 1 || left.Last == "" {
		t.Fatalf("kept of it: %+v, %v, %v", left, found, err)
	}
	done, err := i.Reread(t.Context(), false, func(Rereading) {})
	if err != nil || !done.Resumed || done.Rereading != (store.Rereading{Topic: i.Topic.ID, Rules: "fewer", Begun: left.Begun, Last: whole.Last,
		Articles: whole.Articles, Changed: whole.Changed, Added: whole.Added, Gone: whole.Gone}) {
		t.Errorf("in the end %+v, error %v; want the counts of %+v", done.Rereading, err, whole.Rereading)
	}
	if again, err := i.Reread(t.Context(), false, func(Rereading) {}); err != nil || again.Resumed || again.Articles != whole.Articles || again.Changed != 0 {
		t.Errorf("once more: %+v, error %v", again.Rereading, err)
	}
}

// Under other rules, or where that is asked for, nothing is taken up.
func TestARereadingBeginsAnewUnderOtherRules(t *testing.T) {
	i := fed(t)
	last := store.Rereading{Topic: i.Topic.ID, Rules: "old", Begun: i.Now().UTC(), Last: "zzzz", Articles: 5}
	if err := i.Store.Save(t.Context(), store.Batch{Topic: i.Topic.ID, Reread: &last}); err != nil {
		t.Fatal(err)
	}
	i.Rules = "old"
	if done, err := i.Reread(t.Context(), true, func(Rereading) {}); err != nil || done.Resumed || done.Articles == 0 {
		t.Errorf("asked to begin anew: %+v, error %v", done, err)
	}
	if err := i.Store.Save(t.Context(), store.Batch{Topic: i.Topic.ID, Reread: &last}); err != nil {
		t.Fatal(err)
	}
	i.Rules = "new"
	if done, err := i.Reread(t.Context(), false, func(Rereading) {}); err != nil || done.Resumed || done.Articles == 0 {
		t.Errorf("under new rules: %+v, error %v", done, err)
	}
}
