package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// A Rereading is how far today's rules were run over the kept articles, in the
// order of their ids. It is written with what was read, so that one that is
// interrupted at any moment goes on behind the last article that is done.
type Rereading struct {
	Topic       string    `gorm:"primaryKey"`
	Rules       string    // tells the rules that read from any others
	Begun       time.Time // when the first article was read
	Last        string    // id of the last article that is done
	Articles    int       // done so far
	Changed     int       // articles that read differently now
	Added, Gone int       // reports
}

// Rereading gives the re-reading of a topic that was interrupted; ok is false
// where none was.
func (s *Store) Rereading(ctx context.Context, topic string) (r Rereading, ok bool, err error) {
	err = s.read.WithContext(ctx).Where("topic = ?", topic).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return r, false, nil
	}
	if err != nil {
		return r, false, fmt.Errorf("interrupted re-reading of %q: %w", topic, err)
	}
	r.Begun = r.Begun.UTC() // each driver has its own idea of a zone without an offset
	return r, true, nil
}

// FinishRereading forgets a re-reading that is over.
func (s *Store) FinishRereading(ctx context.Context, topic string) error {
	if err := s.write.WithContext(ctx).Where("topic = ?", topic).Delete(&Rereading{}).Error; err != nil {
		return fmt.Errorf("finish the re-reading of %q: %w", topic, err)
	}
	return nil
}

func saveRereading(tx *gorm.DB, r *Rereading) error {
	if r == nil {
		return nil
	}
	if err := tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(r).Error; err != nil {
		return fmt.Errorf("note how far the re-reading is: %w", err)
	}
	return nil
}
