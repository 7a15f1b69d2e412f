package timeline

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// mostReports is how many reports a neighbourhood may grow to. Beyond it no
// further ones are looked for: a flood of like reports, by accident or on
// purpose, must not stop the archive from taking in others.
const mostReports = 2000

// Gather loads the closed neighbourhood of the fresh reports: every stored
// report that could influence how they are woven, and all that is known of
// the events concerned. The fresh reports are part of the answer.
//
// It walks from report to report along likely pairs and likely links until
// nothing new is found, so that weaving the neighbourhood gives what weaving
// the whole archive would.
func (w *Weaver) Gather(ctx context.Context, archive Archive, fresh []Report) (Known, error) {
	g := &gathering{weaver: w, archive: archive, features: map[string]*features{}, loaded: map[string]bool{}}
	g.take(fresh)
	g.known.Since = earliest(fresh)
	if err := g.load(ctx); err != nil {
		return Known{}, err
	}
	for len(g.frontier) > 0 && len(g.known.Reports) < max(mostReports, 2*len(fresh)) {
		frontier := g.frontier
		g.frontier = nil
		near, err := g.near(ctx, frontier)
		if err != nil {
			return Known{}, err
		}
		g.take(g.touching(frontier, near))
		if err := g.load(ctx); err != nil {
			return Known{}, err
		}
	}
	return g.known, nil
}

func earliest(reports []Report) time.Time {
	since := endOfTime
	for i := range reports {
		if reports[i].KnownFrom.Before(since) {
			since = reports[i].KnownFrom
		}
	}
	return since
}

// GatherEvents loads the closed neighbourhood of stored events, for a
// person's correction.
func (w *Weaver) GatherEvents(ctx context.Context, archive Archive, events []string) (Known, error) {
	known, err := archive.Known(ctx, events)
	if err != nil {
		return Known{}, fmt.Errorf("load events %s: %w", strings.Join(events, ", "), err)
	}
	gathered, err := w.Gather(ctx, archive, known.Reports)
	if err != nil {
		return Known{}, err
	}
	g := &gathering{known: gathered}
	g.merge(known)
	return g.known, nil
}

type gathering struct {
	weaver   *Weaver
	archive  Archive
	known    Known
	features map[string]*features // of every report taken, by id
	frontier []*features
	loaded   map[string]bool // event ids
	pending  []string        // event ids to load
}

// take adds reports that were not seen yet.
func (g *gathering) take(reports []Report) {
	for i := range reports {
		r := &reports[i]
		if g.features[r.ID] != nil {
			continue
		}
		f := g.weaver.features(r)
		g.features[r.ID] = f
		g.known.Reports = append(g.known.Reports, *r)
		if !r.Superseded {
			g.frontier = append(g.frontier, f)
		}
		if r.EventID != "" && !g.loaded[r.EventID] {
			g.loaded[r.EventID] = true
			g.pending = append(g.pending, r.EventID)
		}
	}
}

// load brings what is known of the events that came into sight.
func (g *gathering) load(ctx context.Context) error {
	for len(g.pending) > 0 {
		ids := g.pending
		g.pending = nil
		known, err := g.archive.Known(ctx, ids)
		if err != nil {
			return fmt.Errorf("load events %s: %w", strings.Join(ids, ", "), err)
		}
		for _, event := range known.Events {
			g.loaded[event.ID] = true
		}
		g.take(known.Reports)
		known.Reports = nil
		g.merge(known)
	}
	return nil
}

// merge adds what is not there yet.
func (g *gathering) merge(more Known) {
	g.known.Events = addNew(g.known.Events, more.Events, func(e Event) string { return e.ID })
	g.known.Edits = addNew(g.known.Edits, more.Edits, func(e Edit) string { return e.ID })
	g.known.Reports = addNew(g.known.Reports, more.Reports, func(r Report) string { return r.ID })
	g.known.Revisions = addNew(g.known.Revisions, more.Revisions, func(r Revision) string { return fmt.Sprint(r.EventID, " ", r.Number) })
}

func addNew[T any](list, more []T, key func(T) string) []T {
	seen := map[string]bool{}
	for _, item := range list {
		seen[key(item)] = true
	}
	for _, item := range more {
		if !seen[key(item)] {
			seen[key(item)] = true
			list = append(list, item)
		}
	}
	return list
}

// near asks the archive once per kind of question for a whole frontier.
func (g *gathering) near(ctx context.Context, frontier []*features) ([]Report, error) {
	var asks []Near
	for _, f := range frontier {
		for _, ask := range g.weaver.near(f) {
			asks = addAsk(asks, ask)
		}
	}
	var found []Report
	for _, ask := range asks {
		reports, err := g.archive.Near(ctx, ask)
		if err != nil {
			return nil, fmt.Errorf("look for reports near %s to %s: %w", ask.From, ask.To, err)
		}
		found = append(found, reports...)
	}
	return found, nil
}

