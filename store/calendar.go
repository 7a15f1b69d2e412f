package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"truceline/timeline"
)

// A calendar serves the filters that the counts do not. It tells of the events
// of a filter how many begin and how many end by each day. From it follow the
// counts within and beside every window, so that moving a window costs no
// further counting.
type calendar struct {
	total  int
	begins []dayCount // by day, Count up to and with it
	ends   []dayCount
}

type dayCount struct {
	day     timeline.Day
	count   int
	nearest timeline.Day // ends: the latest beginning of those that end by the day
}

// upTo counts the entries on or before a day.
func upTo(entries []dayCount, day timeline.Day) dayCount {
	i, found := slices.BinarySearchFunc(entries, day, func(e dayCount, day timeline.Day) int { return cmp.Compare(e.day, day) })
	if !found {
		i--
	}
	if i < 0 {
		return dayCount{}
	}
	return entries[i]
}

// count fills in how many events there are within the window and beside it.
func (s *Store) count(ctx context.Context, version int64, filter timeline.Filter, list *Totals) error {
	if of, ok := countKeyOf(filter); ok {
		return s.kept(ctx, version, filter, list, func(q *selection) error {
			return s.countByMonths(ctx, filter, of, q, list)
		})
	}
	from, to := filter.From, filter.To
	filter.From, filter.To = "", ""
	q, err := s.selection(ctx, filter, true)
	if err != nil {
		return err
	}
	if q.alone && from+to == "" {
		list.Total = q.hits
		return nil
	}
	c, err := s.calendar(ctx, version, q)
	if err != nil {
		return err
	}
	if from != "" {
		before := upTo(c.ends, from.Add(-1))
		list.Before = Outside{before.count, before.nearest}
	}
	if to != "" {
		list.After = c.after(to)
	}
	list.Total = c.total - list.Before.Count - list.After.Count
	return nil
}

// onlyTopic says whether the archive has no more than one topic.
func (s *Store) onlyTopic(ctx context.Context) (bool, error) {
	var n int
	if err := s.read.WithContext(ctx).Raw("SELECT COUNT(*) FROM topics").Row().Scan(&n); err != nil {
		return false, fmt.Errorf("count of topics: %w", err)
	}
	return n < 2, nil
}

// after tells of the events that begin after a day.
func (c calendar) after(day timeline.Day) Outside {
	i, found := slices.BinarySearchFunc(c.begins, day, func(e dayCount, day timeline.Day) int { return cmp.Compare(e.day, day) })
	if found {
		i++
	}
	if i == len(c.begins) {
		return Outside{}
	}
	return Outside{c.total - upTo(c.begins, day).count, c.begins[i].day}
}

// keptCalendars bounds the memory of calendars: a few thousand days each.
const keptCalendars = 60

func (s *Store) calendar(ctx context.Context, version int64, q *selection) (calendar, error) {
	all := q.everything()
	from, args := q.from()
	key := fmt.Sprint(from, args, all.where, all.args)
	if c, ok := s.days.get(version, key); ok {
		return c, nil
	}
	c, err := s.readCalendar(ctx, q, all)
	if err == nil {
		s.days.put(version, key, c, keptCalendars)
	}
	return c, err
}

func (s *Store) readCalendar(ctx context.Context, q *selection, all branch) (calendar, error) {
	var c calendar
	from, args := q.from()
	rows, err := s.read.WithContext(ctx).Raw("SELECT e.sort_day, e.last_day, COUNT(*) FROM "+from+" WHERE "+all.where+
		" GROUP BY e.sort_day, e.last_day ORDER BY e.sort_day, e.last_day", append(args, all.args...)...).Rows()
	if err != nil {
		return c, fmt.Errorf("count of events: %w", err)
	}
	defer rows.Close()
	ends := map[timeline.Day]dayCount{}
	for rows.Next() {
		var first, last timeline.Day
		var n int
		if err := rows.Scan(&first, &last, &n); err != nil {
			return c, fmt.Errorf("count of events: %w", err)
		}
		c.total += n
		if k := len(c.begins); k > 0 && c.begins[k-1].day == first {
			c.begins[k-1].count = c.total
		} else {
			c.begins = append(c.begins, dayCount{first, c.total, first})
		}
		ends[last] = dayCount{last, ends[last].count + n, max(ends[last].nearest, first)}
	}
	c.ends = runningCounts(ends)
	return c, rows.Err()
}

func runningCounts(days map[timeline.Day]dayCount) []dayCount {
	var entries []dayCount
	for _, e := range days {
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b dayCount) int { return cmp.Compare(a.day, b.day) })
	for i := 1; i < len(entries); i++ {
		entries[i].count += entries[i-1].count
		entries[i].nearest = max(entries[i].nearest, entries[i-1].nearest)
	}
	return entries
}
