package timeline

import (
	"cmp"
	"slices"
)

// A drawing is an event in the making: the reports of one cluster.
type drawing struct {
	weaver  *Weaver
	reports []*features
	lead    *features // the report that speaks for the event
	event   Event
}

// compose makes an event from the reports of one cluster, in canonical order.
// Everything in it follows from them.
func (w *Weaver) compose(reports []*features) Event {
	d := &drawing{weaver: w, reports: reports}
	d.event = Event{Topic: w.topic, Review: Unreviewed, Links: []Link{}}
	d.status()
	d.lead = d.leader()
	d.when()
	d.lead = d.leader()
	d.tell()
	d.places()
	d.participations()
	d.claims()
	d.event.Corroboration = corroborate(d.plain())
	d.event.Thread = w.threadOf(d)
	return d.event
}

// plain gives the reports themselves.
func (d *drawing) plain() []*Report {
	list := make([]*Report, len(d.reports))
	for i, f := range d.reports {
		list[i] = f.report
	}
	return list
}

// curated gives the curated report that leads, or nil.
func (d *drawing) curated() *features {
	for _, f := range d.reports {
		if f.curated {
			return f
		}
	}
	return nil
}

// leader chooses the report that speaks for the event: a curated one, else
// one that tells of the state which the event is in, of its own day, and
// tells most. Ties go to the one known first.
func (d *drawing) leader() *features {
	if curated := d.curated(); curated != nil {
		return curated
	}
	best := d.reports[0]
	for _, f := range d.reports[1:] {
		if d.rank(f) > d.rank(best) {
			best = f
		}
	}
	return best
}

func (d *drawing) rank(f *features) int {
	rank := f.report.Certainty/5 + 3*min(len(f.actors), 4) + 4*min(len(f.report.Places), 1)
	if f.report.Status == d.event.Status {
		rank += 200
	} else if f.tense == tenses[d.event.Status] {
		rank += 100
	}
	if d.event.When.Start != "" && f.report.When.Start == d.event.When.Start && f.report.When.End == d.event.When.End {
		rank += 50
	}
	if ownWord(articleOf(f.report)) {
		rank += 5
	}
	return rank
}

