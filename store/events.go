package store

import (
	"context"
	"database/sql"
	"fmt"

	"truceline/timeline"
)

// A List is a page of events.
type List struct {
	Events []timeline.Event
	Total  int    // of all pages
	Next   string // the cursor of the next page, "" on the last one
	// Before and After tell what the same filter would show outside its
	// window; zero where the window is open on that side.
	Before, After Outside
}

// Outside counts the events on one side of a window.
type Outside struct {
	Count   int
	Nearest timeline.Day // of them, "" where there is none
}

// maxPage is the most events that one page can have.
const maxPage = 200

// Events gives a page of the events that a filter wants, today or, with AsOf,
// as they were known then. Reports are not loaded; see Event and Hits. Events
// that were rejected in review are left out unless Reviews asks for them, and
// events that were merged into others always.
func (s *Store) Events(ctx context.Context, filter timeline.Filter, page timeline.Page) (List, error) {
	var list List
	q, o, err := s.ordered(ctx, filter, page.Sort)
	if err != nil {
		return list, err
	}
	if page.Limit < 1 || page.Limit > maxPage {
		return list, timeline.Invalidf("limit", "%d is not between 1 and %d", page.Limit, maxPage)
	}
	spots, err := s.walk(ctx, q, o, page.Cursor, page.Limit+1, 0)
	if err != nil {
		return list, err
	}
	if len(spots) > page.Limit {
		spots = spots[:page.Limit]
		list.Next = o.cursor(spots[page.Limit-1])
	}
	if list.Events, err = s.load(ctx, spots); err != nil {
		return list, err
	}
	return list, s.count(ctx, q, &list)
}

// ordered puts a filter and a sort into SQL.
func (s *Store) ordered(ctx context.Context, filter timeline.Filter, sort timeline.Sort) (*selection, order, error) {
	q, err := s.selection(ctx, filter)
	if err != nil {
		return nil, order{}, err
	}
	o, err := orderOf(sort, q.search != "")
	return q, o, err
}

// walk gives the places of at most limit events, from a cursor on or after so
// many others.
func (s *Store) walk(ctx context.Context, q *selection, o order, cursor string, limit, skip int) ([]spot, error) {
	var place []any
	if cursor != "" {
		var err error
		if place, err = o.place(cursor); err != nil {
			return nil, err
		}
	}
	rows, err := s.listRows(ctx, q, o, "", place, limit, skip)
	if err != nil {
		return nil, fmt.Errorf("list of events: %w", err)
	}
	defer rows.Close()
	var spots []spot
	into, value := o.scanKey()
	for rows.Next() {
		var at spot
		if err := rows.Scan(&at.ID, &at.Number, into, &at.last); err != nil {
			return nil, fmt.Errorf("list of events: %w", err)
		}
		at.key = value()
		spots = append(spots, at)
	}
	return spots, rows.Err()
}

// listRows asks for the places of a list's events, from a place on or after so
// many others, and for further columns.
func (s *Store) listRows(ctx context.Context, q *selection, o order, columns string, place []any, limit, skip int) (*sql.Rows, error) {
	where, args := o.conditions(q)
	table, joined := o.joined(q)
	args = append(joined, args...)
	if place != nil {
		where += " AND " + o.after()
		args = append(args, place...)
	}
	return s.read.WithContext(ctx).Raw("SELECT e.id, "+q.number()+", "+o.column+", e.last_day"+columns+" FROM "+table+
		" WHERE "+where+" ORDER BY "+o.by()+" LIMIT ? OFFSET ?", append(args, limit, skip)...).Rows()
}

// count fills in how many events there are within the window and beside it.
func (s *Store) count(ctx context.Context, q *selection, list *List) error {
	where, args := q.conditions(true)
	row := s.read.WithContext(ctx).Raw("SELECT COUNT(*) FROM "+q.table()+" WHERE "+where, args...).Row()
	if err := row.Scan(&list.Total); err != nil {
		return fmt.Errorf("count of events: %w", err)
	}
	var err error
	if q.from != "" {
		list.Before, err = s.outside(ctx, q, "MAX", "e.last_day < ?", q.from)
	}
	if q.to != "" && err == nil {
		list.After, err = s.outside(ctx, q, "MIN", "e.sort_day > ?", q.to)
	}
	return err
}

func (s *Store) outside(ctx context.Context, q *selection, nearest, condition string, day timeline.Day) (Outside, error) {
	var out Outside
	where, args := q.conditions(false)
	sql := "SELECT COUNT(*), COALESCE(" + nearest + "(e.sort_day), '') FROM " + q.table() + " WHERE " + where + " AND " + condition
	err := s.read.WithContext(ctx).Raw(sql, append(args, day)...).Row().Scan(&out.Count, &out.Nearest)
	if err != nil {
		return out, fmt.Errorf("count of events outside the window: %w", err)
	}
	return out, nil
}
