package api

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"truceline/timeline"
)

// export answers all events of a filter in one format, as a file.
func (s *server) export(f format) gin.HandlerFunc {
	return func(c *gin.Context) {
		p := readParams(c.Request.URL.RawQuery)
		filter, sort, raw := s.filter(p), sortOf(p), f.extension == "csv" && p.yes("raw")
		if err := p.done(true); err != nil {
			s.fail(c, err)
			return
		}
		v := s.view(c, filter)
		v.Raw = raw
		tag := `W/"` + s.version(c.Request.Context()) + `"`
		if matches(c.GetHeader("If-None-Match"), tag) {
			c.Header("ETag", tag)
			c.Status(http.StatusNotModified)
			return
		}
		c.Header("ETag", tag)
		c.Header("Content-Disposition", `attachment; filename="`+s.fileName(f)+`"`)
		s.sendFile(c, f.contentType, func(w io.Writer) error {
			return f.write(w, v, s.events(c.Request.Context(), filter, sort))
		})
	}
}

// fileName names an export by topic and day.
func (s *server) fileName(f format) string {
	return "truceline-" + texKey(s.topic.ID) + "-" + string(s.today()) + "." + f.extension
}

// events streams the events of a filter with what may be quoted of them.
func (s *server) events(ctx context.Context, filter timeline.Filter, sort timeline.Sort) iter.Seq2[timeline.Event, error] {
	day := s.dayOf(filter)
	return func(yield func(timeline.Event, error) bool) {
		for event, err := range s.store.Export(ctx, filter, sort, true) {
			show(&event, day)
			cutQuotes(event.Reports, s.names.quotesForbidden)
			if !yield(event, err) {
				return
			}
		}
	}
}

// view describes what a filter shows, for those who read the file later.
func (s *server) view(c *gin.Context, filter timeline.Filter) view {
	return s.viewOf(c.Request.Context(), s.address(c, ""), c.Request.URL.Query(), filter)
}

// viewOf is the same for a site at the address base.
func (s *server) viewOf(ctx context.Context, base string, query url.Values, filter timeline.Filter) view {
	return view{
		Title:       s.topic.Title,
		Base:        base,
		Address:     base + seenAt(query),
		Filter:      filterWords(query),
		AsOf:        filter.AsOf,
		Made:        s.now().UTC(),
		Version:     s.version(ctx),
		Program:     s.program,
		Licence:     s.topic.Licence,
		Attribution: s.topic.Attribution,
		names:       s.names,
	}
}

// filterWords is the filter as it stands in addresses, in a fixed order.
func filterWords(asked url.Values) string {
	query := maps.Clone(asked)
	for _, name := range []string{"cursor", "limit", "sort", "raw"} {
		query.Del(name)
	}
	text, err := url.QueryUnescape(query.Encode())
	if err != nil {
		return query.Encode()
	}
	return oneLine(text)
}

// seenAt is where the same events are seen in the explorer.
func seenAt(asked url.Values) string {
	query := maps.Clone(asked)
	query.Del("raw")
	if len(query) == 0 {
		return "/"
	}
	return "/?" + query.Encode()
}

// inMemory is how much of a file is kept in memory before it goes to disk.
const inMemory = 1 << 20

// sendFile lets write make a file, and sends it when it is whole: the archive
// is not held up by a slow reader, and an error is still an answer.
func (s *server) sendFile(c *gin.Context, contentType string, write func(io.Writer) error) {
	file := &spool{}
	defer file.close()
	if err := write(file); err != nil {
		c.Writer.Header().Del("Content-Disposition")
		c.Writer.Header().Del("ETag")
		s.fail(c, err)
		return
	}
	body, err := file.reader()
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Header("Content-Type", contentType)
	c.Header("Cache-Control", "public, max-age=0, must-revalidate")
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, body)
}

// A spool is a file in the making: small ones stay in memory.
type spool struct {
	memory bytes.Buffer
	disk   *os.File
}

// Write implements io.Writer.
func (f *spool) Write(p []byte) (int, error) {
	if f.disk == nil && f.memory.Len()+len(p) > inMemory {
		if err := f.spill(); err != nil {
			return 0, err
		}
	}
	if f.disk != nil {
		return f.disk.Write(p)
	}
	return f.memory.Write(p)
}

