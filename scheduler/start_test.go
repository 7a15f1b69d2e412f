package scheduler

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"

	"truceline/scrape"
	"truceline/timeline"
)

// absent is a network that is not there, but for some names.
type absent map[string]bool

func (a absent) RoundTrip(r *http.Request) (*http.Response, error) {
	if a[r.URL.Host] {
		return &http.Response{StatusCode: http.StatusNotFound, Proto: "HTTP/1.1", Header: http.Header{}, Body: http.NoBody, Request: r}, nil
	}
	return nil, &net.DNSError{Err: "no such host", Name: r.URL.Host, IsNotFound: true}
}

// heard are the lines of a log.
type heard chan string

func (h heard) Write(line []byte) (int, error) {
	h <- string(line)
	return len(line), nil
}

// Where nobody answers at a first start, one line says so; each source has its
// own state all the same. Where somebody answers, every source is told of.
func TestAStartWithoutNetworkIsOneLineOfTheLog(t *testing.T) {
	for _, c := range []struct {
		network absent
		lines   int
		says    string
	}{
		{absent{}, 1, "seems to be offline"},
		{absent{"b.example": true}, 3, `could not be resolved`},
	} {
		i := desk(t, scrape.Config{Transport: c.network})
		for _, id := range []string{"a", "b", "c"} {
			i.Topic.Sources = append(i.Topic.Sources[:len(i.Topic.Sources):len(i.Topic.Sources)], timeline.Source{ID: id, Name: id, Kind: "feed", URL: "https://" + id + ".example/feed", Language: "en",
				Schedule: "0 0 1 1 *", Role: timeline.RoleOutlet, Reuse: timeline.ReuseLinkOnly, Filter: []string{}, Options: map[string]string{}})
		}
		i.Topic.Sources = i.Topic.Sources[len(i.Topic.Sources)-3:]
		if err := i.SaveTopic(t.Context()); err != nil {
			t.Fatal(err)
		}
		said := make(heard, 10)
		s := New(i, i.Now, slog.New(slog.NewTextHandler(said, &slog.HandlerOptions{Level: slog.LevelWarn})))
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- s.Run(ctx, i.Topic.Sources) }()
		var lines []string
		for range c.lines {
			lines = append(lines, <-said)
		}
		stop()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		if all := strings.Join(lines, ""); len(said) > 0 || !strings.Contains(all, c.says) {
			t.Errorf("want %d lines that say %q, got %d more than these:\n%s", c.lines, c.says, len(said), all)
		}
		sources, err := i.Store.Sources(t.Context(), i.Topic.ID)
		if err != nil || len(sources) != 3 {
			t.Fatalf("%d sources, %v", len(sources), err)
		}
		for _, source := range sources {
			if source.State.Health != timeline.HealthUnreachable || source.State.Reason == "" || !source.State.NextDue.After(i.Now()) {
				t.Errorf("%s: %+v", source.ID, source.State)
			}
		}
	}
}
