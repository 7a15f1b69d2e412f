// Package scrape brings articles in from the web: it asks each source politely
// for what is new, reads the pages behind it, and returns articles with their
// text, their publication time and where that time came from.
//
// It keeps nothing between two fetches but what it returns in the source's
// state: validators, the items already read, and what is still to be read.
package scrape

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"truceline/scrape/web"
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
// due at the later of it and the next time of the source's schedule; zero
// where only the schedule counts.
type Harvest struct {
	Articles []timeline.Article
	Leads    []Lead
	Visit    timeline.Visit
	State    timeline.SourceState
	release  func()
}

// Release says that the articles have been taken. Until then one that brought
// much text counts among the few large answers that are held at a time.
func (h Harvest) Release() { h.release() }

// A Scraper fetches sources. It is safe for concurrent use; requests to one
// host wait for each other.
type Scraper struct {
	config Config
	client *web.Client
}

// New makes a Scraper.
func New(config Config) *Scraper {
	fill(&config)
	return &Scraper{config: config, client: web.New(web.Config{
		UserAgent:  UserAgent(config.Version, config.PublicURL, config.Contact),
		AllowHosts: config.AllowHosts, Transport: config.Transport, Now: config.Now, Sleep: config.Sleep,
	})}
}

func fill(config *Config) {
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Jitter == nil {
		config.Jitter = rand.Float64
	}
	if config.Keys == nil {
		config.Keys = func(string) string { return "" }
	}
	if config.Known == nil {
		config.Known = func(context.Context, string) bool { return false }
	}
	if config.Publisher == nil {
		config.Publisher = func(string) (timeline.Publisher, bool) { return timeline.Publisher{}, false }
	}
	if config.PagesPerVisit <= 0 {
		config.PagesPerVisit = 30
	}
}

// UserAgent is how this installation names itself:
// "Truceline/1.0 (+https://example.org; mail@example.org)".
func UserAgent(version, publicURL, contact string) string {
	if version == "" {
		version = "dev"
	}
	switch {
	case publicURL != "" && contact != "":
		return fmt.Sprintf("Truceline/%s (+%s; %s)", version, publicURL, contact)
	case publicURL != "" || contact != "":
		return fmt.Sprintf("Truceline/%s (+%s%s)", version, publicURL, contact)
	default:
		return "Truceline/" + version
	}
}

// Fetch reads what is new at a source. The error is the one that the visit
// records in words; articles read before it occurred are returned with it.
func (s *Scraper) Fetch(ctx context.Context, src timeline.Source) (Harvest, error) {
	r := s.newRound(src)
	if why := s.unreadable(src); why != "" {
		return r.settle(&web.Error{Health: timeline.HealthDisabled, URL: src.URL, Message: why})
	}
	items, err := readers[src.Kind].latest(ctx, r)
	if err != nil {
		return r.settle(err)
	}
	r.take(items)
	return r.settle(r.readPages(ctx))
}

// Recall tells the scraper, when the program starts, what the hosts of its
// sources asked of it before: a Retry-After that one source met holds for all
// on its host, and robots.txt is good for a day.
func (s *Scraper) Recall(sources []timeline.Source) {
	for _, src := range sources {
		s.newRound(src)
	}
}

// unreadable says why a source cannot be read as things stand; "" if it can.
func (s *Scraper) unreadable(src timeline.Source) string {
	reader, ok := readers[src.Kind]
	switch {
	case src.Off != "":
		return src.Off
	case !ok:
		return fmt.Sprintf("no reader is called %q; kinds are %v", src.Kind, Kinds())
	case reader.key != "" && s.config.Keys(keyName(src, reader.key)) == "":
		return fmt.Sprintf("this interface needs a key: set %s", keyName(src, reader.key))
	}
	return ""
}

// keyName is the environment variable with the access key of a source.
func keyName(src timeline.Source, usual string) string {
	return cmp.Or(src.Options["key_env"], usual)
}
