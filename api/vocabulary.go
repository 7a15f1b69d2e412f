package api

import (
	"fmt"

	"github.com/gin-gonic/gin"

	"truceline/store"
	"truceline/timeline"
)

// about is the topic in a few words.
type about struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Summary     string `json:"summary"`
	Language    string `json:"language"`
	Licence     string `json:"licence"`
	Attribution string `json:"attribution"`
}

func (s *server) about() about {
	t := s.topic
	return about{t.ID, t.Title, t.Summary, t.Language, t.Licence, t.Attribution}
}

type vocabulary struct {
	Title    string            `json:"title"`
	Topic    about             `json:"topic"`
	Types    []timeline.Type   `json:"types"`
	Families []timeline.Family `json:"families"`
}

func (s *server) listTypes(c *gin.Context) (any, error) {
	if err := noParams(c); err != nil {
		return nil, err
	}
	return vocabulary{s.topic.Title, s.about(), s.topic.Types, s.topic.Families}, nil
}

// An actor or place comes with the number of its events.
type (
	countedActor struct {
		timeline.Actor
		Events int `json:"events"`
	}
	countedPlace struct {
		timeline.Place
		Events int `json:"events"`
	}
)

func (s *server) listActors(c *gin.Context) (any, error) {
	if err := noParams(c); err != nil {
		return nil, err
	}
	counts, err := s.counted(c.Request.Context(), func(f store.Facets) []store.Count { return f.Actors })
	actors := make([]countedActor, len(s.topic.Actors))
	for i, actor := range s.topic.Actors {
		actors[i] = countedActor{actor, counts[actor.ID]}
	}
	return gin.H{"actors": actors}, err
}

func (s *server) getActor(c *gin.Context) (any, error) {
	if err := noParams(c); err != nil {
		return nil, err
	}
	actor, ok := s.names.actors[c.Param("id")]
	if !ok {
		return nil, fmt.Errorf("actor %q: %w", c.Param("id"), timeline.ErrNotFound)
	}
	counts, err := s.counted(c.Request.Context(), func(f store.Facets) []store.Count { return f.Actors })
	return countedActor{actor, counts[actor.ID]}, err
}

func (s *server) listPlaces(c *gin.Context) (any, error) {
	if err := noParams(c); err != nil {
		return nil, err
	}
	counts, err := s.counted(c.Request.Context(), func(f store.Facets) []store.Count { return f.Places })
	places := make([]countedPlace, len(s.topic.Places))
	for i, place := range s.topic.Places {
		places[i] = countedPlace{place, counts[place.ID]}
	}
	return gin.H{"places": places}, err
}

// noParams refuses every parameter.
func noParams(c *gin.Context) error { return readParams(c.Request.URL.RawQuery).done(true) }
