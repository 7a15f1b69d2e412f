package extract

import "truceline/timeline"

// Bounds, in days, on what is taken for one spell: a truce that is told of on
// days so near each other, or declared so long before it begins.
const (
	maxApart = 2
	maxAhead = 21
)

// spell says whether two facts that last tell of one spell: their days touch,
// or one of them only gives the day on which the other was declared.
func (f *fact) spell(o *fact) bool {
	if f.date.weak() || o.date.weak() {
		return f.status == o.status
	}
	a, b := f.span()
	c, e := o.span()
	if a.Add(-maxApart) <= e && c.Add(-maxApart) <= b {
		return f.date.when.Days() < 27 && o.date.when.Days() < 27
	}
	return f.heralds(o) || o.heralds(f)
}

// span gives the first and the last day that the text names.
func (f *fact) span() (first, last timeline.Day) {
	w := f.date.when
	if w.Start == "" {
		return w.End, w.End
	}
	if w.End == "" {
		return w.Start, w.Start
	}
	return w.Start, w.End
}

// heralds says whether the day of the fact is that of the telling and the
// spell of o follows it.
func (f *fact) heralds(o *fact) bool {
	_, told := f.span()
	begins, _ := o.span()
	return f.date.how != ownClause && told < begins && begins <= told.Add(maxAhead)
}

// stretch lets a spell reach over the days of another telling, unless these
// are only those on which it was told of.
func (f *fact) stretch(o *fact) {
	if f.date.weak() || o.date.weak() || o.heralds(f) || o.date.how > ownClause && f.date.when.Days() > 0 {
		return
	}
	if f.heralds(o) {
		f.date, f.status = o.date, o.status
		return
	}
	a, b := f.span()
	c, e := o.span()
	if c >= a && e <= b && f.date.when.Days() > 0 {
		return
	}
	w := f.date.when
	w.Start, w.End, w.Open, w.Lasting = min(a, c), max(b, e), timeline.Closed, true
	if w.Precision = timeline.PrecisionRange; w.Start == w.End {
		w.Precision, w.Lasting = timeline.PrecisionDay, false
	}
	if c < a {
		f.status = o.status // it has begun
	}
	f.date.when = w
}
