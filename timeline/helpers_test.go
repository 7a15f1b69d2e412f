package timeline_test

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"truceline/timeline"
	"truceline/topics"
)

var ukraine = sync.OnceValues(func() (*topics.Topic, error) { return topics.Load(topics.Embedded(), "ukraine") })

func topic(t testing.TB) *topics.Topic {
	t.Helper()
	topic, err := ukraine()
	if err != nil {
		t.Fatal(err)
	}
	return topic
}

var weavers = sync.OnceValue(func() *timeline.Weaver {
	topic, err := ukraine()
	if err != nil {
		panic(err)
	}
	return timeline.NewWeaver(topic.Knowledge())
})

func weaver(t testing.TB) *timeline.Weaver {
	t.Helper()
	topic(t)
	return weavers()
}

// baseline gives the reports of the curated events.
func baseline(t testing.TB) []timeline.Report {
	var reports []timeline.Report
	for _, event := range topic(t).Baseline {
		reports = append(reports, event.Reports...)
	}
	return reports
}

// An attic is an archive in memory.
type attic struct {
	topic     string
	events    map[string]timeline.Event
	reports   map[string]timeline.Report
	edits     map[string]timeline.Edit
	revisions map[string][]timeline.Revision
}

func newAttic() *attic {
	return &attic{events: map[string]timeline.Event{}, reports: map[string]timeline.Report{}, edits: map[string]timeline.Edit{}, revisions: map[string][]timeline.Revision{}}
}

func (a *attic) archive() timeline.Archive {
	return timeline.Archive{Near: a.near, Reports: a.byID, Standing: a.standing, Known: a.known}
}

func (a *attic) byID(_ context.Context, ids []string) ([]timeline.Report, error) {
	var found []timeline.Report
	for _, id := range ids {
		r := a.reports[id]
		r.EventID, r.Article = "", nil // as an archive may have it
		found = append(found, r)
	}
	return found, nil
}

func (a *attic) standing(_ context.Context, ids []string) ([]string, error) {
	var events []string
	for _, id := range ids {
		events = append(events, a.reports[id].EventID)
	}
	return events, nil
}

func (a *attic) near(_ context.Context, ask timeline.Near) ([]string, error) {
	var found []string
	for _, r := range a.reports {
		first, last := r.NearDays()
		if r.Superseded || !slices.Contains(ask.Types, r.Type) || last < ask.From || first > ask.To {
			continue
		}
		if len(ask.Statuses) > 0 && !slices.Contains(ask.Statuses, r.Status) {
			continue
		}
		actor := slices.ContainsFunc(r.Actors, func(p timeline.Participation) bool { return slices.Contains(ask.Actors, p.Actor) })
		place := slices.ContainsFunc(r.Places, func(p string) bool { return slices.Contains(ask.Places, p) })
		if actor || place || len(ask.Actors)+len(ask.Places) == 0 {
			found = append(found, r.ID)
		}
	}
	return found, nil
}

func (a *attic) known(_ context.Context, ids []string) (timeline.Known, error) {
	family := map[string]bool{}
	for _, id := range ids {
		family[id] = true
	}
	for grown := true; grown; {
		grown = false
		for _, e := range a.events {
			if e.MergedInto != "" && family[e.ID] != family[e.MergedInto] {
				family[e.ID], family[e.MergedInto], grown = true, true, true
			}
		}
	}
	var known timeline.Known
	for id := range family {
		if event, found := a.events[id]; found {
			known.Events = append(known.Events, event)
		}
		known.Revisions = append(known.Revisions, a.revisions[id]...)
	}
	for _, r := range a.reports {
		if family[r.EventID] {
			known.Reports = append(known.Reports, r)
		}
	}
	for _, e := range a.edits {
		if family[e.EventID] || slices.ContainsFunc(e.Other, func(id string) bool { return family[id] }) {
			known.Edits = append(known.Edits, e)
		}
	}
	return known, nil
}

// save keeps what weaving changed, through JSON as a database would.
func (a *attic) save(fresh []timeline.Report, woven timeline.Woven) {
	for _, r := range append(slices.Clone(fresh), woven.Reports...) {
		a.reports[r.ID] = r
	}
	for _, e := range woven.Events {
		a.events[e.ID] = copied(e)
	}
	for _, e := range woven.Edits {
		a.edits[e.ID] = copied(e)
	}
	for _, old := range woven.Superseded {
		for i := range a.revisions[old.EventID] {
			if a.revisions[old.EventID][i].Number == old.Number {
				a.revisions[old.EventID][i].Superseded = true
			}
		}
	}
	for _, r := range woven.Revisions {
		a.revisions[r.EventID] = append(a.revisions[r.EventID], copied(r))
	}
}

func copied[T any](value T) T {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	var out T
	if err := json.Unmarshal(text, &out); err != nil {
		panic(err)
	}
	return out
}

// weave takes reports in, as ingest does.
func (a *attic) weave(t testing.TB, w *timeline.Weaver, now time.Time, fresh ...timeline.Report) timeline.Woven {
	t.Helper()
	var news []timeline.Report
	for _, r := range fresh {
		if _, known := a.reports[r.ID]; !known {
			news = append(news, r)
		}
	}
	known, err := w.Gather(context.Background(), a.archive(), news)
	if err != nil {
		t.Fatal(err)
	}
	woven := w.Weave(known, now)
	a.save(news, woven)
	return woven
}

// eventOf follows forwarding ids.
func (a *attic) eventOf(id string) timeline.Event {
	for a.events[id].MergedInto != "" {
		id = a.events[id].MergedInto
	}
	return a.events[id]
}

// A content is an event without ids and recording times: what must not depend
// on the order of arrival.
type content struct {
	Event   timeline.Event
	Reports []string
}

// contents gives the archive's events in an order that depends on nothing
// else.
func (a *attic) contents() []content {
	reports := map[string][]string{}
	for _, r := range a.reports {
		if !r.Superseded {
			reports[r.EventID] = append(reports[r.EventID], r.ID)
		}
	}
	var list []content
	for _, e := range a.events {
		if e.MergedInto == "" {
			slices.Sort(reports[e.ID])
			list = append(list, content{a.anonymous(e, reports), reports[e.ID]})
		}
	}
	sortContents(list)
	return list
}

// anonymous blanks what the archive made up.
func (a *attic) anonymous(e timeline.Event, reports map[string][]string) timeline.Event {
	e.ID, e.Created, e.Updated = "", time.Time{}, time.Time{}
	e.Links = slices.Clone(e.Links)
	for i := range e.Links {
		e.Links[i].Event = slices.Min(append(slices.Clone(reports[e.Links[i].Event]), "~"))
	}
	return e
}

func sortContents(list []content) {
	slices.SortFunc(list, func(x, y content) int {
		return cmp.Compare(strings.Join(x.Reports, " "), strings.Join(y.Reports, " "))
	})
}
