package site

import (
	"encoding/json"
	"io/fs"
	"net/http"
)

// contentItem is what the site needs to know of a licensed content file.
type contentItem struct {
	BasePath    string `json:"base_path"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Published   string `json:"public_updated_at"`
	Type        string `json:"document_type"`
	raw         []byte
}

func (s *Site) contentItems() []contentItem {
	names, _ := fs.Glob(s.files, "open/govuk/*.json")
	var items []contentItem
	for _, name := range names {
		raw, err := fs.ReadFile(s.files, name)
		item := contentItem{raw: raw}
		if err == nil && json.Unmarshal(raw, &item) == nil {
			items = append(items, item)
		}
	}
	return items
}

// content answers as the content interface of GOV.UK.
func (s *Site) content(w http.ResponseWriter, r *http.Request) {
	for _, item := range s.contentItems() {
		if item.BasePath == "/"+r.PathValue("path") {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			write(w, string(item.raw))
			return
		}
	}
	http.NotFound(w, r)
}

// search answers as the search interface of GOV.UK.
func (s *Site) search(w http.ResponseWriter, _ *http.Request) {
	results := []map[string]any{}
	for _, item := range s.contentItems() {
		results = append(results, map[string]any{"title": item.Title, "link": item.BasePath, "description": item.Description,
			"public_timestamp": item.Published, "format": item.Type, "content_store_document_type": item.Type, "_id": item.BasePath})
	}
	writeJSON(w, map[string]any{"results": results, "total": len(results), "start": 0, "suggested_queries": []any{}})
}
