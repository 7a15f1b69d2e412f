package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

// clocked is a client with a clock of its own beside a test server.
type clocked struct {
	*Client
	now  time.Time
	seen []*http.Request
	url  string
}

func newClocked(t *testing.T, handler http.HandlerFunc) *clocked {
	t.Helper()
	c := &clocked{now: time.Date(2025, 5, 16, 12, 0, 0, 0, time.UTC)}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.seen = append(c.seen, r)
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		handler(w, r)
	}))
	t.Cleanup(server.Close)
	c.url = server.URL
	c.Client = New(Config{UserAgent: "Truceline/test (+https://e.org; a@e.org)", AllowHosts: []string{"127.0.0.1"},
		Now:   func() time.Time { return c.now },
		Sleep: func(_ context.Context, d time.Duration) error { c.now = c.now.Add(d); return nil }})
	return c
}

func TestRequestsSayWhoAsksAndNothingElse(t *testing.T) {
	c := newClocked(t, func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
		if r.URL.Path == "/a" {
			http.Redirect(w, r, "/b", http.StatusFound)
		}
	})
	for range 2 {
		if _, err := c.Get(t.Context(), Request{URL: c.url + "/a?b=c", Accept: "text/html"}); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range c.seen {
		for name := range r.Header {
			switch name {
			case "User-Agent", "Accept", "Accept-Encoding":
			default:
				t.Errorf("%s carries %s: %v", r.URL, name, r.Header[name])
			}
		}
		if r.UserAgent() != "Truceline/test (+https://e.org; a@e.org)" {
			t.Errorf("user agent %q", r.UserAgent())
		}
	}
	if len(c.seen) != 5 || c.seen[1].URL.RequestURI() != "/a?b=c" {
		t.Errorf("asked %d times", len(c.seen))
	}
}

func TestValidatorsGoBackByteForByteToWhereTheyCameFrom(t *testing.T) {
	const tag, date = `W/"a b,c"--gzip`, "Fri, 16 May 2025 10:00:00 +0300 (sic)"
	c := newClocked(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			if r.Header.Get("If-None-Match") != "" {
				t.Error("validators were told to another address")
			}
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		case "/new":
			if r.Header.Get("If-None-Match") == tag && r.Header.Get("If-Modified-Since") == date {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("ETag", tag)
			w.Header().Set("Last-Modified", date)
			fmt.Fprint(w, "content")
		}
	})
	first, err := c.Get(t.Context(), Request{URL: c.url + "/old"})
	if err != nil || first.ETag != tag || first.LastModified != date || first.Moved != c.url+"/new" {
		t.Fatalf("%+v, %v", first, err)
	}
	second, err := c.Get(t.Context(), Request{URL: c.url + "/old", Validators: map[string]Validator{first.URL: {first.ETag, first.LastModified}}})
	if err != nil || !second.NotModified() {
		t.Errorf("%+v, %v", second, err)
	}
}

func TestOneRequestPerSecondAndHost(t *testing.T) {
	c := newClocked(t, func(http.ResponseWriter, *http.Request) {})
	started := c.now
	for range 5 {
		if _, err := c.Get(t.Context(), Request{URL: c.url + "/a", API: true}); err != nil {
			t.Fatal(err)
		}
	}
	if took := c.now.Sub(started); took != 4*time.Second {
		t.Errorf("five requests took %v", took)
	}
}

func TestCrawlDelayIsKeptOrPutOff(t *testing.T) {
	delay := "7"
	var c *clocked
	c = newClocked(t, func(http.ResponseWriter, *http.Request) {})
	c.robots.client = c.Client
	c.transport = roundTrip(func(r *http.Request) (*http.Response, error) {
		body := "User-agent: *\nCrawl-delay: " + delay
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	})
	for range 2 {
		if _, err := c.Get(t.Context(), Request{URL: "http://slow.example/a"}); err != nil {
			t.Fatal(err)
		}
	}
	if took := c.now.Sub(time.Date(2025, 5, 16, 12, 0, 0, 0, time.UTC)); took < 13*time.Second || took > 15*time.Second {
		t.Errorf("took %v", took)
	}
	delay = "3600"
	_, err := c.Get(t.Context(), Request{URL: "http://slower.example/a"})
	var put *Error
	if !errors.As(err, &put) || put.Health != timeline.HealthRateLimited || put.Until.Sub(c.now) < 59*time.Minute {
		t.Errorf("an hour between requests: %v", err)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestRetryAfterHoldsTheWholeHost(t *testing.T) {
	for _, status := range []int{429, 503} {
		for _, value := range []string{"600", "Fri, 16 May 2025 12:10:00 GMT"} {
			c := newClocked(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/busy" {
					w.Header().Set("Retry-After", value)
					w.WriteHeader(status)
				}
			})
			_, err := c.Get(t.Context(), Request{URL: c.url + "/busy", API: true})
			var refused *Error
			if !errors.As(err, &refused) || refused.Health != timeline.HealthRateLimited || !refused.Until.Equal(time.Date(2025, 5, 16, 12, 10, 0, 0, time.UTC)) {
				t.Fatalf("%d %s: %+v", status, value, err)
			}
			asked := len(c.seen)
			if _, err := c.Get(t.Context(), Request{URL: c.url + "/other", API: true}); err == nil || len(c.seen) != asked {
				t.Errorf("%d %s: the host was asked again", status, value)
			}
			c.now = c.now.Add(10 * time.Minute)
			if _, err := c.Get(t.Context(), Request{URL: c.url + "/other", API: true}); err != nil {
				t.Errorf("%d %s: later: %v", status, value, err)
			}
		}
	}
}

