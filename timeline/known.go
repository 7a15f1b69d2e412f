package timeline

import "fmt"

// Newest gives the number of the newest revision of each event that is known.
// Whoever weaves from what is known keeps them, so that the archive can tell
// whether somebody else has written meanwhile.
func (k Known) Newest() map[string]int {
	newest := map[string]int{}
	for _, r := range k.Revisions {
		newest[r.EventID] = max(newest[r.EventID], r.Number)
	}
	return newest
}

// Seen checks the newest revision of an event that a person saw: the error is
// ErrConflict if the event has a newer one. A negative base asks for no check.
func (k Known) Seen(event string, base int) error {
	if newest := k.Newest()[event]; base >= 0 && newest != base {
		return fmt.Errorf("revision %d of event %q is not the newest, %d is: %w", base, event, newest, ErrConflict)
	}
	return nil
}
