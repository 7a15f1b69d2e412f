package dates

// A text that tells what happened in another year says the year once: "The
// invasion began in February 2022. On 10 March ministers met in Antalya."
// Months after it belong to the story until the text comes back to its own
// day.

const (
	// narrativeReach is how many tokens a story reaches from a date with its
	// year to one without.
	narrativeReach = 120
	// recentDays is how near to the day of the text a date must lie to be
	// news and no part of a story.
	recentDays = 60
)

// retold says whether a date whose nearest reading is p continues a story of
// an earlier year.
func (c *context) retold(f *finding, t tense, p point) bool {
	story := c.calendar
	if t == future || !story.ok || !story.dated || f.first-story.position > narrativeReach {
		return false
	}
	if story.first.year() >= c.base.year() || story.grain > grainMonth {
		return false
	}
	return p.last < c.base-recentDays || p.first > c.base
}

// inNarrative gives the first such date from the one before it on.
func (c *context) inNarrative(candidate func(year int) point) reading {
	year := c.calendar.first.year()
	p := candidate(year)
	if p.last < c.calendar.first {
		p = candidate(year + 1)
	}
	rd := c.tied(p, "The first one from the date before it on,")
	rd.implied, rd.dated = impliedYear, true
	return rd
}
