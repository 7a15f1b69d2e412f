package api

import (
	"context"
	"fmt"
	"time"

	"github.com/gin-gonic/gin"

	"truceline/store"
	"truceline/timeline"
)

// threadList is the threads, the one with the latest event first.
type threadList struct {
	Version string        `json:"version"`
	Threads []store.Story `json:"threads"`
}

func (s *server) listThreads(c *gin.Context) (any, error) {
	p := readParams(c.Request.URL.RawQuery)
	asOf := p.moment("as_of")
	if err := p.done(true); err != nil {
		return nil, err
	}
	stories, err := s.stories(c.Request.Context(), asOf)
	return threadList{s.version(c.Request.Context()), stories}, err
}

func (s *server) stories(ctx context.Context, asOf time.Time) ([]store.Story, error) {
	stories, err := s.store.Threads(ctx, s.topic.ID, asOf)
	for i := range stories {
		s.readyStory(&stories[i], asOf)
	}
	return some(stories), err
}

func (s *server) readyStory(story *store.Story, asOf time.Time) {
	day := s.dayOf(timeline.Filter{AsOf: asOf})
	for _, event := range []*timeline.Event{story.LastEvent, story.NextPlanned} {
		if event != nil {
			show(event, day)
		}
	}
}

// threadDetail is a thread in order, with its state of play.
type threadDetail struct {
	store.Story
	Version string           `json:"version"`
	Total   int              `json:"total"`
	Events  []timeline.Event `json:"events"`
}

func (s *server) getThread(c *gin.Context) (any, error) {
	p := readParams(c.Request.URL.RawQuery)
	asOf := p.moment("as_of")
	if err := p.done(true); err != nil {
		return nil, err
	}
	return s.thread(c.Request.Context(), c.Param("id"), asOf)
}

func (s *server) thread(ctx context.Context, id string, asOf time.Time) (threadDetail, error) {
	if _, ok := s.names.threads[id]; !ok {
		return threadDetail{}, fmt.Errorf("thread %q: %w", id, timeline.ErrNotFound)
	}
	story, err := s.store.Story(ctx, s.topic.ID, id, asOf)
	if err != nil {
		return threadDetail{}, err
	}
	s.readyStory(&story, asOf)
	events, err := s.threadEvents(ctx, id, asOf)
	return threadDetail{story, s.version(ctx), story.Events, events}, err
}

// threadEvents are the events of a thread, the earliest first: at most
// mostRows.
func (s *server) threadEvents(ctx context.Context, id string, asOf time.Time) ([]timeline.Event, error) {
	filter := timeline.Filter{Topic: s.topic.ID, Threads: []string{id}, AsOf: asOf}
	events, err := s.store.Rows(ctx, filter, timeline.ByWhen, 0, mostRows)
	return s.ready(events, filter), err
}
