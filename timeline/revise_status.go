package timeline

import (
	"slices"
	"strconv"
	"strings"
)

// status tells of a step in the life of an event as people do.
func (t *teller) status(a, b *Event) {
	if a.Status == b.Status {
		return
	}
	t.note("status", string(a.Status), string(b.Status), statusWords(a.Status, b.Status))
}

func statusWords(before, after Status) string {
	switch after {
	case Happened:
		switch before {
		case Planned, Proposed, Postponed:
			return "What was " + string(before) + " has taken place"
		case Cancelled, Rejected:
			return "After all, it has taken place"
		case Claimed:
			return "No longer one side's word alone: it counts as having happened"
		}
	case Planned:
		if before == Proposed {
			return "What was proposed is now planned"
		}
	case Cancelled:
		return "What was " + string(before) + " has been called off"
	case Postponed:
		return "What was " + string(before) + " has been put off"
	case Rejected:
		return "What was " + string(before) + " has been refused"
	case Claimed:
		return "It stands on one side's word alone"
	}
	return "The status changed from “" + string(before) + "” to “" + string(after) + "”"
}

// words tells what a person did. The event is the one that came of it.
func (e *Edit) words(event *Event) string {
	switch e.Kind {
	case EditConfirm:
		return "Confirmed by " + e.By
	case EditFields:
		return "Edited by " + e.By
	case EditMerge:
		return "Joined with " + Count(len(e.Other), "other event") + " by " + e.By
	case EditSplit:
		if event != nil && event.ID != e.EventID {
			return "Made an event of its own by " + e.By
		}
		return "Divided by " + e.By + ": " + Count(len(e.Reports), "report") + " moved to another event"
	case EditReject:
		return "Taken out of the lists by " + e.By
	case EditRestore:
		return "Brought back by " + e.By
	}
	return "A correction was taken back by " + e.By
}

// summary says that it changed; the texts themselves stand beside.
func (t *teller) summary(a, b *Event) {
	switch {
	case a.Summary == b.Summary:
	case a.Summary == "":
		t.note("summary", a.Summary, b.Summary, "A summary was added")
	case b.Summary == "":
		t.note("summary", a.Summary, b.Summary, "The summary was taken out")
	default:
		t.note("summary", a.Summary, b.Summary, "The summary was rewritten")
	}
}

// reviewSentences tell what a person's look at an event came to.
var reviewSentences = map[Review]string{
	Confirmed:      "Confirmed",
	ReviewRejected: "Taken out of the lists",
	Unreviewed:     "Open to review again",
}

func (t *teller) review(a, b *Event) {
	if told := t.edit != nil && t.edit.Kind != EditUndo; a.Review != b.Review && !told {
		t.note("review", string(a.Review), string(b.Review), reviewSentences[b.Review])
	}
}

// claims tells where sources began to differ, with each value and how many
// reports give it, and where they came to agree.
func (t *teller) claims(a, b *Event) {
	before, after := disputedFields(a), disputedFields(b)
	for _, field := range without(after, before) {
		t.note("claims", "", field, "Sources now differ on the "+fieldWords(field)+": "+t.valuesWords(b, field))
	}
	for _, field := range without(before, after) {
		t.note("claims", field, "", "Sources now agree on the "+fieldWords(field))
	}
}

// mostValues is how many of the values that sources give are told.
const mostValues = 4

// valuesWords lists the values of a disputed field, that which leads first:
// "16 May 2025 (2 reports) or 15 May 2025 (1 report)".
func (t *teller) valuesWords(e *Event, field string) string {
	var values []string
	for _, c := range e.Claims {
		if c.Field == field {
			values = append(values, t.valueWords(c)+" ("+Count(len(c.Reports), "report")+")")
		}
	}
	if more := len(values) - mostValues; more > 0 {
		values = append(values[:mostValues], strconv.Itoa(more)+" more")
	}
	return strings.Join(values, " or ")
}

func (t *teller) valueWords(c Claim) string {
	switch c.Field {
	case "when":
		return valueInWords(c.Value)
	case "place":
		return t.placeNames([]string{c.Value})[0]
	}
	if n, err := strconv.ParseInt(c.Value, 10, 64); err == nil {
		return Thousands(n)
	}
	return c.Value
}

// valueInWords writes the value of a When for people.
func valueInWords(value string) string {
	from, to, span := strings.Cut(value, "/")
	switch {
	case !span:
		return Day(from).Words()
	case from == "..":
		return "by " + Day(to).Words()
	case to == "..":
		return "since " + Day(from).Words()
	}
	return SpanWords(Day(from), Day(to))
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
	return "number of " + field
}

// linkSentences tell, by kind, of a link that was found.
var linkSentences = map[string]string{
	LinkRejects:     "Found to be the refusal of another event",
	LinkPostponedTo: "Found to be the old date of another event",
}

func (t *teller) links(a, b *Event) {
	if slices.Equal(a.Links, b.Links) {
		return
	}
	words := "The links to related events changed"
	switch {
	case len(b.Links) == 0:
		words = "No longer linked to another event"
	case len(a.Links) == 0 && linkSentences[b.Links[0].Kind] != "":
		words = linkSentences[b.Links[0].Kind]
	}
	t.note("links", linkWords(a.Links), linkWords(b.Links), words)
}

func linkWords(links []Link) string {
	var parts []string
	for _, l := range links {
		parts = append(parts, l.Kind+" "+l.Event)
	}
	return strings.Join(parts, ", ")
}
