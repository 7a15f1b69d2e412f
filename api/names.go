package api

import (
	"truceline/timeline"
	"truceline/topics"
)

// names turn ids into what people call them.
type names struct {
	types      map[string]timeline.Type
	actors     map[string]timeline.Actor
	places     map[string]timeline.Place
	threads    map[string]timeline.Thread
	publishers map[string]timeline.Publisher
	sources    map[string]timeline.Source
}

func namesOf(topic *topics.Topic) *names {
	return &names{
		types:      byID(topic.Types, func(t timeline.Type) string { return t.ID }),
		actors:     byID(topic.Actors, func(a timeline.Actor) string { return a.ID }),
		places:     byID(topic.Places, func(p timeline.Place) string { return p.ID }),
		threads:    byID(topic.Threads, func(t timeline.Thread) string { return t.ID }),
		publishers: byID(topic.Publishers, func(p timeline.Publisher) string { return p.Host }),
		sources:    byID(topic.Sources, func(s timeline.Source) string { return s.ID }),
	}
}

func byID[T any](list []T, id func(T) string) map[string]T {
	m := make(map[string]T, len(list))
	for _, item := range list {
		m[id(item)] = item
	}
	return m
}

// An id that is not known is its own name.

func (n *names) kind(id string) string   { return or(n.types[id].Label, id) }
func (n *names) actor(id string) string  { return or(n.actors[id].Name, id) }
func (n *names) place(id string) string  { return or(n.places[id].Name, id) }
func (n *names) thread(id string) string { return or(n.threads[id].Title, id) }

// publisher names the outlet behind a host.
func (n *names) publisher(host string) string { return or(n.publishers[host].Name, host) }

// source names what a source filter can hold: a publisher or a source.
func (n *names) source(id string) string {
	return or(n.sources[id].Name, n.publisher(id))
}

// quotesForbidden says whether a source's terms allow no quotation.
func (n *names) quotesForbidden(sourceID string) bool { return n.sources[sourceID].NoQuotes }
