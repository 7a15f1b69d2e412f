package timeline

import (
	"cmp"
	"slices"
	"time"
)

// A part is a set of reports of which none can be one event with a report
// outside: what becomes known elsewhere leaves its clusters as they are. So a
// neighbourhood of many events costs, moment by moment, only what its events
// cost each.
type part struct {
	members []int  // places of reports, ascending
	edges   []edge // among them, best first
	known   int    // how many members the clusters below are of
	edits   int    // and how many corrections
	held    []*cluster
}

// divide finds the parts: what edges, curated events or people's corrections
// tie together, directly or over others (union-find, Galler and Fischer 1964).
func (l *loom) divide() {
	root := make([]int, len(l.reports))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	tie := func(a, b int) {
		a, b = find(a), find(b)
		root[max(a, b)] = min(a, b)
	}
	for _, e := range l.edges {
		tie(e.a, e.b)
	}
	l.ties(tie)
	parts := map[int]*part{}
	for i := range l.reports {
		r := find(i)
		if parts[r] == nil {
			parts[r] = &part{known: -1}
			l.parts = append(l.parts, parts[r])
		}
		parts[r].members = append(parts[r].members, i)
	}
	for _, e := range l.edges {
		p := parts[find(e.a)]
		p.edges = append(p.edges, e)
	}
}

// ties lists what holds reports together besides their likeness.
func (l *loom) ties(tie func(a, b int)) {
	curated := map[string]int{}
	for i, f := range l.reports {
		if f.report.Reader != ReaderCurated {
			continue
		}
		if first, found := curated[f.report.EventID]; found {
			tie(first, i)
		} else {
			curated[f.report.EventID] = i
		}
	}
	for _, edit := range l.edits {
		first := -1
		for _, id := range slices.Concat(edit.Reports, edit.Kept) {
			i, found := l.index[id]
			switch {
			case !found:
			case first < 0:
				first = i
			default:
				tie(first, i)
			}
		}
	}
}

// clusters gives the events as known at a moment, as sets of reports in
// canonical order.
func (l *loom) clusters(moment time.Time) []*cluster {
	edits := 0
	for edits < len(l.edits) && !l.edits[edits].At.After(moment) {
		edits++
	}
	var of []*cluster
	var list []*cluster
	for _, p := range l.parts {
		known := l.knownAt(p, moment)
		if known != p.known || edits != p.edits {
			if of == nil {
				of = make([]*cluster, len(l.reports))
			}
			p.known, p.edits, p.held = known, edits, l.cluster(of, p, known, moment)
		}
		list = append(list, p.held...)
	}
	slices.SortFunc(list, func(a, b *cluster) int { return cmp.Compare(a.members[0], b.members[0]) })
	return list
}

// knownAt counts the members of a part that were known at a moment.
func (l *loom) knownAt(p *part, moment time.Time) int {
	n, _ := slices.BinarySearchFunc(p.members, moment, func(i int, moment time.Time) int {
		if l.reports[i].report.KnownFrom.After(moment) {
			return 1
		}
		return -1
	})
	return n
}

// cluster makes the clusters of the first members of a part. It writes only
// their places in of.
func (l *loom) cluster(of []*cluster, p *part, known int, moment time.Time) []*cluster {
	members := p.members[:known]
	for _, i := range members {
		of[i] = &cluster{members: []int{i}}
	}
	l.bind(of, members, moment)
	for _, e := range p.edges {
		if a, b := of[e.a], of[e.b]; a != nil && b != nil && a != b && l.fit(a, b) {
			join(of, a, b)
		}
	}
	list := []*cluster{}
	for _, i := range members {
		if of[i].members[0] == i {
			list = append(list, of[i])
		}
	}
	for _, i := range members {
		of[i] = nil
	}
	return list
}
