package scrape

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"truceline/timeline"
)

// endless is a body that never ends.
type endless struct {
	what string
	said int // bytes of the what that is being said
}

func (e *endless) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		n += copy(p[n:], e.what[(e.said+n)%len(e.what):])
	}
	e.said = (e.said + n) % len(e.what)
	return n, nil
}

// brokenOff ends in the middle.
type brokenOff struct{ io.Reader }

func (b brokenOff) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		return n, io.ErrUnexpectedEOF
	}
	return n, err
}

func gzipped(body []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(body); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// zeros is a gzip of 30 MB that are nothing; made once, so that the benchmark
// of memory measures the reader and not the making of it.
var zeros = gzipped(make([]byte, 30<<20))

// repeated is text whose middle is said many times, and is made as it is read.
func repeated(head, middle string, times int, tail string) io.Reader {
	return io.MultiReader(strings.NewReader(head), io.LimitReader(&endless{what: middle}, int64(times*len(middle))), strings.NewReader(tail))
}

// hostile are answers that mean harm, or come from servers that do it without
// meaning to. gz says that they claim to be gzip.
var hostile = map[string]struct {
	body   func() io.Reader
	gz     bool
	health timeline.Health
	words  string
}{
	"endless": {func() io.Reader { return &endless{what: "<item><title>x</title></item>"} }, false, timeline.HealthUnreachable, "larger than"},
	"bomb":    {func() io.Reader { return bytes.NewReader(zeros) }, true, timeline.HealthUnreachable, "unpacks to more"},
	"truncated gzip": {func() io.Reader {
		z := gzipped([]byte(strings.Repeat("<rss>", 900)))
		return bytes.NewReader(z[:len(z)-9])
	}, true, timeline.HealthUnreachable, "broke off"},
	"not gzip":   {func() io.Reader { return strings.NewReader("<rss><channel></channel></rss>") }, true, timeline.HealthUnreachable, "not the gzip"},
	"broken off": {func() io.Reader { return brokenOff{strings.NewReader("<rss><channel>")} }, false, timeline.HealthUnreachable, "broke off"},
	"20,001 items": {func() io.Reader {
		return repeated("<rss><channel>", "<item><title>x</title></item>", 20_001, "</channel></rss>")
	}, false, timeline.HealthParseError, "more than 20000"},
	"20,001 JSON items": {func() io.Reader {
		return repeated(`{"version":"https://jsonfeed.org/version/1.1","items":[`, `{"id":"1"},`, 20_000, `{"id":"2"}]}`)
	}, false, timeline.HealthParseError, "more than 20000"},
	"deep": {func() io.Reader { return repeated("<rss>", "<a>", 100_000, "") }, false, timeline.HealthParseError, "nested"},
	"deep JSON": {func() io.Reader {
		return repeated(`{"version":"https://jsonfeed.org/version/1","items":`, "[", 100_000, "")
	}, false, timeline.HealthParseError, ""},
	"many attributes": {func() io.Reader {
		return repeated("<rss ", `a="1" `, 200_000, "><channel/></rss>")
	}, false, "", ""},
	"unclosed brackets": {func() io.Reader { return repeated("", "<a", 2_000_000, "") }, false, timeline.HealthParseError, ""},
	"only zeros":        {func() io.Reader { return repeated("", "\x00", 1<<20, "") }, false, timeline.HealthParseError, ""},
	"nothing":           {func() io.Reader { return strings.NewReader("") }, false, timeline.HealthParseError, "empty"},
	"a picture":         {func() io.Reader { return repeated("\x89PNG\r\n\x1a\n", "\x00\xff", 5000, "") }, false, timeline.HealthParseError, "neither RSS"},
	"entity bomb": {func() io.Reader {
		return strings.NewReader(`<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "` + strings.Repeat("&a;", 9999) + `">]><rss><channel><item><title>` + strings.Repeat("&b;", 9999) + `</title></item></channel></rss>`)
	}, false, "", ""},
}

// hostileNetwork answers every address with the hostile body of its name.
type hostileNetwork struct{}

func (hostileNetwork) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Path == "/robots.txt" {
		return answerWith(r, 404, "text/plain", nil), nil
	}
	one := hostile[r.URL.Query().Get("name")]
	answer := answerWith(r, 200, "application/rss+xml", nil)
	answer.Body, answer.ContentLength = io.NopCloser(one.body()), -1
	if one.gz {
		answer.Header.Set("Content-Encoding", "gzip")
	}
	return answer, nil
}

