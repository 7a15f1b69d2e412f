package extract_test

import (
	"slices"
	"strings"
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
		{"2025-05-20", "Despite the Kremlin's Saturday announcement of a truce, Ukraine and Russia exchanged 40 prisoners on Monday.",
			"prisoner_exchange happened 2025-05-19..2025-05-19 [] russia ukraine"},
		{"2025-05-20", "Close to the anniversary of the February 24 2022 Russian invasion of Ukraine, the European Union has adopted sanctions against Russia.",
			"sanctions happened 2025-05-20..2025-05-20 [] european-union"},
		{"2025-05-20", "Keith Kellogg -- a US envoy who has been in Ukraine -- is set to return to Kyiv on Friday.",
			"ministerial_meeting planned 2025-05-23..2025-05-23 [kyiv] keith-kellogg"},
	} {
		if got := read(t, c.on, "", c.say); !slices.Contains(got, c.want) {
			t.Errorf("%q\n got %q\nwant %q", c.say, got, c.want)
		}
	}
}

// A day that stands in a quotation, tells since when something is so, or is only compared with
// dates nothing.
func TestDaysOfNothing(t *testing.T) {
	for _, c := range []struct{ say, not string }{
		{"\"I'm in Ukraine on Friday,\" Keith Kellogg said.", "2025-05-16"},
		{"Russia has seized parts of Ukraine since Vladimir Putin ordered the invasion in February 2022.", "2022"},
		{"Boris Pistorius came to the meeting of the Ukraine Defence Contact Group a day later than his colleagues.", "2025-05-21"},
		{"On Sunday Emmanuel Macron and Volodymyr Zelensky agreed to hold a meeting in Ukraine.", "summit"},
		{"The deal with Ukraine was signed in Oslo and promoted by Emmanuel Macron on Monday.", "emmanuel-macron"},
		{"\"Pete Hegseth will join us online,\" Boris Pistorius said during a conversation with NATO about Ukraine.", "phone_call"},
		{"Dmitry Peskov announced that Donald Trump's phone call with Volodymyr Zelensky took place on Monday.", "phone_call happened 2025-05-19..2025-05-19 [] dmitry-peskov"},
		{"Ukraine and Russia are at odds, thanks to the plan.", "statement"},
		{"The strikes in Ukraine came despite Vladimir Putin declaring a truce last month.", "attack happened 2025-04"},
	} {
		if got := read(t, "2025-05-20", "", c.say); strings.Contains(strings.Join(got, "; "), c.not) {
			t.Errorf("%q\n got %q", c.say, got)
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
