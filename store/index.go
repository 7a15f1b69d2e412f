package store

import (
	"context"
	"fmt"
	"iter"

	"truceline/timeline"
)

// An IndexRow is what the stage needs of an event before it is looked at.
type IndexRow struct {
	ID           string
	Start, End   timeline.Day
	Precision    timeline.Precision
	Lasting      bool
	Open         timeline.Openness
	Type         string
	Status       timeline.Status
	Thread       string
	Significance int
	Independent  int
	number       int
	Actors       []string // these three only where they were asked for
	Places       []string
	Sources      []string
}

// IndexColumns are the lists of an IndexRow that cost extra.
type IndexColumns struct{ Actors, Places, Sources bool }

// Index streams all events that a filter wants, in list order, in constant
// memory. The iteration ends after the first error.
func (s *Store) Index(ctx context.Context, filter timeline.Filter, sort timeline.Sort, columns IndexColumns) iter.Seq2[IndexRow, error] {
	return func(yield func(IndexRow, error) bool) {
		if err := s.index(ctx, filter, sort, columns, yield); err != nil {
			yield(IndexRow{}, fmt.Errorf("index of events: %w", err))
		}
	}
}

// indexPart is how many rows are read at once.
const indexPart = 2000

func (s *Store) index(ctx context.Context, filter timeline.Filter, sort timeline.Sort, columns IndexColumns, yield func(IndexRow, error) bool) error {
	q, o, err := s.ordered(ctx, filter, sort, false)
	if err != nil {
		return err
	}
	return s.unchanging(ctx, func(s *Store) error {
		for place, more := []any(nil), true; more; {
			var part []IndexRow
			if part, place, err = s.indexPart(ctx, q, o, place); err != nil {
				return err
			}
			if more, err = s.yieldIndex(ctx, q, columns, part, yield); err != nil {
				return err
			}
			more = more && len(part) == indexPart
		}
		return nil
	})
}

// indexPart reads the rows from a place on, and gives the place of the last.
func (s *Store) indexPart(ctx context.Context, q *selection, o order, place []any) (part []IndexRow, last []any, err error) {
	rows, err := s.listRows(ctx, q, o, `, e.start_day, e.end_day, e."precision", e.lasting, e.open_bound, e.type, e.status,
		e.thread, e.significance, e.corroboration_independent`, place, indexPart, 0)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	into, value := o.scanKey()
	var end timeline.Day
	for rows.Next() {
		var r IndexRow
		if err := rows.Scan(&r.ID, &r.number, into, &end, &r.Start, &r.End, &r.Precision, &r.Lasting, &r.Open, &r.Type, &r.Status,
			&r.Thread, &r.Significance, &r.Independent); err != nil {
			return nil, nil, err
		}
		part = append(part, r)
		last = []any{value(), end, r.ID}
	}
	return part, last, rows.Err()
}

// yieldIndex fills in the lists of some rows and hands them on.
func (s *Store) yieldIndex(ctx context.Context, q *selection, columns IndexColumns, part []IndexRow, yield func(IndexRow, error) bool) (more bool, err error) {
	for _, list := range []struct {
		wanted bool
		table  string
		column string
		of     func(*IndexRow) *[]string
	}{
		{columns.Actors, "actors", "actor_id", func(r *IndexRow) *[]string { return &r.Actors }},
		{columns.Places, "places", "place_id", func(r *IndexRow) *[]string { return &r.Places }},
		{columns.Sources, "sources", "source", func(r *IndexRow) *[]string { return &r.Sources }},
	} {
		if list.wanted {
			if err := s.fillLists(ctx, q, part, list.table, list.column, list.of); err != nil {
				return false, err
			}
		}
	}
	for _, r := range part {
		if !yield(r, nil) {
			return false, nil
		}
	}
	return true, nil
}

func (s *Store) fillLists(ctx context.Context, q *selection, part []IndexRow, table, column string, of func(*IndexRow) *[]string) error {
	at := make(map[string]int, len(part))
	ids := make([]string, len(part))
	for i, r := range part {
		at[r.ID], ids[i] = i, r.ID
	}
	sql, args := "SELECT event_id, "+column+", 0 FROM event_"+table+" WHERE event_id IN ?", []any{ids}
	switch {
	case q.past && table == "sources":
		sql, args = sql+" AND known_from <= ?", append(args, q.asOf)
	case q.past:
		sql = "SELECT event_id, " + column + ", number FROM state_" + table + " WHERE event_id IN ?"
	}
	rows, err := s.read.WithContext(ctx).Raw(sql+" ORDER BY "+column, args...).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, value string
		var number int
		if err := rows.Scan(&id, &value, &number); err != nil {
			return err
		}
		row := &part[at[id]]
		if number == 0 || number == row.number {
			*of(row) = append(*of(row), value)
		}
	}
	return rows.Err()
}

// Rows gives the events from row from (counted from 0) to row to (excluded)
// of a list in full: at most 2,000 at once.
func (s *Store) Rows(ctx context.Context, filter timeline.Filter, sort timeline.Sort, from, to int) ([]timeline.Event, error) {
	q, o, err := s.ordered(ctx, filter, sort, true)
	if err != nil {
		return nil, err
	}
	if from < 0 || to <= from || to-from > indexPart {
		return nil, timeline.Invalidf("rows", "%d-%d is not a range of 1 to %d rows", from, to, indexPart)
	}
	spots, err := s.walk(ctx, q, o, nil, to-from, from)
	if err != nil {
		return nil, err
	}
	return s.load(ctx, spots)
}

// RowOf gives the row (counted from 0) at which an event stands in a list. An
// event that the filter does not show is a timeline.ErrNotFound.
func (s *Store) RowOf(ctx context.Context, filter timeline.Filter, sort timeline.Sort, id string) (int, error) {
	q, o, err := s.ordered(ctx, filter, sort, true)
	if err != nil {
		return 0, err
	}
	only := *q
	only.alone = false
	only.where = append(only.where[:len(only.where):len(only.where)], q.id+" = ?")
	only.args = append(only.args[:len(only.args):len(only.args)], id)
	spots, err := s.walk(ctx, &only, o, nil, 1, 0)
	if err != nil {
		return 0, err
	}
	if len(spots) == 0 {
		return 0, fmt.Errorf("row of event %q: %w", id, timeline.ErrNotFound)
	}
	sql, args := o.rowsBefore(q, spots[0])
	var row int
	err = s.read.WithContext(ctx).Raw(sql, args...).Row().Scan(&row)
	if err != nil {
		return 0, fmt.Errorf("row of event %q: %w", id, err)
	}
	return row, nil
}
