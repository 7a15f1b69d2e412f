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

// monthCounts is the query for what month_counts holds of the events that
// meet a condition on their id: of each month, kind and status, in all and by
// whom and where.
func monthCounts(condition string) string {
	var parts []string
	for _, of := range []struct{ near, table, id, shown string }{
		{"''", "events", "id", "merged_into = ''"},
		{"'h:' || thread", "events", "id", "merged_into = '' AND thread <> ''"},
		{"'a:' || actor_id", "event_actors", "event_id", "true"},
		{"'p:' || place_id", "event_places", "event_id", "true"},
	} {
		parts = append(parts, fmt.Sprintf("SELECT topic, %s AS near, type, substr(sort_day, 1, 7) AS month, status FROM %s WHERE %s %s AND %s AND review <> 'rejected'",
			of.near, of.table, of.id, condition, of.shown))
	}
	return strings.Join(parts, " UNION ALL ")
}

const addMonthCounts = `INSERT INTO month_counts (topic, near, type, month, status, events)
	SELECT topic, near, type, month, status, ? * COUNT(*) FROM (%s) AS counted WHERE true GROUP BY topic, near, type, month, status
	ON CONFLICT (topic, near, type, month, status) DO UPDATE SET events = month_counts.events + excluded.events`

// Recount makes the counts by month anew, for an archive that was filled past
// the store.
func (s *Store) Recount(ctx context.Context) error {
	return s.change(ctx, Notice{}, func(tx *gorm.DB) error {
		if err := tx.Exec("DELETE FROM month_counts").Error; err != nil {
			return fmt.Errorf("forget the counts by month: %w", err)
		}
		if err := tx.Exec(fmt.Sprintf(addMonthCounts, monthCounts("<> ''")), 1).Error; err != nil {
			return fmt.Errorf("count events by month: %w", err)
		}
		return nil
	})
}

// tally adds the events with these ids to the counts by month, or, with times
// -1, takes them out: before something is written to them, and again after.
func tally(tx *gorm.DB, events []timeline.Event, times int) error {
	for part := range slices.Chunk(events, batchRows) {
		ids := make([]string, len(part))
		for i, e := range part {
			ids[i] = e.ID
		}
		err := tx.Exec(fmt.Sprintf(addMonthCounts, monthCounts("IN ?")), times, ids, ids, ids, ids).Error
		if err != nil {
			return fmt.Errorf("counts by month of %d events: %w", len(part), err)
		}
	}
	return nil
}

// nearOf gives the key under which the counts by month hold the events of a
// filter; ok is false where it asks for more than they tell apart.
func nearOf(f timeline.Filter) (near string, ok bool) {
	if !f.AsOf.IsZero() || strings.TrimSpace(f.Text) != "" || len(f.Precisions)+len(f.Reviews)+len(f.Sources) > 0 ||
		len(f.Not.Precisions)+len(f.Not.Sources)+len(f.Not.Actors)+len(f.Not.Places)+len(f.Not.Threads) > 0 {
		return "", false
	}
	var keys []string
	for prefix, ids := range map[string][]string{"a:": f.Actors, "p:": f.Places, "h:": f.Threads} {
		for _, id := range ids {
			keys = append(keys, prefix+id)
		}
	}
	switch len(keys) {
	case 0:
		return "", true
	case 1:
		return keys[0], true
	}
	return "", false
}

