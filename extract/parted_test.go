package extract_test

import (
	"slices"
	"testing"

	"truceline/timeline"
)

// Verbs of several words that a date parts, and subjects that stand behind "by" and "his".
func TestPartedVerbsAndSubjects(t *testing.T) {
	for _, c := range []struct {
		on        timeline.Day
		say, want string
		not       bool
	}{
		{on: "2025-09-17", say: "Emmanuel Macron called on Tuesday for a one-month truce in Ukraine.",
			want: "ceasefire_proposal proposed 2025-09-16..2025-09-16 [] emmanuel-macron"},
		{on: "2025-09-17", say: "Norway called on Tuesday for talks with Ukraine in Oslo.",
			want: "talks happened 2025-09-16..2025-09-16 [oslo] norway ukraine", not: true},
		{on: "2025-09-17", say: "A delegation led by Rustem Umerov held talks with US officials in Geneva on Tuesday over Ukraine.",
			want: "talks happened 2025-09-16..2025-09-16 [geneva] rustem-umerov united-states"},
		{on: "2025-09-17", say: "Volodymyr Zelensky and his Polish counterpart Karol Nawrocki met in Warsaw on Tuesday.",
			want: "leader_visit happened 2025-09-16..2025-09-16 [warsaw] karol-nawrocki volodymyr-zelenskyy"},
		{on: "2025-09-17", say: "Kyiv said on Tuesday that Russia had broken the truce 200 times.",
			want: "ceasefire_violation claimed 2025-09-16..2025-09-16 [] russia"},
	} {
		if got := read(t, c.on, "", c.say); slices.Contains(got, c.want) == c.not {
			t.Errorf("%q\n got %q\nwant %q: %v", c.say, got, c.want, !c.not)
		}
	}
}
