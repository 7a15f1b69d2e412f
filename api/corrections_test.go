package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

// post sends a correction.
func (a *testAPI) post(address, body string, headers ...string) *httptest.ResponseRecorder {
	a.Helper()
	request := httptest.NewRequest(http.MethodPost, address, strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	answer := httptest.NewRecorder()
	a.handler.ServeHTTP(answer, request)
	return answer
}

// desk is an API with an editor who has seen revision 1 of everything.
func desk(t *testing.T) (a *testAPI, bearer string) {
	t.Helper()
	a = newAPI(t, someEvents()...)
	secret, err := a.store.AddToken(t.Context(), "Erin")
	if err != nil {
		t.Fatal(err)
	}
	return a, "Bearer " + secret
}

func TestAnEditorsCorrectionIsStored(t *testing.T) {
	a, bearer := desk(t)
	seen := a.get("/api/v1/events/vote").Header().Get("ETag")
	answer := a.post("/api/v1/events/vote/edit", `{"fields":{"title":"The council votes"},"note":"as the minutes say"}`, "Authorization", bearer, "If-Match", seen)
	if answer.Code != http.StatusOK {
		t.Fatalf("edit: %d %s", answer.Code, answer.Body)
	}
	var done corrected
	if err := json.Unmarshal(answer.Body.Bytes(), &done); err != nil {
		t.Fatal(err)
	}
	if done.Event.Title != "The council votes" || done.Edit.By != "Erin" || done.Edit.ID == "" {
		t.Errorf("answer: %+v", done)
	}
	event := read[eventDetail](a, "/api/v1/events/vote")
	last := event.Revisions[len(event.Revisions)-1]
	if event.Title != "The council votes" || last.By != "Erin" || last.Number != done.Revision {
		t.Errorf("event %q, last revision %+v", event.Title, last)
	}
	asDocumentedPost(t, answer)

	a.clock = a.clock.Add(time.Minute)
	undone := a.post("/api/v1/events/vote/undo", `{"edit":"`+done.Edit.ID+`"}`, "Authorization", bearer, "If-Match", answer.Header().Get("ETag"))
	if undone.Code != http.StatusOK || read[eventDetail](a, "/api/v1/events/vote").Title == "The council votes" {
		t.Errorf("undo: %d %s", undone.Code, undone.Body)
	}
}

func TestARejectedEventKeepsItsAddress(t *testing.T) {
	a, bearer := desk(t)
	if answer := a.post("/api/v1/events/vote/reject", `{"note":"a hoax"}`, "Authorization", bearer, "If-Match", "*"); answer.Code != http.StatusOK {
		t.Fatalf("reject: %d %s", answer.Code, answer.Body)
	}
	if list := read[eventList](a, "/api/v1/events"); list.Total != 4 {
		t.Errorf("%d events in the list, want 4", list.Total)
	}
	if flags := read[eventDetail](a, "/api/v1/events/vote").Flags; len(flags) != 1 || flags[0] != timeline.Retracted {
		t.Errorf("flags: %v", flags)
	}
	if !strings.Contains(a.get("/feeds/corrections.atom").Body.String(), "a hoax") {
		t.Error("the feed of corrections does not know of it")
	}
	a.clock = a.clock.Add(time.Minute)
	if answer := a.post("/api/v1/events/vote/restore", "", "Authorization", bearer, "If-Match", "*"); answer.Code != http.StatusOK {
		t.Errorf("restore: %d %s", answer.Code, answer.Body)
	}
}

func TestMergedIDsLeadToTheEvent(t *testing.T) {
	a, bearer := desk(t)
	answer := a.post("/api/v1/events/merge", `{"into":"may-16","events":["may-1"]}`, "Authorization", bearer, "If-Match", "*")
	if answer.Code != http.StatusOK {
		t.Fatalf("merge: %d %s", answer.Code, answer.Body)
	}
	for address, want := range map[string]string{"/api/v1/events/may-1": "/api/v1/events/may-16", "/e/may-1": "/e/may-16", "/api/v1/events/may-1/history": "/api/v1/events/may-16/history"} {
		if answer := a.get(address); answer.Code != http.StatusFound || answer.Header().Get("Location") != want {
			t.Errorf("GET %s: %d %s", address, answer.Code, answer.Header().Get("Location"))
		}
	}
}

func TestRefusesCorrectionsThatCannotBe(t *testing.T) {
	a, bearer := desk(t)
	const confirm = "/api/v1/events/vote/confirm"
	for name, try := range map[string]struct {
		address, body string
		headers       []string
		want          int
	}{
		"no token":         {confirm, "{}", []string{"If-Match", "*"}, 401},
		"wrong token":      {confirm, "{}", []string{"If-Match", "*", "Authorization", "Bearer trc_x"}, 401},
		"no If-Match":      {confirm, "{}", []string{"Authorization", bearer}, 428},
		"old revision":     {confirm, "{}", []string{"Authorization", bearer, "If-Match", `W/"r0.1.2025-06-10"`}, 412},
		"strange tag":      {confirm, "{}", []string{"Authorization", bearer, "If-Match", `"abc"`}, 412},
		"unknown field":    {confirm, `{"nota":"x"}`, []string{"Authorization", bearer, "If-Match", "*"}, 400},
		"field not taken":  {confirm, `{"events":["may-1"]}`, []string{"Authorization", bearer, "If-Match", "*"}, 400},
		"two objects":      {confirm, `{}{}`, []string{"Authorization", bearer, "If-Match", "*"}, 400},
		"broken JSON":      {confirm, `{"note":`, []string{"Authorization", bearer, "If-Match", "*"}, 400},
		"too much":         {confirm, `{"note":"` + strings.Repeat("x", mostBody) + `"}`, []string{"Authorization", bearer, "If-Match", "*"}, 413},
		"no JSON":          {confirm, `note=x`, []string{"Authorization", bearer, "If-Match", "*", "Content-Type", "text/plain"}, 400},
		"unknown event":    {"/api/v1/events/none/confirm", `{}`, []string{"Authorization", bearer, "If-Match", "*"}, 404},
		"edit of nothing":  {"/api/v1/events/vote/edit", `{}`, []string{"Authorization", bearer, "If-Match", "*"}, 400},
		"edit of strange":  {"/api/v1/events/vote/edit", `{"fields":{"colour":"red"}}`, []string{"Authorization", bearer, "If-Match", "*"}, 400},
		"restore of happy": {"/api/v1/events/vote/restore", `{}`, []string{"Authorization", bearer, "If-Match", "*"}, 400},
	} {
		answer := a.post(try.address, try.body, try.headers...)
		if said := problemIn(t, answer); answer.Code != try.want || said.Message == "" {
			t.Errorf("%s: %d %+v, want %d", name, answer.Code, said, try.want)
		}
	}
	if event := read[eventDetail](a, "/api/v1/events/vote"); event.Revision != 1 {
		t.Errorf("something was stored: revision %d", event.Revision)
	}
}
