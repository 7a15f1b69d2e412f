package dates

import "strings"

// A Worst is a text that is made to be slow to read.
type Worst struct {
	Name string
	Text string
}

// WorstCases gives texts of about the given size in bytes that hold as much
// as possible of what finders start on and cannot finish. A benchmark reads
// them at two sizes: time must grow as the size does.
func WorstCases(size int) []Worst {
	patterns := []Worst{
		{"digits", "7"}, {"short numbers", "12 "}, {"years", "2025 "}, {"decimals", "1.1."}, {"clocks", "10:35:"},
		{"weekdays", "Monday "}, {"months", "May "}, {"month and number", "May 10, "}, {"brackets", "("},
		{"quotes", "\""}, {"curly quotes", "“"}, {"apostrophes", "'"}, {"unfinished ranges", "from May 10 to "},
		{"lists of days", "5, 6, 7, 8, 9, "}, {"dashes", "May 10-"}, {"articles", "the "}, {"heads", "about the early "},
		{"cardinals", "one hundred thousand "}, {"anchored", "the next day "}, {"verbs", "said to be planned "},
		{"quoted days", "\"tomorrow\" he said on Monday "}, {"spaces", " "}, {"lines", "A\n"}, {"datelines", "GENEVA, May 10 (A "},
		{"hours", "10 p.m. on "}, {"letters", "a"}, {"broken runes", "\xff\xe2\x80"}, {"zero width", "\u200b"},
	}
	for i, p := range patterns {
		patterns[i].Text = strings.Repeat(p.Text, size/len(p.Text)+1)
	}
	return patterns
}
