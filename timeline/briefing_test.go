package timeline_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"truceline/timeline"
)

var renew = flag.Bool("renew-briefings", false, "write the golden briefings anew")

// briefed composes a period of the curated events.
// The second answer are the events that it may tell of.
func briefed(t testing.TB, name string, today timeline.Day, length int) (timeline.Briefing, []timeline.Event) {
	t.Helper()
	p, err := timeline.ParsePeriod(name)
	if err != nil {
		t.Fatal(err)
	}
	known := topic(t)
	ask := timeline.BriefingAsk{Period: p, Today: today, Length: length, Names: timeline.BriefingNames{
		Types: known.Types, Families: known.Families, Actors: known.Actors, Places: known.Places, Publishers: known.Publishers, Articled: known.Articled}}
	for _, e := range known.Baseline {
		first, last := e.When.Bounds()
		switch {
		case first <= p.To && last >= p.From:
			ask.Events = append(ask.Events, e)
		case last < p.From && first >= p.Next(-timeline.BriefingBefore).From:
			ask.Before = append(ask.Before, e)
		case first > p.To && first <= p.To.Add(timeline.BriefingAhead) && e.Status == timeline.Planned:
			ask.Ahead = append(ask.Ahead, e)
		}
	}
	return timeline.ComposeBriefing(ask), slices.Concat(ask.Events, ask.Ahead)
}

func TestTheBriefingOfWeek20(t *testing.T) {
	b, _ := briefed(t, "2025-W20", "2026-11-22", 0)
	got, err := json.MarshalIndent(b, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "briefing-2025-W20.json")
	if *renew {
		if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(want)) != string(got) {
		t.Errorf("the briefing differs from %s; look at it, then run with -renew-briefings\n%s", file, got)
	}
}

var digits = regexp.MustCompile(`\d[\d,.]*`)

// TestParagraphsSayNothingThatNoCitedEventSays: every actor, place, number
// and weekday or date of a sentence stands in an event that it cites.
func TestParagraphsSayNothingThatNoCitedEventSays(t *testing.T) {
	weeks := map[string]bool{}
	for _, e := range topic(t).Baseline {
		weeks[timeline.WeekOf(e.When.SortDay()).Name()] = true
	}
	for week := range weeks {
		for _, length := range []int{3, 7, 0} {
			b, events := briefed(t, week, "2026-11-22", length)
			for _, line := range b.Paragraph {
				traced(t, week, line, events)
			}
			lines := slices.Concat(b.Planned, b.Refused)
			for _, group := range b.Happened {
				lines = append(lines, group.Lines...)
			}
			for _, line := range lines {
				traced(t, week, line, events)
			}
		}
	}
}

func traced(t *testing.T, week string, line timeline.BriefingLine, events []timeline.Event) {
	t.Helper()
	if len(line.References) == 0 || len(line.Events) == 0 {
		t.Errorf("%s: %q cites nothing", week, line.Text)
	}
	said := saidBy(t, line, events)
	for _, number := range digits.FindAllString(line.Text, -1) {
		if number = strings.TrimRight(number, ".,"); !strings.Contains(said, number) {
			t.Errorf("%s: %q: no cited event says %s", week, line.Text, number)
		}
	}
	for word := range strings.FieldsSeq(line.Text) {
		word = strings.Trim(word, ".,;:()\"“”?!")
		if slices.Contains(numerals, strings.ToLower(word)) && !strings.Contains(strings.ToLower(said), strings.ToLower(word)) {
			t.Errorf("%s: %q: no cited event says %s", week, line.Text, word)
		}
		if word == "" || !('A' <= word[0] && word[0] <= 'Z') || slices.Contains(connectives, word) {
			continue
		}
		if !strings.Contains(said, word) {
			t.Errorf("%s: %q: no cited event says %s", week, line.Text, word)
		}
	}
}

// numerals are numbers in words.
var numerals = strings.Fields("two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand dozen million billion second third fourth fifth sixth")

