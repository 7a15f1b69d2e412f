package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"truceline/timeline"
)

// A Batch is what one step of ingest wants kept: all of it or nothing.
type Batch struct {
	Topic    string
	Articles []timeline.Article // as FreshArticles gave them; those that are known stay as they are
	Reports  []timeline.Report  // fresh readings of these or of older articles
	// Replaced are the ids of reports that a newer reading of their article
	// replaces: from now on they count for nothing.
	Replaced []string
	Woven    timeline.Woven
	// Seen are the newest revisions, by event, of what Woven was woven from.
	Seen   map[string]int
	Outbox []Delivery
	Visit  *timeline.Visit  // Save sets its ID
	Source *timeline.Source // of which State alone is written
	// Reread is how far a re-reading is with this batch.
	Reread *Rereading
}

// Save writes a batch in one short transaction. When it returns nil, the batch
// is on disk, search finds it, and subscribers know. Saving the same batch
// again changes nothing but the archive's version. If an event of Seen has a
// newer revision by now, nothing is written and the error is
// timeline.ErrConflict: gather and weave again.
func (s *Store) Save(ctx context.Context, batch Batch) error {
	notice := Notice{Topic: batch.Topic}
	for _, event := range batch.Woven.Events {
		notice.Events = append(notice.Events, event.ID)
	}
	if batch.Source != nil {
		notice.Sources = []string{batch.Source.ID}
	}
	err := s.change(ctx, notice, func(tx *gorm.DB) error { return s.saveBatch(tx, batch) })
	if err != nil {
		return fmt.Errorf("save %d articles, %d reports and %d events: %w",
			len(batch.Articles), len(batch.Reports), len(batch.Woven.Events), err)
	}
	return nil
}

func (s *Store) saveBatch(tx *gorm.DB, b Batch) error {
	if err := checkSeen(tx, b.Seen); err != nil {
		return err
	}
	if err := s.saveArticles(tx, b.Articles); err != nil {
		return err
	}
	if err := s.saveReports(tx, b); err != nil {
		return err
	}
	if err := s.saveWoven(tx, b.Woven); err != nil {
		return err
	}
	if err := s.saveEdits(tx, b.Woven.Edits); err != nil {
		return err
	}
	if err := s.saveOutbox(tx, b.Outbox); err != nil {
		return err
	}
	if err := saveVisit(tx, b.Visit); err != nil {
		return err
	}
	if err := saveRereading(tx, b.Reread); err != nil {
		return err
	}
	return saveState(tx, b.Source)
}

// saveReports adds the fresh reports, marks those that they replace, and moves
// those that now stand in another event.
func (s *Store) saveReports(tx *gorm.DB, b Batch) error {
	reports := slices.Concat(b.Woven.Reports, b.Reports) // woven first: they know their event
	reports = uniqueReports(reports)
	for i := range reports {
		if reports[i].RecordedAt.IsZero() {
			reports[i].RecordedAt = s.now()
		}
	}
	if err := upsertReports(tx, reports); err != nil {
		return err
	}
	if err := saveKeys(tx, reports); err != nil {
		return err
	}
	for part := range slices.Chunk(b.Replaced, batchRows) {
		if err := tx.Model(&timeline.Report{}).Where("id IN ?", part).Update("superseded", true).Error; err != nil {
			return fmt.Errorf("mark %d replaced reports: %w", len(part), err)
		}
		if err := tx.Where("report_id IN ?", part).Delete(&reportKey{}).Error; err != nil {
			return fmt.Errorf("forget %d replaced reports: %w", len(part), err)
		}
	}
	return nil
}

func uniqueReports(reports []timeline.Report) []timeline.Report {
	seen := map[string]bool{}
	return slices.DeleteFunc(reports, func(r timeline.Report) bool {
		twice := seen[r.ID]
		seen[r.ID] = true
		return twice
	})
}

// upsertReports adds reports; of one that is there, only its event and whether
// it still counts may change: a report is evidence.
func upsertReports(tx *gorm.DB, reports []timeline.Report) error {
	if len(reports) == 0 {
		return nil
	}
	conflict := clause.OnConflict{
		Columns:   []clause.Column{{Name: "id"}},
		DoUpdates: clause.AssignmentColumns([]string{"event_id", "superseded"}),
	}
	if err := tx.Clauses(conflict).Omit(clause.Associations).CreateInBatches(&reports, batchRows).Error; err != nil {
		return fmt.Errorf("save %d reports: %w", len(reports), err)
	}
	return nil
}

func saveKeys(tx *gorm.DB, reports []timeline.Report) error {
	var keys []reportKey
	var dead []string
	for _, r := range reports {
		if r.Superseded {
			dead = append(dead, r.ID)
			continue
		}
		keys = append(keys, keysOf(r)...)
	}
	for part := range slices.Chunk(dead, batchRows) {
		if err := tx.Where("report_id IN ?", part).Delete(&reportKey{}).Error; err != nil {
			return fmt.Errorf("forget %d reports: %w", len(part), err)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	if err := tx.Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&keys, batchRows).Error; err != nil {
		return fmt.Errorf("index %d reports: %w", len(reports), err)
	}
	return nil
}

// saveVisit keeps the record of a fetch. Ids count up; the archive's version,
// which every write raises first, keeps two writers from taking the same.
func saveVisit(tx *gorm.DB, visit *timeline.Visit) error {
	if visit == nil {
		return nil
	}
	if visit.ID == 0 {
		if err := tx.Raw("SELECT COALESCE(MAX(id), 0) + 1 FROM visits").Scan(&visit.ID).Error; err != nil {
			return fmt.Errorf("number the visit of %s: %w", visit.SourceID, err)
		}
	}
	if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(visit).Error; err != nil {
		return fmt.Errorf("save the visit of %s: %w", visit.SourceID, err)
	}
	return nil
}

// saveState writes what is remembered of a source until its next read.
func saveState(tx *gorm.DB, source *timeline.Source) error {
	if source == nil {
		return nil
	}
	row := *source
	row.State.NextDue = moment(row.State.NextDue)
	row.State.LastRead = moment(row.State.LastRead)
	row.State.LastNew = moment(row.State.LastNew)
	done := tx.Model(&timeline.Source{}).Where("id = ?", row.ID).Select(stateColumns(tx)).Updates(&row)
	if done.Error != nil {
		return fmt.Errorf("save the state of source %q: %w", row.ID, done.Error)
	}
	if done.RowsAffected == 0 {
		return fmt.Errorf("source %q: %w", row.ID, timeline.ErrNotFound)
	}
	return nil
}

// SaveVisit keeps a fetch that brought nothing: its visit and the source's new
// state.
func (s *Store) SaveVisit(ctx context.Context, visit timeline.Visit, source timeline.Source) error {
	return s.Save(ctx, Batch{Topic: source.Topic, Visit: &visit, Source: &source})
}

// PauseSource stops or resumes the reading of a source.
func (s *Store) PauseSource(ctx context.Context, id string, paused bool) error {
	err := s.change(ctx, Notice{Sources: []string{id}}, func(tx *gorm.DB) error {
		done := tx.Model(&timeline.Source{}).Where("id = ?", id).Update("state_paused", paused)
		if done.Error == nil && done.RowsAffected == 0 {
			return timeline.ErrNotFound
		}
		return done.Error
	})
	if err != nil {
		return fmt.Errorf("pause source %q: %w", id, err)
	}
	return nil
}

// farFuture ends the validity of the state that still holds.
var farFuture = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
