package scrape

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"truceline/scrape/prose"
	"truceline/scrape/web"
	"truceline/timeline"
)

const feedAccept = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,application/json;q=0.8,*/*;q=0.1"

// latestOfFeed reads RSS, Atom, RDF and JSON feeds.
func latestOfFeed(ctx context.Context, r *round) ([]item, error) {
	answer, err := r.getList(ctx, feedAccept)
	if err != nil || answer.NotModified() {
		return nil, err
	}
	items, err := within(parseTime, len(answer.Body), func() ([]item, error) {
		feed, err := parseFeed(answer.Body, answer.Charset)
		if err != nil {
			return nil, err
		}
		return r.feedItems(feed, answer.URL), nil
	})
	if err != nil {
		return nil, r.notAFeed(answer, err)
	}
	return items, nil
}

func (r *round) feedItems(feed *gofeed.Feed, base string) []item {
	items := make([]item, 0, len(feed.Items))
	for _, listed := range feed.Items {
		if i, ok := r.feedItem(listed, base, feed.Language); ok {
			items = append(items, i)
		}
	}
	return items
}

// notAFeed explains what came instead of a feed. A source that was read
// before and now sends a page is keeping programs out.
func (r *round) notAFeed(answer web.Answer, err error) error {
	text := web.Decode(answer.Body[:min(len(answer.Body), 8<<10)], answer.Charset)
	if !looksLikeHTML(text) {
		return &ParseError{URL: answer.URL, Message: "this is not a feed that can be read: " + err.Error()}
	}
	if isChallenge(text) || !r.src.State.LastRead.IsZero() {
		r.answered(answer)
		return &web.Error{Health: timeline.HealthBlocked, Status: answer.Status, URL: answer.URL,
			Message: "the site sends a web page in place of its feed, as sites do that keep programs out"}
	}
	return &ParseError{URL: answer.URL,
		Message: "this is a web page, not a feed; `truceline sources add` finds the feed of a page"}
}

func looksLikeHTML(text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	return strings.HasPrefix(text, "<!doctype html") || strings.HasPrefix(text, "<html") ||
		strings.Contains(text[:min(len(text), 2048)], "<head>") || strings.Contains(text[:min(len(text), 2048)], "<body")
}

// isChallenge knows the pages that ask whether somebody is a person.
func isChallenge(text string) bool {
	text = strings.ToLower(text)
	for _, sign := range []string{"just a moment", "captcha", "access denied", "attention required", "verify you are human",
		"enable javascript and cookies", "request unsuccessful", "checking your browser", "pardon our interruption"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

// feedItem makes an item of a feed's entry; false where it has nothing to
// point at and nothing to say.
func (r *round) feedItem(listed *gofeed.Item, base, language string) (item, bool) {
	i := item{
		URL:      resolve(base, firstLink(listed)),
		Title:    prose.Inline(listed.Title),
		Author:   authors(listed.Authors),
		Summary:  prose.Plain(listed.Description),
		Language: shortLanguage(language),
		Foreign:  r.src.Role == timeline.RoleAggregator || r.src.Role == timeline.RoleMachine,
	}
	if i.URL == "" && i.Title == "" && i.Summary == "" {
		return i, false
	}
	r.dateFeedItem(&i, listed)
	i.ID = cmp.Or(strings.TrimSpace(listed.GUID), CleanURL(i.URL), timeline.ShortHash(i.Title, listed.Published))
	if r.src.FullText || i.URL == "" {
		i.Text = prose.Plain(cmp.Or(listed.Content, listed.Description))
		i.URL = cmp.Or(i.URL, r.src.URL+"#"+timeline.ShortHash(i.ID)[:10])
	}
	return i, true
}

// dateFeedItem reads the entry's own words: a library that guesses at named
// zones is hours off without a word.
func (r *round) dateFeedItem(i *item, listed *gofeed.Item) {
	published, dayOnly, ok := parseFeedDate(listed.Published, r.zone)
	updated, updatedDay, hasUpdate := parseFeedDate(listed.Updated, r.zone)
	if !ok && hasUpdate {
		published, dayOnly, ok = updated, updatedDay, true
	}
	if ok {
		i.Published, i.DayOnly, i.DatedBy = published, dayOnly, timeline.DatedByFeed
	}
	if hasUpdate && updated.After(published) {
		i.Updated = updated
	}
}

func firstLink(listed *gofeed.Item) string {
	if listed.Link != "" {
		return listed.Link
	}
	for _, link := range listed.Links {
		if link != "" {
			return link
		}
	}
	if strings.HasPrefix(listed.GUID, "http://") || strings.HasPrefix(listed.GUID, "https://") {
		return listed.GUID
	}
	return ""
}

// resolve makes a link absolute; "" for what the web cannot fetch.
func resolve(base, link string) string {
	link = strings.TrimSpace(link)
	if link == "" {
		return ""
	}
	from, err := url.Parse(base)
	if err != nil {
		return ""
	}
	to, err := from.Parse(link)
	if err != nil || to.Scheme != "http" && to.Scheme != "https" || to.Host == "" {
		return ""
	}
	return to.String()
}

func authors(people []*gofeed.Person) string {
	var names []string
	for _, person := range people {
		if person != nil && person.Name != "" {
			names = append(names, prose.Inline(person.Name))
		}
	}
	return strings.Join(names, ", ")
}

// shortLanguage makes "en" of "en-GB"; "" for what is no language code.
func shortLanguage(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	tag, _, _ = strings.Cut(tag, "_")
	if len(tag) != 2 {
		return ""
	}
	return tag
}

// parseFeed reads a feed of any kind within the limits. What no parser takes
// is repaired and tried again; the error is that of the first reading.
func parseFeed(body []byte, charset string) (*gofeed.Feed, error) {
	text := undeclare(web.Decode(body, charset))
	if text == "" {
		return nil, errors.New("the answer is empty")
	}
	if err := checkShape(text); err != nil {
		return nil, err
	}
	feed, err := gofeed.NewParser().Parse(strings.NewReader(text))
	if err == nil && len(feed.Items) <= maxItems {
		return feed, nil
	}
	if err == nil {
		return nil, fmt.Errorf("it lists more than %d items", maxItems)
	}
	if text[0] == '<' {
		if mended, again := gofeed.NewParser().Parse(strings.NewReader(repair(text))); again == nil && len(mended.Items) <= maxItems {
			return mended, nil
		}
	}
	return nil, feedFault(text, err)
}

// feedFault names what is wrong in words that its publisher would understand.
func feedFault(text string, err error) error {
	switch {
	case strings.HasPrefix(strings.ToUpper(text[:min(len(text), 8)]), "<CHANNEL"):
		return errors.New("this is a channel definition (CDF) of 1997, which is not read")
	case errors.Is(err, gofeed.ErrFeedTypeNotDetected) && text[0] != '<' && text[0] != '{':
		return errors.New("this is neither RSS nor Atom nor JSON Feed: " + strconv.Quote(excerpt([]byte(text[:min(len(text), 60)]))))
	case errors.Is(err, gofeed.ErrFeedTypeNotDetected):
		return fmt.Errorf("its root is %q, and not that of RSS, Atom, RDF or JSON Feed", elementName(strings.TrimLeft(text, "<{")))
	}
	return err
}

// endOfDay is the last second of the day in the zone: the moment until which
// something dated by a day alone was surely published.
func endOfDay(t time.Time, zone *time.Location) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 23, 59, 59, 0, zone)
}
