package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"

	"truceline/store"
)

const (
	// mostStreams bounds the readers that listen at a time.
	mostStreams = 1000
	// heartbeat keeps proxies from closing a silent stream.
	heartbeat = 25 * time.Second
	// retryAfter is what a reader is told to wait before it comes back, in ms.
	retryAfter = 5000
)

// news is what a stream says of one write.
type news struct {
	Version string   `json:"version"`
	Events  []string `json:"events"`  // ids that are new or changed
	Sources []string `json:"sources"` // ids whose state changed
}

// streams counts the open ones.
type streams struct{ open atomic.Int64 }

// stream tells of writes as server-sent events until the reader leaves: an
// event named "changed" per write. A reader that was away compares versions.
func (s *server) stream(c *gin.Context) {
	if err := noParams(c); err != nil {
		s.fail(c, err)
		return
	}
	if s.streams.open.Add(1) > mostStreams {
		s.streams.open.Add(-1)
		c.Header("Retry-After", "30")
		s.fail(c, errTooMany)
		return
	}
	defer s.streams.open.Add(-1)
	notices, cancel := s.store.Subscribe()
	defer cancel()
	h := c.Writer.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would hold small messages back
	out := http.NewResponseController(c.Writer)
	out.SetWriteDeadline(time.Time{}) // not every writer has deadlines; then there is none to lift
	if _, err := fmt.Fprintf(c.Writer, "retry: %d\n\n", retryAfter); err != nil {
		return
	}
	if s.send(c, "hello", news{Version: s.version(c.Request.Context())}) == nil {
		s.tell(c, notices)
	}
}

// tell writes notices as they come, and a comment where none come for long.
func (s *server) tell(c *gin.Context, notices <-chan store.Notice) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		var err error
		select {
		case <-c.Request.Context().Done():
			return
		case <-beat.C:
			_, err = fmt.Fprint(c.Writer, ":\n\n")
			c.Writer.Flush()
		case notice, open := <-notices:
			if !open {
				return
			}
			s.archive.hear(notice)
			err = s.send(c, "changed", news{s.version(c.Request.Context()), notice.Events, notice.Sources})
		}
		if err != nil {
			return
		}
	}
}

func (s *server) send(c *gin.Context, name string, said news) error {
	body, err := json.Marshal(said)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.Writer, "event: %s\nid: %s\ndata: %s\n\n", name, said.Version, body)
	c.Writer.Flush()
	return err
}
