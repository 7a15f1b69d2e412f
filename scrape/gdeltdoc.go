package scrape

import (
	"context"
	"time"

	"truceline/scrape/prose"
	"truceline/timeline"
)

// gdeltPause is what the DOC interface asks for between two requests.
const gdeltPause = 5 * time.Second

// gdeltArticles is the shape of mode=artlist&format=json; nothing found is an
// empty object.
type gdeltArticles struct {
	Articles []struct {
		URL      string `json:"url"`
		Title    string `json:"title"`
		Seen     string `json:"seendate"` // when it was seen, not when it was published
		Language string `json:"language"`
	} `json:"articles"`
}

// latestGDELTDoc reads a search of the GDELT DOC interface; the entry's URL is
// the search. It gives leads to articles, as the event files do.
func latestGDELTDoc(ctx context.Context, r *round) ([]item, error) {
	return r.gdeltSearch(ctx, r.address())
}

// pastGDELTDoc asks for past days; the interface keeps about three months.
func pastGDELTDoc(ctx context.Context, r *round, from, to timeline.Day) ([]item, error) {
	address := withQuery(r.address(), map[string]string{"startdatetime": from.Time().Format(gdeltTimestamp),
		"enddatetime": to.EndUTC().Format(gdeltTimestamp)})
	return r.gdeltSearch(ctx, withoutQuery(address, "timespan"))
}

func (r *round) gdeltSearch(ctx context.Context, address string) ([]item, error) {
	request := apiRequest(address)
	request.Pause = gdeltPause
	answer, err := r.get(ctx, request)
	if err != nil {
		return nil, err
	}
	r.answered(answer)
	got, err := decodeJSON[gdeltArticles](answer)
	if err != nil {
		return nil, err
	}
	var leads []Lead
	for _, article := range got.Articles {
		if resolve(article.URL, article.URL) == "" {
			continue
		}
		seen, err := time.Parse("20060102T150405Z", article.Seen)
		if err != nil {
			seen = time.Time{}
		}
		leads = append(leads, Lead{URL: article.URL, Title: prose.Inline(article.Title), Seen: seen, Via: "GDELT"})
	}
	return r.follow(leads), nil
}
