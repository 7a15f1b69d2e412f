package dates

import (
	"math"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	noToken tokenKind = iota // before the first and after the last
	word
	number
	punctuation
)

// Flags say how a token stands in the text.
type flags uint8

const (
	spaced    flags = 1 << iota // white space before it
	paragraph                   // first of a paragraph
	sentence                    // first of a sentence
	capital                     // begins with a capital letter
	shout                       // has no small letter, and more than one
	quoted                      // inside quotation marks
	fraction                    // a number with a decimal point
	grouped                     // a number with thousands separators
)

// A token is a word, a number or one punctuation mark.
type token struct {
	start, end int32
	num        int32 // a number's value, a punctuation mark's rune
	lex        uint16
	kind       tokenKind
	flags      flags
}

// maxText is the longest text that is read to its end; offsets are 32 bits
// wide to keep tokens small.
const maxText = math.MaxInt32 - 1

// maxNumber caps what a run of digits can mean.
const maxNumber = 1_000_000_000

// A stop is how sure it is that a full stop ended a sentence.
type stop uint8

const (
	noStop   stop = iota
	softStop      // after an abbreviation: only before a word that is no name
	hardStop
)

// A scanner cuts a text into tokens in one pass over its bytes.
type scanner struct {
	text   string
	pos    int
	tokens []token

	pending flags // what the space since the last token said of the next one
	stop    stop  // whether the last tokens may have ended a sentence
	quote   rune  // the open quotation mark, 0 outside of quotations
}

// scan cuts text into tokens.
func scan(text string) []token {
	text = text[:min(len(text), maxText)]
	s := scanner{text: text, tokens: make([]token, 0, len(text)/5+16), pending: paragraph | sentence}
	for s.pos < len(text) {
		s.next()
	}
	return s.tokens
}

// Classes of bytes.
const (
	byteOther = iota
	byteLetter
	byteDigit
	byteSpace
	byteHigh // part of a rune outside ASCII
)

var byteClasses = classifyBytes()

func classifyBytes() (classes [256]uint8) {
	for c := range classes {
		switch {
		case c >= utf8.RuneSelf:
			classes[c] = byteHigh
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			classes[c] = byteLetter
		case '0' <= c && c <= '9':
			classes[c] = byteDigit
		case c <= ' ':
			classes[c] = byteSpace
		}
	}
	return classes
}

func (s *scanner) next() {
	switch byteClasses[s.text[s.pos]] {
	case byteSpace:
		s.space()
	case byteLetter:
		s.word()
	case byteDigit:
		s.number()
	case byteHigh:
		s.high()
	default:
		s.mark(rune(s.text[s.pos]), 1)
	}
}

// space skips white space; an empty line begins a paragraph.
func (s *scanner) space() {
	lines := 0
	for s.pos < len(s.text) && byteClasses[s.text[s.pos]] == byteSpace {
		if s.text[s.pos] == '\n' {
			lines++
		}
		s.pos++
	}
	s.pending |= spaced
	if lines > 1 {
		s.pending |= paragraph | sentence
		s.quote = 0
	}
}

// high reads a rune outside ASCII: a space, a mark, or a letter.
func (s *scanner) high() {
	r, size := utf8.DecodeRuneInString(s.text[s.pos:])
	switch {
	case isWide(r):
		s.pos += size
		s.pending |= spaced
	case isMark(r):
		s.mark(r, size)
	default:
		s.word()
	}
}

// isWide says whether a rune outside ASCII is white space.
func isWide(r rune) bool {
	return r == 0xfeff || r >= 0x80 && unicode.IsSpace(r)
}

// isMark says whether a rune outside ASCII is white space, a sign or
// punctuation: whatever ends a word.
func isMark(r rune) bool {
	return 0x00a0 <= r && r <= 0x00bf && r != 'ª' && r != 'µ' && r != 'º' || 0x2000 <= r && r < 0x2c00 ||
		0x3000 <= r && r <= 0x3003 || isWide(r)
}

// add appends a token that ends where the scanner stands.
func (s *scanner) add(t token) {
	t.end = int32(s.pos)
	t.flags |= s.pending
	s.pending = 0
	if s.quote != 0 {
		t.flags |= quoted
	}
	if s.stop != noStop && t.kind != punctuation {
		if s.beginsSentence(t) {
			t.flags |= sentence
		}
		s.stop = noStop
	}
	s.tokens = append(s.tokens, t)
}

func (s *scanner) beginsSentence(t token) bool {
	last := len(s.tokens) - 1
	if t.flags&spaced == 0 && s.tokens[last].flags&spaced == 0 {
		return false // "U.S", "example.com"
	}
	if s.stop == softStop {
		return t.flags&capital != 0 && lexemes[t.lex].traits&isGrammar != 0
	}
	return t.flags&capital != 0 || t.kind == number
}

func b2u(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}
