package api

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"truceline/store"
	"truceline/timeline"
)

func TestSourcePageShowsLastAttempts(t *testing.T) {
	a := newAPI(t, someEvents()...)
	source := harbour().Sources[0]
	source.State.Health = timeline.HealthUnreachable
	for n, visit := range []timeline.Visit{
		{Outcome: timeline.HealthOK, Status: 200, Found: 12, Fresh: 3, Bytes: 40_100, Took: 1200 * time.Millisecond},
		{Outcome: timeline.HealthUnreachable, Error: "no answer from <herald>: wait, or look at the address"},
	} {
		visit.SourceID, visit.Started = source.ID, now.Add(time.Duration(n)*time.Hour)
		if err := a.store.SaveVisit(t.Context(), visit, source); err != nil {
			t.Fatal(err)
		}
	}
	body := a.get("/sources/" + source.ID).Body.String()
	for _, said := range []string{
		"10 June 2025, 13:00 UTC", "unreachable: no answer from &lt;herald&gt;: wait", "<td>200</td><td>12</td><td>3</td><td>41 kB</td><td>1.2 s</td>",
		"1 of the last 2 attempts, on average within 1.2 s",
	} {
		if !strings.Contains(body, said) {
			t.Errorf("the page does not say %q: %s", said, body)
		}
	}
	if code := a.get("/sources/nobody").Code; code != http.StatusNotFound {
		t.Errorf("an unknown source answers %d", code)
	}
}

func TestSourcesTellSuccessAndDelay(t *testing.T) {
	a := newAPI(t, someEvents()...)
	source := harbour().Sources[0]
	for n, outcome := range []timeline.Health{timeline.HealthOK, timeline.HealthUnreachable} {
		visit := timeline.Visit{SourceID: source.ID, Started: now.Add(-time.Duration(n+1) * time.Hour), Outcome: outcome}
		if err := a.store.SaveVisit(t.Context(), visit, source); err != nil {
			t.Fatal(err)
		}
	}
	// One of the events rests on an article that was read the moment it was published.
	article := timeline.Article{ID: "late", Topic: "harbour", SourceID: source.ID, URL: "https://herald.example/late", Published: now.Add(-time.Hour), Fetched: now.Add(24 * time.Minute), Revision: 1}
	if err := a.store.Save(t.Context(), store.Batch{Topic: "harbour", Articles: []timeline.Article{article}}); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/api/v1/sources", "/api/v1/sources/" + source.ID} {
		said := a.get(path).Body.String()
		for _, part := range []string{`"success":{"days_7":{"visits":2,"answered":1},"days_30":{"visits":2,"answered":1}}`, `"delay":{"articles":2,"mean_ns":2520000000000}`} {
			if !strings.Contains(said, part) {
				t.Errorf("%s does not say %s: %s", path, part, said)
			}
		}
	}
	for _, path := range []string{"/sources", "/sources/" + source.ID} {
		if said := a.get(path).Body.String(); !strings.Contains(said, "42\u00a0min after publication") {
			t.Errorf("%s does not say the delay: %s", path, said)
		}
	}
}

func TestDelayWords(t *testing.T) {
	for _, c := range []struct {
		mean time.Duration
		want string
	}{
		{10 * time.Second, "under 1\u00a0min"}, {89 * time.Second, "1\u00a0min"}, {119 * time.Minute, "119\u00a0min"}, {150 * time.Minute, "3\u00a0h"},
		{47 * time.Hour, "47\u00a0h"}, {60 * time.Hour, "3\u00a0days"},
	} {
		if got := delayWords(store.Delay{Articles: 1, Mean: c.mean}); got != c.want {
			t.Errorf("%s is %q, want %q", c.mean, got, c.want)
		}
	}
	if got := delayWords(store.Delay{}); got != "" {
		t.Errorf("without articles: %q", got)
	}
}

func TestThreadPageTellsWhatChangedThisWeek(t *testing.T) {
	a := newAPI(t, someEvents()...)
	a.clock = now.AddDate(0, 0, 1)
	if body := a.get("/t/rounds").Body.String(); !strings.Contains(body, "What changed this week") || !strings.Contains(body, "/feeds/events.atom?thread=rounds") {
		t.Errorf("nothing of this week, or no feed: %s", body)
	}
	a.clock = now.AddDate(1, 0, 0)
	if body := a.get("/t/rounds").Body.String(); strings.Contains(body, "What changed this week") {
		t.Error("changes of a year ago are this week's")
	}
}
