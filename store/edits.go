package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"truceline/timeline"
)

// editEvent says that an edit concerns an event.
type editEvent struct {
	EventID string
	EditID  string
}

// Correct keeps a person's correction with what weaving made of it, all or
// nothing. seen are the newest revisions, by event, of what it was woven from;
// if one of these events has a newer one by now, nothing is written and the
// error is timeline.ErrConflict.
func (s *Store) Correct(ctx context.Context, event string, seen map[string]int, woven timeline.Woven) error {
	notice := Notice{Events: touchedEvents(woven)}
	err := s.change(ctx, notice, func(tx *gorm.DB) error { return s.saveBatch(tx, Batch{Woven: woven, Seen: seen}) })
	if err != nil {
		return fmt.Errorf("correct event %q: %w", event, err)
	}
	return nil
}

// checkSeen asks that nobody has written to events since they were read.
func checkSeen(tx *gorm.DB, seen map[string]int) error {
	for part := range slices.Chunk(slices.Sorted(maps.Keys(seen)), batchRows) {
		var now []struct {
			EventID string
			Newest  int
		}
		err := tx.Raw("SELECT event_id, MAX(number) AS newest FROM revisions WHERE event_id IN ? GROUP BY event_id", part).Scan(&now).Error
		if err != nil {
			return fmt.Errorf("newest revisions of %d events: %w", len(part), err)
		}
		for _, e := range now {
			if e.Newest != seen[e.EventID] {
				return fmt.Errorf("event %q has revision %d, not %d, by now: %w", e.EventID, e.Newest, seen[e.EventID], timeline.ErrConflict)
			}
		}
	}
	return nil
}

// saveEdits keeps corrections; of one that is there, only whether it was
// undone may change.
func (s *Store) saveEdits(tx *gorm.DB, edits []timeline.Edit) error {
	if len(edits) == 0 {
		return nil
	}
	rows := slices.Clone(edits)
	conflict := clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, DoUpdates: clause.AssignmentColumns([]string{"undone"})}
	if err := tx.Clauses(conflict).CreateInBatches(&rows, batchRows).Error; err != nil {
		return fmt.Errorf("save %d corrections: %w", len(edits), err)
	}
	var concerned []editEvent
	for _, e := range edits {
		for _, id := range distinct(append([]string{e.EventID}, e.Other...)) {
			concerned = append(concerned, editEvent{id, e.ID})
		}
	}
	if err := tx.Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&concerned, batchRows).Error; err != nil {
		return fmt.Errorf("save what %d corrections concern: %w", len(edits), err)
	}
	return nil
}

// Edits gives the corrections that concern an event, the oldest first, undone
// ones included.
func (s *Store) Edits(ctx context.Context, event string) ([]timeline.Edit, error) {
	edits, err := many[timeline.Edit](s.read.WithContext(ctx).
		Where("id IN (SELECT edit_id FROM edit_events WHERE event_id = ?)", event).Order("at, id"))
	if err != nil {
		return nil, fmt.Errorf("corrections of event %q: %w", event, err)
	}
	return edits, nil
}
