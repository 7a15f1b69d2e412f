package scrape

import (
	"context"
	"maps"
	"slices"
)

// A reader knows one kind of source.
type reader struct {
	// latest lists what the source shows now. It returns no items and no
	// error when nothing has changed.
	latest func(context.Context, *round) ([]item, error)
	// key names the environment variable that holds the access key; "" where
	// none is needed.
	key string
}

// readers is every kind of source: adding one is a line here and a small file.
var readers map[string]reader

func init() { // not a literal: readers use the rounds that look them up
	readers = map[string]reader{
		"feed":           {latest: latestOfFeed},
		"wikipedia-days": {latest: latestDays},
	}
}

// Kinds lists the kinds of source that can be read, in the order of their
// names: the values of Source.Kind.
func Kinds() []string { return slices.Sorted(maps.Keys(readers)) }
