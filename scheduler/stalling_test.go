package scheduler

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"truceline/scrape"
	"truceline/timeline"
)

// A fifth of all hosts never answers; the others take a third of a second.
type halting struct {
	mu    sync.Mutex
	heard map[string][]time.Time // when a list was asked for, by host
}

func (h *halting) RoundTrip(r *http.Request) (*http.Response, error) {
	var n int
	_, _ = fmt.Sscanf(r.URL.Host, "host-%d.example", &n)
	if n%5 == 0 {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	time.Sleep(time.Second / 3) // of the test's own clock
	status, body := http.StatusNotFound, ""
	if r.URL.Path == "/feed" {
		status, body = http.StatusOK, "<rss><channel><title>t</title></channel></rss>"
		h.mu.Lock()
		h.heard[r.URL.Host] = append(h.heard[r.URL.Host], time.Now())
		h.mu.Unlock()
	}
	return &http.Response{StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Content-Type": {"application/rss+xml"}}, Body: io.NopCloser(strings.NewReader(body))}, nil
}

// Of a thousand sources that are due every half hour, two hundred never
// answer. The others lose nothing of their rate: each is read as often as its
// schedule says. The clock is the test's own, so that it does not depend on
// the machine.
func TestStallingSourcesCostTheOthersNothingOfTheirRate(t *testing.T) {
	sources, hours := 1000, 4
	if os.Getenv("TRUCELINE_LONG") == "" {
		sources, hours = 100, 1 // each with a tenth of the places in which sources are waited for
	}
	synctest.Test(t, func(t *testing.T) {
		network := &halting{heard: map[string][]time.Time{}}
		i := desk(t, scrape.Config{Transport: network})
		i.Now = time.Now
		i.Scraper = scrape.New(scrape.Config{Transport: network})
		i.Topic.Sources = nil
		for n := range sources {
			i.Topic.Sources = append(i.Topic.Sources, timeline.Source{ID: fmt.Sprint("source-", n), Name: "A source", Kind: "feed",
				URL: fmt.Sprintf("https://host-%d.example/feed", n), Language: "en", Schedule: "*/30 * * * *", Role: timeline.RoleOutlet,
				Reuse: timeline.ReuseLinkOnly, Filter: []string{}, Options: map[string]string{}})
		}
		if err := i.SaveTopic(t.Context()); err != nil {
			t.Fatal(err)
		}
		s := New(i, time.Now, slog.New(slog.DiscardHandler))
		s.slots = make(chan struct{}, atOnce*sources/1000)
		time.Sleep(5 * time.Minute) // no schedule names this minute
		begun := time.Now()
		ctx, stop := context.WithTimeout(t.Context(), time.Duration(hours)*time.Hour+10*time.Minute)
		defer stop()
		if err := s.Run(ctx, i.Topic.Sources); err != nil {
			t.Fatal(err)
		}
		want := 1 + 2*hours // at the start, and on every half hour
		reads, latest := 0, time.Duration(0)
		for _, times := range network.heard {
			reads += len(times)
			latest = max(latest, times[0].Sub(begun))
		}
		healthy := sources * 4 / 5
		t.Logf("%d healthy sources were read %d times in %d hours, of %d times that they are due; the last of them waited %s for its first", healthy, reads, hours, healthy*want, latest)
		if reads < healthy*want*95/100 || len(network.heard) != healthy {
			t.Errorf("%d of %d reads", reads, healthy*want)
		}
	})
}
