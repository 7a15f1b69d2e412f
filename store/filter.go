package store

import (
	"context"
	"strings"
	"time"

	"truceline/timeline"
)

// A selection is a filter in SQL: where its rows come from and what they have
// to meet. Today's events and the states of a past moment have the same
// column names, so that everything that lists, counts or groups them is
// written once.
type selection struct {
	past   bool
	asOf   time.Time
	where  []string
	args   []any
	search string // the rows (event_id, score) that match the text, "" without one
	found  []any  // its arguments
	from   timeline.Day
	to     timeline.Day
}

func (q *selection) add(condition string, args ...any) {
	q.where = append(q.where, condition)
	q.args = append(q.args, args...)
}

// table is what the rows come from; they are called e.
func (q *selection) table() string {
	if q.past {
		return "event_states e"
	}
	return "events e"
}

// number is the revision that a row shows, 0 for an event as it is today.
func (q *selection) number() string {
	if q.past {
		return "e.number"
	}
	return "0"
}

// conditions gives the WHERE clause and its arguments, within the window or
// without regard to it.
func (q *selection) conditions(window bool) (string, []any) {
	where, args := q.where, q.args
	if q.search != "" {
		where = append(where[:len(where):len(where)], "e.id IN (SELECT event_id FROM ("+q.search+") AS hits)")
		args = append(args[:len(args):len(args)], q.found...)
	}
	if window && q.to != "" {
		where = append(where[:len(where):len(where)], "e.sort_day <= ?")
		args = append(args[:len(args):len(args)], q.to)
	}
	if window && q.from != "" {
		where = append(where[:len(where):len(where)], "e.last_day >= ?")
		args = append(args[:len(args):len(args)], q.from)
	}
	return strings.Join(where, " AND "), args
}

// selection puts a filter into SQL.
func (s *Store) selection(ctx context.Context, f timeline.Filter) (*selection, error) {
	q := &selection{past: !f.AsOf.IsZero(), asOf: moment(f.AsOf), from: f.From, to: f.To}
	q.add("e.topic = ?", f.Topic)
	if q.past {
		q.add("e.valid_from <= ? AND e.valid_until > ?", q.asOf, q.asOf)
	} else {
		q.add("e.merged_into = ''")
	}
	q.in("e.type", f.Types, f.Not.Types)
	q.in("e.thread", f.Threads, f.Not.Threads)
	q.in("e.status", texts(f.Statuses), texts(f.Not.Statuses))
	q.in(`e."precision"`, texts(f.Precisions), texts(f.Not.Precisions))
	q.members("actor", f.Actors, f.Not.Actors)
	q.members("place", f.Places, f.Not.Places)
	q.spokenBy(f.Sources, f.Not.Sources)
	if len(f.Reviews) > 0 {
		q.in("e.review", texts(f.Reviews), nil)
	} else {
		q.add("e.review <> ?", timeline.ReviewRejected)
	}
	return q, q.textual(ctx, s, f)
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
	q.search, q.found = s.text.matching(query)
	return nil
}

func texts[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

func (q *selection) in(column string, wanted, unwanted []string) {
	if len(wanted) > 0 {
		q.add(column+" IN ?", wanted)
	}
	if len(unwanted) > 0 {
		q.add(column+" NOT IN ?", unwanted)
	}
}

// members restricts to events with some of the actors or places, as they were
// at the moment that is asked for.
func (q *selection) members(kind string, wanted, unwanted []string) {
	rows := "SELECT j.event_id FROM event_" + kind + "s j WHERE j." + kind + "_id IN ?"
	if q.past {
		rows = "SELECT j.event_id, j.number FROM state_" + kind + "s j WHERE j." + kind + "_id IN ?"
	}
	q.amongst(rows, nil, wanted, unwanted)
}

// spokenBy restricts to events that some of the sources had spoken of.
func (q *selection) spokenBy(wanted, unwanted []string) {
	rows, args := "SELECT j.event_id FROM event_sources j WHERE j.source IN ?", []any(nil)
	if q.past {
		rows, args = rows+" AND j.known_from <= ?", []any{q.asOf}
	}
	past := q.past
	q.past = false // its rows are events, not states
	q.amongst(rows, args, wanted, unwanted)
	q.past = past
}

func (q *selection) amongst(rows string, args []any, wanted, unwanted []string) {
	key := "e.id"
	if q.past {
		key = "(e.id, e.number)"
	}
	if len(wanted) > 0 {
		q.add(key+" IN ("+rows+")", append([]any{wanted}, args...)...)
	}
	if len(unwanted) > 0 {
		q.add(key+" NOT IN ("+rows+")", append([]any{unwanted}, args...)...)
	}
}
