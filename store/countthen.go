package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"truceline/timeline"
)

// countThen fills in a list's totals as known on a past day. No counts are kept
// for all days that there were, so states are looked at, of each part of what
// is counted only so many: a number that would need more is a lower bound. (Of
// an archive with fewer states all numbers are exact.)
func (s *Store) countThen(ctx context.Context, q *selection, from, to timeline.Day, totals *Totals) error {
	q.since, q.until = from, to
	early, late := branch{"e.sort_day < ? AND e.last_day < ?", []any{from, from}}, branch{"e.sort_day > ?", []any{to}}
	var l look
	for _, part := range q.window() {
		l.count("in", q, part, s.limits.looked)
	}
	if from != "" {
		l.count("before", q, early, s.limits.looked)
	}
	if to != "" {
		l.count("after", q, late, s.limits.looked)
	}
	seen, err := s.look(ctx, l)
	if err != nil {
		return err
	}
	*totals = Totals{
		Total: seen["in"].shown, AtLeast: seen["in"].more || seen["before"].more || seen["after"].more,
		Before: Outside{Count: seen["before"].shown}, After: Outside{Count: seen["after"].shown},
	}
	if err := s.nearest(ctx, q, early, true, &totals.Before); err != nil {
		return err
	}
	return s.nearest(ctx, q, late, false, &totals.After)
}

// nearest looks for the last day before a window on which something begins, or
// the first after it: near the window, near the day from which is looked, and
// then where something was counted, so that some day is found.
func (s *Store) nearest(ctx context.Context, q *selection, side branch, last bool, out *Outside) error {
	if out.Count == 0 {
		return nil
	}
	near, order := s.limits.looked/10+1, " ORDER BY e.sort_day"
	known := side.and("e.sort_day <= ?", []any{timeline.DayOf(q.asOf)})
	if last {
		order += " DESC"
	}
	for _, at := range []struct {
		ranges []branch
		order  string
		most   int
	}{{[]branch{side, known}, order, near}, {[]branch{side}, order, s.limits.looked}, {[]branch{side}, "", s.limits.looked}} {
		var l look
		for _, part := range at.ranges {
			l.days("days", q, part, at.order, at.most)
		}
		seen, err := s.look(ctx, l)
		if err != nil {
			return err
		}
		if out.Nearest = seen["days"].first; last {
			out.Nearest = seen["days"].last
		}
		if out.Nearest != "" {
			return nil
		}
	}
	return nil
}

// A look goes through ranges of an index of states, through so many in each.
type look struct {
	parts []string
	args  []any
}

// seen is what came of looking: how many states are shown, whether there were
// more to look at, and the first and last day on which one of those begins.
type seen struct {
	shown       int
	more        bool
	first, last timeline.Day
}

// count asks how many states of a range are shown.
func (l *look) count(name string, q *selection, within branch, most int) {
	l.add(name, "'', ''", "", q, within, "", most)
}

// days asks for the days as well, which costs as much again.
func (l *look) days(name string, q *selection, within branch, order string, most int) {
	l.add(name, "COALESCE(MIN(CASE WHEN shown THEN day END), ''), COALESCE(MAX(CASE WHEN shown THEN day END), '')", "e.sort_day AS day, ", q, within, order, most)
}

func (l *look) add(name, days, day string, q *selection, within branch, order string, most int) {
	all, in := q.everything(), q.key
	if within.where != "" {
		in = in.and(within.where, within.args)
	}
	l.parts = append(l.parts, "SELECT '"+name+"', COUNT(*) >= ?, COALESCE(SUM(CASE WHEN shown THEN 1 ELSE 0 END), 0), "+days+
		" FROM (SELECT "+day+all.where+" AS shown FROM "+q.base+" WHERE "+in.where+order+" LIMIT ?) AS looked")
	l.args = slices.Concat(l.args, []any{most}, all.args, in.args, []any{most})
}

// look gives what is seen in ranges, together for those of one name.
func (s *Store) look(ctx context.Context, l look) (map[string]seen, error) {
	rows, err := s.read.WithContext(ctx).Raw(strings.Join(l.parts, " UNION ALL "), l.args...).Rows()
	if err != nil {
		return nil, fmt.Errorf("count of events then: %w", err)
	}
	defer rows.Close()
	found := map[string]seen{}
	for rows.Next() {
		var name string
		var part seen
		if err := rows.Scan(&name, &part.more, &part.shown, &part.first, &part.last); err != nil {
			return nil, fmt.Errorf("count of events then: %w", err)
		}
		sum := found[name]
		if sum.first == "" || part.first != "" && part.first < sum.first {
			sum.first = part.first
		}
		sum.last = max(sum.last, part.last)
		sum.shown, sum.more = sum.shown+part.shown, sum.more || part.more
		found[name] = sum
	}
	return found, rows.Err()
}
