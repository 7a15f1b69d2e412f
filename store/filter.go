package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"truceline/timeline"
)

// A selection is a filter in SQL. Today's events and the states of a past
// moment have the same column names, as have their copies by actor and place,
// so that everything that lists, counts or groups them is written once.
type selection struct {
	past   bool
	asOf   time.Time
	base   string // what the rows come from; they are called e
	id     string // the column of the event's id in base
	where  []string
	args   []any
	key    branch    // those of the conditions that an index has in a row, beside the window
	text   textQuery // empty without one
	by     searcher
	limits searchLimits
	hits   int          // events that match the text, whatever else is asked for
	alone  bool         // every one of them is wanted
	since  timeline.Day // the window
	until  timeline.Day
	reach  *reach // which branches have events; nil: not known
}

func (q *selection) add(condition string, args ...any) {
	q.where = append(q.where, condition)
	q.args = append(q.args, args...)
}

// addKey adds a condition that narrows a range of an index.
func (q *selection) addKey(condition string, arg any) {
	q.add(condition, arg)
	if q.key.where == "" {
		q.key = branch{condition, []any{arg}}
	} else {
		q.key = q.key.and(condition, []any{arg})
	}
}

// number is the revision that a row shows, 0 for an event as it is today.
func (q *selection) number() string {
	if q.past {
		return "e.number"
	}
	return "0"
}

// A branch is a part of a selection that one range of an index holds. The
// branches of a selection have no event in common.
type branch struct {
	where string
	args  []any
}

// branches gives the conditions of the events within the window: those that
// begin in it, those that begin within two months before it and reach it, and
// those that begin earlier and last. The second are looked up day by day, as the
// indexes have the events of a day by their last one: few of many reach far.
// The third are few enough for an index of their own.
func (q *selection) branches() []branch {
	all := q.everything()
	parts := q.window()
	for i, part := range parts {
		if part.where == "" {
			parts[i] = all
		} else {
			parts[i] = all.and(part.where, part.args)
		}
	}
	return parts
}

// window gives what the window adds to the conditions, for each branch.
func (q *selection) window() []branch {
	var until branch
	if q.until != "" {
		until = branch{"e.sort_day <= ?", []any{q.until}}
	}
	if q.since == "" {
		return []branch{until}
	}
	in := reach{1, 1, 1}
	if q.reach != nil {
		in = *q.reach
	}
	var parts []branch
	add := func(events int, condition string, args ...any) {
		if events == 0 {
			return
		}
		if until.where == "" {
			parts = append(parts, branch{condition, args})
		} else {
			parts = append(parts, until.and(condition, args))
		}
	}
	add(in.begin, "e.sort_day >= ?", q.since)
	add(in.short, "e.months <= 1 AND e.sort_day IN ? AND e.last_day >= ?", daysBefore(q.since), q.since)
	add(in.long, "e.months > 1 AND e.sort_day < ? AND e.last_day || '' >= ?", q.since, q.since) // an expression: no index by end is in order
	return parts
}

// daysBefore are the days from which a short stretch can reach a day.
func daysBefore(day timeline.Day) []timeline.Day {
	days := make([]timeline.Day, shortStretch)
	for i := range days {
		days[i] = day.Add(i - shortStretch)
	}
	return days
}

// gathered says that the text's hits are few enough to be the beginning.
func (q *selection) gathered() bool { return len(q.text) > 0 && q.hits <= q.limits.many }

// everything gives the conditions without regard to the window.
func (q *selection) everything() branch {
	all := branch{strings.Join(q.where, " AND "), q.args}
	if len(q.text) > 0 && !q.gathered() {
		all = all.and(q.by.has(q.text, q.id))
	}
	return all
}

// from is what the rows come from: few hits of a search lead to their events,
// otherwise the events are the beginning.
func (q *selection) from() (sql string, args []any) {
	if !q.gathered() {
		return q.base, nil
	}
	return q.after(q.by.matching(q.text))
}

// after has the rows of a search lead to their events.
func (q *selection) after(rows string, args []any) (string, []any) {
	return "(" + rows + ") AS hits" + q.by.lead() + q.base + " ON hits.event_id = " + q.id, args
}

func (b branch) and(condition string, args []any) branch {
	return branch{b.where + " AND " + condition, append(b.args[:len(b.args):len(b.args)], args...)}
}

// rows is a query for columns of all rows within the window.
func (q *selection) rows(columns, joined string, joinArgs ...any) (sql string, args []any) {
	var parts []string
	from, fromArgs := q.from()
	for _, b := range q.branches() {
		parts = append(parts, "SELECT "+columns+" FROM "+from+joined+" WHERE "+b.where)
		args = slices.Concat(args, fromArgs, joinArgs, b.args)
	}
	return strings.Join(parts, " UNION ALL "), args
}

// selection puts a filter into SQL. Narrow says that the columns of listing
// and the id are all that will be asked for: then the copies by actor or place
// can serve.
func (s *Store) selection(ctx context.Context, f timeline.Filter, narrow bool) (*selection, error) {
	return s.selectionOf(ctx, f, narrow, "")
}

