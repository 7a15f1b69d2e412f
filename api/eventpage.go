package api

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"truceline/timeline"
)

// eventPage is everything that the page of an event shows.
type eventPage struct {
	frame
	line
	LastRead    []string // of the sources that it was read in
	AsOf        string   // the day that the page is as known on; "" for today
	Weekday     string   // of a date that is one day
	Sharpness   string   // of the date, in words
	ReviewWords string
	Reading     string       // how sure the machine was of what it read, "" where it read nothing
	Resolved    []resolution // how its date came about, each distinct way once
	Evidence    []evidence
	Claims      []string
	Thread      *timeline.Thread
	Previous    *timeline.Event
	Next        *timeline.Event
	Actors      []string
	Links       []eventLink
	History     []change
	Report      string // address for reporting an error, "" where there is none
}

// resolution is one way in which a date came about.
type resolution struct {
	Phrase    string // as printed
	Published string // when the source was, which the phrase is counted from
	Rule      string
	RuleID    string
	Result    string
	Shown     bool // whether that is the date of the event
	Reader    string
}

// evidence is one report: what is quoted, and whose it is.
type evidence struct {
	Quote                 string
	Before, Phrase, After string // the quote around the words that gave the date
	More                  []string
	Note                  string // stands where nothing is quoted
	Language              string
	URL, Title, Publisher string
	Role                  string
	Published             string
	Via                   string
	Archive               string // the Internet Archive's copy nearest to publication
	Terms                 string
}

// eventLink leads to a related event.
type eventLink struct{ Words, ID, Title string }

// change is one line of an event's history.
type change struct{ At, Day, Words string }

func (s *server) showEvent(c *gin.Context) (string, any, error) {
	asOf, err := momentOf(c)
	if err != nil {
		return "", nil, err
	}
	event, err := s.event(c, timeline.Filter{AsOf: asOf})
	if err != nil {
		return "", nil, err
	}
	data := eventPage{
		AsOf:        asOfWords(asOf),
		frame:       s.frame(c, "", event.Title, "/e/"+event.ID),
		line:        s.line(event),
		Weekday:     weekday(event.When),
		Sharpness:   sharpness(event.When),
		ReviewWords: reviewWords(event),
		Reading:     readingWords(event),
		Resolved:    resolved(event),
		Evidence:    s.evidence(event.Reports),
		Claims:      s.claimWords(event.Claims),
		Actors:      s.actorWords(event.Participations),
		History:     historyOf(event.Revisions),
		Report:      s.reportAddress(event),
	}
	if data.LastRead, err = s.lastRead(c.Request.Context(), event.Reports); err != nil {
		return "", nil, err
	}
	data.Description = event.Summary
	data.JSONLD = s.names.eventLD(event, data.Canonical)
	if data.Links, err = s.linkWords(c, event.Links); err != nil {
		return "", nil, err
	}
	return "event", data, s.neighbours(c, event, asOf, &data)
}

// neighbours fills in the thread with the events before and after.
func (s *server) neighbours(c *gin.Context, event timeline.Event, asOf time.Time, data *eventPage) error {
	thread, ok := s.names.threads[event.Thread]
	if !ok {
		return nil
	}
	data.Thread = &thread
	events, err := s.threadEvents(c.Request.Context(), thread.ID, asOf)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(events, func(e timeline.Event) bool { return e.ID == event.ID })
	if at > 0 {
		data.Previous = &events[at-1]
	}
	if at >= 0 && at+1 < len(events) {
		data.Next = &events[at+1]
	}
	return nil
}

// weekday names the day of the week of a date that is one day.
func weekday(when timeline.When) string {
	if when.Open != "" || when.Start == "" || when.Start != when.End {
		return ""
	}
	return when.Start.Time().Weekday().String()
}

// sharpness says how exactly the sources give a date.
func sharpness(when timeline.When) string {
	switch {
	case when.Open != "":
		return "one side open"
	case when.Lasting:
		return "lasted these days"
	case when.Precision != timeline.PrecisionDay:
		return "day not fixed"
	case when.Start != when.End:
		return "lasted these days"
	default:
		return "exact day"
	}
}

