package web

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	maxRedirects = 5
	requestTime  = 20 * time.Second // for one answer with all its redirects, waiting for turns not counted
	wordsOfError = 2 << 10          // of a refusal's body
)

// Config says who asks.
type Config struct {
	// UserAgent begins with the product token that robots.txt may name:
	// "Truceline/1.0 (+https://example.org; mail@example.org)".
	UserAgent  string
	AllowHosts []string          // private hosts that may be asked all the same
	Transport  http.RoundTripper // nil: the network, guarded
	Now        func() time.Time
	Sleep      func(context.Context, time.Duration) error // nil: really sleeps
}

// A Client asks politely. It is safe for concurrent use.
type Client struct {
	agent     string
	transport http.RoundTripper
	now       func() time.Time
	pace      *pace
	robots    *robots
	places    chan struct{} // of large bodies
}

// New makes a Client.
func New(config Config) *Client {
	c := &Client{agent: config.UserAgent, transport: config.Transport, now: config.Now, places: make(chan struct{}, largeBodies)}
	if c.now == nil {
		c.now = time.Now
	}
	if c.transport == nil {
		c.transport = guardedTransport(config.AllowHosts, webPorts)
	}
	if config.Sleep == nil {
		config.Sleep = reallySleep
	}
	c.pace = newPace(c.now, config.Sleep)
	c.pace.own = config.AllowHosts
	c.robots = newRobots(c)
	return c
}

// A Request is one thing to ask for.
type Request struct {
	URL    string
	Accept string
	// Validators are what addresses gave with their last content. Each goes
	// back to the address that gave it and to no other.
	Validators map[string]Validator
	// API marks a documented interface, which is read by its own terms:
	// robots.txt speaks of pages and feeds.
	API bool
	// Pause is what the interface asks for between two requests, where that is
	// more than the client's own.
	Pause time.Duration
}

// A Validator is what an address said of its content, byte for byte.
type Validator struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
}

// An Answer is what came back: content, or the word that nothing changed.
type Answer struct {
	URL          string // the address that answered, after redirects
	Status       int    // 200 or 304
	Type         string // media type, lower case, without parameters
	Charset      string // as the server named it
	Body         []byte
	ETag         string // byte for byte
	LastModified string // byte for byte
	Moved        string // where permanent redirects lead; "" where none did
	FreshFor     time.Duration
	Bytes        int64 // over the wire
}

// NotModified says that the validators still hold.
func (a Answer) NotModified() bool { return a.Status == http.StatusNotModified }

// Get asks for one thing. Any outcome but content and "not modified" is an
// *Error; only the end of ctx is returned as it is.
func (c *Client) Get(ctx context.Context, request Request) (Answer, error) {
	s := c.Session()
	defer s.Close()
	return s.Get(ctx, request)
}

func (c *Client) get(ctx context.Context, request Request, session *Session) (Answer, error) {
	answer, err := c.follow(ctx, request, session)
	var failed *Error
	if request.API && errors.As(err, &failed) {
		failed.URL, _, _ = strings.Cut(failed.URL, "?") // keys are in the query, and errors are shown
	}
	return answer, err
}

// follow walks redirects, asking for permission and waiting for a turn at
// each hop, and never longer than requestTime in all.
func (c *Client) follow(ctx context.Context, request Request, session *Session) (Answer, error) {
	at, err := checkURL(request.URL)
	if err != nil {
		return Answer{}, err
	}
	if request.Pause > 0 {
		c.pace.slow(at.Host, request.Pause)
	}
	left, moved, permanent := requestTime, "", true
	for range maxRedirects + 1 {
		if !request.API {
			if err := c.robots.permit(ctx, at); err != nil {
				return Answer{}, err
			}
		}
		if err := c.pace.wait(ctx, at.Host, at.String()); err != nil {
			return Answer{}, err
		}
		started := time.Now() // of the network, not of the story: no injected clock
		answer, next, err := c.hop(ctx, at, request, left, session)
		left -= time.Since(started)
		if err != nil || next == nil {
			answer.Moved = moved
			return answer, err
		}
		permanent = permanent && isPermanent(answer.Status)
		if permanent {
			moved = next.String()
		}
		at = next
	}
	return Answer{}, unreachable(request.URL, "the address redirects more than five times", nil)
}

// hop sends one request. next is where a redirect leads, nil otherwise.
func (c *Client) hop(ctx context.Context, at *url.URL, request Request, limit time.Duration, session *Session) (answer Answer, next *url.URL, err error) {
	limited, cancel := newDeadline(ctx, limit)
	defer cancel()
	response, err := c.transport.RoundTrip(c.prepare(limited, at, request))
	if err != nil {
		if ctx.Err() != nil {
			return answer, nil, ctx.Err()
		}
		err = limited.cause(err)
		return answer, nil, unreachable(at.String(), explainDial(err), err)
	}
	defer response.Body.Close()
	answer = Answer{URL: at.String(), Status: response.StatusCode, FreshFor: freshFor(response.Header, c.now()),
		ETag: response.Header.Get("ETag"), LastModified: response.Header.Get("Last-Modified")}
	switch {
	case response.StatusCode == http.StatusNotModified:
		return answer, nil, nil
	case isRedirect(response.StatusCode):
		next, err = redirectTarget(at, response)
		return answer, next, err
	case response.StatusCode != http.StatusOK:
		return answer, nil, c.refused(at, response)
	}
	answer.Type, answer.Charset = contentType(response.Header)
	answer.Body, answer.Bytes, err = readBody(response.Body, response.Header.Get("Content-Encoding"), func() error {
		if err := limited.pausing(session.place); err != nil {
			return err
		}
		return limited.soon(pieceTime)
	})
	if err == nil {
		return answer, nil, nil
	}
	if ctx.Err() != nil {
		return answer, nil, ctx.Err()
	}
	return answer, nil, unreadable(at.String(), response.StatusCode, limited.cause(err))
}

// prepare makes the request with exactly the headers that are needed.
func (c *Client) prepare(ctx context.Context, at *url.URL, request Request) *http.Request {
	r := (&http.Request{Method: http.MethodGet, URL: at, Host: at.Host, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"User-Agent": {c.agent}, "Accept-Encoding": {"gzip"}}}).WithContext(ctx)
	if request.Accept != "" {
		r.Header.Set("Accept", request.Accept)
	}
	given := request.Validators[at.String()]
	if given.ETag != "" {
		r.Header.Set("If-None-Match", given.ETag)
	}
	if given.LastModified != "" {
		r.Header.Set("If-Modified-Since", given.LastModified)
	}
	return r
}

// refused remembers a Retry-After for the whole host.
func (c *Client) refused(at *url.URL, response *http.Response) *Error {
	until := retryAfter(response.Header.Get("Retry-After"), c.now())
	e := refusal(at.String(), response.StatusCode, until)
	if !until.IsZero() && (e.Status == http.StatusTooManyRequests || e.Status == http.StatusServiceUnavailable) {
		c.pace.hold(at.Host, until)
	}
	words, _ := io.ReadAll(io.LimitReader(response.Body, wordsOfError))
	e.Body = string(words)
	return e
}

// unreadable puts a body that was not taken into words.
func unreadable(url string, status int, err error) *Error {
	e := unreachable(url, err.Error(), err)
	e.Status = status
	if errors.Is(err, context.DeadlineExceeded) || isTimeout(err) {
		e.Message = "the answer did not end in time and was not read"
	}
	return e
}

func contentType(header http.Header) (media, charset string) {
	media, parameters, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil && media == "" {
		return "", ""
	}
	return media, parameters["charset"]
}
