package extract

import (
	"strings"
	"unicode/utf8"
)

// A span is a stretch of tokens that is one sentence.
type span struct {
	paragraph  int
	start, end int // tokens
}

// maxSentence bounds the tokens of a sentence, so that work on a sentence is
// bounded whatever the text.
const maxSentence = 160

// sentences cuts the text between from and to into tokens and sentences.
// Paragraphs end at line breaks, save those that only fill the lines of a wrapped text.
func (z *tokenizer) sentences(text string, from, to int, tokens []token, spans []span) ([]token, []span) {
	paragraph, filled := 0, wrapped(text[from:to])
	for from < to {
		end := lineEnd(text, from, to)
		for line := from; filled && end < to && unfinished(text[line:end]); {
			line = end + 1
			end = lineEnd(text, line, to)
		}
		first := len(tokens)
		tokens = z.cut(tokens, text, from, end)
		if len(tokens) > first {
			spans = split(text, tokens, first, paragraph, spans)
			paragraph++
		}
		from = end + 1
	}
	return tokens, spans
}

// lineEnd gives the offset of the line break at or after from, to where there is none.
func lineEnd(text string, from, to int) int {
	if n := strings.IndexByte(text[from:to], '\n'); n >= 0 {
		return from + n
	}
	return to
}

// A line of a wrapped text is so many bytes long.
const (
	shortestLine = 40
	longestLine  = 120
)

// unfinished says whether a line of a wrapped text is full and no sentence ends with it.
func unfinished(line string) bool {
	line = strings.TrimRight(line, " \t\r")
	return len(line) >= shortestLine && len(line) <= longestLine && !strings.HasSuffix(line, ".") && !strings.HasSuffix(line, "!") && !strings.HasSuffix(line, "?") &&
		!strings.HasSuffix(line, ":") && !strings.HasSuffix(line, "”") && !strings.HasSuffix(line, "\"")
}

// wrapped says whether the lines of a text are broken wherever they are full, as a mailer or
// a page of plain text does: many of its lines go on with a small letter.
func wrapped(text string) bool {
	lines, broken := 0, 0
	for from := 0; from < len(text); {
		end := lineEnd(text, from, len(text))
		if line := text[from:end]; strings.TrimSpace(line) != "" {
			lines++
			if unfinished(line) && end+1 < len(text) && text[end+1] >= 'a' && text[end+1] <= 'z' {
				broken++
			}
		}
		from = end + 1
	}
	return broken > 3 && 3*broken > lines
}

// split cuts the tokens of one paragraph, from first on, into sentences.
func split(text string, tokens []token, first, paragraph int, spans []span) []span {
	start := first
	for i := first; i < len(tokens); i++ {
		if i+1 < len(tokens) && i-start < maxSentence && !endsSentence(text, tokens, i) {
			continue
		}
		i = closing(text, tokens, i+1) - 1
		spans = append(spans, span{paragraph: paragraph, start: start, end: i + 1})
		start = i + 1
	}
	return spans
}

func endsSentence(text string, tokens []token, i int) bool {
	word := text[tokens[i].start:tokens[i].end]
	next := closing(text, tokens, i+1)
	if next == len(tokens) {
		return false
	}
	switch word {
	case ".", "!", "?", "…":
		return tokens[next].is(spaced) && opensSentence(text, tokens[next])
	}
	// An abbreviation that ends a sentence: "in the U.S. The talks …"
	return (tokens[i].is(upper) && strings.HasSuffix(word, ".") || word == "p.m." || word == "a.m.") && tokens[next].is(capital) &&
		starters[text[tokens[next].start:tokens[next].end]]
}

var starters = set("The A An In On At But And It He She They We This That These Those However Meanwhile Earlier Later After Before")

func opensSentence(text string, t token) bool {
	if t.is(capital) || t.is(number) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(text[t.start:t.end])
	return strings.ContainsRune("\"“‘'«([—–-•*", r) || r >= '0' && r <= '9'
}

// closing gives the first token from i on that does not belong to the sentence before it, as
// closing marks and the marks of footnotes do: "at home.”[3] The second".
func closing(text string, tokens []token, i int) int {
	for i < len(tokens) {
		switch {
		case closes(text, tokens[i]):
			i++
		case i+2 < len(tokens) && text[tokens[i].start:tokens[i].end] == "[" && !tokens[i].is(spaced) && !tokens[i+1].is(spaced) &&
			text[tokens[i+2].start:tokens[i+2].end] == "]":
			i += 3
		default:
			return i
		}
	}
	return i
}

// closes says whether the mark belongs to the sentence before it.
func closes(text string, t token) bool {
	if !t.is(mark) || t.is(spaced) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[t.start:t.end])
	return strings.ContainsRune("\"”’'»)]", r)
}
