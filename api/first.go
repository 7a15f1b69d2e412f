package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"slices"

	"github.com/gin-gonic/gin"

	"truceline/timeline"
)

// first is what the explorer needs to paint its strip before it has asked
// for anything. It stands inside the first HTML answer.
type first struct {
	Version  string            `json:"version"`
	Today    timeline.Day      `json:"today"`
	Title    string            `json:"title"`
	Total    int               `json:"total"`
	Density  []firstMonth      `json:"density"`
	Types    []timeline.Type   `json:"types"`
	Families []timeline.Family `json:"families"`
	Contact  string            `json:"contact"`
}

type firstMonth struct {
	Month     string         `json:"month"` // 2025-05
	Family    map[string]int `json:"family"`
	Planned   int            `json:"planned"`
	Uncovered bool           `json:"uncovered"`
}

// placeholder is the element of the explorer's page that takes the first answer.
var placeholder = []byte(`<script type="application/json" id="first"></script>`)

func (s *server) showExplorer(c *gin.Context) (*page, error) {
	said, err := s.first(c.Request.Context())
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(said) // writes <, > and & as \u003c …: nothing in it can end the element
	if err != nil {
		return nil, fmt.Errorf("first answer: %w", err)
	}
	full := bytes.Join([][]byte{s.discovery(c), []byte(`<script type="application/json" id="first">`), body, []byte(`</script>`)}, nil)
	return &page{contentType: typeHTML, plain: bytes.Replace(s.explorer, placeholder, full, 1)}, nil
}

// discovery are the links by which feed readers and editors find our feeds and
// embed codes from the explorer's address.
func (s *server) discovery(c *gin.Context) []byte {
	var out bytes.Buffer
	for _, feed := range s.feedLinks("") {
		fmt.Fprintf(&out, `<link rel="alternate" type="%s" title="%s" href="%s">`, feed.Type, html.EscapeString(feed.Title), html.EscapeString(feed.Href))
	}
	fmt.Fprintf(&out, `<link rel="alternate" type="application/json+oembed" href="%s">`, html.EscapeString(s.oembedAddress(c, s.address(c, "/"))))
	return out.Bytes()
}

// indexAhead lets the browser ask for the index while it still reads scripts.
const indexAhead = "</api/v1/events/index>; rel=preload; as=fetch; crossorigin"

// listFilters are the filters that ask for another index than the whole one;
// the page answers the others itself.
var listFilters = []string{"actor", "place", "source", "thread", "review", "q", "as_of"}

// withIndexAhead announces the index to the explorer where its address asks
// for the whole one.
func withIndexAhead(show gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		query := c.Request.URL.Query()
		filtered := slices.ContainsFunc(listFilters, func(name string) bool {
			return query.Has(name) || query.Has("not."+name)
		})
		if !filtered {
			c.Header("Link", indexAhead)
		}
		show(c)
	}
}

func (s *server) first(ctx context.Context) (first, error) {
	buckets, total, err := s.density(ctx, timeline.Filter{Topic: s.topic.ID}, "month")
	months := make([]firstMonth, len(buckets))
	for i, b := range buckets {
		months[i] = firstMonth{string(b.Start[:7]), b.Family, b.Planned, b.Uncovered}
	}
	return first{
		Version:  s.version(ctx),
		Today:    s.today(),
		Title:    s.topic.Title,
		Total:    total,
		Density:  months,
		Types:    s.topic.Types,
		Families: s.topic.Families,
		Contact:  s.contact,
	}, err
}
