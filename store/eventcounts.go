package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"truceline/timeline"
)

// counted are the queries for what event_counts holds of the events that meet
// a condition on their id (see its migration).
func counted(condition string) []string {
	const (
		shown  = "merged_into = '' AND review <> 'rejected'"
		begins = "substr(sort_day, 1, 7)"
	)
	var queries []string
	for _, of := range []struct{ kind, value, span, rows, id, which string }{
		{"", "''", begins, "events", "id", shown},
		{"day", "''", "sort_day", "events", "id", shown},
		{"lasting", "''", begins, "events", "id", "months > 1 AND " + shown},
		{"ended", "''", "substr(last_day, 1, 7)", "events", "id", "months > 1 AND last_day < '" + string(timeline.LastDay) + "' AND " + shown},
		{"type", "type", begins, "events", "id", shown},
		{"precision", `"precision"`, begins, "events", "id", shown},
		{"review", "review", begins, "events", "id", shown},
		{"thread", "thread", begins, "events", "id", "thread <> '' AND " + shown},
		{"actor", "actor_id", begins, "event_actors", "event_id", "review <> 'rejected'"},
		{"place", "place_id", begins, "event_places", "event_id", "review <> 'rejected'"},
		{"source", "source", begins, "events JOIN event_sources ON event_id = id", "id", shown},
	} {
		queries = append(queries, fmt.Sprintf("SELECT topic, type, status, '%s' AS kind, %s AS value, %s AS span FROM %s WHERE %s %s AND %s",
			of.kind, of.value, of.span, of.rows, of.id, condition, of.which))
	}
	return queries
}

// addCounts counts what a query has: by type and status, and by all of them.
const addCounts = `INSERT INTO event_counts (topic, type, status, kind, value, span, events)
	SELECT topic, CASE column1 WHEN 1 THEN '*' ELSE type END, CASE column2 WHEN 1 THEN '*' ELSE status END, kind, value, span, COUNT(*)
	FROM (%s) AS counted CROSS JOIN (VALUES (0, 0), (0, 1), (1, 0), (1, 1)) AS rolled
	GROUP BY topic, CASE column1 WHEN 1 THEN '*' ELSE type END, CASE column2 WHEN 1 THEN '*' ELSE status END, kind, value, span`

// Recount makes the counts anew, for an archive that was filled past the store.
func (s *Store) Recount(ctx context.Context) error {
	return s.change(ctx, Notice{}, func(tx *gorm.DB) error {
		if err := tx.Exec("DELETE FROM event_counts").Error; err != nil {
			return fmt.Errorf("forget the counts of events: %w", err)
		}
		for _, query := range counted("<> ''") {
			if err := tx.Exec(fmt.Sprintf(addCounts, query)).Error; err != nil {
				return fmt.Errorf("count events: %w", err)
			}
		}
		return nil
	})
}

// A countKey is the part of a filter that the counts tell apart beside type and
// status.
type countKey struct{ kind, value string }

// countKeyOf gives the key under which the counts hold the events of a filter;
// ok is false where it asks for more than they tell apart.
func countKeyOf(f timeline.Filter) (key countKey, ok bool) {
	if !f.AsOf.IsZero() || strings.TrimSpace(f.Text) != "" ||
		len(f.IDs)+len(f.Not.IDs)+len(f.Not.Precisions)+len(f.Not.Sources)+len(f.Not.Actors)+len(f.Not.Places)+len(f.Not.Threads) > 0 {
		return key, false
	}
	var keys []countKey
	for kind, values := range map[string][]string{
		"actor": f.Actors, "place": f.Places, "thread": f.Threads, "source": f.Sources, "precision": texts(f.Precisions), "review": texts(f.Reviews)} {
		for _, value := range values {
			keys = append(keys, countKey{kind, value})
		}
	}
	switch {
	case len(keys) == 0:
		return key, true
	case len(keys) == 1 && keys[0].value != string(timeline.ReviewRejected): // what is rejected is not counted
		return keys[0], true
	}
	return key, false
}

// countsOf is the condition on the counts that a filter's types and statuses
// make, and what a row of them adds: all, less what is not wanted.
func countsOf(f timeline.Filter) (q *selection, adds string) {
	q, adds = &selection{}, "events"
	q.add("topic = ?", f.Topic)
	for _, part := range []struct {
		column           string
		wanted, unwanted []string
	}{{"type", f.Types, f.Not.Types}, {"status", texts(f.Statuses), texts(f.Not.Statuses)}} {
		switch {
		case len(part.wanted) > 0:
			q.among(part.column, without(part.wanted, part.unwanted))
		case len(part.unwanted) > 0:
			q.among(part.column, append(distinct(part.unwanted), "*"))
			adds += " * CASE " + part.column + " WHEN '*' THEN 1 ELSE -1 END"
		default:
			q.add(part.column + " = '*'")
		}
	}
	return q, adds
}

// among restricts to rows with one of the values: to none where there is none.
func (q *selection) among(column string, values []string) {
	if len(values) == 0 {
		q.add("false")
	}
	q.in(column, values, nil)
}

// without gives the values that are not among others, each once.
func without(values, others []string) []string {
	return slices.DeleteFunc(distinct(values), func(v string) bool { return slices.Contains(others, v) })
}

