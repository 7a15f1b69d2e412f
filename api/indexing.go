package api

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"truceline/store"
	"truceline/timeline"
)

// mostRows is the most rows that one call gives.
const mostRows = 500

// furtherColumns are the columns of the index on demand. place and places
// are one.
var furtherColumns = []string{"actors", "place", "places", "thread", "source", "significance", "independent"}

func (s *server) indexEvents(c *gin.Context) (any, error) {
	p := readParams(c.Request.URL.RawQuery)
	filter := s.filter(p)
	columns := listOf(p, "columns", furtherColumns)
	spans := p.spans("rows", mostRows)
	version := p.text("version")
	if err := p.done(true); err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	now := s.version(ctx)
	if version != "" && version != now {
		return nil, fmt.Errorf("the archive is at version %s, not %s; load the index again: %w", now, version, timeline.ErrConflict)
	}
	switch {
	case len(spans) > 0:
		return s.rowsAt(ctx, filter, now, spans)
	case len(columns) > 0:
		return s.furtherIndex(ctx, filter, now, columns)
	default:
		return s.baseIndex(ctx, filter, now)
	}
}

// A rowSpan is a stretch of rows of an index, both ends included.
type rowSpan struct{ from, to int }

// spans reads rows and ranges of rows like 0-99 or 3,17,40-44, of at most so
// many rows together; none where the parameter is not given.
func (p *params) spans(name string, most int) (spans []rowSpan) {
	text := p.text(name)
	if text == "" {
		return nil
	}
	rows := 0
	for part := range strings.SplitSeq(text, ",") {
		a, b, isRange := strings.Cut(part, "-")
		if !isRange {
			b = a
		}
		from, err := strconv.Atoi(a)
		to, err2 := strconv.Atoi(b)
		if err != nil || err2 != nil || from < 0 || to < from || to-from >= most-rows {
			p.fail(name, "%q is not a list of at most %d rows like 0-99 or 3,17,40-44", text, most)
			return nil
		}
		spans = append(spans, rowSpan{from, to})
		rows += to - from + 1
	}
	return spans
}

// rowsAt gives the rows of an index in full, in the order in which they were
// asked for.
func (s *server) rowsAt(ctx context.Context, filter timeline.Filter, version string, spans []rowSpan) (indexRows, error) {
	said := indexRows{version, spans[0].from, []indexRow{}}
	for _, span := range spans {
		events, err := s.store.Rows(ctx, filter, timeline.ByWhen, span.from, span.to+1)
		if err != nil {
			return said, err
		}
		said.Rows = append(said.Rows, rowsOf(s.ready(events, filter))...)
	}
	return said, nil
}

// indexRows are rows of an index in full; From is the first that was asked for.
type indexRows struct {
	Version string     `json:"version"`
	From    int        `json:"from"`
	Rows    []indexRow `json:"rows"`
}

// An indexRow is what a list shows of an event.
type indexRow struct {
	ID            string                 `json:"id"`
	Type          string                 `json:"type"`
	Title         string                 `json:"title"`
	When          timeline.When          `json:"when"`
	Status        timeline.Status        `json:"status"`
	Places        []string               `json:"places"`
	Thread        string                 `json:"thread"`
	Significance  int                    `json:"significance"`
	Review        timeline.Review        `json:"review"`
	Corroboration timeline.Corroboration `json:"corroboration"`
	Flags         []timeline.Flag        `json:"flags"`
	PostponedTo   string                 `json:"postponed_to,omitempty"` // the event of its new date
	Claimed       []string               `json:"claimed,omitempty"`      // the other dates that sources give, as claims have them
}

func rowsOf(events []timeline.Event) []indexRow {
	rows := make([]indexRow, len(events))
	for i, e := range events {
		rows[i] = indexRow{e.ID, e.Type, e.Title, e.When, e.Status, some(e.Places), e.Thread, e.Significance, e.Review, e.Corroboration, e.Flags, postponedTo(e), claimedDates(e)}
	}
	return rows
}

