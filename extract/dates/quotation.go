package dates

// speechReach is how many findings beside a quoted one are looked at for the
// day of the speech, and speechGap how many tokens may stand between the verb
// of speaking and its day.
const (
	speechReach = 3
	speechGap   = 6
)

// resolveSpoken resolves a finding; inside a quotation it is counted from the
// day on which the words were spoken, where the paragraph says it.
func (c *context) resolveSpoken(found []finding, i int) reading {
	f := &found[i]
	if !c.has(f.first, quoted) || !c.based() {
		return f.resolve(c, f)
	}
	day, ok := c.dayOfSpeech(found, i)
	if !ok {
		return f.resolve(c, f)
	}
	base, basis := c.base, c.basis
	c.rebase(day, FromSpeech)
	rd := f.resolve(c, f)
	c.rebase(base, basis)
	return rd
}

// dayOfSpeech looks for the day beside a verb of speaking, first after the
// quotation, then before it, within the paragraph.
func (c *context) dayOfSpeech(found []finding, i int) (civil, bool) {
	for k := i + 1; k < len(found) && k <= i+speechReach && !c.paragraphBetween(found[i].end, found[k].first); k++ {
		if day, ok := c.speechDay(&found[k]); ok {
			return day, true
		}
	}
	for k := i - 1; k >= 0 && k >= i-speechReach && !c.paragraphBetween(found[k].end, found[i].first); k-- {
		if day, ok := c.speechDay(&found[k]); ok {
			return day, true
		}
	}
	return 0, false
}

// paragraphBetween says whether a paragraph begins between two tokens that
// are not too far apart to tell.
func (c *context) paragraphBetween(from, to int) bool {
	if to-from > 150 {
		return true
	}
	for i := from; i < to; i++ {
		if c.has(i, paragraph) {
			return true
		}
	}
	return false
}

// speechDay gives the day of "he said on Saturday".
func (c *context) speechDay(f *finding) (civil, bool) {
	if c.has(f.first, quoted) || f.kind != DATE || f.grain != grainDay {
		return 0, false
	}
	for i := f.first - 1; i >= f.first-speechGap && i >= 0; i-- {
		if c.has(i, quoted) || c.has(i+1, sentence) {
			return 0, false
		}
		if c.is(i, isSpeech) {
			spoken := *f
			rd := spoken.resolve(c, &spoken)
			return rd.first, rd.ok && rd.grain == grainDay && rd.first <= c.base
		}
	}
	return 0, false
}
