package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"truceline/timeline"
)

// A Backfill is how far the reading of a source's past is. It is written after
// the articles of each step, so that one that is interrupted at any moment
// goes on behind the last step that is done.
type Backfill struct {
	Source string       `gorm:"primaryKey;column:source_id"`
	First  timeline.Day `gorm:"primaryKey;column:first_day"`
	Last   timeline.Day `gorm:"primaryKey;column:last_day"`
	Next   timeline.Day `gorm:"column:next_day"` // where the next step begins
}

// Backfill gives the day on which an interrupted backfill of a source goes on;
// "" where none of these days was interrupted.
func (s *Store) Backfill(ctx context.Context, source string, first, last timeline.Day) (timeline.Day, error) {
	var b Backfill
	err := s.read.WithContext(ctx).Where("source_id = ? AND first_day = ? AND last_day = ?", source, first, last).Take(&b).Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return "", fmt.Errorf("interrupted backfill of %q: %w", source, err)
	}
	return b.Next, nil
}

// SaveBackfill notes how far a backfill is, and forgets one that is over.
func (s *Store) SaveBackfill(ctx context.Context, b Backfill) error {
	write := s.write.WithContext(ctx)
	if b.Next > b.Last {
		write = write.Delete(&b)
	} else {
		write = write.Clauses(clause.OnConflict{UpdateAll: true}).Create(&b)
	}
	if write.Error != nil {
		return fmt.Errorf("note how far the backfill of %q is: %w", b.Source, write.Error)
	}
	return nil
}