func postponedTo(e timeline.Event) string {
	for _, link := range e.Links {
		if link.Kind == timeline.LinkPostponedTo {
			return link.Event
		}
	}
	return ""
}

func claimedDates(e timeline.Event) (dates []string) {
	for _, claim := range e.Claims {
		if claim.Field == "when" && !claim.Leads {
			dates = append(dates, claim.Value)
		}
	}
	return dates
}

// baseIndex writes the first five columns of all events of a filter.
func (s *server) baseIndex(ctx context.Context, filter timeline.Filter, version string) (eventIndex, error) {
	said := eventIndex{Version: version, Legend: map[string][]string{
		"precision": texts(timeline.Precisions), "type": s.typeIDs, "status": texts(timeline.Statuses),
	}}
	columns := &baseColumns{Day: []int{}, Span: []int{}}
	precision, kind, status := lettersFor(timeline.Precisions), lettersFor(s.typeIDs), lettersFor(timeline.Statuses)
	var before timeline.Day
	for row, err := range s.store.Index(ctx, filter, timeline.ByWhen, store.IndexColumns{}) {
		if err != nil {
			return said, err
		}
		when := timeline.When{Start: row.Start, End: row.End}
		if said.Total == 0 {
			said.First, before = when.SortDay(), when.SortDay()
		}
		columns.Day = append(columns.Day, when.SortDay().Sub(before))
		columns.Span = append(columns.Span, when.Days()-1) // -1 where a side is open
		precision.add(string(row.Precision))
		kind.add(row.Type)
		status.add(string(row.Status))
		before = when.SortDay()
		said.Total++
	}
	columns.Precision, columns.Type, columns.Status = precision.rows.String(), kind.rows.String(), status.rows.String()
	said.Columns = columns
	return said, nil
}

// furtherIndex writes further columns of all events of a filter.
func (s *server) furtherIndex(ctx context.Context, filter timeline.Filter, version string, columns []string) (eventIndex, error) {
	said := eventIndex{Version: version}
	rows := make(map[string][][]string, len(columns))
	for row, err := range s.store.Index(ctx, filter, timeline.ByWhen, costOf(columns)) {
		if err != nil {
			return said, err
		}
		if said.Total == 0 {
			said.First = timeline.When{Start: row.Start, End: row.End}.SortDay()
		}
		said.Total++
		for _, column := range columns {
			rows[column] = append(rows[column], columnOf(row, column))
		}
	}
	further := make(map[string]*lettered, len(columns))
	for _, column := range columns {
		further[column] = letterRows(rows[column])
	}
	said.Columns = further
	return said, nil
}

// costOf asks the store for the lists that the columns need.
func costOf(columns []string) store.IndexColumns {
	var cost store.IndexColumns
	for _, column := range columns {
		switch column {
		case "actors":
			cost.Actors = true
		case "place", "places":
			cost.Places = true
		case "source":
			cost.Sources = true
		}
	}
	return cost
}

// columnOf gives the values of one event in a further column.
func columnOf(row store.IndexRow, column string) []string {
	switch column {
	case "actors":
		return row.Actors
	case "place", "places":
		return row.Places
	case "source":
		return row.Sources
	case "significance":
		return []string{strconv.Itoa(row.Significance)}
	case "independent":
		return []string{strconv.Itoa(row.Independent)}
	default:
		if row.Thread == "" {
			return nil
		}
		return []string{row.Thread}
	}
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, item := range list {
		out[i] = string(item)
	}
	return out
}

// rowOf gives the row of an event in the index of a filter, nil where it is
// not in it.
func (s *server) rowOf(ctx context.Context, filter timeline.Filter, id string) (*int, error) {
	row, err := s.store.RowOf(ctx, filter, timeline.ByWhen, id)
	switch {
	case errors.Is(err, timeline.ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &row, nil
}
