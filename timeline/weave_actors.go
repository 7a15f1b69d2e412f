package timeline

import (
	"cmp"
	"slices"
)

// A voice for an actor: how many reports name it, and which owner groups.
type standing struct {
	Participation
	place  int // order of first mention
	count  int
	owners map[string]bool
	led    bool // named by the leading report
}

// participations unites who takes part. A person stands before the country
// that he or she stands for; to a curated event only those are added whom
// several independent houses name.
func (d *drawing) participations() {
	all := d.standings()
	persons := map[int32]bool{}
	for _, s := range all {
		if actor := d.weaver.actor(s.Actor); actor.person {
			persons[actor.side] = true
		}
	}
	curated := d.curated() != nil
	d.event.Participations = []Participation{}
	for _, s := range all {
		actor := d.weaver.actor(s.Actor)
		covered := !actor.person && persons[actor.side]
		if s.led && (curated || !covered) || !curated && !covered || curated && !covered && len(s.owners) > 1 {
			s.As = cmp.Or(s.As, d.weaver.officeOn(s.Actor, d.event.When.SortDay()))
			d.event.Participations = append(d.event.Participations, s.Participation)
		}
	}
}

// standings lists every actor once, those of the leading report first, then
// by how many reports name them.
func (d *drawing) standings() []standing {
	var all []standing
	index := map[string]int{}
	for _, f := range append([]*features{d.lead}, d.reports...) {
		for _, p := range f.report.Actors {
			i, found := index[p.Actor]
			if !found {
				i = len(all)
				index[p.Actor] = i
				all = append(all, standing{Participation: p, place: i, owners: map[string]bool{}, led: f == d.lead})
			}
			all[i].Part, all[i].As = cmp.Or(all[i].Part, p.Part), cmp.Or(all[i].As, p.As)
			all[i].count++
			if article := articleOf(f.report); ownWord(article) {
				all[i].owners[article.OwnerGroup] = true
			}
		}
	}
	slices.SortStableFunc(all, func(a, b standing) int {
		if a.led != b.led {
			return boolInt(b.led) - boolInt(a.led)
		}
		if a.led {
			return a.place - b.place
		}
		return cmp.Or(b.count-a.count, cmp.Compare(a.Actor, b.Actor))
	})
	return all
}

// officeOn is the office that a person held on a day, in words; "" where none
// is known.
func (w *Weaver) officeOn(actor string, day Day) string {
	for _, office := range w.offices[actor] {
		if office.HeldOn(day) {
			return office.Title
		}
	}
	return ""
}
