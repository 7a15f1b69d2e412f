package scrape

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"truceline/scrape/prose"
	"truceline/scrape/web"
	"truceline/timeline"
)

const (
	maxTries   = 3 // for a page that does not come
	htmlAccept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"
)

// readPages reads the pages that wait, up to the visit's share. Only the end
// of ctx ends it: a page that cannot be read is noted.
func (r *round) readPages(ctx context.Context) error {
	waiting := r.memory.Pending
	r.memory.Pending = nil
	for n, i := range waiting {
		if n >= r.s.config.PagesPerVisit || r.isFull() {
			r.memory.Pending = append(r.memory.Pending, waiting[n:]...)
			break
		}
		if err := r.readPage(ctx, i); err != nil {
			r.memory.Pending = append(r.memory.Pending, waiting[n:]...)
			return err
		}
	}
	return nil
}

// readPage turns one item into an article. A page that will not come is
// tried again at a later visit, in the end its summary in the list must do.
func (r *round) readPage(ctx context.Context, i item) error {
	now := r.now()
	if r.memory.isFirst(i) && r.s.config.Known(ctx, CleanURL(i.URL)) {
		r.memory.mark(i, now)
		return nil
	}
	page, err := r.behind(ctx, i)
	var refused *web.Error
	var unparsed *ParseError
	switch {
	case err == nil:
		r.memory.mark(i, now)
		r.keepPage(i, page)
	case errors.As(err, &refused) && refused.Health == timeline.HealthRateLimited:
		r.memory.Pending = append(r.memory.Pending, i) // it was not tried
		r.note(err.Error())
	case errors.As(err, &refused) && passing(refused) && i.Tries+1 < maxTries:
		i.Tries++
		r.memory.Pending = append(r.memory.Pending, i)
		r.note(err.Error())
	case errors.As(err, &refused), errors.As(err, &unparsed):
		r.memory.mark(i, now)
		r.note(err.Error())
		if text := strings.TrimSpace(i.Summary); text != "" {
			i.Text = text
			r.keep(r.article(i))
		}
	default:
		return err
	}
	return nil
}

// passing says that asking again later may help.
func passing(e *web.Error) bool {
	return e.Health == timeline.HealthUnreachable && e.Status != 404
}

// behind reads what is behind an item, in the way of the source's kind.
func (r *round) behind(ctx context.Context, i item) (prose.Page, error) {
	if read := readers[r.src.Kind].page; read != nil {
		return read(ctx, r, i)
	}
	return r.page(ctx, i)
}

// page fetches and reads the article page of an item.
func (r *round) page(ctx context.Context, i item) (prose.Page, error) {
	answer, err := r.web.Get(ctx, web.Request{URL: i.URL, Accept: htmlAccept})
	r.bytes += answer.Bytes
	if err != nil {
		return prose.Page{}, err
	}
	if !strings.Contains(answer.Type, "html") && answer.Type != "" {
		return prose.Page{}, &ParseError{URL: i.URL, Message: fmt.Sprintf("this is %s, not a page with text", answer.Type)}
	}
	return understand(answer, func() (prose.Page, error) {
		return prose.Read(answer.Body, answer.Charset, answer.URL, prose.Options{Zone: r.zone, Now: r.now(), Dated: !i.Published.IsZero()})
	})
}

// keepPage adds the article of a page, or the entries of a live blog, each of
// which is an article of its own time.
func (r *round) keepPage(i item, page prose.Page) {
	if len(page.Entries) == 0 {
		r.keep(r.article(merge(i, page)))
		return
	}
	for _, entry := range page.Entries {
		part := merge(i, page)
		part.URL = part.URL + "#" + entry.Anchor
		part.Title, part.Text = cutText(entry.Title, maxTitle), cutText(entry.Text, maxText)
		if part.Title == "" {
			part.Title = page.Title
		}
		part.Published, part.DayOnly, part.DatedBy, part.Updated = entry.Published, false, timeline.DatedByPage, time.Time{}
		r.keep(r.article(part))
	}
}

// merge fills an item from its page. The list's date is trusted before the
// page's, as one page date in ten is wrong.
func merge(i item, page prose.Page) item {
	i.Text = cutText(page.Text, maxText)
	if page.URL != "" {
		i.URL = page.URL
	}
	if i.Title == "" {
		i.Title = cutText(page.Title, maxTitle)
	}
	if i.Author == "" {
		i.Author = cutText(page.Author, maxTitle)
	}
	if i.Language == "" {
		i.Language = page.Language
	}
	if i.Published.IsZero() {
		i.Published, i.DayOnly, i.DatedBy = page.Published, page.DayOnly, page.DatedBy
	}
	if page.Modified.After(i.Updated) {
		i.Updated = page.Modified
	}
	return i
}
