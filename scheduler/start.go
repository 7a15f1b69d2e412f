package scheduler

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"truceline/timeline"
)

// A firstRound is the visits with which a schedule starts. Those to which
// nobody answered are told of when it is over: where nobody answered at all,
// the network is absent, and one line says so in place of one per source.
type firstRound struct {
	mu      sync.Mutex
	over    bool
	answers int // visits to which somebody answered, or which were not made for another reason
	missed  []missed
}

type missed struct {
	visit timeline.Visit
	err   error
}

// holds takes a visit into the round, and says whether it is told of later.
func (f *firstRound) holds(visit timeline.Visit, err error) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.over || errors.Is(err, context.Canceled) {
		return false
	}
	if err == nil || visit.Outcome != timeline.HealthUnreachable || visit.Status != 0 {
		f.answers++
		return false
	}
	f.missed = append(f.missed, missed{visit, err})
	return true
}

// end tells of the visits to which nobody answered.
func (f *firstRound) end(log *slog.Logger) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.over = true
	if f.answers == 0 && len(f.missed) > 1 {
		log.Warn("no source could be reached: this machine seems to be offline; each is tried again on its own schedule",
			"sources", len(f.missed), "first", f.missed[0].err)
		return
	}
	for _, m := range f.missed {
		tell(log, m.visit, m.err)
	}
}

// tell writes a visit to the log; one that was broken off by the end of the
// program is no news.
func tell(log *slog.Logger, visit timeline.Visit, err error) {
	switch {
	case errors.Is(err, context.Canceled):
	case err != nil:
		log.Warn("visit failed", "source", visit.SourceID, "outcome", visit.Outcome, "error", err)
	default:
		log.Info("visited", "source", visit.SourceID, "outcome", visit.Outcome, "found", visit.Found, "fresh", visit.Fresh, "reports", visit.Reports)
	}
}