func TestStatusesBecomeStates(t *testing.T) {
	for status, want := range map[int]timeline.Health{401: timeline.HealthBlocked, 403: timeline.HealthBlocked, 451: timeline.HealthBlocked,
		404: timeline.HealthUnreachable, 410: timeline.HealthGone, 429: timeline.HealthRateLimited, 500: timeline.HealthUnreachable,
		503: timeline.HealthUnreachable, 204: timeline.HealthUnreachable, 418: timeline.HealthUnreachable} {
		if got := refusal("u", status, time.Time{}); got.Health != want || got.Message == "" {
			t.Errorf("%d: %+v", status, got)
		}
	}
}

func TestRedirectsEnd(t *testing.T) {
	c := newClocked(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"x", http.StatusFound) })
	if _, err := c.Get(t.Context(), Request{URL: c.url + "/a", API: true}); err == nil || len(c.seen) != 6 {
		t.Errorf("%d requests, %v", len(c.seen), err)
	}
}

func TestOnlyPermanentRedirectsMove(t *testing.T) {
	cases := []struct {
		statuses []int
		moved    string
	}{
		{[]int{301}, "/1"}, {[]int{308, 301}, "/2"}, {[]int{302}, ""}, {[]int{301, 302}, "/1"}, {[]int{302, 301}, ""}, {[]int{307}, ""},
	}
	for _, c := range cases {
		client := newClocked(t, func(w http.ResponseWriter, r *http.Request) {
			var n int
			fmt.Sscanf(r.URL.Path, "/%d", &n)
			if n < len(c.statuses) {
				http.Redirect(w, r, fmt.Sprintf("/%d", n+1), c.statuses[n])
			}
		})
		answer, err := client.Get(t.Context(), Request{URL: client.url + "/0", API: true})
		if got := strings.TrimPrefix(answer.Moved, client.url); err != nil || got != c.moved {
			t.Errorf("%v: moved to %q, want %q (%v)", c.statuses, got, c.moved, err)
		}
	}
}

func packed(t testing.TB, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// endless never stops sending.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(i * 7)
	}
	return len(p), nil
}

func TestBodiesAreBounded(t *testing.T) {
	text := []byte(strings.Repeat("all is well ", 1000))
	zip := packed(t, text)
	cases := []struct {
		name     string
		body     io.Reader
		encoding string
		want     error
	}{
		{"plain", bytes.NewReader(text), "", nil},
		{"gzip", bytes.NewReader(zip), "gzip", nil},
		{"gzip in a file", bytes.NewReader(zip), "", nil},
		{"endless", endless{}, "", errTooLarge},
		{"bomb", bytes.NewReader(packed(t, make([]byte, 100<<20))), "gzip", errBomb},
		{"bomb in a file", bytes.NewReader(packed(t, make([]byte, 100<<20))), "", errBomb},
		{"gzip cut off", bytes.NewReader(zip[:len(zip)/2]), "gzip", errBrokenOff},
		{"gzip head cut off", bytes.NewReader(zip[:5]), "gzip", errBrokenOff},
	}
	for _, c := range cases {
		got, _, err := readBody(c.body, c.encoding, func() error { return nil })
		if c.want == nil && (err != nil || !bytes.Equal(got, text)) || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %d bytes, %v", c.name, len(got), err)
		}
	}
	for _, encoding := range []string{"br", "gzip"} {
		if _, _, err := readBody(strings.NewReader("not that"), encoding, func() error { return nil }); err == nil {
			t.Errorf("what is not %s passes", encoding)
		}
	}
}

