package web

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"truceline/timeline"
)

const (
	pause    = time.Second     // between two requests to one host
	patience = 2 * time.Minute // longest wait for a turn; beyond it the source is due later instead
	maxHosts = 4096            // hosts remembered
)

// pace keeps the distance between requests to one host, whichever sources
// they are for, and remembers who asked to be left alone until when.
type pace struct {
	now   func() time.Time
	sleep func(context.Context, time.Duration) error
	own   []string // hosts that were allowed by a setting are our own: they need no distance
	mu    sync.Mutex
	hosts map[string]*turns
}

type turns struct {
	limiter *rate.Limiter
	until   time.Time // Retry-After
	used    time.Time
}

func newPace(now func() time.Time, sleep func(context.Context, time.Duration) error) *pace {
	return &pace{now: now, sleep: sleep, hosts: map[string]*turns{}}
}

// wait returns when the host may be asked, or an Error that says when.
func (p *pace) wait(ctx context.Context, host, url string) error {
	p.mu.Lock()
	now := p.now()
	t := p.of(host, now)
	if now.Before(t.until) {
		until := t.until
		p.mu.Unlock()
		return &Error{Health: timeline.HealthRateLimited, URL: url, Until: until,
			Message: fmt.Sprintf("%s asked not to be asked before %s", host, until.UTC().Format(time.RFC3339))}
	}
	turn := t.limiter.ReserveN(now, 1)
	delay := turn.DelayFrom(now)
	if delay > patience {
		turn.CancelAt(now)
		p.mu.Unlock()
		return &Error{Health: timeline.HealthRateLimited, URL: url, Until: now.Add(delay),
			Message: fmt.Sprintf("%s wants %s between requests; this one comes later", host, delay.Round(time.Second))}
	}
	p.mu.Unlock()
	if delay <= 0 {
		return nil
	}
	return p.sleep(ctx, delay)
}

// hold keeps a host unasked until the moment.
func (p *pace) hold(host string, until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t := p.of(host, p.now()); until.After(t.until) {
		t.until = until
	}
}

// heldUntil is the moment until which a host is not asked; zero where it may
// be.
func (p *pace) heldUntil(host string) time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if t := p.of(host, now); t.until.After(now) {
		return t.until
	}
	return time.Time{}
}

// slow widens the distance to what the host's robots.txt asks for.
func (p *pace) slow(host string, delay time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := p.now(); !p.isOwn(host) {
		p.of(host, now).limiter.SetLimitAt(now, rate.Every(max(pause, delay)))
	}
}

func (p *pace) isOwn(host string) bool { return slices.Contains(p.own, strings.ToLower(host)) }

// of finds the turns of a host; the caller holds the lock.
func (p *pace) of(host string, now time.Time) *turns {
	host = strings.ToLower(host)
	t := p.hosts[host]
	if t == nil {
		p.forget(now)
		t = &turns{limiter: rate.NewLimiter(rate.Every(pause), 1)}
		if p.isOwn(host) {
			t.limiter = rate.NewLimiter(rate.Inf, 1)
		}
		p.hosts[host] = t
	}
	t.used = now
	return t
}

// forget drops hosts that were not asked for an hour, once there are many.
func (p *pace) forget(now time.Time) {
	if len(p.hosts) < maxHosts {
		return
	}
	for host, t := range p.hosts {
		if now.Sub(t.used) > time.Hour && now.After(t.until) {
			delete(p.hosts, host)
		}
	}
}

// reallySleep waits for d or until the context ends.
func reallySleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
