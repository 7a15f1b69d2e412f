package timeline

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A teller writes what changed between two states of an event, in sentences.
type teller struct {
	weaver  *Weaver
	because string
	edit    *Edit
	changes []Change
}

// describe compares an event with what was known before. Every change says in
// plain words what it was, and because of whom.
func (w *Weaver) describe(before *Event, s state, because string) []Change {
	t := &teller{weaver: w, because: because, edit: s.edit}
	if s.edit != nil {
		t.changes = append(t.changes, Change{Field: "correction", New: s.edit.ID, Words: s.edit.words(s.event) + "."})
	}
	switch {
	case s.event == nil && s.into != "":
		t.note("event", "", s.into, "Found to be the same event as another one, and joined with it")
	case s.event == nil:
		t.note("event", "", "", "No report speaks of this event any more")
	case before == nil:
		t.first(s.event)
	default:
		t.compare(before, s.event)
	}
	if t.changes == nil {
		return []Change{}
	}
	return t.changes
}

// note adds a change. The first one names its cause.
func (t *teller) note(field, before, after, words string) {
	if len(t.changes) == 0 && t.because != "" {
		words += ", because of " + t.because
	}
	t.changes = append(t.changes, Change{Field: field, Old: before, New: after, Words: words + "."})
}

// first tells how an event came to be known.
func (t *teller) first(e *Event) {
	what := cmp.Or(e.Title, t.typeName(e.Type)) + " (" + e.WhenWords() + ")"
	if t.because == "" {
		t.note("event", "", e.Title, "First known: "+what)
		return
	}
	t.changes = append(t.changes, Change{Field: "event", New: e.Title, Words: "First reported by " + t.because + ": " + what + "."})
}

func (t *teller) compare(a, b *Event) {
	t.when(a, b)
	t.status(a, b)
	t.plain("title", a.Title, b.Title, "The title changed")
	t.summary(a, b)
	t.plain("type", t.typeName(a.Type), t.typeName(b.Type), "The kind of event changed")
	t.sets("places", t.placeNames(a.Places), t.placeNames(b.Places), "place")
	t.sets("participations", t.actorNames(a), t.actorNames(b), "participant")
	t.plain("thread", t.threadName(a.Thread), t.threadName(b.Thread), "The story changed")
	t.review(a, b)
	t.claims(a, b)
	t.sources(a, b)
	t.links(a, b)
	t.level("significance", a.Significance, b.Significance, "")
	t.level("certainty", a.Certainty, b.Certainty, " %")
}

// when tells of a date that moved, became sharper, or got an hour.
func (t *teller) when(a, b *Event) {
	if sameWhen(a.When, b.When) {
		return
	}
	before, after := a.When.Words(), b.When.Words()
	first, last := a.When.Bounds()
	newFirst, newLast := b.When.Bounds()
	switch {
	case before == after && a.When.Clock != b.When.Clock:
		t.note("when", a.When.Clock, b.When.Clock, "The hour is now given as "+cmp.Or(b.When.Clock, "unknown"))
	case before == after:
		t.note("when", a.When.Value(), b.When.Value(), namedWords(after, b.When))
	case first <= newFirst && newLast <= last:
		t.note("when", a.When.Value(), b.When.Value(), "The date became sharper, from "+withArticle(before)+" to "+withArticle(after))
	case a.When.Overlaps(b.When):
		t.note("when", a.When.Value(), b.When.Value(), "The date changed from "+before+" to "+after)
	default:
		t.note("when", a.When.Value(), b.When.Value(), "The date moved from "+before+" to "+after)
	}
}

// namedWords tells of a date that stayed, while who names it changed.
func namedWords(date string, when When) string {
	if len(when.Implied) == 0 {
		return "A source now names the date, " + date
	}
	return "The date, " + date + ", is now filled in: " + List(when.Implied) + " not said"
}

func (t *teller) plain(field, before, after, words string) {
	switch {
	case before == after:
	case before == "":
		t.note(field, before, after, words+" to “"+after+"”")
	case after == "":
		t.note(field, before, after, words+": “"+before+"” was taken out")
	default:
		t.note(field, before, after, words+" from “"+before+"” to “"+after+"”")
	}
}

// level tells of a figure that rose or fell.
func (t *teller) level(field string, before, after int, unit string) {
	if before == after {
		return
	}
	verb := " rose"
	if after < before {
		verb = " fell"
	}
	from, to := strconv.Itoa(before)+unit, strconv.Itoa(after)+unit
	t.note(field, from, to, "The "+field+verb+" from "+from+" to "+to)
}

// sets tells what was added to a list and what was taken out.
func (t *teller) sets(field string, before, after []string, noun string) {
	added, gone := without(after, before), without(before, after)
	var parts []string
	if len(added) > 0 {
		parts = append(parts, "added as "+nounFor(len(added), noun)+": "+List(added))
	}
	if len(gone) > 0 {
		parts = append(parts, "no longer "+nounFor(len(gone), noun)+": "+List(gone))
	}
	if len(parts) > 0 {
		words := strings.Join(parts, "; ")
		t.note(field, List(before), List(after), strings.ToUpper(words[:1])+words[1:])
	}
}

func nounFor(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(other, s) })
}

// sources tells who else reports an event, and what it is now known from if
// that reads otherwise than before.
func (t *teller) sources(a, b *Event) {
	if a.Corroboration == b.Corroboration {
		return
	}
	before, after := a.Corroboration.Words(), b.Corroboration.Words()
	switch {
	case len(t.changes) == 0 && t.because != "" && b.Corroboration.Reports > a.Corroboration.Reports:
		t.changes = append(t.changes, Change{Field: "corroboration", Old: before, New: after, Words: "Also reported by " + t.because + ": now " + after + "."})
	case len(t.changes) == 0 || before != after:
		t.note("corroboration", before, after, "Now known from "+after)
	}
}

func (t *teller) typeName(id string) string { return cmp.Or(t.weaver.kind(id).Label, id) }

func (t *teller) threadName(id string) string { return cmp.Or(t.weaver.names[id], id) }

func (t *teller) placeNames(ids []string) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = cmp.Or(t.weaver.names[id], id)
	}
	return list
}

func (t *teller) actorNames(e *Event) []string {
	list := make([]string, len(e.Participations))
	for i, p := range e.Participations {
		list[i] = cmp.Or(t.weaver.names[p.Actor], p.Actor)
	}
	return list
}
