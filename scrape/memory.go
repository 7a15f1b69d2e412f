package scrape

import (
	"encoding/json"
	"slices"
	"time"

	"truceline/scrape/web"
	"truceline/timeline"
)

const (
	maxGiven   = 4                   // addresses whose validators are kept
	maxSeen    = 4000                // items remembered per source
	maxPending = 500                 // pages that may wait
	maxWaiting = 128 << 10           // bytes of summaries that wait with them
	forgetting = 45 * 24 * time.Hour // after which an item that is no longer listed is forgotten
)

// memory is what a source's state remembers for the reader, as JSON in
// SourceState.Cursor. It makes a restart cost nothing and lose nothing.
type memory struct {
	// Seen holds, by hash of identity, what was read already.
	Seen map[string]sight `json:"seen,omitempty"`
	// Pending are items whose page is still to be read.
	Pending []item `json:"pending,omitempty"`
	// Given are the validators of the list by the address that gave them: the
	// source's own, and where it redirects to.
	Given map[string]web.Validator `json:"given,omitempty"`
	// Gap is the usual time between two items, Newest the date of the last.
	Gap    time.Duration `json:"gap,omitempty"`
	Newest time.Time     `json:"newest,omitzero"`
	// Marks belong to the reader: the last file, the revision of a page.
	Marks map[string]string `json:"marks,omitempty"`
	// Manners are what the source's host asks of programs.
	Manners web.Manners `json:"manners,omitzero"`
	// Version wrote this; another one may understand what this one did not.
	Version string `json:"version,omitempty"`
}

// sight is when an item was last listed and what it said.
type sight struct {
	Stamp string `json:"s"`
	Day   int64  `json:"d"` // since 1970
}

// recall reads the memory out of a state; an unreadable one is an empty one,
// which costs a second reading and nothing else.
func recall(state timeline.SourceState) *memory {
	var m memory
	if json.Unmarshal([]byte(state.Cursor), &m) != nil {
		m = memory{}
	}
	if m.Seen == nil {
		m.Seen = map[string]sight{}
	}
	if m.Given == nil {
		m.Given = map[string]web.Validator{}
	}
	if m.Marks == nil {
		m.Marks = map[string]string{}
	}
	return &m
}

// cursor writes the memory down.
func (m *memory) cursor() string {
	text, err := json.Marshal(m)
	if err != nil { // only strings, numbers and times within the calendar
		return ""
	}
	return string(text)
}

func seenKey(id string) string { return timeline.ShortHash(id)[:12] }

// isNew says whether the item, or what it says, was not read before.
func (m *memory) isNew(i item) bool { return m.Seen[seenKey(i.ID)].Stamp != i.stamp() }

// isFirst says whether the item was never seen at all.
func (m *memory) isFirst(i item) bool {
	_, known := m.Seen[seenKey(i.ID)]
	return !known
}

// mark remembers that the item was dealt with.
func (m *memory) mark(i item, now time.Time) {
	m.Seen[seenKey(i.ID)] = sight{Stamp: i.stamp(), Day: daysSince1970(now)}
}

// touch remembers that a known item is still listed.
func (m *memory) touch(i item, now time.Time) {
	if s, known := m.Seen[seenKey(i.ID)]; known {
		s.Day = daysSince1970(now)
		m.Seen[seenKey(i.ID)] = s
	}
}

// forget drops what has not been listed for long, and the oldest beyond the
// limit.
func (m *memory) forget(now time.Time) {
	oldest := daysSince1970(now.Add(-forgetting))
	keys := make([]string, 0, len(m.Seen))
	for key, s := range m.Seen {
		if s.Day < oldest {
			delete(m.Seen, key)
			continue
		}
		keys = append(keys, key)
	}
	if len(keys) <= maxSeen {
		return
	}
	slices.SortFunc(keys, func(a, b string) int { return int(m.Seen[a].Day - m.Seen[b].Day) })
	for _, key := range keys[:len(keys)-maxSeen] {
		delete(m.Seen, key)
	}
}

func daysSince1970(t time.Time) int64 { return t.Unix() / 86400 }
