package web

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// large answers with a body beyond smallBody, at once and without a network.
type large struct{}

func (large) RoundTrip(r *http.Request) (*http.Response, error) {
	body := strings.NewReader(strings.Repeat("x", 2*smallBody))
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(body), Request: r}, nil
}

// Whoever waits for room longer than a request may take is served all the
// same once there is room.
func TestLargeBodiesTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(Config{UserAgent: "Truceline/test", Transport: large{}})
		var held []*Session
		for range largeBodies {
			s := c.Session()
			if _, err := s.Get(t.Context(), Request{URL: "https://" + string(rune('a'+len(held))) + ".example/", API: true}); err != nil {
				t.Fatal(err)
			}
			held = append(held, s)
		}
		begun := time.Now()
		go func() {
			time.Sleep(2 * requestTime)
			held[0].Close()
		}()
		answer, err := c.Get(t.Context(), Request{URL: "https://z.example/", API: true})
		if err != nil || len(answer.Body) != 2*smallBody || time.Since(begun) < 2*requestTime {
			t.Errorf("%d bytes after %v, %v", len(answer.Body), time.Since(begun), err)
		}
	})
}
