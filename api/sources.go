package api

import (
	"time"

	"github.com/gin-gonic/gin"

	"truceline/store"
	"truceline/timeline"
)

// visitsShown is how many past visits a source answers with.
const visitsShown = 50

// A knownSource is a source with what it has brought so far.
type knownSource struct {
	timeline.Source
	Yield store.Yield `json:"yield"`
}

type sourceDetail struct {
	knownSource
	Visits []timeline.Visit `json:"visits"` // the newest first
}

func (s *server) listSources(c *gin.Context) (any, error) {
	if err := noParams(c); err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	sources, err := s.store.Sources(ctx, s.topic.ID)
	if err != nil {
		return nil, err
	}
	yields, err := s.store.Yields(ctx, s.topic.ID)
	known := make([]knownSource, len(sources))
	for i, source := range sources {
		known[i] = knownSource{public(source), yields[source.ID]}
	}
	return gin.H{"sources": known}, err
}

func (s *server) getSource(c *gin.Context) (any, error) {
	if err := noParams(c); err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	source, err := s.store.Source(ctx, s.topic.ID, c.Param("id"))
	if err != nil {
		return nil, err
	}
	visits, err := s.store.Visits(ctx, source.ID, visitsShown)
	if err != nil {
		return nil, err
	}
	yields, err := s.store.Yields(ctx, s.topic.ID)
	return sourceDetail{knownSource{public(source), yields[source.ID]}, some(visits)}, err
}

// public leaves out what a reader kind needs to reach the source: it may hold
// keys.
func public(source timeline.Source) timeline.Source {
	source.Options = nil
	return source
}

// health is how the archive is doing, in a few numbers.
type health struct {
	Status   string         `json:"status"`
	Version  string         `json:"version"` // of the archive
	Program  string         `json:"program"`
	Sources  map[string]int `json:"sources"`   // by state
	LastRead *time.Time     `json:"last_read"` // null before the first read
	// StaleFrom holds for every source the moment from which it counts as
	// not read for twice its interval, unless it is read before; ascending.
	StaleFrom []time.Time `json:"stale_from"`
}

func (s *server) getHealth(c *gin.Context) (any, error) {
	if err := noParams(c); err != nil {
		return nil, err
	}
	sources, err := s.store.Sources(c.Request.Context(), s.topic.ID)
	said := health{Status: "ok", Version: s.version(c.Request.Context()), Program: s.program, Sources: map[string]int{}, StaleFrom: allStaleFrom(sources)}
	for _, source := range sources {
		said.Sources[string(source.State.Health)]++
		read := source.State.LastRead
		if !read.IsZero() && (said.LastRead == nil || read.After(*said.LastRead)) {
			said.LastRead = &read
		}
	}
	return said, err
}

// some makes a list that is null in JSON an empty one.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
