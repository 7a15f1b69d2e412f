package extract_test

import (
	"slices"
	"testing"

	"truceline/timeline"
)

// A day behind a participle, a cause or "until" is not that of the deed.
func TestDaysOfOtherThings(t *testing.T) {
	for _, c := range []struct {
		on        timeline.Day
		say, want string
	}{
		{"2024-04-24", "The US Senate approved on Tuesday a bill on Ukraine passed by the House of Representatives on Saturday.",
			"legislation_or_vote happened 2024-04-23..2024-04-23 [] us-senate"},
		{"2024-04-24", "The US Senate approved on Tuesday a bill on Ukraine passed by the House of Representatives on Saturday.",
			"legislation_or_vote happened 2024-04-20..2024-04-20 [] us-house"},
		{"2025-05-20", "On Tuesday Britain announced new sanctions in response to the attack on Ukraine on 17 May.",
			"sanctions happened 2025-05-20..2025-05-20 [] united-kingdom"},
		{"2022-11-17", "Ukraine's parliament on Wednesday extended martial law until 19 February.",
			"legislation_or_vote happened 2022-11-16..2022-11-16 [] verkhovna-rada"},
		{"2023-02-05", "Ukraine and Russia traded 180 prisoners in a swap announced by both sides on Saturday.",
			"prisoner_exchange happened 2023-02-04..2023-02-04 [] russia ukraine"},
	} {
		if got := read(t, c.on, "", c.say); !slices.Contains(got, c.want) {
			t.Errorf("%q\n got %q\nwant %q", c.say, got, c.want)
		}
	}
}

// What is refrained from, stopped or done for another end has not happened.
func TestDeedsThatAreNotDone(t *testing.T) {
	for _, text := range []string{
		"Ukraine promised on Tuesday to refrain from striking Russian refineries until 3 May.",
		"On Monday Vladimir Putin agreed to stop strikes on Kyiv.",
		"On Monday Emmanuel Macron condemned Russian strikes on Odesa.",
		"Norway sent 20 fighter jets to Ukraine on Monday.",
	} {
		for _, report := range reader(t, ukraine(t)).Read(article("2025-04-29", "", text)) {
			if report.Type == "attack" {
				t.Errorf("%s\nread %s", text, report.Type)
			}
		}
	}
}
