package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plainLetters are letters that decomposition leaves as they are, and Cyrillic
// in the Latin letters that English news uses for it.
var plainLetters = map[rune]string{
	'ı': "i", 'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe",
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ie", 'ж': "zh", 'з': "z",
	'и': "i", 'і': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r",
	'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch",
	'ъ': "", 'ы': "i", 'ь': "", 'э': "e", 'ю': "iu", 'я': "ia",
}

// A foundWord is a word of a text, folded, with the bytes that it stands in.
type foundWord struct {
	word       string
	start, end int
}

// fold gives the words of a text in the form in which they are indexed and
// looked for: lower case without diacritics, Cyrillic in Latin letters, and
// what differs between transliterations made equal, so that Zelensky,
// Zelenskyy, Zelenskiy and Зеленський are one word, as are Erdogan and
// Erdoğan, Sergei and Sergey, Yermak and Ermak.
func fold(text string) []string {
	var words []string
	for _, found := range foldWords(text) {
		words = append(words, found.word)
	}
	return words
}

// foldWords is fold with places, for marking hits.
func foldWords(text string) []foundWord {
	var words []foundWord
	start := -1
	end := func(at int) {
		if start < 0 {
			return
		}
		if word := alike(plain(text[start:at])); word != "" {
			words = append(words, foundWord{word, start, at})
		}
		start = -1
	}
	for at, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if start < 0 {
				start = at
			}
		case unicode.Is(unicode.Mn, r) || isApostrophe(r): // within a word
		default:
			end(at)
		}
	}
	end(len(text))
	return words
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// plain gives a word in lower-case letters without diacritics.
func plain(word string) string {
	var out strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(word)) {
		switch letters, special := plainLetters[r]; {
		case special:
			out.WriteString(letters)
		case isApostrophe(r):
			out.WriteByte('\'')
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			out.WriteRune(r)
		}
	}
	return out.String()
}

// alike makes the spellings equal that transliterations of one name differ in:
// i, y and j, their doubles, and an opening ye. An English genitive is cut.
func alike(word string) string {
	word = strings.ReplaceAll(strings.TrimSuffix(word, "'s"), "'", "")
	out := make([]rune, 0, len(word))
	for _, r := range word {
		if r == 'y' || r == 'j' {
			r = 'i'
		}
		if r == 'i' && len(out) > 0 && out[len(out)-1] == 'i' {
			continue
		}
		out = append(out, r)
	}
	if rest, cut := strings.CutPrefix(string(out), "ie"); cut && rest != "" {
		return "e" + rest
	}
	return string(out)
}
