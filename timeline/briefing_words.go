package timeline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraph tells the heaviest of the events in the order of time, a
// sentence each: its date and place, where its title does not name them, and
// its title. A day is named once; what follows on it says so in other words.
func (w *briefingWriter) paragraph(told []Event) []BriefingLine {
	events := slices.Clone(told)
	if len(events) > paragraphMost {
		slices.SortFunc(events, heavier)
		events = events[:paragraphMost]
		slices.SortFunc(events, earlier)
	}
	lines := []BriefingLine{}
	same := 0 // sentences before this one about the same date
	for i, e := range events {
		same++
		if i == 0 || events[i-1].When.Value() != e.When.Value() {
			same = 0
		}
		lines = append(lines, w.line(w.sentence(e, same), e))
	}
	return lines
}

// sentence tells one event. A title that is built of two parts stands for
// itself, with its date behind it.
func (w *briefingWriter) sentence(e Event, same int) string {
	title, date := endless(e.Title), w.dateLead(e, same)
	if word := w.statusWord(e); word != "" && e.Status != Proposed {
		title += " (" + word + ")"
	}
	if strings.ContainsAny(title, ":?!") {
		return capital(title) + " (" + uncapital(strings.TrimPrefix(date, "On ")) + ")."
	}
	lead := date
	if place := w.placeBeside(e); place != "" {
		lead = "In " + place + " " + uncapital(date)
	}
	return lead + ", " + w.small(title) + "."
}

// dateLead begins a sentence with the event's date.
func (w *briefingWriter) dateLead(e Event, same int) string {
	when := e.When
	switch {
	case when.Exact() && same == 1:
		return "The same day"
	case when.Exact() && same > 1:
		return "Also on " + when.Start.Time().Format("Monday")
	case when.Exact() && w.severalYears():
		return "On " + when.Start.Time().Format("Monday 2 January 2006")
	case when.Exact():
		return "On " + when.Start.Time().Format("Monday 2 January")
	case when.Lasting && when.Open == Closed && when.Days() == 2:
		return "On " + w.yearless(SpanWords(when.Start, when.End))
	case when.Lasting && when.Open == Closed:
		return "From " + w.yearless(when.Start.Words()) + " to " + w.yearless(when.End.Words())
	case when.Precision == PrecisionWeekend && when.Open == Closed:
		return "On the " + when.Words()
	case when.Precision == PrecisionWeek && when.Open == Closed:
		return "In the " + when.Words()
	case (when.Precision == PrecisionPartOfMonth || when.Precision == PrecisionMonth) && when.Open == Closed && !strings.HasPrefix(when.Words(), "between"):
		return "In " + when.Words()
	}
	return capital(when.Words())
}

// severalYears says whether a day needs its year to be told.
func (w *briefingWriter) severalYears() bool {
	return w.ask.Period.From.Time().Year() != w.ask.Period.To.Time().Year()
}

// yearless leaves out the year that the heading of the briefing names.
func (w *briefingWriter) yearless(words string) string {
	return strings.TrimSuffix(words, w.ask.Period.From.Time().Format(" 2006"))
}

// placeBeside names the event's place where its title does not, and where
// the event was at it: calls and statements only come from somewhere.
func (w *briefingWriter) placeBeside(e Event) string {
	switch w.types[e.Type].Identity {
	case ByMeeting, ByAct, ByDeed:
	default:
		return ""
	}
	for _, id := range e.Places {
		if place, ok := w.places[id]; ok && names(e.Title, place) {
			return ""
		}
	}
	return w.city(e)
}

// city is the one town that the event was in, "" where several are named.
func (w *briefingWriter) city(e Event) string {
	name := ""
	for _, id := range e.Places {
		place, known := w.places[id]
		switch {
		case known && place.Kind != "city":
			continue // a building, or what the town lies in
		case !known || name != "":
			return ""
		}
		name = place.Name
	}
	return name
}

func names(title string, place Place) bool {
	folded := strings.ToLower(title)
	for _, name := range append([]string{place.Name}, place.Aliases...) {
		if name != "" && strings.Contains(folded, strings.ToLower(name)) {
			return true
		}
	}
	return false
}

// learn gathers the words that some text writes small inside a sentence:
// only those lose their capital when something comes before them.
func (w *briefingWriter) learn() {
	for _, word := range []string{"the", "a", "an", "first", "second", "third", "last", "two", "three", "four", "five", "more", "new", "no"} {
		w.common[word] = true
	}
	for _, events := range [][]Event{w.ask.Events, w.ask.Before, w.ask.Ahead} {
		for _, e := range events {
			for _, word := range strings.FieldsFunc(e.Title+" "+e.Summary, notLetter) {
				if first, _ := utf8.DecodeRuneInString(word); unicode.IsLower(first) {
					w.common[word] = true
				}
			}
		}
	}
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// small begins a title small where its first word is a common one and the
// next is no name that it belongs to ("Pope Leo").
func (w *briefingWriter) small(title string) string {
	word, rest, _ := strings.Cut(title, " ")
	next, _ := utf8.DecodeRuneInString(rest)
	closed := slices.Contains([]string{"The", "A", "An", "First", "Second", "Third", "Last", "More", "New", "No", "Two", "Three", "Four", "Five"}, word)
	if w.common[strings.ToLower(word)] && (closed || !unicode.IsUpper(next)) {
		return uncapital(title)
	}
	return title
}

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// uncapital begins a text small, unless it begins with a weekday.
func uncapital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	word, _, _ := strings.Cut(text, " ")
	if size == 0 || strings.HasSuffix(word, "day") {
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}
