package timeline

import "time"

// Reader says who read a report out of its article.
type Reader string

// The readers.
const (
	ReaderRules   Reader = "rules"
	ReaderLLM     Reader = "llm"
	ReaderPerson  Reader = "person"
	ReaderCurated Reader = "curated"
)

// A Report is the evidence: what one article says about one event. It is
// never edited. Reading the article again adds reports with a newer Reading
// and marks the replaced ones as superseded; those count for nothing.
type Report struct {
	ID        string `json:"id" gorm:"primaryKey"` // hash of article, reading, type, quote offset and rule
	Topic     string `json:"topic"`
	EventID   string `json:"event" gorm:"column:event_id"`
	ArticleID string `json:"article" gorm:"column:article_id"`

	Type         string          `json:"type"`
	Status       Status          `json:"status"`
	Title        string          `json:"title"`   // neutral, from who, what, where; our own words
	Summary      string          `json:"summary"` // only a curated report has one
	When         When            `json:"when" gorm:"embedded"`
	Places       []string        `json:"places" gorm:"serializer:json"`
	Actors       []Participation `json:"actors" gorm:"serializer:json"`
	Numbers      []Number        `json:"numbers" gorm:"serializer:json"`
	Thread       string          `json:"thread"`
	Refers       string          `json:"refers"` // type of the event that this one answers: what a refusal refuses
	Significance int             `json:"significance"`
	Certainty    int             `json:"certainty"` // percent

	// Quote is the verbatim piece of the article, Offset its first byte
	// there; QuoteMore are further sentences of the article that state the
	// same fact. A curated report has an empty quote.
	Quote     string   `json:"quote"`
	Offset    int      `json:"offset"`
	QuoteMore []string `json:"quote_more" gorm:"serializer:json"`
	// DatePhrase is the phrase as printed, inside the quote at byte
	// DateOffset (-1: elsewhere in the article, or none); DateRule names the
	// finder, DateReason says in one sentence how the date came about.
	DatePhrase string `json:"date_phrase"`
	DateOffset int    `json:"date_offset"`
	DateRule   string `json:"date_rule"`
	DateReason string `json:"date_reason"`

	Rule       string    `json:"rule"`
	Reader     Reader    `json:"reader"`
	Reading    int       `json:"reading"` // version of the rules that read it
	Superseded bool      `json:"superseded"`
	KnownFrom  time.Time `json:"known_from"` // when it was published; the end of that day where no hour is known
	RecordedAt time.Time `json:"recorded_at"`

	Article *Article `json:"source,omitempty" gorm:"foreignKey:ArticleID"`
}

// A Number is an amount that a report gives, such as prisoners exchanged.
type Number struct {
	What  string `json:"what"` // "prisoners", "killed", "bodies", "usd"
	Value int64  `json:"value"`
	Per   string `json:"per"` // the side it is said of, an actor id; "" for the whole
}
