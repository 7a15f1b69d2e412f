package web

import (
	"fmt"
	"net/http"
	"time"

	"truceline/timeline"
)

// An Error says why there is no answer to read, as the state that it puts a
// source into and in a sentence for whoever keeps the source.
type Error struct {
	Health  timeline.Health
	Status  int       // HTTP status, 0 where none came
	Until   time.Time // do not ask again before; zero where the server did not say
	URL     string
	Message string
	Body    string // beginning of the server's own words, where it gave any
	Cause   error
}

func (e *Error) Error() string { return e.URL + ": " + e.Message }

func (e *Error) Unwrap() error { return e.Cause }

// refusal turns a status that is neither content nor redirect into an Error.
func refusal(url string, status int, until time.Time) *Error {
	e := &Error{Status: status, URL: url, Until: until, Health: timeline.HealthUnreachable}
	switch {
	case status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable && !until.IsZero():
		e.Health = timeline.HealthRateLimited
		e.Message = fmt.Sprintf("the server asks to come back later (%d)", status)
	case status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusUnavailableForLegalReasons:
		e.Health = timeline.HealthBlocked
		e.Message = fmt.Sprintf("the server refuses programs like this one (%d %s); switch the source off or ask the publisher", status, http.StatusText(status))
	case status == http.StatusGone:
		e.Health = timeline.HealthGone
		e.Message = "the publisher has withdrawn this address for good (410); it is not asked again"
	case status == http.StatusNotFound:
		e.Message = "nothing is at this address (404); look for a new one with `truceline sources add`"
	case status >= 500:
		e.Message = fmt.Sprintf("the server has a fault of its own (%d %s)", status, http.StatusText(status))
	default:
		e.Message = fmt.Sprintf("the server answered %d %s, which holds nothing to read", status, http.StatusText(status))
	}
	return e
}

// unreachable is the Error of a request that got no answer.
func unreachable(url, message string, cause error) *Error {
	return &Error{Health: timeline.HealthUnreachable, URL: url, Message: message, Cause: cause}
}
