package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"truceline/timeline"
)

// eventColumns are the columns of an event in the order in which scanEvent
// reads them. Lists are read by hand: reflection per row costs more than the
// query.
const eventColumns = `id, topic, type, title, summary, start_day, end_day, "precision", lasting, open_bound, clock, zone, implied,
	status, places, thread, participations, significance, review, certainty,
	corroboration_reports, corroboration_sources, corroboration_independent, corroboration_unknown, corroboration_copies,
	claims, links, known_from, known_from_assumed, merged_into, created, updated`

// asJSON scans a JSON column.
type asJSON[T any] struct{ to *T }

// Scan implements sql.Scanner.
func (j asJSON[T]) Scan(value any) error {
	switch text := value.(type) {
	case string:
		return json.Unmarshal([]byte(text), j.to)
	case []byte:
		return json.Unmarshal(text, j.to)
	}
	return fmt.Errorf("JSON column of type %T", value)
}

// asList scans a JSON list. Most lists are empty most of the time.
type asList[T any] struct{ to *[]T }

// Scan implements sql.Scanner.
func (l asList[T]) Scan(value any) error {
	if text, ok := value.(string); ok && text == "[]" {
		*l.to = []T{}
		return nil
	}
	return asJSON[[]T]{l.to}.Scan(value)
}

func scanEvent(rows *sql.Rows) (timeline.Event, error) { return scanEventAnd(rows) }

// scanEventAnd reads an event and what further columns a query has.
func scanEventAnd(rows *sql.Rows, further ...any) (timeline.Event, error) {
	var e timeline.Event
	var known, created, updated stamp
	c := &e.Corroboration
	err := rows.Scan(append([]any{&e.ID, &e.Topic, &e.Type, &e.Title, &e.Summary,
		&e.When.Start, &e.When.End, &e.When.Precision, &e.When.Lasting, &e.When.Open, &e.When.Clock, &e.When.Zone, asList[string]{&e.When.Implied},
		&e.Status, asList[string]{&e.Places}, &e.Thread, asList[timeline.Participation]{&e.Participations},
		&e.Significance, &e.Review, &e.Certainty, &c.Reports, &c.Sources, &c.Independent, &c.Unknown, &c.Copies,
		asList[timeline.Claim]{&e.Claims}, asList[timeline.Link]{&e.Links},
		&known, &e.KnownFromAssumed, &e.MergedInto, &created, &updated}, further...)...)
	e.KnownFrom, e.Created, e.Updated = known.Time, created.Time, updated.Time
	return e, err
}

// keptEvents bounds the memory of events that lists showed: about two kB each.
const keptEvents = 20_000

// load gives the events at the places of a list, in its order: today's from
// the events, past ones from the snapshots of their revisions. What lists
// showed is kept while the archive stays as it is. The events are shared: what
// their slices hold is not to be changed.
func (s *Store) load(ctx context.Context, spots []spot) ([]timeline.Event, error) {
	version, err := s.Version(ctx)
	if err != nil {
		return nil, err
	}
	return s.loadAt(ctx, version, spots)
}

// loadAt is load for who knows the archive's version.
func (s *Store) loadAt(ctx context.Context, version int64, spots []spot) ([]timeline.Event, error) {
	return atSpots(&s.loaded, version, spots, keptEvents, func(spots []spot) (map[string]timeline.Event, error) { return s.fresh(ctx, spots) })
}

// atSpots gives what stands at the places of a list, in its order, save what
// went away meanwhile: what is kept, and what read finds of the rest, by event.
func atSpots[T any](k *kept[T], version int64, spots []spot, most int, read func([]spot) (map[string]T, error)) ([]T, error) {
	keys := make([]string, len(spots))
	for i, at := range spots {
		keys[i] = at.loadKey()
	}
	found := k.all(version, keys)
	var missing []spot
	for i, at := range spots {
		if _, ok := found[keys[i]]; !ok {
			missing = append(missing, at)
		}
	}
	if len(missing) > 0 {
		fresh, err := read(missing)
		if err != nil {
			return nil, err
		}
		for _, at := range missing {
			if one, ok := fresh[at.ID]; ok {
				found[at.loadKey()] = one
				k.put(version, at.loadKey(), one, most)
			}
		}
	}
	list := make([]T, 0, len(spots))
	for _, key := range keys {
		if one, ok := found[key]; ok {
			list = append(list, one)
		}
	}
	return list, nil
}

// fresh reads events by id, without looking at what is kept or keeping them.
func (s *Store) fresh(ctx context.Context, spots []spot) (map[string]timeline.Event, error) {
	read := readToday
	if spots[0].Number > 0 {
		read = readSnapshots
	}
	events := make(map[string]timeline.Event, len(spots))
	if err := read(s.read.WithContext(ctx), spots, events); err != nil {
		return nil, fmt.Errorf("load %d events: %w", len(spots), err)
	}
	return events, nil
}

// loadKey tells an event as it is, or a revision of it, from all others.
func (at spot) loadKey() string {
	if at.Number == 0 {
		return at.ID
	}
	return at.ID + " " + strconv.Itoa(at.Number)
}

// idsAt gives the events at places of a list.
func idsAt(spots []spot) []string {
	ids := make([]string, len(spots))
	for i, at := range spots {
		ids[i] = at.ID
	}
	return ids
}

// pairsAt gives the events and revisions at places of a list as rows of VALUES.
func pairsAt(spots []spot) (rows string, args []any) {
	args = make([]any, 0, 2*len(spots))
	for _, at := range spots {
		args = append(args, at.ID, at.Number)
	}
	return strings.TrimSuffix(strings.Repeat("(?, CAST(? AS INTEGER)), ", len(spots)), ", "), args
}

func readToday(db *gorm.DB, spots []spot, found map[string]timeline.Event) error {
	return readEvents(db, idsAt(spots), found)
}

func readEvents(db *gorm.DB, ids []string, found map[string]timeline.Event) error {
	rows, err := db.Raw("SELECT "+eventColumns+" FROM events WHERE id IN ?", ids).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		e, err := scanEvent(rows)
		if err != nil {
			return err
		}
		found[e.ID] = e
	}
	return rows.Err()
}

func readSnapshots(db *gorm.DB, spots []spot, found map[string]timeline.Event) error {
	pairs, args := pairsAt(spots)
	rows, err := db.Raw("SELECT event_id, snapshot FROM revisions WHERE (event_id, number) IN (VALUES "+pairs+")", args...).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var e timeline.Event
		if err := rows.Scan(&id, asJSON[timeline.Event]{&e}); err != nil {
			return err
		}
		e.ID, e.Flags = id, nil
		found[id] = e
	}
	return rows.Err()
}
