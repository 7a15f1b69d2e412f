package store

import "sync"

// kept remembers answers that cost much for one version of the archive: the
// next write makes it forget them. Its zero value is ready.
type kept[T any] struct {
	mu            sync.Mutex
	version       int64
	recent, older map[string]T // what was asked for since older was full, and before
}

func (k *kept[T]) get(version int64, key string) (answer T, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.version != version {
		return answer, false
	}
	return k.find(key)
}

func (k *kept[T]) find(key string) (answer T, ok bool) {
	if answer, ok = k.recent[key]; ok {
		return answer, true
	}
	answer, ok = k.older[key]
	return answer, ok
}

// all gives those of the answers that are kept, by key.
func (k *kept[T]) all(version int64, keys []string) map[string]T {
	found := make(map[string]T, len(keys))
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.version == version {
		for _, key := range keys {
			if answer, ok := k.find(key); ok {
				found[key] = answer
			}
		}
	}
	return found
}

// put keeps an answer. The most answers bound the memory: when half as many
// are recent, those from before leave.
func (k *kept[T]) put(version int64, key string, answer T, most int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.version > version {
		return
	}
	if k.version < version || k.recent == nil {
		k.version, k.recent, k.older = version, map[string]T{}, nil
	}
	if len(k.recent) >= most/2 {
		k.recent, k.older = map[string]T{}, k.recent
	}
	k.recent[key] = answer
}
