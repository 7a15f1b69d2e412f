package api

import "sync"

// encodedEvents keeps the JSON of events that lists showed, by id, while the
// version stays. Those that were not asked for lately leave: half of the room
// is for what was shown since the other half was full. Its zero value is ready.
type encodedEvents struct {
	mu            sync.Mutex
	version       string
	recent, older map[string][]byte
}

// mostEncoded bounds the memory: about 700 bytes each.
const mostEncoded = 40_000

func (k *encodedEvents) get(version, id string) (text []byte, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.version != version {
		return nil, false
	}
	if text, ok = k.recent[id]; ok {
		return text, true
	}
	if text, ok = k.older[id]; ok {
		k.keep(id, text)
	}
	return text, ok
}

func (k *encodedEvents) put(version, id string, text []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.version != version || k.recent == nil {
		k.version, k.recent, k.older = version, map[string][]byte{}, nil
	}
	k.keep(id, text)
}

func (k *encodedEvents) keep(id string, text []byte) {
	if len(k.recent) >= mostEncoded/2 {
		k.older, k.recent = k.recent, map[string][]byte{}
	}
	k.recent[id] = text
}
