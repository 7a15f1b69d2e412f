package scheduler

import (
	"errors"
	"testing"
	"time"

	"truceline/scrape"
	"truceline/timeline"
)

// overtaken is a copy of a desk whose every first weaving after work was set
// is overtaken by work: as if another process wrote meanwhile.
func overtaken(i *Ingest, work func()) *Ingest {
	slow := &Ingest{Topic: i.Topic, Store: i.Store, Scraper: i.Scraper, Reader: i.Reader, Weaver: i.Weaver, KeepTexts: i.KeepTexts}
	slow.Now = func() time.Time { // asked between reading and writing
		if w := work; w != nil {
			work = nil
			w()
		}
		return i.Now().Add(time.Hour)
	}
	return slow
}

// A correction that was overtaken by one of another process is refused, and
// nothing of it is written.
func TestACorrectionIsNotWrittenOverAnother(t *testing.T) {
	i := desk(t, scrape.Config{})
	if err := i.Begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	id := i.Topic.Baseline[0].ID
	edit := func(title string) timeline.Edit {
		return timeline.Edit{Kind: timeline.EditFields, EventID: id, Fields: `{"title":"` + title + `"}`, By: "Ada"}
	}
	slow := overtaken(i, func() {
		if err := i.Correct(t.Context(), edit("The first"), -1); err != nil {
			t.Error(err)
		}
	})
	if err := slow.Correct(t.Context(), edit("The second"), -1); !errors.Is(err, timeline.ErrConflict) {
		t.Errorf("the second gave %v, want a conflict", err)
	}
	event, err := i.Store.Event(t.Context(), id, time.Time{})
	if err != nil || event.Title != "The first" {
		t.Errorf("title %q, error %v", event.Title, err)
	}
	seen := timeline.Known{Revisions: event.Revisions}.Newest()[id]
	if err := i.Correct(t.Context(), edit("The third"), seen-1); !errors.Is(err, timeline.ErrConflict) {
		t.Errorf("seeing an old revision gave %v, want a conflict", err)
	}
	if err := slow.Correct(t.Context(), edit("The fourth"), seen); err != nil {
		t.Error(err)
	}
}

// An article that was overtaken by a correction is woven anew: both stand.
func TestAnArticleIsWovenAnewOverACorrection(t *testing.T) {
	i := fed(t)
	told := events(t, i)[0]
	slow := overtaken(i, func() {
		edit := timeline.Edit{Kind: timeline.EditFields, EventID: told.ID, Fields: `{"title":"By hand"}`, By: "Ada"}
		if err := i.Correct(t.Context(), edit, -1); err != nil {
			t.Error(err)
		}
	})
	slow.Reader = fewerRules(t, i)
	if _, err := slow.Reread(t.Context(), false, func(Rereading) {}); err != nil {
		t.Fatal(err)
	}
	if now, err := i.Store.Event(t.Context(), told.ID, time.Time{}); err != nil || now.Title != "By hand" {
		t.Errorf("title %q, error %v", now.Title, err)
	}
}
