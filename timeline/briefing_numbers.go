package timeline

import (
	"slices"
	"strconv"
	"strings"
)

// numbers counts the events that began in the period by family, beside the
// median of the periods before.
func (w *briefingWriter) numbers() []BriefingCount {
	counts := []BriefingCount{}
	for _, family := range w.families() {
		before := make([]int, BriefingBefore)
		for n := range before {
			before[n] = w.count(w.ask.Before, family.ID, w.ask.Period.Next(-n-1))
		}
		counts = append(counts, BriefingCount{Family: family.ID, Label: family.Label,
			Events: w.count(w.ask.Events, family.ID, w.ask.Period), Median: median(before)})
	}
	return counts
}

// families are those of the topic; events of no known family are the last one's.
func (w *briefingWriter) families() []Family {
	if len(w.ask.Names.Families) == 0 {
		return []Family{{ID: familyOther, Label: "Events"}}
	}
	return w.ask.Names.Families
}

func (w *briefingWriter) count(events []Event, family string, in Period) int {
	n := 0
	for _, e := range events {
		if e.Status != Planned && w.family(e) == family && in.holds(e.When.SortDay()) && w.counts(e) {
			n++
		}
	}
	return n
}

// counts is tells without reports, which events of the past come without.
func (w *briefingWriter) counts(e Event) bool {
	return e.Review != ReviewRejected && e.MergedInto == "" && (!w.ask.Reviewed || e.Review == Confirmed)
}

func (w *briefingWriter) family(e Event) string {
	if kind, ok := w.types[e.Type]; ok {
		return kind.Family
	}
	families := w.families()
	return families[len(families)-1].ID
}

// median is the middle of the numbers, or half-way between the two middle ones.
func median(numbers []int) float64 {
	if len(numbers) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(numbers))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return float64(sorted[middle])
	}
	return float64(sorted[middle-1]+sorted[middle]) / 2
}

// Words says the count beside what is usual: "14 events (median 6.5)".
func (c BriefingCount) Words() string {
	return Count(c.Events, "event") + " (median " + strconv.FormatFloat(c.Median, 'f', -1, 64) + ")"
}

// Counting says what the numbers count.
func (b Briefing) Counting() string {
	noun, in := b.Period.noun(), "in"
	if b.Period.Days() == 1 {
		in = "on"
	}
	return "Events that began " + in + " the " + noun + ", by family, beside the median of the " + strconv.Itoa(BriefingBefore) + " " + noun +
		"s before. A day is the day at the place of the event; the " + noun + " ends at midnight " + b.Zone + "."
}

// CorrectionsHeading is what the corrections stand under.
func (b Briefing) CorrectionsHeading() string {
	return "Corrections to earlier " + b.Period.noun() + "s"
}

// Silence says in one sentence which parts have nothing to tell; "" where all
// have, or where the notes say so of everything.
func (b Briefing) Silence() string {
	said := []string{}
	if len(b.Planned) == 0 {
		said = append(said, "as still planned for later "+b.Period.noun()+"s")
	}
	if len(b.Refused) == 0 {
		said = append(said, "as refused, cancelled or put off")
	}
	if len(b.Corrections) == 0 {
		said = append(said, "as a correction to earlier "+b.Period.noun()+"s")
	}
	switch n := len(said); n {
	case 0:
		return ""
	case 1:
		return "Nothing is on record " + said[0] + "."
	default:
		return "Nothing is on record " + strings.Join(said[:n-1], ", ") + ", or " + said[n-1] + "."
	}
}

// notes say what a reader must know before reading on.
func (ask BriefingAsk) notes(total, told int) []string {
	noun := ask.Period.noun()
	notes := []string{}
	switch ask.state() {
	case "running":
		notes = append(notes, "Unfinished: this "+noun+" runs until the end of "+ask.Period.To.Time().Format("Monday 2 January 2006")+
			" ("+zoneOfDays+"). This is how it stood on "+ask.Today.Words()+".")
	case "to_come":
		notes = append(notes, "This "+noun+" has not begun; it begins on "+ask.Period.From.Words()+" ("+zoneOfDays+").")
	}
	of := "events"
	if ask.Reviewed {
		of = "reviewed events"
	}
	switch {
	case total == 0 && ask.state() == "finished":
		notes = append(notes, "No "+of+" are recorded for this "+noun+". That does not show that nothing happened, only that nothing was recorded.")
	case total == 0 && ask.state() == "running":
		notes = append(notes, "No "+of+" are recorded for this "+noun+" so far.")
	case told < total:
		notes = append(notes, strconv.Itoa(told)+" of "+Count(total, "event")+", chosen by significance and then by independent sources.")
	}
	if ask.Reviewed && total > 0 {
		notes = append(notes, "Only events that a person has reviewed.")
	}
	return notes
}
