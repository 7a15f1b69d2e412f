package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"truceline/timeline"
)

// A card is an event as lists show it, as JSON. It is made when the event or
// its revision is written, in the same transaction, so that a list reads fifty
// texts and puts commas between them, where it read fifty events field by field
// and encoded them again. What lists showed is kept while the archive stays as
// it is.
//
// The flags stand last, and of them only those that hold on every day; see
// card.on.

// Cards is a page of events as JSON; see Events.
type Cards struct {
	Totals
	IDs  []string
	JSON []string // of each event
	Next string   // the cursor of the next page, "" on the last one
}

// cardOf makes the card of an event.
func cardOf(e timeline.Event) (string, error) {
	text, err := encoded(onCard(e))
	if err != nil {
		return "", fmt.Errorf("card of event %s: %w", e.ID, err)
	}
	return text, nil
}

// onCard is what a card shows of an event.
func onCard(e timeline.Event) timeline.Event {
	e.Reports, e.Revisions = nil, nil
	e.Flags = e.DeriveFlags(timeline.FirstDay)
	e.Places, e.Participations = some(e.Places), some(e.Participations)
	e.Claims, e.Links, e.When.Implied = some(e.Claims), some(e.Links), some(e.When.Implied)
	return e
}

// some is a list that is never nil: null is not in JSON what an empty list is.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// encoded writes a value as JSON. It leaves <, > and & as they are: no JSON of
// ours stands in a page as it is kept.
func encoded(value any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return "", err
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// A card is an event's JSON as it is kept, with what its flags depend on beside
// the day.
type card struct {
	id   string
	text string
	due  timeline.Day // the last day for which it is planned, "" where it is not or the day is open
}

// on gives the card as it is on a day: an event that was planned for days that
// are past, and of which nothing was heard, has the flag that says so.
func (c card) on(day timeline.Day) (string, error) {
	const end = "]}" // of the flags and of the event
	head, ok := strings.CutSuffix(c.text, end)
	switch {
	case !ok:
		return "", fmt.Errorf("the card of event %q is damaged: run `truceline check`", c.id)
	case c.due == "" || c.due >= day:
		return c.text, nil
	case !strings.HasSuffix(head, "["):
		head += ","
	}
	return head + `"` + string(timeline.OutcomeUnknown) + `"` + end, nil
}

// Cards gives the page that Events gives, as JSON, with the flags that the
// events have on a day.
func (s *Store) Cards(ctx context.Context, filter timeline.Filter, page timeline.Page, on timeline.Day) (Cards, error) {
	var list Cards
	err := s.page(ctx, filter, page, &list.Totals, func(version int64, q *selection, o order, place []any) error {
		spots, next, err := s.onePage(ctx, q, o, place, page.Limit)
		if err != nil {
			return err
		}
		list.Next = next
		cards, err := atSpots(&s.cards, version, spots, keptCards, func(spots []spot) (map[string]card, error) { return s.readCards(ctx, spots) })
		if err != nil {
			return fmt.Errorf("cards of %d events: %w", len(spots), err)
		}
		for _, c := range cards {
			text, err := c.on(on)
			if err != nil {
				return err
			}
			list.IDs, list.JSON = append(list.IDs, c.id), append(list.JSON, text)
		}
		return nil
	})
	list.Total = max(list.Total, len(list.IDs))
	return list, err
}

// keptCards bounds the memory of cards that lists showed: about one kB each.
const keptCards = 20_000

// readCards reads cards, by event: today's stand with the events, those of the
// past are the snapshots of their revisions.
func (s *Store) readCards(ctx context.Context, spots []spot) (map[string]card, error) {
	const (
		due       = "CASE WHEN status = '" + string(timeline.Planned) + "' THEN end_day ELSE '' END"
		today     = "SELECT id, " + due + ", card FROM events WHERE id IN ?"
		snapshots = "SELECT id, " + due + ", snapshot FROM event_states s JOIN revisions r ON r.event_id = s.id AND r.number = s.number WHERE (s.id, s.number) IN (VALUES "
	)
	query, args := today, []any{padded(idsAt(spots))}
	if spots[0].Number > 0 {
		pairs, numbers := pairsAt(padded(spots))
		query, args = snapshots+pairs+")", numbers
	}
	cards, err := scanned(s.read.WithContext(ctx).Raw(query, args...), func(rows *sql.Rows) (c card, err error) {
		err = rows.Scan(&c.id, &c.due, &c.text)
		return c, err
	})
	found := make(map[string]card, len(cards))
	for _, c := range cards {
		found[c.id] = c
	}
	return found, err
}

// staleCards gives some of the events whose cards do not show what they are.
func (s *Store) staleCards(ctx context.Context) ([]string, error) {
	rows, err := s.read.WithContext(ctx).Raw("SELECT " + eventColumns + ", card FROM events").Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var stale []string
	for rows.Next() && len(stale) < maxFaults {
		var card string
		e, err := scanEventAnd(rows, &card)
		if err != nil {
			return nil, err
		}
		if fresh, err := cardOf(e); err != nil || fresh != card {
			stale = append(stale, e.ID)
		}
	}
	return stale, rows.Err()
}

// makeCards gives the events of an older archive their cards, and their
// revisions the form of one.
func makeCards(tx *gorm.DB) error {
	for last := ""; ; {
		var ids []string
		if err := tx.Raw("SELECT id FROM events WHERE id > ? ORDER BY id LIMIT ?", last, batchRows).Scan(&ids).Error; err != nil {
			return fmt.Errorf("events without a card: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		last = ids[len(ids)-1]
		if err := drawCards(tx, ids); err != nil {
			return err
		}
		if err := redrawSnapshots(tx, ids); err != nil {
			return err
		}
	}
}

func drawCards(tx *gorm.DB, ids []string) error {
	events := make(map[string]timeline.Event, len(ids))
	if err := readEvents(tx, ids, events); err != nil {
		return fmt.Errorf("%d events, for their cards: %w", len(ids), err)
	}
	for id, e := range events {
		card, err := cardOf(e)
		if err != nil {
			return err
		}
		if err := tx.Exec("UPDATE events SET card = ? WHERE id = ?", card, id).Error; err != nil {
			return fmt.Errorf("card of event %s: %w", id, err)
		}
	}
	return nil
}

func redrawSnapshots(tx *gorm.DB, ids []string) error {
	revisions, err := many[timeline.Revision](tx.Select("event_id", "number", "snapshot").Where("event_id IN ? AND snapshot <> 'null'", ids))
	if err != nil {
		return fmt.Errorf("snapshots of %d events: %w", len(ids), err)
	}
	for _, r := range revisions {
		card, err := cardOf(*r.Snapshot)
		if err != nil {
			return err
		}
		if err := tx.Exec("UPDATE revisions SET snapshot = ? WHERE event_id = ? AND number = ?", card, r.EventID, r.Number).Error; err != nil {
			return fmt.Errorf("snapshot %d of event %s: %w", r.Number, r.EventID, err)
		}
	}
	return nil
}
