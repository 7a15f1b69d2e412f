package store

import (
	"context"
	"fmt"
	"iter"

	"truceline/timeline"
)

// exportPart is how many events are read at once.
const exportPart = 200

// Export streams the events that a filter wants, in list order and in full;
// with reports, each with those that count (that were published by then, where
// the filter asks for the past) and their articles. Memory does not grow with
// the number of events, and all are of one state of the archive. The iteration
// ends after the first error. A slow reader holds a connection: write the
// answer out before passing it on to somebody far away.
func (s *Store) Export(ctx context.Context, filter timeline.Filter, sort timeline.Sort, reports bool) iter.Seq2[timeline.Event, error] {
	return func(yield func(timeline.Event, error) bool) {
		if err := s.export(ctx, filter, sort, reports, yield); err != nil {
			yield(timeline.Event{}, fmt.Errorf("export of events: %w", err))
		}
	}
}

func (s *Store) export(ctx context.Context, filter timeline.Filter, sort timeline.Sort, reports bool, yield func(timeline.Event, error) bool) error {
	q, o, err := s.ordered(ctx, filter, sort, true)
	if err != nil {
		return err
	}
	return s.unchanging(ctx, func(s *Store) error {
		for place, more := []any(nil), true; more; {
			spots, err := s.walk(ctx, q, o, place, exportPart, 0)
			if err != nil {
				return err
			}
			if len(spots) == 0 {
				return nil
			}
			events, err := s.loadPassing(ctx, spots)
			if err != nil {
				return err
			}
			if reports {
				if err := s.addReports(ctx, events, filter); err != nil {
					return err
				}
			}
			for _, e := range events {
				if !yield(e, nil) {
					return nil
				}
			}
			if more = len(spots) == exportPart; more {
				place = spots[exportPart-1].place()
			}
		}
		return nil
	})
}

// loadPassing loads events that pass by once: kept, they would stay alive
// until the export ends.
func (s *Store) loadPassing(ctx context.Context, spots []spot) ([]timeline.Event, error) {
	found, err := s.fresh(ctx, spots)
	if err != nil {
		return nil, err
	}
	events := make([]timeline.Event, 0, len(spots))
	for _, at := range spots {
		if e, ok := found[at.ID]; ok {
			events = append(events, e)
		}
	}
	return events, nil
}

func (s *Store) addReports(ctx context.Context, events []timeline.Event, filter timeline.Filter) error {
	at := make(map[string]int, len(events))
	ids := make([]string, len(events))
	for i, e := range events {
		at[e.ID], ids[i] = i, e.ID
	}
	query := s.read.WithContext(ctx).Preload("Article").Where("event_id IN ? AND NOT superseded", ids)
	if !filter.AsOf.IsZero() {
		query = query.Where("known_from <= ?", moment(filter.AsOf))
	}
	var reports []timeline.Report
	if err := query.Order("known_from, id").Find(&reports).Error; err != nil {
		return fmt.Errorf("reports of %d events: %w", len(ids), err)
	}
	for _, r := range reports {
		event := &events[at[r.EventID]]
		event.Reports = append(event.Reports, r)
	}
	return nil
}