// addAsk joins a question with one of the same types and statuses whose days
// are close by.
func addAsk(asks []Near, ask Near) []Near {
	for i := range asks {
		old := &asks[i]
		if !slices.Equal(old.Types, ask.Types) || !slices.Equal(old.Statuses, ask.Statuses) || (len(old.Actors)+len(old.Places) == 0) != (len(ask.Actors)+len(ask.Places) == 0) {
			continue
		}
		if ask.From > old.To.Add(7) || old.From > ask.To.Add(7) {
			continue
		}
		old.From, old.To = min(old.From, ask.From), max(old.To, ask.To)
		old.Actors, old.Places = union(old.Actors, ask.Actors), union(old.Places, ask.Places)
		return asks
	}
	return append(asks, ask)
}

func union(a, b []string) []string {
	list := append(slices.Clone(a), b...)
	slices.Sort(list)
	return slices.Compact(list)
}

// touching keeps the reports that may be one event with a report of the
// frontier, or linked to it.
func (g *gathering) touching(frontier []*features, near []Report) []Report {
	var kept []Report
	var scale scale
	seen := map[string]bool{}
	for i := range near {
		r := &near[i]
		if seen[r.ID] || g.features[r.ID] != nil || r.Superseded {
			continue
		}
		seen[r.ID] = true
		f := g.weaver.features(r)
		if slices.ContainsFunc(frontier, func(other *features) bool { return scale.touches(f, other) }) {
			kept = append(kept, *r)
		}
	}
	return kept
}

func (s *scale) touches(a, b *features) bool {
	if s.weigh(a, b) > 0 {
		return true
	}
	to, _ := relate(a, b)
	from, _ := relate(b, a)
	return to != "" || from != ""
}

// Near gives the questions by which the archive finds every report that could
// be one event with this one, or linked to it.
func (w *Weaver) Near(r Report) []Near { return w.near(w.features(&r)) }

func (w *Weaver) near(f *features) []Near {
	reach := slipDays
	if f.kind.moves() {
		reach = moveDone
	}
	first, last := dayOfNumber(f.first), dayOfNumber(f.last)
	base := Near{Topic: w.topic, Types: w.sameTypes(f.kind), Actors: w.around(f), Places: f.report.Places}
	same := base
	same.From, same.To = reachBack(first, reach), reachOn(last, reach)
	asks := []Near{same}
	if f.kind.moves() && (f.report.Status == Postponed || f.report.Status == Cancelled) {
		next := base
		next.From, next.To = last, reachOn(last, postponeDays)
		asks = append(asks, next)
	} else if f.kind.moves() {
		old := base
		old.From, old.To, old.Statuses = reachBack(first, postponeDays), first, []Status{Postponed, Cancelled}
		asks = append(asks, old)
	}
	return append(asks, w.nearAnswers(f, first)...)
}

// nearAnswers asks for the proposals that a refusal may be about, and for the
// refusals of a proposal.
func (w *Weaver) nearAnswers(f *features, first Day) []Near {
	var asks []Near
	if len(f.kind.Answers) > 0 {
		asks = append(asks, Near{Topic: w.topic, Types: f.kind.Answers, From: reachBack(first, answerDays), To: first})
	}
	if refusals := w.refusals[f.kind.ID]; len(refusals) > 0 {
		asks = append(asks, Near{Topic: w.topic, Types: refusals, From: first, To: reachOn(first, answerDays)})
	}
	return asks
}

// dayOfNumber is the day n days after the first of 1970, within what the
// archive can hold.
func dayOfNumber(n int32) Day {
	day := Day("1970-01-01").Add(int(n))
	return min(max(day, FirstDay), LastDay)
}

func reachBack(d Day, n int) Day {
	if d <= FirstDay.Add(n) {
		return FirstDay
	}
	return d.Add(-n)
}

func reachOn(d Day, n int) Day {
	if d >= LastDay.Add(-n) {
		return LastDay
	}
	return d.Add(n)
}

// sameTypes lists the types that can name one event.
func (w *Weaver) sameTypes(k *kind) []string {
	types := mapsWith(k.like, k.ID)
	for id, other := range w.kinds {
		if k.akin(other) {
			types[id] = true
		}
	}
	return slices.Sorted(maps.Keys(types))
}

func mapsWith(set map[string]bool, id string) map[string]bool {
	list := maps.Clone(set)
	if list == nil {
		list = map[string]bool{}
	}
	list[id] = true
	return list
}

// around lists the actors of a report, the countries that they stand for, and
// everybody else who stands for these.
func (w *Weaver) around(f *features) []string {
	var list []string
	for _, p := range f.report.Actors {
		list = append(list, p.Actor)
		list = append(list, w.sideActors[w.actor(p.Actor).side]...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
