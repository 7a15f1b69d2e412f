package api

import (
	"net/http"
	"strings"
	"testing"
	"time"

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
