package scrape

import (
	"html"
	"strings"
	"unicode/utf8"
)

// undeclare drops what stands before the root element and says something
// about the document that is no longer true or never mattered: the encoding,
// as the text has been decoded, and the document type with its entities.
func undeclare(text string) string {
	for {
		text = strings.TrimLeft(text, " \t\r\n\ufeff\x00")
		switch {
		case strings.HasPrefix(text, "<?"):
			text = after(text, "?>")
		case strings.HasPrefix(text, "<!--"):
			text = after(text, "-->")
		case strings.HasPrefix(text, "<!DOCTYPE") || strings.HasPrefix(text, "<!doctype"):
			text = afterDoctype(text)
		default:
			return text
		}
	}
}

// afterDoctype passes over a document type, with the subset in brackets that
// entity bombs are made of.
func afterDoctype(text string) string {
	end := strings.IndexByte(text, '>')
	if open := strings.IndexByte(text, '['); open >= 0 && open < end {
		return after(after(text[open:], "]"), ">")
	}
	return after(text, ">")
}

// repair rewrites markup that no XML parser takes: tags that are not closed
// or cut off, bare ampersands and angle brackets, attributes without quotes,
// control characters, CDATA without an end. It keeps all text.
func repair(text string) string {
	m := mender{rest: text}
	for m.rest != "" {
		m.step()
	}
	for len(m.open) > 0 {
		m.close()
	}
	return m.out.String()
}

// mender walks through broken markup and writes whole markup.
type mender struct {
	rest string
	out  strings.Builder
	open []string
}

func (m *mender) step() {
	switch {
	case m.rest[0] != '<':
		end := strings.IndexByte(m.rest, '<')
		if end < 0 {
			end = len(m.rest)
		}
		m.text(m.rest[:end])
		m.rest = m.rest[end:]
	case strings.HasPrefix(m.rest, "<!--"):
		m.rest = after(m.rest, "-->")
	case strings.HasPrefix(m.rest, "<![CDATA["):
		inside, rest, _ := strings.Cut(m.rest[len("<![CDATA["):], "]]>")
		m.out.WriteString(html.EscapeString(printable(inside)))
		m.rest = rest
	case strings.HasPrefix(m.rest, "<?"):
		m.rest = after(m.rest, "?>")
	case strings.HasPrefix(m.rest, "<!"):
		m.rest = after(m.rest, ">")
	case strings.HasPrefix(m.rest, "</"):
		m.end()
	case len(m.rest) > 1 && isLetter(m.rest[1]):
		m.start()
	default:
		m.out.WriteString("&lt;")
		m.rest = m.rest[1:]
	}
}

// text writes characters; entities of HTML become themselves.
func (m *mender) text(text string) {
	m.out.WriteString(html.EscapeString(printable(html.UnescapeString(text))))
}

// end closes the element and all that was left open inside it. What is not
// open is not closed.
func (m *mender) end() {
	name := tagName(m.rest[2:])
	if at := strings.IndexAny(m.rest[1:], "<>"); at >= 0 && m.rest[1+at] == '>' {
		m.rest = m.rest[at+2:]
	} else if at >= 0 {
		m.rest = m.rest[at+1:]
	} else {
		m.rest = ""
	}
	for n := len(m.open) - 1; n >= 0; n-- {
		if m.open[n] == name {
			for len(m.open) > n {
				m.close()
			}
			return
		}
	}
}

func (m *mender) close() {
	last := len(m.open) - 1
	m.out.WriteString("</" + m.open[last] + ">")
	m.open = m.open[:last]
}

// void are elements of HTML that have no end.
var void = map[string]bool{"br": true, "hr": true, "img": true, "input": true, "wbr": true}

// start writes a start tag anew with quoted attributes. A tag that is cut off
// by the end of the document is left out.
func (m *mender) start() {
	name := tagName(m.rest[1:])
	tag, rest, whole := cutTag(m.rest)
	m.rest = rest
	if !whole || len(m.open) >= maxNesting {
		return
	}
	m.out.WriteString("<" + name)
	for _, a := range attributesOf(tag[1+len(name):]) {
		m.out.WriteString(" " + a[0] + `="` + html.EscapeString(printable(html.UnescapeString(a[1]))) + `"`)
	}
	if strings.HasSuffix(tag, "/") || void[strings.ToLower(name)] {
		m.out.WriteString("/>")
		return
	}
	m.out.WriteString(">")
	m.open = append(m.open, name)
}

// cutTag splits after the ">" that ends a tag, not one in quotes. A tag in
// which another begins ends there.
func cutTag(text string) (tag, rest string, whole bool) {
	var quote byte
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0 && c == '<':
			quote = 0
			return text[:i], text[i:], true
		case quote != 0:
		case (c == '"' || c == '\'') && text[i-1] == '=':
			quote = c
		case c == '>':
			return text[:i], text[i+1:], true
		case c == '<':
			return text[:i], text[i:], true
		}
	}
	return text, "", false
}

// attributesOf reads name=value pairs, quoted or not, each name once.
func attributesOf(text string) [][2]string {
	var found [][2]string
	known := map[string]bool{}
	for {
		text = strings.TrimLeft(text, " \t\r\n/")
		end := strings.IndexAny(text, " \t\r\n=/")
		if text == "" || end == 0 {
			return found
		}
		if end < 0 {
			end = len(text)
		}
		name := text[:end]
		var value string
		text = strings.TrimLeft(text[end:], " \t\r\n")
		if strings.HasPrefix(text, "=") {
			value, text = attributeValue(strings.TrimLeft(text[1:], " \t\r\n"))
		}
		if isName(name) && !known[name] {
			known[name] = true
			found = append(found, [2]string{name, value})
		}
	}
}

func attributeValue(text string) (value, rest string) {
	if text != "" && (text[0] == '"' || text[0] == '\'') {
		value, rest, _ = strings.Cut(text[1:], text[:1])
		return value, rest
	}
	end := strings.IndexAny(text, " \t\r\n")
	if end < 0 {
		return text, ""
	}
	return text[:end], text[end:]
}

// tagName is the name at the beginning, as it is written.
func tagName(text string) string {
	end := 0
	for end < len(text) && isNameByte(text[end]) {
		end++
	}
	return text[:end]
}

func isName(name string) bool {
	return name != "" && isLetter(name[0]) && len(tagName(name)) == len(name)
}

func isNameByte(c byte) bool {
	return isLetter(c) || c >= '0' && c <= '9' || c == ':' || c == '-' || c == '_' || c == '.'
}

// printable drops characters that XML cannot hold.
func printable(text string) string {
	return strings.Map(func(c rune) rune {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c == utf8.RuneError || c == 0xfffe || c == 0xffff {
			return -1
		}
		return c
	}, text)
}
