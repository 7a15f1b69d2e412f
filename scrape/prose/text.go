package prose

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// Elements are told by name: the trees that libraries build carry no atoms.

// blocks are elements that begin and end a paragraph.
var blocks = setOf("p div section article main ul ol li h1 h2 h3 h4 h5 h6 blockquote pre table tr figure figcaption header footer dl dt dd hr body aside nav form")

// silent are elements whose text nobody reads.
var silent = setOf("script style noscript template head iframe svg button select textarea object")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// paragraphsOf gives the text of a tree, cut where blocks begin and end.
func paragraphsOf(root *html.Node) []string {
	w := &writer{}
	w.walk(root)
	w.end()
	return w.paragraphs
}

// writer gathers paragraphs on its way through a tree.
type writer struct {
	current    strings.Builder
	paragraphs []string
}

func (w *writer) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.current.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && silent[n.Data]:
		return
	case n.Type == html.ElementNode && n.Data == "br":
		w.lineBreak(n)
		return
	}
	block := n.Type == html.ElementNode && blocks[n.Data]
	if block {
		w.end()
	} else if n.Type == html.ElementNode && (n.Data == "td" || n.Data == "th") {
		w.current.WriteByte(' ')
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		w.walk(child)
	}
	if block {
		w.end()
	}
}

// lineBreak: two in a row are how old pages write paragraphs.
func (w *writer) lineBreak(n *html.Node) {
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	if next != nil && next.Type == html.ElementNode && next.Data == "br" {
		w.end()
		return
	}
	w.current.WriteByte(' ')
}

func (w *writer) end() {
	if text := oneLine(w.current.String()); text != "" {
		w.paragraphs = append(w.paragraphs, text)
	}
	w.current.Reset()
}

// textOf is all text of a tree, blocks apart by a space.
func textOf(root *html.Node) string { return strings.Join(paragraphsOf(root), " ") }

// rawText is the text inside one element, scripts too.
func rawText(n *html.Node) string {
	var b strings.Builder
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.Type == html.TextNode {
			b.WriteString(child.Data)
		}
	}
	return b.String()
}

// oneLine joins white space of any kind and drops characters without width.
func oneLine(text string) string {
	text = strings.Map(func(c rune) rune {
		switch {
		case c == '\u200b' || c == '\u200c' || c == '\u200d' || c == '\u2060' || c == '\ufeff' || c == '\u00ad':
			return -1
		case unicode.IsSpace(c):
			return ' '
		case unicode.IsControl(c):
			return -1
		}
		return c
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// joinParagraphs puts the paragraphs that belong to the article together. A
// first paragraph that only repeats the title is left out.
func joinParagraphs(paragraphs []string, title string) string {
	var kept []string
	for n, p := range paragraphs {
		p = oneLine(p)
		if p == "" || isBoilerplate(p) || n < 2 && strings.EqualFold(p, title) {
			continue
		}
		if len(kept) > 0 && kept[len(kept)-1] == p {
			continue
		}
		kept = append(kept, p)
	}
	return strings.Join(kept, "\n\n")
}
