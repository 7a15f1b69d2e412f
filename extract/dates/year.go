package dates

// findYear reads "2025", "early 1990", "the start of 2022".
func findYear(r *reader, h head) (finding, bool) {
	year, end := r.yearNumber(h.core)
	if year == 0 || !r.meansYear(h, end) {
		return finding{}, false
	}
	return h.yearFinding(year, end), true
}

func (h head) yearFinding(year, end int) finding {
	if !h.fiscal {
		h = h.withoutThe()
	}
	f := h.date(end, spec{grain: grainYear, year: year})
	f.resolve = resolveYear
	return f
}

// meansYear tells years from other numbers in four digits: "$2025", "2000
// people", "1500 GMT", "Mirage 2000", "flight 2025".
func (r *reader) meansYear(h head, end int) bool {
	if r.partOfNumber(h.core, end) || r.countsThings(h, end) || r.namesThing(h, end) {
		return false
	}
	if year := r.at(h.core).num; 1900 <= year && year < 2100 {
		return true
	}
	return r.introduces(h.first-1) && !r.word(h.first-1, "for", "to", "with", "over", "under", "about", "around")
}

// partOfNumber says whether four digits belong to a longer number, to a
// clock or to a code: "+380 2025", "1500 GMT", "Il-1942".
func (r *reader) partOfNumber(i, end int) bool {
	if r.glued(i) || r.at(i-1).kind == number || r.at(end).kind == number || r.is(end, isZone|isMeridiem) {
		return true
	}
	if r.dash(end) && r.tight(end) && r.at(end+1).kind == number && r.width(end+1) != 4 && r.width(end+1) != 2 {
		return true
	}
	return r.dash(i-1) && r.tight(i) && r.at(i-2).kind == word && r.has(i-2, capital)
}

// countsThings says whether the number counts what follows: "2014 soldiers",
// "about 2000", "1950 days". "In 2014 soldiers …" holds a year.
func (r *reader) countsThings(h head, end int) bool {
	if r.is(end, isCounted) && h.part == partNone && !r.word(h.first-1, "in", "since", "until", "during") {
		return true
	}
	return r.countsOn(end) || r.is(end, isUnit) || h.approx && h.part == partNone && r.is(h.core-1, isApprox) ||
		r.word(h.core-1, "than", "some", "over", "nearly")
}

// namesThing says whether the number is part of a name or a label.
func (r *reader) namesThing(h head, end int) bool {
	return r.is(h.core-1, isLabel) || h.core == h.first && r.nameBefore(h.core) && !r.mark(end, ')')
}

// yearWords reads "nineteen ninety-seven", "two thousand five".
func (r *reader) yearWords(i int) (year, end int) {
	century := r.lexeme(i)
	if century.traits&isCardinal == 0 || century.num != 19 && century.num != 20 && century.num != 18 && century.num != 2 {
		return 0, i
	}
	if century.num == 2 {
		return r.thousands(i)
	}
	n, end := r.belowHundred(i + 1)
	if n < 10 || !r.joined(i+1) {
		return 0, i
	}
	return int(century.num)*100 + n, end
}

// thousands reads "two thousand", "two thousand and five".
func (r *reader) thousands(i int) (year, end int) {
	if !r.word(i+1, "thousand") {
		return 0, i
	}
	end = i + 2
	if r.word(end, "and") {
		end++
	}
	if n, after := r.belowHundred(end); n > 0 && r.joined(end) {
		return 2000 + n, after
	}
	return 2000, i + 2
}

// belowHundred reads "ninety-seven", "twelve".
func (r *reader) belowHundred(i int) (n, end int) {
	l := r.lexeme(i)
	if l.traits&isCardinal == 0 || l.num >= 100 {
		return 0, i
	}
	n, end = int(l.num), i+1
	if l.traits&isTens != 0 {
		if next := r.hyphen(end); r.is(next, isCardinal) && r.lexeme(next).num < 10 {
			return n + int(r.lexeme(next).num), next + 1
		}
	}
	return n, end
}

// findYearWords reads years that are written out.
func findYearWords(r *reader, h head) (finding, bool) {
	year, end := r.yearWords(h.core)
	if year == 0 || year == 2000 && !r.word(h.core-1, "year", "in") || r.is(end, isCounted|isUnit) || r.at(end).kind == word && r.is(end, isCardinal) {
		return finding{}, false
	}
	f := h.yearFinding(year, end)
	if r.word(f.first-1, "year") {
		f.first--
		if r.is(f.first-1, isThe) {
			f.first-- // "the year two thousand"
		}
	}
	return f, true
}

// findDecade reads "1990s", "the late '80s".
func findDecade(r *reader, h head) (finding, bool) {
	t := r.at(h.core)
	end := h.core + 1
	apostrophe := r.mark(end, '\'') || r.mark(end, '’')
	switch {
	case r.tight(end) && (r.word(end, "s", "'s", "’s")):
	case apostrophe && r.tight(end) && r.tight(end+1) && r.word(end+1, "s"):
		end++
	default:
		return finding{}, false
	}
	year := int(t.num)
	if year%10 != 0 || !r.plainNumber(h.core) || r.mark(h.core-1, '$') {
		return finding{}, false
	}
	switch {
	case r.width(h.core) == 4 && 1000 <= year && year < 2100:
	case r.width(h.core) == 2 && (r.mark(h.core-1, '\'') || r.mark(h.core-1, '’') || r.mark(h.core-1, '‘') || h.the):
		year += 1900
	default:
		return finding{}, false
	}
	if r.mark(h.core-1, '\'') || r.mark(h.core-1, '’') || r.mark(h.core-1, '‘') {
		h.first = min(h.first, h.core-1)
	}
	return h.decade(year, end+1), true
}

// findDecadeWords reads "the nineties".
func findDecadeWords(r *reader, h head) (finding, bool) {
	if !h.the || r.is(h.core-1, isPossessive) {
		return finding{}, false
	}
	return h.decade(1900+int(r.lexeme(h.core).num), h.core+1), true
}

func (h head) decade(first, end int) finding {
	f := h.date(end, spec{grain: grainDecade, year: first})
	f.resolve = resolveYear
	return f
}

// findCentury reads "20th century", "the nineteenth century".
func findCentury(r *reader, h head) (finding, bool) {
	n, end := r.ordinalWord(h.core)
	if n == 0 && r.plainNumber(h.core) && r.ordinalEnding(h.core+1) {
		n, end = int(r.at(h.core).num), h.core+2
	}
	end = r.hyphen(end)
	if n < 2 || n > 22 || !r.word(end, "century") {
		return finding{}, false
	}
	f := h.date(end+1, spec{grain: grainCentury, year: (n - 1) * 100})
	f.resolve = resolveYear
	return f, true
}

// resolveYear works out years, decades and centuries.
func resolveYear(c *context, f *finding) reading {
	switch f.grain {
	case grainDecade:
		return absolute(decadePoint(f.year))
	case grainCentury:
		return absolute(centuryPoint(f.year))
	}
	return absolute(yearPoint(f.year))
}
