package scrape

import (
	"context"
	"maps"
	"slices"

	"truceline/scrape/prose"
	"truceline/timeline"
)

// A reader knows one kind of source.
type reader struct {
	// latest lists what the source shows now. It returns no items and no
	// error when nothing has changed.
	latest func(context.Context, *round) ([]item, error)
	// past lists what was published from one day to another, both included;
	// nil where the kind keeps no past. days is how many it is asked for at
	// once.
	past func(ctx context.Context, r *round, from, to timeline.Day) ([]item, error)
	days int
	// page reads what is behind an item; nil: the web page at its address.
	page func(context.Context, *round, item) (prose.Page, error)
	// key names the environment variable that holds the access key; "" where
	// none is needed. An entry's option key_env names another.
	key string
}

// readers is every kind of source: adding one is a line here and a small file.
var readers = map[string]reader{
	"feed":              {latest: latestOfFeed},
	"sitemap":           {latest: latestSitemap},
	"page":              {latest: latestListing},
	"wikipedia-days":    {latest: latestDays, past: pastDays, days: titlesPerAsk},
	"wikipedia-article": {latest: latestWikiArticle},
	"govuk":             {latest: latestGOVUK, past: pastGOVUK, days: 7, page: govukPage},
	"gdelt":             {latest: latestGDELT, past: pastGDELT, days: 1},
	"gdelt-doc":         {latest: latestGDELTDoc, past: pastGDELTDoc, days: 1},
	"reliefweb":         {latest: latestReliefWeb, past: pastReliefWeb, days: 31, key: reliefwebKey},
	"guardian":          {latest: latestGuardian, past: pastGuardian, days: 7, key: guardianKey},
}

// Kinds lists the kinds of source that can be read, in the order of their
// names: the values of Source.Kind.
func Kinds() []string { return slices.Sorted(maps.Keys(readers)) }
