package timeline

import (
	"cmp"
	"slices"
)

// The kinds of links that weaving finds.
const (
	LinkRejects     = "rejects"      // a refusal to what it refuses
	LinkPostponedTo = "postponed_to" // an old date to the new one
)

// How long after a proposal a refusal can answer it, and how far a meeting
// can be put off, in days.
const (
	answerDays   = 21
	postponeDays = 45
)

// Points above which a refusal is linked to a proposal, and above which it
// also turns the proposal's status.
// A story that both belong to is worth threadPoints.
const (
	linkPoints   = 2.5
	turnPoints   = 3.5
	threadPoints = 1
)

// A relation is a likely link between two reports of different events.
type relation struct {
	kind     string
	from, to int
	points   float64
}

// relations finds the likely links among all reports, once.
func (l *loom) relations() []relation {
	var list []relation
	for i, from := range l.reports {
		if len(from.kind.Answers) == 0 && from.report.Status != Postponed {
			continue
		}
		for j, to := range l.reports {
			if gapDays(from, to) > postponeDays {
				continue
			}
			if kind, points := relate(from, to); kind != "" {
				list = append(list, relation{kind, i, j, points})
			}
		}
	}
	return list
}

// relate says whether one report's event leads to the other's, and how
// likely.
func relate(from, to *features) (kind string, points float64) {
	if points = answers(from, to); points > linkPoints-threadPoints { // whether they share a story is known of events
		return LinkRejects, points
	}
	if points = putsOff(from, to); points > 0 {
		return LinkPostponedTo, points
	}
	return "", 0
}

// answers weighs whether a refusal is about a proposal: made before it, by
// somebody else, about the same matter.
func answers(refusal, proposal *features) float64 {
	if len(refusal.kind.Answers) == 0 {
		return 0
	}
	wanted := slices.Contains(refusal.kind.Answers, proposal.kind.ID)
	if refers := refusal.report.Refers; slices.Contains(refusal.kind.Answers, refers) {
		wanted = refers == proposal.kind.ID
	}
	if !proposal.refusable() {
		return 0
	}
	age := refusal.first - proposal.first
	if !wanted || age < 0 || age > answerDays || shared(refusal.leadSide, proposal.leadSide) > 0 {
		return 0
	}
	points := 10*cosine(refusal.words, proposal.words, refusal.norm, proposal.norm) - 0.05*float64(age)
	if shared(refusal.leadSide, proposal.sides) > 0 {
		points += 1.5
	}
	if shared(proposal.leadSide, refusal.sides) > 0 {
		points += 1
	}
	return points
}

// refusable says whether what the report tells of can be refused: not a meeting
// that took place.
func (f *features) refusable() bool {
	return !f.kind.moves() || slices.Contains(unheld, f.report.Status)
}

// unheld are the states of a meeting that has not taken place.
var unheld = []Status{Proposed, Planned, Postponed, Cancelled, Rejected}

// putsOff weighs whether the second report is of the new date of a meeting
// that the first says was put off: the sooner the likelier.
func putsOff(old, next *features) float64 {
	if old.report.Status != Postponed || !old.kind.moves() {
		return 0
	}
	gap := next.first - old.last
	same := old.kind.ID == next.kind.ID || old.kind.like[next.kind.ID]
	if !same || next.tense == tenseOff || gap <= 0 || gap > postponeDays {
		return 0
	}
	if common := shared(old.sides, next.sides); common == 0 || common < min(len(old.sides), len(next.sides)) {
		return 0
	}
	return 1 + float64(postponeDays-gap)
}

// link writes the links between the events of one moment, and turns what was
// refused.
func (l *loom) link(clusters []*cluster, events []Event) {
	of := make([]int, len(l.reports))
	for i := range of {
		of[i] = -1
	}
	for i, c := range clusters {
		for _, m := range c.members {
			of[m] = i
		}
	}
	for _, found := range bestRelations(weighed(l.answers, of, events), of) {
		from, to := &events[of[found.from]], &events[of[found.to]]
		if found.kind == LinkPostponedTo && from.Status != Postponed {
			continue
		}
		from.Links = append(from.Links, Link{Kind: found.kind, Event: to.ID})
		if found.kind == LinkRejects && found.points >= turnPoints && (to.Status == Proposed || to.Status == Planned) {
			to.Status = Rejected
		}
	}
}

// weighed adds what a common story tells, and drops links that stay unlikely.
func weighed(all []relation, of []int, events []Event) []relation {
	list := make([]relation, 0, len(all))
	for _, r := range all {
		if of[r.from] < 0 || of[r.to] < 0 {
			continue
		}
		if thread := events[of[r.from]].Thread; thread != "" && thread == events[of[r.to]].Thread {
			r.points += threadPoints
		}
		if r.kind == LinkRejects && r.points <= linkPoints {
			continue
		}
		list = append(list, r)
	}
	return list
}

// bestRelations keeps, for each event and kind of link, the likeliest target.
func bestRelations(all []relation, of []int) []relation {
	type key struct {
		event int
		kind  string
	}
	best := map[key]relation{}
	for _, r := range all {
		if of[r.from] < 0 || of[r.to] < 0 || of[r.from] == of[r.to] {
			continue
		}
		k := key{of[r.from], r.kind}
		if held, found := best[k]; !found || r.points > held.points {
			best[k] = r
		}
	}
	list := make([]relation, 0, len(best))
	for _, r := range best {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b relation) int {
		return cmp.Or(cmp.Compare(of[a.from], of[b.from]), cmp.Compare(a.kind, b.kind))
	})
	return list
}
