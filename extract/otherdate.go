package extract

import (
	"truceline/extract/dates"
	"truceline/timeline"
)

// Dates that stand beside a deed and date something else.

// runsOn says whether the date is the end of what was decided, which lies
// ahead, and not the day of the decision: "extended it until 19 February".
func (d *document) runsOn(date dates.Date, f *fact) bool {
	v := f.match.verb
	return date.When.Open == timeline.OpenUntil && date.When.End > d.day && v != nil && f.rule.Gives.Status == "" && !f.rule.Gives.Lasts &&
		v.mood&(future|uncertain|wanted|offered|purpose) == 0
}

// maxStretch is how many days a stretch of time may last that dates a deed.
const maxStretch = 31

// stretches says whether the date at item i is a season and no day: "strikes
// between October 2022 and March 2023", "during the winter of 2022".
func (d *document) stretches(s *sentence, i int, f *fact) bool {
	if f.rule.Gives.Lasts {
		return false
	}
	n := d.intervalOf(int(s.items[i].ref))
	if n >= 0 {
		return d.intervals[n].When.Days() > maxStretch
	}
	return i > 0 && s.items[i-1].kind == aWordItem && d.word(s.items[i-1].start) == "during" && d.dates[s.items[i].ref].When.Days() > maxStretch
}

// ofRelative says whether the date at item i belongs to a participle after the
// head: "approved four bills passed by the House on Saturday". A day on which
// something was made known stays that of the deed.
func (d *document) ofRelative(s *sentence, i int, f *fact) bool {
	for n := len(s.verbs) - 1; n >= 0; n-- {
		if v := &s.verbs[n]; v.item < i {
			return v.short && v.item > f.match.head && !d.isReporting(s, v) && !d.markBetween(s, v.item, i)
		}
	}
	return false
}

// causes are nouns after which something else is told of that has its own day.
var causes = set("response retaliation reaction reply protest revenge")

// ofCause says whether the date at item i is that of what the head answers:
// "new sanctions in response to the attack on 17 May".
func (d *document) ofCause(s *sentence, i int, f *fact) bool {
	for k := i - 2; k > f.match.head; k-- {
		if s.items[k].kind == aMark || s.verbEnding(k) != nil {
			return false
		}
		if s.items[k].kind == aWordItem && causes[d.word(s.items[k].start)] {
			return true
		}
	}
	return false
}
