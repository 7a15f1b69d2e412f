package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"truceline/timeline"
)

// An Edition is a week's briefing as it was published: it never changes.
type Edition struct {
	Topic     string          `json:"topic" gorm:"primaryKey"`
	Week      string          `json:"week" gorm:"primaryKey"` // 2025-W20
	Published time.Time       `json:"published"`
	Version   int64           `json:"version"` // of the archive
	Body      json.RawMessage `json:"body" gorm:"serializer:json"`
}

// Publish keeps a week's edition together with the deliveries that announce
// it. A week is published once: where it was, nothing is written and the
// answer is false.
func (s *Store) Publish(ctx context.Context, edition Edition, deliveries ...Delivery) (fresh bool, err error) {
	if edition.Published.IsZero() {
		edition.Published = s.now()
	}
	err = s.change(ctx, Notice{Topic: edition.Topic}, func(tx *gorm.DB) error {
		if edition.Version == 0 {
			if err := tx.Raw("SELECT version FROM archive").Scan(&edition.Version).Error; err != nil {
				return err
			}
		}
		done := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&edition)
		if fresh = done.RowsAffected == 1; done.Error != nil || !fresh {
			return done.Error
		}
		return s.saveOutbox(tx, deliveries)
	})
	if err != nil {
		return false, fmt.Errorf("publish %s: %w", edition.Week, err)
	}
	return fresh, nil
}

// Edition gives a week as it was published.
func (s *Store) Edition(ctx context.Context, topic, week string) (Edition, error) {
	edition, err := one[Edition](s.read.WithContext(ctx).Where("topic = ? AND week = ?", topic, week))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = timeline.ErrNotFound
	}
	if err != nil {
		return edition, fmt.Errorf("edition of %s: %w", week, err)
	}
	return edition, nil
}

// Editions gives the newest editions of a topic, the newest first.
func (s *Store) Editions(ctx context.Context, topic string, limit int) ([]Edition, error) {
	editions, err := many[Edition](s.read.WithContext(ctx).Where("topic = ?", topic).Order("week DESC").Limit(limit))
	if err != nil {
		return nil, fmt.Errorf("editions of %q: %w", topic, err)
	}
	return editions, nil
}
