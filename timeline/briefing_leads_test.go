package timeline_test

import (
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

// TestLeadsOfSentencesNameTheDayOfTheirEvent reads the beginnings of all
// sentences back: "the next day" counts from the sentence before.
func TestLeadsOfSentencesNameTheDayOfTheirEvent(t *testing.T) {
	days := map[string]timeline.When{}
	weeks := map[string]bool{}
	for _, e := range topic(t).Baseline {
		days[e.ID] = e.When
		weeks[timeline.WeekOf(e.When.SortDay()).Name()] = true
	}
	read := 0
	for week := range weeks {
		b, _ := briefed(t, week, "2026-11-22", 0)
		before, said := timeline.Day(""), map[string]int{}
		for _, line := range b.Paragraph {
			when := days[line.Events[0]]
			if !when.Exact() {
				before = when.Start
				continue
			}
			want, lead := leadDay(b.Period, before, line.Text)
			if lead == "" {
				t.Errorf("%s: %q does not say its day", week, line.Text)
			} else if want != when.Start {
				t.Errorf("%s: %q says %s, the event was on %s", week, line.Text, want, when.Start)
			}
			if said[lead]++; strings.HasPrefix(lead, "on ") && said[lead] > 1 {
				t.Errorf("%s: %q is said %d times", week, lead, said[lead])
			}
			before = when.Start
			read++
		}
	}
	if read < 300 {
		t.Errorf("only %d sentences were read", read)
	}
}

// leadDay finds the words that name a sentence's day, and the day.
func leadDay(p timeline.Period, before timeline.Day, text string) (day timeline.Day, lead string) {
	text = strings.ToLower(text)
	begin, _, _ := strings.Cut(text, ",")
	_, end, _ := cutLast(text, "(")
	for _, part := range []string{begin, end} {
		switch {
		case strings.Contains(part, "the same day"):
			return before, "the same day"
		case strings.Contains(part, "the next day"):
			return before.Add(1), "the next day"
		}
		for d := p.From; d <= p.To; d = d.Add(1) {
			if weekday := strings.ToLower(d.Time().Format("Monday")); strings.Contains(part, weekday) {
				full := strings.ToLower(d.Time().Format("Monday 2 January"))
				if strings.Contains(part, weekday+" ") && !strings.Contains(part, full) && hasDigit(part) {
					return "", "on " + full
				}
				if strings.Contains(part, "also on") {
					return d, "also on"
				}
				return d, "on " + weekday
			}
		}
	}
	return "", ""
}

func cutLast(text, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(text, sep); i >= 0 {
		return text[:i], text[i+len(sep):], true
	}
	return text, "", false
}

func hasDigit(text string) bool { return strings.ContainsAny(text, "0123456789") }

func TestWordsBeforeATitle(t *testing.T) {
	event := func(id, title string, day timeline.Day) timeline.Event {
		e := timeline.Event{ID: id, Title: title, Type: "statement", When: timeline.OnDay(day), Status: timeline.Happened, Significance: 3}
		e.Reports = []timeline.Report{{Article: &timeline.Article{ID: id, URL: "https://x.example/" + id, Published: time.Now()}}}
		return e
	}
	p, err := timeline.ParsePeriod("2025-W20")
	if err != nil {
		t.Fatal(err)
	}
	b := timeline.ComposeBriefing(timeline.BriefingAsk{Period: p, Today: "2025-06-01", Events: []timeline.Event{
		event("a", "First talks since the winter end without a text", "2025-05-12"),
		event("b", "Envoys agree on a list of the first envoys", "2025-05-12"),
		event("c", "Reuters prints a list that envoys saw", "2025-05-13"),
		event("d", "US-drafted plan is shown", "2025-05-14"),
		event("e", "Pope Leo speaks to envoys", "2025-05-16"),
	}})
	want := []string{
		"On Monday 12 May, the first talks since the winter end without a text.",
		"The same day, envoys agree on a list of the first envoys.",
		"Reuters prints a list that envoys saw (the next day).",
		"On Wednesday, a US-drafted plan is shown.",
		"Pope Leo speaks to envoys (Friday).",
	}
	for i, line := range b.Paragraph {
		if line.Text != want[i] {
			t.Errorf("%q, want %q", line.Text, want[i])
		}
	}
}

// TestTitlesAreToldAsSentencesOnlyWhereTheyAre has titles as headlines have
// them, and how they stand in a paragraph.
func TestTitlesAreToldAsSentencesOnlyWhereTheyAre(t *testing.T) {
	said := timeline.Event{ID: "said", Title: "Delegates of the EU and the UN Council wait", Summary: "It was said at the White House. The Kremlin said nothing. A drone, a grain ship and envoys came."}
	p, err := timeline.ParsePeriod("2025-W20")
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]string{
		"First round of talks held in Geneva":          "On Monday 12 May, the first round of talks is held in Geneva.",
		"Second round of talks in Geneva":              "Second round of talks in Geneva (Monday 12 May).",
		"First round of talks ends in Geneva":          "On Monday 12 May, the first round of talks ends in Geneva.",
		"EU adopts a package signed by all":            "On Monday 12 May, the EU adopts a package signed by all.",
		"EU envoys adopt a package":                    "EU envoys adopt a package (Monday 12 May).",
		"EU and UN Council meet envoys":                "On Monday 12 May, the EU and UN Council meet envoys.",
		"White House names an envoy":                   "On Monday 12 May, the White House names an envoy.",
		"Kremlin says talks led by envoys end":         "On Monday 12 May, the Kremlin says talks led by envoys end.",
		"Grain deal extended":                          "On Monday 12 May, the grain deal is extended.",
		"Envoys hold first call before Geneva summit":  "On Monday 12 May, envoys hold the first call before the Geneva summit.",
		"Envoys agree 30-day pause; EU resumes talks":  "On Monday 12 May, envoys agree a 30-day pause; the EU resumes talks.",
		"Envoys issue arrest warrant for 8-10 May":     "On Monday 12 May, envoys issue an arrest warrant for 8-10 May.",
		"Envoys meet in Geneva; joint paper dropped":   "Envoys meet in Geneva; joint paper dropped (Monday 12 May).",
		"Geneva summit launches US-drafted plan":       "On Monday 12 May, the Geneva summit launches a US-drafted plan.",
		"500-for-500 exchange completed with envoys":   "On Monday 12 May, the 500-for-500 exchange is completed with envoys.",
		"Kremlin says envoys would leave office":       "On Monday 12 May, the Kremlin says envoys would leave office.",
		"Envoys seek to arrange an envoys' meeting":    "On Monday 12 May, envoys seek to arrange an envoys' meeting.",
		"EU adopts 18th package with USD 47 price cap": "On Monday 12 May, the EU adopts the 18th package with a USD 47 price cap.",
		"First swap of envoys under the accord":        "First swap of envoys under the accord (Monday 12 May).",
		"White House rejects Easter truce":             "On Monday 12 May, the White House rejects the Easter truce.",
		"Envoys discuss declaration of intent as text": "On Monday 12 May, envoys discuss the declaration of intent as text.",
		"Drone and missile attack kills envoys":        "On Monday 12 May, a drone and missile attack kills envoys.",
		"Geneva Protocol signed by envoys":             "On Monday 12 May, the Geneva Protocol is signed by envoys.",
		"First envoy-level talks held in Geneva":       "On Monday 12 May, the first envoy-level talks are held in Geneva.",
		"EU reported to have approved the plan":        "On Monday 12 May, the EU is reported to have approved the plan.",
		"Envoys' meeting postponed after EU cancels":   "On Monday 12 May, the envoys' meeting is postponed after the EU cancels.",
		"Date proposed for a truce passes as EU waits": "On Monday 12 May, the date proposed for a truce passes as EU waits.",
		"Envoys agreed on a list":                      "Envoys agreed on a list (Monday 12 May).",
		"Envoys returned to Geneva":                    "Envoys returned to Geneva (Monday 12 May).",
		"Package agreed after Geneva-format summit":    "On Monday 12 May, a package is agreed after a Geneva-format summit.",
		"Envoys and drone held in Geneva":              "Envoys and drone held in Geneva (Monday 12 May).",
		"Talks postponed, Geneva says":                 "Talks postponed, Geneva says (Monday 12 May).",
		"Fighting goes on near Geneva":                 "On Monday 12 May, fighting goes on near Geneva.",
		"Over 40 states meet in Geneva":                "On Monday 12 May, over 40 states meet in Geneva.",
		"Thirty-one states meet in Geneva":             "On Monday 12 May, thirty-one states meet in Geneva.",
		"Further stage of the exchange begins":         "On Monday 12 May, a further stage of the exchange begins.",
		"EU, UN and Swiss envoys meet in Geneva":       "On Monday 12 May, EU, UN and Swiss envoys meet in Geneva.",
		"Envoys and Council of Europe meet":            "On Monday 12 May, envoys and the Council of Europe meet.",
		"Envoys will not attend Geneva talks":          "On Monday 12 May, envoys will not attend the Geneva talks.",
		"Envoys agree on a pause, not a full truce":    "On Monday 12 May, envoys agree on a pause, not a full truce.",
		"Envoys declare 8-9 May truce":                 "On Monday 12 May, envoys declare an 8-9 May truce.",
		"Envoys swap 40 each, first swap since March":  "On Monday 12 May, envoys swap 40 each, the first swap since March.",
		"Geneva summit plans force and keeps silent":   "On Monday 12 May, the Geneva summit plans a force and keeps silent.",
		"EU presents memorandum demanding a list":      "On Monday 12 May, the EU presents a memorandum demanding a list.",
		"EU reports return of 40 envoys":               "On Monday 12 May, the EU reports the return of 40 envoys.",
		"Envoys' open letter offers Geneva a meeting":  "On Monday 12 May, the envoys' open letter offers Geneva a meeting.",
		"Plan to end the war sent to envoys in Geneva": "On Monday 12 May, a plan to end the war is sent to envoys in Geneva.",
	} {
		e := timeline.Event{ID: "a", Title: title, Type: "statement", When: timeline.OnDay("2025-05-12"), Status: timeline.Happened, Significance: 3}
		e.Reports = []timeline.Report{{Article: &timeline.Article{ID: "a", URL: "https://x.example/a", Published: time.Now()}}}
		b := timeline.ComposeBriefing(timeline.BriefingAsk{Period: p, Today: "2025-06-01", Events: []timeline.Event{e}, Before: []timeline.Event{said}})
		if got := b.Paragraph[0].Text; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestAWeekThatIsTheDateIsNotDatedTwice: what its sources date to the week of
// the briefing happened during the week.
func TestAWeekThatIsTheDateIsNotDatedTwice(t *testing.T) {
	p, err := timeline.ParsePeriod("2025-W20")
	if err != nil {
		t.Fatal(err)
	}
	e := timeline.Event{ID: "a", Title: "EU envoys meet in Geneva", Type: "statement", Status: timeline.Happened,
		When: timeline.When{Start: p.From, End: p.To, Precision: timeline.PrecisionWeek}}
	e.Reports = []timeline.Report{{Article: &timeline.Article{ID: "a", URL: "https://x.example/a", Published: time.Now()}}}
	b := timeline.ComposeBriefing(timeline.BriefingAsk{Period: p, Today: "2025-06-01", Events: []timeline.Event{e}})
	if got, want := b.Paragraph[0].Text, "During the week, EU envoys meet in Geneva."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSilenceIsOneSentence(t *testing.T) {
	p, err := timeline.ParsePeriod("2025-W20")
	if err != nil {
		t.Fatal(err)
	}
	b := timeline.ComposeBriefing(timeline.BriefingAsk{Period: p, Today: "2025-06-01"})
	want := "Nothing is on record as still planned for later weeks, as refused, cancelled or put off, or as a correction to earlier weeks."
	if got := b.Silence(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
