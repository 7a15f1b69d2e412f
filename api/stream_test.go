package api

import (
	"bufio"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestReadersHearOfWrites(t *testing.T) {
	a := newAPI(t, someEvents()...)
	site := httptest.NewServer(a.handler)
	defer site.Close()
	answer, err := site.Client().Get(site.URL + "/api/v1/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if kind := answer.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/event-stream") {
		t.Fatalf("type %q", kind)
	}
	lines := bufio.NewScanner(answer.Body)
	heard := func(want string) string {
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), want) {
				return lines.Text()
			}
		}
		t.Fatalf("the stream ended before %q: %v", want, lines.Err())
		return ""
	}
	heard("event: hello")
	a.fill(told("new", "2025-06-01"))
	heard("event: changed")
	for !strings.Contains(heard("data: "), `"events":["new"]`) {
		// the topic was saved first
	}
	if list := read[eventList](a, "/api/v1/events"); list.Total != 6 {
		t.Errorf("%d events right after the news, want 6", list.Total)
	}
}
