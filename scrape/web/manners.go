package web

import (
	"net/url"
	"strings"
	"time"
)

// Limits of the rules of a robots.txt that are worth remembering over a restart.
const (
	maxManners   = 500
	mannersBytes = 32 << 10 // of their patterns
)

// Manners are what a host asked of programs, by its robots.txt and by
// Retry-After, for whoever remembers it over a
// restart, so that starting again does not ask for it again.
type Manners struct {
	Read         time.Time     `json:"read"`
	Rules        []string      `json:"rules,omitempty"` // "+/path" permits, "-/path" forbids
	Delay        time.Duration `json:"delay,omitempty"`
	ETag         string        `json:"etag,omitempty"`
	LastModified string        `json:"last_modified,omitempty"`
	From         string        `json:"from,omitempty"`
	Until        time.Time     `json:"until,omitzero"` // the host asked not to be asked before
}

// Manners gives what is known of the robots.txt at an address's origin; zero
// where it was not read, or is too long to be carried about.
func (c *Client) Manners(address string) Manners {
	at, err := url.Parse(address)
	if err != nil {
		return Manners{}
	}
	o := c.robots.of(at)
	o.mu.Lock()
	defer o.mu.Unlock()
	until := c.pace.heldUntil(at.Host)
	if o.fault != nil || len(o.rules.lines) > maxManners {
		return Manners{Until: until}
	}
	m := Manners{Until: until, Read: o.read, Delay: o.rules.delay, ETag: o.etag, LastModified: o.lastMod, From: o.from}
	length := 0
	for _, line := range o.rules.lines {
		if length += len(line.pattern); length > mannersBytes {
			return Manners{Until: until}
		}
		sign := "-"
		if line.allow {
			sign = "+"
		}
		m.Rules = append(m.Rules, sign+line.pattern)
	}
	return m
}

// Remember takes back what Manners gave, unless something newer is known.
func (c *Client) Remember(address string, m Manners) {
	at, err := url.Parse(address)
	if err != nil {
		return
	}
	c.pace.hold(at.Host, m.Until)
	o := c.robots.of(at)
	o.mu.Lock()
	defer o.mu.Unlock()
	if !m.Read.After(o.read) {
		return
	}
	o.rules = rules{delay: m.Delay}
	for _, line := range m.Rules {
		if pattern, permits := strings.CutPrefix(line, "+"); permits {
			o.rules.lines = append(o.rules.lines, rule{allow: true, pattern: pattern})
		} else {
			o.rules.lines = append(o.rules.lines, rule{pattern: strings.TrimPrefix(line, "-")})
		}
	}
	o.read, o.etag, o.lastMod, o.from, o.fault = m.Read, m.ETag, m.LastModified, m.From, nil
	c.pace.slow(at.Host, m.Delay)
}
