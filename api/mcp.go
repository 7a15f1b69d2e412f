package api

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"truceline/timeline"
)

// mcpHandler lets language models ask the archive by the Model Context
// Protocol. Every answer carries the address of each event and the pages
// that it rests on, so that what is said can be cited.
func (s *server) mcpHandler() http.Handler {
	server := mcp.NewServer(&mcp.Implementation{Name: "truceline", Title: "Truceline: " + s.topic.Title, Version: s.program}, &mcp.ServerOptions{
		Instructions: "A timeline of dated events, each with its sources. A date is a claim: repeat it no sharper than date_words. " +
			"An event whose status is planned, proposed, claimed, rejected, cancelled or postponed has not happened as its title says. " +
			"Cite link and the sources of every event that you use.",
		Logger: s.log,
	})
	add(server, "search_events", "Events that match words and filters, the latest first.", s.searchEvents)
	add(server, "get_event", "One event with its evidence: quotes, sources, how its date was resolved, what changed.", s.mcpEvent)
	add(server, "timeline_as_of", "Events between two days as they were known on a given day: earlier dates, statuses and sources, not today's.", s.timelineAsOf)
	add(server, "weekly_briefing", "The briefing of a week: in one paragraph, happened by day, planned, refused, corrections, in numbers; every line with its references.", s.weeklyBriefing)
	return mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return server }, &mcp.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, Logger: s.log, MaxRequestBodyBytes: mostBody,
		// What is answered here is public: another site that reaches it by way
		// of a browser learns nothing that it could not ask for itself.
		DisableLocalhostProtection: true,
	})
}

func add[In, Out any](server *mcp.Server, name, description string, answer func(context.Context, In) (Out, error)) {
	closed := false
	tool := &mcp.Tool{Name: name, Description: description, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed}}
	mcp.AddTool(server, tool, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, Out, error) {
		out, err := answer(ctx, in)
		if err != nil {
			_, said := explain(err)
			err = fmt.Errorf("%s", or(said.Field, name)+": "+said.Message)
		}
		return nil, out, err
	})
}

type searchInput struct {
	Query  string   `json:"query,omitempty" jsonschema:"words, quoted phrases, prefixes with *"`
	From   string   `json:"from,omitempty" jsonschema:"first day, 2025-05-01"`
	To     string   `json:"to,omitempty" jsonschema:"last day, 2025-05-31"`
	Type   []string `json:"type,omitempty" jsonschema:"ids of kinds of events"`
	Actor  []string `json:"actor,omitempty" jsonschema:"ids of actors"`
	Place  []string `json:"place,omitempty" jsonschema:"ids of places"`
	Thread []string `json:"thread,omitempty" jsonschema:"ids of threads"`
	Status []string `json:"status,omitempty" jsonschema:"planned, proposed, happened, rejected, cancelled, postponed or claimed"`
	Limit  int      `json:"limit,omitempty" jsonschema:"1 to 50; 20 where not given"`
}

// values are the same parameters as the API takes.
func (in searchInput) values() url.Values {
	values := url.Values{"type": in.Type, "actor": in.Actor, "place": in.Place, "thread": in.Thread, "status": in.Status}
	for name, value := range map[string]string{"q": in.Query, "from": in.From, "to": in.To} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if in.Limit != 0 {
		values.Set("limit", strconv.Itoa(in.Limit))
	}
	return values
}

// mcpEvents is a list of events with their citations.
type mcpEvents struct {
	Total   int       `json:"total"`
	AtLeast bool      `json:"at_least,omitempty"` // there may be more than total says
	Events  []mcpFact `json:"events"`
}

// An mcpFact is an event as a language model should tell it.
type mcpFact struct {
	ID           string     `json:"id"`
	Title        string     `json:"title"`
	DateWords    string     `json:"date_words"`
	Start        string     `json:"start"`
	End          string     `json:"end"`
	Status       string     `json:"status"`
	Type         string     `json:"type"`
	Summary      string     `json:"summary"`
	Places       []string   `json:"places"`
	Actors       []string   `json:"actors"`
	Notes        []string   `json:"notes"` // disputed, outcome unknown …
	Corroborated string     `json:"corroborated"`
	Link         string     `json:"link"`
	Sources      []citation `json:"sources"`
}

// A citation is a page that an event rests on.
type citation struct {
	Publisher   string `json:"publisher"`
	Title       string `json:"title"`
	URL         string `json:"url"`
	Published   string `json:"published"`
	Quote       string `json:"quote,omitempty"`
	Dated       string `json:"dated,omitempty"` // how the page's date phrase was resolved
	Licence     string `json:"licence,omitempty"`
	Attribution string `json:"attribution,omitempty"`
}

func (s *server) searchEvents(ctx context.Context, in searchInput) (mcpEvents, error) {
	p := readParams(in.values().Encode())
	filter, limit := s.filter(p), p.number("limit", 1, 50, 20)
	if err := p.done(true); err != nil {
		return mcpEvents{}, err
	}
	return s.facts(ctx, filter, timeline.Page{Sort: "-" + timeline.ByWhen, Limit: limit})
}

type asOfInput struct {
	AsOf  string `json:"as_of" jsonschema:"what was known at the end of this day, 2025-05-14"`
	From  string `json:"from,omitempty" jsonschema:"first day"`
	To    string `json:"to,omitempty" jsonschema:"last day"`
	Query string `json:"query,omitempty" jsonschema:"words to look for"`
}

