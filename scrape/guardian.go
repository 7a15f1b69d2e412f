package scrape

import (
	"context"
	"fmt"
	"time"

	"truceline/scrape/prose"
	"truceline/timeline"
)

// guardianKey names the environment variable with the access key, unless the
// entry names another in option key_env.
const guardianKey = "TRUCELINE_GUARDIAN_KEY"

// guardianResults is the shape of https://content.guardianapis.com/search.
type guardianResults struct {
	Response struct {
		Status  string `json:"status"`
		Message string `json:"message"`
		Pages   int    `json:"pages"`
		Results []struct {
			ID        string    `json:"id"`
			Published time.Time `json:"webPublicationDate"`
			Title     string    `json:"webTitle"`
			URL       string    `json:"webUrl"`
			Fields    struct {
				Trail    string    `json:"trailText"`
				Body     string    `json:"body"`
				Byline   string    `json:"byline"`
				Modified time.Time `json:"lastModified"`
			} `json:"fields"`
		} `json:"results"`
	} `json:"response"`
}

// latestGuardian reads a search of the Guardian Open Platform; the entry's URL
// is the search without its key.
func latestGuardian(ctx context.Context, r *round) ([]item, error) {
	items, _, err := r.guardianPage(ctx, map[string]string{"order-by": "newest", "page-size": "50"})
	return items, err
}

// pastGuardian asks for a span of days, the oldest first.
func pastGuardian(ctx context.Context, r *round, from, to timeline.Day) ([]item, error) {
	var all []item
	for page := 1; page <= 100; page++ {
		items, pages, err := r.guardianPage(ctx, map[string]string{"from-date": string(from), "to-date": string(to),
			"order-by": "oldest", "page-size": "50", "page": fmt.Sprint(page)})
		all = append(all, items...)
		if err != nil || page >= pages {
			return all, err
		}
	}
	return all, nil
}

func (r *round) guardianPage(ctx context.Context, set map[string]string) ([]item, int, error) {
	set["api-key"] = r.key(guardianKey)
	set["show-fields"] = "trailText,body,byline,lastModified"
	answer, err := r.getAPI(ctx, withQuery(r.address(), set))
	if err != nil {
		return nil, 0, err
	}
	got, err := decodeJSON[guardianResults](answer)
	if err != nil {
		return nil, 0, err
	}
	if got.Response.Status != "ok" {
		return nil, 0, &ParseError{URL: bare(answer.URL), Message: "the interface refuses the question: " + got.Response.Message}
	}
	var items []item
	for _, result := range got.Response.Results {
		items = append(items, item{ID: result.ID, URL: result.URL, Title: prose.Inline(result.Title), Author: prose.Inline(result.Fields.Byline),
			Summary: prose.Plain(result.Fields.Trail), Text: prose.Plain(result.Fields.Body), Language: "en",
			Published: result.Published, DatedBy: timeline.DatedByFeed, Updated: result.Fields.Modified})
	}
	return items, got.Response.Pages, nil
}
