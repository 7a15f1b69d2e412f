package prose

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// maxElements bounds what is worth understanding: a page of news has some
// thousands.
const maxElements = 60_000

// Parse makes the tree of a page or a piece of one. The tags are counted
// before there is a tree, as a tree takes fifty times the room of its tags;
// after it is made it is counted again, as it may hold more than was written.
func Parse(text string) (*html.Node, error) {
	if countTags(text) > maxElements {
		return nil, errTooManyElements
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("the page is not HTML that can be read: %w", err)
	}
	if countNodes(doc) > maxElements {
		return nil, errTooManyElements
	}
	return doc, nil
}

var errTooManyElements = fmt.Errorf("the page has more than %d elements", maxElements)

// countTags counts what looks like the beginning of an element, up to one
// more than the limit.
func countTags(text string) int {
	n := 0
	for n <= maxElements {
		at := strings.IndexByte(text, '<')
		if at < 0 || at+1 == len(text) {
			break
		}
		if c := text[at+1] | 0x20; c >= 'a' && c <= 'z' {
			n++
		}
		text = text[at+1:]
	}
	return n
}

// countNodes counts up to one more than the limit.
func countNodes(doc *html.Node) int {
	n := 0
	for range doc.Descendants() {
		if n++; n > maxElements {
			break
		}
	}
	return n
}
