package dates

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

var update = flag.Bool("update", false, "write the golden traces anew")

// tracedCases is how many cases of each family have a golden trace.
const tracedCases = 6

// TestTraces compares all that is known of the first dates of each family
// with a golden file.
func TestTraces(t *testing.T) {
	paths, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		family := strings.TrimSuffix(filepath.Base(path), ".txt")
		t.Run(family, func(t *testing.T) {
			var got strings.Builder
			cases := readCases(t, path)
			for _, c := range cases[:min(tracedCases, len(cases))] {
				got.WriteString(c.text + "\n" + trace(Find(c.text, Anchor{Published: c.on})) + "\n")
			}
			checkGolden(t, filepath.Join("testdata", "traces", family+".golden"), got.String())
		})
	}
}

func checkGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (run with -update if this is better):\n%s", path, got)
	}
}

func TestIntervals(t *testing.T) {
	for text, want := range map[string]string{
		"They met on May 10-11.":                       "2025-05-10..2025-05-11 range",
		"They met on 10–11 May.":                       "2025-05-10..2025-05-11 range",
		"They will meet between 5 and 7 June.":         "2025-06-05..2025-06-07 range",
		"It lasted from Monday to Wednesday.":          "2025-05-12..2025-05-14 range",
		"It lasted from 30 December to 2 January.":     "2024-12-30..2025-01-02 range",
		"It ran from 2014 to 2021.":                    "2014-01-01..2021-12-31 range",
		"They will meet Thursday through Saturday.":    "2025-05-15..2025-05-17 range",
		"They met on April 24 and 25.":                 "",
		"They met on May 6, and on May 7 they parted.": "",
	} {
		found := Find(text, Anchor{Published: "2025-05-14"})
		var got []string
		for _, interval := range Intervals(found) {
			got = append(got, whenText(interval.When))
			if !interval.When.Lasting || interval.When.Check() != nil || interval.Reason == "" {
				t.Errorf("%s: %+v", text, interval)
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: intervals %v, want %s\n%s", text, got, want, trace(found))
		}
	}
}

func TestReasons(t *testing.T) {
	for text, want := range map[string]string{
		"They met on Monday.":                "The clause speaks of the past: the nearest before or on the day of publication (14 May 2025).",
		"They will meet on Friday.":          "The clause speaks of the future: the nearest on or after the day of publication (14 May 2025).",
		"On Friday they agreed to meet.":     "The clause speaks of the past: the nearest before or on the day of publication (14 May 2025).",
		"It has been planned for Sunday.":    "The clause speaks of the future: the nearest on or after the day of publication (14 May 2025).",
		"They met in March.":                 "The year is not said. The clause speaks of the past: the nearest before or on the day of publication (14 May 2025).",
		"They met on 9 May 2024.":            "The text gives it in full.",
		"They met yesterday.":                "Counted from the day of publication (14 May 2025).",
		"They are now at war.":               "The words name no calendar day.",
		"They fought for two years.":         "A length of time, not a day of the calendar.",
		"They will meet in the coming days.": "The seven days after the day of publication (14 May 2025).",
	} {
		found := Find(text, Anchor{Published: "2025-05-14"})
		if len(found) != 1 || found[0].Reason != want {
			t.Errorf("%s: want %s\n%s", text, want, trace(found))
		}
	}
}

func TestImpliedParts(t *testing.T) {
	for text, want := range map[string][]string{
		"They met on 9 May 2024.": nil,
		"They met on 9 May.":      {"year"},
		"They met on the 9th.":    {"year", "month"},
		"They met on Monday.":     {"year", "month", "day"},
	} {
		found := Find(text, Anchor{Published: "2025-05-14"})
		if len(found) != 1 || !slices.Equal(found[0].When.Implied, want) {
			t.Errorf("%s: want %v\n%s", text, want, trace(found))
		}
	}
}

// TestWithoutPublication: what the text does not date by itself has no date.
func TestWithoutPublication(t *testing.T) {
	text := "On Monday and on 9 May 2025, last week and in 2014, they met; on May 3 and yesterday, too."
	var got []string
	for _, d := range Find(text, Anchor{}) {
		got = append(got, d.Value)
	}
	if want := []string{"2025-05-09", "2014"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestFeasts(t *testing.T) {
	anchor := Anchor{Published: "2025-08-20", Feasts: []Feast{
		{Name: "Independence Day", Month: time.August, Day: 24},
		{Name: "Defenders' Day", Month: time.October, Day: 1},
	}}
	text := "They will meet on Independence Day. A film of that name, \"Independence Days\", is old."
	found := Find(text, anchor)
	if len(found) != 1 || found[0].Value != "2025-08-24" {
		t.Errorf("got:\n%s", trace(found))
	}
	if found := Find(text, Anchor{Published: "2025-08-20"}); len(found) != 0 {
		t.Errorf("a feast that no topic names:\n%s", trace(found))
	}
}

func TestEaster(t *testing.T) {
	// Source: the tables of Easter days of the US Census Bureau and of the
	// Orthodox Church in America.
	for year, want := range map[int][2]timeline.Day{
		2022: {"2022-04-17", "2022-04-24"}, 2023: {"2023-04-09", "2023-04-16"}, 2024: {"2024-03-31", "2024-05-05"},
		2025: {"2025-04-20", "2025-04-20"}, 2026: {"2026-04-05", "2026-04-12"}, 2027: {"2027-03-28", "2027-05-02"},
	} {
		if got := [2]timeline.Day{westernEaster(year).day(), orthodoxEaster(year).day()}; got != want {
			t.Errorf("%d: got %v, want %v", year, got, want)
		}
	}
}

func TestJSON(t *testing.T) {
	for text, want := range map[string]string{
		"":                              `[]`,
		"Nothing here.":                 `[]`,
		"Они — on 9 May 2025 — talked.": `[{"text":"9 May 2025","start":14,"end":24,"value":"2025-05-09","type":"DATE"}]`,
	} {
		got, err := json.Marshal(JSON(Find(text, Anchor{Published: "2025-05-14"})))
		if err != nil || string(got) != want {
			t.Errorf("%q: got %s, want %s (%v)", text, got, want, err)
		}
	}
}
