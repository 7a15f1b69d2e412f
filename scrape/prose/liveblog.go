package prose

import (
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"truceline/timeline"
)

const (
	minEntries = 2   // dated pieces that make a page a live blog
	maxEntries = 500 // of one page
)

// readEntries splits a live blog into its dated entries: those that the page
// gives to programs, else elements that are named as entries and hold a time.
func readEntries(doc *html.Node, meta metadata, options Options) []Entry {
	entries := entriesOfData(meta.updates, options)
	if len(entries) < minEntries {
		entries = entriesOfMarkup(doc, options)
	}
	if len(entries) < minEntries {
		return nil
	}
	return entries[:min(len(entries), maxEntries)]
}

func entriesOfData(updates []liveUpdate, options Options) []Entry {
	var entries []Entry
	for _, u := range updates {
		t, dayOnly, ok := parseTime(u.published, options.Zone)
		body := Plain(u.body)
		if ok && !dayOnly && body != "" {
			entries = append(entries, newEntry(u.anchor, u.title, body, t))
		}
	}
	return entries
}

func entriesOfMarkup(doc *html.Node, options Options) []Entry {
	var entries []Entry
	var inside *html.Node // an entry that the walk is in: what it holds is part of it
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || !isEntry(n) || inside != nil && isWithin(n, inside) {
			continue
		}
		inside = n
		t, ok := timeIn(n, options.Zone)
		text := joinParagraphs(entryParagraphs(n), "")
		if ok && text != "" {
			entries = append(entries, newEntry(attr(n, "id"), headingOf(n), text, t))
		}
	}
	return entries
}

func isWithin(n, outer *html.Node) bool {
	for n != nil && n != outer {
		n = n.Parent
	}
	return n != nil
}

func newEntry(anchor, title, body string, t time.Time) Entry {
	if anchor == "" || strings.ContainsAny(anchor, " \t\n") {
		anchor = "e-" + timeline.ShortHash(t.UTC().Format(time.RFC3339), title)[:10]
	}
	return Entry{Anchor: anchor, Title: title, Text: body, Published: t}
}

// entryNames are what live blogs call an entry, in its class, itemprop,
// itemtype or one of two data attributes.
var entryNames = setOf("liveblogupdate live-blog-entry liveblog-entry live-blog-post liveblog-post live-entry live-post live-update liveblog-update " +
	"block--liveblog block--content wp-block-liveblog content-post")

// isEntry knows an entry by its names.
func isEntry(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "itemprop", "itemtype", "data-component", "data-testid":
			for word := range strings.FieldsSeq(strings.ToLower(a.Val)) {
				if entryNames[word] {
					return true
				}
			}
		}
	}
	return false
}

func timeIn(root *html.Node, zone *time.Location) (time.Time, bool) {
	for n := range root.Descendants() {
		if n.DataAtom == atom.Time {
			t, dayOnly, ok := parseTime(attr(n, "datetime"), zone)
			return t, ok && !dayOnly
		}
	}
	return time.Time{}, false
}

func headingOf(root *html.Node) string {
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4:
			return oneLine(textOf(n))
		}
	}
	return ""
}

// entryParagraphs are the paragraphs of an entry without its heading and
// time.
func entryParagraphs(root *html.Node) []string {
	var paragraphs []string
	for n := range root.Descendants() {
		if n.DataAtom == atom.P || n.DataAtom == atom.Li || n.DataAtom == atom.Blockquote && n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
			paragraphs = append(paragraphs, textOf(n))
		}
	}
	return paragraphs
}
