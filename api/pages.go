package api

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"truceline/frontend"
	"truceline/timeline"
)

// A frame is what every page has besides its own content.
type frame struct {
	Title       string
	Description string
	Canonical   string
	Nav         string // the place in the header: timeline, threads, sources, about
	Feeds       []feedLink
	OEmbed      string
	JSONLD      any
	TopicTitle  string
	Licence     string
}

// A feedLink lets a feed reader find a feed from the page.
type feedLink struct{ Type, Title, Href string }

// loadPages parses the templates; a template that does not parse stops the
// start.
func loadPages(files fs.FS) (*template.Template, error) {
	if files == nil {
		return template.New("none"), nil
	}
	pages, err := template.ParseFS(files, "*.html")
	if err != nil {
		return nil, fmt.Errorf("templates of the pages: %w", err)
	}
	return pages, nil
}

// frame begins a page that stands at an address of ours.
func (s *server) frame(c *gin.Context, nav, title, address string) frame {
	canonical := s.address(c, address)
	return frame{
		Title:      title,
		Nav:        nav,
		Canonical:  canonical,
		OEmbed:     s.oembedAddress(c, canonical),
		Feeds:      s.feedLinks(""),
		TopicTitle: s.topic.Title,
		Licence:    s.topic.Licence + ", " + s.topic.Attribution,
	}
}

// address makes a path absolute: with the public address where one is set,
// else with the one that was asked.
func (s *server) address(c *gin.Context, path string) string {
	if s.publicURL != "" {
		return s.publicURL + path
	}
	scheme := "http"
	if c.Request.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + c.Request.Host + path
}

// A pageAsk binds a request and gives the name of a template with its data.
type pageAsk func(c *gin.Context) (name string, data any, err error)

// page answers a rendered template. Parameters that it does not know are
// not its business.
func (s *server) page(ask pageAsk) gin.HandlerFunc {
	return s.keptPage(func(c *gin.Context) (*page, error) {
		name, data, err := ask(c)
		if err != nil {
			return nil, err
		}
		return s.render(name, data)
	})
}

// keptPage is kept for HTML: with the policy of pages, and errors for people.
func (s *server) keptPage(handle func(c *gin.Context) (*page, error)) gin.HandlerFunc {
	// Pages take no parameter but as_of, and may name the host that was asked.
	kept := s.keep(manner{s.sourcesVersion, func(c *gin.Context) string {
		return s.address(c, c.Request.URL.Path) + "?" + c.Query("as_of")
	}, s.failPage}, handle)
	return func(c *gin.Context) {
		c.Header("Content-Security-Policy", pagePolicy)
		kept(c)
	}
}

// framed is kept for the page that other sites may frame.
func (s *server) framed(handle func(c *gin.Context) (*page, error)) gin.HandlerFunc {
	kept := s.keep(manner{s.version, func(c *gin.Context) string { return s.address(c, c.Request.URL.RequestURI()) }, s.failPage}, handle)
	return func(c *gin.Context) {
		c.Header("Content-Security-Policy", framePolicy)
		c.Header("Cross-Origin-Resource-Policy", "cross-origin")
		kept(c)
	}
}

func (s *server) render(name string, data any) (*page, error) {
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, name, data); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return &page{contentType: typeHTML, plain: b.Bytes()}, nil
}

// failPage answers err as a page for people.
func (s *server) failPage(c *gin.Context, err error) {
	if forwarded(c, err) {
		return
	}
	status, said := s.explained(c, err)
	data := struct {
		frame
		Message string
	}{s.frame(c, "", http.StatusText(status), ""), sentence(said.Message)}
	data.Canonical = "" // what is not there has no address
	made, err := s.render("missing", data)
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Header("Content-Security-Policy", pagePolicy)
	c.Header("Cache-Control", "no-store")
	c.Data(status, typeHTML, made.plain)
	c.Abort()
}

// sentence gives a message the form of a sentence.
func sentence(message string) string {
	if message == "" {
		return ""
	}
	return strings.ToUpper(message[:1]) + message[1:] + "."
}

// outlines are the shapes of marks.
var outlines = frontend.Shapes()

// A line is an event in a list of a page.
type line struct {
	Event         timeline.Event
	When          string
	TypeLabel     string
	Family        string
	Outline       string // of its mark, path data on a field of -9 to 9
	StatusWords   string
	FlagWords     []string
	PlaceWords    string
	Corroboration string
}

func (s *server) line(e timeline.Event) line {
	kind := s.names.types[e.Type]
	return line{
		Event:         e,
		When:          e.WhenWords(),
		TypeLabel:     or(kind.Label, e.Type),
		Family:        or(kind.Family, "proc"),
		Outline:       or(outlines[kind.Shape], outlines["bar"]),
		StatusWords:   string(e.Status),
		FlagWords:     flagWords(e.Flags),
		PlaceWords:    s.placeWords(e.Places),
		Corroboration: corroborationWords(e.Corroboration),
	}
}

func (s *server) placeWords(places []string) string {
	names := make([]string, len(places))
	for i, id := range places {
		names[i] = s.names.place(id)
	}
	return strings.Join(names, ", ")
}

func flagWords(flags []timeline.Flag) []string {
	words := map[timeline.Flag]string{
		timeline.Disputed:       "disputed",
		timeline.InForce:        "in force",
		timeline.Retracted:      "retracted",
		timeline.OutcomeUnknown: "outcome unknown",
	}
	list := make([]string, len(flags))
	for i, flag := range flags {
		list[i] = words[flag]
	}
	return list
}

// corroborationWords says who says so: "6 sources, 3 known to be independent".
func corroborationWords(c timeline.Corroboration) string {
	switch {
	case c.Sources == 0:
		return "no source"
	case c.Sources == 1:
		return "single source"
	case c.Independent <= 1:
		return fmt.Sprintf("%d sources, none known to be independent of another", c.Sources)
	default:
		return fmt.Sprintf("%d sources, %d known to be independent", c.Sources, c.Independent)
	}
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}
