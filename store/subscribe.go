package store

import "sync"

// A Notice tells a subscriber of one write.
type Notice struct {
	Version int64    // of the archive, after the write
	Topic   string   // "" where it concerns no single topic
	Events  []string // ids of events that are new or changed
	Sources []string // ids of sources whose state changed
}

// noticesKept is how many notices wait for a slow subscriber before the
// oldest are dropped; versions let it see that it missed some.
const noticesKept = 64

type listeners struct {
	mu     sync.Mutex
	open   map[chan Notice]bool
	closed bool
}

// Subscribe gives a channel that hears of each write made through this Store,
// and a function that ends the subscription. The channel is closed by either
// that function or Close. A reader that is too slow misses the oldest notices.
func (s *Store) Subscribe() (notices <-chan Notice, cancel func()) {
	return s.heard.add()
}

func (l *listeners) add() (<-chan Notice, func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	ch := make(chan Notice, noticesKept)
	if l.closed {
		close(ch)
		return ch, func() {}
	}
	if l.open == nil {
		l.open = map[chan Notice]bool{}
	}
	l.open[ch] = true
	return ch, func() { l.remove(ch) }
}

func (l *listeners) remove(ch chan Notice) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open[ch] {
		delete(l.open, ch)
		close(ch)
	}
}

func (l *listeners) tell(n Notice) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for ch := range l.open {
		if len(ch) == cap(ch) {
			select {
			case <-ch: // make room: the newest matters most
			default:
			}
		}
		ch <- n
	}
}

func (l *listeners) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for ch := range l.open {
		close(ch)
	}
	l.open, l.closed = nil, true
}
