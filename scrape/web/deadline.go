package web

import (
	"context"
	"time"
)

// A deadline is a context that ends after a time in which waiting for room
// does not count.
type deadline struct {
	context.Context
	timer *time.Timer
	ends  time.Time
}

func newDeadline(parent context.Context, limit time.Duration) (*deadline, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(parent)
	d := &deadline{Context: ctx, ends: time.Now().Add(limit)}
	d.timer = time.AfterFunc(limit, func() { cancel(context.DeadlineExceeded) })
	return d, func() {
		d.timer.Stop()
		cancel(nil)
	}
}

// pausing runs wait while the time stands still.
func (d *deadline) pausing(wait func(context.Context) error) error {
	begun := time.Now()
	if !d.timer.Stop() {
		return context.DeadlineExceeded
	}
	err := wait(d.Context)
	d.ends = d.ends.Add(time.Since(begun))
	d.timer.Reset(time.Until(d.ends))
	return err
}

// soon lets the deadline come after a time already, if it is not earlier
// anyway; what comes next has to call it again.
func (d *deadline) soon(limit time.Duration) error {
	if !d.timer.Stop() {
		return context.DeadlineExceeded
	}
	d.timer.Reset(min(limit, time.Until(d.ends)))
	return nil
}

// cause is the error by which something under this deadline ended, as the
// deadline itself where that is why.
func (d *deadline) cause(err error) error {
	if context.Cause(d.Context) == context.DeadlineExceeded {
		return context.DeadlineExceeded
	}
	return err
}
