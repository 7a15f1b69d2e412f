package timeline

import (
	"strconv"
	"strings"
)

// Words writes the day for people: "16 May 2025"; "" for the empty day.
func (d Day) Words() string {
	if d == "" {
		return ""
	}
	return d.Time().Format("2 January 2006")
}

// Words writes a date as sharply as its source gave it and no sharper:
// "16 May 2025", "weekend of 24–25 May 2025", "mid May 2025 (11–20)",
// "by 2 June 2025".
func (w When) Words() string {
	switch w.Open {
	case OpenBy, OpenBefore, OpenUntil:
		return string(w.Open) + " " + w.End.Words()
	case OpenAfter, OpenSince:
		return string(w.Open) + " " + w.Start.Words()
	}
	if w.Start == w.End {
		return w.Start.Words()
	}
	span := SpanWords(w.Start, w.End)
	if w.Lasting {
		return span
	}
	return w.doubt(span)
}

// ValueWords writes what Value made of a date for people: "16 May 2025",
// "10–14 June 2025", "by 2 June 2025". What is no such value stays as it is:
// claims may have been imported.
func ValueWords(value string) string {
	first, last, span := strings.Cut(value, "/")
	if !span {
		last = first
	}
	start, startErr := ParseDay(first)
	end, endErr := ParseDay(last)
	switch {
	case startErr == nil && endErr == nil:
		return SpanWords(start, end)
	case first == ".." && endErr == nil:
		return string(OpenBy) + " " + end.Words()
	case last == ".." && startErr == nil:
		return string(OpenSince) + " " + start.Words()
	}
	return value
}

// doubt names the unit inside which the event happened once.
func (w When) doubt(span string) string {
	start := w.Start.Time()
	switch w.Precision {
	case PrecisionWeekend:
		return "weekend of " + span
	case PrecisionWeek:
		return "week of " + span
	case PrecisionPartOfMonth:
		return partOfMonth(start.Day()) + " " + start.Format("January 2006") + " (" + days(w) + ")"
	case PrecisionMonth:
		if w.wholeMonths(1) {
			return start.Format("January 2006")
		}
	case PrecisionSeason:
		return "in the months of " + span
	case PrecisionYear:
		if w.wholeMonths(12) {
			return start.Format("2006")
		}
	}
	return "between " + w.Start.Words() + " and " + w.End.Words()
}

// wholeMonths says whether the span is n whole calendar months.
func (w When) wholeMonths(n int) bool {
	start := w.Start.Time()
	return start.Day() == 1 && DayOf(start.AddDate(0, n, -1)) == w.End
}

func partOfMonth(day int) string {
	switch {
	case day <= 10:
		return "early"
	case day <= 20:
		return "mid"
	}
	return "late"
}

func days(w When) string {
	return strconv.Itoa(w.Start.Time().Day()) + "–" + strconv.Itoa(w.End.Time().Day())
}

// SpanWords writes a span of days without saying a month or year twice:
// "10–14 June 2025", "31 May – 2 June 2025".
func SpanWords(from, to Day) string {
	a, b := from.Time(), to.Time()
	switch {
	case from == to:
		return to.Words()
	case a.Year() != b.Year():
		return from.Words() + " – " + to.Words()
	case a.Month() != b.Month():
		return a.Format("2 January") + " – " + to.Words()
	}
	return strconv.Itoa(a.Day()) + "–" + to.Words()
}

// WhenWords writes the event's date with what its status adds: "planned for
// 10–14 June 2025", "week of 12–18 May 2025", "since 4 May 2025".
func (e Event) WhenWords() string {
	words := e.When.Words()
	if hour := e.When.HourWords(); hour != "" {
		words += ", " + hour
	}
	switch {
	case e.Status == Planned && e.When.Open == OpenBy:
		return "planned " + words
	case e.Status == Planned:
		return "planned for " + withArticle(words)
	}
	return words
}

// withArticle puts "the" before "weekend" and "week", as speech does.
func withArticle(words string) string {
	if strings.HasPrefix(words, "week") {
		return "the " + words
	}
	return words
}

// Count writes a number with its noun: "1 source", "12 sources". The plural
// is the singular with an s unless it is given.
func Count(n int, singular string, plural ...string) string {
	noun := singular
	if n != 1 {
		noun += "s"
		if len(plural) > 0 {
			noun = plural[0]
		}
	}
	return Thousands(int64(n)) + " " + noun
}

// Thousands writes a number with commas: "1,200".
func Thousands(n int64) string {
	text := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, text = "-", text[1:]
	}
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return sign + text
}

// List joins names as prose does: "France, Germany and Poland".
func List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// Words says who stands behind an event: "6 sources, 3 known to be
// independent of each other".
func (c Corroboration) Words() string {
	words := Count(c.Sources, "source")
	switch {
	case c.Sources == 1 && c.Independent == 1:
	case c.Independent == 0:
		words += ", none known to be independent"
	case c.Independent == 1:
		words += ", 1 known to speak for itself"
	default:
		words += ", " + strconv.Itoa(c.Independent) + " known to be independent of each other"
	}
	if c.Copies > 0 {
		words += "; " + Count(c.Copies, "copy of the same text", "copies of the same text")
	}
	return words
}
