package timeline

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// A loom holds a neighbourhood of live reports, prepared and compared once,
// from which the clusters of any past moment are made.
//
// Clustering is average-link agglomeration (Sokal and Michener 1958) along the
// likeness of pairs, best pair first, under constraints (must-link and
// cannot-link, Wagstaff 2001): reports of one curated event stay together,
// two curated or confirmed events never merge, and what a person joined or
// split stays so. Reports stand in one canonical order, so that the result is
// a function of their set.
type loom struct {
	weaver  *Weaver
	reports []*features
	edges   []edge
	points  []float32 // of every pair, by place
	edits   []Edit    // by moment
	index   map[string]int
	answers []relation
	parts   []*part
}

// An edge joins two reports that would be one event if nothing spoke against
// it.
type edge struct {
	a, b   int
	points float32
}

// newLoom prepares live reports and standing edits.
func (w *Weaver) newLoom(reports []Report, edits []Edit) *loom {
	l := &loom{weaver: w, index: map[string]int{}, edits: slices.Clone(edits)}
	slices.SortFunc(l.edits, func(a, b Edit) int { return cmp.Or(a.At.Compare(b.At), strings.Compare(a.ID, b.ID)) })
	for i := range reports {
		if !reports[i].Superseded {
			l.reports = append(l.reports, w.features(&reports[i]))
		}
	}
	slices.SortFunc(l.reports, func(a, b *features) int { return canonical(a.report, b.report) })
	l.reports = slices.CompactFunc(l.reports, func(a, b *features) bool { return a.report.ID == b.report.ID })
	for i, f := range l.reports {
		l.index[f.report.ID] = i
	}
	l.compare()
	l.divide()
	l.answers = l.relations()
	return l
}

// canonical is the order in which reports are looked at: as they became
// known.
func canonical(a, b *Report) int {
	return cmp.Or(a.KnownFrom.Compare(b.KnownFrom), strings.Compare(a.ID, b.ID))
}

