package api

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"truceline/timeline"
)

// Limits of what one request may ask.
const (
	maxQuery     = 8 << 10 // bytes of a query string
	maxListItems = 100     // values of one list parameter
	maxValue     = 200     // characters of one value
)

// params reads the parameters of one request, one after the other. It keeps
// the first thing that cannot be used; done gives it.
type params struct {
	values url.Values
	asked  map[string]bool
	err    error
}

func readParams(rawQuery string) *params {
	p := &params{asked: map[string]bool{}}
	if len(rawQuery) > maxQuery {
		p.fail("", "the address is too long: at most %d characters after the question mark", maxQuery)
		return p
	}
	values, err := url.ParseQuery(rawQuery)
	if err != nil {
		p.fail("", "the part after the question mark cannot be read: %v", err)
	}
	p.values = values
	return p
}

// done gives the first error; where strict, a parameter that nobody asked
// for is one.
func (p *params) done(strict bool) error {
	if p.err != nil || !strict {
		return p.err
	}
	for _, name := range sortedKeys(p.values) {
		if !p.asked[name] {
			return timeline.Invalidf(name, "there is no such parameter here; known are %s", strings.Join(sortedKeys(p.asked), ", "))
		}
	}
	return nil
}

func (p *params) fail(field, format string, args ...any) {
	if p.err == nil {
		p.err = timeline.Invalidf(field, format, args...)
	}
}

// text gives the only value of a parameter, "" where there is none.
func (p *params) text(name string) string {
	p.asked[name] = true
	values := p.values[name]
	if len(values) == 0 {
		return ""
	}
	value := strings.TrimSpace(values[0])
	switch {
	case len(values) > 1:
		p.fail(name, "it is given %d times; give it once", len(values))
	case len([]rune(value)) > maxValue:
		p.fail(name, "it is too long; at most %d characters", maxValue)
	case !printable(value):
		p.fail(name, "it holds characters that are no text")
	}
	return value
}

// list gives the values of a parameter that may be repeated or hold commas.
func (p *params) list(name string) []string {
	p.asked[name] = true
	var list []string
	for _, value := range p.values[name] {
		for item := range strings.SplitSeq(value, ",") {
			item = strings.TrimSpace(item)
			if item != "" && !slices.Contains(list, item) {
				list = append(list, item)
			}
		}
	}
	if len(list) > maxListItems {
		p.fail(name, "it has %d values; at most %d", len(list), maxListItems)
		return nil
	}
	for _, item := range list {
		if len([]rune(item)) > maxValue || !printable(item) {
			p.fail(name, "one of its values is too long or is no text")
		}
	}
	return list
}

func (p *params) day(name string) timeline.Day {
	text := p.text(name)
	if text == "" {
		return ""
	}
	day, err := timeline.ParseDay(text)
	if err != nil {
		p.fail(name, "%v", err)
	}
	return day
}

// moment reads a day, which means its end in UTC, or a full timestamp.
func (p *params) moment(name string) time.Time {
	text := p.text(name)
	if text == "" {
		return time.Time{}
	}
	if day, err := timeline.ParseDay(text); err == nil {
		return day.EndUTC()
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		p.fail(name, "%q is neither a day like 2025-05-16 nor a moment like 2025-05-16T18:20:00Z", text)
	}
	return t.UTC()
}

func (p *params) number(name string, least, most, otherwise int) int {
	text := p.text(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		p.fail(name, "%q is not a whole number from %d to %d", text, least, most)
		return otherwise
	}
	return n
}

func (p *params) yes(name string) bool {
	switch text := p.text(name); text {
	case "", "0", "false":
		return false
	case "1", "true":
		return true
	default:
		p.fail(name, "%q is neither 1 nor 0", text)
		return false
	}
}

// choice reads a parameter that has a fixed set of values; the first is
// taken where none is given.
func (p *params) choice(name string, allowed ...string) string {
	text := p.text(name)
	if text == "" {
		return allowed[0]
	}
	if !slices.Contains(allowed, text) {
		p.fail(name, "%q is none of %s", text, strings.Join(allowed, ", "))
	}
	return text
}

// listOf reads a list whose values are all among the allowed ones.
func listOf[T ~string](p *params, name string, allowed []T) []T {
	var list []T
	for _, item := range p.list(name) {
		if !slices.Contains(allowed, T(item)) {
			p.fail(name, "%q is none of %s", item, joined(allowed))
		}
		list = append(list, T(item))
	}
	return list
}

func joined[T ~string](list []T) string {
	return strings.Trim(strings.Join(strings.Fields(fmt.Sprint(list)), ", "), "[]")
}

// printable refuses control characters and text that is not UTF-8.
func printable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f || r == '�' })
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
