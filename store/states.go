package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"truceline/timeline"
)

// eventState is a revision while it was the last word, with the columns that
// filters and orders ask for.
type eventState struct {
	ID           string
	Held         held    `gorm:"embedded"`
	Listing      listing `gorm:"embedded"`
	StartDay     timeline.Day
	EndDay       timeline.Day
	Lasting      bool
	OpenBound    timeline.Openness
	Significance int

	CorroborationIndependent int

	KnownFrom time.Time
	Updated   time.Time
}

// rebuildStates works out anew which revision of each event held when.
func rebuildStates(tx *gorm.DB, ids []string) error {
	list := padded(ids)
	revisions, err := scanned(tx.Raw(`SELECT event_id, number, known_from, recorded_at, snapshot FROM revisions
		WHERE event_id IN ? AND NOT superseded ORDER BY event_id`, list), scanSnapshot)
	if err != nil {
		return fmt.Errorf("revisions of %d events: %w", len(ids), err)
	}
	for _, table := range []string{"event_states WHERE id", "state_actors WHERE event_id", "state_places WHERE event_id"} {
		if err := tx.Exec("DELETE FROM "+table+" IN ?", list).Error; err != nil {
			return fmt.Errorf("states of %d events: %w", len(ids), err)
		}
	}
	var states []eventState
	var actors []stateActor
	var places []statePlace
	for len(revisions) > 0 {
		n := slices.IndexFunc(revisions, func(r timeline.Revision) bool { return r.EventID != revisions[0].EventID })
		if n < 0 {
			n = len(revisions)
		}
		for _, h := range heldStates(revisions[:n]) {
			states = append(states, h.state)
			for _, id := range actorsOf(h.event.Participations) {
				actors = append(actors, stateActor{id, h.state.ID, h.state.Held, h.state.Listing})
			}
			for _, id := range distinct(h.event.Places) {
				places = append(places, statePlace{id, h.state.ID, h.state.Held, h.state.Listing})
			}
		}
		revisions = revisions[n:]
	}
	if len(states) > 0 {
		if err := tx.CreateInBatches(&states, batchRows).Error; err != nil {
			return fmt.Errorf("save %d states: %w", len(states), err)
		}
	}
	return createBoth(tx, actors, places)
}

// scanSnapshot reads of a revision what its state follows from.
func scanSnapshot(rows *sql.Rows) (r timeline.Revision, err error) {
	var known, recorded stamp
	err = rows.Scan(&r.EventID, &r.Number, &known, &recorded, asJSON[*timeline.Event]{&r.Snapshot})
	r.KnownFrom, r.RecordedAt = known.Time, recorded.Time
	return r, err
}

// heldState is a state with the event as it was.
type heldState struct {
	state eventState
	event *timeline.Event
}

// heldStates gives the stretches of one event from its revisions that are not
// superseded. Of several that were known from the same moment, the one written
// down last holds. A revision without a snapshot, or with one that forwards to
// another event, ends the stretch before it and begins none.
func heldStates(revisions []timeline.Revision) []heldState {
	slices.SortFunc(revisions, func(a, b timeline.Revision) int {
		return cmp.Or(a.KnownFrom.Compare(b.KnownFrom), a.RecordedAt.Compare(b.RecordedAt), cmp.Compare(a.Number, b.Number))
	})
	var states []heldState
	for i, r := range revisions {
		until := farFuture
		if i+1 < len(revisions) {
			until = revisions[i+1].KnownFrom
		}
		if r.Snapshot != nil && r.Snapshot.MergedInto == "" && r.KnownFrom.Before(until) {
			states = append(states, heldState{stateOf(r, until), r.Snapshot})
		}
	}
	return states
}

func stateOf(r timeline.Revision, until time.Time) eventState {
	e := r.Snapshot
	return eventState{
		ID: r.EventID, Held: held{r.Number, r.KnownFrom, until}, Listing: listingOf(e),
		StartDay: e.When.Start, EndDay: e.When.End, Lasting: e.When.Lasting, OpenBound: e.When.Open, Significance: e.Significance,
		CorroborationIndependent: e.Corroboration.Independent, KnownFrom: e.KnownFrom, Updated: e.Updated,
	}
}
