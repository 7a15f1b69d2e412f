package dates

// A reader finds expressions among the tokens of one text.
type reader struct {
	text   string
	tokens []token
	feasts []holiday // of the topic
}

// at gives a token; outside of the text one that is nothing.
func (r *reader) at(i int) token {
	if i < 0 || i >= len(r.tokens) {
		return token{}
	}
	return r.tokens[i]
}

func (r *reader) lexeme(i int) lexeme {
	t := r.at(i)
	if t.kind != word {
		return lexeme{}
	}
	return lexemes[t.lex]
}

func (r *reader) is(i int, traits trait) bool { return r.lexeme(i).traits&traits != 0 }

func (r *reader) mark(i int, mark rune) bool {
	t := r.at(i)
	return t.kind == punctuation && t.num == mark
}

// tight says whether no white space stands before the token.
func (r *reader) tight(i int) bool { return r.at(i).flags&spaced == 0 }

func (r *reader) has(i int, f flags) bool { return r.at(i).flags&f != 0 }

// joined says whether token i follows the one before it within one phrase:
// no paragraph or sentence begins with it.
func (r *reader) joined(i int) bool {
	t := r.at(i)
	return t.kind != noToken && t.flags&(paragraph|sentence) == 0
}

// word says whether token i is one of the listed words.
func (r *reader) word(i int, listed ...string) bool {
	t := r.at(i)
	if t.kind != word {
		return false
	}
	for _, w := range listed {
		if equalFold(r.text[t.start:t.end], w) {
			return true
		}
	}
	return false
}

// equalFold compares ASCII words without regard to capitals; want is small.
func equalFold(got, want string) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range len(got) {
		c := got[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != want[i] {
			return false
		}
	}
	return true
}

// hyphen gives the index after a hyphen or dash that ties token i to the one
// before it, or i where there is none.
func (r *reader) hyphen(i int) int {
	if r.dash(i) && r.tight(i) && r.tight(i+1) {
		return i + 1
	}
	return i
}

func (r *reader) dash(i int) bool {
	if t := r.at(i); t.kind == punctuation {
		switch t.num {
		case '-', '–', '—', '‐', '‑', '−':
			return true
		}
	}
	return false
}

// genitive gives the index after "'s" or a bare apostrophe, or i.
func (r *reader) genitive(i int) int {
	if r.word(i, "'s", "’s") || (r.tight(i) && (r.mark(i, '\'') || r.mark(i, '’'))) {
		return i + 1
	}
	return i
}

// plainNumber says whether token i is a number without point or separators.
func (r *reader) plainNumber(i int) bool {
	t := r.at(i)
	return t.kind == number && t.flags&(fraction|grouped) == 0
}

func (r *reader) width(i int) int { t := r.at(i); return int(t.end - t.start) }

// dayNumber reads "10", "10th", "tenth" or "twenty-first" as a day of a
// month and gives the index after it.
func (r *reader) dayNumber(i int) (day, end int) {
	if r.plainNumber(i) && r.width(i) <= 2 {
		day, end = int(r.at(i).num), i+1
		if r.ordinalEnding(end) {
			end++
		} else if r.at(end).kind == word && r.tight(end) {
			return 0, i // "5pm", "10k"
		}
	} else {
		day, end = r.ordinalWord(i)
	}
	if day < 1 || day > 31 {
		return 0, i
	}
	return day, end
}

func (r *reader) ordinalEnding(i int) bool {
	return r.tight(i) && r.word(i, "th", "st", "nd", "rd")
}

// ordinalWord reads "tenth" or "twenty-first".
func (r *reader) ordinalWord(i int) (n, end int) {
	if r.is(i, isOrdinal) {
		return int(r.lexeme(i).num), i + 1
	}
	if r.is(i, isTens) {
		if next := r.hyphen(i + 1); r.is(next, isOrdinal) && r.lexeme(next).num < 10 {
			return int(r.lexeme(i).num + r.lexeme(next).num), next + 1
		}
	}
	return 0, i
}

// yearNumber reads a year in four digits.
func (r *reader) yearNumber(i int) (year, end int) {
	t := r.at(i)
	if r.plainNumber(i) && t.end-t.start == 4 && 1000 <= t.num && t.num < 2200 {
		if next := r.at(i + 1); next.kind == word && next.flags&spaced == 0 && !r.word(i+1, "'s", "’s") {
			return 0, i // "1990s", "1500m"
		}
		return int(t.num), i + 1
	}
	return 0, i
}
