package api

import (
	"strings"

	"truceline/timeline"
)

// filter reads the parameters that say which events are wanted: the same
// names everywhere, in the API, feeds, exports, widget and address bar.
func (s *server) filter(p *params) timeline.Filter {
	f := timeline.Filter{
		Topic:      s.topic.ID,
		IDs:        p.list("pick"),
		From:       p.day("from"),
		To:         p.day("to"),
		Types:      listOf(p, "type", s.typeIDs),
		Actors:     knownOf(p, "actor", s.names.actors),
		Places:     knownOf(p, "place", s.names.places),
		Threads:    knownOf(p, "thread", s.names.threads),
		Sources:    p.list("source"),
		Statuses:   listOf(p, "status", timeline.Statuses),
		Precisions: listOf(p, "precision", timeline.Precisions),
		Reviews:    listOf(p, "review", timeline.Reviews),
		Text:       p.text("q"),
		AsOf:       p.moment("as_of"),
	}
	f.Not.IDs = p.list("not.pick")
	f.Not.Types = listOf(p, "not.type", s.typeIDs)
	f.Not.Actors = knownOf(p, "not.actor", s.names.actors)
	f.Not.Places = knownOf(p, "not.place", s.names.places)
	f.Not.Threads = knownOf(p, "not.thread", s.names.threads)
	f.Not.Sources = p.list("not.source")
	f.Not.Statuses = listOf(p, "not.status", timeline.Statuses)
	f.Not.Precisions = listOf(p, "not.precision", timeline.Precisions)
	if f.From != "" && f.To != "" && f.To < f.From {
		p.fail("to", "%s is before from, %s", f.To, f.From)
	}
	return f
}

// knownOf reads a list of ids, all of which must be known: a mistyped id must
// not look like "nothing happened".
func knownOf[T any](p *params, name string, known map[string]T) []string {
	list := p.list(name)
	for _, id := range list {
		if _, ok := known[id]; !ok {
			noun := strings.TrimPrefix(name, "not.")
			p.fail(name, "there is no %s with the id %q; /api/v1/%ss lists them", noun, id, noun)
		}
	}
	return list
}

// pageOf reads which part of a list is wanted, in which order.
func pageOf(p *params) timeline.Page {
	return timeline.Page{
		Sort:   sortOf(p),
		Limit:  p.number("limit", 1, 200, 50),
		Cursor: p.text("cursor"),
	}
}

func sortOf(p *params) timeline.Sort {
	sort := p.text("sort")
	if sort == "" {
		return timeline.ByWhen
	}
	for _, known := range timeline.Sorts {
		if strings.TrimPrefix(sort, "-") == string(known) {
			return timeline.Sort(sort)
		}
	}
	p.fail("sort", "%q is none of %s; put - before one for the other direction", sort, joined(timeline.Sorts))
	return timeline.ByWhen
}
