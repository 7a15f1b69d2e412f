package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A token is one word, number or mark of a text.
type token struct {
	start, end int32 // bytes in the text
	id         int32 // of the folded word in the lexicon; 0 where the lexicon does not know it
	flags      flags
}

type flags uint8

const (
	capital flags = 1 << iota // begins with a capital
	upper                     // all capitals, two letters or more
	number
	mark    // punctuation
	spaced  // white space stands before it
	adverb  // ends in -ly
	initial // J.
)

func (t token) is(f flags) bool { return t.flags&f != 0 }

// abbreviations end in a full stop that ends no sentence. General English.
var abbreviations = set("mr mrs ms dr prof gen col lt sgt maj adm sen rep gov st jr sr no vs etc inc ltd co rev hon pres approx est dept " +
	"jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m i.e e.g")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// letters that no decomposition turns into plain Latin.
var plain = map[rune]string{
	'ı': "i", 'ø': "o", 'ł': "l", 'đ': "d", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ð': "d", '’': "'", '‘': "'", 'ʼ': "'",
}

// fold appends the word in the form by which words are compared: lower case,
// without diacritics and dots, the endings of transliterated names made one.
func fold(buf []byte, word string) []byte {
	ascii := true
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			ascii = false
			break
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != '.' {
			buf = append(buf, c)
		}
	}
	if !ascii {
		buf = foldRunes(buf[:0], word)
	}
	return foldEnding(buf)
}

func foldRunes(buf []byte, word string) []byte {
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		switch s, ok := plain[r]; {
		case ok:
			buf = append(buf, s...)
		case r == '.' || unicode.Is(unicode.Mn, r):
		default:
			buf = utf8.AppendRune(buf, r)
		}
	}
	return buf
}

// foldEnding makes Zelenskyy, Zelenskiy and Zelensky, Andrii and Andriy,
// Sergei and Sergey one.
func foldEnding(buf []byte) []byte {
	n := len(buf)
	if n < 5 {
		return buf
	}
	switch string(buf[n-2:]) {
	case "iy", "yi", "yy", "ii", "ij", "yj":
		buf[n-2] = 'y'
		return buf[:n-1]
	case "ei":
		buf[n-1] = 'y'
	}
	return buf
}

// A tokenizer cuts text into tokens and looks their words up.
type tokenizer struct {
	words map[string]int32
	buf   []byte
}

// longest word that is looked up; a longer run of letters is no word.
const maxWord = 64

func (z *tokenizer) cut(dst []token, text string, from, to int) []token {
	space := true
	for i := from; i < to; {
		c := text[i]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			space = true
			i++
			continue
		}
		if c == 0xC2 && i+1 < to && text[i+1] == 0xA0 { // no-break space
			space = true
			i += 2
			continue
		}
		if insertion(text, i, from, to) {
			i++
			continue
		}
		end, f := wordEnd(text, i, to)
		t := token{start: int32(i), end: int32(end), flags: f}
		if space {
			t.flags |= spaced
		}
		z.look(&t, text[i:end])
		dst = append(dst, t)
		space = false
		i = end
	}
	return dst
}

// insertion says whether the byte at i is a bracket by which an editor put
// words into a quotation: "[Russian] President [Vladimir] Putin". The words are
// read as if they had been said.
func insertion(text string, i, from, to int) bool {
	switch text[i] {
	case '[':
		next, _ := utf8.DecodeRuneInString(text[i+1 : to])
		return unicode.IsLetter(next)
	case ']':
		before, _ := utf8.DecodeLastRuneInString(text[from:i])
		return unicode.IsLetter(before)
	}
	return false
}

func (z *tokenizer) look(t *token, word string) {
	if len(word) > maxWord {
		return
	}
	z.buf = fold(z.buf[:0], word)
	t.id = z.words[string(z.buf)]
	if t.is(capital) && t.end-t.start == 2 && word[1] == '.' {
		t.flags |= initial
	}
	if n := len(z.buf); n > 4 && z.buf[n-1] == 'y' && z.buf[n-2] == 'l' && !t.is(capital) {
		t.flags |= adverb
	}
}

// wordEnd gives the end of the token that begins at i, and what it is.
func wordEnd(text string, i, to int) (int, flags) {
	r, size := utf8.DecodeRuneInString(text[i:to])
	if isApostrophe(r) {
		if end := possessive(text, i+size, to, i); end > 0 {
			return end, 0
		}
		return i + size, mark
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		if end := i + size; r == '-' && end < to && text[end] == '-' {
			return end + 1, mark // two hyphens are typed for a dash
		}
		return i + size, mark
	}
	f := flags(0)
	if unicode.IsUpper(r) {
		f |= capital
	}
	digits := unicode.IsDigit(r)
	j, ups, lows := i, 0, 0
	for j < to {
		r, size = utf8.DecodeRuneInString(text[j:to])
		switch {
		case unicode.IsLetter(r):
			if unicode.IsUpper(r) {
				ups++
			} else {
				lows++
			}
			j += size
			continue
		case unicode.IsDigit(r) || unicode.Is(unicode.Mn, r):
			j += size
			continue
		}
		if k := inner(text, i, j, size, to, r, digits); k > 0 {
			j = k
			continue
		}
		break
	}
	if digits && lows+ups == 0 {
		f |= number
	}
	if ups > 1 && lows == 0 {
		f |= upper
	}
	return j, f
}

// inner decides whether the mark at j belongs inside the word that began at
// i, and gives the place from which the word goes on; 0 where it ends.
func inner(text string, i, j, size, to int, r rune, digits bool) int {
	next, _ := utf8.DecodeRuneInString(text[min(j+size, to):to])
	prev := text[j-1]
	switch {
	case r == '.' || r == ',':
		if digits && isDigit(prev) && unicode.IsDigit(next) {
			return j + size
		}
		if r == '.' && (j-i == 1 || text[max(i, j-2)] == '.') && isUpperASCII(prev) { // initials: U.S., J.
			return j + size
		}
		if r == '.' && j-i == 1 && next == 'm' && (prev == 'p' || prev == 'a') { // p.m.
			return j + size
		}
		if r == '.' && abbreviations[strings.ToLower(text[i:j])] {
			return j + size
		}
	case r == '-' || r == '‑':
		if unicode.IsLetter(next) || unicode.IsDigit(next) {
			if isDigit(prev) && unicode.IsDigit(next) { // March 23-25
				return 0
			}
			if unicode.IsUpper(next) && !isDigit(prev) && j-i > 2 { // Trump-Putin, US-Russia are two names
				return 0
			}
			if unicode.IsUpper(next) && isUpperASCII(prev) && j-i == 2 {
				return 0
			}
			return j + size
		}
	case isApostrophe(r):
		if unicode.IsLetter(next) && possessive(text, j+size, to, j) == 0 {
			return j + size
		}
	}
	return 0
}

// possessive gives the end of 's where the letter after the apostrophe that
// stands at mark ends the word; 0 where it is no possessive.
func possessive(text string, i, to, mark int) int {
	if mark == 0 || i >= to || text[i] != 's' && text[i] != 'S' {
		return 0
	}
	before, _ := utf8.DecodeLastRuneInString(text[:mark])
	if !unicode.IsLetter(before) && !unicode.IsDigit(before) {
		return 0
	}
	after, _ := utf8.DecodeRuneInString(text[i+1 : to])
	if i+1 < to && (unicode.IsLetter(after) || unicode.IsDigit(after)) {
		return 0
	}
	return i + 1
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isUpperASCII(c byte) bool { return 'A' <= c && c <= 'Z' }
