package dates

import "truceline/timeline"

// A context is what is known of a text when one of its expressions is
// resolved: the days it was written on and the dates that stand before.
type context struct {
	*reader
	base     civil // the day that relative words are counted from
	basis    Basis
	baseDay  timeline.Day
	baseText string // base for readers

	day       reading  // the last day-sized date before, to which "the next day" is tied
	calendar  reading  // the last date before of any size
	quarterAt int      // the token at which it ends
	quarter   point    // the last quarter that was spoken of
	next      *finding // the one that follows

	chronicle bool    // years are headings
	chapter   chapter // the part of a chronicle that is being read
	opens     bool    // the last date is a year that opens its sentence: "In 2022 …"
}

// A reading is a finding with its time.
type reading struct {
	point
	value   string
	dayPart int
	clock   clock
	when    timeline.When // where it is not simply the point's
	implied []string
	basis   Basis
	from    civil  // the day counted from
	words   string // of the date counted from
	reason  string
	ok      bool

	byName   bool // a weekday that stands for itself
	dated    bool // its year is said, here or where its story begins
	position int  // the token at which it ends, once it is noted
}

func newContext(r *reader, anchor Anchor) *context {
	c := &context{reader: r}
	if _, err := timeline.ParseDay(string(anchor.Published)); err == nil {
		c.rebase(civilOfDay(anchor.Published), FromPublication)
	}
	return c
}

// rebase sets the day that relative words are counted from.
func (c *context) rebase(day civil, basis Basis) {
	c.base, c.basis = day, basis
	c.baseDay, c.baseText = day.day(), readable(day)
}

// dayString is civil.day, which it need not make anew for the usual day.
func (c *context) dayString(day civil) timeline.Day {
	if day == c.base {
		return c.baseDay
	}
	return day.day()
}

// What was implied, shared by all readings.
var (
	impliedYear  = []string{"year"}
	impliedMonth = []string{"year", "month"}
	impliedDay   = []string{"year", "month", "day"}
)

func (c *context) at(p point, implied []string, reason string) reading {
	return reading{point: p, implied: implied, basis: c.basis, from: c.base, reason: reason, ok: p.known()}
}

// absolute is the reading of words that are complete.
func absolute(p point) reading {
	return reading{point: p, dated: true, basis: FromText, reason: "The text gives it in full.", ok: p.known()}
}

// note remembers a resolved date for those that are counted from it.
func (c *context) note(f *finding, rd reading) {
	if rd.grain == grainNone || f.compared || f.kind != DATE && f.kind != TIME {
		return
	}
	rd.position, rd.words = f.end, c.phrase(f)
	rd.byName = f.weekday != noWeekday && f.month == 0
	c.calendar = rd
	c.opens = rd.grain == grainYear && c.opensSentence(f)
	if c.chronicle && c.isHeading(f) {
		c.chapter = chapter{f.year, rd.words}
	}
	switch rd.grain {
	case grainDay, grainWeekend:
		c.day = rd
	case grainQuarter:
		c.quarter, c.quarterAt = rd.point, f.end
	}
}

// opensSentence says whether a preposition and the finding are the first words
// of a sentence.
func (c *context) opensSentence(f *finding) bool {
	return c.has(f.first-1, sentence|paragraph) && c.is(f.first-1, isPreposition) || c.has(f.first, paragraph)
}

// phrase gives the words of a finding.
func (c *context) phrase(f *finding) string {
	return c.text[c.tokens[f.first].start:c.tokens[f.end-1].end]
}

// read resolves the i-th finding and remembers it for those after it.
func (c *context) read(found []finding, i int) (Date, bool) {
	f := &found[i]
	c.next = nil
	if i+1 < len(found) {
		c.next = &found[i+1]
	}
	rd := c.resolveSpoken(found, i)
	rd.dayPart, rd.clock = f.dayPart, f.clock
	if f.eve && rd.grain == grainDay {
		rd.point, rd.reason = rd.point.shift(-1), "The day before. "+rd.reason
		rd.ok = rd.known()
	}
	if !rd.ok {
		return Date{}, false
	}
	c.note(f, rd)
	if f.dateline && rd.grain == grainDay {
		c.rebase(rd.first, FromDateline)
	}
	return c.finish(f, &rd), true
}
