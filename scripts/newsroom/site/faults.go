package site

import (
	"net/http"
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

// undated serves an article page without any date.
func undated(s *Site, w http.ResponseWriter, r *http.Request) {
	if a, ok := s.article(strings.TrimPrefix(r.URL.Path, "/articles/")); ok {
		render(w, articlePage, map[string]any{"Base": base(r), "Article": a, "Dated": false})
		return
	}
	s.ServeHTTP(w, r)
}

// truncated breaks off in the middle of what it announced.
func truncated(_ *Site, w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/rss+xml")
	w.Header().Set("Content-Length", "100000")
	write(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Half`)
}
