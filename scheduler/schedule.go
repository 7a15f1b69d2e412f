package scheduler

import (
	"fmt"
	"hash/fnv"
	"time"

	"github.com/robfig/cron/v3"

	"truceline/timeline"
)

// spread is the width of the jitter: sources whose schedules name the same
// minute are spread over it.
const spread = time.Minute

// Schedule reads a source's five cron fields, in UTC, and shifts them by the
// source's own part of a minute, so that the many schedules which name the
// same minute do not all ask at its first second.
func Schedule(source timeline.Source) (cron.Schedule, error) {
	schedule, err := cron.ParseStandard(source.Schedule)
	if err != nil {
		return nil, fmt.Errorf("source %s: schedule %q is not five cron fields: %w", source.ID, source.Schedule, err)
	}
	return shifted{schedule, jitter(source.ID)}, nil
}

// jitter is the same for a source on every day and machine.
func jitter(id string) time.Duration {
	h := fnv.New32a()
	h.Write([]byte(id))
	return time.Duration(h.Sum32()) % spread / time.Second * time.Second
}

// shifted is a schedule whose every time lies by later.
type shifted struct {
	cron.Schedule
	by time.Duration
}

func (s shifted) Next(t time.Time) time.Time { return s.Schedule.Next(t.Add(-s.by)).Add(s.by) }
