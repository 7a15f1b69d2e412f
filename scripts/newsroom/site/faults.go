package site

import (
	"fmt"
	"html"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// faults are the ways to misbehave, by the first part of the path.
var faults map[string]func(*Site, http.ResponseWriter, *http.Request)

func init() { // not a literal: a fault may serve the rest of the path, which looks here
	faults = map[string]func(*Site, http.ResponseWriter, *http.Request){
		"slow":      slow,
		"stall":     stall,
		"304":       notModified,
		"429":       tooMany,
		"500":       status(http.StatusInternalServerError),
		"403":       status(http.StatusForbidden),
		"gone":      status(http.StatusGone),
		"moved":     moved,
		"garbage":   garbage,
		"html":      htmlInstead,
		"undated":   undated,
		"truncated": truncated,
		"busy":      busy,
	}
}

// slow answers after two seconds.
func slow(s *Site, w http.ResponseWriter, r *http.Request) {
	select {
	case <-time.After(2 * time.Second):
		s.ServeHTTP(w, r)
	case <-r.Context().Done():
	}
}

// stall never answers.
func stall(_ *Site, _ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func notModified(_ *Site, w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusNotModified)
}

func tooMany(_ *Site, w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Retry-After", "3600")
	http.Error(w, "too many requests", http.StatusTooManyRequests)
}

func status(code int) func(*Site, http.ResponseWriter, *http.Request) {
	return func(_ *Site, w http.ResponseWriter, _ *http.Request) { http.Error(w, http.StatusText(code), code) }
}

func moved(_ *Site, w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.URL.Path, http.StatusMovedPermanently)
}

// garbage is bytes that no parser can make sense of, announced as a feed.
func garbage(_ *Site, w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/rss+xml")
	write(w, strings.Repeat("\x00\xff<rss><<\x01&#x0;]]>", 500))
}

// htmlInstead is a page where a feed was.
func htmlInstead(_ *Site, w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	write(w, "<!DOCTYPE html><html><head><title>Welcome</title></head><body><p>The feed used to be here.</p></body></html>")
}

// undated serves a feed without dates, whose links have no day in them and
// lead to pages without any.
func undated(s *Site, w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/feeds/") {
		s.undatedFeed(w, r)
		return
	}
	n, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/articles/"))
	if err != nil || n < 0 || n >= len(s.articles) {
		http.NotFound(w, r)
		return
	}
	a := s.articles[n]
	a.Slug = strconv.Itoa(n)
	render(w, articlePage, map[string]any{"Base": base(r) + "/undated", "Article": a, "Dated": false})
}

func (s *Site) undatedFeed(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>The Newsroom: undated</title>`)
	for n, a := range s.articles {
		fmt.Fprintf(&b, "<item><title>%s</title><link>%s/undated/articles/%d</link></item>", html.EscapeString(a.Title), base(r), n)
	}
	b.WriteString("</channel></rss>")
	w.Header().Set("Content-Type", "application/rss+xml")
	write(w, b.String())
}

// truncated breaks off in the middle of what it announced.
func truncated(_ *Site, w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/rss+xml")
	w.Header().Set("Content-Length", "100000")
	write(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Half`)
}

// busy serves lists whose articles are not to be had, with half an hour of
// Retry-After, until Calm.
func busy(s *Site, w http.ResponseWriter, r *http.Request) {
	s.busy.Store(true)
	s.ServeHTTP(w, r)
}

// Calm ends what /busy/ began.
func (s *Site) Calm() { s.busy.Store(false) }
