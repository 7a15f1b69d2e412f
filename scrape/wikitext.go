package scrape

import (
	"html"
	"strings"
)

// A statement is one bullet of a day page that cites at least one page.
type statement struct {
	section string   // "International relations"
	topics  []string // bullets without a citation that stand above it, the outermost first
	text    string
	cites   []string
}

// bullet is one list entry of a page in any of its forms.
type bullet struct {
	depth int
	text  string
	cites []string
}

// outline collects statements from bullets: one that cites something is a
// statement, one that does not is a topic that its children inherit.
type outline struct {
	section    string
	topics     []string // by depth, "" where the bullet was a statement
	statements []statement
}

// maxBulletDepth is far more than any page has.
const maxBulletDepth = 20

func (o *outline) open(section string) { o.section, o.topics = section, nil }

func (o *outline) add(b bullet) {
	if b.text == "" || b.depth < 1 || b.depth > maxBulletDepth {
		return
	}
	for len(o.topics) >= b.depth {
		o.topics = o.topics[:len(o.topics)-1]
	}
	for len(o.topics) < b.depth-1 {
		o.topics = append(o.topics, "")
	}
	if len(b.cites) == 0 {
		o.topics = append(o.topics, b.text)
		return
	}
	s := statement{section: o.section, text: b.text, cites: b.cites}
	for _, topic := range o.topics {
		if topic != "" {
			s.topics = append(s.topics, topic)
		}
	}
	o.topics = append(o.topics, "")
	o.statements = append(o.statements, s)
}

// parseDayWikitext reads a day page in either layout: news inside the
// template's content parameter (until mid-2026), or between two templates.
func parseDayWikitext(text string) []statement {
	var o outline
	for line := range strings.SplitSeq(stripTemplates(dayBody(stripComments(text))), "\n") {
		line = strings.TrimSpace(line)
		depth := len(line) - len(strings.TrimLeft(line, "*#:"))
		switch {
		case line == "":
		case depth > 0:
			b := wikiInline(line[depth:])
			b.depth = depth
			o.add(b)
		case line[0] == ';' || strings.HasPrefix(line, "'''") || strings.HasPrefix(line, "=="):
			o.open(wikiInline(strings.Trim(line, ";'= ")).text)
		}
	}
	return o.statements
}

// dayBody unwraps {{Current events|…|content= … }}.
func dayBody(text string) string {
	start := strings.Index(text, "{{Current events")
	if start < 0 {
		return text
	}
	end := strings.IndexAny(text[start+2:], "}\n")
	at := strings.Index(text[start:], "content=")
	if at < 0 || end >= 0 && text[start+2+end] == '}' && start+at > start+2+end {
		return text
	}
	text = text[start+at+len("content="):]
	if last := strings.LastIndex(text, "}}"); last >= 0 {
		text = text[:last]
	}
	return text
}

func stripComments(text string) string {
	return cutBetween(text, "<!--", "-->")
}

// cutBetween removes every stretch from open to close; an unclosed one runs
// to the end.
func cutBetween(text, open, close string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, open)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, text, found = strings.Cut(after, close)
		if !found {
			return b.String()
		}
	}
}

// stripTemplates removes {{…}}, nested ones too.
func stripTemplates(text string) string {
	var b strings.Builder
	depth := 0
	for i := 0; i < len(text); i++ {
		switch {
		case strings.HasPrefix(text[i:], "{{"):
			depth++
			i++
		case depth > 0 && strings.HasPrefix(text[i:], "}}"):
			depth--
			i++
		case depth == 0:
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

// wikiInline makes plain text of one line and sets its citations apart: an
// external link whose label stands in brackets, or that has none. A link in
// the sentence keeps its words and is cited too.
func wikiInline(line string) bullet {
	line = cutRefs(line)
	var text strings.Builder
	var cites []string
	for i := 0; i < len(line); {
		rest := line[i:]
		switch {
		case strings.HasPrefix(rest, "[["):
			shown, n := internalLink(rest)
			text.WriteString(shown)
			i += n
		case strings.HasPrefix(rest, "[http://") || strings.HasPrefix(rest, "[https://"):
			address, label, n := externalLink(rest)
			cites = append(cites, address)
			if label = strings.TrimSpace(label); label != "" && !isCitation(label) {
				text.WriteString(label)
			}
			i += n
		case strings.HasPrefix(rest, "''"):
			i += len(rest) - len(strings.TrimLeft(rest, "'"))
		default:
			text.WriteByte(line[i])
			i++
		}
	}
	return bullet{text: tidy(html.UnescapeString(stripTags(text.String()))), cites: cites}
}

// isCitation says whether a link's label is the name of a source: "(Reuters)".
func isCitation(label string) bool {
	label = strings.Trim(label, "' ")
	return strings.HasPrefix(label, "(") && strings.HasSuffix(label, ")")
}

// internalLink gives the words shown for "[[Target|shown]]" and its length.
func internalLink(text string) (shown string, length int) {
	end := strings.Index(text, "]]")
	if end < 0 {
		return text[:2], 2
	}
	target, shown, piped := strings.Cut(text[2:end], "|")
	if !piped {
		shown = strings.TrimPrefix(target, ":")
	}
	if at := strings.LastIndex(shown, "|"); at >= 0 {
		shown = shown[at+1:]
	}
	if isFile(target) {
		shown = ""
	}
	return strings.ReplaceAll(shown, "''", ""), end + 2
}

func isFile(target string) bool {
	target = strings.ToLower(strings.TrimSpace(target))
	return strings.HasPrefix(target, "file:") || strings.HasPrefix(target, "image:") || strings.HasPrefix(target, "category:")
}

// externalLink splits "[https://… label]" and gives its length.
func externalLink(text string) (address, label string, length int) {
	end := strings.IndexByte(text, ']')
	if end < 0 {
		end = len(text) - 1
	}
	// A label may hold a link of its own: [https://… [[Name]]].
	if open := strings.Index(text, "[["); open > 0 && open < end {
		if inner := strings.Index(text[open:], "]]"); inner > 0 && strings.HasPrefix(text[open+inner+2:], "]") {
			end = open + inner + 2
		}
	}
	address, label, _ = strings.Cut(text[1:end], " ")
	label = strings.NewReplacer("[[", "", "]]", "", "''", "").Replace(label)
	return html.UnescapeString(address), label, end + 1
}
