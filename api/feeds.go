package api

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	syndication "github.com/gorilla/feeds"

	"truceline/timeline"
)

// feeds are what programs follow: feeds, the calendar, and what tells them
// about this server. They ignore parameters that they do not know.
func (s *server) feeds() map[string]gin.HandlerFunc {
	routes := map[string]gin.HandlerFunc{
		"/calendar.ics": s.kept(s.showCalendar),
		"/oembed":       s.kept(s.showOEmbed),
		"/robots.txt":   s.kept(s.showRobots),
		"/llms.txt":     s.kept(s.showLLMs),
		"/sitemap.xml":  s.kept(s.showSitemap),

		"/embed/timeline.svg": s.kept(s.showPicture(writeSVG)),
		"/embed/timeline.png": s.kept(s.showPicture(writePNG)),
	}
	for _, kind := range feedKinds {
		routes["/feeds/events."+kind.extension] = s.kept(s.feed(kind, s.eventsFeed))
		routes["/feeds/corrections."+kind.extension] = s.kept(s.feed(kind, s.correctionsFeed))
		routes["/feeds/editions."+kind.extension] = s.kept(s.feed(kind, s.editionsFeed))
	}
	return routes
}

// A feedKind writes a feed in one of the three formats.
type feedKind struct {
	extension   string
	contentType string
	write       func(f *syndication.Feed, self string) ([]byte, error)
}

var feedKinds = []feedKind{
	{"atom", "application/atom+xml; charset=utf-8", writeAtom},
	{"rss", "application/rss+xml; charset=utf-8", writeRSS},
	{"json", "application/feed+json; charset=utf-8", writeJSONFeed},
}

// feed answers what fill puts into a feed.
func (s *server) feed(kind feedKind, fill func(context.Context, view, timeline.Filter, *params) (*syndication.Feed, error)) func(*gin.Context) (*page, error) {
	return func(c *gin.Context) (*page, error) {
		p := readParams(c.Request.URL.RawQuery)
		filter := s.filter(p)
		feed, err := fill(c.Request.Context(), s.view(c, filter), filter, p)
		if err != nil {
			return nil, err
		}
		body, err := kind.write(feed, s.address(c, c.Request.URL.RequestURI()))
		if err != nil {
			return nil, fmt.Errorf("feed: %w", err)
		}
		return &page{contentType: kind.contentType, plain: body}, nil
	}
}

// eventsFeed has the events that changed last. An event is one entry for
// ever: a change moves its date of update, never its id.
func (s *server) eventsFeed(ctx context.Context, v view, filter timeline.Filter, p *params) (*syndication.Feed, error) {
	page := timeline.Page{Sort: "-" + timeline.ByChanged, Limit: p.number("limit", 1, 200, 50)}
	if err := p.done(false); err != nil {
		return nil, err
	}
	list, err := s.store.Events(ctx, filter, page)
	if err != nil {
		return nil, err
	}
	feed := v.feed(v.Title + ": events")
	for _, event := range s.ready(list.Events, filter) {
		feed.Add(v.item(event))
	}
	feed.Updated = latest(feed.Items)
	return feed, nil
}

func (v view) feed(title string) *syndication.Feed {
	return &syndication.Feed{
		Title:       oneLine(title),
		Link:        &syndication.Link{Href: v.Address},
		Description: v.about("New and changed events"),
		Author:      &syndication.Author{Name: oneLine(v.Attribution)},
		Copyright:   oneLine(v.Licence + ", " + v.Attribution),
	}
}

// about says what a feed follows. It holds no moment: a feed whose entries
// stay must stay itself.
func (v view) about(said string) string {
	if v.Filter != "" {
		said += "; " + v.Filter
	}
	if !v.AsOf.IsZero() {
		said += "; as known on " + v.moment()
	}
	return oneLine(said)
}

func (v view) item(e timeline.Event) *syndication.Item {
	return &syndication.Item{
		Id:          entryID("event", e.ID),
		IsPermaLink: "false",
		Title:       oneLine(entryTitle(e)),
		Link:        &syndication.Link{Href: v.event(e.ID)},
		Description: html.EscapeString(oneLine(e.WhenWords() + ". " + e.Summary)),
		Content:     v.itemText(e),
		Created:     e.Created.UTC(),
		Updated:     e.Updated.UTC(),
	}
}

// entryID names an entry whatever the server's address is.
func entryID(parts ...string) string {
	return "urn:truceline:" + strings.Join(parts, ":")
}

// itemText is an entry's text as HTML; everything foreign in it is escaped.
func (v view) itemText(e timeline.Event) string {
	lines := []string{
		"<p><strong>" + html.EscapeString(oneLine(e.WhenWords())) + "</strong> · " + html.EscapeString(v.names.kind(e.Type)) + " · " + html.EscapeString(string(e.Status)) + "</p>",
	}
	if e.Summary != "" {
		lines = append(lines, "<p>"+html.EscapeString(oneLine(e.Summary))+"</p>")
	}
	lines = append(lines, `<p>`+html.EscapeString(sentence(corroborationWords(e.Corroboration)))+
		` <a href="`+html.EscapeString(v.event(e.ID))+`">Evidence</a></p>`)
	return strings.Join(lines, "")
}

// latest is the moment of the newest entry; the beginning of the calendar
// where there is none, as a feed needs a moment that stays.
func latest(items []*syndication.Item) time.Time {
	moment := time.Unix(0, 0).UTC()
	for _, item := range items {
		if item.Updated.After(moment) {
			moment = item.Updated
		}
	}
	return moment
}

