package api

import (
	"net/http"
	"strings"
	"testing"
)

func TestBriefingsInEveryForm(t *testing.T) {
	a := newAPI(t, someEvents()...)
	for address, want := range map[string][]string{
		"/api/v1/briefings/2025-W20":                            {`"name":"2025-W20"`, "Second round in Port Alma", "https://herald.example/may-16"},
		"/api/v1/briefings/2025-W20.md":                         {"# Week 20 of 2025", `[\[1\]](https://herald.example/may-16)`},
		"/api/v1/briefings/2025-W20.html":                       {"<h1>Week 20 of 2025", `<a href="https://herald.example/may-16">[1]</a>`},
		"/api/v1/briefings/2025-W20.txt":                        {"Week 20 of 2025", "Second round in Port Alma [1]"},
		"/api/v1/briefings/2025-W20?reviewed=1":                 {"No reviewed events are recorded"},
		"/api/v1/briefings/2025-05-01..2025-05-31.txt?length=3": {"3 of 4 events, chosen"},
		"/briefing/2025-W20":                                    {"Second round in Port Alma", `href="/briefing/2025-W19"`, `id="ref-1"`},
		"/briefing/2025-W24?utm_source=x":                       {"Unfinished: this week runs until"},
		"/briefing/2025-W10":                                    {"No events are recorded for this week."},
	} {
		answer := a.get(address)
		if answer.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", address, answer.Code, answer.Body)
		}
		for _, text := range want {
			if !strings.Contains(answer.Body.String(), text) {
				t.Errorf("%s lacks %q:\n%s", address, text, answer.Body)
			}
		}
	}
	for _, address := range []string{"/api/v1/briefings/2025-W54", "/api/v1/briefings/2025-W20?length=4", "/api/v1/briefings/2025-W20?x=1", "/briefing/never"} {
		if answer := a.get(address); answer.Code != http.StatusBadRequest {
			t.Errorf("%s: %d", address, answer.Code)
		}
	}
}

// TestTheSitemapListsTheWeeksWithEvents, each once, and no others.
func TestTheSitemapListsTheWeeksWithEvents(t *testing.T) {
	a := newAPI(t, someEvents()...)
	body := a.get("/sitemap.xml").Body.String()
	for week, want := range map[string]int{"2025-W18": 1, "2025-W20": 1, "2025-W21": 1, "2025-W22": 1, "2025-W25": 1, "2025-W19": 0} {
		if got := strings.Count(body, "<loc>https://truce.example/briefing/"+week+"</loc>"); got != want {
			t.Errorf("%s is listed %d times, want %d:\n%s", week, got, want, body)
		}
	}
}
