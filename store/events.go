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
	Totals
	Events []timeline.Event
	Next   string // the cursor of the next page, "" on the last one
}

// Totals tell how many events a filter shows, on all pages.
type Totals struct {
	Total int
	// Before and After tell what the same filter would show outside its
	// window; zero where the window is open on that side.
	Before, After Outside
	// AtLeast says that there may be more than these numbers: only so many
	// states of a past day are looked at to count them (see countThen).
	AtLeast bool

	reach *reach // nil where it was not counted
}

// A reach tells how the events within a window come into it: those that begin
// in it, those that begin shortly before, and those that last.
type reach struct{ begin, short, long int }

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
	err := s.page(ctx, filter, page, &list.Totals, func(version int64, q *selection, o order, place []any) error {
		spots, next, err := s.onePage(ctx, q, o, place, page.Limit)
		if err != nil {
			return err
		}
		list.Next = next
		list.Events, err = s.loadAt(ctx, version, spots)
		return err
	})
	list.Total = max(list.Total, len(list.Events))
	return list, err
}

// page counts what a filter shows and has a page of it read from a place on,
// nil for the beginning, unless there is nothing.
func (s *Store) page(ctx context.Context, filter timeline.Filter, page timeline.Page, totals *Totals,
	read func(version int64, q *selection, o order, place []any) error) error {
	q, o, err := s.ordered(ctx, filter, page.Sort, true)
	if err != nil {
		return err
	}
	place, err := o.place(page.Cursor)
	if err != nil {
		return err
	}
	if page.Limit < 1 || page.Limit > maxPage {
		return timeline.Invalidf("limit", "%d is not between 1 and %d", page.Limit, maxPage)
	}
	version, err := s.Version(ctx)
	if err != nil {
		return err
	}
	if q.past && len(q.text) == 0 {
		err = s.kept(ctx, version, filter, totals, func(q *selection) error {
			return s.countThen(ctx, q, filter.From, filter.To, totals)
		})
	} else {
		err = s.count(ctx, version, filter, totals)
	}
	if err != nil || totals.Total == 0 && !totals.AtLeast {
		return err
	}
	q.reach = totals.reach.onPage(o, place == nil, page.Limit+1)
	return read(version, q, o, place)
}

// Count gives how many events a filter shows: all of them, also of a past day.
func (s *Store) Count(ctx context.Context, filter timeline.Filter) (int, error) {
	version, err := s.Version(ctx)
	if err != nil {
		return 0, err
	}
	var totals Totals
	err = s.count(ctx, version, filter, &totals)
	return totals.Total, err
}

// onPage is the reach of a list's first rows: by day, those that begin in the
// window come behind all others, or before them.
func (r *reach) onPage(o order, first bool, rows int) *reach {
	if r == nil || !first || o.sort != timeline.ByWhen {
		return r
	}
	part := *r
	if !o.down && r.short+r.long >= rows {
		part.begin = 0
	}
	if o.down && r.begin >= rows {
		part.short, part.long = 0, 0
	}
	return &part
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

// onePage gives the places of at most limit events from a place on, and the
// cursor of the next page, "" on the last one.
func (s *Store) onePage(ctx context.Context, q *selection, o order, place []any, limit int) (spots []spot, next string, err error) {
	spots, err = s.walk(ctx, q, o, place, limit+1, 0)
	if len(spots) > limit {
		spots = spots[:limit]
		next = o.cursor(spots[limit-1])
	}
	return spots, next, err
}

// walk gives the places of at most limit events, from a place on or after so
// many others.
func (s *Store) walk(ctx context.Context, q *selection, o order, place []any, limit, skip int) ([]spot, error) {
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
