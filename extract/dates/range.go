package dates

// pairRanges marks two dates that are the ends of one interval.
func pairRanges(r *reader, found []finding) []finding {
	for i := 0; i+1 < len(found); i++ {
		a, b := &found[i], &found[i+1]
		if a.rangeable() && b.rangeable() && r.spans(a, b) {
			a.opensRange, b.closesRange = true, true
			a.shareYear(b)
		}
	}
	return found
}

// shareYear gives the first end of a range the year of the last: "May 30 to
// June 2, 2024".
func (f *finding) shareYear(last *finding) {
	if f.year != 0 || f.month == 0 || last.month == 0 || last.year == 0 {
		return
	}
	f.year = last.year
	if f.month > last.month {
		f.year--
	}
}

func (f *finding) rangeable() bool {
	return (f.kind == DATE || f.kind == TIME) && f.grain != grainNone && f.value == ""
}

// spans says whether the words around two dates make them ends of a range.
func (r *reader) spans(a, b *finding) bool {
	if b.first-a.end > 2 || !r.joined(b.first) {
		return false
	}
	i := a.end
	tail := b.first == i+1 || b.first == i+2 && r.is(i+1, isThe)
	switch {
	case !tail || !r.joined(i):
		return false
	case r.dash(i), r.word(i, "to", "through", "until", "till"):
		return true
	}
	return r.word(i, "and") && r.word(a.first-1, "between")
}
