package api

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"truceline/store"
	"truceline/timeline"
)

// threadPage is everything that the page of a thread shows.
type threadPage struct {
	frame
	Thread timeline.Thread
	AsOf   string // the day that the page is as known on; "" for today
	Last   *line  // the last that happened
	Coming *line  // the next that is planned
	Actors string
	Count  string
	Lines  []line
	Week   []threadChange // what became known in the last seven days
	Atom   string
	Embed  string
}

// A threadChange is a line of what changed in a thread.
type threadChange struct {
	change
	ID, Title string
}

const (
	weekOfChanges = 7 * 24 * time.Hour
	changesShown  = 10
)

func (s *server) showThread(c *gin.Context) (string, any, error) {
	asOf, err := momentOf(c)
	if err != nil {
		return "", nil, err
	}
	thread, err := s.thread(c.Request.Context(), c.Param("id"), asOf)
	if err != nil {
		return "", nil, err
	}
	data := threadPage{
		frame:  s.frame(c, "threads", thread.Title, "/t/"+thread.ID),
		Thread: thread.Thread,
		AsOf:   asOfWords(asOf),
		Last:   s.lineOf(thread.LastEvent),
		Coming: s.lineOf(thread.NextPlanned),
		Actors: strings.Join(s.actorsIn(thread.Events), ", "),
		Count:  countOf(thread.Story.Events, "event"),
	}
	data.Description = thread.Summary
	data.JSONLD = s.threadLD(thread, data.Canonical, s.address(c, ""))
	data.Feeds = s.feedLinks("thread=" + thread.ID)
	for _, event := range thread.Events {
		data.Lines = append(data.Lines, s.line(event))
	}
	data.Atom, data.Embed = data.Feeds[0].Href, "/embed?thread="+url.QueryEscape(thread.ID)
	if asOf.IsZero() {
		data.Week, err = s.weekOf(c.Request.Context(), thread.ID)
	}
	return "thread", data, err
}

// weekOf tells what became known of a thread's events in the last seven days,
// the newest first.
func (s *server) weekOf(ctx context.Context, thread string) ([]threadChange, error) {
	now := s.now()
	filter := timeline.Filter{Topic: s.topic.ID, Threads: []string{thread}}
	list, err := s.store.Changes(ctx, filter, now.Add(-weekOfChanges), now, timeline.Page{Limit: changesShown})
	var changes []threadChange
	for _, changed := range slices.Backward(list.Changes) {
		for _, said := range historyOf([]timeline.Revision{changed.Revision}) {
			changes = append(changes, threadChange{said, changed.Event.ID, changed.Event.Title})
		}
	}
	return changes, err
}

func (s *server) lineOf(event *timeline.Event) *line {
	if event == nil {
		return nil
	}
	made := s.line(*event)
	return &made
}

// actorsIn names the actors of some events, the most frequent first.
func (s *server) actorsIn(events []timeline.Event) []string {
	var rows [][]string
	for _, event := range events {
		var row []string
		for _, p := range event.Participations {
			row = append(row, s.names.actor(p.Actor))
		}
		rows = append(rows, row)
	}
	return byFrequency(rows)
}

// threadsPage lists the threads.
type threadsPage struct {
	frame
	Threads []threadLine
}

type threadLine struct {
	Thread timeline.Thread
	Count  string
}

func (s *server) showThreads(c *gin.Context) (string, any, error) {
	stories, err := s.stories(c.Request.Context(), time.Time{})
	data := threadsPage{frame: s.frame(c, "threads", "Threads", "/t")}
	for _, story := range stories {
		data.Threads = append(data.Threads, threadLine{story.Thread, storyWords(story)})
	}
	return "threads", data, err
}

func storyWords(story store.Story) string {
	if story.Events == 0 {
		return "No events yet."
	}
	return countOf(story.Events, "event") + ", " + timeline.SpanWords(story.First, story.Last) + "."
}

// sourcesPage lists what is read.
type sourcesPage struct {
	frame
	Count   string
	Caption string // of the strips; "" where nothing was read yet
	Rows    []sourceRow
}

type sourceRow struct {
	ID, Name, Homepage string
	Health             timeline.Health
	Shape, HealthWords string
	Reason             string
	Role, Language     string
	LastRead, LastNew  string
	Next               string
	Reuse, TermsURL    string
	Brought            string
	Group              string // whose reports do not count as independent of each other
	Strip              coverageStrip
	Success            successStrip
	Delay              string // in words; "" where it is not known
}

