package dates

// based says whether the day of the text is known.
func (c *context) based() bool { return c.basis != "" }

// why makes the sentence of a date that is counted from the day of the text.
func (c *context) why(how string) string {
	return how + groundWords[c.basis] + c.baseText + ")."
}

// groundWords name the day of the text.
var groundWords = map[Basis]string{
	FromPublication: " the day of publication (",
	FromDateline:    " the day of the dateline (",
	FromSpeech:      " the day on which these words were spoken (",
}

// side says how the tense chose among the days that the words can mean.
func (c *context) side(t tense) string { return c.why(sides[t]) }

// yearBySide is side for dates whose year is not said. A tense that nearness
// outweighed is no reason.
func (c *context) yearBySide(t tense, p point) string {
	if t == past && p.first > c.base || t == future && p.last < c.base {
		t = noTense
	}
	return c.why("The year is not said. " + sides[t])
}

var sides = map[tense]string{
	past:    "The clause speaks of the past: the nearest before or on",
	future:  "The clause speaks of the future: the nearest on or after",
	noTense: "The clause leaves past or future open: the nearest to",
}

// tied is the reading of a date that is counted from one before it.
func (c *context) tied(p point, how string) reading {
	start := c.day
	if !start.ok || c.calendar.position > start.position && p.grain > grainWeek {
		start = c.calendar
	}
	return reading{
		point: p, implied: impliedDay, basis: FromBefore, from: start.first, words: start.words, ok: p.known(), dated: start.dated,
		reason: how + " “" + start.words + "” (" + readable(start.first) + ").",
	}
}

// sameSentence says whether the last day stands in the sentence of f.
func (c *context) sameSentence(f *finding) bool {
	for i := f.first; i > c.day.position && i > f.first-clauseReach; i-- {
		if c.has(i, sentence|paragraph) {
			return false
		}
	}
	return f.first-c.day.position < clauseReach
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
