package api

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"truceline/timeline"
)

// longestTitle bounds a title, in characters.
const longestTitle = 1000

// An importCheck collects the faults of a file, each with its line and field.
type importCheck struct {
	*names
	topic           string
	events, reports map[string]int // the line that has an id
	faults          []error
}

func (c *importCheck) fault(line int, err error) {
	c.faults = append(c.faults, fmt.Errorf("line %d: %w", line, err))
}

func (c *importCheck) wrong(line int, field, format string, args ...any) {
	c.fault(line, timeline.Invalidf(field, format, args...))
}

// event checks one event as strictly as if we had made it.
func (c *importCheck) event(line int, e timeline.Event) {
	id(c, line, "id", e.ID, c.events)
	c.text(line, "title", e.Title)
	if e.Topic != c.topic {
		c.wrong(line, "topic", "%q is not the topic of this archive, %q; --topic names another", e.Topic, c.topic)
	}
	c.fact(line, "", fact{e.Type, e.Status, e.When, e.Places, e.Participations, e.Thread})
	oneOf(c, line, "review", e.Review, timeline.Reviews)
	if e.Significance < 1 || e.Significance > 5 {
		c.wrong(line, "significance", "%d is not from 1 to 5", e.Significance)
	}
	if e.Certainty < 0 || e.Certainty > 100 {
		c.wrong(line, "certainty", "%d is not from 0 to 100", e.Certainty)
	}
	if e.KnownFrom.IsZero() || e.Created.IsZero() || e.Updated.IsZero() {
		c.wrong(line, "created", "known_from, created and updated need a moment each")
	}
	for n, report := range e.Reports {
		c.report(line, fmt.Sprintf("reports[%d].", n), e, report)
	}
}

func (c *importCheck) report(line int, field string, e timeline.Event, r timeline.Report) {
	id(c, line, field+"id", r.ID, c.reports)
	switch {
	case r.EventID != e.ID:
		c.wrong(line, field+"event", "%q is not the event %q that it stands in", r.EventID, e.ID)
	case r.Topic != c.topic:
		c.wrong(line, field+"topic", "%q is not the topic of this archive, %q", r.Topic, c.topic)
	case r.Article == nil:
		c.wrong(line, field+"source", "a report needs the page that it stands on")
		return
	case r.Article.ID == "" || r.Article.ID != r.ArticleID:
		c.wrong(line, field+"article", "%q is not its source, %q", r.ArticleID, r.Article.ID)
	case r.Article.Topic != c.topic:
		c.wrong(line, field+"source.topic", "%q is not the topic of this archive, %q", r.Article.Topic, c.topic)
	case webAddress(r.Article.URL) == "":
		c.wrong(line, field+"source.url", "%q is not a web address", r.Article.URL)
	}
	c.fact(line, field, fact{r.Type, r.Status, r.When, r.Places, r.Actors, r.Thread})
}

// A fact is what events and reports have in common.
type fact struct {
	kind   string
	status timeline.Status
	when   timeline.When
	places []string
	actors []timeline.Participation
	thread string
}

// fact asks that everything named is known to the topic: a mistyped id would
// be found by no filter.
func (c *importCheck) fact(line int, field string, f fact) {
	knownTo(c, line, field+"type", f.kind, c.types)
	oneOf(c, line, field+"status", f.status, timeline.Statuses)
	if err := f.when.Check(); err != nil {
		c.fault(line, fmt.Errorf("%swhen.%w", field, err))
	}
	for n, place := range f.places {
		knownTo(c, line, fmt.Sprintf("%splaces[%d]", field, n), place, c.places)
	}
	for n, part := range f.actors {
		knownTo(c, line, fmt.Sprintf("%sactors[%d]", field, n), part.Actor, c.actors)
	}
	if f.thread != "" {
		knownTo(c, line, field+"thread", f.thread, c.threads)
	}
}

func (c *importCheck) text(line int, field, text string) {
	if n := utf8.RuneCountInString(text); strings.TrimSpace(text) == "" || n > longestTitle {
		c.wrong(line, field, "needs 1 to %d characters, has %d", longestTitle, n)
	}
}

// id checks an id that may stand in a file once.
func id(c *importCheck, line int, field, text string, seen map[string]int) {
	if text == "" || len(text) > maxValue || !printable(text) || strings.ContainsAny(text, "/?# ") {
		c.wrong(line, field, "%.40q cannot be an id: it needs 1 to %d letters, digits or signs that an address can hold", text, maxValue)
	}
	if before, twice := seen[text]; twice {
		c.wrong(line, field, "%q stands on line %d already", text, before)
		return
	}
	seen[text] = line
}

func knownTo[T any](c *importCheck, line int, field, id string, known map[string]T) {
	if _, ok := known[id]; !ok {
		c.wrong(line, field, "%q is not known to this topic", id)
	}
}

func oneOf[T ~string](c *importCheck, line int, field string, value T, allowed []T) {
	if !slices.Contains(allowed, value) {
		c.wrong(line, field, "%q is none of %s", value, joined(allowed))
	}
}