// readingWords says how much of what a machine read was said outright.
func readingWords(event timeline.Event) string {
	if event.Certainty == 0 || !slices.ContainsFunc(event.Reports, func(r timeline.Report) bool { return r.Reader != timeline.ReaderCurated }) {
		return ""
	}
	return fmt.Sprintf("Certainty of the reading: %d %%, by how much its sources say outright and how much follows only from the context.", event.Certainty)
}

func reviewWords(event timeline.Event) string {
	switch event.Review {
	case timeline.Confirmed:
		if r := reviewed(event.Revisions); r != nil {
			return "Reviewed by " + r.By + " on " + r.RecordedAt.UTC().Format("2 January 2006") + "."
		}
		return "Reviewed by a person."
	case timeline.ReviewRejected:
		return "Retracted: taken out of every list after review. Its history stays below."
	default:
		return "Read by machine, not yet reviewed by a person."
	}
}

// reviewed is the last revision that an editor made, nil where there is none.
func reviewed(revisions []timeline.Revision) *timeline.Revision {
	for i := len(revisions) - 1; i >= 0; i-- {
		r := &revisions[i]
		if !r.Superseded && r.By != "" && r.By != string(timeline.ReaderRules) && r.By != string(timeline.ReaderCurated) {
			return r
		}
	}
	return nil
}

// resolved gives the distinct ways in which the date came about, that of the
// date that is shown first.
func resolved(event timeline.Event) []resolution {
	var ways []resolution
	seen := map[resolution]bool{}
	for _, r := range event.Reports {
		way := resolution{
			Phrase: r.DatePhrase, Rule: r.DateReason, RuleID: r.DateRule, Result: r.When.Words(),
			Shown: r.When.Start == event.When.Start && r.When.End == event.When.End, Reader: readerWords(r.Reader),
		}
		if r.Reader == timeline.ReaderCurated {
			way.Rule, way.RuleID = "Dated by an editor from the pages cited below.", ""
		} else if r.Article != nil {
			way.Published = publishedWords(*r.Article)
		}
		if way.Rule != "" && !seen[way] {
			seen[way] = true
			ways = append(ways, way)
		}
	}
	slices.SortStableFunc(ways, func(a, b resolution) int {
		switch {
		case a.Shown == b.Shown:
			return 0
		case a.Shown:
			return -1
		default:
			return 1
		}
	})
	return ways
}

func readerWords(reader timeline.Reader) string {
	switch reader {
	case timeline.ReaderRules:
		return "rules of this archive"
	case timeline.ReaderLLM:
		return "a language model, checked against the quote"
	case timeline.ReaderPerson:
		return "a person"
	default:
		return "an editor of this archive"
	}
}

// lastRead tells when the sources of an event were read last: what they have
// said since is not in it.
func (s *server) lastRead(ctx context.Context, reports []timeline.Report) ([]string, error) {
	readings, err := s.readings(ctx, reports)
	var words []string
	for _, r := range readings {
		if r.LastRead != nil {
			words = append(words, r.Name+", "+momentWords(*r.LastRead))
		}
	}
	return words, err
}

func (s *server) evidence(reports []timeline.Report) []evidence {
	list := make([]evidence, 0, len(reports))
	for _, r := range reports {
		list = append(list, s.evidenceOf(r))
	}
	return list
}

func (s *server) evidenceOf(r timeline.Report) evidence {
	e := evidence{Quote: r.Quote, More: r.QuoteMore, Before: r.Quote, Note: noQuoteWords(r)}
	if end := r.DateOffset + len(r.DatePhrase); r.DatePhrase != "" && r.DateOffset >= 0 && end <= len(r.Quote) {
		e.Before, e.Phrase, e.After = r.Quote[:r.DateOffset], r.Quote[r.DateOffset:end], r.Quote[end:]
	}
	a := r.Article
	if a == nil {
		e.Title = "source no longer known"
		return e
	}
	e.Language, e.Via, e.URL = a.Language, a.Via, webAddress(a.URL)
	if e.Title, e.Publisher = a.Title, s.names.publisher(a.Publisher); e.Title == "" {
		e.Title, e.Publisher = or(e.Publisher, "page without title"), ""
	}
	e.Role = roleWords(a.Role)
	e.Published = publishedWords(*a)
	e.Terms = strings.Trim(a.Licence+", "+a.Attribution, ", ")
	if e.URL != "" {
		e.Archive = archived(e.URL, a.Published)
	}
	return e
}

