package timeline

import (
	"slices"
	"strings"
)

// A briefingWriter composes lines and numbers the pages that they cite.
type briefingWriter struct {
	ask      BriefingAsk
	types    map[string]Type
	places   map[string]Place
	hosts    map[string]Publisher
	common   map[string]bool // words that some text writes small
	proper   map[string]bool // words of names
	definite map[string]bool // names that some text writes with an article
	cited    []Reference
	number   map[string]int // by address
}

func newBriefingWriter(ask BriefingAsk) *briefingWriter {
	w := &briefingWriter{ask: ask, types: map[string]Type{}, places: map[string]Place{}, hosts: map[string]Publisher{},
		common: map[string]bool{}, proper: map[string]bool{}, definite: map[string]bool{}, number: map[string]int{}}
	for _, t := range ask.Names.Types {
		w.types[t.ID] = t
	}
	for _, p := range ask.Names.Places {
		w.places[p.ID] = p
	}
	for _, p := range ask.Names.Publishers {
		w.hosts[p.Host] = p
	}
	w.learn()
	return w
}

// A spot is where in the list of a period an event stands.
type spot int

const (
	outside    spot = iota
	onDay           // its first day is known and lies in the period
	during          // some day of the period
	continuing      // it began before and lasts into the period
	wider           // its span is wider than the period
)

func (w *briefingWriter) spot(e Event) spot {
	p := w.ask.Period
	first, last := e.When.Bounds()
	began := e.When.Exact() || e.When.Lasting || e.When.Open == OpenSince
	switch {
	case last < p.From || first > p.To:
		return outside
	case began && p.holds(first):
		return onDay
	case e.When.Lasting && e.When.Open == Closed:
		return continuing
	case p.From <= first && last <= p.To:
		return during
	case e.When.Open == Closed && e.When.Days() <= longestDoubt:
		return wider
	case e.When.Open != Closed && e.When.Open != OpenSince && p.holds(e.When.SortDay()):
		return wider
	}
	return outside
}

// isRefusal says whether an event belongs to what was refused or cancelled.
func (w *briefingWriter) isRefusal(e Event) bool {
	off := e.Status == Rejected || e.Status == Cancelled || e.Status == Postponed || len(w.types[e.Type].Answers) > 0
	return off && w.spot(e) != outside
}

// happened lists what is not refused by day: each day once, as a heading.
func (w *briefingWriter) happened(told []Event) []BriefingGroup {
	groups := []BriefingGroup{}
	for _, at := range []spot{onDay, during, wider, continuing} {
		for _, e := range told {
			if w.spot(e) != at || w.isRefusal(e) {
				continue
			}
			heading := w.heading(e, at)
			if n := len(groups); n == 0 || groups[n-1].Heading != heading {
				groups = append(groups, BriefingGroup{Heading: heading, Lines: []BriefingLine{}})
			}
			last := &groups[len(groups)-1]
			last.Lines = append(last.Lines, w.line(w.entry(e, at), e))
		}
	}
	return groups
}

func (w *briefingWriter) heading(e Event, at spot) string {
	switch at {
	case onDay:
		return e.When.Start.Time().Format("Monday 2 January 2006")
	case during:
		return "During the " + w.ask.Period.noun() + ", day not known"
	case wider:
		return "Dated less exactly"
	}
	return "Continuing from before"
}

// entry is one line of a list: title, place, and what its status and date
// add to that.
func (w *briefingWriter) entry(e Event, at spot) string {
	text := endless(e.Title)
	var aside []string
	if place := w.placeBeside(e); place != "" {
		aside = append(aside, place)
	}
	if at != onDay || !e.When.Exact() {
		aside = append(aside, e.When.Words())
	}
	if word := w.statusWord(e); word != "" {
		aside = append(aside, word)
	}
	if len(aside) > 0 {
		text += " (" + strings.Join(aside, "; ") + ")"
	}
	return text
}

// statusWord says what keeps an event from being a plain fact.
func (w *briefingWriter) statusWord(e Event) string {
	switch e.Status {
	case Claimed:
		return "claimed by one side"
	case Proposed, Postponed, Cancelled, Rejected:
		return string(e.Status)
	}
	return ""
}

