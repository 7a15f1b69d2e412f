package extract_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"truceline/timeline"
)

// read gives "type status start..end place actors" of every report.
func read(t testing.TB, day timeline.Day, title, text string) []string {
	t.Helper()
	var list []string
	for _, rep := range reader(t, ukraine(t)).Read(article(day, title, text)) {
		who := actorIDs(rep)
		first, last := rep.When.Bounds()
		list = append(list, fmt.Sprintf("%s %s %s..%s [%s] %s", rep.Type, rep.Status, first, last, strings.Join(rep.Places, " "), strings.Join(who, " ")))
	}
	return list
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		on   timeline.Day
		say  string
		want string // "" for nothing at all
	}{
		{"2025-05-17", "Delegations from Russia and Ukraine held direct talks in Istanbul on Friday.", "talks happened 2025-05-16..2025-05-16 [istanbul] russia ukraine"},
		{"2025-05-13", "Talks between Russia and Ukraine could take place in Istanbul later this week.", "talks planned 2025-05-12..2025-05-18 [istanbul] russia ukraine"},
		{"2026-02-15", "A new round of talks between Russia and Ukraine will be held in Geneva on Feb. 17-18.", "talks planned 2026-02-17..2026-02-18 [geneva] russia ukraine"},
		{"2025-05-13", "Sir Keir Starmer travelled to Kyiv over the weekend with Emmanuel Macron for talks with Volodymyr Zelensky.", "leader_visit happened 2025-05-10..2025-05-11 [kyiv] emmanuel-macron keir-starmer volodymyr-zelenskyy"},
		{"2025-08-27", "Russia and Ukraine exchanged 146 prisoners each on Ukraine's Independence Day.", "prisoner_exchange happened 2025-08-24..2025-08-24 [] russia ukraine"},
		{"2025-05-13", "Moscow has refused a ceasefire in Ukraine.", "proposal_rejected happened 2025-05-13..2025-05-13 [] russia"},
		{"2025-05-13", "Moscow has not refused a ceasefire in Ukraine.", ""},
		{"2025-05-13", "Putin must agree to a ceasefire in Ukraine.", ""},
		{"2025-05-13", "Will Putin meet Zelensky in Istanbul on Thursday?", ""},
		{"2025-05-13", "If Putin meets Zelensky in Istanbul on Thursday, a truce may follow.", ""},
		{"2025-05-13", "Zelensky wants to meet Putin.", ""},
		{"2025-10-10", "Israel and Hamas agreed to a ceasefire in Gaza on Thursday.", ""},
		{"2025-05-13", "Galatasaray beat Fenerbahce in Istanbul on Monday.", ""},
	} {
		if got := strings.Join(read(t, c.on, "", c.say), "; "); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.say, got, c.want)
		}
	}
}

// One event a fact: headline, lead and a later paragraph state it once.
func TestOneEventAFact(t *testing.T) {
	got := reader(t, ukraine(t)).Read(article("2025-05-07", "Ukraine and Russia swap 205 prisoners each",
		"Ukraine and Russia exchanged 205 prisoners each on Tuesday.\n\nThe weather was fine.\n\nThe prisoner exchange on Tuesday was the fifth of the year."))
	if len(got) != 1 {
		t.Fatalf("read %d events, want 1", len(got))
	}
	r := got[0]
	if len(r.QuoteMore) == 0 || r.Numbers[0] != (timeline.Number{What: "prisoners", Value: 205}) {
		t.Errorf("further quotes %q, numbers %v", r.QuoteMore, r.Numbers)
	}
	if r.Quote[r.DateOffset:r.DateOffset+len(r.DatePhrase)] != r.DatePhrase {
		t.Errorf("the date phrase %q does not stand at %d of %q", r.DatePhrase, r.DateOffset, r.Quote)
	}
}

