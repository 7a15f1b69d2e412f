package dates

import "strings"

// markDatelines finds "KYIV, May 10 (Agency) –" at the head of a paragraph.
func markDatelines(r *reader, found []finding) []finding {
	for i := range found {
		if f := &found[i]; f.first > datelineWithin {
			break
		} else if f.grain == grainDay && f.month != 0 && r.isDateline(f) {
			f.dateline, f.rule = true, "dateline"
		}
	}
	return found
}

// Datelines stand at the head of a text and are short; both in tokens.
const (
	datelineWithin = 120
	datelineLength = 12
	widestGap      = 64 // bytes of white space within a line
)

func (r *reader) isDateline(f *finding) bool {
	i := f.first
	for ; i > f.first-datelineLength && !r.has(i, paragraph) && !r.startsLine(i); i-- {
		if t := r.at(i - 1); t.kind == number || t.kind == word && t.flags&capital == 0 {
			return false
		}
	}
	if i == f.first {
		return r.mark(f.end, '(') && r.dashAfter(f.end) // "May 13 (Agency) -"
	}
	return r.has(i, shout) && r.dashAfter(f.end)
}

// startsLine says whether token i is the first of its line.
func (r *reader) startsLine(i int) bool {
	if i <= 0 {
		return true
	}
	gap := r.text[r.at(i-1).end:r.at(i).start]
	return len(gap) > widestGap || strings.Contains(gap, "\n")
}

// dashAfter says whether a dash follows, after the agency in brackets.
func (r *reader) dashAfter(i int) bool {
	if r.mark(i, '(') {
		for end := i + 8; i < end && !r.mark(i, ')'); i++ {
		}
		i++
	}
	if r.mark(i, '/') && r.mark(i+2, '/') {
		return true // "May 13 /AGENCY/."
	}
	return r.dash(i) || r.mark(i, '_') || r.mark(i, ':')
}
