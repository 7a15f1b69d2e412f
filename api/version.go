package api

import (
	"context"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"truceline/store"
	"truceline/timeline"
)

// versionLife is how long the archive's version is believed without asking:
// notices tell of this process's writes at once, only another process's
// writes wait for it.
const versionLife = time.Second

// An archiveVersion tells what version the archive is at, without a query
// per request. It knows two: that of everything, and that of the events, which
// stays while sources are merely visited.
type archiveVersion struct {
	store *store.Store
	now   func() time.Time
	log   *slog.Logger

	mu     sync.Mutex
	newest int64     // of any write
	events int64     // of the last write that can have changed an event
	asked  time.Time // when the database was asked last; zero: ask again
}

// get gives both versions; the newest is at most versionLife old. While the
// database does not answer, what was known last stands.
func (v *archiveVersion) get(ctx context.Context) (newest, events int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if now := v.now(); v.asked.IsZero() || now.Sub(v.asked).Abs() >= versionLife {
		v.asked = now
		v.ask(ctx)
	}
	return v.newest, v.events
}

// ask takes the version from the database. A write that no notice told of
// came from another process: it can have changed anything.
func (v *archiveVersion) ask(ctx context.Context) {
	number, err := v.store.Version(context.WithoutCancel(ctx))
	if err != nil {
		v.log.Warn("version of the archive", slog.Any("error", err))
		return
	}
	if number > v.newest {
		v.newest, v.events = number, number
	}
}

// hear takes the version from a notice of a write.
func (v *archiveVersion) hear(n store.Notice) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if n.Version <= v.newest {
		return // a query was faster
	}
	missed := n.Version > v.newest+1
	if missed || len(n.Events) > 0 || (n.Topic != "" && len(n.Sources) == 0) {
		v.events = n.Version
	}
	v.newest = n.Version
}

// forget makes the next request ask the database: this process has just
// written, and its own readers must see it.
func (v *archiveVersion) forget() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.asked = time.Time{}
}

// listen takes the version from every notice, until the store is closed.
func (v *archiveVersion) listen() {
	notices, _ := v.store.Subscribe()
	for notice := range notices {
		v.hear(notice)
	}
}

// version names what every answer about events depends on: the events and
// the day.
func (s *server) version(ctx context.Context) string {
	_, events := s.archive.get(ctx)
	return strconv.FormatInt(events, 10) + "." + string(s.today())
}

// sourcesVersion names what answers about sources depend on.
func (s *server) sourcesVersion(ctx context.Context) string {
	newest, _ := s.archive.get(ctx)
	return strconv.FormatInt(newest, 10) + "." + string(s.today()) + ".s"
}

// today is the day in UTC: whether a planned event is past depends on it.
func (s *server) today() timeline.Day { return timeline.DayOf(s.now().UTC()) }