// countByMonths fills in a list's totals from the counts and, for the months
// that the window cuts, from short ranges of an index.
func (s *Store) countByMonths(ctx context.Context, f timeline.Filter, of countKey, q *selection, list *Totals) error {
	from, to := f.From, f.To
	c := &windowCounts{of: of}
	c.counts, c.adds = countsOf(f)
	c.months(from, to)
	c.edges(q, from, to)
	if err := s.read.WithContext(ctx).Raw("SELECT "+strings.Join(c.columns, ", "), c.args...).Row().Scan(c.into...); err != nil {
		return fmt.Errorf("count of events by month: %w", err)
	}
	if from != "" {
		list.Before = Outside{c.before + c.startedBefore - c.shortReaching - c.longReaching(), timeline.Day(c.nearestBefore.String)}
	}
	if to != "" {
		list.After = Outside{c.total - c.upTo - c.startedAfter, timeline.Day(c.nearestAfter.String)}
	}
	list.Total = c.total - list.Before.Count - list.After.Count
	if from != "" {
		list.reach = &reach{short: c.shortReaching, long: c.longReaching()}
		list.reach.begin = list.Total - list.reach.short - list.reach.long
	}
	return nil
}

// kept fills in the totals of a filter that were counted at this version, or
// counts them; count is given the selection without the window.
func (s *Store) kept(ctx context.Context, version int64, f timeline.Filter, totals *Totals, count func(q *selection) error) error {
	key := fmt.Sprintf("%#v", f)
	if known, ok := s.totals.get(version, key); ok {
		*totals = known
		return nil
	}
	f.From, f.To = "", ""
	q, err := s.selection(ctx, f, true)
	if err != nil {
		return err
	}
	if err := count(q); err != nil {
		return err
	}
	s.totals.put(version, key, *totals, keptTotals)
	return nil
}

// keptTotals bounds the memory of totals: some hundred bytes each.
const keptTotals = 5000

// windowCounts is one query for all numbers that a list's totals follow from.
type windowCounts struct {
	columns []string
	args    []any
	into    []any

	of     countKey
	counts *selection // of the counts, whatever their key and span
	adds   string

	total, before, upTo         int // by month: all, and those before the months of the window's ends
	startedBefore, startedAfter int // begin in the month of the window's first day before it, of its last day until it
	shortReaching               int // begin before the window and reach it
	lasting, lastingFrom        int // last: begin before the month of the window's first day, begin in it before it
	ended, endedFrom            int // the same of their ends
	nearestBefore, nearestAfter sql.NullString
}

func (c *windowCounts) longReaching() int { return c.lasting + c.lastingFrom - c.ended - c.endedFrom }

func (c *windowCounts) ask(into any, query string, args ...any) {
	c.columns = append(c.columns, "("+query+")")
	c.args = append(c.args, args...)
	c.into = append(c.into, into)
}

// sum asks for a sum of the counts under a key.
func (c *windowCounts) sum(into *int, of countKey, spans string, args ...any) {
	c.ask(into, "SELECT COALESCE(SUM("+c.adds+"), 0) FROM event_counts WHERE "+strings.Join(c.counts.where, " AND ")+" AND kind = ? AND value = ?"+spans,
		slices.Concat(c.counts.args, []any{of.kind, of.value}, args)...)
}

// months asks for sums of whole months.
func (c *windowCounts) months(from, to timeline.Day) {
	c.sum(&c.total, c.of, "")
	if from != "" {
		c.sum(&c.before, c.of, " AND span < ?", month(from))
	}
	if to != "" {
		c.sum(&c.upTo, c.of, " AND span < ?", month(to))
	}
}

func month(d timeline.Day) string { return string(d[:min(len(d), 7)]) }

// edges asks for what whole months do not tell. Of all events the days are
// counted, too; of others the ranges of an index are as short.
func (c *windowCounts) edges(q *selection, from, to timeline.Day) {
	all := q.everything()
	ask := func(into any, columns, condition, order string, args ...any) {
		b := all.and(condition, args)
		c.ask(into, "SELECT "+columns+" FROM "+q.base+" WHERE "+b.where+order, b.args...)
	}
	if from != "" {
		first := month(from) + "-01"
		if c.of == (countKey{}) {
			c.sum(&c.startedBefore, countKey{kind: "day"}, " AND span >= ? AND span < ?", first, from)
			c.sum(&c.lasting, countKey{kind: "lasting"}, " AND span < ?", month(from))
			c.sum(&c.ended, countKey{kind: "ended"}, " AND span < ?", month(from))
			ask(&c.lastingFrom, "COUNT(*)", "e.months > 1 AND e.sort_day >= ? AND e.sort_day < ?", "", first, from)
			ask(&c.endedFrom, "COUNT(*)", "e.months > 1 AND e.last_day >= ? AND e.last_day < ?", "", first, from)
		} else {
			ask(&c.startedBefore, "COUNT(*)", "e.sort_day >= ? AND e.sort_day < ?", "", first, from)
			ask(&c.lasting, "COUNT(*)", "e.months > 1 AND e.sort_day < ? AND e.last_day >= ?", "", from, from)
		}
		ask(&c.shortReaching, "COUNT(*)", "e.months <= 1 AND e.sort_day IN ? AND e.last_day >= ?", "", daysBefore(from), from)
		ask(&c.nearestBefore, "e.sort_day", "e.sort_day < ? AND e.last_day < ?", " ORDER BY e.sort_day DESC, e.last_day DESC LIMIT 1", from, from)
	}
	if to != "" {
		if c.of == (countKey{}) {
			c.sum(&c.startedAfter, countKey{kind: "day"}, " AND span >= ? AND span <= ?", month(to)+"-01", to)
		} else {
			ask(&c.startedAfter, "COUNT(*)", "e.sort_day >= ? AND e.sort_day <= ?", "", month(to)+"-01", to)
		}
		ask(&c.nearestAfter, "e.sort_day", "e.sort_day > ?", " ORDER BY e.sort_day, e.last_day LIMIT 1", to)
	}
}
