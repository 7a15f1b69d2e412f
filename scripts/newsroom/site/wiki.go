package site

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// wiki answers as the interface of a MediaWiki does: action=parse with
// prop=wikitext for one page, action=query with prop=revisions for several.
func (s *Site) wiki(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	switch q.Get("action") {
	case "parse":
		s.wikiParse(w, q.Get("page"))
	case "query":
		s.wikiQuery(w, strings.Split(q.Get("titles"), "|"))
	default:
		writeJSON(w, map[string]any{"error": map[string]string{"code": "badvalue", "info": "Unrecognized value for parameter \"action\"."}})
	}
}

func (s *Site) wikiParse(w http.ResponseWriter, title string) {
	title = strings.ReplaceAll(title, "_", " ")
	text, ok := s.dayPage(title)
	if !ok {
		writeJSON(w, map[string]any{"error": map[string]string{"code": "missingtitle", "info": "The page you specified doesn't exist."}})
		return
	}
	writeJSON(w, map[string]any{"parse": map[string]any{"title": title, "pageid": 1, "revid": revisionOf(text), "wikitext": text}})
}

func (s *Site) wikiQuery(w http.ResponseWriter, titles []string) {
	pages := []map[string]any{}
	for n, title := range titles {
		title = strings.ReplaceAll(title, "_", " ")
		text, ok := s.dayPage(title)
		if !ok {
			pages = append(pages, map[string]any{"ns": 100, "title": title, "missing": true})
			continue
		}
		pages = append(pages, map[string]any{"pageid": n + 1, "ns": 100, "title": title, "revisions": []any{map[string]any{
			"revid": revisionOf(text), "parentid": 0, "timestamp": "2025-05-17T00:00:00Z",
			"slots": map[string]any{"main": map[string]string{"contentmodel": "wikitext", "contentformat": "text/x-wiki", "content": text}}}}})
	}
	writeJSON(w, map[string]any{"batchcomplete": true, "query": map[string]any{"pages": pages}})
}

// dayPage finds the wikitext of "Portal:Current events/2025 May 16" among our
// own pages and the licensed ones.
func (s *Site) dayPage(title string) (string, bool) {
	day, err := time.Parse("2006 January 2", path.Base(title))
	if err != nil {
		return "", false
	}
	for _, pattern := range []string{"days/", "open/wikipedia/"} {
		found, _ := fs.Glob(s.files, pattern+day.Format(time.DateOnly)+"*.wikitext")
		for _, name := range found {
			if text, err := fs.ReadFile(s.files, name); err == nil {
				return string(text), true
			}
		}
	}
	return "", false
}

// revisionOf is a number that changes with the text.
func revisionOf(text string) int { return 1_000_000 + len(text) }

func writeJSON(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
