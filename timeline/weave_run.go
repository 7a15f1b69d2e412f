package timeline

import (
	"slices"
	"strings"
	"time"
)

// Weave makes the events anew from a closed neighbourhood, as Gather loads
// it, and tells what differs from before. Reports without an event are woven
// in; a second call changes nothing.
func (w *Weaver) Weave(known Known, now time.Time) Woven {
	heirs := inherit(known.Reports)
	loom := w.newLoom(known.Reports, readdress(known.Edits, heirs))
	names := loom.newNaming(known, heirs)
	series := loom.states(names, known)
	out := &outcome{loom: loom, names: names, known: known, now: now}
	out.events(series)
	out.retire(series)
	out.reports()
	out.revisions(series)
	out.sort()
	return out.woven
}

// inherit finds, for each superseded report, the report that replaced it when
// its article was read again.
func inherit(reports []Report) map[string]string {
	byArticle := map[string][]*Report{}
	for i := range reports {
		if r := &reports[i]; !r.Superseded && r.ArticleID != "" {
			byArticle[r.ArticleID] = append(byArticle[r.ArticleID], r)
		}
	}
	heirs := map[string]string{}
	for i := range reports {
		if old := &reports[i]; old.Superseded {
			if heir := nearest(old, byArticle[old.ArticleID]); heir != nil {
				heirs[old.ID] = heir.ID
			}
		}
	}
	return heirs
}

// nearest is the live report of the same article that tells most nearly what
// an old one told: of its sentence first, then of its type and day.
func nearest(old *Report, candidates []*Report) *Report {
	var best *Report
	bestPoints := 2
	for _, r := range candidates {
		points := 0
		if r.Type == old.Type {
			points += 2
		}
		if r.Quote != "" && r.Quote == old.Quote || r.Offset < old.Offset+len(old.Quote) && old.Offset < r.Offset+len(r.Quote) {
			points += 2
		}
		if r.When.Overlaps(old.When) {
			points++
		}
		if points > bestPoints || points == bestPoints && best != nil && r.ID < best.ID {
			best, bestPoints = r, points
		}
	}
	return best
}

// readdress makes corrections speak of the reports that replaced those they
// were made on.
func readdress(edits []Edit, heirs map[string]string) []Edit {
	list := slices.Clone(edits)
	for i := range list {
		list[i].Reports = replaceAll(list[i].Reports, heirs)
		list[i].Kept = replaceAll(list[i].Kept, heirs)
	}
	return list
}

func replaceAll(ids []string, heirs map[string]string) []string {
	list := slices.Clone(ids)
	for i, id := range list {
		for hops := 0; heirs[id] != "" && hops < 100; hops++ {
			id = heirs[id]
		}
		list[i] = id
	}
	return list
}

// An outcome collects what weaving changed.
type outcome struct {
	loom  *loom
	names *naming
	known Known
	now   time.Time
	woven Woven
}

// events writes the events of now, and ids that forward to them.
func (o *outcome) events(series map[string][]state) {
	for id, list := range series {
		if len(list) == 0 {
			continue
		}
		last := list[len(list)-1]
		if last.old && !slices.Contains(o.names.ids, id) {
			continue // retire looks after it
		}
		if last.event != nil {
			o.write(*last.event, "")
			continue
		}
		former := list[0].event
		for _, s := range list {
			if s.event != nil {
				former = s.event
			}
		}
		if former != nil {
			gone := *former
			gone.ID = id
			if last.into == "" {
				gone.Review = ReviewRejected
			}
			o.write(gone, last.into)
		}
	}
}

// write puts out an event that is new or differs from what was known.
func (o *outcome) write(event Event, into string) {
	old := o.names.known[event.ID]
	event.MergedInto, event.Created, event.Updated = into, o.now, o.now
	if old != nil {
		if sameContent(old, &event) && old.MergedInto == into || into != "" && old.MergedInto == into {
			return
		}
		event.Created = old.Created
	}
	o.woven.Events = append(o.woven.Events, event)
}

// retire forwards known ids that no moment knows any more, and takes out
// events of which no report is left: what was read was read wrongly.
func (o *outcome) retire(series map[string][]state) {
	for _, old := range o.known.Events {
		list := series[old.ID]
		recorded := len(list) > 0 && list[len(list)-1].old && list[len(list)-1].event != nil && !slices.Contains(o.names.ids, old.ID)
		if len(list) > 0 && !recorded {
			continue
		}
		into := o.names.forward(old.ID)
		if into == "" && old.MergedInto != "" {
			into = old.MergedInto
		}
		if old.MergedInto == into && (into != "" || old.Review == ReviewRejected) {
			continue
		}
		if into == "" {
			old.Review = ReviewRejected
			series[old.ID] = append(list, state{from: o.now, by: "rules", because: []string{}})
		}
		old.MergedInto, old.Updated = into, o.now
		o.woven.Events = append(o.woven.Events, old)
	}
}

// reports writes the reports that now stand in another event.
func (o *outcome) reports() {
	for at, f := range o.loom.reports {
		if id := o.names.ids[o.names.finalOf[at]]; f.report.EventID != id {
			report := *f.report
			report.EventID = id
			o.woven.Reports = append(o.woven.Reports, report)
		}
	}
}

// sort puts the outcome into an order that depends on nothing else.
func (o *outcome) sort() {
	slices.SortFunc(o.woven.Events, func(a, b Event) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(o.woven.Reports, func(a, b Report) int { return strings.Compare(a.ID, b.ID) })
}
