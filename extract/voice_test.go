package extract_test

import (
	"strings"
	"testing"

	"truceline/timeline"
)

// "I" and "we" mean who signs the text, whose page it is or whose people are addressed; inside
// a quotation who is quoted.
func TestWhoSpeaks(t *testing.T) {
	for _, c := range []struct {
		on               timeline.Day
		url, title, text string
		want             string // type and actors
	}{
		{"2024-03-07", "", "Statement by Prime Minister Kaja Kallas on Ukraine",
			"Emmanuel Macron said little. Today I met with Volodymyr Zelensky in Kyiv.", "leader_visit kaja-kallas volodymyr-zelenskyy"},
		{"2024-03-07", "https://www.president.gov.ua/en/news/x", "We are working for peace in Ukraine",
			"Olaf Scholz praised the army. Today I spoke with Emmanuel Macron by phone.", "phone_call emmanuel-macron volodymyr-zelenskyy"},
		{"2024-03-07", "https://www.whitehouse.gov/x", "Remarks on Ukraine",
			"Volodymyr Zelenskyy asked for more. Volodymyr Zelenskyy was heard. This morning the President met with Olaf Scholz in Washington.", "leader_visit joe-biden olaf-scholz"},
		{"2024-03-07", "", "Our defence grows stronger",
			"Dear Ukrainians!\n\nI met Emmanuel Macron in Kyiv today.", "leader_visit emmanuel-macron volodymyr-zelenskyy"},
		{"2024-03-07", "https://www.president.gov.ua/en/news/x", "Partners of Ukraine",
			"“I met Olaf Scholz in Berlin today,” Emmanuel Macron said.", "leader_visit emmanuel-macron olaf-scholz"},
		{"2022-03-20", "", "New help for Ukraine",
			"PRESS STATEMENT\n\nANTONY J. BLINKEN, SECRETARY OF STATE\n\nUkraine defends itself.\n\nI have authorized today a third drawdown of up to $150 million for Ukraine.", "military_aid antony-blinken"},
		{"2024-03-07", "", "Joint statement by Olaf Scholz and Emmanuel Macron on Ukraine",
			"Today we met with Volodymyr Zelensky in Paris.", "leader_visit emmanuel-macron olaf-scholz volodymyr-zelenskyy"},
	} {
		a := article(c.on, c.title, c.text)
		a.URL = c.url
		var got []string
		for _, rep := range reader(t, ukraine(t)).Read(a) {
			if rep.Type != "statement" {
				got = append(got, rep.Type+" "+strings.Join(actorIDs(rep), " "))
			}
		}
		if all := strings.Join(got, "; "); all != c.want {
			t.Errorf("%q %q\n got %s\nwant %s", c.title, c.text, all, c.want)
		}
	}
}