func hostileSource(name string, n int) timeline.Source {
	src := sourceOfKind("feed")
	src.ID, src.FullText = name, true
	src.URL = fmt.Sprintf("https://host-%d.example/feed?name=%s", n, strings.ReplaceAll(name, " ", "%20"))
	return src
}

func TestHostileAnswersBecomeStatesInWords(t *testing.T) {
	s := New(Config{Transport: hostileNetwork{}, Sleep: func(context.Context, time.Duration) error { return nil }})
	n := 0
	for name, one := range hostile {
		n++
		harvest, err := s.Fetch(t.Context(), hostileSource(name, n))
		if one.health != "" && (err == nil || harvest.State.Health != one.health || !strings.Contains(harvest.State.Reason, one.words)) {
			t.Errorf("%s: %s, %.200s", name, harvest.State.Health, harvest.State.Reason)
		}
		if len(harvest.State.Reason) > 1000 {
			t.Errorf("%s: a reason of %d characters", name, len(harvest.State.Reason))
		}
	}
}

// BenchmarkHostileSet reads the set from 256 sources at once, as many as the
// scheduler waits for, and reports the most memory that was in use.
func BenchmarkHostileSet(b *testing.B) {
	s := New(Config{Transport: hostileNetwork{}, Sleep: func(context.Context, time.Duration) error { return nil }})
	names := slices.Sorted(maps.Keys(hostile))
	runtime.GC()
	before := memoryInUse()
	peak, stop := watchMemory()
	for b.Loop() {
		var group sync.WaitGroup
		for n := range 256 {
			group.Go(func() { _, _ = s.Fetch(b.Context(), hostileSource(names[n%len(names)], n)) })
		}
		group.Wait()
	}
	stop()
	b.ReportMetric(float64(peak.Load())/(1<<20), "MB-peak")
	b.ReportMetric(float64(peak.Load()-before)/(1<<20), "MB-over-baseline")
}

// memoryInUse is what the heap and the stacks take, in bytes.
func memoryInUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}

// watchMemory looks at what the heap and the stacks take, until it is stopped.
func watchMemory() (peak *atomic.Uint64, stop func()) {
	peak, stopped := new(atomic.Uint64), make(chan struct{})
	go func() {
		for {
			select {
			case <-stopped:
				return
			case <-time.After(5 * time.Millisecond):
				peak.Store(max(peak.Load(), memoryInUse()))
			}
		}
	}()
	return peak, func() { close(stopped) }
}

// stalling lets a fifth of all hosts hang until the request is given up.
type stalling struct{ share int }

func (s stalling) RoundTrip(r *http.Request) (*http.Response, error) {
	var n int
	_, _ = fmt.Sscanf(r.URL.Host, "host-%d.", &n)
	if n%10 < s.share {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	time.Sleep(20 * time.Millisecond)
	return answerWith(r, 200, "application/rss+xml", []byte("<rss><channel><item><guid>1</guid><title>t</title></item></channel></rss>")), nil
}

// BenchmarkStallingSources reads 1,000 sources at once, and again with 200 of
// them stalling, and reports what that costs the 800 others.
func BenchmarkStallingSources(b *testing.B) {
	healthy := func(share int) time.Duration {
		s := New(Config{Transport: stalling{share}})
		ctx, cancel := context.WithCancel(b.Context())
		defer cancel()
		var group, stalled sync.WaitGroup
		started := time.Now()
		for n := range 1000 {
			if n%10 < 2 && share == 0 {
				continue
			}
			wait := &group
			if n%10 < share {
				wait = &stalled
			}
			wait.Go(func() {
				src := sourceOfKind("feed")
				src.URL, src.FullText = fmt.Sprintf("https://host-%d.example/feed", n), true
				_, _ = s.Fetch(ctx, src)
			})
		}
		group.Wait()
		took := time.Since(started)
		cancel()
		stalled.Wait()
		return took
	}
	var without, with time.Duration
	for b.Loop() {
		without += healthy(0)
		with += healthy(2)
	}
	b.ReportMetric(100*(float64(with)/float64(without)-1), "%-slower")
}
