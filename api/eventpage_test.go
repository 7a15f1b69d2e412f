package api

import (
	"strings"
	"testing"

	"truceline/timeline"
)

func TestEventPageTellsHowSureItIsAndHowItsDateCameAbout(t *testing.T) {
	a := newAPI(t, someEvents()...)
	for address, wanted := range map[string][]string{
		"/e/may-16": {
			"16 May 2025 (Friday)", "exact day", "single source", "Read by machine, not yet reviewed", "Certainty of the reading: 90 %",
			"<mark>on Friday</mark>", "Friday before the publication.", "<dt>Published</dt><dd>16 May 2025, 23:59 UTC</dd>", "<dt>Result</dt><dd>16 May 2025</dd>", "rules of this archive",
		},
		"/e/week": {"day not fixed", "<dt>Result</dt><dd>week of 19–25 May 2025</dd>"},
		"/e/plan": {"one side open", "planned by 20 June 2025"},
	} {
		text := a.get(address).Body.String()
		for _, want := range wanted {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", address, want)
			}
		}
	}
	if strings.Contains(a.get("/e/week").Body.String(), "(Monday)") {
		t.Error("a week has the weekday of its first day")
	}
}

func TestEventPageOfACuratedEventNamesItsEditor(t *testing.T) {
	a, bearer := desk(t)
	if answer := a.post("/api/v1/events/vote/confirm", "{}", "Authorization", bearer, "If-Match", "*"); answer.Code != 200 {
		t.Fatalf("confirm: %d %s", answer.Code, answer.Body)
	}
	if text := a.get("/e/vote").Body.String(); !strings.Contains(text, "Reviewed by Erin on 10 June 2025.") {
		t.Errorf("it does not say who reviewed it and when: %s", text[strings.Index(text, `class="review"`):][:200])
	}
	curated := told("entered", "2025-05-16", func(e *timeline.Event) {
		e.Reports[0].Reader, e.Reports[0].DatePhrase, e.Reports[0].DateReason = timeline.ReaderCurated, "", ""
	})
	text := newAPI(t, curated).get("/e/entered").Body.String()
	if !strings.Contains(text, "Dated by an editor") || strings.Contains(text, "Certainty of the reading") {
		t.Error("an event that an editor entered is told of as read by machine")
	}
}
