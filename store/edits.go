package store

import (
	"context"
	"fmt"
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
// nothing. base is the number of the newest revision of the event that the
// person saw; if the event has a newer one, nothing is written and the error
// is timeline.ErrConflict. A negative base asks for no such check.
func (s *Store) Correct(ctx context.Context, event string, base int, woven timeline.Woven) error {
	notice := Notice{Events: touchedEvents(woven)}
	err := s.change(ctx, notice, func(tx *gorm.DB) error {
		if err := checkBase(tx, event, base); err != nil {
			return err
		}
		return s.saveBatch(tx, Batch{Woven: woven})
	})
	if err != nil {
		return fmt.Errorf("correct event %q: %w", event, err)
	}
	return nil
}

func checkBase(tx *gorm.DB, event string, base int) error {
	if base < 0 {
		return nil
	}
	var latest int
	err := tx.Raw("SELECT COALESCE(MAX(number), 0) FROM revisions WHERE event_id = ?", event).Scan(&latest).Error
	if err != nil {
		return err
	}
	if latest != base {
		return fmt.Errorf("revision %d is not the newest, %d is: %w", base, latest, timeline.ErrConflict)
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
