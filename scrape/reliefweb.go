package scrape

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"truceline/scrape/prose"
	"truceline/scrape/web"
	"truceline/timeline"
)

// reliefwebKey names the environment variable with the application name that
// ReliefWeb has approved.
const reliefwebKey = "TRUCELINE_RELIEFWEB_APPNAME"

// reliefwebReports is the shape of https://api.reliefweb.int/v2/reports.
type reliefwebReports struct {
	Total int `json:"totalCount"`
	Data  []struct {
		ID     string `json:"id"`
		Fields struct {
			Title string `json:"title"`
			URL   string `json:"url"`
			Body  string `json:"body-html"`
			Date  struct {
				Original time.Time `json:"original"`
				Created  time.Time `json:"created"`
				Changed  time.Time `json:"changed"`
			} `json:"date"`
			Source []struct {
				Name string `json:"name"`
			} `json:"source"`
			Language []struct {
				Code string `json:"code"`
			} `json:"language"`
		} `json:"fields"`
	} `json:"data"`
}

// latestReliefWeb reads the newest reports. Options: country, query.
func latestReliefWeb(ctx context.Context, r *round) ([]item, error) {
	items, _, err := r.reliefweb(ctx, url.Values{"sort[]": {"date:desc"}, "limit": {"100"}})
	return items, err
}

// pastReliefWeb asks for the reports of a span of days.
func pastReliefWeb(ctx context.Context, r *round, from, to timeline.Day) ([]item, error) {
	var all []item
	for offset := 0; offset < 10_000; offset += 100 {
		question := url.Values{"sort[]": {"date:asc"}, "limit": {"100"}, "offset": {fmt.Sprint(offset)},
			"filter[conditions][1][field]":       {"date.original"},
			"filter[conditions][1][value][from]": {string(from) + "T00:00:00+00:00"},
			"filter[conditions][1][value][to]":   {string(to) + "T23:59:59+00:00"}}
		items, total, err := r.reliefweb(ctx, question)
		all = append(all, items...)
		if err != nil || offset+100 >= total {
			return all, err
		}
	}
	return all, nil
}

func (r *round) reliefweb(ctx context.Context, question url.Values) ([]item, int, error) {
	question.Set("appname", r.key(reliefwebKey))
	question["fields[include][]"] = []string{"title", "url", "body-html", "date.original", "date.created", "date.changed", "source.name", "language.code"}
	if country := r.src.Options["country"]; country != "" {
		question.Set("filter[operator]", "AND")
		question.Set("filter[conditions][0][field]", "country")
		question.Set("filter[conditions][0][value]", country)
	}
	if query := r.src.Options["query"]; query != "" {
		question.Set("query[value]", query)
	}
	answer, err := r.getAPI(ctx, bare(r.address())+"?"+question.Encode())
	if err != nil {
		return nil, 0, reliefwebRefusal(err)
	}
	got, err := decodeJSON[reliefwebReports](answer)
	if err != nil {
		return nil, 0, err
	}
	return got.items(), got.Total, nil
}

// reliefwebRefusal tells the operator what the server says of the name.
func reliefwebRefusal(err error) error {
	var refused *web.Error
	if !errors.As(err, &refused) || refused.Status != 403 {
		return err
	}
	var said struct {
		Error struct {
			Type    string `json:"type"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal([]byte(refused.Body), &said) == nil && said.Error.Message != "" {
		refused.Message = "ReliefWeb does not accept the application name: " + said.Error.Message
	}
	return refused
}

func (got reliefwebReports) items() []item {
	var items []item
	for _, report := range got.Data {
		f := report.Fields
		published, dayOnly := f.Date.Original, false
		if published.IsZero() {
			published = f.Date.Created
		} else if published.Equal(published.Truncate(24 * time.Hour)) {
			published, dayOnly = endOfDay(published, time.UTC), true // midnight stands for "that day"
		}
		i := item{ID: "reliefweb:" + report.ID, URL: f.URL, Title: prose.Inline(f.Title), Text: prose.Plain(f.Body),
			Published: published, DayOnly: dayOnly, DatedBy: timeline.DatedByFeed, Updated: f.Date.Changed}
		var names []string
		for _, source := range f.Source {
			names = append(names, source.Name)
		}
		i.Author = strings.Join(names, ", ")
		if len(f.Language) > 0 {
			i.Language = shortLanguage(f.Language[0].Code)
		}
		items = append(items, i)
	}
	return items
}
