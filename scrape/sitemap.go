package scrape

import (
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"truceline/scrape/prose"
	"truceline/scrape/web"
	"truceline/timeline"
)

const (
	maxSitemapURLs = 5000 // of one visit
	maxSitemaps    = 3    // of an index, the newest
	sitemapDays    = 3    // how far back entries are taken
)

// sitemapEntry is a <url> or a <sitemap>. https://www.sitemaps.org/protocol.html
type sitemapEntry struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	News    struct {
		Date        string `xml:"publication_date"`
		Title       string `xml:"title"`
		Publication struct {
			Language string `xml:"language"`
		} `xml:"publication"`
	} `xml:"news"`
}

// latestSitemap reads a news sitemap, or the newest of an index. Options: days,
// how old an entry may be; match, what its address must contain.
func latestSitemap(ctx context.Context, r *round) ([]item, error) {
	answer, err := r.getList(ctx, "application/xml,text/xml;q=0.9")
	if err != nil || answer.NotModified() {
		return nil, err
	}
	list, err := readSitemap(answer)
	if err != nil {
		return nil, err
	}
	entries := list.urls
	for _, child := range newestSitemaps(list.sitemaps) {
		more, err := r.childSitemap(ctx, resolve(answer.URL, child.Loc))
		if err != nil {
			return nil, err
		}
		entries = append(entries, more...)
	}
	return r.sitemapItems(entries[:min(len(entries), maxSitemapURLs)], answer.URL), nil
}

// childSitemap reads one level down; indexes of indexes are not followed.
func (r *round) childSitemap(ctx context.Context, address string) ([]sitemapEntry, error) {
	answer, err := r.web.Get(ctx, web.Request{URL: address, Accept: "application/xml,text/xml;q=0.9"})
	r.bytes += answer.Bytes
	if err != nil {
		return nil, err
	}
	list, err := readSitemap(answer)
	return list.urls, err
}

// A sitemap lists pages, or other sitemaps.
type sitemap struct{ urls, sitemaps []sitemapEntry }

func readSitemap(answer web.Answer) (sitemap, error) {
	return understand(answer, func() (sitemap, error) { return parseSitemap(answer) })
}

// parseSitemap streams through a sitemap and stops at the limit.
func parseSitemap(answer web.Answer) (list sitemap, err error) {
	text := web.Decode(answer.Body, answer.Charset)
	if fault := checkShape(text); fault != nil {
		return list, &ParseError{URL: answer.URL, Message: fault.Error()}
	}
	decoder := xml.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.Strict = false
	decoder.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // decoded already
	root := ""
	for len(list.urls)+len(list.sitemaps) < maxSitemapURLs {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return list, &ParseError{URL: answer.URL, Message: fmt.Sprintf("this is not a sitemap that can be read: %v", err)}
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		root = cmp.Or(root, start.Name.Local)
		var entry sitemapEntry
		switch start.Name.Local {
		case "url", "sitemap":
			if err := decoder.DecodeElement(&entry, &start); err != nil {
				return list, &ParseError{URL: answer.URL, Message: fmt.Sprintf("this is not a sitemap that can be read: %v", err)}
			}
		default:
			continue
		}
		if start.Name.Local == "url" {
			list.urls = append(list.urls, entry)
		} else {
			list.sitemaps = append(list.sitemaps, entry)
		}
	}
	if root != "urlset" && root != "sitemapindex" {
		return list, &ParseError{URL: answer.URL, Message: fmt.Sprintf("a sitemap begins with urlset or sitemapindex, this with %q", root)}
	}
	return list, nil
}

func newestSitemaps(children []sitemapEntry) []sitemapEntry {
	slices.SortStableFunc(children, func(a, b sitemapEntry) int { return strings.Compare(b.LastMod, a.LastMod) })
	return children[:min(len(children), maxSitemaps)]
}

func (r *round) sitemapItems(entries []sitemapEntry, base string) []item {
	days, err := strconv.Atoi(cmp.Or(r.src.Options["days"], strconv.Itoa(sitemapDays)))
	if err != nil {
		days = sitemapDays
	}
	oldest := r.now().Add(-time.Duration(days) * 24 * time.Hour)
	var items []item
	for _, entry := range entries {
		i := item{URL: resolve(base, entry.Loc), Title: prose.Inline(entry.News.Title), Language: shortLanguage(entry.News.Publication.Language)}
		published, dayOnly, dated := parseFeedDate(entry.News.Date, r.zone)
		changed, _, hasChange := parseFeedDate(entry.LastMod, r.zone)
		switch {
		case i.URL == "" || !strings.Contains(i.URL, r.src.Options["match"]):
			continue
		case dated && published.Before(oldest), !dated && (!hasChange || changed.Before(oldest)):
			continue // an archive of all pages says nothing about news
		}
		if dated {
			i.Published, i.DayOnly, i.DatedBy = published, dayOnly, timeline.DatedByFeed
		}
		i.ID, i.Updated = CleanURL(i.URL), changed
		items = append(items, i)
	}
	return items
}
