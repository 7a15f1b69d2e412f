package timeline

import (
	"context"
	"time"
)

// Knowledge is what a topic knows beforehand and weaving relies on. None of
// it changes while the program runs.
type Knowledge struct {
	Topic       string
	Types       []Type
	Actors      []Actor
	Places      []Place
	Publishers  []Publisher
	Threads     []Thread
	ThreadRules []ThreadRule
	// Curated are the topic's curated events: where no rule of a thread
	// speaks, a new event joins the thread of those it resembles.
	Curated []Event
}

// A Near asks the archive for the live reports that could speak of the same
// event as some report: those of one of the Types whose possible days meet
// [From, To] and that share one of Actors or one of Places. Where both lists
// are empty, types and days decide alone.
type Near struct {
	Topic    string
	Types    []string
	From, To Day
	Actors   []string
	Places   []string
}

// Known is what the archive holds about some events.
type Known struct {
	// Events are the events at hand, and those that were merged into them.
	Events []Event
	// Reports are all reports that stand in them, each with its Article.
	// Superseded ones belong here too: through them a re-read article keeps
	// the id of its event.
	Reports []Report
	// Edits are people's corrections of these events, undone ones included.
	Edits []Edit
	// Revisions are all revisions of these events, in any order. Superseded
	// ones may come without their snapshot.
	Revisions []Revision
}

// Woven is what weaving changed, to be saved in one transaction.
type Woven struct {
	Events     []Event    // new, or different from before; MergedInto is set where an id now forwards
	Reports    []Report   // those that now stand in another event than before
	Revisions  []Revision // to be added
	Superseded []Revision // event and number of revisions that a late article overtook
	Edits      []Edit     // a new correction, and those that it undid
}

// An Archive lends weaving its memory. Both calls answer with what is stored,
// whatever the order.
type Archive struct {
	// Near finds live reports, with their articles.
	Near func(ctx context.Context, ask Near) ([]Report, error)
	// Known loads events by id with everything that belongs to them. An id
	// that was merged brings the event that it forwards to.
	Known func(ctx context.Context, events []string) (Known, error)
}

// A Weaver decides which reports speak of the same event, and what the events
// are. It holds no state besides the topic's knowledge: its results depend on
// the reports and corrections alone, not on the order in which they came. It
// is safe for concurrent use.
type Weaver struct {
	topic string
}

// NewWeaver prepares a topic's knowledge for weaving.
func NewWeaver(knowledge Knowledge) *Weaver { return &Weaver{topic: knowledge.Topic} }

// Gather loads the closed neighbourhood of the fresh reports: every stored
// report that could influence how they are woven, and all that is known of
// the events concerned. The fresh reports are part of the answer.
func (w *Weaver) Gather(ctx context.Context, archive Archive, fresh []Report) (Known, error) {
	return Known{Reports: fresh}, nil
}

// Weave makes the events anew from a closed neighbourhood, as Gather loads
// it, and tells what differs from before. Reports without an event are woven
// in; a second call changes nothing.
func (w *Weaver) Weave(known Known, now time.Time) Woven { return Woven{} }

// Correct applies a person's correction to a closed neighbourhood and weaves
// it again. A correction that cannot be is an *Invalid; one that names events
// or reports that are not at hand is an ErrNotFound.
func (w *Weaver) Correct(known Known, edit Edit, now time.Time) (Woven, error) {
	return Woven{}, nil
}
