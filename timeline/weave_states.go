package timeline

import (
	"slices"
	"strconv"
	"time"
)

// A state is an event as known from a moment on; nil where the id was no
// event of its own.
type state struct {
	from    time.Time
	event   *Event
	because []string // reports that came with it
	by      string
	note    string
	edit    *Edit  // the correction that made it
	old     bool   // recorded already
	into    string // where the id forwards to when event is nil
}

// states derives every id's states, oldest first. A state that equals the one
// before is left out.
//
// What was known before since stands as the archive recorded it.
func (l *loom) states(names *naming, known Known) map[string][]state {
	series := recorded(known.Revisions, known.Since)
	drawn := map[string]*Event{}
	var events []Event // of one moment after the other, in the same room
	for _, moment := range l.moments() {
		if moment.Before(known.Since) {
			continue
		}
		clusters := l.clusters(moment)
		ids := names.name(clusters, moment)
		events = l.eventsAt(events[:0], clusters, ids, moment, drawn)
		present := map[string]bool{}
		for i := range events {
			present[ids[i]] = true
			l.extend(series, &events[i], clusters[i], moment)
		}
		for id, list := range series {
			if last := list[len(list)-1]; !present[id] && last.event != nil {
				series[id] = append(list, l.vanished(names, id, moment))
			}
		}
	}
	return series
}

// recorded gives the last state of every id before a moment, from revisions
// that still hold.
func recorded(revisions []Revision, before time.Time) map[string][]state {
	last := map[string]*Revision{}
	for i := range revisions {
		r := &revisions[i]
		if r.Superseded || !r.KnownFrom.Before(before) {
			continue
		}
		if old := last[r.EventID]; old == nil || r.KnownFrom.After(old.KnownFrom) || r.KnownFrom.Equal(old.KnownFrom) && r.Number > old.Number {
			last[r.EventID] = r
		}
	}
	series := map[string][]state{}
	for id, r := range last {
		series[id] = []state{{from: r.KnownFrom, event: r.Snapshot, because: r.Because, by: r.By, note: r.Note, old: true}}
	}
	return series
}

// moments lists when something became known, reports and corrections alike,
// oldest first.
func (l *loom) moments() []time.Time {
	var list []time.Time
	for _, f := range l.reports {
		list = append(list, f.report.KnownFrom)
	}
	for _, edit := range l.edits {
		list = append(list, edit.At)
	}
	slices.SortFunc(list, time.Time.Compare)
	return slices.CompactFunc(list, time.Time.Equal)
}

// eventsAt adds the events of one moment to a list without any. A cluster that
// did not change is drawn once.
func (l *loom) eventsAt(events []Event, clusters []*cluster, ids []string, moment time.Time, drawn map[string]*Event) []Event {
	events = slices.Grow(events, len(clusters))
	for i, c := range clusters {
		if c.event == nil {
			c.event = l.draw(c, drawn)
		}
		events = append(events, *c.event)
		events[i].ID = ids[i]
		events[i].Links = []Link{}
	}
	l.link(clusters, events)
	l.applyEdits(clusters, events, moment)
	return events
}

// draw makes the event of a cluster, unless the same reports stood together
// at an earlier moment.
func (l *loom) draw(c *cluster, drawn map[string]*Event) *Event {
	key := memberKey(c.members)
	if drawn[key] == nil {
		event := l.weaver.compose(l.members(c))
		drawn[key] = &event
	}
	return drawn[key]
}

func (l *loom) members(c *cluster) []*features {
	list := make([]*features, len(c.members))
	for i, m := range c.members {
		list[i] = l.reports[m]
	}
	return list
}

func memberKey(members []int) string {
	key := make([]byte, 0, 4*len(members))
	for _, m := range members {
		key = append(strconv.AppendInt(key, int64(m), 36), ' ')
	}
	return string(key)
}

// extend adds an event's state where it differs from the last.
func (l *loom) extend(series map[string][]state, event *Event, c *cluster, moment time.Time) {
	list := series[event.ID]
	if len(list) > 0 && list[len(list)-1].event != nil && sameContent(list[len(list)-1].event, event) {
		return
	}
	kept := *event
	next := state{from: moment, event: &kept, by: "rules", because: []string{}}
	for _, m := range c.members {
		if r := l.reports[m].report; r.KnownFrom.Equal(moment) {
			next.because = append(next.because, r.ID)
			if r.Reader == ReaderCurated {
				next.by = "curated"
			}
		}
	}
	l.creditPerson(&next, moment)
	series[event.ID] = append(list, next)
}

// creditPerson names the editor whose correction made the state.
func (l *loom) creditPerson(s *state, moment time.Time) {
	for i := range l.edits {
		if edit := &l.edits[i]; edit.At.Equal(moment) && len(s.because) == 0 {
			s.by, s.note, s.edit = edit.By, edit.Note, edit
		}
	}
}

// vanished is the state of an id that stopped being an event of its own.
func (l *loom) vanished(names *naming, id string, moment time.Time) state {
	s := state{from: moment, by: "rules", because: []string{}, into: names.forward(id)}
	for _, f := range l.reports {
		if f.report.KnownFrom.Equal(moment) {
			s.because = append(s.because, f.report.ID)
		}
	}
	l.creditPerson(&s, moment)
	return s
}

// forward is the id under which the reports of a former event now stand; ""
// where none is left.
func (n *naming) forward(id string) string {
	for at, f := range n.loom.reports {
		if slices.Contains(n.namesakes[at], id) || mint(f.report.ID) == id {
			return n.ids[n.finalOf[at]]
		}
	}
	if at, found := n.firsts[id]; found {
		return n.ids[n.finalOf[at]]
	}
	return ""
}

// sameContent says whether two events tell the same. What only the archive
// knows (when it wrote them down) does not count.
func sameContent(a, b *Event) bool {
	return a.Type == b.Type && a.Title == b.Title && a.Summary == b.Summary && a.Status == b.Status && a.Thread == b.Thread &&
		a.Significance == b.Significance && a.Review == b.Review && a.Certainty == b.Certainty &&
		a.Corroboration == b.Corroboration && a.KnownFrom.UnixMilli() == b.KnownFrom.UnixMilli() && a.KnownFromAssumed == b.KnownFromAssumed &&
		sameWhen(a.When, b.When) && slices.Equal(a.Places, b.Places) && slices.Equal(a.Participations, b.Participations) &&
		slices.Equal(a.Links, b.Links) && slices.EqualFunc(a.Claims, b.Claims, sameClaim)
}

func sameWhen(a, b When) bool {
	implied := slices.Equal(a.Implied, b.Implied)
	a.Implied, b.Implied = nil, nil
	return implied && a.Start == b.Start && a.End == b.End && a.Precision == b.Precision && a.Lasting == b.Lasting &&
		a.Open == b.Open && a.Clock == b.Clock && a.Zone == b.Zone
}

func sameClaim(a, b Claim) bool {
	return a.Field == b.Field && a.Value == b.Value && a.Independent == b.Independent && a.Leads == b.Leads && slices.Equal(a.Reports, b.Reports)
}