// compare weighs every pair once and keeps the likely ones, best first.
func (l *loom) compare() {
	n := len(l.reports)
	l.points = make([]float32, n*(n-1)/2)
	var scale scale
	for b := range l.reports {
		for a := range b {
			points := float32(never)
			if gapDays(l.reports[a], l.reports[b]) <= postponeDays {
				points = float32(scale.weigh(l.reports[a], l.reports[b]))
			}
			l.points[pair(a, b)] = points
			if points > 0 {
				l.edges = append(l.edges, edge{a, b, points})
			}
		}
	}
	slices.SortFunc(l.edges, func(x, y edge) int {
		return cmp.Or(cmp.Compare(y.points, x.points), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
}

// pair is the place of the pair a < b among all pairs.
func pair(a, b int) int { return b*(b-1)/2 + a }

// A cluster is what is taken for one event: places of reports, ascending.
type cluster struct {
	members []int
	labels  []string // curated and confirmed events that it holds
	apart   []string // sides of people's splits on which it stands
	merged  bool     // joined by a person, whatever its reports say of each other
	event   *Event   // what its reports say, once that was asked
	id      string   // the id with the best right to it, once that was asked
	asked   bool
}

// bind applies what is settled: curated events and people's corrections.
func (l *loom) bind(of []*cluster, members []int, moment time.Time) {
	curated := map[string]*cluster{}
	for _, i := range members {
		r := l.reports[i].report
		if r.Reader != ReaderCurated {
			continue
		}
		if first := curated[r.EventID]; first != nil {
			join(of, first, of[i])
			curated[r.EventID] = of[i]
			continue
		}
		of[i].labels = []string{r.EventID}
		curated[r.EventID] = of[i]
	}
	for _, edit := range inForce(l.edits, moment) {
		l.bindEdit(of, edit)
	}
}

func (l *loom) bindEdit(of []*cluster, edit Edit) {
	switch edit.Kind {
	case EditMerge:
		if c := l.bindAll(of, edit.Reports); c != nil {
			c.merged = true
		}
	case EditSplit:
		for side, reports := range [][]string{edit.Reports, edit.Kept} {
			if c := l.bindAll(of, reports); c != nil {
				c.apart = append(c.apart, edit.ID+string("+-"[side]))
			}
		}
	case EditConfirm, EditFields:
		if c := l.bindAll(of, edit.Kept); c != nil && len(c.labels) == 0 {
			c.labels = []string{edit.EventID}
		}
	}
}

// bindAll joins the clusters of the reports named, and gives the one that
// results; nil where none is known yet.
func (l *loom) bindAll(of []*cluster, reports []string) *cluster {
	var all *cluster
	for _, id := range reports {
		i, found := l.index[id]
		switch {
		case !found || of[i] == nil: // not known yet, or elsewhere
		case all == nil:
			all = of[i]
		case all != of[i]:
			all = join(of, all, of[i])
		}
	}
	return all
}

// join makes one cluster of two.
func join(of []*cluster, a, b *cluster) *cluster {
	a.members = append(a.members, b.members...)
	slices.Sort(a.members)
	a.labels = append(a.labels, b.labels...)
	a.apart = append(a.apart, b.apart...)
	a.merged = a.merged || b.merged
	for _, i := range b.members {
		of[i] = a
	}
	return a
}

// judges is how many reports of a cluster are asked about another cluster:
// enough for a fair average, few enough for an event that all the world
// reports.
const judges = 12

// spannedPoints is what two days of one thing that lasted count.
const spannedPoints = 0

// fit says whether two clusters may be one event.
func (l *loom) fit(a, b *cluster) bool {
	if len(a.labels) > 0 && len(b.labels) > 0 && !slices.ContainsFunc(a.labels, func(label string) bool { return slices.Contains(b.labels, label) }) {
		return false
	}
	if opposed(a.apart, b.apart) {
		return false
	}
	if a.merged || b.merged {
		return true // its reports differ; the pair that led here is enough
	}
	sum, n := 0.0, 0
	for _, i := range first(a.members, judges) {
		for _, j := range first(b.members, judges) {
			points := float64(l.points[pair(min(i, j), max(i, j))])
			if points <= never/2 && l.reports[i].settles() && l.reports[j].settles() {
				if !l.spanned(a, b, l.reports[i], l.reports[j]) && !l.vouched(a, b, l.reports[i], l.reports[j]) {
					return false
				}
				points = spannedPoints
			}
			sum += max(points, -8)
			n++
		}
	}
	return sum > 0 && n > 0
}

// settles says whether the report names the one day on which its event took
// place.
func (f *features) settles() bool { return f.tense == tenseDone && f.said }

// spanned says whether some report of the clusters tells of something that
// lasted over both days.
func (l *loom) spanned(a, b *cluster, x, y *features) bool {
	for _, c := range []*cluster{a, b} {
		for _, m := range first(c.members, judges) {
			if f := l.reports[m]; f.last > f.first && (f.lasting || f.tense == tenseDone) && f.first <= min(x.first, y.first) && max(x.last, y.last) <= f.last && f.last-f.first <= 10 {
				return true
			}
		}
	}
	return false
}

// vouched says whether other reports of the same two days are of one event, so
// that houses differ on its day.
func (l *loom) vouched(a, b *cluster, x, y *features) bool {
	for _, i := range first(a.members, judges) {
		for _, j := range first(b.members, judges) {
			p, q := l.reports[i], l.reports[j]
			if p.settles() && q.settles() && p.first == x.first && q.first == y.first && l.points[pair(min(i, j), max(i, j))] > 0 {
				return true
			}
		}
	}
	return false
}

// opposed says whether a person put the two on different sides of a split.
func opposed(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x != y && x[:len(x)-1] == y[:len(y)-1] {
				return true
			}
		}
	}
	return false
}

func first(list []int, n int) []int { return list[:min(n, len(list))] }
