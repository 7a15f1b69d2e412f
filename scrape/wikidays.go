package scrape

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"truceline/scrape/web"
	"truceline/timeline"
)

const (
	daysReread   = 7  // day pages are edited for days
	titlesPerAsk = 50 // what the interface takes at once
)

// latestDays reads the day pages "Portal:Current events" of today and of the
// days before, in one question, and lists the statements of those that have
// changed. Options: page is the pattern of titles, days how many days back
// pages are read again.
func latestDays(ctx context.Context, r *round) ([]item, error) {
	back, err := strconv.Atoi(cmp.Or(r.src.Options["days"], strconv.Itoa(daysReread)))
	if err != nil || back < 0 || back > titlesPerAsk {
		return nil, timeline.Invalidf("options.days", "%q must be a number of days up to %d", r.src.Options["days"], titlesPerAsk)
	}
	today := timeline.DayOf(r.now().UTC())
	return r.days(ctx, today.Add(-back), today)
}

// pastDays reads the day pages of a span from the wiki, or from copies where
// option copy gives the pattern of their addresses.
func pastDays(ctx context.Context, r *round, from, to timeline.Day) ([]item, error) {
	if r.src.Options["copy"] == "" {
		return r.days(ctx, from, to)
	}
	var items []item
	asked := map[string]bool{}
	for day := from; day <= to; day = day.Add(1) {
		address := fillDay(r.src.Options["copy"], day)
		if asked[address] {
			continue // a copy of a whole month
		}
		asked[address] = true
		some, err := r.dayCopy(ctx, address, day, from, to)
		var damaged *ParseError
		if errors.As(err, &damaged) {
			r.note(err.Error())
			continue
		}
		if err != nil {
			return items, err
		}
		items = append(items, some...)
	}
	return items, nil
}

