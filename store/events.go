package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

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
// events that were merged into others always. A search without a sort is ranked;
// of very many matches only the newest are (see searchLimits), so that such a
// list ends before Total: the other sorts go through all.
func (s *Store) Events(ctx context.Context, filter timeline.Filter, page timeline.Page) (List, error) {
	var list List
	q, o, err := s.ordered(ctx, filter, page.Sort, true)
	if err != nil {
		return list, err
	}
	if page.Limit < 1 || page.Limit > maxPage {
		return list, timeline.Invalidf("limit", "%d is not between 1 and %d", page.Limit, maxPage)
	}
	version, err := s.Version(ctx)
	if err != nil {
		return list, err
	}
	spots, err := s.walk(ctx, q, o, page.Cursor, page.Limit+1, 0)
	if err != nil {
		return list, err
	}
	if len(spots) > page.Limit {
		spots = spots[:page.Limit]
		list.Next = o.cursor(spots[page.Limit-1])
	}
	if list.Events, err = s.loadAt(ctx, version, spots); err != nil {
		return list, err
	}
	return list, s.count(ctx, version, filter, &list)
}

// ordered puts a filter and a sort into SQL.
func (s *Store) ordered(ctx context.Context, filter timeline.Filter, sort timeline.Sort, narrow bool) (*selection, order, error) {
	o, err := orderOf(sort, strings.TrimSpace(filter.Text) != "")
	if err != nil {
		return nil, o, err
	}
	q, err := s.selection(ctx, filter, narrow && o.narrow())
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

// listRows runs the query of a list.
func (s *Store) listRows(ctx context.Context, q *selection, o order, columns string, place []any, limit, skip int) (*sql.Rows, error) {
	sql, args := o.list(q, columns, place, limit, skip)
	return s.read.WithContext(ctx).Raw(sql, args...).Rows()
}
