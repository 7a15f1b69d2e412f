package dates

import "time"

// findNumeric reads dates that are written in digits alone: 2025-05-12,
// 2025-05, 12.05.2025, 12/05/2025.
func findNumeric(r *reader, h head) (finding, bool) {
	i := h.core
	if !r.plainNumber(i) || r.glued(i) || r.tight(i) && r.dash(i-1) {
		return finding{}, false
	}
	sep := r.at(i + 1).num
	if r.at(i+1).kind != punctuation || !r.tight(i+1) || !r.plainNumber(i+2) || !r.tight(i+2) {
		return finding{}, false
	}
	three := r.at(i+3).kind == punctuation && r.at(i+3).num == sep && r.tight(i+3) && r.plainNumber(i+4) && r.tight(i+4)
	a, b, c := int(r.at(i).num), int(r.at(i+2).num), int(r.at(i+4).num)
	switch {
	case three && (sep == '-' || sep == '/') && r.width(i) == 4 && r.width(i+2) <= 2 && r.width(i+4) <= 2:
		return h.numeric(r, i+5, a, b, c)
	case three && (sep == '.' || sep == '/' || sep == '-') && r.width(i) <= 2 && r.width(i+2) <= 2 && r.width(i+4) == 4:
		if b > 12 || sep == '/' && a <= 12 {
			a, b = b, a // month first, as it is written in America
		}
		return h.numeric(r, i+5, c, b, a)
	case !three && sep == '-' && r.width(i) == 4 && r.width(i+2) == 2 && 1900 <= a && a < 2100 && 1 <= b && b <= 12 && !r.countsOn(i+3):
		f := h.date(i+3, spec{grain: grainMonth, year: a, month: b})
		f.resolve = resolveMonth
		return f, true
	}
	return finding{}, false
}

func (h head) numeric(r *reader, end, year, month, day int) (finding, bool) {
	if month < 1 || month > 12 || day < 1 || year < 1000 || year > 2999 || day > daysIn(year, time.Month(month)) {
		return finding{}, false
	}
	if t := r.at(end); t.kind == number || r.glued(end) && r.at(end).kind == number {
		return finding{}, false
	}
	f := h.date(end, spec{grain: grainDay, year: year, month: month, day: day})
	if r.at(end).kind == word && r.tight(end) && r.word(end, "t") {
		f.end++ // 2025-05-12T18:20
	}
	return f, true
}
