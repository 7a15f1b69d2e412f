package timeline

import (
	"cmp"
	"slices"
	"time"
)

// An Entry is one line of an event's history: what changed, when, because of
// whom.
type Entry struct {
	Number     int       `json:"number"`
	KnownFrom  time.Time `json:"known_from"`  // from when on the world could know it
	RecordedAt time.Time `json:"recorded_at"` // when this archive wrote it down
	By         string    `json:"by"`          // "rules", "curated" or the editor's name
	Because    []string  `json:"because"`     // ids of reports
	Note       string    `json:"note"`        // an editor's reason
	Words      []string  `json:"words"`       // sentences
	Late       bool      `json:"late"`        // written down later than a state that was known after it
	Superseded bool      `json:"superseded"`  // a late article changed what was known then
}

// History tells the revisions of one event in the order in which things
// became known. Superseded ones stay in it, marked as such.
func History(revisions []Revision) []Entry {
	sorted := slices.Clone(revisions)
	slices.SortFunc(sorted, func(a, b Revision) int {
		return cmp.Or(a.KnownFrom.Compare(b.KnownFrom), a.RecordedAt.Compare(b.RecordedAt), cmp.Compare(a.Number, b.Number))
	})
	entries := make([]Entry, len(sorted))
	for i, r := range sorted {
		entries[i] = Entry{Number: r.Number, KnownFrom: r.KnownFrom, RecordedAt: r.RecordedAt, By: r.By, Because: r.Because,
			Note: r.Note, Words: []string{}, Superseded: r.Superseded}
		for _, change := range r.Changes {
			entries[i].Words = append(entries[i].Words, change.Words)
		}
		entries[i].Late = slices.ContainsFunc(sorted[i+1:], func(later Revision) bool { return later.RecordedAt.Before(r.RecordedAt) })
	}
	return entries
}