// correctionsSince is how far back the feed of corrections looks, in days.
const correctionsSince = 180

// correctionsFeed has what was changed about events after they were first
// recorded, retractions too: one entry per revision, the newest first.
func (s *server) correctionsFeed(ctx context.Context, v view, filter timeline.Filter, p *params) (*syndication.Feed, error) {
	limit := p.number("limit", 1, 200, 100)
	if err := p.done(false); err != nil {
		return nil, err
	}
	if len(filter.Reviews) == 0 {
		filter.Reviews = timeline.Reviews
	}
	items, err := s.corrections(ctx, v, filter)
	feed := v.feed(v.Title + ": corrections")
	feed.Description = v.about("What was changed about events after they were first recorded")
	feed.Items = items[:min(limit, len(items))]
	feed.Updated = latest(feed.Items)
	return feed, err
}

func (s *server) corrections(ctx context.Context, v view, filter timeline.Filter) ([]*syndication.Item, error) {
	until := s.now().UTC()
	page := timeline.Page{Limit: 200}
	var items []*syndication.Item
	for {
		list, err := s.store.Changes(ctx, filter, until.AddDate(0, 0, -correctionsSince), until, page)
		if err != nil {
			return nil, err
		}
		for _, changed := range list.Changes {
			if isCorrection(changed.Revision) {
				items = append(items, v.correction(changed.Revision, changed.Event))
			}
		}
		if list.Next == "" {
			slices.Reverse(items)
			return items, nil
		}
		page.Cursor = list.Next
	}
}

// corrective are the fields whose change alters what readers were told; one
// more source, a thread or a weight does not.
var corrective = []string{"event", "when", "status", "type", "title", "summary", "places", "participations", "claims", "review"}

// isCorrection says whether a revision changes what was told before.
func isCorrection(r timeline.Revision) bool {
	return r.Number > 1 && slices.ContainsFunc(r.Changes, func(c timeline.Change) bool { return slices.Contains(corrective, c.Field) })
}

func (v view) correction(r timeline.Revision, e timeline.Event) *syndication.Item {
	words := make([]string, 0, len(r.Changes)+1)
	for _, change := range r.Changes {
		words = append(words, change.Words)
	}
	if r.Note != "" {
		words = append(words, r.By+": "+r.Note)
	}
	said := oneLine(or(strings.Join(words, " "), "The record was changed."))
	return &syndication.Item{
		Id:          entryID("revision", r.EventID, fmt.Sprint(r.Number)),
		IsPermaLink: "false",
		Title:       "Changed: " + namedBy(e),
		Link:        &syndication.Link{Href: v.event(r.EventID)},
		Description: html.EscapeString(said),
		Content:     "<p>" + html.EscapeString(said) + "</p>",
		Created:     r.KnownFrom.UTC(),
		Updated:     r.KnownFrom.UTC(),
	}
}

// atomFeed is the library's feed with the link to itself that the standard
// asks for (RFC 4287, 4.1.1).
type atomFeed struct {
	*syndication.AtomFeed
	Links []syndication.AtomLink `xml:"link"`
}

func writeAtom(f *syndication.Feed, self string) ([]byte, error) {
	made := (&syndication.Atom{Feed: f}).AtomFeed()
	made.Id = entryID("feed", self)
	alternate := *made.Link
	alternate.Rel = "alternate"
	made.Link = nil
	for _, entry := range made.Entries {
		entry.Updated = anyTime(entry.Updated)
	}
	return marshal(atomFeed{made, []syndication.AtomLink{alternate, {Href: self, Rel: "self", Type: "application/atom+xml"}}})
}

func anyTime(text string) string { return or(text, time.Unix(0, 0).UTC().Format(time.RFC3339)) }

// rssFeed is the library's feed with the same link, in Atom's name space.
type rssFeed struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Content string     `xml:"xmlns:content,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Self rssSelf `xml:"atom:link"`
	*syndication.RssFeed
}

type rssSelf struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
}

func writeRSS(f *syndication.Feed, self string) ([]byte, error) {
	made := (&syndication.Rss{Feed: f}).RssFeed()
	made.ManagingEditor = "" // the standard wants a mail address there
	for _, item := range made.Items {
		item.Author = ""
	}
	return marshal(rssFeed{
		Version: "2.0", Content: "http://purl.org/rss/1.0/modules/content/", Atom: "http://www.w3.org/2005/Atom",
		Channel: rssChannel{rssSelf{self, "self", "application/rss+xml"}, made},
	})
}

func marshal(feed any) ([]byte, error) {
	body, err := xml.MarshalIndent(feed, "", " ")
	return append([]byte(xml.Header), body...), err
}

// jsonFeed is the library's feed with the list of entries even where it is
// empty (https://www.jsonfeed.org/version/1.1/).
type jsonFeed struct {
	*syndication.JSONFeed
	Version string                  `json:"version"`
	Items   []*syndication.JSONItem `json:"items"`
}

func writeJSONFeed(f *syndication.Feed, self string) ([]byte, error) {
	made := (&syndication.JSON{Feed: f}).JSONFeed()
	made.FeedUrl = self
	for _, item := range made.Items {
		item.Summary = html.UnescapeString(item.Summary) // here it is plain text
	}
	return json.MarshalIndent(jsonFeed{made, "https://jsonfeed.org/version/1.1", some(made.Items)}, "", " ")
}
