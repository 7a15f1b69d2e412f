package api

import (
	"bytes"
	"context"
	"fmt"
	"net/url"

	"github.com/gin-gonic/gin"

	"truceline/store"
	"truceline/timeline"
)

// eventList is a page of events.
type eventList struct {
	Version string           `json:"version"`
	Events  []timeline.Event `json:"events"`
	Total   int              `json:"total"`
	Next    *string          `json:"next"` // address of the next page
	Before  outside          `json:"before"`
	After   outside          `json:"after"`
	AtLeast bool             `json:"at_least,omitempty"` // there may be more than total, before and after say
	Hits    map[string]hit   `json:"hits,omitempty"`     // by event; only where words were searched
}

// outside tells of the events on one side of the window.
type outside struct {
	Count   int          `json:"count"`
	Nearest timeline.Day `json:"nearest"` // "" where there is none
}

func (s *server) listEvents(c *gin.Context) (*page, error) {
	p := readParams(c.Request.URL.RawQuery)
	filter, page := s.filter(p), pageOf(p)
	if err := p.done(true); err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	version := s.version(ctx) // before the events, which are then as new at least
	cards, err := s.store.Cards(ctx, filter, page, s.dayOf(filter))
	if err != nil {
		return nil, err
	}
	hits, err := s.hits(ctx, filter, cards.IDs)
	if err != nil {
		return nil, err
	}
	return listPage(eventList{
		Version: version,
		Events:  []timeline.Event{},
		Total:   cards.Total,
		Next:    nextPage(c.Request.URL, cards.Next),
		Before:  outside(cards.Before),
		After:   outside(cards.After),
		AtLeast: cards.AtLeast,
		Hits:    hits,
	}, cards.JSON)
}

// listPage encodes a list around its events, which are JSON already.
func listPage(list eventList, events []string) (*page, error) {
	made, err := jsonPage(list)
	if err != nil {
		return nil, err
	}
	const opening = `"events":[`
	head, tail, _ := bytes.Cut(made.plain, []byte(opening))
	size := len(made.plain) + len(events)
	for _, event := range events {
		size += len(event)
	}
	body := append(append(make([]byte, 0, size), head...), opening...)
	for i, event := range events {
		if i > 0 {
			body = append(body, ',')
		}
		body = append(body, event...)
	}
	made.plain = append(body, tail...)
	return made, nil
}

// ready makes events fit to be shown on the day that a filter looks from.
func (s *server) ready(events []timeline.Event, filter timeline.Filter) []timeline.Event {
	day := s.dayOf(filter)
	for i := range events {
		show(&events[i], day)
	}
	return some(events)
}

// show sets what follows from the day that an event is seen on; lists that
// are empty are so in JSON, never null.
func show(e *timeline.Event, day timeline.Day) {
	e.Flags = e.DeriveFlags(day)
	e.Places, e.Participations = some(e.Places), some(e.Participations)
	e.Claims, e.Links = some(e.Claims), some(e.Links)
	e.When.Implied = some(e.When.Implied)
}

// dayOf is the day that a filter looks from: today, or that of its moment.
func (s *server) dayOf(filter timeline.Filter) timeline.Day {
	if filter.AsOf.IsZero() {
		return s.today()
	}
	return timeline.DayOf(filter.AsOf.UTC())
}

// nextPage is the address asked for, from the next cursor on.
func nextPage(asked *url.URL, cursor string) *string {
	if cursor == "" {
		return nil
	}
	query := asked.Query()
	query.Set("cursor", cursor)
	next := asked.Path + "?" + query.Encode()
	return &next
}

// eventDetail is an event with everything that is known of it.
type eventDetail struct {
	timeline.Event
	Row      *int              `json:"row"`      // in the index under the same filter; null where it is not in it
	Revision int               `json:"revision"` // the newest one's number, for If-Match
	Names    map[string]string `json:"names"`    // of the actors, places, thread and publishers that it mentions
	Sources  []reading         `json:"sources"`  // that it was read in, and how fresh that is
}

