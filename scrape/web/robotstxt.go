package web

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// The libraries for robots.txt were tried and left: the best known one throws
// a whole file away for one bad line, lets "Truce" speak for Truceline, weighs
// wildcards by the length of a regular expression, and compares percent signs
// byte by byte. RFC 9309 differs in each.

// rules are what a robots.txt says to one program.
type rules struct {
	lines []rule
	delay time.Duration // Crawl-delay; 0 where none was asked for
}

// rule permits or forbids the paths that its pattern begins.
type rule struct {
	allow   bool
	pattern string // normalised; * is any run of characters, a final $ the end
}

// allows says whether the path, with its query, may be asked (RFC 9309
// 2.2.2): the longest pattern decides, and permission wins a tie.
func (r rules) allows(path string) bool {
	path = normalise(path)
	best, allow := -1, true
	for _, line := range r.lines {
		if len(line.pattern) < best || len(line.pattern) == best && allow || !matches(line.pattern, path) {
			continue
		}
		best, allow = len(line.pattern), line.allow
	}
	return allow
}

// parseRobots reads what a robots.txt says to the product: its own groups
// together, else those of "*" together. Lines that are not understood are
// passed over.
func parseRobots(body []byte, product string) rules {
	body = bytes.TrimPrefix(body[:min(len(body), robotsBytes)], []byte("\ufeff"))
	var own, all rules
	var named, starred, inRules, found bool
	for line := range strings.FieldsFuncSeq(string(body), func(c rune) bool { return c == '\n' || c == '\r' }) {
		key, value := cutLine(line)
		switch key {
		case "user-agent":
			if inRules {
				named, starred, inRules = false, false, false
			}
			named = named || strings.EqualFold(productToken(value), product)
			starred = starred || strings.HasPrefix(value, "*")
			found = found || named
		case "allow", "disallow":
			inRules = true
			if value == "" {
				continue // an empty rule forbids nothing
			}
			one := rule{allow: key == "allow", pattern: normalise(value)}
			addTo(&own, named, one)
			addTo(&all, starred, one)
		case "crawl-delay":
			inRules = true // not of the RFC; who writes it means the names above it
			delayTo(&own, named, value)
			delayTo(&all, starred, value)
		}
	}
	if found {
		return own
	}
	return all
}

func addTo(r *rules, applies bool, one rule) {
	if applies {
		r.lines = append(r.lines, one)
	}
}

func delayTo(r *rules, applies bool, value string) {
	seconds, err := strconv.ParseFloat(value, 64)
	if applies && err == nil && seconds > 0 && seconds <= 86400 {
		r.delay = max(r.delay, time.Duration(seconds*float64(time.Second)))
	}
}

// cutLine splits "Key: value # comment".
func cutLine(line string) (key, value string) {
	line, _, _ = strings.Cut(line, "#")
	key, value, found := strings.Cut(line, ":")
	if !found {
		return "", ""
	}
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
}

// productToken is the name at the beginning of a user-agent line (2.2.1).
func productToken(value string) string {
	end := strings.IndexFunc(value, func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_')
	})
	if end < 0 {
		return value
	}
	return value[:end]
}

// matches walks pattern and path together; * may end anywhere.
func matches(pattern, path string) bool {
	anchored := strings.HasSuffix(pattern, "$")
	pattern = strings.TrimSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	rest := path[len(parts[0]):]
	if len(parts) == 1 {
		return !anchored || rest == ""
	}
	last := parts[len(parts)-1]
	for _, part := range parts[1 : len(parts)-1] {
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	if anchored {
		return strings.HasSuffix(rest, last)
	}
	return strings.Contains(rest, last)
}

const hexDigits = "0123456789ABCDEF"

// normalise makes paths comparable (2.2.2): what is not ASCII becomes %XX, %xx
// becomes %XX, and encoded unreserved characters become themselves.
func normalise(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' && i+2 < len(path) {
			if code, err := strconv.ParseUint(path[i+1:i+3], 16, 8); err == nil {
				writeOctet(&b, byte(code), !isUnreserved(byte(code)))
				i += 2
				continue
			}
		}
		writeOctet(&b, c, c >= 0x80 || c == ' ')
	}
	return b.String()
}

func writeOctet(b *strings.Builder, c byte, encode bool) {
	if !encode {
		b.WriteByte(c)
		return
	}
	b.WriteByte('%')
	b.WriteByte(hexDigits[c>>4])
	b.WriteByte(hexDigits[c&15])
}

// isUnreserved follows RFC 3986 2.3.
func isUnreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
