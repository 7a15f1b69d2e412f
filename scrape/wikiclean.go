package scrape

import (
	"strings"
	"unicode"
)

// cutRefs removes references, <ref …>…</ref> and <ref …/>.
func cutRefs(line string) string {
	var b strings.Builder
	for {
		before, tail, found := strings.Cut(line, "<ref")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		end := strings.IndexByte(tail, '>')
		if end < 0 {
			return b.String()
		}
		line = tail[end+1:]
		if end > 0 && tail[end-1] == '/' {
			continue
		}
		if _, rest, closed := strings.Cut(line, "</ref>"); closed {
			line = rest
		}
	}
}

// stripTags removes <small> and its like from wikitext.
func stripTags(text string) string {
	if !strings.Contains(text, "<") {
		return text
	}
	return cutBetween(strings.NewReplacer("<br>", " ", "<br/>", " ", "<br />", " ").Replace(text), "<", ">")
}

// tidy drops characters that have no width and joins white space, also before
// a full stop that a removed template left behind.
func tidy(text string) string {
	text = strings.Map(func(c rune) rune {
		switch {
		case c == '\u200b' || c == '\u200c' || c == '\u200d' || c == '\u2060' || c == '\ufeff' || c == '\u00ad':
			return -1
		case unicode.IsSpace(c):
			return ' '
		}
		return c
	}, text)
	text = strings.Join(strings.Fields(text), " ") + " "
	for _, mark := range []string{".", ",", ";"} {
		text = strings.ReplaceAll(text, " "+mark+" ", mark+" ")
	}
	return strings.TrimSpace(text)
}
