package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"truceline/timeline"
)

// Vocabulary gives the types and families of a topic.
func (s *Store) Vocabulary(ctx context.Context, topic string) ([]timeline.Type, []timeline.Family, error) {
	row, err := one[topicRow](s.read.WithContext(ctx).Where("id = ?", topic))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = timeline.ErrNotFound
	}
	if err != nil {
		return nil, nil, fmt.Errorf("topic %q: %w", topic, err)
	}
	return row.Types, row.Families, nil
}

// Actors gives the actors of a topic by name.
func (s *Store) Actors(ctx context.Context, topic string) ([]timeline.Actor, error) {
	return ofTopic[timeline.Actor](ctx, s, topic, "name, id")
}

// Places gives the places of a topic by name.
func (s *Store) Places(ctx context.Context, topic string) ([]timeline.Place, error) {
	return ofTopic[timeline.Place](ctx, s, topic, "name, id")
}

// Sources gives the sources of a topic with their state, by name.
func (s *Store) Sources(ctx context.Context, topic string) ([]timeline.Source, error) {
	return ofTopic[timeline.Source](ctx, s, topic, "name, id")
}

// SourcesNamed gives some sources of a topic by name, with their state but for
// what only their reader remembers, which is most of it.
func (s *Store) SourcesNamed(ctx context.Context, topic string, ids []string) ([]timeline.Source, error) {
	rows, err := many[timeline.Source](s.read.WithContext(ctx).Omit("state_cursor").Where("topic = ? AND id IN ?", topic, ids).Order("name, id"))
	if err != nil {
		return nil, fmt.Errorf("%d sources of topic %q: %w", len(ids), topic, err)
	}
	return rows, nil
}

func ofTopic[T any](ctx context.Context, s *Store, topic, order string) ([]T, error) {
	rows, err := many[T](s.read.WithContext(ctx).Where("topic = ?", topic).Order(order))
	if err != nil {
		return nil, fmt.Errorf("%T of topic %q: %w", *new(T), topic, err)
	}
	return rows, nil
}

// Actor gives one actor of a topic.
func (s *Store) Actor(ctx context.Context, topic, id string) (timeline.Actor, error) {
	return oneOfTopic[timeline.Actor](ctx, s, topic, id)
}

// Place gives one place of a topic.
func (s *Store) Place(ctx context.Context, topic, id string) (timeline.Place, error) {
	return oneOfTopic[timeline.Place](ctx, s, topic, id)
}

// Thread gives one thread of a topic.
func (s *Store) Thread(ctx context.Context, topic, id string) (timeline.Thread, error) {
	return oneOfTopic[timeline.Thread](ctx, s, topic, id)
}

// Source gives one source of a topic with its state.
func (s *Store) Source(ctx context.Context, topic, id string) (timeline.Source, error) {
	return oneOfTopic[timeline.Source](ctx, s, topic, id)
}

func oneOfTopic[T any](ctx context.Context, s *Store, topic, id string) (T, error) {
	row, err := one[T](s.read.WithContext(ctx).Where("topic = ? AND id = ?", topic, id))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = timeline.ErrNotFound
	}
	if err != nil {
		return row, fmt.Errorf("%T %q of topic %q: %w", row, id, topic, err)
	}
	return row, nil
}

// Publishers gives all publishers by host.
func (s *Store) Publishers(ctx context.Context) ([]timeline.Publisher, error) {
	rows, err := many[timeline.Publisher](s.read.WithContext(ctx).Order("host"))
	if err != nil {
		return nil, fmt.Errorf("publishers: %w", err)
	}
	return rows, nil
}

// Visits gives the last visits to a source, the newest first.
func (s *Store) Visits(ctx context.Context, source string, limit int) ([]timeline.Visit, error) {
	rows, err := many[timeline.Visit](s.read.WithContext(ctx).Where("source_id = ?", source).Order("started DESC, id DESC").Limit(limit))
	if err != nil {
		return nil, fmt.Errorf("visits to %q: %w", source, err)
	}
	return rows, nil
}
