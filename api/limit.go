package api

import (
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/time/rate"
)

// A Rate is how much one address may ask.
type Rate struct {
	PerSecond float64
	Burst     int
}

// DefaultRate leaves room for a newsroom behind one address.
var DefaultRate = Rate{PerSecond: 50, Burst: 300}

// most addresses that are remembered at a time; the idle ones leave first.
const mostAddresses = 20_000

// limits gives every address its own bucket.
type limits struct {
	rate Rate
	now  func() time.Time

	mu      sync.Mutex
	buckets map[netip.Prefix]*allowance
}

type allowance struct {
	*rate.Limiter
	seen time.Time
}

func newLimits(r Rate, now func() time.Time) *limits {
	return &limits{rate: r, now: now, buckets: map[netip.Prefix]*allowance{}}
}

// middleware refuses what is over the limit with 429 and Retry-After.
func (l *limits) middleware(s *server) gin.HandlerFunc {
	return func(c *gin.Context) {
		if wait := l.wait(c.ClientIP()); wait > 0 {
			c.Header("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
			s.fail(c, errTooMany)
			return
		}
		c.Next()
	}
}

// wait takes one request from the bucket of an address; it gives how long to
// wait where the bucket is empty.
func (l *limits) wait(address string) time.Duration {
	if l.rate.PerSecond <= 0 {
		return 0
	}
	now := l.now()
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.allowance(network(address), now)
	b.seen = now
	taken := b.ReserveN(now, 1)
	wait := taken.DelayFrom(now)
	if wait > 0 {
		taken.CancelAt(now)
	}
	return wait
}

func (l *limits) allowance(of netip.Prefix, now time.Time) *allowance {
	if b, ok := l.buckets[of]; ok {
		return b
	}
	if len(l.buckets) >= mostAddresses {
		l.sweep(now)
	}
	b := &allowance{Limiter: rate.NewLimiter(rate.Limit(l.rate.PerSecond), l.rate.Burst)}
	l.buckets[of] = b
	return b
}

// sweep forgets addresses whose buckets are full again, and everybody where
// that is not enough.
func (l *limits) sweep(now time.Time) {
	for of, b := range l.buckets {
		if b.TokensAt(now) >= float64(l.rate.Burst) {
			delete(l.buckets, of)
		}
	}
	if len(l.buckets) >= mostAddresses {
		clear(l.buckets)
	}
}

// network is what counts as one address: a single IPv4 address, or the /64
// that one IPv6 customer has.
func network(address string) netip.Prefix {
	addr, err := netip.ParseAddr(address)
	if err != nil {
		return netip.Prefix{}
	}
	addr = addr.Unmap()
	bits := 32
	if addr.Is6() {
		bits = 64
	}
	prefix, err := addr.WithZone("").Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return prefix
}

// securityHeaders go with every answer.
func securityHeaders(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Content-Security-Policy", dataPolicy)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	c.Next()
}

// Policies: pages may use what this server serves and nothing else; data is
// never a page.
const (
	pagePolicy = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; " +
		"require-trusted-types-for 'script'; trusted-types svelte-trusted-html"
	dataPolicy = "default-src 'none'; frame-ancestors 'none'"
)

// shared lets every site read public answers; credentials never travel.
func shared(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "Date, ETag, Link, Retry-After")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	if c.Request.Method == http.MethodOptions {
		h.Set("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
		h.Set("Access-Control-Allow-Headers", "If-None-Match")
		h.Set("Access-Control-Max-Age", "86400")
		c.AbortWithStatus(http.StatusNoContent)
		return
	}
	c.Next()
}
