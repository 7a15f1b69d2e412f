package timeline

import "time"

// A Revision is one state of an event. Revisions are only ever added.
//
// The state of an event "as known on T" is the newest revision (highest
// RecordedAt) of the last KnownFrom ≤ T among those that are not Superseded.
type Revision struct {
	EventID    string    `json:"event" gorm:"primaryKey;column:event_id"`
	Number     int       `json:"number" gorm:"primaryKey;autoIncrement:false"`
	KnownFrom  time.Time `json:"known_from"`                     // from when on the world could know this
	RecordedAt time.Time `json:"recorded_at"`                    // when this archive wrote it down
	By         string    `json:"by"`                             // "rules", "curated" or the editor's name
	Because    []string  `json:"because" gorm:"serializer:json"` // ids of reports, or an editor's note
	Note       string    `json:"note"`
	Changes    []Change  `json:"changes" gorm:"serializer:json"`
	Snapshot   *Event    `json:"snapshot,omitempty" gorm:"serializer:json"` // nil: not an event of its own at that time
	Superseded bool      `json:"superseded"`                                // a late article changed what was known then
}

// A Change is one field that a revision altered.
type Change struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
	Words string `json:"words"` // "The date moved from 15 May 2025 to 16 May 2025."
}

// An Edit is a person's correction. It stands until it is undone, whatever is
// read later, and is known from the moment it was made.
type Edit struct {
	ID      string   `json:"id" gorm:"primaryKey"`
	EventID string   `json:"event" gorm:"column:event_id"`
	Kind    string   `json:"kind"`                           // confirm, edit, merge, split, reject, restore, undo
	Fields  string   `json:"fields"`                         // JSON object: the event's fields that a person set
	Other   []string `json:"other" gorm:"serializer:json"`   // merge: ids that were taken in; split: the new event's id; undo: the edit's id
	Reports []string `json:"reports" gorm:"serializer:json"` // split: the reports that move to the new event
	// Kept are the reports by which the corrected event is known again
	// whatever is read later; weaving fills it in.
	Kept   []string  `json:"kept" gorm:"serializer:json"`
	By     string    `json:"by"`
	Note   string    `json:"note"`
	At     time.Time `json:"at"`
	Undone bool      `json:"undone"`
}
