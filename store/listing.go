package store

import (
	"time"

	"truceline/timeline"
)

// A listing is what filters, counts and the order by day ask of an event. It
// is copied to the rows of its actors and places.
type listing struct {
	Topic     string
	Type      string
	Status    timeline.Status
	Precision timeline.Precision
	Thread    string
	Review    timeline.Review
	SortDay   timeline.Day
	LastDay   timeline.Day
	Months    int
}

// held is the stretch of time in which a revision was the last word.
type held struct {
	Number     int
	ValidFrom  time.Time
	ValidUntil time.Time
}

type eventActor struct {
	ActorID string
	EventID string
	Listing listing `gorm:"embedded"`
}

type eventPlace struct {
	PlaceID string
	EventID string
	Listing listing `gorm:"embedded"`
}

type stateActor struct {
	ActorID string
	EventID string
	Held    held    `gorm:"embedded"`
	Listing listing `gorm:"embedded"`
}

type statePlace struct {
	PlaceID string
	EventID string
	Held    held    `gorm:"embedded"`
	Listing listing `gorm:"embedded"`
}

func listingOf(e *timeline.Event) listing {
	first, last := listedDays(e.When)
	return listing{
		Topic: e.Topic, Type: e.Type, Status: e.Status, Precision: e.When.Precision, Thread: e.Thread, Review: e.Review,
		SortDay: first, LastDay: last, Months: monthsBetween(first, last),
	}
}

// listedDays is the stretch in which lists show an event: as When.Bounds, but a
// date that is open on one side stands at the bound that it has, save "since".
func listedDays(w timeline.When) (first, last timeline.Day) {
	first, last = w.SortDay(), w.End
	switch {
	case last == "" && w.Open == timeline.OpenSince:
		last = timeline.LastDay
	case last == "":
		last = w.Start
	}
	return first, last
}

// foreverMonths is what a stretch without an end counts as.
const foreverMonths = 99999

func monthsBetween(first, last timeline.Day) int {
	if last == timeline.LastDay {
		return foreverMonths
	}
	a, b := first.Time(), last.Time()
	return b.Year()*12 + int(b.Month()) - a.Year()*12 - int(a.Month())
}

// A stretch of at most one month further on begins at most this many days
// before any day that it reaches.
const shortStretch = 62