func (s *server) getEvent(c *gin.Context) (*page, error) {
	p := readParams(c.Request.URL.RawQuery)
	filter := s.filter(p)
	if err := p.done(true); err != nil {
		return nil, err
	}
	event, err := s.event(c, filter)
	if err != nil {
		return nil, err
	}
	detail := eventDetail{Event: event, Revision: newest(event.Revisions), Names: s.namesIn(event)}
	if detail.Row, err = s.rowOf(c.Request.Context(), filter, event.ID); err != nil {
		return nil, err
	}
	if detail.Sources, err = s.readings(c.Request.Context(), event.Reports); err != nil {
		return nil, err
	}
	made, err := jsonPage(detail)
	if err != nil {
		return nil, err
	}
	made.etag = s.eventTag(c, detail.Revision)
	return made, nil
}

// event loads the event of the address as it may be shown.
func (s *server) event(c *gin.Context, filter timeline.Filter) (timeline.Event, error) {
	id := c.Param("id")
	event, err := s.store.Event(c.Request.Context(), id, filter.AsOf)
	if err != nil {
		return event, err
	}
	if event.ID != id {
		return event, &movedTo{id: event.ID}
	}
	show(&event, s.dayOf(filter))
	cutQuotes(event.Reports, s.names.quotesForbidden)
	return event, nil
}

// eventTag is an event's ETag: its revision, so that If-Match can name it,
// and the version of everything else that the answer shows.
func (s *server) eventTag(c *gin.Context, revision int) string {
	return fmt.Sprintf(`W/"r%d.%s"`, revision, s.sourcesVersion(c.Request.Context()))
}

func newest(revisions []timeline.Revision) int {
	number := 0
	for _, revision := range revisions {
		number = max(number, revision.Number)
	}
	return number
}

// namesIn names every id that an event mentions.
func (s *server) namesIn(e timeline.Event) map[string]string {
	names := map[string]string{}
	for _, p := range e.Participations {
		names[p.Actor] = s.names.actor(p.Actor)
	}
	for _, place := range e.Places {
		names[place] = s.names.place(place)
	}
	if e.Thread != "" {
		names[e.Thread] = s.names.thread(e.Thread)
	}
	for _, report := range e.Reports {
		if report.Article != nil {
			names[report.Article.Publisher] = s.names.publisher(report.Article.Publisher)
		}
	}
	return names
}

type history struct {
	Event     string              `json:"event"`
	Title     string              `json:"title"`
	Revisions []timeline.Revision `json:"revisions"`
}

func (s *server) getHistory(c *gin.Context) (any, error) {
	if err := noParams(c); err != nil {
		return nil, err
	}
	event, err := s.event(c, timeline.Filter{})
	if err != nil {
		return nil, err
	}
	return history{event.ID, event.Title, event.Revisions}, nil
}

// A hit is a quote in which words of a search stand, with what has to stand
// beside it.
type hit struct {
	store.Hit
	Outlet      string `json:"outlet"`
	URL         string `json:"url"`
	Licence     string `json:"licence"`
	Attribution string `json:"attribution"`
}

// hits gives the quotes in which the words of a search stand, cut to what
// may be shown. What may not be quoted is left out.
func (s *server) hits(ctx context.Context, filter timeline.Filter, events []string) (map[string]hit, error) {
	if filter.Text == "" {
		return nil, nil
	}
	found, err := s.store.Hits(ctx, filter.Topic, filter.Text, events)
	if err != nil {
		return nil, err
	}
	hits := map[string]hit{}
	for id, h := range found {
		if a := h.Article; a != nil && !s.names.quotesForbidden(a.SourceID) {
			hits[id] = hit{cutHit(h), s.names.publisher(a.Publisher), webAddress(a.URL), a.Licence, a.Attribution}
		}
	}
	return hits, nil
}

// cutHit shortens a hit around its first mark.
func cutHit(hit store.Hit) store.Hit {
	if len(hit.Marks) == 0 {
		return hit
	}
	first := hit.Marks[0]
	text, at := cutAround(hit.Text, first[0], first[1]-first[0], quoteShort)
	moved, marks := at-first[0], [][2]int{}
	for _, mark := range hit.Marks {
		if from, to := mark[0]+moved, mark[1]+moved; at >= 0 && from >= 0 && to <= len(text) {
			marks = append(marks, [2]int{from, to})
		}
	}
	return store.Hit{Report: hit.Report, Text: text, Marks: marks}
}
