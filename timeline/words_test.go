package timeline_test

import (
	"testing"

	"truceline/timeline"
)

func TestDatesInWords(t *testing.T) {
	span := func(from, to timeline.Day, p timeline.Precision) timeline.When {
		return timeline.When{Start: from, End: to, Precision: p}
	}
	lasting := span("2025-06-10", "2025-06-14", timeline.PrecisionDay)
	lasting.Lasting = true
	for want, event := range map[string]timeline.Event{
		"16 May 2025":                            {When: timeline.OnDay("2025-05-16")},
		"weekend of 24–25 May 2025":              {When: span("2025-05-24", "2025-05-25", timeline.PrecisionWeekend)},
		"weekend of 31 May – 1 June 2025":        {When: span("2025-05-31", "2025-06-01", timeline.PrecisionWeekend)},
		"week of 12–18 May 2025":                 {When: span("2025-05-12", "2025-05-18", timeline.PrecisionWeek)},
		"mid May 2025 (11–20)":                   {When: span("2025-05-11", "2025-05-20", timeline.PrecisionPartOfMonth)},
		"late February 2025 (21–28)":             {When: span("2025-02-21", "2025-02-28", timeline.PrecisionPartOfMonth)},
		"May 2025":                               {When: span("2025-05-01", "2025-05-31", timeline.PrecisionMonth)},
		"2025":                                   {When: span("2025-01-01", "2025-12-31", timeline.PrecisionYear)},
		"between 3 May 2025 and 7 May 2025":      {When: span("2025-05-03", "2025-05-07", timeline.PrecisionRange)},
		"by 2 June 2025":                         {When: timeline.When{End: "2025-06-02", Precision: timeline.PrecisionDay, Open: timeline.OpenBy}},
		"since 4 May 2025":                       {When: timeline.When{Start: "2025-05-04", Precision: timeline.PrecisionDay, Open: timeline.OpenSince}},
		"10–14 June 2025":                        {When: lasting},
		"planned for 10–14 June 2025":            {When: lasting, Status: timeline.Planned},
		"planned for the week of 12–18 May 2025": {When: span("2025-05-12", "2025-05-18", timeline.PrecisionWeek), Status: timeline.Planned},
		"planned by 2 June 2025":                 {When: timeline.When{End: "2025-06-02", Precision: timeline.PrecisionDay, Open: timeline.OpenBy}, Status: timeline.Planned},
		"16 May 2025, 10:30 UTC, 13:30 Istanbul": {When: timeline.When{Start: "2025-05-16", End: "2025-05-16", Precision: timeline.PrecisionDay, Clock: "13:30", Zone: "Europe/Istanbul"}},
		"28 December 2025 – 2 January 2026":      {When: timeline.When{Start: "2025-12-28", End: "2026-01-02", Precision: timeline.PrecisionDay, Lasting: true}},
	} {
		if got := event.WhenWords(); got != want {
			t.Errorf("%q instead of %q", got, want)
		}
	}
}

func TestNumbersAndListsInWords(t *testing.T) {
	for want, got := range map[string]string{
		"1 source": timeline.Count(1, "source"), "0 sources": timeline.Count(0, "source"), "1,200 bodies": timeline.Count(1200, "body", "bodies"),
		"-1,234,567": timeline.Thousands(-1234567), "France, Germany and Poland": timeline.List([]string{"France", "Germany", "Poland"}),
		"France and Germany": timeline.List([]string{"France", "Germany"}), "": timeline.List(nil),
		"6 sources, 3 known to be independent of each other": timeline.Corroboration{Sources: 6, Independent: 3}.Words(),
	} {
		if got != want {
			t.Errorf("%q instead of %q", got, want)
		}
	}
}

func TestTheBoundsOfADateInWords(t *testing.T) {
	for value, want := range map[string]string{
		"2025-05-16": "16 May 2025", "2025-05-16/2025-05-18": "16–18 May 2025", "../2025-06-02": "by 2 June 2025", "2025-06-02/..": "since 2 June 2025",
		"": "", "..": "..", "../..": "../..", "soon": "soon", "2025-02-30": "2025-02-30", "2025-05-16/<b>": "2025-05-16/<b>",
	} {
		if got := timeline.ValueWords(value); got != want {
			t.Errorf("%q: %q, want %q", value, got, want)
		}
	}
}
