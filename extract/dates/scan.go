package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A folding collects a word in small letters for the lexicon.
type folding struct {
	bytes  [longestWord]byte
	length int // in bytes; beyond longestWord the word is not listed
	small  int // how many letters are small
}

func (f *folding) put(c byte) {
	if f.length < longestWord {
		f.bytes[f.length] = c
	}
	f.length++
}

// word reads letters up to the next byte that is none. A genitive or a short
// form ("'s", "'ll") is a word of its own; "n't" stays with its verb.
func (s *scanner) word() {
	var f folding
	start := s.pos
	if size := s.apostrophe(); size > 0 {
		f.put('\'')
		s.pos += size
	}
	s.letters(&f)
	if size := s.apostrophe(); size > 0 && s.negation(size) {
		f.put('\'')
		f.put('t')
		s.pos += size + 1
	}
	s.add(token{start: int32(start), kind: word, flags: caseOf(s.text[start], f.small, s.pos-start), lex: f.lookUp()})
}

// letters reads on to the end of the letters.
func (s *scanner) letters(f *folding) {
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		switch byteClasses[c] {
		case byteLetter:
			f.put(c | 0x20)
			f.small += int(c>>5) & 1
			s.pos++
		case byteHigh:
			r, size := utf8.DecodeRuneInString(s.text[s.pos:])
			if isMark(r) {
				return
			}
			f.length = longestWord + 1
			f.small += int(b2u(!unicode.IsUpper(r)))
			s.pos += size
		default:
			return
		}
	}
}

// caseOf tells a word's capitals from its first byte and the number of its
// small letters.
func caseOf(first byte, small, length int) flags {
	switch {
	case first < 'A' || first > 'Z' && first < utf8.RuneSelf || first >= 'a' && first <= 'z':
		return 0
	case small == 0 && length > 1:
		return capital | shout
	}
	return capital
}

// lookUp finds the word in the lexicon.
func (f *folding) lookUp() uint16 {
	if f.length > longestWord {
		return unknownWord
	}
	folded := f.bytes[:f.length]
	if at, known := lexicon[string(folded)]; known {
		return at
	}
	if f.length > 3 && folded[f.length-1] == 'd' && folded[f.length-2] == 'e' {
		return edWord
	}
	return unknownWord
}

// apostrophe gives the size of an apostrophe where the scanner stands, or 0.
func (s *scanner) apostrophe() int {
	rest := s.text[s.pos:]
	switch {
	case rest == "":
		return 0
	case rest[0] == '\'':
		return 1
	case strings.HasPrefix(rest, "’"):
		return len("’")
	}
	return 0
}

// negation says whether an apostrophe of this size is the one in "n't".
func (s *scanner) negation(size int) bool {
	rest := s.text[s.pos+size:]
	return rest != "" && rest[0] == 't' && (len(rest) == 1 || byteClasses[rest[1]] != byteLetter)
}

// suffix says whether the apostrophe of this size begins the rest of a word.
func (s *scanner) suffix(size int) bool {
	last := len(s.tokens) - 1
	if s.pending&spaced != 0 || last < 0 || s.tokens[last].kind == punctuation {
		return false
	}
	rest := s.text[s.pos+size:]
	return rest != "" && byteClasses[rest[0]] == byteLetter
}

// number reads digits, with thousands separators or one decimal point.
func (s *scanner) number() {
	t := token{start: int32(s.pos), kind: number}
	value := s.digits(0)
	for s.group() {
		s.pos++
		value = s.digits(value)
		t.flags |= grouped
	}
	if s.decimals() {
		s.pos++
		s.digits(0)
		t.flags |= fraction
	}
	t.num = int32(value)
	s.add(t)
}

func (s *scanner) digits(value int) int {
	for s.pos < len(s.text) && byteClasses[s.text[s.pos]] == byteDigit {
		value = min(value*10+int(s.text[s.pos]-'0'), maxNumber)
		s.pos++
	}
	return value
}

func (s *scanner) digitAt(i int) bool {
	return i < len(s.text) && byteClasses[s.text[i]] == byteDigit
}

// group says whether a comma and exactly three digits follow.
func (s *scanner) group() bool {
	p := s.pos
	return p < len(s.text) && s.text[p] == ',' &&
		s.digitAt(p+1) && s.digitAt(p+2) && s.digitAt(p+3) && !s.digitAt(p+4)
}

// decimals says whether a point and digits follow that are not the middle of
// three numbers, as in 12.05.2025.
func (s *scanner) decimals() bool {
	p := s.pos
	if p >= len(s.text) || s.text[p] != '.' || !s.digitAt(p+1) {
		return false
	}
	last := len(s.tokens) - 1
	if s.pending == 0 && last >= 0 && s.tokens[last].num == '.' && s.tokens[last].kind == punctuation {
		return false
	}
	for p++; s.digitAt(p); p++ {
	}
	return p >= len(s.text) || s.text[p] != '.' || !s.digitAt(p+1)
}

// mark reads one punctuation mark and follows quotations and sentences.
func (s *scanner) mark(r rune, size int) {
	if (r == '\'' || r == '’') && s.suffix(size) {
		s.word()
		return
	}
	if (r == '\'' || r == '`') && strings.HasPrefix(s.text[s.pos+size:], string(r)) {
		size++ // two of them are one mark
		r = map[rune]rune{'\'': '”', '`': '“'}[r]
	}
	t := token{start: int32(s.pos), num: r, kind: punctuation}
	s.quotation(r)
	if r == '.' || r == '!' || r == '?' {
		s.stop = s.stopAfter(r)
	}
	s.pos += size
	s.add(t)
}

// quotation follows which quotation is open.
func (s *scanner) quotation(r rune) {
	switch {
	case r == '"' && s.quote == '"', r == '”' && s.quote == '“', r == '»' && s.quote == '«':
		s.quote = 0
	case r == '’' && s.quote == '‘':
		s.quote = 0
	case s.quote != 0:
	case r == '"' || r == '“' || r == '«':
		s.quote = r
	case r == '‘' && (s.pending&spaced != 0 || len(s.tokens) == 0):
		s.quote = r
	}
}

func (s *scanner) stopAfter(mark rune) stop {
	if mark != '.' || len(s.tokens) == 0 {
		return hardStop
	}
	last := s.tokens[len(s.tokens)-1]
	if last.kind == word && (last.end-last.start == 1 || lexemes[last.lex].traits&isAbbreviation != 0) {
		return softStop
	}
	return hardStop
}
