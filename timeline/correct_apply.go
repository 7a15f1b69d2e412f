package timeline

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// applyEdits lets people's corrections that stood at a moment win over what
// was woven.
func (l *loom) applyEdits(clusters []*cluster, events []Event, moment time.Time) {
	if len(l.edits) == 0 {
		return
	}
	for _, edit := range inForce(l.edits, moment) {
		if i := l.target(clusters, events, edit); i >= 0 {
			edit.apply(&events[i])
		}
	}
}

// target is the event that a correction is about: the one that holds the
// report it was made on.
func (l *loom) target(clusters []*cluster, events []Event, edit Edit) int {
	for _, report := range edit.Kept {
		at, found := l.index[report]
		if !found {
			continue
		}
		if i := slices.IndexFunc(clusters, func(c *cluster) bool { return slices.Contains(c.members, at) }); i >= 0 {
			return i
		}
	}
	return slices.IndexFunc(events, func(e Event) bool { return e.ID == edit.EventID })
}

// apply writes one correction into an event.
func (e Edit) apply(event *Event) {
	switch e.Kind {
	case EditConfirm:
		event.Review = Confirmed
	case EditFields:
		if fields, err := parseFields(e.Fields); err == nil {
			fields.set(event)
			event.Review = Confirmed
		}
	case EditReject:
		event.Review = ReviewRejected
	case EditRestore:
		event.Review = Confirmed
	}
}

// Fields are what a person can set. What is nil stays as it is woven.
type fields struct {
	Type           *string          `json:"type"`
	Title          *string          `json:"title"`
	Summary        *string          `json:"summary"`
	When           *When            `json:"when"`
	Status         *Status          `json:"status"`
	Places         *[]string        `json:"places"`
	Thread         *string          `json:"thread"`
	Participations *[]Participation `json:"participations"`
	Significance   *int             `json:"significance"`
}

// parseFields reads the JSON of an edit strictly.
func parseFields(text string) (fields, error) {
	var f fields
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		return f, Invalidf("fields", "%s", jsonWords(err))
	}
	if decoder.More() {
		return f, Invalidf("fields", "there is something behind the JSON object")
	}
	return f, nil
}

// jsonWords says what is wrong with JSON without naming Go types.
func jsonWords(err error) string {
	text := strings.TrimPrefix(err.Error(), "json: ")
	if name, found := strings.CutPrefix(text, "unknown field "); found {
		return name + " cannot be set; title, summary, type, status, when, places, participations, thread and significance can"
	}
	return "not the JSON of an event's fields: " + strings.ReplaceAll(text, "Go ", "")
}

// set writes the fields into an event. A field that a person set is no longer
// in dispute.
func (f fields) set(e *Event) {
	setIf(&e.Type, f.Type)
	setIf(&e.Title, f.Title)
	setIf(&e.Summary, f.Summary)
	setIf(&e.When, f.When)
	setIf(&e.Status, f.Status)
	setIf(&e.Places, f.Places)
	setIf(&e.Thread, f.Thread)
	setIf(&e.Participations, f.Participations)
	setIf(&e.Significance, f.Significance)
	e.Claims = slices.DeleteFunc(slices.Clone(e.Claims), func(c Claim) bool {
		return c.Field == "when" && f.When != nil || c.Field == "place" && f.Places != nil || c.Field == "status" && f.Status != nil
	})
	if e.Claims == nil {
		e.Claims = []Claim{}
	}
}

func setIf[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}
