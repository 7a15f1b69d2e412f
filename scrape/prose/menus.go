package prose

import (
	"slices"
	"strings"
)

// Menus are dropped whatever is in them, and are often the larger half of a
// page's elements. Where nothing in one can reach beyond it, its tags need not
// become a tree. Its text stays: how long it is tells a box from a page.

// plainInMenu are the elements that a menu may hold to be plain.
var plainInMenu = setOf("div span section ul ol li a b i em strong small h2 h3 h4 h5 h6 img br")

// drawn are elements of pictures, which are plain inside of one.
var drawn = setOf("svg g path use circle rect polygon line")

// reached are elements that what is in a menu could close, or that have rules of
// their own for what is in them, where one is open around it.
var reached = setOf("a h1 h2 h3 h4 h5 h6 svg math select")

// openTags counts the elements, open so far, that matter to what is in a menu.
type openTags map[string]int

// pass notes a tag.
func (o openTags) pass(tag string) {
	name, ends := tagName(tag)
	if !reached[name] || (name == "svg" || name == "math") && strings.HasSuffix(tag, "/>") {
		return
	}
	if name[0] == 'h' {
		name = "heading" // any end tag of one closes any
	}
	switch {
	case !ends:
		o[name]++
	case o[name] > 1:
		o[name]--
	default:
		delete(o, name)
	}
}

// isMenu says whether a tag begins a menu.
func isMenu(tag string) bool {
	name, ends := tagName(tag)
	return name == "nav" && !ends && strings.HasSuffix(tag, ">")
}

// tagName is the name in a tag, "" where it is none of an element.
func tagName(tag string) (name string, ends bool) {
	at := 1
	if len(tag) > 1 && tag[1] == '/' {
		at, ends = 2, true
	}
	end := at
	for end < len(tag) && !endsName(tag[end]) {
		end++
	}
	if at == end || !isLetter(tag[at]) {
		return "", false
	}
	return strings.ToLower(tag[at:end]), ends
}

// plainMenu reads a menu up to its end tag and gives its text and its length. It
// is not plain, and has no length, where it holds any but a few elements or
// where these are not closed in turn.
func plainMenu(text string) (texts []string, length int) {
	var open []string
	for at := 0; ; {
		next := strings.IndexByte(text[at:], '<')
		if next < 0 {
			return nil, 0
		}
		if words := strings.TrimSpace(text[at : at+next]); words != "" {
			texts = append(texts, words)
		}
		begin := at + next
		tag := leadingTag(text[begin:])
		at = begin + len(tag)
		name, ends := tagName(tag)
		switch {
		case strings.HasPrefix(tag, "<!--"):
		case name == "" || !strings.HasSuffix(tag, ">"):
			return nil, 0
		case ends && name == "nav" && len(open) == 0:
			return texts, begin
		case ends && (len(open) == 0 || open[len(open)-1] != name):
			return nil, 0
		case ends:
			open = open[:len(open)-1]
		case !fits(name, open):
			code := codeLength(text[at:], name, tag)
			if code == 0 || slices.Contains(open, "svg") {
				return nil, 0
			}
			at += code
		case name != "img" && name != "br" && !(drawn[name] && strings.HasSuffix(tag, "/>")):
			open = append(open, name)
		}
	}
}

// codeLength is how long the body of a script or style is with its end tag; 0
// where it is data, or nothing with a plain end.
func codeLength(text, name, tag string) int {
	if name != rawElement(tag) || !isCode(name, tag) || strings.HasSuffix(tag, "/>") {
		return 0
	}
	body := rawBody(text, name)
	if escapes(body) || len(body) == len(text) {
		return 0
	}
	return len(body) + len(leadingTag(text[len(body):]))
}

// fits says whether an element may begin inside of others without closing any.
func fits(name string, open []string) bool {
	inside := ""
	if len(open) > 0 {
		inside = open[len(open)-1]
	}
	switch {
	case drawn[inside] || drawn[name]:
		return drawn[name] && (name == "svg") != drawn[inside]
	case !plainInMenu[name]:
		return false
	case name == "li":
		return inside == "ul" || inside == "ol"
	case name == "a":
		return !slices.Contains(open, "a")
	case name[0] == 'h':
		return !slices.ContainsFunc(open, func(outer string) bool { return outer[0] == 'h' })
	}
	return true
}