// A correction says what the event and its revision say, and cites the event.
func TestCorrectionsSayNothingThatNoRevisionSays(t *testing.T) {
	known := topic(t)
	period, err := timeline.ParsePeriod("2026-W40")
	if err != nil {
		t.Fatal(err)
	}
	ask := timeline.BriefingAsk{Period: period, Today: "2026-11-22", Names: timeline.BriefingNames{
		Types: known.Types, Families: known.Families, Actors: known.Actors, Places: known.Places, Publishers: known.Publishers, Articled: known.Articled}}
	for _, e := range known.Baseline {
		before := timeline.OnDay(e.When.SortDay().Add(-1))
		ask.Corrected = append(ask.Corrected, timeline.Correction{Event: e, Revision: timeline.Revision{
			EventID: e.ID, Number: 2, KnownFrom: period.From.Time(), Note: "The minutes name the day",
			Changes: []timeline.Change{{Field: "when", Words: "The date moved from " + before.Words() + " to " + e.When.Words() + "."}}}})
	}
	b := timeline.ComposeBriefing(ask)
	if len(b.Corrections) != len(known.Baseline) {
		t.Fatalf("%d corrections are told, want %d", len(b.Corrections), len(known.Baseline))
	}
	for i, line := range b.Corrections {
		c := ask.Corrected[i]
		told := c.Event
		told.Title += " " + c.Revision.Changes[0].Words + " Reason: " + c.Revision.Note
		traced(t, period.Name(), line, []timeline.Event{told})
	}
}

// connectives are the capitalised words that belong to the rules.
var connectives = []string{"On", "In", "The", "Also", "From", "Between", "By", "Since", "After", "Until", "Before", "During"}

// saidBy is everything that the cited events say, dates in words.
func saidBy(t *testing.T, line timeline.BriefingLine, events []timeline.Event) string {
	var said strings.Builder
	for _, e := range events {
		if !slices.Contains(line.Events, e.ID) {
			continue
		}
		said.WriteString(e.Title + " " + strings.ToUpper(e.Title[:1]) + e.Title[1:] + " " + e.When.Words() + " ")
		for _, day := range []timeline.Day{e.When.Start, e.When.End} {
			if day != "" {
				said.WriteString(day.Time().Format("Monday 2 January 2006") + " ")
			}
		}
		for _, id := range e.Places {
			for _, place := range topic(t).Places {
				if place.ID == id {
					said.WriteString(place.Name + " ")
				}
			}
		}
	}
	return said.String()
}

func TestPeriods(t *testing.T) {
	for text, words := range map[string]string{
		"2025-W20": "Week 20 of 2025: 12–18 May 2025", "2026-W01": "Week 1 of 2026: 29 December 2025 – 4 January 2026",
		"2026-W53": "Week 53 of 2026: 28 December 2026 – 3 January 2027", "2025-05-01..2025-05-20": "1–20 May 2025",
	} {
		p, err := timeline.ParsePeriod(text)
		if err != nil || p.Words() != words || p.Name() != text {
			t.Errorf("%s: %q %q %v", text, p.Words(), p.Name(), err)
		}
	}
	for _, text := range []string{"", "2025-W54", "2025-W53", "2025-W00", "2025-W2", "2025-W20x", "2025-W-1", "2025-05-02..2025-05-01", "2025-01-01..2026-01-01", "..", "2025-02-30..2025-03-01"} {
		if p, err := timeline.ParsePeriod(text); err == nil {
			t.Errorf("%q was read as %v", text, p)
		}
	}
}

// TestPeriodsAreCalledWhatTheyAre: a day is no week, and the zone that a
// period ends in is named beside whose days are told.
func TestPeriodsAreCalledWhatTheyAre(t *testing.T) {
	for name, noun := range map[string]string{"2025-W20": "week", "2025-05-12..2025-05-12": "day", "2025-05-01..2025-05-20": "period"} {
		in := "in"
		if noun == "day" {
			in = "on"
		}
		b, _ := briefed(t, name, "2026-11-22", 0)
		if got, want := b.CorrectionsHeading(), "Corrections to earlier "+noun+"s"; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		want := "Events that began " + in + " the " + noun + ", by family, beside the median of the 12 " + noun +
			"s before. A day is the day at the place of the event; the " + noun + " ends at midnight UTC."
		if got := b.Counting(); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestQuietAndRunningWeeksSaySo(t *testing.T) {
	for _, test := range []struct{ week, state, note string }{
		{"2026-W46", "finished", "No events are recorded for this week."},
		{"2026-W47", "running", "Unfinished: this week runs until the end of Sunday 22 November 2026 (UTC)."},
		{"2026-W50", "to_come", "This week has not begun"},
	} {
		b, _ := briefed(t, test.week, "2026-11-22", 0)
		if b.State != test.state || !strings.Contains(strings.Join(b.Notes, " "), test.note) || len(b.Paragraph) > 0 {
			t.Errorf("%s: %s %q", test.week, b.State, b.Notes)
		}
	}
}
