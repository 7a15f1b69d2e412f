package timeline

import "time"

// Role says what a publisher is to the conflict. It never speaks of quality.
type Role string

// The roles of publishers.
const (
	RoleParty      Role = "party"    // state or party media and offices of the states involved
	RoleOfficial   Role = "official" // an institution that is not at war
	RoleWire       Role = "wire"
	RoleOutlet     Role = "outlet"
	RoleAnalysis   Role = "analysis"
	RoleAggregator Role = "aggregator"
	RoleMachine    Role = "machine"
	RoleUnknown    Role = "unknown"
)

// Roles lists every role.
var Roles = []Role{RoleParty, RoleOfficial, RoleWire, RoleOutlet, RoleAnalysis, RoleAggregator, RoleMachine, RoleUnknown}

// Reuse says what may be done with a source's text.
type Reuse string

// The terms of reuse.
const (
	ReuseOpen        Reuse = "open"
	ReuseAttribution Reuse = "attribution"
	ReuseShareAlike  Reuse = "share-alike"
	ReuseLinkOnly    Reuse = "link-only"
	ReuseByAgreement Reuse = "by-agreement"
)

// Reuses lists every term of reuse.
var Reuses = []Reuse{ReuseOpen, ReuseAttribution, ReuseShareAlike, ReuseLinkOnly, ReuseByAgreement}

// A Source is something that is read on a schedule. Everything above State
// comes from the topic's sources file; State is kept in the database.
type Source struct {
	ID         string `json:"id" gorm:"primaryKey" yaml:"id"`
	Topic      string `json:"topic" yaml:"-"`
	Name       string `json:"name" yaml:"name"`
	Kind       string `json:"kind" yaml:"kind"` // reader: feed, page, sitemap, mediawiki, gdelt, govuk …
	URL        string `json:"url" yaml:"url"`
	Homepage   string `json:"homepage" yaml:"homepage,omitempty"`
	Language   string `json:"language" yaml:"language"`
	Zone       string `json:"zone" yaml:"zone,omitempty"` // IANA zone of dates that come without one; UTC by default
	Schedule   string `json:"schedule" yaml:"schedule"`   // cron, five fields, UTC
	Role       Role   `json:"role" yaml:"role"`
	OwnerGroup string `json:"owner_group" yaml:"owner_group,omitempty"`
	Publisher  string `json:"publisher" yaml:"publisher,omitempty"` // host of the publisher record; by default that of URL
	Reuse      Reuse  `json:"reuse" yaml:"reuse"`
	Licence    string `json:"licence" yaml:"licence,omitempty"`
	// Attribution is the line that must stand beside what is quoted.
	Attribution  string `json:"attribution" yaml:"attribution,omitempty"`
	TermsURL     string `json:"terms_url" yaml:"terms_url,omitempty"`
	TermsChecked Day    `json:"terms_checked_at" yaml:"terms_checked_at,omitempty"`
	NoQuotes     bool   `json:"no_quotes" yaml:"no_quotes,omitempty"`
	// FullText says that items bring their whole text, so that their pages
	// need not be fetched.
	FullText bool `json:"full_text" yaml:"full_text,omitempty"`
	// Filter keeps only items whose title, summary or text has one of these
	// words; empty keeps all.
	Filter []string `json:"filter" gorm:"serializer:json" yaml:"filter,omitempty"`
	// Options are settings of the reader kind, such as CSS selectors.
	Options map[string]string `json:"options" gorm:"serializer:json" yaml:"options,omitempty"`
	Off     string            `json:"off" yaml:"off,omitempty"` // why it is not read; "" when it is

	State SourceState `json:"state" gorm:"embedded;embeddedPrefix:state_" yaml:"-"`
}

// Health is the state of a source in one word.
type Health string

// The states of a source.
const (
	HealthOK          Health = "ok"
	HealthNotModified Health = "not-modified"
	HealthQuiet       Health = "quiet" // nothing new for three times its usual gap
	HealthEmpty       Health = "empty"
	HealthParseError  Health = "parse-error"
	HealthBlocked     Health = "blocked" // 401, 403, 451, a challenge page, or robots.txt
	HealthGone        Health = "gone"
	HealthMoved       Health = "moved"
	HealthRateLimited Health = "rate-limited"
	HealthUnreachable Health = "unreachable"
	HealthDisabled    Health = "disabled"
	HealthNever       Health = "never-read" // on, and its first read is still to come
)

// A SourceState is what is remembered between two reads of a source.
type SourceState struct {
	Paused       bool      `json:"paused"`
	Health       Health    `json:"health"`
	Reason       string    `json:"reason"`      // in words, for the Sources page
	NextDue      time.Time `json:"next_due"`    // never fetched before this moment
	LastRead     time.Time `json:"last_read"`   // last answer that could be read (200 or 304)
	LastNew      time.Time `json:"last_new"`    // last read that brought something new
	Failures     int       `json:"failures"`    // in a row
	MovedTo      string    `json:"moved_to"`    // where a permanent redirect leads
	MovedCount   int       `json:"moved_count"` // in a row; learned at three
	ETag         string    `json:"-"`           // byte for byte as received
	LastModified string    `json:"-"`           // byte for byte as received
	Cursor       string    `json:"-"`           // where a reader left off, in its own form
}

// A Visit is one fetch of a source, kept whatever came of it.
type Visit struct {
	ID       int64         `json:"id" gorm:"primaryKey"`
	SourceID string        `json:"source" gorm:"column:source_id"`
	Started  time.Time     `json:"started"`
	Took     time.Duration `json:"took_ns"`
	Outcome  Health        `json:"outcome"`
	Status   int           `json:"status"` // HTTP status, 0 where none came
	Found    int           `json:"found"`  // items in the answer
	Fresh    int           `json:"fresh"`  // of these new or changed
	Reports  int           `json:"reports"`
	Bytes    int64         `json:"bytes"`
	Error    string        `json:"error"` // what went wrong and what to do; "" when nothing did
}

// A Publisher is who stands behind a host: the outlet, its owner group and
// its role. A host without a record is RoleUnknown.
type Publisher struct {
	Host       string `json:"host" gorm:"primaryKey" yaml:"host"`
	Name       string `json:"name" yaml:"name"`
	Country    string `json:"country" yaml:"country,omitempty"`
	Role       Role   `json:"role" yaml:"role"`
	OwnerGroup string `json:"owner_group" yaml:"owner_group,omitempty"`
	Note       string `json:"note" yaml:"note,omitempty"`
}
