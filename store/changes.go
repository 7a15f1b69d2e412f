package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	"truceline/timeline"
)

// A Changed is a revision together with the event as it is today.
type Changed struct {
	Revision timeline.Revision `json:"revision"`
	Event    timeline.Event    `json:"event"`
}

// A ChangeList is a page of changes.
type ChangeList struct {
	Changes []Changed
	Next    string // the cursor of the next page, "" on the last one
}

// Changes gives what became known after since and up to until of the events
// that a filter wants today: added, moved, corrected; the earliest first.
// Revisions that a late article overtook are left out. The page's sort is not
// regarded.
func (s *Store) Changes(ctx context.Context, filter timeline.Filter, since, until time.Time, page timeline.Page) (ChangeList, error) {
	var list ChangeList
	if page.Limit < 1 || page.Limit > maxPage {
		return list, timeline.Invalidf("limit", "%d is not between 1 and %d", page.Limit, maxPage)
	}
	filter.AsOf = time.Time{}
	q, err := s.selection(ctx, filter, true)
	if err != nil {
		return list, err
	}
	wanted, args := q.rows(q.id, "")
	db := s.read.WithContext(ctx).Omit("snapshot").
		Where("NOT superseded AND known_from > ? AND known_from <= ?", moment(since), moment(until)).
		Where("event_id IN ("+wanted+")", args...)
	if page.Cursor != "" {
		after, err := changePlace(page.Cursor)
		if err != nil {
			return list, err
		}
		db = db.Where("(known_from, event_id, number) > (?, ?, ?)", after.KnownFrom, after.EventID, after.Number)
	}
	var revisions []timeline.Revision
	if err := db.Order("known_from, event_id, number").Limit(page.Limit + 1).Find(&revisions).Error; err != nil {
		return list, fmt.Errorf("changes since %s: %w", since.Format(time.RFC3339), err)
	}
	if len(revisions) > page.Limit {
		revisions = revisions[:page.Limit]
		list.Next = changeCursor(revisions[page.Limit-1])
	}
	list.Changes, err = s.withEvents(ctx, revisions)
	return list, err
}

func (s *Store) withEvents(ctx context.Context, revisions []timeline.Revision) ([]Changed, error) {
	spots := make([]spot, 0, len(revisions))
	for _, r := range revisions {
		spots = append(spots, spot{ID: r.EventID})
	}
	events, err := s.load(ctx, spots)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]timeline.Event, len(events))
	for _, e := range events {
		byID[e.ID] = e
	}
	changes := make([]Changed, len(revisions))
	for i, r := range revisions {
		changes[i] = Changed{r, byID[r.EventID]}
	}
	return changes, nil
}

// changeAt is a place in the list of changes.
type changeAt struct {
	KnownFrom time.Time
	EventID   string
	Number    int
}

func changeCursor(r timeline.Revision) string {
	text, _ := json.Marshal(changeAt{r.KnownFrom, r.EventID, r.Number})
	return base64.RawURLEncoding.EncodeToString(text)
}

func changePlace(cursor string) (changeAt, error) {
	var at changeAt
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || json.Unmarshal(text, &at) != nil {
		return at, timeline.Invalidf("cursor", "it is damaged: start again without it")
	}
	at.KnownFrom = moment(at.KnownFrom)
	return at, nil
}
