package timeline

import "time"

// Status tells of the event that its type names: a refusal is an event of
// its own that happened; the refused proposal then becomes rejected.
type Status string

// The statuses that are stored. What can be derived (disputed, in force,
// retracted, outcome unknown) is a Flag.
const (
	Planned   Status = "planned"
	Proposed  Status = "proposed"
	Happened  Status = "happened"
	Rejected  Status = "rejected"
	Cancelled Status = "cancelled"
	Postponed Status = "postponed"
	Claimed   Status = "claimed"
)

// Statuses lists every stored status.
var Statuses = []Status{Planned, Proposed, Happened, Rejected, Cancelled, Postponed, Claimed}

// Review says whether a person has looked at the event.
type Review string

// The review states of an event.
const (
	Unreviewed     Review = "unreviewed"
	Confirmed      Review = "confirmed"
	ReviewRejected Review = "rejected" // taken out of every list; its address answers with its history
)

// Reviews lists every review state.
var Reviews = []Review{Unreviewed, Confirmed, ReviewRejected}

// Flag is something that follows from an event and today's date.
type Flag string

// The flags that the API gives with an event.
const (
	Disputed       Flag = "disputed"        // sources differ on date, place, status or number
	InForce        Flag = "in_force"        // happened, with an open end
	Retracted      Flag = "retracted"       // rejected in review after it was shown
	OutcomeUnknown Flag = "outcome_unknown" // planned, its last day is past, no report
)

// An Event is one thing that happened, is planned, was proposed or refused.
// Its fields are what weaving made of its reports, save where a person
// corrected them.
type Event struct {
	ID      string `json:"id" gorm:"primaryKey"` // minted once, opaque; curated ids are kept as they are
	Topic   string `json:"topic"`
	Type    string `json:"type"` // an id of the topic's types
	Title   string `json:"title"`
	Summary string `json:"summary"`
	When    When   `json:"when" gorm:"embedded"`
	Status  Status `json:"status"`
	// Places are ids of the topic's places; the first leads.
	Places         []string        `json:"places" gorm:"serializer:json"`
	Thread         string          `json:"thread"` // "" where the story is not sure
	Participations []Participation `json:"participations" gorm:"serializer:json"`
	Significance   int             `json:"significance"` // 1 (detail) to 5 (turning point)
	Review         Review          `json:"review"`
	Certainty      int             `json:"certainty"` // percent: how much was said and how much implied
	// Corroboration counts who says so; see Corroboration.
	Corroboration Corroboration `json:"corroboration" gorm:"embedded;embeddedPrefix:corroboration_"`
	// Claims are the values on which sources differ, best supported first;
	// empty where they agree.
	Claims []Claim `json:"claims" gorm:"serializer:json"`
	// Links lead to related events: a refusal to what it refuses.
	Links []Link `json:"links" gorm:"serializer:json"`
	// KnownFrom is the moment from which some report spoke of the event.
	// KnownFromAssumed says that no source gave its publication day, so that
	// the event's own last day was taken.
	KnownFrom        time.Time `json:"known_from"`
	KnownFromAssumed bool      `json:"known_from_assumed"`
	// MergedInto is the id that this id forwards to, for ever; "" normally.
	MergedInto string    `json:"merged_into,omitempty"`
	Created    time.Time `json:"created"`
	Updated    time.Time `json:"updated"`

	Flags     []Flag     `json:"flags" gorm:"-"`
	Reports   []Report   `json:"reports,omitempty" gorm:"foreignKey:EventID"`
	Revisions []Revision `json:"revisions,omitempty" gorm:"foreignKey:EventID"`
}

// A Participation is one actor's part in an event.
type Participation struct {
	Actor string `json:"actor"` // id of the topic's actors
	Part  string `json:"part"`  // host, visitor, mediator, party, proposer, addressee, speaker …; "" where not said
	As    string `json:"as"`    // the office held on that day, "Foreign Secretary of the United Kingdom"; of a country who acted for it, "Ola Nordmann, President"
}

// A Corroboration counts the sources of an event. Copies of one text, outlets
// of one owner and pages that cite each other count once; sources whose owner
// is not known count as unknown, never as independent.
type Corroboration struct {
	Reports     int `json:"reports"`     // reports that count, all in all
	Sources     int `json:"sources"`     // distinct outlets
	Independent int `json:"independent"` // owner groups that are known to be independent of each other
	Unknown     int `json:"unknown"`     // outlets of which nothing reliable is known
	Copies      int `json:"copies"`      // reports that repeat another report's text
}

// A Claim is one of the differing values that sources give for a field.
type Claim struct {
	Field       string   `json:"field"` // "when", "place", "status" or the name of a number, "prisoners"
	Value       string   `json:"value"` // in words or as an id; a When as "2025-05-15" or "2025-05-12/2025-05-18"
	Reports     []string `json:"reports"`
	Independent int      `json:"independent"`
	Leads       bool     `json:"leads"` // this is the value that the event shows
}

// A Link leads from one event to another.
type Link struct {
	Kind  string `json:"kind"` // rejects, postponed_to, announces, follows
	Event string `json:"event"`
}

// DeriveFlags gives what follows from the event on the day today.
func (e Event) DeriveFlags(today Day) []Flag {
	flags := []Flag{}
	if len(e.Claims) > 0 {
		flags = append(flags, Disputed)
	}
	if e.Status == Happened && e.When.Open == OpenSince {
		flags = append(flags, InForce)
	}
	if e.Review == ReviewRejected {
		flags = append(flags, Retracted)
	}
	if _, last := e.When.Bounds(); e.Status == Planned && last < today {
		flags = append(flags, OutcomeUnknown)
	}
	return flags
}
