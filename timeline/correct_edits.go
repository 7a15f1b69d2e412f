package timeline

import (
	"slices"
	"time"
)

// The kinds of people's corrections.
const (
	EditConfirm = "confirm" // a person looked and agrees
	EditFields  = "edit"    // a person set fields
	EditMerge   = "merge"   // two events are one
	EditSplit   = "split"   // one event is two
	EditReject  = "reject"  // this is no event
	EditRestore = "restore" // it is one after all
	EditUndo    = "undo"    // an earlier correction does not stand
)

// inForce gives the corrections that stood at a moment, oldest first: made by
// then and not undone by then.
func inForce(edits []Edit, moment time.Time) []Edit {
	var standing []Edit
	for _, edit := range edits {
		if edit.At.After(moment) {
			continue
		}
		if edit.Kind == EditUndo {
			standing = slices.DeleteFunc(standing, func(e Edit) bool { return slices.Contains(edit.Other, e.ID) })
			continue
		}
		standing = append(standing, edit)
	}
	return standing
}