// planned lists what lay ahead at the end of the period, and what was planned
// for it and has no outcome, with its date as certain as its source gave it.
func (w *briefingWriter) planned() []BriefingLine {
	ahead := []Event{}
	for _, e := range w.ask.Events {
		if e.Status == Planned && w.spot(e) != outside && w.tells(e) {
			ahead = append(ahead, e)
		}
	}
	for _, e := range w.ask.Ahead {
		listed := slices.ContainsFunc(ahead, func(other Event) bool { return other.ID == e.ID })
		if _, last := e.When.Bounds(); !listed && last > w.ask.Period.To && (e.Status == Planned || e.Status == Postponed) && w.tells(e) {
			ahead = append(ahead, e)
		}
	}
	slices.SortFunc(ahead, earlier)
	lines := []BriefingLine{}
	for _, e := range ahead {
		lines = append(lines, w.line(w.plan(e), e))
	}
	return lines
}

// plan is one line of what lies ahead.
func (w *briefingWriter) plan(e Event) string {
	text, words := endless(e.Title), e.WhenWords()
	_, last := e.When.Bounds()
	switch {
	case e.Status == Postponed:
		words = "put off; was to be " + words
	case last <= w.ask.Period.To && last < w.ask.Today:
		words += "; outcome unknown"
	}
	if place := w.placeBeside(e); place != "" {
		words = place + "; " + words
	}
	return text + " (" + words + ")"
}

// refused lists what was refused, called off or put off.
func (w *briefingWriter) refused(told []Event) []BriefingLine {
	lines := []BriefingLine{}
	for _, e := range told {
		if w.isRefusal(e) {
			at := wider // so that the date is said: no heading does
			lines = append(lines, w.line(w.entry(e, at), e))
		}
	}
	return lines
}

// corrections tells what was changed about events of earlier periods: by
// people, or because later sources say otherwise.
func (w *briefingWriter) corrections() []BriefingLine {
	lines := []BriefingLine{}
	for _, c := range w.ask.Corrected {
		_, last := c.Event.When.Bounds()
		if !w.corrects(c.Revision) || last >= w.ask.Period.From || !w.corrigible(c.Event) {
			continue
		}
		words := []string{}
		for _, change := range c.Revision.Changes {
			if slices.Contains(toldFields, change.Field) && change.Words != "" {
				words = append(words, endless(change.Words)+".")
			}
		}
		if len(words) == 0 {
			continue
		}
		text := endless(c.Event.Title) + " (" + c.Event.When.Words() + "): " + strings.Join(words, " ")
		if c.Revision.Note != "" {
			text += " Reason: " + endless(c.Revision.Note) + "."
		}
		lines = append(lines, w.line(text, c.Event))
	}
	return lines
}

// toldFields are those whose change alters what readers were told.
var toldFields = []string{"event", "when", "status", "type", "title", "places", "review"}

func (w *briefingWriter) corrects(r Revision) bool {
	return r.Number > 1 && !r.Superseded && w.ask.Period.holds(DayOf(r.KnownFrom.UTC()))
}

// corrigible says whether a correction of the event may be told: one of an
// event that was taken out must be, whatever else is chosen.
func (w *briefingWriter) corrigible(e Event) bool {
	return len(cites(e)) > 0 && (!w.ask.Reviewed || e.Review != Unreviewed)
}

// line gives a text the numbers of its references.
func (w *briefingWriter) line(text string, events ...Event) BriefingLine {
	line := BriefingLine{Text: text, Events: []string{}, References: []int{}}
	for _, e := range events {
		line.Events = append(line.Events, e.ID)
		for _, page := range cites(e) {
			line.References = append(line.References, w.cite(page))
		}
	}
	slices.Sort(line.References)
	line.References = slices.Compact(line.References)
	return line
}

func (w *briefingWriter) cite(page Article) int {
	if n, cited := w.number[page.URL]; cited {
		return n
	}
	outlet := page.Publisher
	if known, ok := w.hosts[page.Publisher]; ok && known.Name != "" {
		outlet = known.Name
	}
	n := len(w.cited) + 1
	w.number[page.URL] = n
	w.cited = append(w.cited, Reference{Number: n, Title: page.Title, Outlet: outlet, Published: publishedDay(page), URL: page.URL})
	return n
}

func (w *briefingWriter) references() []Reference {
	if w.cited == nil {
		return []Reference{}
	}
	return w.cited
}

// endless takes the full stop off a sentence that goes on.
func endless(text string) string { return strings.TrimRight(strings.TrimSpace(text), ".") }
