package scheduler

import (
	"context"

	"truceline/timeline"
)

// Correct weaves a person's correction in and stores it. base is the number
// of the newest revision that the person saw, -1 for whichever there is; an
// event that changed since is a timeline.ErrConflict.
func (i *Ingest) Correct(ctx context.Context, edit timeline.Edit, base int) error {
	i.weaving.Lock()
	defer i.weaving.Unlock()

	concerned := []string{edit.EventID}
	if edit.Kind == timeline.EditMerge {
		concerned = append(concerned, edit.Other...)
	}
	known, err := i.Weaver.GatherEvents(ctx, i.archive(), concerned)
	if err != nil {
		return err
	}
	if err := known.Seen(edit.EventID, base); err != nil {
		return err
	}
	woven, err := i.Weaver.Correct(known, edit, i.Now())
	if err != nil {
		return err
	}
	return i.Store.Correct(ctx, edit.EventID, known.Newest(), woven)
}
