package api

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

func TestAnEditionStaysAsItWasPublished(t *testing.T) {
	a := newAPI(t, someEvents()...)
	ctx, monday := context.Background(), time.Date(2025, 5, 19, 6, 0, 0, 0, time.UTC)
	a.clock = monday
	if answer := a.get("/briefing/2025-W20/edition"); answer.Code != http.StatusNotFound {
		t.Errorf("before it is published: %d", answer.Code)
	}
	for _, want := range []bool{true, false} {
		week, fresh, err := PublishEdition(ctx, a.store, harbour(), false, monday, "https://truce.example", nil)
		if err != nil || week != "2025-W20" || fresh != want {
			t.Fatalf("%s, %v, %v", week, fresh, err)
		}
	}
	a.fill(told("late", "2025-05-15"))
	a.clock = now
	for address, late := range map[string]bool{"/briefing/2025-W20": true, "/briefing/2025-W20/edition": false} {
		answer := a.get(address)
		if answer.Code != http.StatusOK || strings.Contains(answer.Body.String(), "Title of late") != late {
			t.Errorf("%s: %d, late event told: %v", address, answer.Code, !late)
		}
	}
	if body := a.get("/briefing/2025-W20/edition").Body.String(); !strings.Contains(body, "As published on 19 May 2025, 06:00 UTC.") {
		t.Errorf("the edition does not say when it was published:\n%s", body)
	}
	for _, kind := range feedKinds {
		feed, err := gofeed.NewParser().Parse(a.get("/feeds/editions." + kind.extension).Body)
		if err != nil || len(feed.Items) != 1 || feed.Items[0].Link != "https://truce.example/briefing/2025-W20/edition" ||
			!strings.Contains(feed.Items[0].Content, "Second round in Port Alma") {
			t.Errorf("%s: %+v, %v", kind.extension, feed, err)
		}
	}
}
