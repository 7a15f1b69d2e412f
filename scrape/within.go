package scrape

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"time"

	"truceline/scrape/web"
	"truceline/timeline"
)

// parseTime bounds the understanding of one answer.
const parseTime = 2 * time.Second

// longestParse is how long a parser that was given up on keeps its turn.
const longestParse = time.Minute

// parsing lets no more answers be understood at a time than there are
// processors: more would only take each other's time and memory.
var parsing = make(chan struct{}, runtime.GOMAXPROCS(0))

// largeAnswer is from how many bytes on an answer is understood alone among
// its like: what is made of it takes ten times its room.
const largeAnswer = 256 << 10

// large lets one large answer be understood at a time.
var large = make(chan struct{}, 1)

// understand runs the parser of an answer within the limit. Its error is a
// *ParseError with the address of the answer, without the query, where keys
// are; a *web.Error and a mistake in the entry stay what they are.
func understand[T any](answer web.Answer, parse func() (T, error)) (T, error) {
	value, err := within(parseTime, sizeOf(answer), parse)
	var unparsed *ParseError
	var refused *web.Error
	var mistaken *timeline.Invalid
	if err == nil || errors.As(err, &unparsed) || errors.As(err, &refused) || errors.As(err, &mistaken) {
		return value, err
	}
	return value, &ParseError{URL: bare(answer.URL), Message: err.Error()}
}

// sizeOf is how much there is to understand. What is packed counts as large:
// nobody knows before it is unpacked.
func sizeOf(answer web.Answer) int {
	if bytes.HasPrefix(answer.Body, []byte("PK\x03\x04")) {
		return max(len(answer.Body), largeAnswer)
	}
	return len(answer.Body)
}

// within runs the parser of so many bytes and gives up on it after the limit.
// Go cannot stop it; the limits on size and depth let it end soon after, and
// until then it is one of those that run.
func within[T any](limit time.Duration, size int, parse func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	ended := takeTurn(size)
	done := make(chan result, 1)
	go func() {
		defer func() {
			if fault := recover(); fault != nil {
				done <- result{err: fmt.Errorf("it could not be understood: %v", fault)}
			}
		}()
		value, err := parse()
		done <- result{value, err}
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case r := <-done:
		ended()
		return r.value, r.err
	case <-timer.C:
		go func() {
			select {
			case <-done:
			case <-time.After(longestParse): // others must not wait for ever
			}
			ended()
		}()
		var none T
		return none, fmt.Errorf("understanding it took longer than %s", limit)
	}
}

// takeTurn waits until an answer of so many bytes may be understood; ended
// lets the next one begin.
func takeTurn(size int) (ended func()) {
	if size < largeAnswer {
		parsing <- struct{}{}
		return func() { <-parsing }
	}
	large <- struct{}{}
	parsing <- struct{}{}
	return func() {
		<-parsing
		<-large
	}
}
