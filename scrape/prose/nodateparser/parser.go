// Package dateparser stands where go-htmldate expects go-dateparser, a parser
// of dates in two hundred languages that it asks only in its extensive search.
// That search is never switched on here (it makes a date of "their first
// meeting since 2019"), but the parser would compile 200 languages' patterns
// at every start: docs/decisions/0005.
//
// Only what go-htmldate names is here, with the names and shapes of
// github.com/markusmobius/go-dateparser v1.4.7, and nothing is ever found.
package dateparser

import (
	"errors"
	"time"
)

// ErrLeftOut answers whoever asks all the same.
var ErrLeftOut = errors.New("the parser of dates in all languages is left out of this program")

// A ParserType names a way of reading.
type ParserType uint8

// The ways of reading that go-htmldate asks for.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// A PreferredDateSource says on which side an incomplete date lies.
type PreferredDateSource uint8

// Past is the side that go-htmldate prefers.
const Past PreferredDateSource = 1

// A Configuration holds what go-htmldate sets.
type Configuration struct {
	CurrentTime         time.Time
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// A Parser finds nothing.
type Parser struct{ ParserTypes []ParserType }

// A Date is what Parse would find.
type Date struct{ Time time.Time }

// Parse gives ErrLeftOut.
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) { return Date{}, ErrLeftOut }
