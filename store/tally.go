package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"

	"truceline/timeline"
)

// A countRow is a row of event_counts without its number.
type countRow struct{ topic, kind, value, span, kinds, status string }

// A tally is how many events each row counts, for the few events that are
// about to be written or were: what one tally has more than an earlier one is
// added to the counts. Most of what is written to an event changes none.
type tally map[countRow]int

// tallyOf counts some events as they stand.
func tallyOf(tx *gorm.DB, ids []string) (tally, error) {
	t := tally{}
	for part := range slices.Chunk(ids, batchRows) {
		if err := t.read(tx, part); err != nil {
			return nil, fmt.Errorf("count %d events: %w", len(part), err)
		}
	}
	return t, nil
}

// A countedEvent is what the counts tell apart of an event.
type countedEvent struct {
	id                      string
	topic, kind, status     string
	precision, review       string
	thread, sortDay, endDay string
	months                  int
}

func (t tally) read(tx *gorm.DB, ids []string) error {
	shown := map[string]countedEvent{}
	events, err := scanned(tx.Raw(`SELECT id, topic, type, status, "precision", review, thread, sort_day, last_day, months FROM events
		WHERE id IN ? AND merged_into = '' AND review <> ?`, padded(ids), timeline.ReviewRejected), scanCounted)
	if err != nil {
		return err
	}
	for _, e := range events {
		shown[e.id] = e
		t.add(e)
	}
	for kind, query := range map[string]string{
		"actor":  "SELECT event_id, actor_id FROM event_actors WHERE event_id IN ?",
		"place":  "SELECT event_id, place_id FROM event_places WHERE event_id IN ?",
		"source": "SELECT event_id, source FROM event_sources WHERE event_id IN ?",
	} {
		pairs, err := scanned(tx.Raw(query, padded(ids)), scanPair)
		if err != nil {
			return err
		}
		for _, pair := range pairs {
			if e, found := shown[pair[0]]; found {
				t.count(e, kind, pair[1], month(timeline.Day(e.sortDay)))
			}
		}
	}
	return nil
}

func scanCounted(rows *sql.Rows) (e countedEvent, err error) {
	err = rows.Scan(&e.id, &e.topic, &e.kind, &e.status, &e.precision, &e.review, &e.thread, &e.sortDay, &e.endDay, &e.months)
	return e, err
}

func scanPair(rows *sql.Rows) (pair [2]string, err error) {
	err = rows.Scan(&pair[0], &pair[1])
	return pair, err
}

// add counts an event as the queries of counted do.
func (t tally) add(e countedEvent) {
	begins := month(timeline.Day(e.sortDay))
	t.count(e, "", "", begins)
	t.count(e, "day", "", e.sortDay)
	t.count(e, "type", e.kind, begins)
	t.count(e, "precision", e.precision, begins)
	t.count(e, "review", e.review, begins)
	if e.thread != "" {
		t.count(e, "thread", e.thread, begins)
	}
	if e.months > 1 {
		t.count(e, "lasting", "", begins)
		if e.endDay < string(timeline.LastDay) {
			t.count(e, "ended", "", month(timeline.Day(e.endDay)))
		}
	}
}

// count adds one under type and status, and under all of either and of both.
func (t tally) count(e countedEvent, kind, value, span string) {
	for _, of := range [][2]string{{e.kind, e.status}, {e.kind, "*"}, {"*", e.status}, {"*", "*"}} {
		t[countRow{e.topic, kind, value, span, of[0], of[1]}]++
	}
}

// since gives what the events add to the counts as they were before.
func (t tally) since(before tally) tally {
	more := maps.Clone(t)
	for row, n := range before {
		more[row] -= n
	}
	maps.DeleteFunc(more, func(_ countRow, n int) bool { return n == 0 })
	return more
}

// save adds a tally to the counts.
func (t tally) save(tx *gorm.DB) error {
	rows := slices.SortedFunc(maps.Keys(t), func(a, b countRow) int { // near rows are near on disk
		return cmp.Or(strings.Compare(a.topic, b.topic), strings.Compare(a.kinds, b.kinds), strings.Compare(a.status, b.status),
			strings.Compare(a.kind, b.kind), strings.Compare(a.value, b.value), strings.Compare(a.span, b.span))
	})
	for part := range slices.Chunk(rows, batchRows) {
		var args []any
		for _, r := range part {
			args = append(args, r.topic, r.kinds, r.status, r.kind, r.value, r.span, t[r])
		}
		err := tx.Exec("INSERT INTO event_counts (topic, type, status, kind, value, span, events) VALUES (?, ?, ?, ?, ?, ?, ?)"+
			strings.Repeat(", (?, ?, ?, ?, ?, ?, ?)", len(part)-1)+
			" ON CONFLICT (topic, type, status, kind, value, span) DO UPDATE SET events = event_counts.events + excluded.events", args...).Error
		if err != nil {
			return fmt.Errorf("counts of events: %w", err)
		}
	}
	return nil
}
