package timeline

import (
	"context"
	"fmt"
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
	return w.gather(ctx, archive, fresh, Known{})
}

// gather is Gather for who knows of some events already.
func (w *Weaver) gather(ctx context.Context, archive Archive, fresh []Report, known Known) (Known, error) {
	g := &gathering{weaver: w, archive: archive, features: map[string]*features{}, seen: map[string]*features{}, loaded: map[string]bool{}, pieces: map[piece]bool{}}
	g.merge(known)
	g.take(fresh)
	g.known.Since = earliest(fresh)
	if err := g.load(ctx); err != nil {
		return Known{}, err
	}
	for len(g.frontier) > 0 && len(g.known.Reports) < max(mostReports, 2*len(fresh)) {
		frontier := g.frontier
		g.frontier = nil
		if err := g.near(ctx, frontier); err != nil {
			return Known{}, err
		}
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
	return w.gather(ctx, archive, known.Reports, known)
}

type gathering struct {
	weaver   *Weaver
	archive  Archive
	known    Known
	features map[string]*features // of every report taken, by id
	seen     map[string]*features // of those that were near, but touched none so far
	frontier []*features
	loaded   map[string]bool // event ids
	pieces   map[piece]bool  // of known
	pending  []string        // event ids to load
}

// take adds reports that were not taken yet.
func (g *gathering) take(reports []Report) {
	for i := range reports {
		if g.features[reports[i].ID] == nil {
			g.add(g.weaver.features(&reports[i]))
		}
	}
}

func (g *gathering) add(f *features) {
	r := f.report
	g.features[r.ID] = f
	g.known.Reports = append(g.known.Reports, *r)
	if !r.Superseded {
		g.frontier = append(g.frontier, f)
	}
	g.want(r.EventID)
}

// want has an event loaded, unless it was.
func (g *gathering) want(event string) {
	if event != "" && !g.loaded[event] {
		g.loaded[event] = true
		g.pending = append(g.pending, event)
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
		g.merge(known)
	}
	return nil
}

// merge adds what is not there yet.
func (g *gathering) merge(more Known) {
	for _, event := range more.Events {
		if g.fresh("event", event.ID, 0) {
			g.known.Events = append(g.known.Events, event)
		}
	}
	for _, edit := range more.Edits {
		if g.fresh("edit", edit.ID, 0) {
			g.known.Edits = append(g.known.Edits, edit)
		}
	}
	for _, revision := range more.Revisions {
		if g.fresh("revision", revision.EventID, revision.Number) {
			g.known.Revisions = append(g.known.Revisions, revision)
		}
	}
}

// A piece is one thing that is known.
type piece struct {
	kind, id string
	number   int
}

// fresh says whether a piece comes for the first time.
func (g *gathering) fresh(kind, id string, number int) bool {
	p := piece{kind, id, number}
	if g.pieces[p] {
		return false
	}
	g.pieces[p] = true
	return true
}

// near brings into sight the events of the reports that may be one event with a
// report of the frontier, or linked to it, and were not taken yet.
func (g *gathering) near(ctx context.Context, frontier []*features) error {
	ids, err := g.ask(ctx, frontier)
	if err != nil {
		return err
	}
	if err := g.look(ctx, ids); err != nil {
		return err
	}
	var touching []string
	var scale scale
	for _, id := range ids {
		f := g.seen[id]
		if f != nil && slices.ContainsFunc(frontier, func(other *features) bool { return scale.touches(f, other) }) {
			touching = append(touching, id)
			delete(g.seen, id)
		}
	}
	if len(touching) == 0 {
		return nil
	}
	events, err := g.archive.Standing(ctx, touching)
	if err != nil {
		return fmt.Errorf("events of %d reports: %w", len(touching), err)
	}
	for _, id := range events {
		g.want(id)
	}
	return nil
}

// ask asks the archive once per kind of question for a whole frontier, and
// gives the ids of the reports that were not taken yet.
func (g *gathering) ask(ctx context.Context, frontier []*features) ([]string, error) {
	var asks questions
	for _, f := range frontier {
		for _, ask := range g.weaver.near(f) {
			asks.add(ask)
		}
	}
	var ids []string
	for _, q := range asks {
		found, err := g.archive.Near(ctx, q.ask())
		if err != nil {
			return nil, fmt.Errorf("look for reports near %s to %s: %w", q.From, q.To, err)
		}
		ids = append(ids, found...)
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return g.features[id] != nil }), nil
}

// look loads the reports that were not seen before.
func (g *gathering) look(ctx context.Context, ids []string) error {
	var missing []string
	for _, id := range ids {
		if g.seen[id] == nil {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	reports, err := g.archive.Reports(ctx, missing)
	if err != nil {
		return fmt.Errorf("load %d reports: %w", len(missing), err)
	}
	for i := range reports {
		if !reports[i].Superseded {
			g.seen[reports[i].ID] = g.weaver.features(&reports[i])
		}
	}
	return nil
}

func (s *scale) touches(a, b *features) bool {
	if s.weigh(a, b) > 0 {
		return true
	}
	to, _ := relate(a, b)
	from, _ := relate(b, a)
	return to != "" || from != ""
}
