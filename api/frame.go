package api

import (
	"context"
	"strings"

	"github.com/gin-gonic/gin"

	"truceline/timeline"
)

// framePolicy is the policy of the one page that other sites may frame. Its
// only script tells its height.
var framePolicy = strings.Replace(pagePolicy, "frame-ancestors 'none'", "frame-ancestors *", 1)

// framePage is a list of events for another site's page.
type framePage struct {
	frame
	Theme string // light, dark, or "" for the reader's own
	AsOf  string
	Lines []line
	More  string // how many more there are, "" where these are all
}

// showFrame answers events for an iframe: those of a filter, of a thread, or
// one event.
func (s *server) showFrame(c *gin.Context) (*page, error) {
	p := readParams(c.Request.URL.RawQuery)
	filter, event := s.filter(p), p.text("event")
	page := timeline.Page{Sort: timeline.ByWhen, Limit: p.number("limit", 1, 100, 20)}
	if p.choice("order", "oldest", "newest") == "newest" {
		page.Sort = "-" + timeline.ByWhen
	}
	theme := p.choice("theme", "auto", "light", "dark")
	if err := p.done(false); err != nil {
		return nil, err
	}
	data := framePage{frame: s.frame(c, "", s.frameTitle(filter), seenAt(c.Request.URL.Query())), AsOf: asOfWords(filter.AsOf)}
	if theme != "auto" {
		data.Theme = theme
	}
	if err := s.fillFrame(c.Request.Context(), &data, filter, page, event); err != nil {
		return nil, err
	}
	return s.render("frame", data)
}

func (s *server) fillFrame(ctx context.Context, data *framePage, filter timeline.Filter, page timeline.Page, id string) error {
	if id != "" {
		event, err := s.store.Event(ctx, id, filter.AsOf)
		if err != nil {
			return err
		}
		show(&event, s.dayOf(filter))
		data.Lines = []line{s.line(event)}
		return nil
	}
	list, err := s.store.Events(ctx, filter, page)
	for _, event := range s.ready(list.Events, filter) {
		data.Lines = append(data.Lines, s.line(event))
	}
	if more := list.Total - len(list.Events); more > 0 {
		data.More = countOf(more, "more event")
		if list.AtLeast {
			data.More = "at least " + data.More
		}
	}
	return err
}

// frameTitle names what is shown: the one thread, or the topic.
func (s *server) frameTitle(filter timeline.Filter) string {
	if len(filter.Threads) == 1 {
		return s.names.thread(filter.Threads[0])
	}
	return s.topic.Title
}
