package api

import (
	"context"
	"log/slog"
	"strconv"
	"sync/atomic"
	"time"

	"truceline/store"
	"truceline/timeline"
)

// versionLife is how long the archive's version is believed without asking:
// notices tell of this process's writes at once, only another process's
// writes wait for it.
const versionLife = time.Second

// A clock of the archive: its version, without a query per request.
type archiveVersion struct {
	store *store.Store
	now   func() time.Time
	log   *slog.Logger
	last  atomic.Pointer[seenVersion]
}

type seenVersion struct {
	number int64
	at     time.Time
}

// get gives the version, at most versionLife old. While the database does
// not answer, the last one known stands.
func (v *archiveVersion) get(ctx context.Context) int64 {
	seen := v.last.Load()
	if seen != nil && v.now().Sub(seen.at).Abs() < versionLife {
		return seen.number
	}
	number, err := v.store.Version(ctx)
	if err != nil {
		v.log.Warn("version of the archive", slog.Any("error", err))
		if seen != nil {
			return seen.number
		}
	}
	v.saw(number)
	return number
}

// saw keeps the newest version: a notice may come after a query that saw more.
func (v *archiveVersion) saw(number int64) {
	if seen := v.last.Load(); seen != nil {
		number = max(number, seen.number)
	}
	v.last.Store(&seenVersion{number: number, at: v.now()})
}

// forget makes the next request ask the database: this process has just
// written, and its own readers must see it.
func (v *archiveVersion) forget() {
	if seen := v.last.Load(); seen != nil {
		v.last.Store(&seenVersion{number: seen.number})
	}
}

// listen takes the version from every notice, until the store is closed.
func (v *archiveVersion) listen() {
	notices, _ := v.store.Subscribe()
	for notice := range notices {
		v.saw(notice.Version)
	}
}

// version names what every kept answer depends on: the archive and the day.
func (s *server) version(ctx context.Context) string {
	return strconv.FormatInt(s.archive.get(ctx), 10) + "." + string(s.today())
}

// today is the day in UTC: whether a planned event is past depends on it.
func (s *server) today() timeline.Day { return timeline.DayOf(s.now().UTC()) }
