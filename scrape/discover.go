package scrape

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"truceline/scrape/prose"
	"truceline/scrape/web"
	"truceline/timeline"
)

const (
	maxTried  = 6 // addresses asked on behalf of somebody who adds a source
	maxSample = 5 // items shown
)

// A Discovery is a source that an address leads to, and what it would bring.
type Discovery struct {
	// Source is an entry as it would be written: with the terms that assume
	// nothing, role unknown and link only, until a person has read them.
	Source timeline.Source
	Found  int // items listed now
	Sample []Sample
}

// A Sample is one item that would be read.
type Sample struct {
	Title     string
	URL       string
	Published time.Time // zero where the list does not say
}

// Discover finds what can be read at an address: the feed or sitemap that it
// is, the feeds that its page names or links to, or else the page's own
// headlines. Nothing is guessed: every address asked was named by the site.
func (s *Scraper) Discover(ctx context.Context, address string) ([]Discovery, error) {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	answer, err := s.client.Get(ctx, web.Request{URL: address, Accept: "text/html,application/xhtml+xml," + feedAccept})
	var refused *web.Error
	if errors.As(err, &refused) && refused.Status == http.StatusNotFound {
		return nil, &ParseError{URL: address, Message: "nothing is at this address (404); give that of the site's front page, and its feed is looked for"}
	}
	if err != nil {
		return nil, err
	}
	if found, ok := s.recognise(answer, "", ""); ok {
		return []Discovery{found}, nil
	}
	if answer.Type != "" && !strings.Contains(answer.Type, "html") && !looksLikeHTML(web.Decode(answer.Body[:min(len(answer.Body), 4<<10)], answer.Charset)) {
		return nil, &ParseError{URL: answer.URL, Message: fmt.Sprintf("this is %s, and neither a feed that can be read nor a page that names one", answer.Type)}
	}
	doc, err := understand(answer, func() (*html.Node, error) { return prose.Parse(web.Decode(answer.Body, answer.Charset)) })
	if err != nil {
		return nil, err
	}
	title, language := pageNames(doc)
	var found []Discovery
	for _, link := range feedLinks(doc, answer.URL) {
		candidate, err := s.client.Get(ctx, web.Request{URL: link, Accept: feedAccept})
		if err != nil {
			if ctx.Err() != nil {
				return found, ctx.Err()
			}
			continue
		}
		if d, ok := s.recognise(candidate, title, language); ok {
			d.Source.Homepage = answer.URL
			d.Source.ID = FreeID(d.Source.ID, sourcesOf(found))
			found = append(found, d)
		}
	}
	if d, ok := s.asListing(doc, answer.URL, title, language); len(found) == 0 && ok {
		found = append(found, d)
	}
	if len(found) == 0 {
		return nil, &ParseError{URL: answer.URL, Message: "the page names no feed and shows no headlines; give the address of a feed, a sitemap or a page that lists articles"}
	}
	return found, nil
}

func sourcesOf(found []Discovery) []timeline.Source {
	sources := make([]timeline.Source, len(found))
	for n, discovery := range found {
		sources[n] = discovery.Source
	}
	return sources
}

// recognise makes a discovery of an answer that is a feed or a sitemap.
func (s *Scraper) recognise(answer web.Answer, title, language string) (Discovery, bool) {
	if looksLikeHTML(web.Decode(answer.Body[:min(len(answer.Body), 4<<10)], answer.Charset)) {
		return Discovery{}, false
	}
	if feed, err := within(parseTime, len(answer.Body), func() (*gofeed.Feed, error) { return parseFeed(answer.Body, answer.Charset) }); err == nil {
		src := proposal("feed", answer.URL, prose.Inline(feed.Title), title, shortLanguage(feed.Language), language)
		if link := resolve(answer.URL, feed.Link); link != "" {
			src.Homepage, src.Publisher = link, hostOf(link)
		}
		return discovery(src, s.newRound(src).feedItems(feed, answer.URL)), true
	}
	list, err := readSitemap(answer)
	if err != nil {
		return Discovery{}, false
	}
	src := proposal("sitemap", answer.URL, "", title, "", language)
	d := discovery(src, s.newRound(src).sitemapItems(list.urls, answer.URL))
	d.Found = max(d.Found, len(list.sitemaps))
	return d, true
}

// asListing proposes to read the page itself.
func (s *Scraper) asListing(doc *html.Node, address, title, language string) (Discovery, bool) {
	src := proposal("page", address, title, "", "", language)
	items, err := s.newRound(src).listed(doc, address)
	return discovery(src, items), err == nil && len(items) >= minHeadlines
}

// minHeadlines make a page one that lists articles.
const minHeadlines = 5

// proposal is an entry that assumes nothing about the publisher.
func proposal(kind, address, name, otherName, language, otherLanguage string) timeline.Source {
	host := hostOf(address)
	if name == "" {
		name = otherName
	}
	if name == "" {
		name = host
	}
	if language == "" {
		language = otherLanguage
	}
	return timeline.Source{ID: entryID(host), Name: name, Kind: kind, URL: address, Language: language, Publisher: host,
		Schedule: "17 * * * *", Role: timeline.RoleUnknown, Reuse: timeline.ReuseLinkOnly}
}

// entryID makes "paper-example" of "feeds.paper.example".
func entryID(host string) string {
	for _, prefix := range []string{"feeds.", "rss.", "news."} {
		host = strings.TrimPrefix(host, prefix)
	}
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return '-'
	}, host)
}

func discovery(src timeline.Source, items []item) Discovery {
	d := Discovery{Source: src, Found: len(items)}
	for _, i := range items[:min(len(items), maxSample)] {
		d.Sample = append(d.Sample, Sample{Title: i.Title, URL: i.URL, Published: i.Published})
	}
	return d
}

// feedLinks are the addresses that a page names as feeds, the announced ones
// before those that only look like it.
func feedLinks(doc *html.Node, base string) []string {
	var announced, linked []string
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Link && isAlternate(n):
			announced = append(announced, resolve(base, attribute(n, "href")))
		case n.DataAtom == atom.A && looksLikeFeed(resolve(base, attribute(n, "href"))):
			linked = append(linked, resolve(base, attribute(n, "href")))
		}
	}
	var links []string
	for _, link := range append(announced, linked...) {
		if link != "" && !slices.Contains(links, link) {
			links = append(links, link)
		}
	}
	return links[:min(len(links), maxTried)]
}

func isAlternate(n *html.Node) bool {
	kind := strings.ToLower(attribute(n, "type"))
	return strings.Contains(strings.ToLower(attribute(n, "rel")), "alternate") &&
		(strings.Contains(kind, "rss") || strings.Contains(kind, "atom") || strings.Contains(kind, "feed+json"))
}

func looksLikeFeed(link string) bool {
	u, err := url.Parse(link)
	if err != nil || link == "" {
		return false
	}
	path := strings.ToLower(strings.TrimRight(u.Path, "/"))
	for _, ending := range []string{"/rss", "/feed", "/atom", ".rss", ".atom", "rss.xml", "feed.xml", "atom.xml", "feed.json", "/rss2"} {
		if strings.HasSuffix(path, ending) {
			return true
		}
	}
	return false
}

func pageNames(doc *html.Node) (title, language string) {
	for n := range doc.Descendants() {
		switch n.DataAtom {
		case atom.Html:
			language = shortLanguage(attribute(n, "lang"))
		case atom.Title:
			if title == "" {
				title = tidy(innerText(n))
			}
		}
	}
	return title, language
}
