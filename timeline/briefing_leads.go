package timeline

import "strings"

// leads begin the sentences of a paragraph with their dates. A day is named
// in full once; what follows on it, or on the day after, says so in words
// that change from one sentence to the next.
type leads struct {
	w     *briefingWriter
	named string // month and year that stand in full in the paragraph
	last  When   // of the sentence before
	same  int    // sentences before this one about the same date
	steps int    // days that followed each other and were called the next one
}

// next gives the beginning of the next sentence.
func (l *leads) next(when When) string {
	before := l.last
	l.last = when
	switch {
	case before.Start == "" || before.Value() != when.Value():
		l.same = 0
	default:
		l.same++
	}
	if !when.Exact() {
		return l.w.spanLead(when)
	}
	day := when.Start.Time()
	switch {
	case l.same == 1:
		return "The same day"
	case l.same > 1:
		return "Also on " + day.Format("Monday")
	case before.Exact() && before.Start.Add(1) == when.Start && l.steps == 0:
		l.steps++
		return "The next day"
	}
	l.steps = 0
	return "On " + l.day(when.Start)
}

// day names a day: the weekday alone within a week whose month was named.
func (l *leads) day(d Day) string {
	t := d.Time()
	month := t.Format("January 2006")
	switch {
	case l.w.ask.Period.Week() && l.w.ask.Period.holds(d) && l.named == month:
		return t.Format("Monday")
	case l.w.severalYears():
		l.named = month
		return t.Format("Monday 2 January 2006")
	}
	l.named = month
	return t.Format("Monday 2 January")
}

// spanLead begins a sentence about more than one day.
func (w *briefingWriter) spanLead(when When) string {
	switch {
	case when.Open != Closed:
		return capital(when.Words())
	case when.Lasting && when.Days() == 2:
		return "On " + w.yearless(SpanWords(when.Start, when.End))
	case when.Lasting:
		return "From " + w.yearless(strings.Replace(strings.Replace(SpanWords(when.Start, when.End), " – ", " to ", 1), "–", " to ", 1))
	case when.Precision == PrecisionWeek && w.ask.Period == (Period{when.Start, when.End}):
		return "During the week"
	case when.Precision == PrecisionWeekend:
		return "On the " + when.Words()
	case when.Precision == PrecisionWeek:
		return "In the " + when.Words()
	case (when.Precision == PrecisionPartOfMonth || when.Precision == PrecisionMonth) && !strings.HasPrefix(when.Words(), "between"):
		return "In " + when.Words()
	}
	return capital(when.Words())
}
