package store

import "sync"

// kept remembers answers that cost much for one version of the archive: the
// next write makes it forget them. Its zero value is ready.
type kept[T any] struct {
	mu      sync.Mutex
	version int64
	of      map[string]T
}

func (k *kept[T]) get(version int64, key string) (answer T, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.version == version {
		answer, ok = k.of[key]
	}
	return answer, ok
}

// all gives those of the answers that are kept, by key.
func (k *kept[T]) all(version int64, keys []string) map[string]T {
	found := make(map[string]T, len(keys))
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.version == version {
		for _, key := range keys {
			if answer, ok := k.of[key]; ok {
				found[key] = answer
			}
		}
	}
	return found
}

// put keeps an answer. The most answers bound the memory: at that many, all
// are forgotten.
func (k *kept[T]) put(version int64, key string, answer T, most int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.version > version {
		return
	}
	if k.version < version || len(k.of) >= most {
		k.of = nil
	}
	if k.of == nil {
		k.version, k.of = version, map[string]T{}
	}
	k.of[key] = answer
}
