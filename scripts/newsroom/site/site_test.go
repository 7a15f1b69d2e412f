package site

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func ask(t *testing.T, s *Site, path string) *httptest.ResponseRecorder {
	t.Helper()
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://news.test"+path, nil))
	return answer
}

func newSite(t *testing.T) *Site {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEveryArticleIsListedAndServed(t *testing.T) {
	s := newSite(t)
	if len(s.articles) < 12 {
		t.Errorf("%d articles", len(s.articles))
	}
	for _, a := range s.articles {
		page := ask(t, s, "/articles/"+a.Slug)
		if page.Code != http.StatusOK || !strings.Contains(page.Body.String(), "article:published_time") || len(a.Paragraphs) < 2 {
			t.Errorf("%s: %d", a.Slug, page.Code)
		}
		for _, list := range []string{"/", "/feeds/world.rss", "/feeds/world.atom", "/feeds/world.json", "/sitemap-news.xml"} {
			if !strings.Contains(ask(t, s, list).Body.String(), a.Slug) {
				t.Errorf("%s does not list %s", list, a.Slug)
			}
		}
	}
}

func TestListsAreWellFormed(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/feeds/world.rss", "/feeds/world.atom", "/sitemap-news.xml", "/undated/feeds/world.rss"} {
		if err := xml.Unmarshal(ask(t, s, path).Body.Bytes(), new(struct{})); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	for _, path := range []string{"/feeds/world.json", "/api/search.json", "/w/api.php?action=query&titles=Portal:Current_events/2025_May_16",
		"/w/api.php?action=parse&page=Portal:Current_events/2026_September_18", "/w/api.php?action=parse&page=Portal:Current_events/2020_May_1"} {
		if !json.Valid(ask(t, s, path).Body.Bytes()) {
			t.Errorf("%s is not JSON", path)
		}
	}
}

func TestConditionalRequestsAreAnswered(t *testing.T) {
	s := newSite(t)
	r := httptest.NewRequest(http.MethodGet, "http://news.test/feeds/world.rss", nil)
	r.Header.Set("If-None-Match", ask(t, s, "/feeds/world.rss").Header().Get("ETag"))
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, r)
	if answer.Code != http.StatusNotModified {
		t.Errorf("status %d", answer.Code)
	}
}

func TestFaults(t *testing.T) {
	s := newSite(t)
	for path, status := range map[string]int{"/304/feeds/world.rss": 304, "/429/x": 429, "/500/x": 500, "/403/x": 403, "/gone/x": 410, "/moved/feeds/world.rss": 301,
		"/garbage/x": 200, "/html/x": 200, "/undated/articles/0": 200, "/undated/articles/99": 404, "/nothing": 404} {
		if got := ask(t, s, path).Code; got != status {
			t.Errorf("%s: %d, want %d", path, got, status)
		}
	}
}
