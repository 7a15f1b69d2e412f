package timeline_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"truceline/timeline"
)

// A newsroom invents reports about curated events, in the way in which houses
// differ: on other days, blunter, before the event, with people for countries,
// by another type, copied, late.
type newsroom struct {
	*rand.Rand
	topic *field
	n     int
}

type field struct {
	types  []timeline.Type
	events []timeline.Event
}

var houses = []struct {
	host, group string
	role        timeline.Role
}{
	{"alpha.example", "Alpha", timeline.RoleWire}, {"beta.example", "Beta", timeline.RoleOutlet}, {"gamma.example", "Alpha", timeline.RoleOutlet},
	{"delta.example", "", timeline.RoleUnknown}, {"epsilon.example", "Epsilon", timeline.RoleParty}, {"zeta.example", "Zeta", timeline.RoleAggregator},
}

func (n *newsroom) report(event timeline.Event) timeline.Report {
	n.n++
	id := fmt.Sprintf("r%05d", n.n)
	article := n.article(id, event)
	r := timeline.Report{
		ID: id, Topic: event.Topic, ArticleID: article.ID, Article: &article, Type: event.Type, Status: event.Status,
		Title: event.Title, Quote: event.Summary, When: event.When, Places: slices.Clone(event.Places), Actors: slices.Clone(event.Participations),
		Numbers: []timeline.Number{}, QuoteMore: []string{}, Significance: 1 + n.IntN(5), Certainty: 60 + n.IntN(40),
		Reader: timeline.ReaderRules, Reading: 1, KnownFrom: article.Published,
	}
	for range 1 + n.IntN(3) {
		n.blur(&r, event)
	}
	return r
}

func (n *newsroom) article(id string, event timeline.Event) timeline.Article {
	house := houses[n.IntN(len(houses))]
	first, last := event.When.Bounds()
	published := first.Time().Add(time.Duration(n.IntN(24*(last.Sub(first)+4))-48) * time.Hour)
	article := timeline.Article{ID: "a" + id, Publisher: house.host, OwnerGroup: house.group, Role: house.role, Published: published.Add(time.Duration(n.IntN(3600)) * time.Second)}
	if n.IntN(6) == 0 {
		article.CopyOf = fmt.Sprintf("ar%05d", 1+n.IntN(n.n))
	}
	return article
}

// blur changes a report in one of the ways in which houses differ.
func (n *newsroom) blur(r *timeline.Report, event timeline.Event) {
	switch n.IntN(11) {
	case 0:
		monday := r.When.SortDay().Monday()
		r.When = timeline.When{Start: monday, End: monday.Add(6), Precision: timeline.PrecisionWeek}
	case 1:
		r.When = timeline.OnDay(r.When.SortDay().Add(n.IntN(3) - 1))
	case 2:
		r.Status = []timeline.Status{timeline.Planned, timeline.Proposed, timeline.Postponed, timeline.Cancelled, timeline.Claimed}[n.IntN(5)]
	case 3:
		r.Places = nil
	case 4:
		if len(r.Actors) > 1 {
			r.Actors = r.Actors[:1+n.IntN(len(r.Actors)-1)]
		}
	case 5:
		r.Title, r.Quote = "", ""
	case 6:
		for _, t := range n.topic.types {
			if t.ID == r.Type && len(t.Like) > 0 {
				r.Type = t.Like[n.IntN(len(t.Like))]
			}
		}
	case 7:
		r.Numbers = []timeline.Number{{What: "prisoners", Value: int64(100 + n.IntN(3))}}
	case 8:
		r.When.Implied = []string{"day"}
	case 9:
		r.Thread = event.Thread
	case 10:
		other := n.topic.events[n.IntN(len(n.topic.events))]
		r.Quote = other.Summary
		r.Refers = "ceasefire_proposal"
	}
}

// invented gives curated reports of a stretch of days and n invented ones.
func invented(t testing.TB, seed uint64, from, to timeline.Day, n int) []timeline.Report {
	room := &newsroom{Rand: rand.New(rand.NewPCG(seed, 7)), topic: &field{types: topic(t).Types}}
	var reports []timeline.Report
	for _, event := range topic(t).Baseline {
		if day := event.When.SortDay(); from <= day && day <= to {
			room.topic.events = append(room.topic.events, event)
			if room.IntN(3) > 0 { // the others are for the machine to find
				reports = append(reports, event.Reports...)
			}
		}
	}
	for range n {
		reports = append(reports, room.report(room.topic.events[room.IntN(len(room.topic.events))]))
	}
	return reports
}

