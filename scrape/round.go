package scrape

import (
	"context"
	"errors"
	"net/http"
	"time"

	"truceline/scrape/web"
	"truceline/timeline"
)

// A round is one fetch of one source: what it remembers from the last one,
// and what it gathers for the answer.
type round struct {
	s       *Scraper
	web     *web.Session
	src     timeline.Source
	zone    *time.Location
	memory  *memory
	started time.Time

	articles []timeline.Article
	leads    []Lead
	list     web.Answer // the last answer of the list itself
	status   int
	bytes    int64
	found    int
	fresh    int
	kept     int      // bytes of text of the articles
	whole    bool     // the share of a visit does not bind: somebody asked for the past
	over     bool     // the list holds more than one visit takes
	notes    []string // what did not go well without ending the round
}

func (s *Scraper) newRound(src timeline.Source) *round {
	zone, err := time.LoadLocation(src.Zone)
	if err != nil || src.Zone == "" {
		zone = time.UTC
	}
	r := &round{s: s, web: s.client.Session(), src: src, zone: zone, memory: recall(src.State), started: s.config.Now()}
	s.client.Remember(r.address(), r.memory.Manners)
	return r
}

func (r *round) now() time.Time { return r.s.config.Now() }

// address is where the source is now: a permanent redirect that was met three
// times in a row has been learned.
func (r *round) address() string {
	if r.src.State.MovedCount >= movesToLearn && r.src.State.MovedTo != "" {
		return r.src.State.MovedTo
	}
	return r.src.URL
}

// getList asks for the source's own list with the validators of its last
// answer. NotModified answers have no body.
func (r *round) getList(ctx context.Context, accept string) (web.Answer, error) {
	request := web.Request{URL: r.address(), Accept: accept}
	if !r.mustReadAgain() {
		request.Validators = r.memory.Given
	}
	answer, err := r.get(ctx, request)
	if err == nil {
		r.answered(answer)
	}
	return answer, err
}

// answered remembers the answer of the list, but for its body: that would be
// held while pages are read.
func (r *round) answered(answer web.Answer) {
	answer.Body = nil
	r.list = answer
}

// mustReadAgain says that the last answer could not be understood and that
// this is another version, which may do better.
func (r *round) mustReadAgain() bool {
	return r.src.State.Health == timeline.HealthParseError && r.memory.Version != r.s.config.Version
}

// get asks for one thing and counts what it cost.
func (r *round) get(ctx context.Context, request web.Request) (web.Answer, error) {
	answer, err := r.web.Get(ctx, request)
	r.bytes += answer.Bytes
	r.status = answer.Status
	var refused *web.Error
	if errors.As(err, &refused) {
		r.status = refused.Status
	}
	return answer, err
}

// getAPI asks a documented interface, whose answers depend on the question
// and so have no validators to remember.
func (r *round) getAPI(ctx context.Context, url string) (web.Answer, error) {
	answer, err := r.get(ctx, apiRequest(url))
	if err == nil {
		answer.ETag, answer.LastModified = "", ""
		r.answered(answer)
	}
	return answer, err
}

// take sorts listed items: new ones become articles, or wait for their page.
func (r *round) take(items []item) {
	r.found = max(r.found, len(items))
	r.observe(items)
	now := r.now()
	for _, i := range items {
		i.cut()
		if !r.memory.isNew(i) {
			r.memory.touch(i, now)
			continue
		}
		if !i.mentions(r.src.Filter) {
			r.memory.mark(i, now)
			continue
		}
		if r.isFull() {
			r.over = true // it is not marked as seen: a later list brings it again
			continue
		}
		r.fresh++
		if i.Text != "" {
			r.keep(r.article(i))
			r.memory.mark(i, now)
			continue
		}
		r.await(i)
	}
}

// key is the access key of the source's interface.
func (r *round) key(usual string) string { return r.s.config.Keys(keyName(r.src, usual)) }

// await puts an item among those whose page is still to be read, in place of
// what the list said of it before.
func (r *round) await(i item) {
	for n, waiting := range r.memory.Pending {
		if waiting.ID == i.ID {
			r.memory.Pending[n] = i
			return
		}
	}
	if len(r.memory.Pending) >= maxPending {
		r.over = true // it is not marked as seen either
		return
	}
	summaries := len(i.Summary)
	for _, waiting := range r.memory.Pending {
		summaries += len(waiting.Summary)
	}
	if summaries > maxWaiting {
		i.Summary = "" // it only stands in for a page that cannot be read
	}
	r.memory.Pending = append(r.memory.Pending, i)
}

func (r *round) keep(a timeline.Article) {
	r.articles = append(r.articles, a)
	r.kept += len(a.Text)
}

// visitText is how much text one visit brings, in bytes, but for the rest of
// the article that goes beyond it. What is left comes with the next visit.
const visitText = 256 << 10

func (r *round) isFull() bool { return !r.whole && r.kept >= visitText }

func (r *round) note(text string) { r.notes = append(r.notes, text) }

// changed says that the list was answered with content.
func (r *round) changed() bool { return r.list.Status == http.StatusOK }
