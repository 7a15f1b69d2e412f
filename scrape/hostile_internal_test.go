package scrape

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"truceline/scripts/newsroom/site"
	"truceline/timeline"
)

// outcomes is what becomes of each harm: a state, and a word of its reason. An
// empty state stands for any.
var outcomes = map[string]struct {
	health timeline.Health
	words  string
}{
	"endless":           {timeline.HealthUnreachable, "larger than"},
	"bomb":              {timeline.HealthUnreachable, "unpacks to more"},
	"truncated gzip":    {timeline.HealthUnreachable, "broke off"},
	"not gzip":          {timeline.HealthUnreachable, "not the gzip"},
	"broken off":        {timeline.HealthUnreachable, "broke off"},
	"20,001 items":      {timeline.HealthParseError, "more than 20000"},
	"20,001 JSON items": {timeline.HealthParseError, "more than 20000"},
	"deep":              {timeline.HealthParseError, "nested"},
	"deep JSON":         {timeline.HealthParseError, ""},
	"unclosed brackets": {timeline.HealthParseError, ""},
	"only zeros":        {timeline.HealthParseError, ""},
	"nothing":           {timeline.HealthParseError, "empty"},
	"a picture":         {timeline.HealthParseError, "neither RSS"},
}

// harmNetwork answers every address with the harm of its host.
type harmNetwork struct{}

func (harmNetwork) RoundTrip(r *http.Request) (*http.Response, error) {
	harm := harmNamed(r.URL.Query().Get("name"))
	body := harm.Reader(r.URL.Path)
	if body == nil {
		return answerWith(r, 404, "text/plain", nil), nil
	}
	answer := answerWith(r, 200, "application/rss+xml", nil)
	answer.Body, answer.ContentLength = io.NopCloser(body), -1
	if harm.Gzip {
		answer.Header.Set("Content-Encoding", "gzip")
	}
	return answer, nil
}

func harmNamed(name string) site.Harm {
	for _, harm := range site.Harms() {
		if harm.Name == name {
			return harm
		}
	}
	return site.Harm{}
}

func TestHostileAnswersBecomeStatesInWords(t *testing.T) {
	s := New(Config{Transport: harmNetwork{}, Sleep: func(context.Context, time.Duration) error { return nil }})
	for n, harm := range site.Harms() {
		if harm.Pages != nil {
			continue // scripts/bench hostile reads these, too
		}
		src := sourceOfKind("feed")
		src.ID, src.FullText = harm.Name, true
		src.URL = fmt.Sprintf("https://host-%d.example/feed?name=%s", n, url.QueryEscape(harm.Name))
		harvest, err := s.Fetch(t.Context(), src)
		harvest.Release()
		want := outcomes[harm.Name]
		if want.health != "" && (err == nil || harvest.State.Health != want.health || !strings.Contains(harvest.State.Reason, want.words)) {
			t.Errorf("%s: %s, %.200s", harm.Name, harvest.State.Health, harvest.State.Reason)
		}
		if len(harvest.State.Reason) > 1000 {
			t.Errorf("%s: a reason of %d characters", harm.Name, len(harvest.State.Reason))
		}
		text := 0
		for _, a := range harvest.Articles {
			text += len(a.Text)
		}
		if text > visitText+maxText || len(harvest.State.Cursor) > 1<<20 {
			t.Errorf("%s: one visit brings %d bytes of text and remembers %d", harm.Name, text, len(harvest.State.Cursor))
		}
	}
}

// What one visit does not take comes with the next: the list is then asked for
// as a whole.
func TestALongListIsTakenInSeveralVisits(t *testing.T) {
	body := []byte("<rss><channel>")
	for n := range 9 {
		body = fmt.Appendf(body, "<item><guid>%d</guid><title>t</title><description>%s</description></item>", n, strings.Repeat("word ", 20_000))
	}
	s, _ := at("2025-05-16", map[string][]byte{"https://example.org/list": append(body, "</channel></rss>"...)})
	src, taken, visits := sourceOfKind("feed"), map[string]bool{}, 0
	src.FullText = true
	for len(taken) < 9 && visits < 9 {
		harvest, err := s.Fetch(t.Context(), src)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range harvest.Articles {
			if taken[a.URL] {
				t.Errorf("%s came twice", a.URL)
			}
			taken[a.URL] = true
		}
		harvest.Release()
		src.State, visits = harvest.State, visits+1
	}
	if len(taken) != 9 || visits != 3 {
		t.Errorf("%d articles in %d visits", len(taken), visits)
	}
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