func (s *server) timelineAsOf(ctx context.Context, in asOfInput) (mcpEvents, error) {
	values := searchInput{Query: in.Query, From: in.From, To: in.To}.values()
	values.Set("as_of", in.AsOf)
	p := readParams(values.Encode())
	filter := s.filter(p)
	if filter.AsOf.IsZero() {
		p.fail("as_of", "say the day, like 2025-05-14")
	}
	if err := p.done(true); err != nil {
		return mcpEvents{}, err
	}
	return s.facts(ctx, filter, timeline.Page{Sort: timeline.ByWhen, Limit: 50})
}

// facts loads a page of events with their citations.
func (s *server) facts(ctx context.Context, filter timeline.Filter, page timeline.Page) (mcpEvents, error) {
	list, err := s.store.Events(ctx, filter, page)
	out := mcpEvents{Total: list.Total, AtLeast: list.AtLeast, Events: []mcpFact{}}
	for _, listed := range list.Events {
		event, err := s.store.Event(ctx, listed.ID, filter.AsOf)
		if err != nil {
			return out, err
		}
		show(&event, s.dayOf(filter))
		out.Events = append(out.Events, s.fact(event, false))
	}
	return out, err
}

func (s *server) fact(e timeline.Event, evidence bool) mcpFact {
	cutQuotes(e.Reports, s.names.quotesForbidden)
	fact := mcpFact{
		ID: e.ID, Title: e.Title, DateWords: e.WhenWords(), Start: string(e.When.Start), End: string(e.When.End),
		Status: string(e.Status), Type: s.names.kind(e.Type), Summary: e.Summary, Places: []string{},
		Actors: s.actorWords(e.Participations), Notes: flagWords(e.Flags), Corroborated: corroborationWords(e.Corroboration),
		Link: s.publicURL + "/e/" + e.ID, Sources: []citation{},
	}
	for _, place := range e.Places {
		fact.Places = append(fact.Places, s.names.place(place))
	}
	seen := map[string]bool{}
	for _, r := range e.Reports {
		if r.Article != nil && (evidence || !seen[r.Article.ID]) {
			seen[r.Article.ID] = true
			fact.Sources = append(fact.Sources, s.citation(r, evidence))
		}
	}
	return fact
}

func (s *server) citation(r timeline.Report, evidence bool) citation {
	cited := citation{
		Publisher: s.names.publisher(r.Article.Publisher), Title: r.Article.Title, URL: webAddress(r.Article.URL),
		Published: publishedWords(*r.Article),
	}
	if evidence {
		cited.Quote, cited.Dated = r.Quote, r.DateReason
		cited.Licence, cited.Attribution = r.Article.Licence, r.Article.Attribution
	}
	return cited
}

type eventInput struct {
	ID   string `json:"id" jsonschema:"the event's id"`
	AsOf string `json:"as_of,omitempty" jsonschema:"as known at the end of this day"`
}

type mcpDetail struct {
	mcpFact
	Differences []string `json:"differences"` // where sources differ
	History     []string `json:"history"`
}

func (s *server) mcpEvent(ctx context.Context, in eventInput) (mcpDetail, error) {
	p := readParams(url.Values{"as_of": {in.AsOf}}.Encode())
	asOf := p.moment("as_of")
	if err := p.done(true); err != nil {
		return mcpDetail{}, err
	}
	event, err := s.store.Event(ctx, in.ID, asOf)
	if err != nil {
		return mcpDetail{}, err
	}
	show(&event, s.dayOf(timeline.Filter{AsOf: asOf}))
	detail := mcpDetail{mcpFact: s.fact(event, true), Differences: s.claimWords(event.Claims), History: []string{}}
	for _, change := range historyOf(event.Revisions) {
		detail.History = append(detail.History, change.Day+": "+change.Words)
	}
	return detail, nil
}

type weekInput struct {
	Week     string `json:"week" jsonschema:"an ISO week, 2025-W20, or two days, 2025-05-01..2025-05-20"`
	Length   string `json:"length,omitempty" jsonschema:"3, 7 or all events, the weightiest; all where not given"`
	Reviewed bool   `json:"reviewed,omitempty" jsonschema:"only events that a person has reviewed"`
}

// mcpWeek is a composed briefing: its lines name their events and references.
type mcpWeek struct {
	Published
	Markdown string `json:"markdown"` // the same, ready to be quoted with its references
}

func (s *server) weeklyBriefing(ctx context.Context, in weekInput) (mcpWeek, error) {
	period, err := timeline.ParsePeriod(in.Week)
	if err != nil {
		return mcpWeek{}, err
	}
	values := url.Values{}
	if in.Length != "" {
		values.Set("length", in.Length)
	}
	p := readParams(values.Encode())
	choice := BriefingChoice{Period: period, Reviewed: in.Reviewed, Length: briefingLength(p)}
	if err := p.done(true); err != nil {
		return mcpWeek{}, err
	}
	briefing, err := Brief(ctx, s.store, s.topic, choice, s.now(), s.publicURL)
	return mcpWeek{briefing, briefingMarkdown(briefing, s.publicURL)}, err
}
