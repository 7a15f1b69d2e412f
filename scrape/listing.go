package scrape

import (
	"context"
	"net/url"
	"strings"
	"unicode"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"truceline/scrape/prose"
	"truceline/scrape/web"
	"truceline/timeline"
)

const (
	maxListed    = 100 // links of one listing page
	shortestNews = 20  // characters of a headline
)

// latestListing reads a page that lists articles, for sites without a feed.
// Options: links, a CSS selector of the links or of what holds them; match,
// what an address must contain. Without links every headline on the page's
// own host is one.
func latestListing(ctx context.Context, r *round) ([]item, error) {
	answer, err := r.getList(ctx, htmlAccept)
	if err != nil || answer.NotModified() {
		return nil, err
	}
	if isChallenge(web.Decode(answer.Body[:min(len(answer.Body), 4<<10)], answer.Charset)) {
		return nil, &web.Error{Health: timeline.HealthBlocked, Status: answer.Status, URL: answer.URL,
			Message: "the site asks whether this is a person; it is not, so the page stays unread"}
	}
	return understand(answer, func() ([]item, error) {
		doc, err := prose.Parse(web.Decode(answer.Body, answer.Charset))
		if err != nil {
			return nil, err
		}
		return r.listed(doc, answer.URL)
	})
}

func (r *round) listed(doc *html.Node, base string) ([]item, error) {
	anchors, err := anchorsOf(doc, r.src.Options["links"])
	if err != nil {
		return nil, err
	}
	chosen := r.src.Options["links"] != ""
	var items []item
	known := map[string]bool{}
	for _, a := range anchors {
		link, title := resolve(base, attribute(a, "href")), tidy(innerText(a))
		id := CleanURL(link)
		if link == "" || known[id] || !strings.Contains(link, r.src.Options["match"]) || !chosen && !isHeadline(link, title, base) {
			continue
		}
		known[id] = true
		items = append(items, item{ID: id, URL: link, Title: title})
		if len(items) == maxListed {
			break
		}
	}
	return items, nil
}

// anchorsOf finds the links that a selector names, or all.
func anchorsOf(doc *html.Node, selector string) ([]*html.Node, error) {
	roots := []*html.Node{doc}
	if selector != "" {
		compiled, err := cascadia.ParseGroup(selector)
		if err != nil {
			return nil, timeline.Invalidf("options.links", "%q is not a CSS selector: %v", selector, err)
		}
		roots = cascadia.QueryAll(doc, compiled)
	}
	var anchors []*html.Node
	for _, root := range roots {
		if root.DataAtom == atom.A {
			anchors = append(anchors, root)
			continue
		}
		for n := range root.Descendants() {
			if n.DataAtom == atom.A {
				anchors = append(anchors, n)
			}
		}
	}
	return anchors, nil
}

// isHeadline: on the same site, long enough to say something, and with an
// address that is more than a section.
func isHeadline(link, title, base string) bool {
	u, err := url.Parse(link)
	if err != nil || hostOf(link) != hostOf(base) || len(title) < shortestNews {
		return false
	}
	last := u.Path[strings.LastIndex(strings.TrimRight(u.Path, "/"), "/")+1:]
	return strings.Count(last, "-") >= 2 || strings.ContainsFunc(last, unicode.IsDigit)
}
