package scrape

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

// sourceOfKind is a source as entries give it.
func sourceOfKind(kind string) timeline.Source {
	return timeline.Source{ID: kind, Topic: "t", Kind: kind, URL: "https://example.org/list", Language: "en",
		Role: timeline.RoleOutlet, Reuse: timeline.ReuseLinkOnly, Options: map[string]string{}}
}

// replay answers from memory: the longest address that the request begins
// with. Everything that was asked is kept.
type replay struct {
	answers map[string][]byte
	asked   []string
}

func (p *replay) RoundTrip(r *http.Request) (*http.Response, error) {
	address := r.URL.String()
	p.asked = append(p.asked, address)
	best := ""
	for prefix := range p.answers {
		if strings.HasPrefix(address, prefix) && len(prefix) > len(best) {
			best = prefix
		}
	}
	if best == "" {
		return answerWith(r, http.StatusNotFound, "text/plain", nil), nil
	}
	media := "application/json"
	if body := bytes.TrimSpace(p.answers[best]); len(body) > 0 && body[0] == '<' {
		media = "text/html; charset=utf-8"
	}
	return answerWith(r, http.StatusOK, media, p.answers[best]), nil
}

func answerWith(r *http.Request, status int, media string, body []byte) *http.Response {
	return &http.Response{StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Content-Type": {media}}, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body))}
}

// at is a scraper that lives at a moment and hears recorded answers.
func at(now string, answers map[string][]byte) (*Scraper, *replay) {
	moment, err := time.Parse(time.DateOnly, now)
	if err != nil {
		panic(err)
	}
	network := &replay{answers: answers}
	return New(Config{Version: "test", Transport: network, Now: func() time.Time { return moment }, Jitter: func() float64 { return 0 },
		Sleep: func(context.Context, time.Duration) error { moment = moment.Add(time.Second); return nil },
		Keys:  func(name string) string { return "secret-" + name }}), network
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	body, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return body
}
