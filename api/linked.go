package api

import (
	"encoding/json"
	"io"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"truceline/timeline"
)

// ld is a node of JSON-LD (schema.org).
type ld map[string]any

// eventLD describes an event for search engines. A date is given as sharply
// as it is known; what is not closed on both sides has no end.
func (n *names) eventLD(e timeline.Event, address string) ld {
	node := ld{
		"@context":    "https://schema.org",
		"@type":       "Event",
		"@id":         address,
		"url":         address,
		"name":        e.Title,
		"description": e.Summary,
		"keywords":    n.kind(e.Type),
	}
	if e.When.Start != "" {
		node["startDate"] = e.When.Start
	}
	if e.When.End != "" {
		node["endDate"] = e.When.End
	}
	if status := ldStatus(e.Status); status != "" {
		node["eventStatus"] = "https://schema.org/" + status
	}
	var places, actors, citations []ld
	for _, id := range e.Places {
		places = append(places, n.placeLD(id))
	}
	for _, p := range e.Participations {
		actors = append(actors, n.actorLD(p.Actor))
	}
	for _, article := range cited(e) {
		if address := webAddress(article.URL); address != "" {
			citations = append(citations, ld{"@type": "CreativeWork", "url": address, "name": or(article.Title, address),
				"publisher": ld{"@type": "Organization", "name": n.publisher(article.Publisher)}})
		}
	}
	for key, list := range map[string][]ld{"location": places, "actor": actors, "citation": citations} {
		if len(list) > 0 {
			node[key] = list
		}
	}
	return node
}

func ldStatus(status timeline.Status) string {
	switch status {
	case timeline.Planned:
		return "EventScheduled"
	case timeline.Cancelled:
		return "EventCancelled"
	case timeline.Postponed:
		return "EventPostponed"
	default:
		return ""
	}
}

func (n *names) placeLD(id string) ld {
	node := ld{"@type": "Place", "name": n.place(id)}
	if place, ok := n.places[id]; ok && (place.Lat != 0 || place.Lon != 0) {
		node["geo"] = ld{"@type": "GeoCoordinates", "latitude": place.Lat, "longitude": place.Lon}
	}
	return node
}

func (n *names) actorLD(id string) ld {
	kind := "Organization"
	switch n.actors[id].Kind {
	case "person":
		kind = "Person"
	case "country":
		kind = "Country"
	}
	return ld{"@type": kind, "name": n.actor(id)}
}

// writeJSONLD writes a Dataset (schema.org) about the events.
func writeJSONLD(w io.Writer, v view, events stream) error {
	head, err := json.Marshal(ld{
		"@context": "https://schema.org", "@type": "Dataset", "@id": v.Address, "url": v.Address, "name": v.Title, "description": v.line(),
		"license": v.Licence, "creator": ld{"@type": "Organization", "name": v.Attribution}, "dateModified": v.moment(), "version": v.Version,
	})
	if err != nil {
		return err
	}
	return writeList(w, strings.TrimSuffix(string(head), "}")+`,"about":[`, "\n]}\n", events, func(e timeline.Event) any {
		node := v.names.eventLD(e, v.event(e.ID))
		delete(node, "@context") // that of the whole
		return node
	})
}

// threadLD describes a thread as a list of its events.
func (s *server) threadLD(thread threadDetail, address, base string) ld {
	items := make([]ld, len(thread.Events))
	for i, event := range thread.Events {
		items[i] = ld{"@type": "ListItem", "position": i + 1, "url": base + "/e/" + event.ID, "name": event.Title}
	}
	return ld{
		"@context": "https://schema.org", "@type": "ItemList", "@id": address, "url": address,
		"name": thread.Title, "description": thread.Summary, "numberOfItems": len(items), "itemListElement": items,
	}
}

// oembedAddress is where the embed code of one of our pages is asked for.
func (s *server) oembedAddress(c *gin.Context, page string) string {
	return s.address(c, "/oembed?format=json&url="+url.QueryEscape(page))
}

// feedLinks are the feeds of a filter, for discovery.
func (s *server) feedLinks(filter string) []feedLink {
	if filter != "" {
		filter = "?" + filter
	}
	return []feedLink{
		{"application/atom+xml", "Events (Atom)", "/feeds/events.atom" + filter},
		{"application/rss+xml", "Events (RSS)", "/feeds/events.rss" + filter},
		{"application/feed+json", "Events (JSON Feed)", "/feeds/events.json" + filter},
		{"application/atom+xml", "Corrections (Atom)", "/feeds/corrections.atom" + filter},
		{"text/calendar", "Planned events", "/calendar.ics" + filter},
	}
}

// editionLinks are the feeds of each week as it was published.
func editionLinks() []feedLink {
	return []feedLink{
		{"application/atom+xml", "Weekly briefings (Atom)", "/feeds/editions.atom"},
		{"application/rss+xml", "Weekly briefings (RSS)", "/feeds/editions.rss"},
		{"application/feed+json", "Weekly briefings (JSON Feed)", "/feeds/editions.json"},
	}
}
