package scrape

import (
	"fmt"
	"slices"
	"strings"
)

// Limits of what a list may look like.
const (
	maxNesting = 256
	maxItems   = 20_000
)

// checkShape looks over markup without understanding it, so that neither
// depth nor number can hurt what comes after. An end closes what was left
// open inside it, as in the HTML that feeds carry.
func checkShape(text string) error {
	var open []string
	items := 0
	for {
		at := strings.IndexByte(text, '<')
		if at < 0 || at+1 >= len(text) {
			return nil
		}
		text = text[at:]
		switch {
		case strings.HasPrefix(text, "<!--"):
			text = after(text, "-->")
			continue
		case strings.HasPrefix(text, "<![CDATA["):
			text = after(text, "]]>")
			continue
		case text[1] == '/':
			if n := slices.Index(open, elementName(text[2:])); n >= 0 {
				open = open[:n]
			}
		case isLetter(text[1]) && !selfClosed(text):
			name := elementName(text[1:])
			open = append(open, name)
			if name == "item" || name == "entry" || name == "url" || name == "sitemap" {
				items++
			}
		}
		if len(open) > maxNesting {
			return fmt.Errorf("its elements are nested more than %d deep", maxNesting)
		}
		if items > maxItems {
			return fmt.Errorf("it lists more than %d items", maxItems)
		}
		text = text[1:]
	}
}

func after(text, mark string) string {
	if at := strings.Index(text, mark); at >= 0 {
		return text[at+len(mark):]
	}
	return ""
}

// selfClosed says whether the tag at the beginning ends in "/>".
func selfClosed(text string) bool {
	end := strings.IndexAny(text[1:], "<>")
	return end > 0 && text[1+end] == '>' && text[end] == '/'
}

// elementName is the name at the beginning, in lower case.
func elementName(text string) string {
	end := strings.IndexFunc(text[:min(len(text), 64)], func(c rune) bool { return strings.ContainsRune(" \t\r\n/>", c) })
	if end < 0 {
		end = min(len(text), 64)
	}
	return strings.ToLower(text[:end])
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
