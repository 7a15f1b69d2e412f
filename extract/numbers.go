package extract

import (
	"strconv"
	"strings"

	"truceline/timeline"
)

// numbers gives the amounts that stand near the words that the rule counts,
// in the sentence of the fact.
func (d *document) numbers(s *sentence, f *fact) []timeline.Number {
	list := []timeline.Number{}
	if f.rule.Gives.Counts == "" {
		return list
	}
	for _, what := range strings.Fields(f.rule.Gives.Counts) {
		if n, ok := d.amount(s, f, what); ok {
			list = append(list, timeline.Number{What: what, Value: n})
		}
	}
	return list
}

// amount finds a number near a word of the list that counts it: "205
// prisoners", "killing at least 31 people".
func (d *document) amount(s *sentence, f *fact, what string) (int64, bool) {
	for i := range s.items {
		if !d.inList(s, i, what) {
			continue
		}
		for _, k := range []int{i - 1, i - 2, i - 3, i + 1, i + 2, i + 3, i - 4} {
			if k < 0 || k >= len(s.items) || s.items[k].kind != aWordItem {
				continue
			}
			if n, ok := d.numberAt(s.items[k]); ok {
				return n, true
			}
		}
	}
	return 0, false
}

func (d *document) numberAt(it item) (int64, bool) {
	w := d.word(it.start)
	if n := numberWord(strings.ToLower(w)); n > 0 {
		return n, true
	}
	if !d.tokens[it.start].is(number) || len(w) > 12 {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.ReplaceAll(w, ",", ""), 10, 64)
	return n, err == nil
}

// grouped prints a number with commas.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
