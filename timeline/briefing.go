package timeline

import (
	"cmp"
	"slices"
)

// How far a briefing looks to either side of its period.
const (
	BriefingBefore = 12     // periods whose median the numbers are held against
	BriefingAhead  = 8 * 7  // days of what is planned
	paragraphMost  = 7      // sentences of the paragraph
	longestDoubt   = 31     // days of a span that is told of in a period that it overlaps
	zoneOfDays     = "UTC"  // in which a period begins and ends
	familyOther    = "proc" // of a type that the topic does not know
)

// BriefingAsk is what a briefing is composed from. Nothing else enters it.
type BriefingAsk struct {
	Period   Period
	Today    Day // in UTC
	Length   int // how many events are told of, by weight; 0 for all
	Reviewed bool
	// Events are those whose bounds overlap the period, with their reports.
	Events []Event
	// Before are those of the twelve periods before, without reports.
	Before []Event
	// Ahead are those that were planned or put off for later days, as was
	// known at the end of the period, with their reports as of then.
	Ahead []Event
	// Corrected are the changes that became known in the period.
	Corrected []Correction
	Names     BriefingNames
}

// A Correction is a revision of an event with the event as it is now.
type Correction struct {
	Revision Revision
	Event    Event
}

// BriefingNames turn ids into what people call them.
type BriefingNames struct {
	Types      []Type
	Families   []Family
	Actors     []Actor
	Places     []Place
	Publishers []Publisher
	Articled   []string // names that take "the" in a sentence
}

// A Briefing is a period told for people. Every line knows the events that
// it rests on and the numbers of its references.
type Briefing struct {
	Name     string   `json:"name"` // 2025-W20, or 2025-05-01..2025-05-20
	Title    string   `json:"title"`
	Period   Period   `json:"period"`
	Zone     string   `json:"zone"`     // in which the period begins and ends
	State    string   `json:"state"`    // finished, running, to_come
	Notes    []string `json:"notes"`    // what a reader must know first: unfinished, nothing recorded, a choice made
	Length   int      `json:"length"`   // 0 for all
	Reviewed bool     `json:"reviewed"` // only events that a person has looked at
	Total    int      `json:"total"`    // events of the period, told of or not

	Paragraph   []BriefingLine  `json:"paragraph"`
	Happened    []BriefingGroup `json:"happened"`
	Planned     []BriefingLine  `json:"planned"`
	Refused     []BriefingLine  `json:"refused"`
	Corrections []BriefingLine  `json:"corrections"`
	Numbers     []BriefingCount `json:"numbers"`
	References  []Reference     `json:"references"`
}

// A BriefingLine is one sentence or one line of a list.
type BriefingLine struct {
	Text string `json:"text"`
	// Alone is the line as it reads without the one before it, where that
	// differs: its day in full instead of "the same day".
	Alone      string   `json:"alone,omitempty"`
	Events     []string `json:"events"`
	References []int    `json:"references"`
}

// A BriefingGroup is a heading, a day in words or what else the lines under
// it share, with its lines.
type BriefingGroup struct {
	Heading string         `json:"heading"`
	Lines   []BriefingLine `json:"lines"`
}

// A BriefingCount is how many events of a family began in the period.
type BriefingCount struct {
	Family string  `json:"family"`
	Label  string  `json:"label"`
	Events int     `json:"events"`
	Median float64 `json:"median"` // of the twelve periods before
}

// A Reference is a page that a line rests on.
type Reference struct {
	Number    int    `json:"number"`
	Title     string `json:"title"` // of the page; "" where not known
	Outlet    string `json:"outlet"`
	Published Day    `json:"published"` // "" where not known
	URL       string `json:"url"`
}

// ComposeBriefing tells a period by rules from stored events alone. Events
// without a source are not told of.
func ComposeBriefing(ask BriefingAsk) Briefing {
	w := newBriefingWriter(ask)
	told, total := w.chosen()
	b := Briefing{
		Name: ask.Period.Name(), Title: ask.Period.Words(), Period: ask.Period, Zone: zoneOfDays,
		State: ask.state(), Length: ask.Length, Reviewed: ask.Reviewed, Total: total,
	}
	b.Paragraph = w.paragraph(told)
	b.Happened = w.happened(told)
	b.Planned = w.planned()
	b.Refused = w.refused(told)
	b.Corrections = w.corrections()
	b.Numbers = w.numbers()
	b.References = w.references()
	b.Notes = ask.notes(total, len(told))
	return b
}

// state says whether the period is over.
func (ask BriefingAsk) state() string {
	switch {
	case ask.Today > ask.Period.To:
		return "finished"
	case ask.Today < ask.Period.From:
		return "to_come"
	}
	return "running"
}

// chosen gives the events that are told of, in the order of time, and how
// many there are in all.
func (w *briefingWriter) chosen() (told []Event, total int) {
	for _, e := range w.ask.Events {
		if w.tells(e) && e.Status != Planned && w.spot(e) != outside {
			told = append(told, e)
		}
	}
	total = len(told)
	slices.SortFunc(told, heavier)
	if w.ask.Length > 0 && len(told) > w.ask.Length {
		told = told[:w.ask.Length]
	}
	slices.SortFunc(told, earlier)
	return told, total
}

// tells says whether an event may be told of at all.
func (w *briefingWriter) tells(e Event) bool {
	return e.Review != ReviewRejected && e.MergedInto == "" && (!w.ask.Reviewed || e.Review == Confirmed) && len(cites(e)) > 0
}

// heavier orders by significance, then by independent sources, then by all.
func heavier(a, b Event) int {
	return cmp.Or(
		-cmp.Compare(a.Significance, b.Significance),
		-cmp.Compare(a.Corroboration.Independent, b.Corroboration.Independent),
		-cmp.Compare(a.Corroboration.Sources, b.Corroboration.Sources),
		-cmp.Compare(len(cites(a)), len(cites(b))),
		earlier(a, b),
	)
}

// earlier orders by time; of one date, the heaviest comes first.
func earlier(a, b Event) int {
	_, lastA := a.When.Bounds()
	_, lastB := b.When.Bounds()
	return cmp.Or(cmp.Compare(a.When.SortDay(), b.When.SortDay()), cmp.Compare(lastA, lastB),
		cmp.Compare(b.Significance, a.Significance), cmp.Compare(a.ID, b.ID))
}

// cites gives the distinct pages that an event rests on, those with an
// address only.
func cites(e Event) []Article {
	var pages []Article
	for _, r := range e.Reports {
		if r.Superseded || r.Article == nil || r.Article.URL == "" {
			continue
		}
		if !slices.ContainsFunc(pages, func(a Article) bool { return a.URL == r.Article.URL }) {
			pages = append(pages, *r.Article)
		}
	}
	return pages
}

// publishedDay is the day of a page's publication where it appeared, "" where
// nothing gave it.
func publishedDay(a Article) Day {
	switch {
	case a.Published.IsZero() || a.DatedBy == DatedByFetching:
		return ""
	case a.PublishedDay:
		return DayOf(a.Published.UTC())
	}
	return DayOf(a.AtHome())
}
