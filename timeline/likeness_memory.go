package timeline

import (
	"hash/maphash"
	"strconv"
	"sync"
)

// memorySize is how many reports' traits are kept in each of two generations;
// one takes about 1.5 kB.
const memorySize = 4096

// A memory keeps the traits of reports that were lately compared: the same
// few come up again and again while a story is in the news. When the young
// generation is full it becomes the old one, and the old one is forgotten.
type memory struct {
	mu         sync.Mutex
	young, old map[uint64]*traits
}

func (m *memory) get(key uint64) *traits {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known := m.young[key]; known != nil {
		return known
	}
	return m.old[key]
}

func (m *memory) put(key uint64, known *traits) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.young) >= memorySize {
		m.old, m.young = m.young, make(map[uint64]*traits, memorySize)
	}
	m.young[key] = known
}

var contentSeed = maphash.MakeSeed()

// contentKey stands for all of a report that traits are made from.
func contentKey(r *Report) uint64 {
	var h maphash.Hash
	h.SetSeed(contentSeed)
	put := func(texts ...string) {
		for _, text := range texts {
			h.WriteString(text)
			h.WriteByte(0)
		}
	}
	put(r.ID, r.Type, string(r.Status), r.Title, r.Summary, r.Quote, string(r.Reader), r.DateRule,
		string(r.When.Start), string(r.When.End), string(r.When.Open), strconv.FormatInt(r.KnownFrom.Unix(), 36))
	put(r.When.Implied...)
	if r.When.Lasting {
		put("lasting")
	}
	put(r.QuoteMore...)
	put("places")
	put(r.Places...)
	for _, p := range r.Actors {
		put(p.Actor, p.Part)
	}
	return h.Sum64()
}
