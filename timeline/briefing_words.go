package timeline

import (
	"regexp"
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
	lead := leads{w: w}
	for _, e := range events {
		line := w.line(w.sentence(e, lead.next(e.When)), e)
		if alone := w.sentence(e, (&leads{w: w}).next(e.When)); alone != line.Text {
			line.Alone = alone
		}
		lines = append(lines, line)
	}
	return lines
}

// sentence tells one event behind its date. A title that is built of two
// parts, that has no verb for sure, or whose first word may be a name or not,
// stands for itself, with its date behind it.
func (w *briefingWriter) sentence(e Event, date string) string {
	title, place := endless(e.Title), w.placeBeside(e)
	word := w.statusWord(e)
	if e.Status == Proposed {
		word = "" // its title says so
	}
	whole := w.passive(title)
	verb, told := telling(whole)
	if verb >= 0 && refusing[strings.Fields(whole)[verb]] {
		word = "" // so does its verb
	}
	if within, sure := w.small(whole, verb); told && sure && !strings.ContainsAny(title, ":?!") {
		if word != "" {
			within += " (" + word + ")"
		}
		within = joinedOffice.ReplaceAllString(within, "and the $1 of ")
		if place != "" {
			date = "In " + place + " " + uncapital(date)
		}
		return date + ", " + within + "."
	}
	aside := uncapital(strings.TrimPrefix(date, "On "))
	if strings.HasPrefix(date, "Also on ") {
		aside = "the same day"
	}
	if place != "" {
		aside = place + ", " + aside
	}
	if word != "" {
		aside += "; " + word
	}
	return capital(title) + " (" + aside + ")."
}

// joinedOffice finds an institution that a title names without its article
// behind another: "Envoys and Council of Europe agree".
var joinedOffice = regexp.MustCompile(`\band (Assembly|Bank|Commission|Committee|Congress|Council|Court|Ministry) of `)

// refusing are verbs that say by themselves that something will not be.
var refusing = wordSet(`blocks calls cancels declines postpones refuses rejects suspends vetoes`)

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
		name = strings.TrimSuffix(name, " City")
		if name != "" && strings.Contains(folded, strings.ToLower(name)) {
			return true
		}
	}
	return false
}

// learn gathers the words that some text writes small inside a sentence:
// only those lose their capital when something comes before them.
func (w *briefingWriter) learn() {
	for _, name := range w.ask.Names.Articled {
		w.definite[name] = true
	}
	for _, actor := range w.ask.Names.Actors {
		w.learnName(append(actor.Aliases, actor.Name)...)
	}
	for _, place := range w.ask.Names.Places {
		w.learnName(append(place.Aliases, place.Name)...)
	}
	for _, events := range [][]Event{w.ask.Events, w.ask.Before, w.ask.Ahead} {
		for _, e := range events {
			w.learnText(e.Title)
			w.learnText(e.Summary)
			w.learnDefinite(e.Title)
			w.learnDefinite(e.Summary)
		}
	}
}

// learnName takes in the words of a name that are written with a capital.
func (w *briefingWriter) learnName(names ...string) {
	for _, name := range names {
		for word := range strings.FieldsSeq(name) {
			if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
				w.proper[word] = true
			}
		}
	}
}

// learnText takes in words that a text writes small, and those that it writes
// with a capital inside a sentence: what is written both ways is common.
func (w *briefingWriter) learnText(text string) {
	sentence := true // at its beginning
	for word := range strings.FieldsSeq(text) {
		bare, _, _ := strings.Cut(strings.TrimFunc(word, notLetter), "'")
		first, _ := utf8.DecodeRuneInString(bare)
		switch {
		case unicode.IsLower(first):
			w.common[bare] = true
		case unicode.IsUpper(first) && !sentence:
			w.proper[bare] = true
		}
		sentence = strings.ContainsAny(word[len(word)-1:], ".:;?!\"'")
	}
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// ordinals begin titles that lack their article: "First talks since …".
var ordinals = []string{"First", "Second", "Third", "Fourth", "Fifth", "Last", "Largest"}

// small writes a title as it stands behind other words: small where its first
// word is a common one and the next is no name that it belongs to ("Pope
// Leo"). It is not sure of a word that is neither common nor in a known name.
// verb is the place of the title's verb, -1 where it has none.
func (w *briefingWriter) small(title string, verb int) (within string, sure bool) {
	title = w.withArticles(title, verb)
	if within, sure = w.articled(title, verb); sure {
		return within, true
	}
	word, rest, _ := strings.Cut(title, " ")
	next, _ := utf8.DecodeRuneInString(rest)
	bare, _, _ := strings.Cut(strings.Trim(word, ",;+"), "'")
	bare, _, _ = strings.Cut(bare, "’")
	switch {
	case slices.Contains(ordinals, word):
		return "the " + uncapital(title), true
	case slices.Contains(openers, word), numberWords[strings.ToLower(strings.SplitN(word, "-", 2)[0])]:
		return uncapital(title), true
	case w.isCommon(bare, rest) && !unicode.IsUpper(next):
		small := uncapital(title)
		if article := w.subject(strings.Fields(small), verb, true); article != "" {
			return article + " " + small, true
		}
		return small, strings.HasSuffix(word, "s") || uncountables[strings.ToLower(word)] // one thing needs an article, which only a person knows
	}
	if article := w.subject(strings.Fields(title), verb, false); article != "" {
		return article + " " + title, true
	}
	lower := strings.ToLower(bare)
	return title, w.proper[bare] && !w.common[lower] || unmistakable(bare)
}

// isCommon says of a title's first word that it is no name: some text writes
// it small and none as a name, or it is a noun of which there are many. One
// that both names and common phrases begin with ("Coalition of …") is common
// before a small word that it describes.
func (w *briefingWriter) isCommon(word, rest string) bool {
	lower := strings.ToLower(word)
	noun := countables[lower] || countables[strings.TrimSuffix(lower, "s")] || uncountables[lower] || describing[lower]
	if !w.proper[word] {
		return w.common[lower] || noun
	}
	second, _, _ := strings.Cut(rest, " ")
	return noun && w.common[lower] && w.common[second] && !phraseStarts[second] && !finite[second]
}

// openers are words that no name begins with.
var openers = []string{"The", "A", "An", "Over", "About", "Nearly", "Almost", "More", "New", "No", "One", "Two", "Three", "Four", "Five", "Several", "Both", "All", "Some", "National", "Foreign", "Military"}

// unmistakable says of a word that it is written so wherever it stands: "EU",
// "1,000", "US-drafted".
func unmistakable(word string) bool {
	runes := []rune(word)
	return len(runes) > 1 && !unicode.IsLower(runes[0]) && !unicode.IsLower(runes[1])
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
