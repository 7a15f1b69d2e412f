package store

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"truceline/timeline"
)

// TopicRecords is what the files of one topic say. SaveTopic sets Topic in
// each record.
type TopicRecords struct {
	Topic      string
	Types      []timeline.Type
	Families   []timeline.Family
	Actors     []timeline.Actor
	Places     []timeline.Place
	Threads    []timeline.Thread
	Sources    []timeline.Source
	Publishers []timeline.Publisher
}

// topicRow keeps a topic's vocabulary in one row: it is read as a whole.
type topicRow struct {
	ID       string            `gorm:"primaryKey"`
	Types    []timeline.Type   `gorm:"serializer:json"`
	Families []timeline.Family `gorm:"serializer:json"`
}

// TableName implements gorm's Tabler.
func (topicRow) TableName() string { return "topics" }

// SaveTopic brings the archive's records of a topic to what its files say.
// Saving the same twice changes nothing. What is remembered of a source
// between reads stays; records that the files no longer have stay, too, as
// events may speak of them, save sources: one that is gone is turned off.
func (s *Store) SaveTopic(ctx context.Context, records TopicRecords) error {
	for i := range records.Actors {
		records.Actors[i].Topic = records.Topic
	}
	for i := range records.Places {
		records.Places[i].Topic = records.Topic
	}
	for i := range records.Threads {
		records.Threads[i].Topic = records.Topic
	}
	for i := range records.Sources {
		records.Sources[i].Topic = records.Topic
	}
	err := s.change(ctx, Notice{Topic: records.Topic}, func(tx *gorm.DB) error { return saveTopic(tx, records) })
	if err != nil {
		return fmt.Errorf("save topic %q: %w", records.Topic, err)
	}
	return nil
}

func saveTopic(tx *gorm.DB, r TopicRecords) error {
	vocabulary := []topicRow{{ID: r.Topic, Types: r.Types, Families: r.Families}}
	keys := []string{"topic", "id"}
	if err := upsert(tx, vocabulary, []string{"id"}); err != nil {
		return err
	}
	if err := upsert(tx, r.Actors, keys); err != nil {
		return err
	}
	if err := upsert(tx, r.Places, keys); err != nil {
		return err
	}
	if err := upsert(tx, r.Threads, keys); err != nil {
		return err
	}
	if err := upsert(tx, r.Publishers, []string{"host"}); err != nil {
		return err
	}
	return saveSources(tx, r.Topic, r.Sources)
}

// goneSource is the reason given for a source that the files have no more.
const goneSource = "no longer in the topic's sources file"

func saveSources(tx *gorm.DB, topic string, sources []timeline.Source) error {
	ids := make([]string, len(sources))
	for i := range sources {
		ids[i] = sources[i].ID
		if sources[i].State.Health == "" {
			sources[i].State.Health = timeline.HealthNever
		}
	}
	err := tx.Model(&timeline.Source{}).Where("topic = ? AND id NOT IN ?", topic, append(ids, "")).
		Update("off", goneSource).Error
	if err != nil {
		return fmt.Errorf("turn absent sources off: %w", err)
	}
	return upsert(tx, sources, []string{"id"}, stateColumns(tx)...)
}

// stateColumns are the columns of a source that do not come from its file.
func stateColumns(tx *gorm.DB) []string {
	var columns []string
	statement := gorm.Statement{DB: tx}
	if statement.Parse(&timeline.Source{}) == nil {
		for _, field := range statement.Schema.Fields {
			if len(field.BindNames) > 1 && field.BindNames[0] == "State" {
				columns = append(columns, field.DBName)
			}
		}
	}
	return columns
}

// batchRows keeps a statement's placeholders under every database's limit.
const batchRows = 300

// upsert writes rows; where one with the same keys stands, its columns are
// replaced, save those named in except.
func upsert[T any](tx *gorm.DB, rows []T, keys []string, except ...string) error {
	if len(rows) == 0 {
		return nil
	}
	statement := gorm.Statement{DB: tx}
	if err := statement.Parse(&rows[0]); err != nil {
		return err
	}
	var columns []string
	for _, name := range statement.Schema.DBNames {
		if !slices.Contains(keys, name) && !slices.Contains(except, name) {
			columns = append(columns, name)
		}
	}
	target := make([]clause.Column, len(keys))
	for i, key := range keys {
		target[i].Name = key
	}
	conflict := clause.OnConflict{Columns: target, DoUpdates: clause.AssignmentColumns(columns), DoNothing: len(columns) == 0}
	err := tx.Clauses(conflict).Omit(clause.Associations).CreateInBatches(&rows, batchRows).Error
	if err != nil {
		return fmt.Errorf("save %s: %w", statement.Schema.Table, err)
	}
	return nil
}
