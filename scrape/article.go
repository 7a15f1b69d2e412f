package scrape

import (
	"strings"
	"time"

	"truceline/timeline"
)

// article makes the noun from what the list and the page said, with the
// source's terms. A date in the future is a slip: the moment of the first
// sight stands in for it.
func (r *round) article(i item) timeline.Article {
	address := i.URL
	if !strings.Contains(address, "#") {
		address = CleanURL(address)
	}
	a := timeline.Article{
		Topic: r.src.Topic, SourceID: r.src.ID, URL: address, Title: i.Title, Author: i.Author,
		Language: i.Language, Text: i.Text, Published: i.Published, PublishedDay: i.DayOnly, DatedBy: i.DatedBy,
		Modified: i.Updated, Fetched: r.now(), Revision: 1, Via: i.Via, Cites: i.Cites,
	}
	if a.Language == "" {
		a.Language = r.src.Language
	}
	if a.Published.IsZero() || a.Published.After(a.Fetched.Add(36*time.Hour)) {
		a.Published, a.PublishedDay, a.DatedBy = a.Fetched, false, timeline.DatedByFetching
	}
	a.ID = timeline.ArticleID(a.URL, a.Revision)
	a.Fingerprint = timeline.ShortHash(a.Title, a.Text)
	r.credit(&a, i.Foreign)
	return a
}

// credit says who published the article and on which terms. What a source
// only lists belongs to the host that it is on: its terms are not the
// source's, and nothing is assumed about it beyond its record.
func (r *round) credit(a *timeline.Article, foreign bool) {
	if !foreign {
		a.Publisher = r.src.Publisher
		if a.Publisher == "" {
			a.Publisher = hostOf(r.src.URL)
		}
		a.Reuse, a.Licence, a.Attribution = r.src.Reuse, r.src.Licence, r.src.Attribution
		a.Role, a.OwnerGroup = r.src.Role, r.src.OwnerGroup
		return
	}
	a.Publisher = hostOf(a.URL)
	a.Reuse, a.Role = timeline.ReuseLinkOnly, timeline.RoleUnknown
	if record, known := r.s.config.Publisher(a.Publisher); known {
		a.Role, a.OwnerGroup = record.Role, record.OwnerGroup
	}
}
