package prose

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocks are elements that begin and end a paragraph.
var blocks = map[atom.Atom]bool{atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Ul: true, atom.Ol: true,
	atom.Li: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Blockquote: true,
	atom.Pre: true, atom.Table: true, atom.Tr: true, atom.Figure: true, atom.Figcaption: true, atom.Header: true, atom.Footer: true,
	atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Hr: true, atom.Body: true, atom.Aside: true, atom.Nav: true, atom.Form: true}

// silent are elements whose text nobody reads.
var silent = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true,
	atom.Iframe: true, atom.Svg: true, atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Object: true}

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
	case n.Type == html.ElementNode && silent[n.DataAtom]:
		return
	case n.Type == html.ElementNode && n.DataAtom == atom.Br:
		w.lineBreak(n)
		return
	}
	block := n.Type == html.ElementNode && blocks[n.DataAtom]
	if block {
		w.end()
	} else if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
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
	if next != nil && next.DataAtom == atom.Br {
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
