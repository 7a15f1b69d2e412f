package timeline

// place weighs where: the same spot, a spot inside a country, or elsewhere.
func (s *scale) place(a, b *features, same, inside, nearby, elsewhere float64) {
	switch {
	case len(a.lands)+len(a.cities) == 0 || len(b.lands)+len(b.cities) == 0:
	case shared(a.cities, b.cities) > 0:
		s.add(same, "same place")
	case len(a.cities) > 0 && len(b.cities) > 0 && shared(a.lands, b.lands) > 0:
		s.add(nearby, "different places in one country")
	case len(a.cities) > 0 && len(b.cities) > 0:
		s.add(elsewhere, "different places")
	case shared(a.lands, b.lands) > 0:
		s.add(inside, "one place may lie in the other")
	default:
		s.add(elsewhere, "different countries")
	}
}

// words weighs what the texts say besides names and dates.
func (s *scale) words(a, b *features, most float64) {
	likeness := cosine(a.words, b.words, a.norm, b.norm)
	s.add(most*likeness, "words alike by %.0f %%", 100*likeness)
}

// matter weighs what the texts are about: words and names, but for the names
// of those who act.
func (s *scale) matter(a, b *features, most float64) {
	likeness := matterOf(a, b)
	s.add(most*likeness, "matter alike by %.0f %%", 100*likeness)
}

// numbers weighs amounts of the same thing.
func (s *scale) numbers(a, b *features, same, other float64) {
	equal, differ := compareNumbers(a.report.Numbers, b.report.Numbers)
	switch {
	case equal >= 10:
		s.add(same, "same number, %d", equal)
	case equal > 0:
		s.add(same/3, "same number, %d", equal)
	case shared(a.figures, b.figures) > 0:
		s.add(same/2, "the texts give the same amount")
	case differ:
		s.add(other, "different numbers")
	}
}

// compareNumbers gives the largest amount that both lists hold, and whether
// they differ on one.
func compareNumbers(a, b []Number) (equal int64, differ bool) {
	for _, x := range a {
		for _, y := range b {
			if x.What != y.What || x.Per != y.Per && x.Per != "" && y.Per != "" {
				continue
			}
			if x.Value == y.Value {
				equal = max(equal, x.Value)
			} else {
				differ = true
			}
		}
	}
	return equal, differ
}
