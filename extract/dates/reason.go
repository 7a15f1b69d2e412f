package dates

// based says whether the day of the text is known.
func (c *context) based() bool { return c.basis == FromDateline || c.anchor.Published != "" }

// why makes the sentence of a date that is counted from the day of the text.
func (c *context) why(how string) string {
	return how + groundWords[c.basis] + c.baseText + ")."
}

// groundWords name the day of the text.
var groundWords = map[Basis]string{
	FromPublication: " the day of publication (",
	FromDateline:    " the day of the dateline (",
}

// sideOf says how the tense chose among candidates.
func sideOf(t tense) string {
	switch t {
	case past:
		return "its clause speaks of the past: the nearest before"
	case future:
		return "its clause speaks of the future: the nearest after"
	}
	return "its clause leaves past or future open: the nearest to"
}

// tied is the reading of a date that is counted from one before it.
func (c *context) tied(p point, how string) reading {
	start := c.day
	if !start.ok || c.calendar.position > start.position && p.grain > grainWeek {
		start = c.calendar
	}
	return reading{
		point: p, implied: impliedDay, basis: FromBefore, from: start.first, words: start.words, ok: p.known(),
		reason: how + " “" + start.words + "” (" + readable(start.first) + ").",
	}
}

// readable writes a day for readers: "13 May 2025".
func readable(c civil) string { return c.time().Format("2 January 2006") }

// sameParagraph says whether the last day stands in the paragraph of f.
func (c *context) sameParagraph(f *finding) bool {
	for i := f.first; i > c.day.position && i > f.first-200; i-- {
		if c.has(i, paragraph) {
			return false
		}
	}
	return f.first-c.day.position < 200
}
