package scrape

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"truceline/scrape/prose"
	"truceline/timeline"
)

// govukResults is the shape of https://www.gov.uk/api/search.json.
type govukResults struct {
	Results []struct {
		Title       string    `json:"title"`
		Link        string    `json:"link"`
		Description string    `json:"description"`
		Updated     time.Time `json:"public_timestamp"`
	} `json:"results"`
	Total int `json:"total"`
}

// latestGOVUK reads a search of GOV.UK; the entry's URL is the search itself.
func latestGOVUK(ctx context.Context, r *round) ([]item, error) {
	items, _, err := r.govukSearch(ctx, r.address())
	return items, err
}

// pastGOVUK asks the same search for a span of days, a hundred at a time.
func pastGOVUK(ctx context.Context, r *round, from, to timeline.Day) ([]item, error) {
	var all []item
	for start := 0; start < 1500; start += 100 {
		address := withQuery(r.address(), map[string]string{"filter_public_timestamp": fmt.Sprintf("from:%s,to:%s", from, to),
			"count": "100", "start": fmt.Sprint(start)})
		items, total, err := r.govukSearch(ctx, address)
		all = append(all, items...)
		if err != nil || start+100 >= total {
			return all, err
		}
	}
	return all, nil
}

func (r *round) govukSearch(ctx context.Context, address string) ([]item, int, error) {
	answer, err := r.getAPI(ctx, address)
	if err != nil {
		return nil, 0, err
	}
	got, err := decodeJSON[govukResults](answer)
	if err != nil {
		return nil, 0, err
	}
	var items []item
	for _, result := range got.Results {
		link := resolve(origin(address), result.Link)
		if link == "" {
			continue
		}
		// The date here is that of the last change: the page's own counts.
		items = append(items, item{ID: CleanURL(link), URL: link, Title: prose.Inline(result.Title),
			Summary: prose.Plain(result.Description), Language: "en", Updated: result.Updated, Foreign: origin(link) != origin(address)})
	}
	return items, got.Total, nil
}

// govukContent is the shape of https://www.gov.uk/api/content/<path>, in the
// fields that matter.
type govukContent struct {
	BasePath  string          `json:"base_path"`
	Title     string          `json:"title"`
	Summary   string          `json:"description"`
	Locale    string          `json:"locale"`
	First     time.Time       `json:"first_published_at"`
	Updated   time.Time       `json:"public_updated_at"`
	Withdrawn json.RawMessage `json:"withdrawn_notice"`
	Details   struct {
		Body json.RawMessage `json:"body"`
	} `json:"details"`
}

// govukPage reads a page through the content interface. Addresses outside
// GOV.UK are ordinary pages.
func govukPage(ctx context.Context, r *round, i item) (prose.Page, error) {
	at, err := url.Parse(i.URL)
	if err != nil || origin(i.URL) != origin(r.address()) {
		return r.page(ctx, i)
	}
	answer, err := r.web.Get(ctx, apiRequest(origin(i.URL)+"/api/content"+at.EscapedPath()))
	r.bytes += answer.Bytes
	if err != nil {
		return prose.Page{}, err
	}
	content, err := decodeJSON[govukContent](answer)
	if err != nil {
		return prose.Page{}, err
	}
	return content.page(i.URL)
}

// page makes the page: first publication is its date, a later change makes a
// revision. A withdrawn page says so in its title.
func (c govukContent) page(address string) (prose.Page, error) {
	page := prose.Page{URL: address, Title: c.Title, Language: shortLanguage(c.Locale), Text: prose.Plain(c.bodyHTML()),
		Published: c.First, DatedBy: timeline.DatedByPage}
	if c.First.IsZero() {
		page.Published = c.Updated
	}
	if c.Updated.After(page.Published) {
		page.Modified = c.Updated
	}
	if strings.Contains(string(c.Withdrawn), "withdrawn_at") {
		page.Title += " (withdrawn)"
	}
	if page.Text == "" {
		page.Text = prose.Plain(c.Summary)
	}
	if page.Text == "" {
		return page, &ParseError{URL: address, Message: "the page has no body"}
	}
	return page, nil
}

// bodyHTML: most documents hold one string, some a list by content type.
func (c govukContent) bodyHTML() string {
	var body string
	if json.Unmarshal(c.Details.Body, &body) == nil {
		return body
	}
	var versions []struct {
		Type    string `json:"content_type"`
		Content string `json:"content"`
	}
	if json.Unmarshal(c.Details.Body, &versions) != nil {
		return ""
	}
	for _, version := range versions {
		if version.Type == "text/html" {
			return version.Content
		}
	}
	return ""
}
