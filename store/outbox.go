package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// A Delivery is something that was promised to be sent: it is kept together
// with what it tells of, and leaves the outbox only when it has arrived.
type Delivery struct {
	ID       string    `json:"id" gorm:"primaryKey"` // the receiver's key against doubles; the same id is kept once
	Kind     string    `json:"kind"`                 // what sends it: "webhook", "listmonk"
	Target   string    `json:"target"`               // address or list
	Body     string    `json:"body"`
	Created  time.Time `json:"created"`
	Due      time.Time `json:"due"` // not before this moment
	Attempts int       `json:"attempts"`
	Error    string    `json:"error"` // of the last attempt
	Done     bool      `json:"done"`
}

// TableName implements gorm's Tabler.
func (Delivery) TableName() string { return "outbox" }

func (s *Store) saveOutbox(tx *gorm.DB, deliveries []Delivery) error {
	if len(deliveries) == 0 {
		return nil
	}
	rows := slices.Clone(deliveries)
	for i := range rows {
		if rows[i].Created.IsZero() {
			rows[i].Created = s.now()
		}
		if rows[i].Due.IsZero() {
			rows[i].Due = rows[i].Created
		}
	}
	if err := tx.Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&rows, batchRows).Error; err != nil {
		return fmt.Errorf("save %d deliveries: %w", len(rows), err)
	}
	return nil
}

// Promise puts deliveries into the outbox by themselves.
func (s *Store) Promise(ctx context.Context, deliveries ...Delivery) error {
	return s.Save(ctx, Batch{Outbox: deliveries})
}

// ClaimDeliveries gives up to limit deliveries that are due, and puts them off
// by hold: whoever claimed them reports within that time by Delivered or
// Failed. After a crash they are due again, so a delivery can be made twice,
// but not never; receivers tell doubles by its ID.
func (s *Store) ClaimDeliveries(ctx context.Context, limit int, hold time.Duration) ([]Delivery, error) {
	var due []Delivery
	now := moment(s.now())
	err := s.write.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		// The lock on the archive's row keeps two processes from taking the same.
		if err := tx.Exec("UPDATE archive SET version = version WHERE id = 1").Error; err != nil {
			return err
		}
		if err := tx.Where("NOT done AND due <= ?", now).Order("due, id").Limit(limit).Find(&due).Error; err != nil || len(due) == 0 {
			return err
		}
		ids := make([]string, len(due))
		for i := range due {
			ids[i] = due[i].ID
			due[i].Attempts++
		}
		return tx.Model(&Delivery{}).Where("id IN ?", ids).
			Updates(map[string]any{"due": now.Add(hold), "attempts": gorm.Expr("attempts + 1")}).Error
	})
	if err != nil {
		return nil, fmt.Errorf("claim deliveries: %w", err)
	}
	return due, nil
}

// Delivered takes a delivery out of the outbox.
func (s *Store) Delivered(ctx context.Context, id string) error {
	return s.settle(ctx, id, map[string]any{"done": true, "error": ""})
}

// Failed keeps a delivery for another attempt, not before retry; the zero time
// gives it up.
func (s *Store) Failed(ctx context.Context, id, reason string, retry time.Time) error {
	if retry.IsZero() {
		return s.settle(ctx, id, map[string]any{"done": true, "error": reason})
	}
	return s.settle(ctx, id, map[string]any{"due": moment(retry), "error": reason})
}

func (s *Store) settle(ctx context.Context, id string, columns map[string]any) error {
	err := s.write.WithContext(ctx).Model(&Delivery{}).Where("id = ?", id).Updates(columns).Error
	if err != nil {
		return fmt.Errorf("settle delivery %q: %w", id, err)
	}
	return nil
}

// Outbox lists deliveries, the newest first.
func (s *Store) Outbox(ctx context.Context, limit int) ([]Delivery, error) {
	deliveries, err := many[Delivery](s.read.WithContext(ctx).Order("created DESC, id").Limit(limit))
	if err != nil {
		return nil, fmt.Errorf("outbox: %w", err)
	}
	return deliveries, nil
}
