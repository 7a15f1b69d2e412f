package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"truceline/timeline"
)

const (
	robotsAge   = 24 * time.Hour // RFC 9309 2.4: no longer than a day
	robotsRetry = time.Hour      // after a robots.txt that could not be read
	robotsBytes = 500 << 10      // RFC 9309 2.5: at least this much is parsed
	robotsRoom  = 8 << 20        // bytes of rules remembered, of all origins together
)

// robots remembers the robots.txt of every origin that was asked.
type robots struct {
	client  *Client
	product string
	mu      sync.Mutex
	origins map[string]*origin
}

// origin is one scheme, host and port. Its lock makes several sources of one
// host wait for one reading of robots.txt.
type origin struct {
	mu      sync.Mutex
	rules   rules
	etag    string
	lastMod string
	from    string // address that gave the validators
	read    time.Time
	fault   *Error // why nothing is asked here at present
	size    int    // bytes of the rules; guarded by the lock of all origins
}

func newRobots(client *Client) *robots {
	product, _, _ := strings.Cut(client.agent, "/")
	return &robots{client: client, product: product, origins: map[string]*origin{}}
}

// permit returns nil when robots.txt lets the address be asked. It reads
// robots.txt where that was not done for a day.
func (r *robots) permit(ctx context.Context, at *url.URL) error {
	if at.Path == "/robots.txt" {
		return nil
	}
	o := r.of(at)
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := r.refresh(ctx, o, at); err != nil {
		return err
	}
	if o.fault != nil {
		fault := *o.fault
		fault.URL = at.String() // the fault is the host's, and was met on behalf of whichever source came first
		return &fault
	}
	if o.rules.allows(pathOf(at)) {
		return nil
	}
	return &Error{Health: timeline.HealthBlocked, URL: at.String(),
		Message: fmt.Sprintf("robots.txt of %s asks %s not to read this address", at.Host, r.product)}
}

func (r *robots) of(at *url.URL) *origin {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := at.Scheme + "://" + strings.ToLower(at.Host)
	if r.origins[key] == nil {
		if len(r.origins) >= maxHosts {
			clear(r.origins)
		}
		r.origins[key] = &origin{}
	}
	return r.origins[key]
}

// makeRoom remembers how much an origin says, and forgets those that say most
// once that is too much: their robots.txt is read again when they are asked.
func (r *robots) makeRoom(o *origin) {
	size := 0
	for _, line := range o.rules.lines {
		size += ruleBytes + len(line.pattern)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	o.size = size
	for {
		sum, largest := 0, ""
		for key, other := range r.origins {
			if sum += other.size; largest == "" || other.size > r.origins[largest].size {
				largest = key
			}
		}
		if sum <= robotsRoom {
			return
		}
		delete(r.origins, largest)
	}
}

// ruleBytes is what a rule takes beside its pattern.
const ruleBytes = 48

// refresh reads robots.txt again when it is due. What RFC 9309 2.3.1 says of
// each outcome is done: unavailable (4xx) permits, unreachable forbids.
func (r *robots) refresh(ctx context.Context, o *origin, at *url.URL) error {
	now := r.client.now()
	if age := now.Sub(o.read); !o.read.IsZero() && (age < robotsAge && o.fault == nil || age < robotsRetry) {
		return nil
	}
	address := (&url.URL{Scheme: at.Scheme, Host: at.Host, Path: "/robots.txt"}).String()
	session := r.client.Session()
	defer session.Close()
	answer, err := r.client.follow(ctx, Request{URL: address, Accept: "text/plain,*/*;q=0.5", API: true, // robots.txt itself needs no permission
		Validators: map[string]Validator{o.from: {ETag: o.etag, LastModified: o.lastMod}}}, session)
	var failed *Error
	switch {
	case err == nil && answer.NotModified():
		o.fault = nil
	case err == nil:
		o.fault, o.rules = nil, parseRobots(answer.Body, r.product)
		o.etag, o.lastMod, o.from = answer.ETag, answer.LastModified, answer.URL
		r.client.pace.slow(at.Host, o.rules.delay)
		r.makeRoom(o)
	case !errors.As(err, &failed):
		return err // the caller gave up
	case failed.Status >= 400 && failed.Status < 500 && failed.Status != http.StatusTooManyRequests:
		o.fault, o.rules, o.etag, o.lastMod, o.from = nil, rules{}, "", "", ""
	case !o.read.IsZero() && o.fault == nil:
		// The copy of yesterday holds for another hour.
		o.read = now.Add(robotsRetry - robotsAge)
		return nil
	default:
		o.fault = &Error{Health: failed.Health, Status: failed.Status, URL: at.String(), Until: failed.Until, Cause: failed,
			Message: "robots.txt could not be read, so nothing else is asked: " + failed.Message}
	}
	o.read = now
	return nil
}

// pathOf is the part of an address that rules speak of.
func pathOf(at *url.URL) string {
	path := at.EscapedPath()
	if path == "" {
		path = "/"
	}
	if at.RawQuery != "" {
		path += "?" + at.RawQuery
	}
	return path
}