// Offices are resolved by the day: the Foreign Secretary of May is not that
// of October.
func TestOfficesByTheDay(t *testing.T) {
	const say = "The British Foreign Secretary met Andrii Sybiha in Kyiv on Tuesday."
	for day, want := range map[timeline.Day]string{"2025-05-14": "david-lammy", "2025-10-15": "yvette-cooper"} {
		got := strings.Join(read(t, day, "", say), "; ")
		if !strings.Contains(got, want) {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
}

// What somebody is called after an office passes to his successor with it.
func TestCalledAfterAnOffice(t *testing.T) {
	for _, c := range []struct {
		on        timeline.Day
		say, want string
	}{
		{"2023-06-14", "The NATO chief met Volodymyr Zelenskyy in Kyiv on Tuesday.", "jens-stoltenberg"},
		{"2025-06-11", "The NATO chief met Volodymyr Zelenskyy in Kyiv on Tuesday.", "mark-rutte"},
		{"2023-06-14", "The Pope met Volodymyr Zelenskyy in Rome on Tuesday.", "pope-francis"},
		{"2025-07-09", "The Pope met Volodymyr Zelenskyy in Rome on Tuesday.", "pope-leo-xiv"},
		{"2025-06-11", "The Hungarian leader met Volodymyr Zelenskyy in Kyiv on Tuesday.", "viktor-orban"},
		{"2023-06-14", "The Italian leader met Volodymyr Zelenskyy in Kyiv on Tuesday.", "giorgia-meloni"},
		{"2023-06-14", "The Polish leader met Volodymyr Zelenskyy in Kyiv on Tuesday.", "andrzej-duda"},
		{"2017-06-14", "The British Prime Minister met Petro Poroshenko in London on Tuesday.", "theresa-may"},
		{"2020-06-10", "The Swiss President met Volodymyr Zelenskyy in Kyiv on Tuesday.", "simonetta-sommaruga"},
		{"2023-06-14", "Rustem Umerov met the Pentagon chief in Brussels on Tuesday.", "lloyd-austin"},
	} {
		if got := strings.Join(read(t, c.on, "", c.say), "; "); !strings.Contains(got, c.want) {
			t.Errorf("on %s %q: %s, want %s", c.on, c.say, got, c.want)
		}
	}
}

// A surname that stands alone is that of whoever was named in full before.
func TestSurnamesOfThoseNamedInFull(t *testing.T) {
	for _, c := range []struct{ say, want string }{
		{"Charles Michel praised Ukraine.\n\nOn Tuesday Michel met Volodymyr Zelenskyy in Kyiv.", "leader_visit happened 2023-06-13..2023-06-13 [kyiv] charles-michel volodymyr-zelenskyy"},
		{"Charles Michel praised Ukraine. Michel's envoy spoke. Michel arrived in Kyiv on Tuesday.", "[kyiv] charles-michel"},
		{"Theresa May praised Ukraine. May met Volodymyr Zelenskyy in Kyiv on Tuesday.", "[kyiv] theresa-may volodymyr-zelenskyy"},
		{"Tony Michel praised Ukraine.\n\nOn Tuesday Michel met Volodymyr Zelenskyy in Kyiv.", ""},
		{"Ukraine waits for Charles Michel.\n\nOn Tuesday Louis Michel met Volodymyr Zelenskyy in Kyiv.", ""},
	} {
		got := strings.Join(read(t, "2023-06-14", "The war in Ukraine", c.say), "; ")
		if c.want == "" && strings.Contains(got, "charles-michel") || !strings.Contains(got, c.want) {
			t.Errorf("%q: %s, want %s", c.say, got, c.want)
		}
	}
}

// The article that the project started from is measured, never kept: the
// test is skipped where the text is absent.
func TestFirstArticle(t *testing.T) {
	text, err := os.ReadFile("../../shared/eval/gold/texts/d001.txt")
	if err != nil {
		t.Skip("the text of the first article is not here")
	}
	got := strings.Join(read(t, "2025-05-13", "", string(text)), "\n")
	for _, want := range []string{
		"leader_visit happened 2025-05-10..2025-05-11 [kyiv]",
		"ministerial_meeting happened 2025-05-12..2025-05-12 [] david-lammy france germany italy poland spain",
		"talks planned 2025-05-12..2025-05-18 [istanbul] russia ukraine",
		"statement happened 2025-05-13..2025-05-13",
		"proposal_rejected happened 2025-05-13..2025-05-13 [] russia",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %s in\n%s", want, got)
		}
	}
}
