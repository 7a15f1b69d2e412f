package timeline_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

// correct makes a correction as the API does.
func (a *attic) correct(t testing.TB, now time.Time, edit timeline.Edit) (timeline.Woven, error) {
	t.Helper()
	known, err := weaver(t).GatherEvents(context.Background(), a.archive(), append([]string{edit.EventID}, edit.Other...))
	if err != nil {
		t.Fatal(err)
	}
	if edit.By == "" {
		edit.By = "Vera"
	}
	woven, err := weaver(t).Correct(known, edit, now)
	if err == nil {
		a.save(nil, woven)
	}
	return woven, err
}

func must(t testing.TB) func(timeline.Woven, error) timeline.Woven {
	return func(woven timeline.Woven, err error) timeline.Woven {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return woven
	}
}

func rounds(t testing.TB) (archive *attic, first, second string) {
	archive = newAttic()
	archive.weave(t, weaver(t), noon, held16(),
		tell("june", "Alpha", "2025-06-02T20:00:00Z", "talks", timeline.Happened, timeline.OnDay("2025-06-02"), "Russia and Ukraine held direct talks in Istanbul", istanbul, "russia", "ukraine"))
	return archive, archive.reports["h16"].EventID, archive.reports["june"].EventID
}

func TestAnEditWinsAndSurvivesWhatIsReadLater(t *testing.T) {
	archive, first, _ := rounds(t)
	must(t)(archive.correct(t, noon.Add(time.Hour), timeline.Edit{Kind: timeline.EditFields, EventID: first, Note: "the minutes say so",
		Fields: `{"title":"First Istanbul round","significance":5}`}))
	archive.weave(t, weaver(t), noon.Add(2*time.Hour),
		tell("more", "Gamma", "2025-05-16T18:00:00Z", "talks", timeline.Happened, timeline.OnDay("2025-05-16"), "Delegations of Russia and Ukraine met in Istanbul for direct talks", istanbul, "russia", "ukraine"))
	event := archive.events[first]
	if event.Title != "First Istanbul round" || event.Significance != 5 || event.Review != timeline.Confirmed || event.Corroboration.Reports != 2 {
		t.Errorf("%+v", event)
	}
	if then := archive.asOf(timeline.Day("2025-05-17").EndUTC())[first]; then.Title == "First Istanbul round" || then.Corroboration.Reports != 2 {
		t.Errorf("as known on 17 May it was called %q", then.Title)
	}
	last := archive.revisions[first]
	if !slices.ContainsFunc(last, func(r timeline.Revision) bool {
		return r.By == "Vera" && r.Note == "the minutes say so" && strings.Contains(r.Changes[0].Words, "Edited by Vera") && r.Changes[0].New != ""
	}) {
		t.Errorf("no revision names the editor: %+v", last)
	}
}

func TestMergeAndItsUndoing(t *testing.T) {
	archive, first, second := rounds(t)
	woven := must(t)(archive.correct(t, noon.Add(time.Hour), timeline.Edit{Kind: timeline.EditMerge, EventID: first, Other: []string{second}}))
	if archive.events[second].MergedInto != first || archive.events[first].Corroboration.Reports != 2 {
		t.Fatalf("after the merge %+v", archive.events)
	}
	again := archive.weave(t, weaver(t), noon.Add(2*time.Hour),
		tell("more", "Gamma", "2025-06-02T21:00:00Z", "talks", timeline.Happened, timeline.OnDay("2025-06-02"), "Russia and Ukraine held direct talks in Istanbul on Monday", istanbul, "russia", "ukraine"))
	if archive.eventOf(archive.reports["more"].EventID).ID != first {
		t.Errorf("a later report undid the merge: %+v", again.Events)
	}
	must(t)(archive.correct(t, noon.Add(3*time.Hour), timeline.Edit{Kind: timeline.EditUndo, EventID: first, Other: []string{woven.Edits[0].ID}}))
	if archive.events[second].MergedInto != "" || archive.reports["more"].EventID != second || archive.reports["h16"].EventID != first {
		t.Errorf("after the undoing %s %s %s", archive.events[second].MergedInto, archive.reports["more"].EventID, archive.reports["h16"].EventID)
	}
	if then := archive.asOf(noon.Add(2 * time.Hour)); then[second].ID != "" || then[first].Corroboration.Reports != 3 {
		t.Errorf("while it stood: %+v", then)
	}
}

func TestSplitAndWhatComesLater(t *testing.T) {
	archive := newAttic()
	archive.weave(t, weaver(t), noon, held16(),
		tell("other", "Alpha", "2025-05-16T20:00:00Z", "talks", timeline.Happened, timeline.OnDay("2025-05-16"), "Russia and Ukraine held direct talks in Istanbul", istanbul, "russia", "ukraine"))
	first := only(t, archive).ID
	must(t)(archive.correct(t, noon.Add(time.Hour), timeline.Edit{Kind: timeline.EditSplit, EventID: first, Reports: []string{"other"}}))
	second := archive.reports["other"].EventID
	if second == first || archive.reports["h16"].EventID != first {
		t.Fatalf("split into %s and %s", archive.reports["h16"].EventID, second)
	}
	archive.weave(t, weaver(t), noon.Add(2*time.Hour),
		tell("more", "Gamma", "2025-05-16T21:00:00Z", "talks", timeline.Happened, timeline.OnDay("2025-05-16"), "Russia and Ukraine held direct talks in Istanbul", istanbul, "russia", "ukraine"))
	if archive.reports["h16"].EventID == archive.reports["other"].EventID {
		t.Error("a later report undid the split")
	}
}

