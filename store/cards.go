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
// and encoded them again.
//
// The flags stand last, and of them only those that hold on every day; see
// addCard.

// Cards is a page of events as JSON; see Events.
type Cards struct {
	Totals
	IDs  []string
	JSON []byte // the events in order, with commas between them
	Next string // the cursor of the next page, "" on the last one
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

// addCard adds a card to others. An event that was planned for days that are
// past, and of which nothing was heard, is given the flag that says so.
func addCard(cards []byte, card sql.RawBytes, unheard bool) ([]byte, error) {
	const end = "]}" // of the flags and of the event
	if !bytes.HasSuffix(card, []byte(end)) {
		return nil, fmt.Errorf("the event's card is damaged: run `truceline check`")
	}
	if len(cards) > 0 {
		cards = append(cards, ',')
	}
	if !unheard {
		return append(cards, card...), nil
	}
	cards = append(cards, card[:len(card)-len(end)]...)
	if cards[len(cards)-1] != '[' {
		cards = append(cards, ',')
	}
	return append(cards, `"`+string(timeline.OutcomeUnknown)+`"`+end...), nil
}

// Cards gives the page that Events gives, as JSON, with the flags that the
// events have on a day.
func (s *Store) Cards(ctx context.Context, filter timeline.Filter, page timeline.Page, on timeline.Day) (Cards, error) {
	var cards Cards
	err := s.page(ctx, filter, page, &cards.Totals, func(_ int64, q *selection, o order, place []any) error {
		return s.readCards(ctx, q, o, place, page.Limit, on, &cards)
	})
	cards.Total = max(cards.Total, len(cards.IDs))
	return cards, err
}

// cardRoom is how long a card is as a rule.
const cardRoom = 900

func (s *Store) readCards(ctx context.Context, q *selection, o order, place []any, limit int, on timeline.Day, cards *Cards) error {
	query, args := s.cardRows(q, o, place, limit+1, on)
	rows, err := s.read.WithContext(ctx).Raw(query, args...).Rows()
	if err != nil {
		return fmt.Errorf("cards of events: %w", err)
	}
	defer rows.Close()
	var at spot
	into, value := o.scanKey()
	cards.JSON = make([]byte, 0, limit*cardRoom)
	for rows.Next() {
		if len(cards.IDs) == limit {
			at.key = value()
			cards.Next = o.cursor(at)
			break
		}
		var card sql.RawBytes
		var unheard bool
		if err := rows.Scan(&at.ID, into, &at.last, &unheard, &card); err != nil {
			return fmt.Errorf("cards of events: %w", err)
		}
		if cards.JSON, err = addCard(cards.JSON, card, unheard); err != nil {
			return fmt.Errorf("event %q: %w", at.ID, err)
		}
		cards.IDs = append(cards.IDs, at.ID)
	}
	return rows.Err()
}

// cardRows is the query for the cards of a list, in its order: today's stand
// with the events, those of the past are the snapshots of their revisions.
func (s *Store) cardRows(q *selection, o order, place []any, limit int, on timeline.Day) (query string, args []any) {
	list, args := o.list(q, "", place, limit, 0)
	first := s.text.lead()
	from, card := first+"events c ON c.id = list.id", "c.card"
	if q.past {
		from = first + "event_states c ON c.id = list.id AND c.number = list.number" +
			first + "revisions r ON r.event_id = list.id AND r.number = list.number"
		card = "r.snapshot"
	}
	return "SELECT list.id, list.place, list.last, c.status = '" + string(timeline.Planned) + "' AND c.end_day <> '' AND c.end_day < ?, " + card +
		" FROM (" + list + ") AS list" + from + o.by("list."), append([]any{on}, args...)
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
