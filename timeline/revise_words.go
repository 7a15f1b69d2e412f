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
	by      string
	changes []Change
}

// describe compares an event with what was known before. Every change says in
// plain words what it was, and because of whom.
func (w *Weaver) describe(before *Event, s state, because string) []Change {
	t := &teller{weaver: w, because: because, by: s.by}
	switch {
	case s.event == nil && s.into != "":
		t.note("event", "", s.into, "Found to be the same event as another one, and joined with it")
	case s.event == nil:
		t.note("event", "", "", "No report speaks of this event any more")
	case before == nil:
		t.note("event", "", s.event.Title, "First known: "+s.event.Title+" ("+s.event.WhenWords()+")")
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
	if len(t.changes) == 0 && t.because == "" && t.by != "rules" && t.by != "curated" {
		words += ", corrected by " + t.by
	}
	t.changes = append(t.changes, Change{Field: field, Old: before, New: after, Words: words + "."})
}

func (t *teller) compare(a, b *Event) {
	t.when(a, b)
	t.plain("status", string(a.Status), string(b.Status), "The status changed")
	t.plain("title", a.Title, b.Title, "The title changed")
	t.plain("summary", a.Summary, b.Summary, "The summary changed")
	t.plain("type", t.typeName(a.Type), t.typeName(b.Type), "The kind of event changed")
	t.sets("places", t.placeNames(a.Places), t.placeNames(b.Places), "place")
	t.sets("participations", t.actorNames(a), t.actorNames(b), "participant")
	t.plain("thread", t.threadName(a.Thread), t.threadName(b.Thread), "The story changed")
	t.plain("review", string(a.Review), string(b.Review), "The review changed")
	t.claims(a, b)
	t.sources(a, b)
	t.links(a, b)
	t.plain("significance", strconv.Itoa(a.Significance), strconv.Itoa(b.Significance), "The significance changed")
	t.plain("certainty", strconv.Itoa(a.Certainty)+" %", strconv.Itoa(b.Certainty)+" %", "The certainty changed")
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
		t.note("when", a.When.Value(), b.When.Value(), "How the date "+after+" is known changed")
	case first <= newFirst && newLast <= last:
		t.note("when", a.When.Value(), b.When.Value(), "The date became sharper, from "+before+" to "+after)
	case a.When.Overlaps(b.When):
		t.note("when", a.When.Value(), b.When.Value(), "The date changed from "+before+" to "+after)
	default:
		t.note("when", a.When.Value(), b.When.Value(), "The date moved from "+before+" to "+after)
	}
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

func (t *teller) claims(a, b *Event) {
	before, after := disputedFields(a), disputedFields(b)
	for _, field := range without(after, before) {
		t.note("claims", "", field, "Sources now differ on the "+fieldWords(field))
	}
	for _, field := range without(before, after) {
		t.note("claims", field, "", "Sources now agree on the "+fieldWords(field))
	}
}

func disputedFields(e *Event) []string {
	var fields []string
	for _, c := range e.Claims {
		if !slices.Contains(fields, c.Field) {
			fields = append(fields, c.Field)
		}
	}
	return fields
}

func fieldWords(field string) string {
	switch field {
	case "when":
		return "date"
	case "place", "status":
		return field
	}
	return "number: " + field
}

func (t *teller) sources(a, b *Event) {
	if a.Corroboration != b.Corroboration {
		t.note("corroboration", a.Corroboration.Words(), b.Corroboration.Words(), "Now known from "+b.Corroboration.Words())
	}
}

func (t *teller) links(a, b *Event) {
	if !slices.Equal(a.Links, b.Links) {
		t.note("links", linkWords(a.Links), linkWords(b.Links), "The links to related events changed")
	}
}

func linkWords(links []Link) string {
	var parts []string
	for _, l := range links {
		parts = append(parts, l.Kind+" "+l.Event)
	}
	return strings.Join(parts, ", ")
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