// tell takes title, summary and the like from the leading report.
func (d *drawing) tell() {
	lead := d.lead.report
	d.event.Type, d.event.Title, d.event.Summary = lead.Type, lead.Title, lead.Summary
	d.event.Significance, d.event.Certainty = lead.Significance, lead.Certainty
	d.event.KnownFrom = d.reports[0].report.KnownFrom
	d.event.KnownFromAssumed = true
	for _, f := range d.reports {
		d.event.Significance = max(d.event.Significance, f.report.Significance*boolInt(!d.lead.curated))
		if f.tense == d.lead.tense {
			d.event.Certainty = max(d.event.Certainty, f.report.Certainty)
		}
		if !articleOf(f.report).Published.IsZero() {
			d.event.KnownFromAssumed = false
		}
	}
	d.event.Significance = max(1, d.event.Significance)
	if d.lead.curated {
		d.event.Review = Confirmed
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// status follows the life of an event: proposed, planned, then happened,
// refused, postponed or cancelled. Only reports move it on, never the clock.
func (d *drawing) status() {
	curated := d.curated()
	if curated != nil && !(curated.tense == tenseAhead && curated.kind.moves()) {
		d.event.Status = curated.report.Status
		return
	}
	done, off, ahead := d.latest(tenseDone), d.latest(tenseOff), d.latest(tenseAhead)
	switch {
	case done != nil:
		d.event.Status = d.doneStatus()
	case off != nil && (ahead == nil || !off.report.KnownFrom.Before(ahead.report.KnownFrom)):
		d.event.Status = off.report.Status
	default:
		d.event.Status = d.aheadStatus()
	}
}

// latest is the newest report of a tense.
func (d *drawing) latest(t tense) *features {
	for _, f := range slices.Backward(d.reports) {
		if f.tense == t {
			return f
		}
	}
	return nil
}

func (d *drawing) aheadStatus() Status {
	for _, f := range d.reports {
		if f.tense == tenseAhead && f.report.Status != Proposed {
			return Planned
		}
	}
	return Proposed
}

// doneStatus tells what happened from what is only claimed: a contested thing
// stands as a claim until somebody other than one party reports it.
func (d *drawing) doneStatus() Status {
	owners := map[string]bool{}
	for _, f := range d.reports {
		if f.report.Status != Happened || f.tense != tenseDone {
			continue
		}
		if !d.interested(f) {
			return Happened
		}
		owners[articleOf(f.report).OwnerGroup] = true
	}
	if len(owners) > 1 {
		return Happened
	}
	return Claimed
}

// interested says whether the report is a party's own word about something
// contested that it did not do itself.
func (d *drawing) interested(f *features) bool {
	article := articleOf(f.report)
	if article.Role != RoleParty || !f.kind.Contested {
		return false
	}
	country := d.weaver.publishers[article.Publisher].Country
	return country == "" || !slices.Contains(f.leadSide, number(country))
}

// when takes the best supported date: of what happened if it did, else the
// newest plan. A blunt date supports every sharper one that it holds.
func (d *drawing) when() {
	if c := d.curated(); c != nil && c.tense == tenses[d.event.Status] {
		d.event.When = d.withClock(c.report.When)
		return
	}
	list := d.ofTense(tenses[d.event.Status])
	if tenses[d.event.Status] != tenseDone {
		newest := list[len(list)-1]
		list = slices.DeleteFunc(slices.Clone(list), func(f *features) bool { return gapDays(f, newest) > 0 })
	}
	best, bestSupport := list[0], -1.0
	weighed := map[[2]int32]bool{}
	for _, f := range list {
		if span := [2]int32{f.first, f.last}; !weighed[span] {
			weighed[span] = true
			if support := d.support(list, f); support > bestSupport {
				best, bestSupport = f, support
			}
		}
	}
	d.event.When = d.withClock(best.report.When)
}

func (d *drawing) ofTense(t tense) []*features {
	var list []*features
	for _, f := range d.reports {
		if f.tense == t {
			list = append(list, f)
		}
	}
	if len(list) == 0 {
		return d.reports
	}
	return list
}

// support weighs a date: first who stands behind it, then whether it was
// said, then how sharp it is.
func (d *drawing) support(list []*features, f *features) float64 {
	var behind []*Report
	said := 0.0
	for _, other := range list {
		if other.first <= f.first && f.last <= other.last {
			behind = append(behind, other.report)
			if len(other.report.When.Implied) == 0 && other.first == f.first && other.last == f.last {
				said = 0.5
			}
		}
	}
	c := corroborate(behind)
	return float64(c.Independent) + 0.2*float64(c.Sources) + 0.05*float64(c.Reports) + said - 0.001*float64(min(f.last-f.first, 400))
}

// withClock adds the hour that some report gives for the same day.
func (d *drawing) withClock(w When) When {
	w.Implied = slices.Clone(w.Implied)
	for _, f := range d.reports {
		if w.Clock == "" && w.Exact() && f.report.When.Clock != "" && f.report.When.Start == w.Start && f.tense == tenses[d.event.Status] {
			w.Clock, w.Zone = f.report.When.Clock, f.report.When.Zone
		}
	}
	return w
}

// places unites where the reports say it was: the leading report's places
// first, then what others add without contradicting them.
func (d *drawing) places() {
	list := slices.Clone(d.lead.report.Places)
	if d.curated() == nil {
		for _, f := range d.reports {
			if f.tense == d.lead.tense && (shared(f.cities, d.lead.cities) > 0 || len(d.lead.cities) == 0) {
				list = append(list, f.report.Places...)
			}
		}
	}
	d.event.Places = d.sharpest(unique(list))
}

// sharpest puts spots before the countries that they lie in.
func (d *drawing) sharpest(list []string) []string {
	slices.SortStableFunc(list, func(a, b string) int {
		return cmp.Compare(boolInt(d.weaver.place(a).country), boolInt(d.weaver.place(b).country))
	})
	return list
}

func unique(list []string) []string {
	seen := map[string]bool{}
	kept := []string{}
	for _, text := range list {
		if !seen[text] {
			seen[text] = true
			kept = append(kept, text)
		}
	}
	return kept
}
