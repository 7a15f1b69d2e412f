package timeline

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Correct applies a person's correction to a closed neighbourhood, as
// GatherEvents loads it, and weaves it again. A correction that cannot be is
// an *Invalid; one that names events or reports that are not at hand is an
// ErrNotFound.
//
// The answer holds the completed edit, to be stored with the rest: it stands
// whatever is read later, until it is undone.
func (w *Weaver) Correct(known Known, edit Edit, now time.Time) (Woven, error) {
	c := &correction{weaver: w, known: known, edit: edit}
	c.edit.At = now
	if err := c.complete(); err != nil {
		return Woven{}, err
	}
	if c.edit.ID == "" {
		c.edit.ID = ShortHash(c.edit.Kind, c.edit.EventID, c.edit.By, c.edit.Fields, strings.Join(c.edit.Other, " "), now.UTC().Format(time.RFC3339Nano))
	}
	known.Edits = append(slices.Clone(known.Edits), c.edit)
	known.Since = now
	woven := w.Weave(known, now)
	woven.Edits = append(woven.Edits, c.edit)
	woven.Edits = append(woven.Edits, c.undone...)
	return woven, nil
}

// A correction is an edit that is being checked and completed.
type correction struct {
	weaver *Weaver
	known  Known
	edit   Edit
	undone []Edit
}

// complete checks the edit and notes the reports by which its event is known
// again.
func (c *correction) complete() error {
	if strings.TrimSpace(c.edit.By) == "" {
		return Invalidf("by", "a correction needs the name of who makes it")
	}
	if c.edit.Kind == EditUndo {
		return c.undo()
	}
	event, err := c.event(c.edit.EventID)
	if err != nil {
		return err
	}
	c.edit.EventID = event.ID
	switch c.edit.Kind {
	case EditMerge:
		return c.merge()
	case EditSplit:
		return c.split()
	case EditFields:
		err = c.fields()
	case EditReject:
		if event.Review == ReviewRejected {
			err = Invalidf("kind", "the event is rejected already")
		}
	case EditRestore:
		if event.Review != ReviewRejected {
			err = Invalidf("kind", "only a rejected event can be restored")
		}
	case EditConfirm:
	default:
		err = Invalidf("kind", "%q is none of confirm, edit, merge, split, reject, restore and undo", c.edit.Kind)
	}
	c.edit.Kept = c.anchor(event.ID)
	return err
}

// event finds an event of its own; a merged id brings what it forwards to.
func (c *correction) event(id string) (*Event, error) {
	for hops := 0; hops < 100; hops++ {
		i := slices.IndexFunc(c.known.Events, func(e Event) bool { return e.ID == id })
		if i < 0 {
			break
		}
		if c.known.Events[i].MergedInto == "" {
			return &c.known.Events[i], nil
		}
		id = c.known.Events[i].MergedInto
	}
	return nil, fmt.Errorf("event %q: %w", id, ErrNotFound)
}

// reportsOf lists the live reports of an event in canonical order.
func (c *correction) reportsOf(id string) []string {
	var live []*Report
	for i := range c.known.Reports {
		if r := &c.known.Reports[i]; r.EventID == id && !r.Superseded {
			live = append(live, r)
		}
	}
	slices.SortFunc(live, canonical)
	ids := make([]string, len(live))
	for i, r := range live {
		ids[i] = r.ID
	}
	return ids
}

// anchor is the report by which an event is known again: the one its id came
// from, else its first.
func (c *correction) anchor(id string) []string {
	reports := c.reportsOf(id)
	for _, r := range reports {
		if mint(r) == id {
			return []string{r}
		}
	}
	return reports[:min(1, len(reports))]
}

func (c *correction) merge() error {
	if len(c.edit.Other) == 0 {
		return Invalidf("other", "name the events that are to be joined with %s", c.edit.EventID)
	}
	c.edit.Kept = c.anchor(c.edit.EventID)
	c.edit.Reports = slices.Clone(c.edit.Kept)
	var ids []string
	for _, id := range c.edit.Other {
		event, err := c.event(id)
		switch {
		case err != nil:
			return err
		case event.ID == c.edit.EventID || slices.Contains(ids, event.ID):
			return Invalidf("other", "%s is part of the event already", id)
		case len(c.anchor(event.ID)) == 0:
			return Invalidf("other", "%s has no report left that could be joined", id)
		}
		ids = append(ids, event.ID)
		c.edit.Reports = append(c.edit.Reports, c.anchor(event.ID)...)
	}
	c.edit.Other = ids
	return nil
}

