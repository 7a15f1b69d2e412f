package scrape

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"truceline/scrape/web"
	"truceline/timeline"
)

const (
	movesToLearn = 3              // permanent redirects in a row
	quietFactor  = 3              // times the usual gap
	shortestGap  = 8 * time.Hour  // a feed is not quiet overnight
	longestFresh = 24 * time.Hour // max-age beyond this is not waited for
	jitterShare  = 0.1            // of a back-off
	never        = 10 * 365 * 24 * time.Hour
)

// backOff is how long a source that failed 1, 2, 3 … times in a row is left
// alone.
var backOff = []time.Duration{time.Hour, 4 * time.Hour, 12 * time.Hour, 24 * time.Hour}

// A ParseError says that an answer came and could not be understood.
type ParseError struct {
	URL     string
	Message string
}

func (e *ParseError) Error() string { return e.URL + ": " + e.Message }

// settle ends a round: it puts what happened into a visit and a state.
func (r *round) settle(err error) (Harvest, error) {
	if r.kept < visitText {
		r.web.Close()
	}
	state := r.src.State
	now := r.now()
	r.memory.forget(now)
	state.NextDue = time.Time{}
	if err == nil {
		r.succeed(&state, now)
	} else {
		r.fail(&state, now, err)
	}
	r.memory.Version, r.memory.Manners = r.s.config.Version, r.s.client.Manners(r.address())
	state.Cursor = r.memory.cursor()
	visit := timeline.Visit{SourceID: r.src.ID, Started: r.started, Took: now.Sub(r.started), Outcome: state.Health,
		Status: r.status, Found: r.found, Bytes: r.bytes}
	if err != nil {
		visit.Error = state.Reason
	} else if len(r.notes) > 0 {
		visit.Error = state.Reason
	}
	return Harvest{Articles: r.articles, Leads: r.leads, Visit: visit, State: state, release: r.web.Close}, err
}

// succeed is the state after an answer that could be read, or that said that
// nothing changed.
func (r *round) succeed(state *timeline.SourceState, now time.Time) {
	r.validators(state)
	r.moved(state)
	state.LastRead, state.Failures = now, 0
	if r.fresh > 0 {
		state.LastNew = now
	}
	if fresh := min(r.list.FreshFor, longestFresh); fresh > 0 {
		state.NextDue = now.Add(fresh)
	}
	state.Health, state.Reason = r.condition(*state, now)
}

// condition names the state of a source that answered.
func (r *round) condition(state timeline.SourceState, now time.Time) (timeline.Health, string) {
	quiet := quietFactor * max(r.memory.Gap, shortestGap)
	switch {
	case r.list.NotModified() && state.Health == timeline.HealthParseError:
		return state.Health, state.Reason // it still is what could not be read
	case state.MovedTo != "" && state.MovedCount >= movesToLearn:
		return timeline.HealthMoved, "it has moved for good to " + state.MovedTo + "; change the entry"
	case !r.memory.Newest.IsZero() && now.Sub(r.memory.Newest) > quiet && r.fresh == 0: // what a first visit reads is new to us, however old
		return timeline.HealthQuiet, fmt.Sprintf("nothing new since %s; %s is usual",
			r.memory.Newest.UTC().Format("2 January 2006"), inWords(max(r.memory.Gap, time.Hour)))
	case r.list.NotModified():
		return timeline.HealthNotModified, "nothing has changed since the last read"
	case r.found == 0 && r.changed():
		return timeline.HealthEmpty, "the answer is well-formed and lists nothing"
	case len(r.notes) > 0:
		return timeline.HealthOK, fmt.Sprintf("read; %d of its pages could not be: %s", len(r.notes), r.notes[0])
	}
	return timeline.HealthOK, ""
}

// validators keeps what the last complete answer gave, byte for byte, with
// the address that gave it.
func (r *round) validators(state *timeline.SourceState) {
	if !r.changed() {
		return
	}
	state.ETag, state.LastModified = r.list.ETag, r.list.LastModified
	given := web.Validator{ETag: r.list.ETag, LastModified: r.list.LastModified}
	if given == (web.Validator{}) || r.over { // what is left is asked for again
		delete(r.memory.Given, r.list.URL)
		return
	}
	if len(r.memory.Given) >= maxGiven {
		clear(r.memory.Given)
	}
	r.memory.Given[r.list.URL] = given
}

// moved counts permanent redirects in a row; the third is learned.
func (r *round) moved(state *timeline.SourceState) {
	switch {
	case r.list.URL == "" || r.list.URL == state.MovedTo && state.MovedCount >= movesToLearn && r.list.Moved == "":
		return // no list was asked for, or it is where it was learned to be
	case r.list.Moved == "":
		state.MovedTo, state.MovedCount = "", 0
	case r.list.Moved == state.MovedTo:
		state.MovedCount++
	default:
		state.MovedTo, state.MovedCount = r.list.Moved, 1
	}
}

// fail is the state after an answer that could not be had or understood.
func (r *round) fail(state *timeline.SourceState, now time.Time, err error) {
	if errors.Is(err, context.Canceled) {
		return // the program stops: nothing was learned about the source
	}
	state.Failures++
	if state.MovedCount >= movesToLearn {
		state.MovedTo, state.MovedCount = "", 0 // where it moved to it is no longer: ask where it was
	}
	wait := backOff[min(state.Failures, len(backOff))-1]
	state.NextDue = now.Add(wait + time.Duration(r.s.config.Jitter()*jitterShare*float64(wait)))
	var refused *web.Error
	var unparsed *ParseError
	switch {
	case errors.As(err, &refused):
		state.Health, state.Reason = refused.Health, refused.Message
		r.afterRefusal(state, now, refused)
	case errors.As(err, &unparsed):
		r.validators(state) // the answer came whole: an unchanged one need not come again
		state.Health, state.Reason = timeline.HealthParseError, unparsed.Message
	default:
		state.Health, state.Reason = timeline.HealthUnreachable, err.Error()
	}
}

// afterRefusal sets the next moment where the server, or the rule about
// withdrawn addresses, says another one than the back-off.
func (r *round) afterRefusal(state *timeline.SourceState, now time.Time, refused *web.Error) {
	switch {
	case refused.Health == timeline.HealthDisabled:
		state.Failures, state.NextDue = 0, time.Time{}
	case refused.Health == timeline.HealthGone:
		state.NextDue = now.Add(never)
	case !refused.Until.IsZero():
		state.NextDue = refused.Until
	}
}

// observe learns how often the source has news.
func (r *round) observe(items []item) {
	var dates []time.Time
	for _, i := range items {
		if !i.Published.IsZero() && !i.Published.After(r.started) {
			dates = append(dates, i.Published)
		}
	}
	if len(dates) == 0 {
		return
	}
	slices.SortFunc(dates, time.Time.Compare)
	newest := dates[len(dates)-1]
	if newest.After(r.memory.Newest) {
		r.memory.Newest = newest
	}
	if len(dates) > 1 {
		r.memory.Gap = newest.Sub(dates[0]) / time.Duration(len(dates)-1)
	}
}

// inWords gives a span as people say it.
func inWords(d time.Duration) string {
	if d < 48*time.Hour {
		return fmt.Sprintf("something every %d hours", int(d.Round(time.Hour)/time.Hour))
	}
	return fmt.Sprintf("something every %d days", int(d.Round(24*time.Hour)/(24*time.Hour)))
}