func (r *round) dayCopy(ctx context.Context, address string, day, from, to timeline.Day) ([]item, error) {
	answer, err := r.get(ctx, web.Request{URL: address, Accept: "text/markdown,text/html,text/plain"})
	if isMissing(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	pages, err := understand(answer, func() ([]dayPage, error) { return parseDayCopy(web.Decode(answer.Body, answer.Charset), day) })
	if err != nil {
		return nil, err
	}
	var items []item
	for _, page := range pages {
		if page.day >= from && page.day <= to {
			items = append(items, statementItems(page.statements, r.wikiURL(r.dayTitle(page.day)), page.day)...)
		}
	}
	return items, nil
}

// days lists the statements of the day pages from one day to another.
func (r *round) days(ctx context.Context, from, to timeline.Day) ([]item, error) {
	byTitle := map[string]timeline.Day{}
	var titles []string
	for day := from; day <= to; day = day.Add(1) {
		title := r.dayTitle(day)
		byTitle[title] = day
		titles = append(titles, title)
	}
	var items []item
	for some := range slices.Chunk(titles, titlesPerAsk) {
		pages, err := r.wikiPages(ctx, some)
		if err != nil {
			return items, err
		}
		for _, page := range pages {
			items = append(items, r.dayItems(page, byTitle[page.Title])...)
		}
	}
	r.memory.trimMarks(string(from.Add(-daysReread)))
	return items, nil
}

// dayTitle is "Portal:Current events/2025 May 16".
func (r *round) dayTitle(day timeline.Day) string {
	return fillDay(cmp.Or(r.src.Options["page"], "Portal:Current events/{year} {month} {day}"), day)
}

// dayItems lists the statements of one day page, unless it is the revision
// that was read last.
func (r *round) dayItems(page wikiPage, day timeline.Day) []item {
	revision := strconv.FormatInt(page.revision, 10)
	if page.missing || day == "" || r.memory.Marks[string(day)] == revision {
		return nil
	}
	r.memory.Marks[string(day)] = revision
	return statementItems(parseDayWikitext(page.text), r.wikiURL(page.Title), day)
}

// statementItems makes an item of each statement. Its address is the day page
// with an anchor made of the first page that it cites: wording is polished for
// days, citations stay.
func statementItems(statements []statement, pageURL string, day timeline.Day) []item {
	anchors := map[string]int{}
	items := make([]item, 0, len(statements))
	for _, s := range statements {
		anchor := "s-" + timeline.ShortHash(string(day), s.cites[0])[:10]
		anchors[anchor]++
		if n := anchors[anchor]; n > 1 {
			anchor += "-" + strconv.Itoa(n)
		}
		address := pageURL + "#" + anchor
		items = append(items, item{
			ID: address, URL: address, Title: cmp.Or(strings.Join(s.topics, " – "), s.section), Text: s.text,
			Language: "en", Published: endOfDay(day.Time(), time.UTC), DayOnly: true, DatedBy: timeline.DatedByPage,
			Via: "Wikipedia", Foreign: false, Cites: s.cites,
		})
	}
	return items
}

// wikiPage is one page as the interface gives it.
type wikiPage struct {
	Title    string
	missing  bool
	revision int64
	edited   time.Time
	text     string
}

// wikiAnswer is the shape of action=query&prop=revisions&formatversion=2.
type wikiAnswer struct {
	Error struct {
		Code string `json:"code"`
		Info string `json:"info"`
	} `json:"error"`
	Query struct {
		Pages []struct {
			Title     string `json:"title"`
			Missing   bool   `json:"missing"`
			Revisions []struct {
				ID        int64     `json:"revid"`
				Timestamp time.Time `json:"timestamp"`
				Slots     struct {
					Main struct {
						Content string `json:"content"`
					} `json:"main"`
				} `json:"slots"`
			} `json:"revisions"`
		} `json:"pages"`
	} `json:"query"`
}

// wikiPages asks for the wikitext of at most fifty pages.
// https://www.mediawiki.org/wiki/API:Revisions
func (r *round) wikiPages(ctx context.Context, titles []string) ([]wikiPage, error) {
	question := url.Values{"action": {"query"}, "prop": {"revisions"}, "rvprop": {"ids|timestamp|content"}, "rvslots": {"main"},
		"titles": {strings.Join(titles, "|")}, "format": {"json"}, "formatversion": {"2"}, "maxlag": {"5"}}
	answer, err := r.getAPI(ctx, r.wikiAPI()+"?"+question.Encode())
	if err != nil {
		return nil, err
	}
	got, err := decodeJSON[wikiAnswer](answer)
	if err != nil {
		return nil, err
	}
	if got.Error.Code != "" {
		return nil, wikiRefusal(answer.URL, got.Error.Code, got.Error.Info, r.now())
	}
	pages := make([]wikiPage, 0, len(got.Query.Pages))
	for _, p := range got.Query.Pages {
		page := wikiPage{Title: p.Title, missing: p.Missing || len(p.Revisions) == 0}
		if !page.missing {
			last := p.Revisions[0]
			page.revision, page.edited, page.text = last.ID, last.Timestamp, last.Slots.Main.Content
		}
		pages = append(pages, page)
	}
	return pages, nil
}

// wikiRefusal: a wiki that is behind or busy asks for patience with a 200.
func wikiRefusal(address, code, info string, now time.Time) error {
	if code == "maxlag" || code == "ratelimited" || code == "readonly" {
		return &web.Error{Health: timeline.HealthRateLimited, URL: address, Until: now.Add(10 * time.Minute),
			Message: "the wiki asks to come back later: " + info}
	}
	return &ParseError{URL: address, Message: fmt.Sprintf("the wiki did not understand the question (%s): %s", code, info)}
}

// wikiAPI is the address of the interface; an entry may name the wiki, its
// main page or the interface itself.
func (r *round) wikiAPI() string {
	address := r.address()
	if strings.HasSuffix(address, "/api.php") {
		return address
	}
	return origin(address) + "/w/api.php"
}

// wikiURL is the address at which people read a page.
func (r *round) wikiURL(title string) string {
	escaped := (&url.URL{Path: "/wiki/" + strings.ReplaceAll(title, " ", "_")}).EscapedPath()
	return origin(r.address()) + escaped
}

// origin is the scheme and host of an address.
func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Scheme + "://" + u.Host
}

// trimMarks forgets marks by day that are older than the day.
func (m *memory) trimMarks(oldest string) {
	for key := range m.Marks {
		if len(key) == len(time.DateOnly) && key < oldest {
			delete(m.Marks, key)
		}
	}
}
