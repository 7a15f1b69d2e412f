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
// event as some report: those of one of the Types whose NearDays meet
// [From, To] and that share one of Actors or one of Places. Where both lists
// are empty, types and days decide alone.
type Near struct {
	Topic    string
	Types    []string
	From, To Day
	Actors   []string
	Places   []string
	Statuses []Status // where given, only these
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
	// Since is the earliest moment at which something new became known:
	// states before it stand as they were recorded. Gather sets it; where it
	// is zero, everything is derived anew.
	Since time.Time
}

// Woven is what weaving changed, to be saved in one transaction.
type Woven struct {
	Events     []Event    // new, or different from before; MergedInto is set where an id now forwards
	Reports    []Report   // those that now stand in another event than before
	Revisions  []Revision // to be added
	Superseded []Revision // event and number of revisions that a late article overtook
	Edits      []Edit     // a new correction, and those that it undid
}

// An Archive lends weaving its memory. All calls answer with what is stored,
// whatever the order.
type Archive struct {
	// Near finds live reports and gives their ids.
	Near func(ctx context.Context, ask Near) ([]string, error)
	// Reports loads what live reports say, by id. Their articles, and the events
	// in which they stand, are not asked for.
	Reports func(ctx context.Context, ids []string) ([]Report, error)
	// Standing gives the ids of the events in which reports stand.
	Standing func(ctx context.Context, reports []string) ([]string, error)
	// Known loads events by id with everything that belongs to them. An id
	// that was merged brings the event that it forwards to.
	Known func(ctx context.Context, events []string) (Known, error)
}

// A Weaver decides which reports speak of the same event, and what the events
// are. It holds no state besides the topic's knowledge, but for what it
// remembers to save time: its results depend on
// the reports and corrections alone, not on the order in which they came. It
// is safe for concurrent use.
type Weaver struct {
	topic      string
	kinds      map[string]*kind
	actors     map[string]knownActor
	places     map[string]knownPlace
	offices    map[string][]Office
	publishers map[string]Publisher
	names      map[string]string // of actors, places and threads
	threads    map[string]bool
	sideActors map[int32][]string  // actors by the country they stand for
	sideGroups map[int32][]string  // groups of countries by their members
	vicinity   map[string][]string // places by those that share a spot with them
	heard      map[int32]float64   // curated events by actor; 0 is the most of any
	refusals   map[string][]string // types that answer a type
	stories    stories
	vocabulary vocabulary
	memory     *memory
}

// NewWeaver prepares a topic's knowledge for weaving.
func NewWeaver(knowledge Knowledge) *Weaver {
	w := &Weaver{
		topic:      knowledge.Topic,
		kinds:      prepareTypes(knowledge.Types),
		actors:     prepareActors(knowledge.Actors),
		places:     preparePlaces(knowledge.Places),
		offices:    map[string][]Office{},
		publishers: map[string]Publisher{},
		names:      map[string]string{},
		threads:    map[string]bool{},
		sideActors: map[int32][]string{},
		sideGroups: map[int32][]string{},
		heard:      map[int32]float64{},
		refusals:   map[string][]string{},
		vocabulary: newVocabulary(knowledge),
		memory:     &memory{young: map[uint64]*traits{}},
	}
	for _, a := range knowledge.Actors {
		w.offices[a.ID] = a.Offices
		w.names[a.ID] = a.Name
		side := w.actor(a.ID).side
		w.sideActors[side] = append(w.sideActors[side], a.ID)
		for _, member := range w.actor(a.ID).members {
			w.sideGroups[member] = append(w.sideGroups[member], a.ID)
		}
	}
	w.vicinity = vicinities(w.places)
	for _, p := range knowledge.Places {
		w.names[p.ID] = p.Name
	}
	for _, t := range knowledge.Threads {
		w.names[t.ID] = t.Title
		w.threads[t.ID] = true
	}
	for _, p := range knowledge.Publishers {
		w.publishers[p.Host] = p
	}
	for _, event := range knowledge.Curated {
		for _, p := range event.Participations {
			actor := number(p.Actor)
			w.heard[actor]++
			w.heard[0] = max(w.heard[0], w.heard[actor])
		}
	}
	for _, t := range knowledge.Types {
		for _, answered := range t.Answers {
			w.refusals[answered] = append(w.refusals[answered], t.ID)
		}
	}
	w.prepareStories(knowledge)
	return w
}
