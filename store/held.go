package store

import (
	"context"
	"fmt"
	"slices"
)

// Held says which of these events the archive knows, merged ones too, and in
// which event each of these reports stands.
func (s *Store) Held(ctx context.Context, events, reports []string) (known map[string]bool, standing map[string]string, err error) {
	known, standing = map[string]bool{}, map[string]string{}
	db := s.read.WithContext(ctx)
	for part := range slices.Chunk(events, batchRows) {
		var ids []string
		if err := db.Raw("SELECT id FROM events WHERE id IN ?", part).Scan(&ids).Error; err != nil {
			return nil, nil, fmt.Errorf("which of %d events are known: %w", len(events), err)
		}
		for _, id := range ids {
			known[id] = true
		}
	}
	for part := range slices.Chunk(reports, batchRows) {
		var rows []struct{ ID, EventID string }
		if err := db.Raw("SELECT id, event_id FROM reports WHERE id IN ?", part).Scan(&rows).Error; err != nil {
			return nil, nil, fmt.Errorf("where %d reports stand: %w", len(reports), err)
		}
		for _, row := range rows {
			standing[row.ID] = row.EventID
		}
	}
	return known, standing, nil
}
