package api

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"truceline/timeline"
)

func TestAnswersTwiceWithTheSameTag(t *testing.T) {
	a := newAPI(t, someEvents()...)
	for _, address := range []string{"/api/v1/events", "/api/v1/events/may-1", "/api/v1/sources", "/api/v1/openapi.json", "/", "/e/may-1", "/assets/pages.css"} {
		tag := a.get(address).Header().Get("ETag")
		if tag == "" {
			t.Errorf("GET %s: no ETag", address)
			continue
		}
		again := a.get(address, "If-None-Match", tag)
		if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("GET %s with its tag: %d and %d bytes, want 304", address, again.Code, again.Body.Len())
		}
	}
}

func TestAWriteChangesTheTag(t *testing.T) {
	a := newAPI(t, someEvents()...)
	tag := a.get("/api/v1/events").Header().Get("ETag")
	a.fill(told("new", "2025-06-01"))
	a.clock = a.clock.Add(2 * versionLife)
	if answer := a.get("/api/v1/events", "If-None-Match", tag); answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), `"new"`) {
		t.Errorf("after a write: %d", answer.Code)
	}
}

func TestAVisitLeavesEventsAsTheyAre(t *testing.T) {
	a := newAPI(t, someEvents()...)
	index := read[eventIndex](a, "/api/v1/events/index")
	sources := a.get("/api/v1/sources").Header().Get("ETag")
	source := harbour().Sources[0]
	source.State.Health, source.State.LastRead = timeline.HealthOK, now
	if err := a.store.SaveVisit(t.Context(), timeline.Visit{SourceID: source.ID, Started: now, Outcome: timeline.HealthOK}, source); err != nil {
		t.Fatal(err)
	}
	for a.get("/api/v1/sources").Header().Get("ETag") == sources {
		runtime.Gosched() // the notice travels in a goroutine of its own
	}
	if got := read[eventIndex](a, "/api/v1/events/index").Version; got != index.Version {
		t.Errorf("version %s became %s by a mere visit", index.Version, got)
	}
	if text := a.get("/sources").Body.String(); !strings.Contains(text, "10 June 2025, 12:00 UTC") {
		t.Errorf("the page of sources does not know of the visit: %s", text)
	}
}

func TestTheDayChangesTheTag(t *testing.T) {
	a := newAPI(t, someEvents()...)
	tag := a.get("/api/v1/events").Header().Get("ETag")
	a.clock = a.clock.AddDate(0, 0, 1)
	if answer := a.get("/api/v1/events", "If-None-Match", tag); answer.Code != http.StatusOK {
		t.Errorf("on the next day: %d, want 200: what is planned may be past", answer.Code)
	}
}

func TestSendsWhatTheReaderCanUnpack(t *testing.T) {
	a := newAPI(t, someEvents()...)
	plain := a.get("/api/v1/events").Body.String()
	for accept, want := range map[string]string{
		"gzip":             "gzip",
		"gzip, zstd;q=0.5": "zstd",
		"gzip, zstd;q=0":   "gzip",
		"br":               "",
		"gzip;q=0.0":       "",
		"identity, GZIP":   "gzip",
	} {
		answer := a.get("/api/v1/events", "Accept-Encoding", accept)
		if got := answer.Header().Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %q: %q, want %q", accept, got, want)
			continue
		}
		var body io.Reader = answer.Body
		var err error
		switch want {
		case "gzip":
			body, err = gzip.NewReader(answer.Body)
		case "zstd":
			body, err = zstd.NewReader(answer.Body)
		}
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(body); err != nil || string(text) != plain {
			t.Errorf("Accept-Encoding %q: other text (%v)", accept, err)
		}
		if answer.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: no Vary", accept)
		}
	}
}

