package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// answerTime is the longest that one answer may be worked on.
const answerTime = 15 * time.Second

const (
	typeJSON = "application/json; charset=utf-8"
	typeHTML = "text/html; charset=utf-8"
)

// An ask binds a request, asks the store and gives what is to be answered.
type ask func(c *gin.Context) (any, error)

// A manner is how pages are kept and errors answered.
type manner struct {
	version func(context.Context) string    // while it stays, a page does
	key     func(*gin.Context) string       // what tells one page from another
	fail    func(c *gin.Context, err error) // answers an error
}

func requestURI(c *gin.Context) string { return c.Request.URL.RequestURI() }

// answer sends what follows from events alone, as JSON.
func (s *server) answer(handle ask) gin.HandlerFunc { return s.kept(asJSON(handle)) }

// answerSources sends what follows from visits to sources, too.
func (s *server) answerSources(handle ask) gin.HandlerFunc {
	return s.keep(manner{s.sourcesVersion, requestURI, s.fail}, asJSON(handle))
}

func asJSON(handle ask) func(c *gin.Context) (*page, error) {
	return func(c *gin.Context) (*page, error) {
		body, err := handle(c)
		if err != nil {
			return nil, err
		}
		return jsonPage(body)
	}
}

// kept sends a page that follows from events, the day and the address.
func (s *server) kept(handle func(c *gin.Context) (*page, error)) gin.HandlerFunc {
	return s.keep(manner{s.version, requestURI, s.fail}, handle)
}

// keep sends a page that is made once and kept while its version stays. Its
// ETag is the version, unless it brings one.
func (s *server) keep(how manner, handle func(c *gin.Context) (*page, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		version := how.version(c.Request.Context())
		made, err := s.cache.page(s.version(c.Request.Context()), version+" "+how.key(c), func() (*page, error) {
			// Others may wait for the same page: it is made though this reader leaves.
			ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request.Context()), answerTime)
			defer cancel()
			c.Request = c.Request.WithContext(ctx)
			made, err := handle(c)
			if err == nil && made.etag == "" {
				made.etag = `W/"` + version + `"`
			}
			return made, err
		})
		if err != nil {
			how.fail(c, err)
			return
		}
		send(c, made)
	}
}

func hashTag(body []byte) string {
	h := fnv.New64a()
	h.Write(body)
	return fmt.Sprintf(`W/"%x"`, h.Sum64())
}

// jsonPage encodes a body. It leaves <, > and & as they are: the answers are
// JSON, never part of a page.
func jsonPage(body any) (*page, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(body); err != nil {
		return nil, fmt.Errorf("encode the answer: %w", err)
	}
	return &page{contentType: typeJSON, plain: b.Bytes()}, nil
}

// send writes a page in the best encoding that the reader takes, or 304.
func send(c *gin.Context, p *page) {
	h := c.Writer.Header()
	h.Set("ETag", p.etag)
	h.Set("Vary", "Accept-Encoding")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "public, max-age=0, s-maxage=30, stale-while-revalidate=60")
	}
	if matches(c.GetHeader("If-None-Match"), p.etag) {
		c.Status(http.StatusNotModified)
		c.Writer.WriteHeaderNow()
		return
	}
	body := p.plain
	if encoding := encodingFor(c.GetHeader("Accept-Encoding"), len(body)); encoding == "zstd" {
		h.Set("Content-Encoding", encoding)
		body = p.zstd()
	} else if encoding == "gzip" {
		h.Set("Content-Encoding", encoding)
		body = p.gzip()
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.Data(http.StatusOK, p.contentType, body)
}

// matches compares as If-None-Match asks for: weakly, with a list or "*".
func matches(header, etag string) bool {
	if header == "" || etag == "" {
		return false
	}
	for tag := range strings.SplitSeq(header, ",") {
		tag = strings.TrimSpace(tag)
		if tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}

// encodingFor chooses among zstd, gzip and none. An encoding with q=0 is
// refused; other weights do not matter to us.
func encodingFor(accept string, size int) string {
	if size < smallBody {
		return ""
	}
	takes := map[string]bool{}
	for item := range strings.SplitSeq(accept, ",") {
		name, weight, _ := strings.Cut(item, ";")
		weight = strings.ReplaceAll(weight, " ", "")
		takes[strings.ToLower(strings.TrimSpace(name))] = strings.Trim(strings.TrimPrefix(weight, "q="), "0.") != "" || weight == ""
	}
	for _, encoding := range []string{"zstd", "gzip"} {
		if takes[encoding] {
			return encoding
		}
	}
	return ""
}
