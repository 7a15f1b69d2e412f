package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"truceline/timeline"
)

// A Story is a thread with its state of play.
type Story struct {
	timeline.Thread
	Events      int             `json:"events"`
	First       timeline.Day    `json:"first"` // the day of its first event, "" without events
	Last        timeline.Day    `json:"last"`
	LastEvent   *timeline.Event `json:"last_happened"` // nil where nothing has happened yet
	NextPlanned *timeline.Event `json:"next_planned"`  // from today on; nil where nothing is planned
}

// Threads gives the threads of a topic with their state of play, today or as
// known at a moment; the one with the latest event first, those without events
// last.
func (s *Store) Threads(ctx context.Context, topic string, asOf time.Time) ([]Story, error) {
	threads, err := ofTopic[timeline.Thread](ctx, s, topic, "title, id")
	if err != nil {
		return nil, err
	}
	sizes, err := s.threadSizes(ctx, timeline.Filter{Topic: topic, AsOf: asOf})
	if err != nil {
		return nil, err
	}
	stories := make([]Story, len(threads))
	for i, thread := range threads {
		stories[i] = sizes[thread.ID]
		stories[i].Thread = thread
		if err := s.stateOfPlay(ctx, &stories[i], asOf); err != nil {
			return nil, err
		}
	}
	sortStories(stories)
	return stories, nil
}

// Story gives one thread with its state of play.
func (s *Store) Story(ctx context.Context, topic, id string, asOf time.Time) (Story, error) {
	thread, err := s.Thread(ctx, topic, id)
	if err != nil {
		return Story{}, err
	}
	sizes, err := s.threadSizes(ctx, timeline.Filter{Topic: topic, AsOf: asOf, Threads: []string{id}})
	if err != nil {
		return Story{}, err
	}
	story := sizes[id]
	story.Thread = thread
	return story, s.stateOfPlay(ctx, &story, asOf)
}

// threadSizes counts the events of each thread.
func (s *Store) threadSizes(ctx context.Context, filter timeline.Filter) (map[string]Story, error) {
	q, err := s.selection(ctx, filter, true)
	if err != nil {
		return nil, err
	}
	sql, args := q.rows("e.thread AS thread, e.sort_day AS day", "")
	rows, err := s.read.WithContext(ctx).Raw("SELECT thread, COUNT(*), MIN(day), MAX(day) FROM ("+sql+") AS list GROUP BY thread", args...).Rows()
	if err != nil {
		return nil, fmt.Errorf("events of threads: %w", err)
	}
	defer rows.Close()
	sizes := map[string]Story{}
	for rows.Next() {
		var thread string
		var story Story
		if err := rows.Scan(&thread, &story.Events, &story.First, &story.Last); err != nil {
			return nil, fmt.Errorf("events of threads: %w", err)
		}
		sizes[thread] = story
	}
	return sizes, rows.Err()
}

func (s *Store) stateOfPlay(ctx context.Context, story *Story, asOf time.Time) error {
	if story.Events == 0 {
		return nil
	}
	today := timeline.DayOf(s.now().UTC())
	if !asOf.IsZero() {
		today = timeline.DayOf(asOf.UTC())
	}
	of := timeline.Filter{Topic: story.Topic, Threads: []string{story.ID}, AsOf: asOf}
	happened, planned := of, of
	happened.Statuses = []timeline.Status{timeline.Happened, timeline.Claimed}
	planned.Statuses, planned.From = []timeline.Status{timeline.Planned}, today
	var err error
	if story.LastEvent, err = s.first(ctx, happened, "-when"); err != nil {
		return err
	}
	story.NextPlanned, err = s.first(ctx, planned, timeline.ByWhen)
	return err
}

// first gives the first event of a list, or nil.
func (s *Store) first(ctx context.Context, filter timeline.Filter, sort timeline.Sort) (*timeline.Event, error) {
	events, err := s.Rows(ctx, filter, sort, 0, 1)
	if err != nil || len(events) == 0 {
		return nil, err
	}
	return &events[0], nil
}

func sortStories(stories []Story) {
	slices.SortStableFunc(stories, func(a, b Story) int { return cmp.Compare(b.Last, a.Last) })
}
