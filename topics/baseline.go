package topics

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"truceline/timeline"
)

const baselineFile = "baseline.jsonl"

// curatedReason is how the page explains the date of a curated event.
const curatedReason = "Dated by an editor from this page."

// A curatedEvent is one line of baseline.jsonl.
type curatedEvent struct {
	ID        string             `json:"id"`
	Title     string             `json:"title"`
	Summary   string             `json:"summary"`
	Start     timeline.Day       `json:"start"`
	End       timeline.Day       `json:"end"`
	Precision timeline.Precision `json:"precision"`
	Type      string             `json:"type"`
	Status    timeline.Status    `json:"status"`
	Actors    []struct {
		Actor string `json:"actor"`
		Role  string `json:"role"`
	} `json:"actors"`
	Places       []string   `json:"places"`
	Thread       string     `json:"thread"`
	Significance int        `json:"significance"`
	Sources      []citation `json:"sources"`
}

type citation struct {
	URL       string       `json:"url"`
	Publisher string       `json:"publisher"`
	Published timeline.Day `json:"published"`
}

// baseline reads the curated events strictly. A topic may have none.
func (l *loader) baseline(t *Topic) []timeline.Event {
	text, err := fs.ReadFile(l.folder, baselineFile)
	if err != nil {
		return nil
	}
	c := newCurator(l, t)
	events := []timeline.Event{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var curated curatedEvent
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&curated); err != nil {
			l.fault(baselineFile, fmt.Sprintf("line %d", n), "", "%v", err)
			continue
		}
		events = append(events, c.event(curated))
	}
	names(l, baselineFile, events, func(e timeline.Event) string { return e.ID })
	return events
}

// A curator turns lines of the baseline into events and their reports.
type curator struct {
	*loader
	topic      *Topic
	types      map[string]bool
	actors     map[string]bool
	places     map[string]bool
	threads    map[string]bool
	publishers map[string]timeline.Publisher
}

func newCurator(l *loader, t *Topic) *curator {
	c := &curator{
		loader: l, topic: t, publishers: map[string]timeline.Publisher{},
		types:   set(t.Types, func(ty timeline.Type) string { return ty.ID }),
		actors:  set(t.Actors, func(a timeline.Actor) string { return a.ID }),
		places:  set(t.Places, func(p timeline.Place) string { return p.ID }),
		threads: set(t.Threads, func(th timeline.Thread) string { return th.ID }),
	}
	for _, publisher := range t.Publishers {
		c.publishers[publisher.Host] = publisher
	}
	return c
}

func (c *curator) event(line curatedEvent) timeline.Event {
	c.refer(line)
	event := timeline.Event{
		ID: line.ID, Topic: c.topic.ID, Type: line.Type, Title: line.Title, Summary: line.Summary,
		When: c.when(line), Status: line.Status, Places: line.Places, Thread: line.Thread,
		Participations: participations(line), Significance: line.Significance,
		Review: timeline.Unreviewed, Certainty: 100,
	}
	event.KnownFrom, event.KnownFromAssumed = knownFrom(line, event.When)
	for i, citation := range line.Sources {
		event.Reports = append(event.Reports, c.report(event, citation, i))
	}
	if len(event.Reports) == 0 {
		c.fault(baselineFile, line.ID, "sources", "an event needs at least one source")
	}
	return event
}

// refer faults every name that no other file of the topic holds.
func (c *curator) refer(line curatedEvent) {
	missing := func(field, name string, among map[string]bool) {
		if name != "" && !among[name] {
			c.fault(baselineFile, line.ID, field, "%q is not known to this topic", name)
		}
	}
	missing("type", line.Type, c.types)
	missing("thread", line.Thread, c.threads)
	for _, actor := range line.Actors {
		missing("actors", actor.Actor, c.actors)
	}
	for _, place := range line.Places {
		missing("places", place, c.places)
	}
	if !slices.Contains(timeline.Statuses, line.Status) {
		c.fault(baselineFile, line.ID, "status", "%q is none of %v", line.Status, timeline.Statuses)
	}
	if line.Title == "" || len([]rune(line.Title)) > 90 {
		c.fault(baselineFile, line.ID, "title", "needs 1 to 90 characters")
	}
	if line.Significance < 1 || line.Significance > 5 {
		c.fault(baselineFile, line.ID, "significance", "%d is not from 1 to 5", line.Significance)
	}
}