// selectionOf is a selection whose rows come, where rows says "actors" or
// "places", from the copies: one row for each actor or place of each event.
func (s *Store) selectionOf(ctx context.Context, f timeline.Filter, narrow bool, rows string) (*selection, error) {
	q := &selection{past: !f.AsOf.IsZero(), asOf: moment(f.AsOf), since: f.From, until: f.To}
	if err := q.textual(ctx, s, f); err != nil {
		return nil, err
	}
	actors, places := q.start(f, narrow, rows)
	q.addKey("e.topic = ?", f.Topic)
	types, threads := f.Types, f.Threads
	switch wide := strings.HasPrefix(q.base, "event_states"); {
	case wide && len(types) == 1:
		q.addKey("e.type = ?", types[0])
		types = nil
	case wide && len(threads) == 1:
		q.addKey("e.thread = ?", threads[0])
		threads = nil
	}
	q.in(q.id, f.IDs, f.Not.IDs)
	q.in("e.type", types, f.Not.Types)
	q.in("e.thread", threads, f.Not.Threads)
	q.in("e.status", texts(f.Statuses), texts(f.Not.Statuses))
	q.in(`e."precision"`, texts(f.Precisions), texts(f.Not.Precisions))
	q.in("e.review", texts(f.Reviews), nil)
	if !slices.Contains(f.Reviews, timeline.ReviewRejected) {
		q.add("e.review <> 'rejected'") // as the indexes have it
	}
	q.members("actor", actors, f.Not.Actors)
	q.members("place", places, f.Not.Places)
	q.spokenBy(f.Sources, f.Not.Sources)
	return q, nil
}

// start chooses what the rows come from, and gives the actors and places that
// are still to be asked for.
func (q *selection) start(f timeline.Filter, narrow bool, rows string) (actors, places []string) {
	actors, places = f.Actors, f.Places
	narrow = narrow && strings.TrimSpace(f.Text) == ""
	prefix := "event_"
	q.base, q.id = "events e", "e.id"
	if q.past {
		prefix, q.base = "state_", "event_states e"
	}
	switch {
	case rows != "":
		q.base, q.id = prefix+rows+" e", "e.event_id"
	case narrow && len(actors) == 1:
		q.base, q.id = prefix+"actors e", "e.event_id"
		q.addKey("e.actor_id = ?", actors[0])
		actors = nil
	case narrow && len(places) == 1:
		q.base, q.id = prefix+"places e", "e.event_id"
		q.addKey("e.place_id = ?", places[0])
		places = nil
	case !q.past:
		q.add("e.merged_into = ''")
	}
	if q.past {
		q.add("e.valid_from <= ? AND e.valid_until > ?", q.asOf, q.asOf)
	}
	return actors, places
}

func (q *selection) textual(ctx context.Context, s *Store, f timeline.Filter) error {
	if strings.TrimSpace(f.Text) == "" {
		return nil
	}
	query, err := s.query(ctx, f.Topic, f.Text)
	if err != nil {
		return err
	}
	if len(query) == 0 {
		return timeline.Invalidf("q", "%q has no word to look for", f.Text)
	}
	q.text, q.by, q.limits = query, s.text, s.limits
	if q.hits, err = s.hits(ctx, q); err != nil {
		return err
	}
	if reflect.DeepEqual(f, timeline.Filter{Topic: f.Topic, Text: f.Text}) {
		q.alone, err = s.onlyTopic(ctx)
	}
	return err
}

// hits counts the events that match the text of a selection.
func (s *Store) hits(ctx context.Context, q *selection) (int, error) {
	version, err := s.Version(ctx)
	if err != nil {
		return 0, err
	}
	key := fmt.Sprint("text", q.text)
	if c, ok := s.totals.get(version, key); ok {
		return c.Total, nil
	}
	queries := q.by.counts(q.text)
	counted, failed := make([]int, len(queries)), make([]error, len(queries))
	var all sync.WaitGroup
	for i, query := range queries {
		all.Go(func() { failed[i] = s.read.WithContext(ctx).Raw(query.sql, query.args...).Row().Scan(&counted[i]) })
	}
	all.Wait()
	if err := errors.Join(failed...); err != nil {
		return 0, fmt.Errorf("count of matches: %w", err)
	}
	n := 0
	for _, part := range counted {
		n += part
	}
	s.totals.put(version, key, Totals{Total: n}, keptTotals)
	return n, nil
}

func texts[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

func (q *selection) in(column string, wanted, unwanted []string) {
	if len(wanted) == 1 {
		q.add(column+" = ?", wanted[0]) // plainer for the planner than a list of one
	} else if len(wanted) > 1 {
		q.add(column+" IN ?", wanted)
	}
	if len(unwanted) > 0 {
		q.add(column+" NOT IN ?", unwanted)
	}
}

// members restricts to events with some of the actors or places, as they were
// at the moment that is asked for.
func (q *selection) members(kind string, wanted, unwanted []string) {
	rows := "SELECT 1 FROM event_" + kind + "s j WHERE j.event_id = " + q.id + " AND j." + kind + "_id IN ?"
	if q.past {
		rows = "SELECT 1 FROM state_" + kind + "s j WHERE j.event_id = " + q.id + " AND j.number = e.number AND j." + kind + "_id IN ?"
	}
	q.amongst(rows, nil, wanted, unwanted)
}

// spokenBy restricts to events that some of the sources had spoken of.
func (q *selection) spokenBy(wanted, unwanted []string) {
	rows, args := "SELECT 1 FROM event_sources j WHERE j.event_id = "+q.id+" AND j.source IN ?", []any(nil)
	if q.past {
		rows, args = rows+" AND j.known_from <= ?", []any{q.asOf}
	}
	q.amongst(rows, args, wanted, unwanted)
}

func (q *selection) amongst(rows string, args []any, wanted, unwanted []string) {
	if len(wanted) > 0 {
		q.add("EXISTS ("+rows+")", append([]any{wanted}, args...)...)
	}
	if len(unwanted) > 0 {
		q.add("NOT EXISTS ("+rows+")", append([]any{unwanted}, args...)...)
	}
}
