package store

import (
	"database/sql"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"truceline/timeline"
)

// saveWoven writes what weaving changed and everything that follows from it:
// the tables that filters, search and reads of the past use.
func (s *Store) saveWoven(tx *gorm.DB, w timeline.Woven) error {
	touched := touchedEvents(w)
	before, err := tallyOf(tx, touched)
	if err != nil {
		return err
	}
	if err := saveEvents(tx, w.Events); err != nil {
		return err
	}
	if err := saveMembers(tx, w.Events); err != nil {
		return err
	}
	if err := saveRevisions(tx, w.Revisions, w.Superseded); err != nil {
		return err
	}
	for part := range slices.Chunk(touched, batchRows) {
		if err := saveSourcesOf(tx, part); err != nil {
			return err
		}
		if err := rebuildStates(tx, part); err != nil {
			return err
		}
	}
	after, err := tallyOf(tx, touched)
	if err != nil {
		return err
	}
	if err := after.since(before).save(tx); err != nil {
		return err
	}
	return s.text.index(tx, touched)
}

// eventRow is an event with the columns that follow from the others: the stretch
// in which lists show it, and its card. Written at once, each entry of the many
// indexes on them is made once.
type eventRow struct {
	Event   timeline.Event `gorm:"embedded"`
	SortDay timeline.Day
	LastDay timeline.Day
	Months  int
	Card    string
}

// TableName implements gorm's Tabler.
func (eventRow) TableName() string { return "events" }

// saveEvents writes events as they are now; when they were made stays.
func saveEvents(tx *gorm.DB, events []timeline.Event) error {
	made := map[string]time.Time{}
	for part := range slices.Chunk(idsOf(events), batchRows) {
		stored, err := scanned(tx.Raw("SELECT id, created FROM events WHERE id IN ?", padded(part)), scanMade)
		if err != nil {
			return fmt.Errorf("when %d events were made: %w", len(part), err)
		}
		for _, e := range stored {
			made[e.ID] = e.Created
		}
	}
	rows := make([]eventRow, len(events))
	for i, e := range events {
		if created, found := made[e.ID]; found {
			e.Created = created
		}
		e = *bare(&e)
		card, err := cardOf(e)
		if err != nil {
			return err
		}
		listed := listingOf(&e)
		rows[i] = eventRow{Event: e, SortDay: listed.SortDay, LastDay: listed.LastDay, Months: listed.Months, Card: card}
	}
	return upsert(tx, rows, []string{"id"})
}

func scanMade(rows *sql.Rows) (e timeline.Event, err error) {
	var created stamp
	err = rows.Scan(&e.ID, &created)
	e.Created = created.Time
	return e, err
}

func idsOf(events []timeline.Event) []string {
	ids := make([]string, len(events))
	for i, e := range events {
		ids[i] = e.ID
	}
	return ids
}

// touchedEvents are the events of which something else may have changed, too.
func touchedEvents(w timeline.Woven) []string {
	var ids []string
	for _, e := range w.Events {
		ids = append(ids, e.ID)
	}
	for _, r := range w.Reports {
		ids = append(ids, r.EventID)
	}
	for _, r := range slices.Concat(w.Revisions, w.Superseded) {
		ids = append(ids, r.EventID)
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })
}

// saveMembers writes who and where of events, for filters.
func saveMembers(tx *gorm.DB, events []timeline.Event) error {
	var ids []string
	var actors []eventActor
	var places []eventPlace
	for _, e := range events {
		ids = append(ids, e.ID)
		if e.MergedInto != "" {
			continue
		}
		listed := listingOf(&e)
		for _, id := range actorsOf(e.Participations) {
			actors = append(actors, eventActor{id, e.ID, listed})
		}
		for _, id := range distinct(e.Places) {
			places = append(places, eventPlace{id, e.ID, listed})
		}
	}
	for part := range slices.Chunk(ids, batchRows) {
		for _, table := range []string{"event_actors", "event_places"} {
			if err := tx.Exec("DELETE FROM "+table+" WHERE event_id IN ?", padded(part)).Error; err != nil {
				return fmt.Errorf("%s of %d events: %w", table, len(part), err)
			}
		}
	}
	return createBoth(tx, actors, places)
}

// createBoth adds the rows of two join tables.
func createBoth[A, P any](tx *gorm.DB, actors []A, places []P) error {
	if len(actors) > 0 {
		if err := tx.CreateInBatches(&actors, batchRows).Error; err != nil {
			return fmt.Errorf("save %d actors of events: %w", len(actors), err)
		}
	}
	if len(places) > 0 {
		if err := tx.CreateInBatches(&places, batchRows).Error; err != nil {
			return fmt.Errorf("save %d places of events: %w", len(places), err)
		}
	}
	return nil
}

func distinct(ids []string) []string {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}

// saveSourcesOf notes which publishers and sources speak of events, and since
// when.
func saveSourcesOf(tx *gorm.DB, ids []string) error {
	list := padded(ids)
	if err := tx.Exec("DELETE FROM event_sources WHERE event_id IN ?", list).Error; err != nil {
		return fmt.Errorf("sources of %d events: %w", len(ids), err)
	}
	err := tx.Exec(`INSERT INTO event_sources (source, event_id, known_from)
		SELECT source, event_id, MIN(known_from) FROM (
			SELECT a.publisher AS source, r.event_id, r.known_from FROM reports r JOIN articles a ON a.id = r.article_id
			WHERE r.event_id IN ? AND NOT r.superseded
			UNION ALL
			SELECT a.source_id, r.event_id, r.known_from FROM reports r JOIN articles a ON a.id = r.article_id
			WHERE r.event_id IN ? AND NOT r.superseded
		) AS spoken WHERE source <> '' GROUP BY source, event_id`, list, list).Error
	if err != nil {
		return fmt.Errorf("sources of %d events: %w", len(ids), err)
	}
	return nil
}

// saveRevisions adds revisions and marks those that were overtaken.
func saveRevisions(tx *gorm.DB, revisions, superseded []timeline.Revision) error {
	rows := slices.Clone(revisions)
	for i := range rows {
		rows[i].Snapshot = bare(rows[i].Snapshot)
	}
	if len(rows) > 0 {
		err := tx.Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&rows, batchRows).Error
		if err != nil {
			return fmt.Errorf("save %d revisions: %w", len(rows), err)
		}
	}
	for _, r := range superseded {
		err := tx.Model(&timeline.Revision{}).Where("event_id = ? AND number = ?", r.EventID, r.Number).
			Update("superseded", true).Error
		if err != nil {
			return fmt.Errorf("supersede revision %d of %s: %w", r.Number, r.EventID, err)
		}
	}
	return nil
}

// bare is a snapshot without what is kept elsewhere: as JSON it is a card.
func bare(e *timeline.Event) *timeline.Event {
	if e == nil {
		return nil
	}
	kept := onCard(*e)
	kept.KnownFrom, kept.Created, kept.Updated = moment(kept.KnownFrom), moment(kept.Created), moment(kept.Updated)
	return &kept
}