func (s *server) showSources(c *gin.Context) (string, any, error) {
	rows, err := s.sourceRows(c.Request.Context())
	if err != nil {
		return "", nil, err
	}
	strips, months, err := s.strips(c.Request.Context())
	if err != nil {
		return "", nil, err
	}
	successes, err := s.successes(c.Request.Context())
	if err != nil {
		return "", nil, err
	}
	delays, err := s.delays(c.Request.Context())
	working := 0
	for i, row := range rows {
		rows[i].Strip, rows[i].Success, rows[i].Delay = strips[row.ID], successes[row.ID], delayWords(delays[row.ID])
		if len(months) > 0 && len(rows[i].Strip.Cells) == 0 {
			rows[i].Strip = stripOf(months, nil, 1)
		}
		if row.Shape == shapeWorking {
			working++
		}
	}
	data := sourcesPage{frame: s.frame(c, "sources", "Sources", "/sources"), Rows: rows, Caption: coverageCaption(months)}
	data.Count = fmt.Sprintf("%s, %d of them working now.", countOf(len(rows), "source"), working)
	return "sources", data, err
}

func (s *server) sourceRows(ctx context.Context) ([]sourceRow, error) {
	sources, err := s.store.Sources(ctx, s.topic.ID)
	if err != nil {
		return nil, err
	}
	yields, err := s.store.Yields(ctx, s.topic.ID)
	rows := make([]sourceRow, len(sources))
	for i, source := range sources {
		rows[i] = rowOfSource(source, yields[source.ID])
	}
	return rows, err
}

func rowOfSource(source timeline.Source, yield store.Yield) sourceRow {
	state := healthOf(source)
	shape := shapeOf(state)
	reason := source.State.Reason
	if source.Off != "" {
		reason = source.Off
	}
	row := sourceRow{
		ID: source.ID, Name: source.Name, Homepage: webAddress(source.Homepage), Health: state, Shape: shape,
		HealthWords: strings.ReplaceAll(string(state), "-", " "), Reason: reason,
		Role: roleWords(source.Role), Language: source.Language,
		LastRead: momentWords(source.State.LastRead), LastNew: momentWords(source.State.LastNew),
		Reuse: string(source.Reuse), TermsURL: webAddress(source.TermsURL),
		Brought: broughtWords(yield), Group: source.OwnerGroup,
	}
	if shape != shapeOff {
		row.Next = nextWords(source.State.NextDue)
	}
	return row
}

// nextWords says when a source is read next: one without a moment is due.
func nextWords(due time.Time) string {
	if due.IsZero() || due.Year() < 1971 {
		return "due now"
	}
	return momentWords(due)
}

// delayWords says a delay as roughly as a mean deserves.
func delayWords(d store.Delay) string {
	if d.Articles == 0 {
		return ""
	}
	minutes := int(d.Mean.Round(time.Minute) / time.Minute)
	switch {
	case minutes < 1:
		return "under 1\u00a0min"
	case minutes < 120:
		return fmt.Sprintf("%d\u00a0min", minutes)
	case minutes < 48*60:
		return fmt.Sprintf("%d\u00a0h", (minutes+30)/60)
	default:
		return fmt.Sprintf("%d\u00a0days", (minutes+12*60)/(24*60))
	}
}

func broughtWords(yield store.Yield) string {
	if yield.Articles == 0 {
		return "nothing yet"
	}
	return countOf(yield.Articles, "article") + " for " + countOf(yield.Events, "event")
}

// healthOf is the state of a source as readers are told it.
func healthOf(source timeline.Source) timeline.Health {
	switch {
	case source.Off != "" || source.State.Paused:
		return timeline.HealthDisabled
	case source.State.Health == "":
		return timeline.HealthNever
	default:
		return source.State.Health
	}
}

// Shapes group the states of sources, so that none is told by colour alone.
const (
	shapeWorking = "●"
	shapeWatch   = "◐"
	shapeFailing = "▲"
	shapeShut    = "■"
	shapeOff     = "‖"
)

func shapeOf(state timeline.Health) string {
	switch state {
	case timeline.HealthOK, timeline.HealthNotModified, timeline.HealthQuiet:
		return shapeWorking
	case timeline.HealthParseError, timeline.HealthUnreachable:
		return shapeFailing
	case timeline.HealthBlocked, timeline.HealthGone:
		return shapeShut
	case timeline.HealthDisabled:
		return shapeOff
	default:
		return shapeWatch
	}
}

func momentWords(t time.Time) string {
	if t.IsZero() || t.Year() < 1971 {
		return "never"
	}
	return t.UTC().Format("2 January 2006, 15:04 UTC")
}

// aboutPage says how the archive is made.
type aboutPage struct {
	frame
	TopicSummary         string
	Contact, ContactHref string
}

func (s *server) showAbout(c *gin.Context) (string, any, error) {
	data := aboutPage{frame: s.frame(c, "about", "About", "/about"), TopicSummary: s.topic.Summary, Contact: s.contact, ContactHref: s.contact}
	if !strings.Contains(s.contact, "://") {
		data.ContactHref = "mailto:" + s.contact
	}
	return "about", data, nil
}

// momentOf reads the moment that a page is asked for.
func momentOf(c *gin.Context) (time.Time, error) {
	p := readParams(c.Request.URL.RawQuery)
	asOf := p.moment("as_of")
	return asOf, p.done(false)
}

func asOfWords(asOf time.Time) string {
	if asOf.IsZero() {
		return ""
	}
	return timeline.DayOf(asOf.UTC()).Words()
}