// arrive weaves reports in a random order and in random batches, some twice.
func arrive(t testing.TB, seed uint64, reports []timeline.Report) *attic {
	rng := rand.New(rand.NewPCG(seed, 1))
	queue := append(slices.Clone(reports), reports[:len(reports)/10]...)
	rng.Shuffle(len(queue), func(i, j int) { queue[i], queue[j] = queue[j], queue[i] })
	archive, now := newAttic(), noon
	for len(queue) > 0 {
		batch := queue[:min(len(queue), 1+rng.IntN(1+rng.IntN(60)))]
		queue = queue[len(batch):]
		now = now.Add(time.Minute)
		archive.weave(t, weaver(t), now, batch...)
	}
	return archive
}

// orders and amount are how often and with how many reports orders are tried;
// TRUCELINE_LONG asks for all.
func orders() uint64 {
	if os.Getenv("TRUCELINE_LONG") != "" {
		return 50
	}
	return 4
}

func amount(long int) int {
	if os.Getenv("TRUCELINE_LONG") != "" {
		return long
	}
	return long / 3
}

func TestTheSameReportsInAnyOrderGiveTheSameEvents(t *testing.T) {
	reports := invented(t, 1, "2025-05-01", "2025-05-31", amount(300))
	if os.Getenv("TRUCELINE_LONG") != "" {
		reports = everything(t)
	}
	whole := newAttic()
	whole.weave(t, weaver(t), noon, reports...)
	want := whole.contents()
	t.Logf("%d reports, %d events", len(reports), len(want))
	for seed := range orders() {
		archive := arrive(t, seed, reports)
		compareContents(t, fmt.Sprintf("order %d", seed), want, archive.contents())
		if t.Failed() {
			return
		}
	}
}

func compareContents(t *testing.T, name string, want, got []content) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d events instead of %d", name, len(got), len(want))
	}
	shown := 0
	for i := range min(len(want), len(got)) {
		a, _ := json.Marshal(want[i])
		b, _ := json.Marshal(got[i])
		if string(a) != string(b) && shown < 2 {
			shown++
			t.Errorf("%s: event %d differs\nwant %s\ngot  %s", name, i, a, b)
		}
	}
}

// As known on a day: the newest revision of each id equals weaving exactly
// the reports that were known then.
func TestAsKnownOnADayEqualsWeavingWhatWasKnown(t *testing.T) {
	reports := invented(t, 2, "2025-05-05", "2025-05-25", amount(200))
	for seed := range orders() / 2 {
		archive := arrive(t, seed, reports)
		for _, day := range []timeline.Day{"2025-05-06", "2025-05-11", "2025-05-12", "2025-05-15", "2025-05-16", "2025-05-19", "2025-05-24", "2025-06-30"} {
			moment := day.EndUTC()
			var known []timeline.Report
			for _, r := range reports {
				if !r.KnownFrom.After(moment) {
					known = append(known, r)
				}
			}
			then := newAttic()
			then.weave(t, weaver(t), noon, known...)
			compareEvents(t, fmt.Sprintf("order %d as of %s", seed, day), then.events, archive.asOf(moment))
			if t.Failed() {
				return
			}
		}
	}
}

// asOf reads an archive as the store does: the newest state of the last
// moment not after T among revisions that still hold.
func (a *attic) asOf(moment time.Time) map[string]timeline.Event {
	events := map[string]timeline.Event{}
	for id, revisions := range a.revisions {
		var last *timeline.Revision
		for i := range revisions {
			r := &revisions[i]
			if r.Superseded || r.KnownFrom.After(moment) {
				continue
			}
			if last == nil || r.KnownFrom.After(last.KnownFrom) || r.KnownFrom.Equal(last.KnownFrom) && r.Number > last.Number {
				last = r
			}
		}
		if last != nil && last.Snapshot != nil {
			events[id] = *last.Snapshot
		}
	}
	return events
}

// compareEvents compares two archives without ids: by everything else.
func compareEvents(t *testing.T, name string, want, got map[string]timeline.Event) {
	t.Helper()
	plain := func(events map[string]timeline.Event) []string {
		var list []string
		for _, e := range events {
			if e.MergedInto != "" {
				continue
			}
			e.ID, e.Created, e.Updated, e.Reports, e.Revisions = "", time.Time{}, time.Time{}, nil, nil
			for i := range e.Links {
				e.Links = slices.Clone(e.Links)
				e.Links[i].Event = events[e.Links[i].Event].Title
			}
			text, _ := json.Marshal(e)
			list = append(list, string(text))
		}
		slices.Sort(list)
		return list
	}
	a, b := plain(want), plain(got)
	for _, text := range a {
		if !slices.Contains(b, text) {
			t.Errorf("%s: missing %s", name, text)
			break
		}
	}
	for _, text := range b {
		if !slices.Contains(a, text) {
			t.Errorf("%s: too many %s", name, text)
			break
		}
	}
}