// countByMonths fills in a list's totals from the counts by month and, for
// the months that the window cuts, from short ranges of an index.
func (s *Store) countByMonths(ctx context.Context, f timeline.Filter, near string, list *List) error {
	version, err := s.Version(ctx)
	if err != nil {
		return err
	}
	key := fmt.Sprintf("%#v", f)
	if sides, ok := s.totals.get(version, key); ok {
		list.Total, list.Before, list.After = sides.Total, sides.Before, sides.After
		return nil
	}
	from, to := f.From, f.To
	f.From, f.To = "", ""
	q, err := s.selection(ctx, f, true)
	if err != nil {
		return err
	}
	var c monthly
	c.months(f, near, from, to)
	c.edges(q, from, to)
	if err := s.read.WithContext(ctx).Raw("SELECT "+strings.Join(c.columns, ", "), c.args...).Row().Scan(c.into...); err != nil {
		return fmt.Errorf("count of events by month: %w", err)
	}
	if from != "" {
		list.Before = Outside{c.before + c.startedBefore - c.shortReaching - c.longReaching, timeline.Day(c.nearestBefore.String)}
	}
	if to != "" {
		list.After = Outside{c.total - c.upTo - c.startedAfter, timeline.Day(c.nearestAfter.String)}
	}
	list.Total = c.total - list.Before.Count - list.After.Count
	s.totals.put(version, key, List{Total: list.Total, Before: list.Before, After: list.After}, keptTotals)
	return nil
}

// keptTotals bounds the memory of totals: some hundred bytes each.
const keptTotals = 5000

// monthly is one query for all numbers that a list's totals follow from.
type monthly struct {
	columns []string
	args    []any
	into    []any

	total, before, upTo         int // of the counts by month: all, and those before the months of the window's ends
	startedBefore, startedAfter int // begin in the month of the window's first day before it, of its last day until it
	shortReaching, longReaching int // begin before the window and reach it
	nearestBefore, nearestAfter sql.NullString
}

func (c *monthly) ask(into any, query string, args ...any) {
	c.columns = append(c.columns, "("+query+")")
	c.args = append(c.args, args...)
	c.into = append(c.into, into)
}

// months asks for sums of the counts by month.
func (c *monthly) months(f timeline.Filter, near string, from, to timeline.Day) {
	q := &selection{}
	q.add("e.topic = ?", f.Topic)
	q.add("e.near = ?", near)
	q.in("e.type", f.Types, f.Not.Types)
	q.in("e.status", texts(f.Statuses), texts(f.Not.Statuses))
	sum := "SELECT COALESCE(SUM(events), 0) FROM month_counts e WHERE " + strings.Join(q.where, " AND ")
	c.ask(&c.total, sum, q.args...)
	for _, end := range []struct {
		into *int
		day  timeline.Day
	}{{&c.before, from}, {&c.upTo, to}} {
		if end.day != "" {
			c.ask(end.into, sum+" AND e.month < ?", slices.Concat(q.args, []any{month(end.day)})...)
		}
	}
}

func month(d timeline.Day) string { return string(d[:min(len(d), 7)]) }

// edges asks for what the counts by month do not tell.
func (c *monthly) edges(q *selection, from, to timeline.Day) {
	all := q.everything()
	ask := func(into any, columns, condition, order string, args ...any) {
		b := all.and(condition, args)
		c.ask(into, "SELECT "+columns+" FROM "+q.base+" WHERE "+b.where+order, b.args...)
	}
	if from != "" {
		ask(&c.startedBefore, "COUNT(*)", "e.sort_day >= ? AND e.sort_day < ?", "", month(from)+"-01", from)
		ask(&c.shortReaching, "COUNT(*)", "e.months <= 1 AND e.sort_day IN ? AND e.last_day >= ?", "", daysBefore(from), from)
		ask(&c.longReaching, "COUNT(*)", "e.months > 1 AND e.sort_day < ? AND e.last_day >= ?", "", from, from)
		ask(&c.nearestBefore, "e.sort_day", "e.sort_day < ? AND e.last_day < ?", " ORDER BY e.sort_day DESC, e.last_day DESC LIMIT 1", from, from)
	}
	if to != "" {
		ask(&c.startedAfter, "COUNT(*)", "e.sort_day >= ? AND e.sort_day <= ?", "", month(to)+"-01", to)
		ask(&c.nearestAfter, "e.sort_day", "e.sort_day > ?", " ORDER BY e.sort_day, e.last_day LIMIT 1", to)
	}
}
