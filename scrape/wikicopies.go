package scrape

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"truceline/scrape/prose"
	"truceline/timeline"
)

// A dayPage is the statements of one day.
type dayPage struct {
	day        timeline.Day
	statements []statement
}

// parseDayCopy reads a copy of day pages in any of the forms that they are
// kept in: wikitext, Markdown with a dated head, HTML of one day or a whole
// month. day is that of a form which does not say it itself.
func parseDayCopy(text string, day timeline.Day) ([]dayPage, error) {
	head := strings.TrimSpace(text[:min(len(text), 4096)])
	var pages []dayPage
	switch {
	case strings.HasPrefix(head, "<!DOCTYPE") || strings.HasPrefix(head, "<html") || strings.Contains(head, "current-events-main"):
		var err error
		if pages, err = parseDayHTML(text); err != nil {
			return nil, err
		}
	case strings.HasPrefix(head, "---") || strings.HasPrefix(head, "#"):
		pages = []dayPage{parseDayMarkdown(text, day)}
	default:
		pages = []dayPage{{day: day, statements: parseDayWikitext(text)}}
	}
	for _, page := range pages {
		if page.day == "" {
			return nil, fmt.Errorf("the copy does not say of which day it is")
		}
	}
	return pages, nil
}

// parseDayMarkdown reads a page like docs/_posts/2025-05-16-….md: a head with
// date, "####" sections, nested "*" bullets with [shown](address "title").
func parseDayMarkdown(text string, day timeline.Day) dayPage {
	page := dayPage{day: day}
	var o outline
	for line := range strings.SplitSeq(text, "\n") {
		trimmed := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(trimmed, "date:"):
			if found, err := timeline.ParseDay(strings.TrimSpace(strings.TrimPrefix(trimmed, "date:"))); err == nil {
				page.day = found
			}
		case strings.HasPrefix(trimmed, "#"):
			o.open(strings.Trim(trimmed, "# "))
		case strings.HasPrefix(trimmed, "* ") || strings.HasPrefix(trimmed, "- "):
			b := markdownInline(trimmed[2:])
			b.depth = 1 + (len(line)-len(strings.TrimLeft(line, " ")))/2
			o.add(b)
		}
	}
	page.statements = o.statements
	return page
}

// markdownLink finds [shown](address "title"); shown and address may hold one
// pair of brackets.
var markdownLink = regexp.MustCompile(`\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(((?:[^()\s]|\([^()\s]*\))+)(?:\s+"(?:[^"\\]|\\.)*")?\)`)

func markdownInline(line string) bullet {
	var b bullet
	var text strings.Builder
	last := 0
	for _, at := range markdownLink.FindAllStringSubmatchIndex(line, -1) {
		text.WriteString(line[last:at[0]])
		last = at[1]
		shown, address := line[at[2]:at[3]], line[at[4]:at[5]]
		if isWikiAddress(address) {
			text.WriteString(shown)
			continue
		}
		b.cites = append(b.cites, address)
		if !isCitation(strings.ReplaceAll(shown, "*", "")) {
			text.WriteString(shown)
		}
	}
	text.WriteString(line[last:])
	b.text = tidy(html.UnescapeString(unmark(text.String())))
	return b
}

// unmark drops emphasis and the backslashes before punctuation.
func unmark(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text) && strings.IndexByte(`\*_[]()#+-.!`+"`", text[i+1]) >= 0:
			i++
			b.WriteByte(text[i])
		case text[i] == '*' || text[i] == '_' && (i == 0 || text[i-1] == ' '):
		default:
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

// isWikiAddress says whether a link leads to the wiki itself.
func isWikiAddress(address string) bool {
	host := hostOf(address)
	return !strings.HasPrefix(address, "http") || strings.HasSuffix(host, "wikipedia.org") || strings.HasSuffix(host, "wiktionary.org")
}

// parseDayHTML reads every day of a page as the site serves it.
func parseDayHTML(text string) ([]dayPage, error) {
	doc, err := prose.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("the copy cannot be read: %w", err)
	}
	var pages []dayPage
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && hasClass(n, "current-events-main") {
			pages = append(pages, dayPage{day: dayOfHTML(n), statements: statementsOfHTML(n)})
		}
	}
	return pages, nil
}

// dayOfHTML reads the machine-readable day of the heading.
func dayOfHTML(main *html.Node) timeline.Day {
	for n := range main.Descendants() {
		if hasClass(n, "bday") && n.FirstChild != nil {
			if day, err := timeline.ParseDay(strings.TrimSpace(n.FirstChild.Data)); err == nil {
				return day
			}
		}
	}
	return ""
}

func statementsOfHTML(main *html.Node) []statement {
	var o outline
	for n := range main.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case hasClass(n, "current-events-content"):
			for child := n.FirstChild; child != nil; child = child.NextSibling {
				switch child.DataAtom {
				case atom.P, atom.Div, atom.H2, atom.H3, atom.Dl:
					if section := inlineOfHTML(child).text; section != "" {
						o.open(section)
					}
				case atom.Ul:
					o.addList(child, 1)
				}
			}
			return o.statements
		}
	}
	return nil
}

// addList adds the bullets of one list and of those inside it.
func (o *outline) addList(list *html.Node, depth int) {
	if depth > maxBulletDepth {
		return
	}
	for li := list.FirstChild; li != nil; li = li.NextSibling {
		if li.DataAtom != atom.Li {
			continue
		}
		b := inlineOfHTML(li)
		b.depth = depth
		o.add(b)
		for inner := li.FirstChild; inner != nil; inner = inner.NextSibling {
			if inner.DataAtom == atom.Ul {
				o.addList(inner, depth+1)
			}
		}
	}
}

// inlineOfHTML is the text of a bullet without the lists inside it, its
// citations set apart.
func inlineOfHTML(root *html.Node) bullet {
	var b bullet
	var text strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			text.WriteString(n.Data)
			return
		case n.DataAtom == atom.Ul || n.DataAtom == atom.Style || n.DataAtom == atom.Sup && hasClass(n, "reference"):
			return
		case n.DataAtom == atom.A && hasClass(n, "external"):
			b.cites = append(b.cites, attribute(n, "href"))
			if shown := innerText(n); isCitation(shown) || hasClass(n, "autonumber") {
				return
			}
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	for child := root.FirstChild; child != nil; child = child.NextSibling {
		walk(child)
	}
	b.text = tidy(text.String())
	return b
}

func innerText(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

func hasClass(n *html.Node, class string) bool {
	for word := range strings.FieldsSeq(attribute(n, "class")) {
		if word == class {
			return true
		}
	}
	return false
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// fillDay puts a day into a pattern with {year}, {month} (its name), {day},
// {mm}, {dd} and {date}.
func fillDay(pattern string, day timeline.Day) string {
	t := day.Time()
	return strings.NewReplacer("{year}", t.Format("2006"), "{month}", t.Format("January"), "{day}", t.Format("2"),
		"{mm}", t.Format("01"), "{dd}", t.Format("02"), "{date}", t.Format(time.DateOnly)).Replace(pattern)
}