func (c *correction) split() error {
	all := c.reportsOf(c.edit.EventID)
	for _, id := range c.edit.Reports {
		if !slices.Contains(all, id) {
			return Invalidf("reports", "%s is no report of event %s", id, c.edit.EventID)
		}
	}
	c.edit.Kept = without(all, c.edit.Reports)
	if len(c.edit.Reports) == 0 || len(c.edit.Kept) == 0 {
		return Invalidf("reports", "a split needs reports on both sides; the event has %s", Count(len(all), "report"))
	}
	if c.mixesCitations() {
		return Invalidf("reports", "the citations of one curated event stay together")
	}
	id := mint("split " + c.edit.EventID + " " + strings.Join(c.edit.Reports, " "))
	c.edit.Other = []string{id}
	return nil
}

// mixesCitations says whether a split would tear a curated event's citations
// apart.
func (c *correction) mixesCitations() bool {
	sides := [2]bool{}
	for i := range c.known.Reports {
		r := &c.known.Reports[i]
		if r.Reader == ReaderCurated && r.EventID == c.edit.EventID && !r.Superseded {
			sides[boolInt(slices.Contains(c.edit.Reports, r.ID))] = true
		}
	}
	return sides[0] && sides[1]
}

// fields checks what a person wants to set.
func (c *correction) fields() error {
	f, err := parseFields(c.edit.Fields)
	if err != nil {
		return err
	}
	if f == (fields{}) {
		return Invalidf("fields", "nothing is set; give title, summary, type, status, when, places, participations, thread or significance")
	}
	w := c.weaver
	switch {
	case f.Type != nil && w.kinds[*f.Type] == nil:
		return Invalidf("type", "%q is no type of this topic", *f.Type)
	case f.Status != nil && !slices.Contains(Statuses, *f.Status):
		return Invalidf("status", "%q is none of %v", *f.Status, Statuses)
	case f.Title != nil && (strings.TrimSpace(*f.Title) == "" || len(*f.Title) > 300):
		return Invalidf("title", "a title has 1 to 300 characters")
	case f.Summary != nil && len(*f.Summary) > 2000:
		return Invalidf("summary", "a summary has at most 2,000 characters")
	case f.Significance != nil && (*f.Significance < 1 || *f.Significance > 5):
		return Invalidf("significance", "%d is not between 1 and 5", *f.Significance)
	case f.Thread != nil && *f.Thread != "" && !w.threads[*f.Thread]:
		return Invalidf("thread", "%q is no thread of this topic", *f.Thread)
	case f.When != nil && f.When.Check() != nil:
		return f.When.Check()
	}
	return c.checkNames(f)
}

func (c *correction) checkNames(f fields) error {
	if f.Places != nil {
		for _, id := range *f.Places {
			if _, found := c.weaver.places[id]; !found {
				return Invalidf("places", "%q is no place of this topic", id)
			}
		}
	}
	if f.Participations != nil {
		for _, p := range *f.Participations {
			if _, found := c.weaver.actors[p.Actor]; !found {
				return Invalidf("participations", "%q is no actor of this topic", p.Actor)
			}
		}
	}
	return nil
}

// undo marks the correction that is named in Other.
func (c *correction) undo() error {
	if len(c.edit.Other) != 1 {
		return Invalidf("other", "name the one correction that is to be undone")
	}
	i := slices.IndexFunc(c.known.Edits, func(e Edit) bool { return e.ID == c.edit.Other[0] })
	switch {
	case i < 0:
		return fmt.Errorf("correction %q: %w", c.edit.Other[0], ErrNotFound)
	case c.known.Edits[i].Kind == EditUndo:
		return Invalidf("other", "an undoing cannot be undone; make the correction again")
	case c.known.Edits[i].Undone:
		return Invalidf("other", "that correction is undone already")
	}
	old := c.known.Edits[i]
	old.Undone = true
	c.undone = append(c.undone, old)
	c.edit.EventID = old.EventID
	return nil
}