// when widens a week or a month to its bounds; an end beside an exact start
// means that the event lasted.
func (c *curator) when(line curatedEvent) timeline.When {
	when := timeline.OnDay(line.Start)
	c.day(baselineFile, line.ID, "start", line.Start)
	c.day(baselineFile, line.ID, "end", line.End)
	when.Precision = line.Precision
	when.Implied = []string{}
	switch {
	case line.Precision == timeline.PrecisionWeek:
		when.Start = line.Start.Monday()
		when.End = when.Start.Add(6)
	case line.Precision == timeline.PrecisionMonth:
		first := line.Start.Time()
		when.Start = timeline.Date(first.Year(), first.Month(), 1)
		when.End = timeline.Date(first.Year(), first.Month()+1, 0)
	case line.End != "" && line.End != line.Start:
		when.End, when.Lasting = line.End, true
	}
	if err := when.Check(); err != nil {
		c.fault(baselineFile, line.ID, "when", "%v", err)
	}
	return when
}

func participations(line curatedEvent) []timeline.Participation {
	parts := []timeline.Participation{}
	for _, actor := range line.Actors {
		as := actor.Role
		if as == "State" || as == "Organisation" {
			as = "" // the kind of the actor says so already
		}
		parts = append(parts, timeline.Participation{Actor: actor.Actor, As: as})
	}
	return parts
}

// knownFrom is the earliest day on which a source spoke of the event, else
// the event's own last day, which is then an assumption.
func knownFrom(line curatedEvent, when timeline.When) (at time.Time, assumed bool) {
	var first timeline.Day
	for _, source := range line.Sources {
		if source.Published != "" && (first == "" || source.Published < first) {
			first = source.Published
		}
	}
	if first != "" {
		return first.EndUTC(), false
	}
	_, last := when.Bounds()
	return last.EndUTC(), true
}

// report is the evidence that one citation gives for a curated event. Its
// quote is empty: only the link is given.
func (c *curator) report(event timeline.Event, cited citation, n int) timeline.Report {
	article := c.article(cited)
	report := timeline.Report{
		ID: timeline.ShortHash(event.ID, cited.URL, fmt.Sprint(n)), Topic: event.Topic, EventID: event.ID, ArticleID: article.ID,
		Type: event.Type, Status: event.Status, Title: event.Title, Summary: event.Summary,
		When: event.When, Places: event.Places, Actors: event.Participations, Thread: event.Thread,
		Numbers: []timeline.Number{}, QuoteMore: []string{},
		Significance: event.Significance, Certainty: event.Certainty, DateOffset: -1,
		DateRule: "curated", DateReason: curatedReason, Rule: "curated", Reader: timeline.ReaderCurated, Reading: 1,
		KnownFrom: event.KnownFrom, Article: &article,
	}
	if !article.Published.IsZero() {
		report.KnownFrom = article.Published
	}
	return report
}

func (c *curator) article(cited citation) timeline.Article {
	host := Host(cited.URL)
	if host == "" {
		c.fault(baselineFile, cited.URL, "sources.url", "is not a web address")
	}
	publisher, found := c.publishers[host]
	if !found {
		publisher = timeline.Publisher{Host: host, Role: timeline.RoleUnknown}
	}
	article := timeline.Article{
		ID: timeline.ArticleID(cited.URL, 1), Topic: c.topic.ID, URL: cited.URL, Publisher: host, Revision: 1,
		DatedBy: timeline.DatedByEditor, Reuse: timeline.ReuseLinkOnly, Role: publisher.Role, OwnerGroup: publisher.OwnerGroup,
	}
	if cited.Published != "" {
		c.day(baselineFile, cited.URL, "sources.published", cited.Published)
		article.Published, article.PublishedDay = cited.Published.EndUTC(), true
	}
	return article
}
