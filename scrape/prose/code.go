package prose

import "strings"

// withoutCode takes the bodies of scripts and styles out of a page, but for data
// such as JSON-LD, and the tags out of plain menus: they are often most of a
// page, and nothing of them is read. The tags of scripts, styles and menus stay,
// so the tree of all other elements is the same.
//
// Where a page is written so that only a whole parser could follow, the rest of
// it stays as it is.
func withoutCode(page string) string {
	var kept []string
	around := openTags{}
	from, at := 0, 0 // until where the page was copied, and looked at
	for {
		open := strings.IndexByte(page[at:], '<')
		if open < 0 {
			break
		}
		tag := leadingTag(page[at+open:])
		at += open + len(tag)
		if len(around) == 0 && isMenu(tag) {
			if texts, length := plainMenu(page[at:]); length > 0 {
				kept = append(append(kept, page[from:at]), texts...)
				at += length
				from = at
			}
			continue
		}
		around.pass(tag)
		name := rawElement(tag)
		if name == "" {
			continue
		}
		body := rawBody(page[at:], name)
		drawing := around["svg"]+around["math"] > 0 // tags are tags in there
		if strings.HasSuffix(tag, "/>") || escapes(body) || drawing && strings.Contains(body, "<") {
			break
		}
		if isCode(name, tag) {
			kept = append(kept, page[from:at])
			from = at + len(body)
		}
		at += len(body)
	}
	if from == 0 {
		return page
	}
	return strings.Join(append(kept, page[from:]), "")
}

// leadingTag is the tag, comment or declaration with which a text begins; "<"
// where it is none.
func leadingTag(text string) string {
	switch {
	case strings.HasPrefix(text, "<!--"):
		return text[:commentEnd(text)]
	case len(text) > 1 && isLetter(text[1]), len(text) > 2 && text[1] == '/' && isLetter(text[2]):
		return text[:tagEnd(text)]
	case len(text) > 1 && strings.IndexByte("!?/", text[1]) >= 0:
		if end := strings.IndexByte(text, '>'); end >= 0 {
			return text[:end+1]
		}
		return text
	}
	return text[:1]
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' && c != '\v' }

// commentEnd is behind "-->" or "--!>"; the dashes may be those of "<!--".
func commentEnd(text string) int {
	for at := len("<!"); ; at++ {
		dashes := strings.Index(text[at:], "--")
		if dashes < 0 {
			return len(text)
		}
		at += dashes
		for _, end := range []string{"-->", "--!>"} {
			if strings.HasPrefix(text[at:], end) {
				return at + len(end)
			}
		}
		if at == len("<!") && strings.HasPrefix(text[at:], "--->") {
			return at + len("--->")
		}
	}
}

// tagEnd is behind the ">" of a tag; one in a quoted value is none.
func tagEnd(text string) int {
	for at := 1; at < len(text); at++ {
		switch text[at] {
		case '>':
			return at + 1
		case '=':
			at = valueEnd(text, at+1) - 1
		}
	}
	return len(text)
}

// valueEnd is behind the value of an attribute.
func valueEnd(text string, at int) int {
	for at < len(text) && isSpace(text[at]) {
		at++
	}
	if at < len(text) && (text[at] == '"' || text[at] == '\'') {
		end := strings.IndexByte(text[at+1:], text[at])
		if end < 0 {
			return len(text)
		}
		return at + 1 + end + 1
	}
	for at < len(text) && !isSpace(text[at]) && text[at] != '>' {
		at++
	}
	return at
}

// rawElements are those in which tags are text.
var rawElements = []string{"script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp", "plaintext"}

// rawElement is the name of the raw element that a tag begins, or "".
func rawElement(tag string) string {
	for _, name := range rawElements {
		if rest := len(tag) - 1 - len(name); rest > 0 && tag[1]|0x20 == name[0] && strings.EqualFold(tag[1:1+len(name)], name) && endsName(tag[1+len(name)]) {
			return name
		}
	}
	return ""
}

func endsName(c byte) bool { return isSpace(c) || c == '/' || c == '>' }

// rawBody is what of a text stands before the end tag of a raw element.
func rawBody(text, name string) string {
	for at := 0; ; at++ {
		end := strings.Index(text[at:], "</")
		if end < 0 {
			return text
		}
		at += end
		if after := at + 2 + len(name); after < len(text) && strings.EqualFold(text[at+2:after], name) && endsName(text[after]) {
			return text[:at]
		}
	}
}

// escapes says whether a script may go on behind its first end tag: what HTML
// calls double escaped.
func escapes(body string) bool {
	comment := strings.Index(body, "<!--")
	return comment >= 0 && strings.Contains(strings.ToLower(body[comment:]), "<script")
}

func isCode(name, tag string) bool {
	return name == "style" || name == "script" && !strings.Contains(strings.ToLower(tag), "+json")
}
