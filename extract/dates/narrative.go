package dates

// A text that tells what happened in another year says the year once: "The
// invasion began in February 2022. On 10 March ministers met in Antalya."
// Months after it belong to the story until the text comes back to its own
// day. A chronicle prints the years as headings.

const (
	// narrativeReach is how many tokens a story reaches from a date with its
	// year to one without.
	narrativeReach = 120
	// recentDays is how near to the day of the text a date must lie to be
	// news and no part of a story.
	recentDays = 60
)

// ownYear works out a date whose year is not said: it is that of its chapter
// or story, else the nearest one that the tense allows.
func (c *context) ownYear(f *finding, candidate func(year int) point) reading {
	if c.chapter.year != 0 {
		return c.inChapter(candidate)
	}
	t := c.tenseOf(f)
	p := c.nearest(t, candidate)
	if c.retold(f, t, p) {
		return c.inNarrative(candidate)
	}
	return c.at(p, impliedYear, c.yearBySide(t, p))
}

// retold says whether a date whose nearest reading is p continues a story of
// an earlier year.
func (c *context) retold(f *finding, t tense, p point) bool {
	story := c.calendar
	if !story.ok || !story.dated || story.first.year() >= c.base.year() {
		return false
	}
	if f.first-story.position > narrativeReach && !(t == past && p.first > c.base) {
		return false
	}
	if story.grain >= grainYear && !c.opens {
		return false
	}
	if t == future && !(c.within(story, f) && c.would(f, story.position)) {
		return false
	}
	return p.last < c.base-recentDays || p.first > c.base || c.listed(story, f)
}

// within says whether a date stands in the sentence of the one before it.
func (c *context) within(story reading, f *finding) bool {
	for i := story.position; i <= f.first; i++ {
		if c.has(i, sentence|paragraph) {
			return false
		}
	}
	return true
}

// would says whether a clause after token from tells what was then still to
// come: "he said in January that talks would resume in March".
func (c *context) would(f *finding, from int) bool {
	for i := f.first - 1; i >= from; i-- {
		if c.is(i, isModal) {
			return c.word(i, "would")
		}
	}
	return false
}

// listed says whether nothing but "and in" stands between a date and the one
// before it.
func (c *context) listed(story reading, f *finding) bool {
	if f.first-story.position > 3 || !c.word(story.position, "and") && !c.mark(story.position, ',') {
		return false
	}
	for i := story.position + 1; i < f.first; i++ {
		if !c.is(i, isPreposition) && !c.word(i, "and") {
			return false
		}
	}
	return true
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

// A chapter is the part of a chronicle that a heading puts under a year.
type chapter struct {
	year  int
	words string
}

// chronicle says whether years stand as headings over parts of the text: two
// at least, for one alone may be a label that belongs to nothing.
func (r *reader) chronicle(found []finding) bool {
	headings := 0
	for i := range found {
		if r.isHeading(&found[i]) {
			headings++
		}
	}
	return headings > 1
}

// isHeading says whether a year is a paragraph of its own: "2022", "2022:".
func (r *reader) isHeading(f *finding) bool {
	if f.grain != grainYear || f.year == 0 || f.part != partNone || f.relation != noRelation || !r.has(f.first, paragraph) {
		return false
	}
	end := f.end
	if r.mark(end, ':') || r.mark(end, '.') {
		end++
	}
	return end >= len(r.tokens) || r.has(end, paragraph)
}

// inChapter gives the date in the year of its chapter.
func (c *context) inChapter(candidate func(year int) point) reading {
	p := candidate(c.chapter.year)
	return reading{
		point: p, implied: impliedYear, basis: FromBefore, from: civilOf(c.chapter.year, 1, 1), words: c.chapter.words, ok: p.known(), dated: true,
		reason: "The year is that of the heading “" + c.chapter.words + "”.",
	}
}
