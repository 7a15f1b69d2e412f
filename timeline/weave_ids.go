package timeline

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strings"
	"time"
)

// mint gives an event the id that follows from its first report: ten letters
// and digits that say nothing, the same on every replay.
func mint(report string) string {
	sum := sha256.Sum256([]byte("event\x00" + report))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:10])
}

// naming gives clusters their ids. An id belongs to one report, its namesake,
// and goes wherever that goes: curated ids to their citations, ids given by a
// person to the reports named then, others to the report they were minted
// from, or to the first that stood in the event.
type naming struct {
	loom      *loom
	known     map[string]*Event
	namesakes map[int][]string // ids by report
	finals    []*cluster       // as of now
	ids       []string         // of finals
	finalOf   []int            // by report
	firsts    map[string]int   // the first report of each cluster that was named
}

func (l *loom) newNaming(known Known, heirs map[string]string) *naming {
	n := &naming{loom: l, known: map[string]*Event{}, namesakes: map[int][]string{}, firsts: map[string]int{}}
	for i := range known.Events {
		n.known[known.Events[i].ID] = &known.Events[i]
	}
	curated := map[string]bool{}
	for _, f := range l.reports {
		curated[f.report.EventID] = curated[f.report.EventID] || f.curated
	}
	minted, stood := n.originsOf(known, heirs)
	for i := range known.Events {
		id := known.Events[i].ID
		if curated[id] {
			continue // it goes with its citations
		}
		if at, found := minted[id]; found {
			n.namesakes[at] = append(n.namesakes[at], id)
		} else if at, found := stood[id]; found {
			n.namesakes[at] = append(n.namesakes[at], id)
		}
	}
	n.nameFinals()
	return n
}

// originsOf finds, for every id, the report it was minted from and the first
// one that stood in it, now or before it was read again.
func (n *naming) originsOf(known Known, heirs map[string]string) (minted, stood map[string]int) {
	minted, stood = map[string]int{}, map[string]int{}
	note := func(eventID, reportID string, at int) {
		minted[mint(reportID)] = at
		if first, found := stood[eventID]; eventID != "" && (!found || at < first) {
			stood[eventID] = at
		}
	}
	for at, f := range n.loom.reports {
		note(f.report.EventID, f.report.ID, at)
	}
	for i := range known.Reports {
		old := &known.Reports[i]
		if at, found := n.loom.index[heirs[old.ID]]; found && old.Superseded {
			note(old.EventID, old.ID, at)
		}
	}
	return minted, stood
}

// nameFinals gives the events of now their ids, and notes which ids now
// forward to which.
func (n *naming) nameFinals() {
	n.finals = n.loom.clusters(endOfTime)
	n.finalOf = make([]int, len(n.loom.reports))
	for i, c := range n.finals {
		for _, m := range c.members {
			n.finalOf[m] = i
		}
	}
	n.ids = n.name(n.finals, endOfTime)
}

// endOfTime is after every moment, also those that a broken clock gives.
var endOfTime = time.Unix(1<<60, 0)

// name gives the clusters of a moment their ids. No two get the same.
func (n *naming) name(clusters []*cluster, moment time.Time) []string {
	given := n.givenByPeople(moment)
	ids, taken := make([]string, len(clusters)), map[string]bool{}
	for i, c := range clusters {
		if id := n.rightful(c, given); id != "" && !taken[id] {
			ids[i], taken[id] = id, true
		}
	}
	for i, c := range clusters {
		if ids[i] != "" {
			continue
		}
		if final := n.finalID(c); final != "" && !taken[final] {
			ids[i] = final
		} else {
			ids[i] = n.fresh(c, taken)
		}
		taken[ids[i]] = true
	}
	for i, id := range ids {
		if _, found := n.firsts[id]; !found {
			n.firsts[id] = clusters[i].members[0]
		}
	}
	return ids
}

// finalID is the id that the cluster's first report has in the end.
func (n *naming) finalID(c *cluster) string {
	if n.ids == nil {
		return ""
	}
	return n.ids[n.finalOf[c.members[0]]]
}

// fresh mints an id from the first report whose own is still free.
func (n *naming) fresh(c *cluster, taken map[string]bool) string {
	for seed := n.loom.reports[c.members[0]].report.ID; ; seed += "+" {
		id := mint(seed)
		if event := n.known[id]; !taken[id] && (event == nil || seed == n.loom.reports[c.members[0]].report.ID) {
			return id
		}
	}
}

// givenByPeople tells which ids standing corrections tie to which reports.
func (n *naming) givenByPeople(moment time.Time) map[int]string {
	given := map[int]string{}
	tie := func(reports []string, id string) {
		for _, report := range reports {
			if at, found := n.loom.index[report]; found {
				given[at] = id
				return
			}
		}
	}
	for _, edit := range inForce(n.loom.edits, moment) {
		tie(edit.Kept, edit.EventID)
		if edit.Kind == EditSplit && len(edit.Other) > 0 {
			tie(edit.Reports, edit.Other[0])
		}
	}
	return given
}

// rightful is owned, remembered where no correction has a say.
func (n *naming) rightful(c *cluster, given map[int]string) string {
	if n.ids == nil || len(given) > 0 {
		return n.owned(c, given)
	}
	if !c.asked {
		c.id, c.asked = n.owned(c, given), true
	}
	return c.id
}

// owned is the id that has the best right to a cluster: that of its curated
// event, one that a person gave, the one it has in the end, the oldest.
func (n *naming) owned(c *cluster, given map[int]string) string {
	elsewhere := map[string]bool{}
	for at, id := range given {
		elsewhere[id] = !slices.Contains(c.members, at)
	}
	best, bestRight := "", 0
	for _, m := range c.members {
		for _, id := range append(n.namesakes[m], n.curatedID(m), given[m]) {
			right := n.right(id, c, given[m] == id)
			if id != "" && !elsewhere[id] && (right > bestRight || right == bestRight && n.older(id, best)) {
				best, bestRight = id, right
			}
		}
	}
	return best
}

func (n *naming) curatedID(report int) string {
	if r := n.loom.reports[report].report; r.Reader == ReaderCurated {
		return r.EventID
	}
	return ""
}

func (n *naming) right(id string, c *cluster, given bool) int {
	event := n.known[id]
	switch {
	case id == "":
		return 0
	case given && slices.ContainsFunc(c.labels, func(label string) bool { return label == id }):
		return 6
	case slices.Contains(c.labels, id):
		return 5
	case given:
		return 4
	case id == n.finalID(c):
		return 3
	case event != nil && event.MergedInto == "":
		return 2
	}
	return 1
}

func (n *naming) older(a, b string) bool {
	x, y := n.known[a], n.known[b]
	if x == nil || y == nil || x.Created.Equal(y.Created) {
		return a < b
	}
	return x.Created.Before(y.Created)
}
