package api

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"truceline/timeline"
)

const typeText = "text/plain; charset=utf-8"

// showRobots tells crawlers what is worth their time.
func (s *server) showRobots(c *gin.Context) (*page, error) {
	text := "User-agent: *\nDisallow: /api/\nDisallow: /embed/frame\nAllow: /\n\nSitemap: " + s.address(c, "/sitemap.xml") + "\n"
	return &page{contentType: typeText, plain: []byte(text)}, nil
}

// showLLMs tells language models what is here and how to cite it
// (https://llmstxt.org).
func (s *server) showLLMs(c *gin.Context) (*page, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "# Truceline: %s\n\n> %s\n\n", markdownText(s.topic.Title), markdownText(s.topic.Summary))
	b.WriteString("Every event has a permanent address, the sources that report it, and a date that is never sharper than its source. " +
		"A status of planned, proposed, claimed or rejected is part of the fact: do not report such an event as having happened. " +
		"Cite the event's address and the sources that it names. Quotations belong to their publishers.\n\n")
	fmt.Fprintf(&b, "Licence: %s, %s.\n\n## For programs\n\n", markdownText(s.topic.Licence), markdownText(s.topic.Attribution))
	for _, link := range [][3]string{
		{"API document", "/api/v1/openapi.json", "every call and its answer"},
		{"Events", "/api/v1/events", "filters: from, to, type, actor, place, thread, source, status, q; as_of gives what was known on a day"},
		{"Export", "/api/v1/export.jsonl", "all events with evidence, one per line"},
		{"Model Context Protocol", "/mcp", "tools: search_events, get_event, timeline_as_of, weekly_briefing"},
		{"New and changed events", "/feeds/events.atom", "Atom; also .rss and .json"},
		{"Corrections", "/feeds/corrections.atom", "what was changed afterwards"},
		{"Planned events", "/calendar.ics", "iCalendar"},
	} {
		fmt.Fprintf(&b, "- [%s](%s): %s\n", link[0], s.address(c, link[1]), link[2])
	}
	b.WriteString("\n## Threads\n\n")
	for _, thread := range s.topic.Threads {
		fmt.Fprintf(&b, "- [%s](%s): %s\n", markdownText(thread.Title), s.address(c, "/t/"+thread.ID), markdownText(thread.Summary))
	}
	return &page{contentType: typeText, plain: []byte(b.String())}, nil
}

// A siteMap lists the pages of the site (https://www.sitemaps.org).
type siteMap struct {
	XMLName xml.Name  `xml:"urlset"`
	Xmlns   string    `xml:"xmlns,attr"`
	URLs    []siteURL `xml:"url"`
}

type siteURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// A siteIndex lists the parts of a site map that is too long for one file.
type siteIndex struct {
	XMLName xml.Name  `xml:"sitemapindex"`
	Xmlns   string    `xml:"xmlns,attr"`
	Parts   []siteURL `xml:"sitemap"`
}

const siteNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// mostURLs is the most that one site map may list.
const mostURLs = 50_000

// showSitemap lists every page. Where there are more than one file may hold,
// it lists the parts; part=n gives one.
func (s *server) showSitemap(c *gin.Context) (*page, error) {
	p := readParams(c.Request.URL.RawQuery)
	part := p.number("part", 1, 1000, 0)
	if err := p.done(false); err != nil {
		return nil, err
	}
	urls, err := s.siteURLs(c)
	if err != nil {
		return nil, err
	}
	switch {
	case part > 0:
		from := min((part-1)*mostURLs, len(urls))
		return xmlPage(siteMap{Xmlns: siteNamespace, URLs: urls[from:min(from+mostURLs, len(urls))]})
	case len(urls) > mostURLs:
		index := siteIndex{Xmlns: siteNamespace}
		for n := 0; n*mostURLs < len(urls); n++ {
			index.Parts = append(index.Parts, siteURL{Loc: s.address(c, "/sitemap.xml?part="+strconv.Itoa(n+1))})
		}
		return xmlPage(index)
	default:
		return xmlPage(siteMap{Xmlns: siteNamespace, URLs: urls})
	}
}

