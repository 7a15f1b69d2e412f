package timeline

// A Type is a kind of event of a topic. Family gives the colour, Shape the
// outline of its marks.
type Type struct {
	ID     string `json:"id" yaml:"id"`
	Label  string `json:"label" yaml:"label"`
	Plural string `json:"plural" yaml:"plural"`
	Family string `json:"family" yaml:"family"`
	Shape  string `json:"shape" yaml:"shape"`
	Means  string `json:"means" yaml:"means"`

	// Identity says by what two reports of this type are known to speak of
	// one event.
	Identity Identity `json:"-" yaml:"identity,omitempty"`
	// Like are other types by which some houses call the same event.
	Like []string `json:"-" yaml:"like,omitempty"`
	// Answers are the types of events that one of this type refuses.
	Answers []string `json:"-" yaml:"answers,omitempty"`
	// Contested says that the word of one party about it is only a claim
	// until another owner group reports it.
	Contested bool `json:"-" yaml:"contested,omitempty"`
}

// Identity is what makes an event of some type this one and no other.
type Identity string

// The identities of types.
const (
	ByMeeting Identity = "meeting" // who met on which day, and where
	ByCall    Identity = "call"    // who spoke with whom on which day; places are seats
	BySpeech  Identity = "speech"  // who said or offered what
	ByAct     Identity = "act"     // what was decided or signed
	ByDeed    Identity = "deed"    // what was done where on which day, and how many
)

// A Family is a group of types that share a colour token and a lane.
type Family struct {
	ID    string `json:"id" yaml:"id"`
	Label string `json:"label" yaml:"label"`
	Token string `json:"token" yaml:"token"`
}

// An Actor is a person, a country or an organisation.
type Actor struct {
	ID      string   `json:"id" gorm:"primaryKey" yaml:"id"`
	Topic   string   `json:"topic" yaml:"-"`
	Name    string   `json:"name" yaml:"name"`
	Kind    string   `json:"kind" yaml:"kind"` // person, country, organisation
	Country string   `json:"country" yaml:"country,omitempty"`
	Side    string   `json:"side" yaml:"side,omitempty"`
	Aliases []string `json:"aliases" gorm:"serializer:json" yaml:"aliases,omitempty"`
	Offices []Office `json:"offices" gorm:"serializer:json" yaml:"offices,omitempty"`
	// Members are the codes of those who belong to a group of countries.
	Members []string `json:"-" gorm:"-" yaml:"members,omitempty"`
}

// An Office is a title that a person held from one day until another; an
// empty bound is not known, or not yet.
type Office struct {
	Title   string `json:"title" yaml:"title"`
	Country string `json:"country" yaml:"country,omitempty"`
	From    Day    `json:"from" yaml:"from,omitempty"`
	Until   Day    `json:"until" yaml:"until,omitempty"`
}

// HeldOn says whether the office was held on the day, as far as is known.
func (o Office) HeldOn(day Day) bool {
	return (o.From == "" || o.From <= day) && (o.Until == "" || day <= o.Until)
}

// A Place is somewhere that events are. Coordinates of countries and regions
// are rough centres.
type Place struct {
	ID      string   `json:"id" gorm:"primaryKey" yaml:"id"`
	Topic   string   `json:"topic" yaml:"-"`
	Name    string   `json:"name" yaml:"name"`
	Kind    string   `json:"kind" yaml:"kind"` // city, region, country, building, facility …
	Country string   `json:"country" yaml:"country,omitempty"`
	Aliases []string `json:"aliases" gorm:"serializer:json" yaml:"aliases,omitempty"`
	Lat     float64  `json:"lat" yaml:"lat"`
	Lon     float64  `json:"lon" yaml:"lon"`
	// Reach is how far a region goes from its centre, in kilometres; 0 where
	// the usual size of a province is near enough.
	Reach float64 `json:"-" gorm:"-" yaml:"reach,omitempty"`
	// Held tells when another country than its own held the place, in the order of days.
	Held []Hold `json:"-" gorm:"-" yaml:"held,omitempty"`
	// Contested places are those for blows on which each side blames the other: of an unnamed attacker
	// nothing is concluded there.
	Contested bool `json:"-" gorm:"-" yaml:"contested,omitempty"`
}

// A Hold is the time in which a country held a place: from its first day until the day,
// which is no longer one of them, on which it lost the place. Until is empty where it has not.
type Hold struct {
	Country string `yaml:"country"`
	From    Day    `yaml:"from"`
	Until   Day    `yaml:"until,omitempty"`
}

// HolderOn gives the country that held the place on the day: its own where no other did.
func (p Place) HolderOn(day Day) string {
	for _, h := range p.Held {
		if h.From <= day && (h.Until == "" || day < h.Until) {
			return h.Country
		}
	}
	return p.Country
}

// A Thread is a story that events belong to.
type Thread struct {
	ID      string `json:"id" gorm:"primaryKey" yaml:"id"`
	Topic   string `json:"topic" yaml:"-"`
	Title   string `json:"title" yaml:"title"`
	Summary string `json:"summary" yaml:"summary"`
}
