package prose

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// chrome are words in class, id, role or data attributes of elements that
// stand on article pages and are no part of the article.
var chrome = []string{"cookie", "consent", "gdpr", "newsletter", "signup", "sign-up", "subscribe", "subscription", "donat", "contribut-banner",
	"paywall", "regwall", "promo", "related", "recommend", "read-more", "readmore", "more-on", "most-read", "mostread", "trending", "share",
	"social", "breadcrumb", "advert", "sponsor", "taboola", "outbrain", "comments", "pagination", "popup", "modal", "toast", "skip-link",
	"screen-reader", "visually-hidden", "sr-only", "support-us", "app-download", "follow-us"}

// wholePage are elements that are never chrome, whatever their class says: a
// body of class "subscribed" is still the page.
var wholePage = map[atom.Atom]bool{atom.Html: true, atom.Body: true, atom.Head: true, atom.Main: true, atom.Article: true, atom.Meta: true, atom.Script: true}

// longChrome is how much text makes an element more likely the article than
// a box beside it.
const longChrome = 800

// prune takes chrome out of a document.
func prune(doc *html.Node) { pruner{}.prune(doc) }

// A pruner remembers of each label whether it names chrome: a page has few
// labels, on many elements.
type pruner map[string]bool

func (p pruner) prune(doc *html.Node) {
	var next *html.Node
	for n := doc.FirstChild; n != nil; n = next {
		next = n.NextSibling
		if n.Type == html.ElementNode && p.isChrome(n) {
			doc.RemoveChild(n)
			continue
		}
		p.prune(n)
	}
}

func (p pruner) isChrome(n *html.Node) bool {
	if wholePage[n.DataAtom] {
		return false
	}
	switch n.DataAtom {
	case atom.Nav, atom.Dialog:
		return true
	case atom.Form:
		return isShort(n) // some sites wrap the whole page in one
	}
	if attr(n, "hidden") != "" || attr(n, "aria-hidden") == "true" && n.DataAtom != atom.Svg {
		return isShort(n)
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-component", "data-testid":
			if p.namesChrome(a.Val) {
				return isShort(n)
			}
		}
	}
	return false
}

// longLabel is of how many bytes a label is looked at anew each time.
const longLabel = 200

func (p pruner) namesChrome(label string) bool {
	if label == "" {
		return false
	}
	names, known := p[label]
	if !known {
		names = namesChrome(label)
		if len(label) <= longLabel {
			p[label] = names
		}
	}
	return names
}

func namesChrome(label string) bool {
	label = strings.ToLower(label)
	for _, word := range chrome {
		if at := strings.Index(label, word); at >= 0 && beginsWord(label, at) {
			return true
		}
	}
	return false
}

// isShort says whether an element holds less text than an article would. It
// looks no further than it must.
func isShort(n *html.Node) bool { return textUpTo(n, longChrome) < longChrome }

// textUpTo counts the bytes of text in a tree, and stops at the limit.
func textUpTo(n *html.Node, limit int) int {
	if n.Type == html.TextNode {
		return len(strings.TrimSpace(n.Data))
	}
	if n.Type == html.ElementNode && silent[n.Data] {
		return 0
	}
	count := 0
	for child := n.FirstChild; child != nil && count < limit; child = child.NextSibling {
		count += textUpTo(child, limit-count)
	}
	return count
}

// beginsWord keeps "shared-content" from being found in "unshared".
func beginsWord(label string, at int) bool {
	return at == 0 || !(label[at-1] >= 'a' && label[at-1] <= 'z')
}

// openings are how paragraphs begin that ask for something in place of
// telling something. They are compared in lower case.
var openings = []string{"read more", "read also", "also read", "see also", "more on this story", "related:", "related articles", "recommended",
	"sign up", "subscribe", "follow us", "follow our", "click here", "watch:", "listen:", "support us", "support now", "your support helps",
	"your donation", "donate", "advertisement", "story continues below", "article continues below", "continue reading", "share this",
	"this article was amended", "accept all cookies", "we use cookies", "we and our partners", "this site uses cookies",
	"by clicking", "create a free account", "already a subscriber", "already have an account", "log in to", "register for free",
	"get our free", "get the latest", "join our", "download our app", "download the app", "all rights reserved", "© ", "copyright ©",
	"report a typo", "send us a tip", "have a story", "photo:", "image:", "image source", "image caption", "getty images", "for more news", "get unlimited access"}

// buttons are paragraphs that are nothing but what a button says.
var buttons = map[string]bool{"share": true, "save": true, "listen": true, "print": true, "copy link": true, "link copied": true, "comments": true,
	"tweet": true, "email": true, "facebook": true, "twitter": true, "whatsapp": true, "telegram": true, "follow": true, "reprints": true}

// phrases make a short paragraph boilerplate wherever they stand in it.
var phrases = []string{"newsletter", "cookie policy", "privacy policy", "terms of service", "terms of use", "unlimited access", "your inbox",
	"support our journalism", "independent journalism", "make a contribution", "turn off your ad blocker", "javascript is disabled",
	"paywall", "donation", "your support", "quality journalism", "our reporters", "our journalists"}

const (
	shortAsk   = 280 // longest paragraph that an opening alone condemns
	longestAsk = 900 // longest donation appeal
)

// isBoilerplate says whether a paragraph is there for the site and not for
// the story.
func isBoilerplate(paragraph string) bool {
	text := strings.ToLower(paragraph)
	if buttons[text] {
		return true
	}
	for _, opening := range openings {
		if len(text) <= shortAsk && strings.HasPrefix(text, opening) && endsWord(text, len(opening)) {
			return true
		}
	}
	asks := 0
	for _, phrase := range phrases {
		if strings.Contains(text, phrase) {
			asks++
		}
	}
	return asks > 0 && len(text) <= shortAsk || asks > 1 && len(text) <= longestAsk
}

// endsWord keeps "Donated tanks arrived" from being an appeal to donate.
func endsWord(text string, at int) bool {
	return at >= len(text) || !(text[at] >= 'a' && text[at] <= 'z')
}