func noQuoteWords(r timeline.Report) string {
	if r.Reader == timeline.ReaderCurated {
		return "Cited by an editor, who dated the event from this page."
	}
	return "This source allows no quotation; the link leads to its text."
}

func roleWords(role timeline.Role) string {
	switch role {
	case timeline.RoleParty:
		return "a party's own word"
	case timeline.RoleUnknown, "":
		return "role not known"
	default:
		return string(role)
	}
}

func publishedWords(a timeline.Article) string {
	switch {
	case a.Published.IsZero():
		return ""
	case a.PublishedDay:
		return a.Published.Format("2 January 2006")
	default:
		return a.Published.UTC().Format("2 January 2006, 15:04 UTC")
	}
}

// archived is the address of the Internet Archive's copy nearest to a moment;
// nobody fetches it but the reader.
func archived(address string, published time.Time) string {
	stamp := "2"
	if !published.IsZero() {
		stamp = published.UTC().Format("20060102150405")
	}
	return "https://web.archive.org/web/" + stamp + "/" + address
}

// claimWords say what sources give where they differ, the best supported first.
func (s *server) claimWords(claims []timeline.Claim) []string {
	list := make([]string, len(claims))
	for i, claim := range claims {
		field, value := claim.Field, claim.Value
		switch field {
		case "when":
			field, value = "Date", timeline.ValueWords(value)
		case "place":
			field, value = "Place", s.names.place(value)
		}
		leads := ""
		if claim.Leads {
			leads = "; shown, as the best supported"
		}
		list[i] = fmt.Sprintf("%s: %s (%s, %d independent%s)", field, value, countOf(len(claim.Reports), "report"), claim.Independent, leads)
	}
	return list
}

// countOf says "1 report", "2 reports".
func countOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (s *server) actorWords(participations []timeline.Participation) []string {
	list := make([]string, len(participations))
	for i, p := range participations {
		list[i] = s.names.actor(p.Actor)
		if extra := strings.Trim(p.As+", "+p.Part, ", "); extra != "" {
			list[i] += " (" + extra + ")"
		}
	}
	return list
}

// linkWords names related events; one that is gone is left out.
func (s *server) linkWords(c *gin.Context, links []timeline.Link) ([]eventLink, error) {
	words := map[string]string{"rejects": "Refuses", "postponed_to": "Postponed to", "announces": "Announces", "follows": "Follows"}
	list := make([]eventLink, 0, len(links))
	for _, link := range links {
		event, err := s.store.Event(c.Request.Context(), link.Event, time.Time{})
		if errors.Is(err, timeline.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		list = append(list, eventLink{or(words[link.Kind], link.Kind), event.ID, event.Title})
	}
	return list, nil
}

// historyOf lists revisions in words, the newest first; what a late article
// overtook is left to the API.
func historyOf(revisions []timeline.Revision) []change {
	var list []change
	for _, r := range slices.Backward(revisions) {
		if r.Superseded {
			continue
		}
		words := make([]string, 0, len(r.Changes)+1)
		for _, c := range r.Changes {
			words = append(words, c.Words)
		}
		if r.Note != "" {
			words = append(words, r.By+": “"+r.Note+"”")
		}
		list = append(list, change{
			At:    r.KnownFrom.UTC().Format(time.RFC3339),
			Day:   r.KnownFrom.UTC().Format("2 January 2006"),
			Words: or(strings.Join(words, " "), "Recorded."),
		})
	}
	return list
}

// reportAddress is where an error in an event is reported.
func (s *server) reportAddress(e timeline.Event) string {
	switch {
	case s.contact == "":
		return ""
	case strings.Contains(s.contact, "://"):
		return s.contact
	default:
		return "mailto:" + s.contact + "?subject=" + url.PathEscape("Truceline event "+e.ID)
	}
}