func TestEveryPageHasTheStrictPolicy(t *testing.T) {
	a := newAPI(t, someEvents()...)
	for address, status := range map[string]int{"/": 200, "/?x=1": 200, "/e/may-1": 200, "/t": 200, "/t/rounds": 200, "/sources": 200, "/about": 200, "/nowhere": 404, "/e/unknown": 404} {
		answer := a.get(address)
		if answer.Code != status {
			t.Errorf("GET %s: %d, want %d", address, answer.Code, status)
		}
		if got := answer.Header().Get("Content-Security-Policy"); got != pagePolicy {
			t.Errorf("GET %s: policy %q", address, got)
		}
		if !strings.HasPrefix(answer.Header().Get("Content-Type"), "text/html") {
			t.Errorf("GET %s: %s", address, answer.Header().Get("Content-Type"))
		}
	}
	framed := a.get("/embed/frame?thread=rounds&limit=2&utm=x")
	if got := framed.Header().Get("Content-Security-Policy"); got != framePolicy || !strings.Contains(framed.Body.String(), "2 more events") {
		t.Errorf("GET /embed/frame: policy %q\n%s", got, framed.Body)
	}
	for _, address := range []string{"/api/v1/events", "/assets/pages.css", "/api/v1/nothing"} {
		if got := a.get(address).Header().Get("Content-Security-Policy"); got != dataPolicy {
			t.Errorf("GET %s: policy %q", address, got)
		}
	}
}

func TestEverySiteMayRead(t *testing.T) {
	a := newAPI(t, someEvents()...)
	for _, address := range []string{"/api/v1/events", "/api/v1/events?x=1", "/api/v1/openapi.json", "/assets/app-AbCd1234.js"} {
		h := a.get(address, "Origin", "https://elsewhere.example").Header()
		if h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("GET %s: %v", address, h)
		}
	}
	answer := a.do(http.MethodOptions, "/api/v1/events", "Origin", "https://elsewhere.example", "Access-Control-Request-Method", "GET")
	if answer.Code != http.StatusNoContent || answer.Header().Get("Access-Control-Allow-Methods") != "GET, HEAD, OPTIONS" {
		t.Errorf("preflight: %d %v", answer.Code, answer.Header())
	}
}

func TestKeepsHashedFilesForEver(t *testing.T) {
	a := newAPI(t)
	if got := a.get("/assets/app-AbCd1234.js").Header().Get("Cache-Control"); got != cacheForEver {
		t.Errorf("hashed: %q", got)
	}
	if got := a.get("/assets/pages.css").Header().Get("Cache-Control"); got != cacheAsk {
		t.Errorf("not hashed: %q", got)
	}
}

func TestTheFirstAnswerStandsInTheExplorer(t *testing.T) {
	events := someEvents()
	a := newAPI(t, events...)
	text := a.get("/").Body.String()
	_, rest, found := strings.Cut(text, `<script type="application/json" id="first">`)
	body, _, closed := strings.Cut(rest, `</script><div id="app">`)
	if !found || !closed {
		t.Fatalf("no first answer in %s", text)
	}
	var said first
	if err := json.Unmarshal([]byte(body), &said); err != nil {
		t.Fatal(err)
	}
	if said.Total != 5 || said.Today != "2025-06-10" || len(said.Density) != 2 || said.Density[0].Family["talks"] != 3 || said.Density[1].Planned != 1 {
		t.Errorf("first answer: %+v", said)
	}
}

func TestLimitsEachAddress(t *testing.T) {
	a := newAPI(t, someEvents()...)
	config := a.config()
	config.Rate = Rate{PerSecond: 0.5, Burst: 2}
	handler, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	a.handler = handler
	for i, want := range []int{200, 200, 429, 429} {
		answer := a.get("/api/v1/types", "X-Forwarded-For", strings.Repeat("1", i+1)+".1.1.1")
		if answer.Code != want {
			t.Errorf("request %d: %d, want %d (X-Forwarded-For must not be believed)", i+1, answer.Code, want)
		}
		if want == 429 && answer.Header().Get("Retry-After") != "2" {
			t.Errorf("Retry-After %q, want 2", answer.Header().Get("Retry-After"))
		}
	}
	a.clock = a.clock.Add(2 * 1e9)
	if answer := a.get("/api/v1/types"); answer.Code != 200 {
		t.Errorf("after waiting: %d", answer.Code)
	}
	if answer := a.get("/healthz"); answer.Code != 200 {
		t.Errorf("health is not limited: %d", answer.Code)
	}
}

func TestAPanicIsAnAnswer(t *testing.T) {
	a := newAPI(t)
	a.store.Close()
	answer := a.get("/api/v1/events")
	if said := problemIn(t, answer); answer.Code != 500 || said.Code != "internal" || strings.Contains(said.Message, "sql") {
		t.Errorf("with a closed archive: %d %+v", answer.Code, said)
	}
	if answer := a.get("/readyz"); answer.Code != 503 {
		t.Errorf("readyz: %d", answer.Code)
	}
}
