package api

import (
	"context"
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
	Yield   store.Yield `json:"yield"`
	Success success     `json:"success"` // of its visits
	Delay   store.Delay `json:"delay"`   // of what it published in the last 30 days
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
	know, err := s.knowing(ctx)
	if err != nil {
		return nil, err
	}
	known := make([]knownSource, len(sources))
	for i, source := range sources {
		known[i] = know(source)
	}
	return gin.H{"sources": known}, nil
}

// knowing gives what adds to a source what it has brought and how it did of
// late.
func (s *server) knowing(ctx context.Context) (func(timeline.Source) knownSource, error) {
	yields, err := s.store.Yields(ctx, s.topic.ID)
	if err != nil {
		return nil, err
	}
	delays, err := s.delays(ctx)
	if err != nil {
		return nil, err
	}
	strips, err := s.successes(ctx)
	return func(source timeline.Source) knownSource {
		return knownSource{public(source), yields[source.ID], strips[source.ID].Success, delays[source.ID]}
	}, err
}

// delays gives the delay of every source over the days of its success, by id.
func (s *server) delays(ctx context.Context) (map[string]store.Delay, error) {
	return s.store.Delays(ctx, s.topic.ID, s.today().Add(1-successDays))
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
	know, err := s.knowing(ctx)
	if err != nil {
		return nil, err
	}
	return sourceDetail{know(source), some(visits)}, nil
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
