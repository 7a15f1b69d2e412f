package timeline

import (
	"cmp"
	"slices"
	"strconv"
)

// claims keeps what sources disagree on: the day, the place and amounts.
func (d *drawing) claims() {
	d.event.Claims = []Claim{}
	d.dispute("when", d.whenValues())
	d.dispute("place", d.placeValues())
	for _, what := range d.amounts() {
		d.dispute(what, d.amountValues(what))
	}
}

// A value is what one report says of a field; held is true where it agrees
// with what the event shows.
type value struct {
	text   string
	report *features
	leads  bool
}

// dispute adds a field's claims if its values differ, best supported first.
func (d *drawing) dispute(field string, values []value) {
	if !slices.ContainsFunc(values, func(v value) bool { return v.text != values[0].text }) {
		return
	}
	byText := map[string][]value{}
	for _, v := range values {
		byText[v.text] = append(byText[v.text], v)
	}
	var list []Claim
	for text, said := range byText {
		list = append(list, claimOf(field, text, said))
	}
	slices.SortFunc(list, func(a, b Claim) int {
		return cmp.Or(boolInt(b.Leads)-boolInt(a.Leads), b.Independent-a.Independent, len(b.Reports)-len(a.Reports), cmp.Compare(a.Value, b.Value))
	})
	list[0].Leads = true
	d.event.Claims = append(d.event.Claims, list...)
}

func claimOf(field, text string, said []value) Claim {
	claim := Claim{Field: field, Value: text, Reports: []string{}}
	var reports []*Report
	for _, v := range said {
		claim.Reports = append(claim.Reports, v.report.report.ID)
		claim.Leads = claim.Leads || v.leads
		reports = append(reports, v.report.report)
	}
	claim.Independent = corroborate(reports).Independent
	return claim
}

// whenValues gives the dates that exclude the event's own, and those that
// name it. A plan that was overtaken is history, not disagreement.
func (d *drawing) whenValues() []value {
	shown := &features{traits: &traits{known: int32(d.event.KnownFrom.Unix() / 86400)}}
	shown.first, shown.last = d.event.When.closed(shown.known)
	var list []value
	for _, f := range d.ofTense(tenses[d.event.Status]) {
		if f.tense != tenseDone {
			continue
		}
		switch gap := gapDays(f, shown); {
		case f.first == shown.first && f.last == shown.last:
			list = append(list, value{f.report.When.Value(), f, true})
		case gap > 0:
			list = append(list, value{f.report.When.Value(), f, false})
		}
	}
	return list
}

// placeValues gives the spots that the reports name, where they exclude each
// other. What is said of a call or a speech is a seat, not a place.
func (d *drawing) placeValues() []value {
	if !d.lead.kind.located() {
		return nil
	}
	var list []value
	for _, f := range d.reports {
		switch {
		case len(f.cities) == 0 || len(d.lead.cities) == 0 || f.tense != d.lead.tense:
		case shared(f.cities, d.lead.cities) > 0:
			list = append(list, value{d.lead.report.Places[0], f, true})
		default:
			list = append(list, value{f.report.Places[0], f, false})
		}
	}
	return list
}

// located says whether events of the type are somewhere.
func (k *kind) located() bool { return k.Identity == ByMeeting || k.Identity == ByDeed }

// amounts lists what the reports count.
func (d *drawing) amounts() []string {
	var list []string
	for _, f := range d.reports {
		for _, n := range f.report.Numbers {
			list = append(list, amountName(n))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func amountName(n Number) string {
	if n.Per == "" {
		return n.What
	}
	return n.What + " of " + n.Per
}

func (d *drawing) amountValues(what string) []value {
	var list []value
	for _, f := range d.reports {
		for _, n := range f.report.Numbers {
			if amountName(n) == what {
				list = append(list, value{strconv.FormatInt(n.Value, 10), f, f == d.lead})
			}
		}
	}
	return list
}