func TestDecode(t *testing.T) {
	cases := []struct{ name, body, header, want string }{
		{"utf-8", "<a>Kyïv</a>", "", "<a>Kyïv</a>"},
		{"utf-8 called latin-1", "<a>Kyïv</a>", "iso-8859-1", "<a>Kyïv</a>"},
		{"byte order mark", "\xef\xbb\xbf<a/>", "", "<a/>"},
		{"utf-16le with mark", "\xff\xfe<\x00a\x00/\x00>\x00", "", "<a/>"},
		{"utf-16be without mark", "\x00<\x00a\x00/\x00>", "", "<a/>"},
		{"utf-32be with mark", "\x00\x00\xfe\xff\x00\x00\x00<\x00\x00\x00a\x00\x00\x00/\x00\x00\x00>", "", "<a/>"},
		{"windows-1251 in the declaration", "<?xml version='1.0' encoding='windows-1251'?><a>\xca\xe8\xe5\xe2</a>", "", "<?xml version='1.0' encoding='windows-1251'?><a>Киев</a>"},
		{"koi8-r in the header", "<a>\xeb\xc9\xc5\xd7</a>", "koi8-r", "<a>Киев</a>"},
		{"nothing said", "<a>caf\xe9 \x93x\x94</a>", "", "<a>café “x”</a>"},
		{"called utf-8 with a slip", "<a>Ky\xefv</a>", "utf-8", "<a>Ky\ufffdv</a>"},
		{"unknown name", "<a>caf\xe9</a>", "klingon", "<a>café</a>"},
	}
	for _, c := range cases {
		if got := Decode([]byte(c.body), c.header); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFreshness(t *testing.T) {
	now := time.Date(2025, 5, 16, 12, 0, 0, 0, time.UTC)
	cases := []struct {
		control, expires string
		want             time.Duration
	}{
		{"max-age=600", "", 10 * time.Minute}, {"public, Max-Age=\"600\"", "", 10 * time.Minute}, {"no-cache, max-age=600", "", 0}, {"max-age=-1", "", 0},
		{"", "Fri, 16 May 2025 12:30:00 GMT", 30 * time.Minute}, {"", "0", 0}, {"max-age=60", "Fri, 16 May 2025 12:30:00 GMT", time.Minute},
		{"max-age=99999999999", "", longestHold}, {"", "", 0},
	}
	for _, c := range cases {
		header := http.Header{}
		header.Set("Cache-Control", c.control)
		header.Set("Expires", c.expires)
		if got := freshFor(header, now); got != c.want {
			t.Errorf("%q %q: %v, want %v", c.control, c.expires, got, c.want)
		}
	}
}

func TestRobotsOutcomes(t *testing.T) {
	cases := []struct {
		status int
		health timeline.Health // "" where the page may be read
	}{
		{200, timeline.HealthBlocked}, {404, ""}, {401, ""}, {403, ""}, {410, ""}, {500, timeline.HealthUnreachable}, {503, timeline.HealthUnreachable}, {429, timeline.HealthRateLimited},
	}
	for _, c := range cases {
		client := New(Config{UserAgent: "Truceline/test", Now: time.Now, Sleep: func(context.Context, time.Duration) error { return nil },
			Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
				answer := &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("User-agent: *\nDisallow: /")), Request: r}
				if r.URL.Path == "/robots.txt" {
					answer.StatusCode = c.status
				}
				return answer, nil
			})})
		_, err := client.Get(t.Context(), Request{URL: "https://e.org/a"})
		var refused *Error
		if c.health == "" && err != nil || c.health != "" && (!errors.As(err, &refused) || refused.Health != c.health) {
			t.Errorf("%d: %v", c.status, err)
		}
	}
}

func TestRobotsIsReadOnceADayAndConditionally(t *testing.T) {
	var asked []string
	now := time.Date(2025, 5, 16, 0, 0, 0, 0, time.UTC)
	client := New(Config{UserAgent: "Truceline/test", Now: func() time.Time { return now }, Sleep: func(context.Context, time.Duration) error { return nil },
		Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			answer := &http.Response{StatusCode: 200, Header: http.Header{"Etag": {`"r"`}}, Body: io.NopCloser(strings.NewReader("")), Request: r}
			if r.URL.Path == "/robots.txt" {
				asked = append(asked, r.Header.Get("If-None-Match"))
				if r.Header.Get("If-None-Match") != "" {
					answer.StatusCode = 304
				}
			}
			return answer, nil
		})})
	for range 72 {
		if _, err := client.Get(t.Context(), Request{URL: "https://e.org/a"}); err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Hour)
	}
	if strings.Join(asked, " ") != ` "r" "r"` {
		t.Errorf("robots.txt was asked with %q", asked)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("<?xml version='1.0' encoding='windows-1251'?><a>\xca</a>"), "utf-8")
	f.Add([]byte("\xff\xfe<\x00a\x00"), "")
	f.Fuzz(func(t *testing.T, body []byte, header string) {
		if text := Decode(body, header); strings.ToValidUTF8(text, "") != text {
			t.Errorf("not UTF-8: %q", text)
		}
	})
}

// Several sources of a host share the fault of its robots.txt, each under its
// own address.
func TestAFaultOfRobotsNamesTheAddressThatWasAsked(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }))
	defer server.Close()
	c := New(Config{UserAgent: "Truceline/test", AllowHosts: []string{"127.0.0.1"}})
	for _, path := range []string{"/one", "/two"} {
		_, err := c.Get(t.Context(), Request{URL: server.URL + path})
		var failed *Error
		if !errors.As(err, &failed) || failed.URL != server.URL+path || !strings.Contains(failed.Message, "robots.txt") {
			t.Errorf("%s: %v", path, err)
		}
	}
}
