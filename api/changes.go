package api

import (
	"time"

	"github.com/gin-gonic/gin"

	"truceline/store"
	"truceline/timeline"
)

// changeList is what became known between two moments, the earliest first.
type changeList struct {
	Version string          `json:"version"`
	Since   time.Time       `json:"since"`
	Until   time.Time       `json:"until"`
	Changes []store.Changed `json:"changes"`
	Next    *string         `json:"next"`
}

func (s *server) listChanges(c *gin.Context) (any, error) {
	p := readParams(c.Request.URL.RawQuery)
	filter, since, until := s.filter(p), p.moment("since"), p.moment("until")
	page := timeline.Page{Limit: p.number("limit", 1, 200, 50), Cursor: p.text("cursor")}
	if p.text("since") == "" {
		p.fail("since", "say from when on: a day like 2025-05-16 or a moment like 2025-05-16T18:20:00Z")
	}
	if until.IsZero() {
		until = s.now().UTC()
	}
	if until.Before(since) {
		p.fail("until", "it is before since")
	}
	if err := p.done(true); err != nil {
		return nil, err
	}
	list, err := s.store.Changes(c.Request.Context(), filter, since, until, page)
	for i := range list.Changes {
		show(&list.Changes[i].Event, s.today())
	}
	return changeList{s.version(c.Request.Context()), since, until, some(list.Changes), nextPage(c.Request.URL, list.Next)}, err
}

// coverage is what was read when, by source and month.
type coverage struct {
	Version  string           `json:"version"`
	Bucket   string           `json:"bucket"`
	Coverage []store.Coverage `json:"coverage"`
}

func (s *server) listCoverage(c *gin.Context) (any, error) {
	p := readParams(c.Request.URL.RawQuery)
	width := p.choice("bucket", "month")
	if err := p.done(true); err != nil {
		return nil, err
	}
	covered, err := s.store.Coverage(c.Request.Context(), s.topic.ID)
	return coverage{s.version(c.Request.Context()), width, some(covered)}, err
}
