// Package site is a small newsroom for demonstrations and tests: feeds,
// article pages, a news sitemap, robots.txt, and day pages as the interface of
// a wiki gives them. It can misbehave on demand: put a fault's name before any
// path, as in /500/feeds/world.rss.
package site

import (
	"html/template"
	"io/fs"
	"net/http"
	"strings"
	"sync/atomic"
)

// A Site is the newsroom as an http.Handler.
type Site struct {
	articles []article
	files    fs.FS
	mux      *http.ServeMux
	busy     atomic.Bool // articles are not to be had for now
}

// New makes a Site from the files that come with the package.
func New() (*Site, error) {
	articles, err := readArticles(files)
	if err != nil {
		return nil, err
	}
	s := &Site{articles: articles, files: files, mux: http.NewServeMux()}
	s.mux.HandleFunc("GET /robots.txt", s.robots)
	s.mux.HandleFunc("GET /{$}", s.front)
	s.mux.HandleFunc("GET /articles/{slug}", s.page)
	s.mux.HandleFunc("GET /feeds/world.rss", s.rss)
	s.mux.HandleFunc("GET /feeds/world.atom", s.atom)
	s.mux.HandleFunc("GET /feeds/world.json", s.jsonFeed)
	s.mux.HandleFunc("GET /sitemap-news.xml", s.sitemap)
	s.mux.HandleFunc("GET /w/api.php", s.wiki)
	s.mux.HandleFunc("GET /api/content/{path...}", s.content)
	s.mux.HandleFunc("GET /api/search.json", s.search)
	s.mux.HandleFunc("GET /live/{$}", s.liveFront)
	s.mux.HandleFunc("GET /live/{slug}", s.live)
	return s, nil
}

// ServeHTTP answers, or misbehaves where the path begins with a fault.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if fault, known := faults[first]; known {
		inner := r.Clone(r.Context())
		inner.URL.Path, inner.URL.RawPath = "/"+rest, ""
		fault(s, w, inner)
		return
	}
	s.mux.ServeHTTP(w, r)
}

func (s *Site) robots(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	write(w, "# The newsroom lets everybody read, but for one folder.\nUser-agent: *\nDisallow: /private/\nAllow: /\n")
}

// front is a listing page.
func (s *Site) front(w http.ResponseWriter, r *http.Request) {
	render(w, frontPage, map[string]any{"Base": base(r), "Articles": s.articles})
}

func (s *Site) page(w http.ResponseWriter, r *http.Request) {
	if s.busy.Load() {
		w.Header().Set("Retry-After", "1800")
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	if a, ok := s.article(r.PathValue("slug")); ok {
		render(w, articlePage, map[string]any{"Base": base(r), "Article": a, "Dated": true})
		return
	}
	http.NotFound(w, r)
}

func (s *Site) article(slug string) (article, bool) {
	for _, a := range s.articles {
		if a.Slug == slug {
			return a, true
		}
	}
	return article{}, false
}

// base is the address under which this request reached the site.
func base(r *http.Request) string { return "http://" + r.Host }

func render(w http.ResponseWriter, page *template.Template, data any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := page.Execute(w, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func write(w http.ResponseWriter, text string) {
	_, _ = w.Write([]byte(text)) // who hung up does not want the rest
}