func TestRejectAndRestore(t *testing.T) {
	archive, first, _ := rounds(t)
	must(t)(archive.correct(t, noon.Add(time.Hour), timeline.Edit{Kind: timeline.EditReject, EventID: first}))
	if e := archive.events[first]; e.Review != timeline.ReviewRejected || !slices.Contains(e.DeriveFlags("2026-01-01"), timeline.Retracted) {
		t.Errorf("after rejecting: %s", e.Review)
	}
	must(t)(archive.correct(t, noon.Add(2*time.Hour), timeline.Edit{Kind: timeline.EditRestore, EventID: first}))
	if e := archive.events[first]; e.Review != timeline.Confirmed {
		t.Errorf("after restoring: %s", e.Review)
	}
}

func TestCorrectionsThatCannotBe(t *testing.T) {
	archive, first, second := rounds(t)
	for field, edit := range map[string]timeline.Edit{
		"fields":         {Kind: timeline.EditFields, EventID: first, Fields: `{"colour":"red"}`},
		"fields ":        {Kind: timeline.EditFields, EventID: first, Fields: `{}`},
		"type":           {Kind: timeline.EditFields, EventID: first, Fields: `{"type":"party"}`},
		"title":          {Kind: timeline.EditFields, EventID: first, Fields: `{"title":" "}`},
		"significance":   {Kind: timeline.EditFields, EventID: first, Fields: `{"significance":6}`},
		"thread":         {Kind: timeline.EditFields, EventID: first, Fields: `{"thread":"no-such"}`},
		"places":         {Kind: timeline.EditFields, EventID: first, Fields: `{"places":["atlantis"]}`},
		"participations": {Kind: timeline.EditFields, EventID: first, Fields: `{"participations":[{"actor":"nobody"}]}`},
		"end":            {Kind: timeline.EditFields, EventID: first, Fields: `{"when":{"start":"2025-05-16","end":"2025-05-15","precision":"day"}}`},
		"kind":           {Kind: "forget", EventID: first},
		"other":          {Kind: timeline.EditMerge, EventID: first},
		"reports":        {Kind: timeline.EditSplit, EventID: first, Reports: []string{"june"}},
		"reports ":       {Kind: timeline.EditSplit, EventID: first, Reports: []string{"h16"}},
		"kind ":          {Kind: timeline.EditRestore, EventID: first},
	} {
		_, err := archive.correct(t, noon, edit)
		var invalid *timeline.Invalid
		if !errors.As(err, &invalid) || invalid.Field != strings.TrimSpace(field) {
			t.Errorf("%+v: %v", edit, err)
		}
	}
	for _, edit := range []timeline.Edit{
		{Kind: timeline.EditConfirm, EventID: "nowhere"},
		{Kind: timeline.EditMerge, EventID: first, Other: []string{"nowhere"}},
		{Kind: timeline.EditUndo, EventID: first, Other: []string{"nowhere"}},
	} {
		if _, err := archive.correct(t, noon, edit); !errors.Is(err, timeline.ErrNotFound) {
			t.Errorf("%+v: %v", edit, err)
		}
	}
	if len(archive.events) != 2 || archive.events[second].Review != timeline.Unreviewed {
		t.Error("a refused correction changed something")
	}
}

// Reading an article again replaces its reports; the event keeps its id, its
// correction and the moment from which it is known.
func TestAReadingKeepsIDAndCorrection(t *testing.T) {
	archive, first, _ := rounds(t)
	must(t)(archive.correct(t, noon.Add(time.Hour), timeline.Edit{Kind: timeline.EditFields, EventID: first, Fields: `{"title":"First Istanbul round"}`}))
	old := archive.reports["h16"]
	old.Superseded = true
	anew := held16()
	anew.ID, anew.Reading, anew.EventID = "h16-again", 2, ""
	archive.reports["h16"] = old
	known, err := weaver(t).Gather(context.Background(), archive.archive(), []timeline.Report{anew, old})
	if err != nil {
		t.Fatal(err)
	}
	archive.save([]timeline.Report{anew, old}, weaver(t).Weave(known, noon.Add(2*time.Hour)))
	event := archive.events[first]
	if archive.reports["h16-again"].EventID != first || event.Title != "First Istanbul round" || event.KnownFrom != anew.KnownFrom || event.Review == timeline.ReviewRejected {
		t.Errorf("%s became %+v", first, event)
	}
	gone := archive.reports["h16-again"]
	gone.Superseded = true
	known, err = weaver(t).Gather(context.Background(), archive.archive(), []timeline.Report{gone})
	if err != nil {
		t.Fatal(err)
	}
	archive.save([]timeline.Report{gone}, weaver(t).Weave(known, noon.Add(3*time.Hour)))
	if event := archive.events[first]; event.Review != timeline.ReviewRejected {
		t.Errorf("an event of which nothing is left is %s", event.Review)
	}
}
