package dates

// How much a verb weighs against nearness when a year is left unsaid: a past
// verb moves a date that lies less than that before the nearer future one.
const (
	tenseWeightDays = 175
	futureBiasDays  = 10 // news speaks of what has been
)

// nearest gives the candidate at the smallest distance from the anchor.
// Candidates on the wrong side of the tense count as further away.
func (c *context) nearest(t tense, candidate func(year int) point) point {
	year := c.base.year()
	var best point
	bestCost := 0
	for y := year - 1; y <= year+1; y++ {
		p := candidate(y)
		cost := c.cost(p, t)
		if y == year-1 || cost < bestCost {
			best, bestCost = p, cost
		}
	}
	return best
}

// cost is the distance of a point in days, and what the tense adds to it.
func (c *context) cost(p point, t tense) int {
	switch {
	case p.first <= c.base && c.base <= p.last:
		return 0
	case p.last < c.base:
		cost := int(c.base - p.last)
		if t == future {
			cost += tenseWeightDays
		}
		return cost
	}
	cost := int(p.first-c.base) + futureBiasDays
	if t == past {
		cost += tenseWeightDays
	}
	return cost
}