// spill moves what there is to a file without a name: it is gone when it is
// closed, whatever happens.
func (f *spool) spill() error {
	disk, err := os.CreateTemp("", "truceline-export-*")
	if err != nil {
		return fmt.Errorf("room for an export: %w", err)
	}
	f.disk = disk
	if err := os.Remove(disk.Name()); err != nil {
		return fmt.Errorf("room for an export: %w", err)
	}
	_, err = f.memory.WriteTo(disk)
	return err
}

func (f *spool) reader() (io.ReadSeeker, error) {
	if f.disk == nil {
		return bytes.NewReader(f.memory.Bytes()), nil
	}
	_, err := f.disk.Seek(0, io.SeekStart)
	return f.disk, err
}

func (f *spool) close() {
	if f.disk != nil {
		f.disk.Close()
	}
}

// showCalendar answers a calendar to subscribe to: what is planned, put off
// or called off, ahead and lately, and what took place lately after it had
// been planned, so that its entry is updated rather than lost. Who asks for an
// earlier day gets what is not settled from there on.
func (s *server) showCalendar(c *gin.Context) (*page, error) {
	p := readParams(c.Request.URL.RawQuery)
	filter := s.filter(p)
	if err := p.done(false); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := writeCalendar(&b, s.view(c, filter), s.appointments(c, filter)); err != nil {
		return nil, err
	}
	return &page{contentType: "text/calendar; charset=utf-8", plain: b.Bytes()}, nil
}

// lately is how long an entry stays in the calendar after its day.
const lately = 90

func (s *server) appointments(c *gin.Context, filter timeline.Filter) stream {
	if len(filter.Statuses) > 0 {
		return s.events(c.Request.Context(), filter, timeline.ByWhen)
	}
	open, past := filter, filter
	since := s.dayOf(filter).Add(-lately)
	open.From, past.From = cmp.Or(filter.From, since), max(filter.From, since)
	open.Statuses = []timeline.Status{timeline.Planned, timeline.Postponed, timeline.Cancelled}
	past.Statuses = []timeline.Status{timeline.Happened, timeline.Rejected}
	return func(yield func(timeline.Event, error) bool) {
		for event, err := range s.events(c.Request.Context(), open, timeline.ByWhen) {
			if !yield(event, err) {
				return
			}
		}
		for event, err := range s.events(c.Request.Context(), past, timeline.ByWhen) {
			if err == nil {
				var planned bool
				if planned, err = s.wasPlanned(c, event.ID); err == nil && !planned {
					continue
				}
			}
			if !yield(event, err) {
				return
			}
		}
	}
}

// wasPlanned says whether an event was once planned, by its history.
func (s *server) wasPlanned(c *gin.Context, id string) (bool, error) {
	revisions, err := s.store.History(c.Request.Context(), id)
	for _, revision := range revisions {
		for _, change := range revision.Changes {
			if change.Field == "status" && (change.Old == string(timeline.Planned) || change.Old == string(timeline.Postponed)) {
				return true, err
			}
		}
	}
	return false, err
}

// Export writes what a filter shows in one of the formats, named by its
// extension, as the server would answer it: query holds the parameters.
func Export(ctx context.Context, w io.Writer, config Config, extension string, query url.Values) error {
	s, err := newServer(&config)
	if err != nil {
		return err
	}
	p := readParams(query.Encode())
	filter, sort, raw := s.filter(p), sortOf(p), p.yes("raw")
	if err := p.done(true); err != nil {
		return err
	}
	v := s.viewOf(ctx, s.publicURL, query, filter)
	v.Raw = raw
	for _, f := range formats {
		if f.extension == extension {
			return f.write(w, v, s.events(ctx, filter, sort))
		}
	}
	return timeline.Invalidf("format", "%q is none of %s", extension, strings.Join(Exportable(), ", "))
}

// Exportable are the extensions of all formats.
func Exportable() []string {
	return each(formats, func(f format) string { return f.extension })
}
