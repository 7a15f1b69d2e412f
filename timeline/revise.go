package timeline

import (
	"cmp"
	"slices"
	"strings"
)

// revisions turns the states of every event into revisions: those that the
// archive holds already stay, those that no longer hold are superseded, and
// what is missing is added behind the last number.
func (o *outcome) revisions(series map[string][]state) {
	held, numbers := map[string][]Revision{}, map[string]int{}
	for _, r := range o.known.Revisions {
		numbers[r.EventID] = max(numbers[r.EventID], r.Number)
		if !r.Superseded && !r.KnownFrom.Before(o.known.Since) {
			held[r.EventID] = append(held[r.EventID], r)
		}
	}
	for id := range held {
		if series[id] == nil {
			series[id] = []state{}
		}
	}
	for id, list := range series {
		fresh := o.reconcile(id, list, held[id])
		for i := range fresh {
			numbers[id]++
			fresh[i].Number = numbers[id]
		}
		o.woven.Revisions = append(o.woven.Revisions, fresh...)
	}
	slices.SortFunc(o.woven.Revisions, compareRevisions)
	slices.SortFunc(o.woven.Superseded, compareRevisions)
}

func compareRevisions(a, b Revision) int {
	return cmp.Or(strings.Compare(a.EventID, b.EventID), cmp.Compare(a.Number, b.Number))
}

// reconcile compares the states of one id with the revisions held for it.
func (o *outcome) reconcile(id string, list []state, held []Revision) []Revision {
	byMoment := map[int64]Revision{}
	for _, r := range held {
		if newer, found := byMoment[r.KnownFrom.UnixMilli()]; !found || newer.Number < r.Number {
			byMoment[r.KnownFrom.UnixMilli()] = r
		}
	}
	var fresh []Revision
	keep := map[int]bool{}
	for i, s := range list {
		if s.old {
			continue
		}
		if r, found := byMoment[s.from.UnixMilli()]; found && sameState(r.Snapshot, s.event) {
			keep[r.Number] = true
			continue
		}
		fresh = append(fresh, o.revision(id, list, i))
	}
	for _, r := range held {
		if !keep[r.Number] {
			r.Superseded = true
			o.woven.Superseded = append(o.woven.Superseded, r)
		}
	}
	return fresh
}

func sameState(a, b *Event) bool {
	if a == nil || b == nil {
		return a == b
	}
	return sameContent(a, b)
}

// revision writes state i of an id.
func (o *outcome) revision(id string, list []state, i int) Revision {
	s := list[i]
	r := Revision{EventID: id, KnownFrom: s.from, RecordedAt: o.now, By: s.by, Because: s.because, Note: s.note}
	var before *Event
	if i > 0 {
		before = list[i-1].event
	}
	r.Changes = o.loom.weaver.describe(before, s, o.because(s))
	if s.event != nil {
		snapshot := *s.event
		snapshot.Created, snapshot.Updated = o.now, o.now
		if old := o.names.known[id]; old != nil {
			snapshot.Created = old.Created
		}
		r.Snapshot = &snapshot
	}
	return r
}

// because names the sources of the reports that made a state, as prose does.
func (o *outcome) because(s state) string {
	var names []string
	for _, id := range s.because {
		article := articleOf(o.loom.reports[o.loom.index[id]].report)
		name := cmp.Or(o.loom.weaver.publishers[article.Publisher].Name, article.Publisher)
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > 3 {
		names = append(names[:2], Count(len(names)-2, "other source"))
	}
	return List(names)
}