func (s *server) siteURLs(c *gin.Context) ([]siteURL, error) {
	var urls []siteURL
	for _, path := range []string{"/", "/t", "/sources", "/about"} {
		urls = append(urls, siteURL{Loc: s.address(c, path)})
	}
	for _, thread := range s.topic.Threads {
		urls = append(urls, siteURL{Loc: s.address(c, "/t/"+url.PathEscape(thread.ID))})
	}
	week := ""
	for event, err := range s.store.Export(c.Request.Context(), timeline.Filter{Topic: s.topic.ID}, timeline.ByWhen, false) {
		if err != nil {
			return nil, err
		}
		if next := timeline.WeekOf(event.When.SortDay()).Name(); next != week {
			week = next
			urls = append(urls, siteURL{Loc: s.address(c, "/briefing/"+week)})
		}
		urls = append(urls, siteURL{s.address(c, "/e/"+url.PathEscape(event.ID)), string(timeline.DayOf(event.Updated.UTC()))})
	}
	return urls, nil
}

func xmlPage(body any) (*page, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	err := xml.NewEncoder(&b).Encode(body)
	return &page{contentType: "application/xml; charset=utf-8", plain: b.Bytes()}, err
}

// embedCode answers oEmbed 1.0 (https://oembed.com).
type embedCode struct {
	XMLName      xml.Name `json:"-" xml:"oembed"`
	Type         string   `json:"type" xml:"type"`
	Version      string   `json:"version" xml:"version"`
	Title        string   `json:"title" xml:"title"`
	ProviderName string   `json:"provider_name" xml:"provider_name"`
	ProviderURL  string   `json:"provider_url" xml:"provider_url"`
	CacheAge     int      `json:"cache_age" xml:"cache_age"`
	HTML         string   `json:"html" xml:"html"`
	Width        int      `json:"width" xml:"width"`
	Height       int      `json:"height" xml:"height"`
}

// showOEmbed gives the code that embeds one of our pages.
func (s *server) showOEmbed(c *gin.Context) (*page, error) {
	p := readParams(c.Request.URL.RawQuery)
	p.asked["url"] = true
	address, format := p.values.Get("url"), p.choice("format", "json", "xml")
	width, height := p.number("maxwidth", 1, 10_000, 640), p.number("maxheight", 1, 10_000, 480)
	if err := p.done(false); err != nil {
		return nil, err
	}
	query, title, err := s.embeddable(c, address)
	if err != nil {
		return nil, err
	}
	code := embedCode{
		Type: "rich", Version: "1.0", Title: title, ProviderName: "Truceline", ProviderURL: s.address(c, "/"), CacheAge: 3600,
		Width: min(width, 640), Height: min(height, 480),
	}
	code.HTML = fmt.Sprintf(`<iframe src="%s" title="%s" width="%d" height="%d" loading="lazy"></iframe>`,
		html.EscapeString(s.address(c, "/embed/frame?"+query)), html.EscapeString(oneLine(title)), code.Width, code.Height)
	if format == "xml" {
		made, err := xmlPage(code)
		made.contentType = "text/xml; charset=utf-8"
		return made, err
	}
	body, err := json.Marshal(code)
	return &page{contentType: typeJSON, plain: body}, err
}

// wholeTopic are the pages that tell of no events of their own: what is
// embedded for them is the whole timeline.
var wholeTopic = []string{"t", "briefing", "sources", "about", "embed"}

// embeddable gives the widget's parameters for one of our pages, and a title.
func (s *server) embeddable(c *gin.Context, address string) (query, title string, err error) {
	u, err := url.Parse(address)
	ours, _ := url.Parse(s.address(c, "/"))
	if err != nil || u.Host != ours.Host {
		return "", "", fmt.Errorf("%q is no page of this site: %w", address, timeline.ErrNotFound)
	}
	kind, id, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	switch {
	case kind == "e":
		event, err := s.store.Event(c.Request.Context(), id, time.Time{})
		return url.Values{"event": {event.ID}}.Encode(), event.Title, err
	case kind == "t" && id != "":
		thread, ok := s.names.threads[id]
		if !ok {
			return "", "", fmt.Errorf("thread %q: %w", id, timeline.ErrNotFound)
		}
		return url.Values{"thread": {id}, "layout": {"thread"}}.Encode(), thread.Title, nil
	case kind == "briefing" && id != "":
		id, _, _ = strings.Cut(id, "/") // an edition is of a week too
		period, err := timeline.ParsePeriod(id)
		return url.Values{"from": {string(period.From)}, "to": {string(period.To)}}.Encode(), s.topic.Title + ", " + period.Words(), err
	case u.Path == "/" || u.Path == "":
		p := readParams(u.RawQuery)
		s.filter(p)
		return u.RawQuery, s.topic.Title, p.done(false)
	case slices.Contains(wholeTopic, kind) && id == "":
		return "", s.topic.Title, nil
	}
	return "", "", fmt.Errorf("%q cannot be embedded: %w", address, timeline.ErrNotFound)
}
