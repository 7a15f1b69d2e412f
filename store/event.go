package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"truceline/timeline"
)

// Event gives an event with the reports that count and its revisions. An id
// that was merged into another gives the event that it forwards to; see its
// ID. With asOf, the event is as it was known then, with the reports that were
// published by then and the revisions that hold for that time. What is not
// there, or was not known yet, is a timeline.ErrNotFound.
func (s *Store) Event(ctx context.Context, id string, asOf time.Time) (timeline.Event, error) {
	event, err := s.forwarded(ctx, id)
	if err != nil {
		return event, fmt.Errorf("event %q: %w", id, err)
	}
	if !asOf.IsZero() {
		if event, err = s.eventThen(ctx, event.ID, moment(asOf)); err != nil {
			return event, fmt.Errorf("event %q as known on %s: %w", id, asOf.Format(time.DateOnly), err)
		}
	}
	if event.Reports, err = s.reportsOf(ctx, event.ID, asOf); err != nil {
		return event, fmt.Errorf("event %q: %w", id, err)
	}
	if event.Revisions, err = s.History(ctx, event.ID); err != nil {
		return event, err
	}
	return event, nil
}

// maxForwards bounds a chain of merges; weaving points each old id at the
// survivor, so one step is the rule.
const maxForwards = 16

func (s *Store) forwarded(ctx context.Context, id string) (timeline.Event, error) {
	for range maxForwards {
		events, err := scanned(s.read.WithContext(ctx).Raw("SELECT "+eventColumns+" FROM events WHERE id = ?", id), scanEvent)
		switch {
		case err != nil:
			return timeline.Event{}, err
		case len(events) == 0:
			return timeline.Event{}, timeline.ErrNotFound
		case events[0].MergedInto == "":
			return events[0], nil
		}
		id = events[0].MergedInto
	}
	return timeline.Event{}, fmt.Errorf("more than %d forwards: %w", maxForwards, timeline.ErrNotFound)
}

func (s *Store) eventThen(ctx context.Context, id string, asOf time.Time) (timeline.Event, error) {
	state, err := one[eventState](s.read.WithContext(ctx).
		Where("id = ? AND valid_from <= ? AND valid_until > ?", id, asOf, asOf))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return timeline.Event{}, timeline.ErrNotFound
	}
	if err != nil {
		return timeline.Event{}, err
	}
	events, err := s.load(ctx, []spot{{ID: id, Number: state.Held.Number}})
	if err != nil || len(events) == 0 {
		return timeline.Event{}, errors.Join(err, timeline.ErrNotFound)
	}
	return events[0], nil
}

// reportsOf gives the live reports of an event with their articles, the first
// known first.
func (s *Store) reportsOf(ctx context.Context, id string, asOf time.Time) ([]timeline.Report, error) {
	query, args := "SELECT "+reportColumns+" FROM reports WHERE event_id = ? AND NOT superseded", []any{id}
	if !asOf.IsZero() {
		query, args = query+" AND known_from <= ?", append(args, moment(asOf))
	}
	db := s.read.WithContext(ctx)
	reports, err := scanned(db.Raw(query+" ORDER BY known_from, id", args...), scanReport)
	if err != nil {
		return nil, err
	}
	return some(reports), readArticlesOf(db, reports)
}

// History gives all revisions of an event without their snapshots, the oldest
// first, superseded ones included: how the archive's account of it came to be.
func (s *Store) History(ctx context.Context, id string) ([]timeline.Revision, error) {
	revisions, err := many[timeline.Revision](s.read.WithContext(ctx).
		Omit("snapshot").Where("event_id = ?", id).Order("known_from, number"))
	if err != nil {
		return nil, fmt.Errorf("history of event %q: %w", id, err)
	}
	return revisions, nil
}
