package timeline

import "time"

// A Filter says which events are wanted. Empty fields do not restrict.
// Within a list "or", between fields "and".
type Filter struct {
	Topic      string
	IDs        []string // of events
	From, To   Day      // inclusive; events whose bounds overlap the window
	Types      []string
	Actors     []string
	Places     []string
	Threads    []string
	Sources    []string // publisher hosts or source ids
	Statuses   []Status
	Precisions []Precision
	Reviews    []Review
	Not        struct { // the same, excluded
		IDs, Types, Actors, Places, Threads, Sources []string
		Statuses                                     []Status
		Precisions                                   []Precision
	}
	Text string    // words, quoted phrases, prefixes with *
	AsOf time.Time // zero: now
}

// Sort is an order of events. A leading "-" turns it round. Ties are broken
// by last possible day, then id.
type Sort string

// The orders.
const (
	ByWhen          Sort = "when"
	ByReported      Sort = "reported"      // known from
	ByCorroboration Sort = "corroboration" // independent sources
	ByChanged       Sort = "changed"       // updated
	ByRelevance     Sort = "relevance"     // best match first; only with Text, and then the default
)

// Sorts lists every order, without its turned-round form.
var Sorts = []Sort{ByWhen, ByReported, ByCorroboration, ByChanged, ByRelevance}

// A Page is the part of a list that is wanted.
type Page struct {
	Sort   Sort
	Limit  int    // 1 to 200
	Cursor string // opaque; from the answer before
}
