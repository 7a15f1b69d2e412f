// Package extract turns an article into reports: sentences, names, dates,
// rules, explanation. It knows no network, no database and no clock.
//
// A Reader is compiled from a Vocabulary, which is data. Nothing in this
// package names a topic: tables written in Go hold only what is true of
// English in general, such as auxiliary verbs and prepositions.
package extract

import (
	"fmt"
	"time"

	"truceline/timeline"
)

// A Vocabulary is everything that a topic teaches the reader. It is data:
// package topics loads it from YAML.
type Vocabulary struct {
	Topic  string
	Types  []timeline.Type
	Actors []timeline.Actor
	Places []timeline.Place
	// Words are named lists that patterns mention as <name>. "to meet" stands
	// for all forms of the verb, "a round" for singular and plural, anything
	// else for itself. Some names have a meaning of their own; see
	// docs/rules.md.
	Words  map[string][]string
	Rules  []Rule
	Feasts []Feast
}

// A Feast is a day that has a name in the topic's news and falls on the same
// date every year. Those of the whole field (Easter, Victory Day) the reader
// of dates knows itself.
type Feast struct {
	Name string `yaml:"name"` // as it is written: "Russia Day"
	Day  string `yaml:"day"`  // month and day: "06-12"
}

// Date gives the month and the day of the month; an error where Day is none.
func (f Feast) Date() (time.Month, int, error) {
	// A leap year, so that the 29th of February is a day.
	day, err := time.Parse(time.DateOnly, "2024-"+f.Day)
	if err != nil {
		return 0, 0, fmt.Errorf("%q is no day of a year such as 06-12", f.Day)
	}
	return day.Month(), day.Day(), nil
}

// A Rule says in patterns how a sentence tells of an event. docs/rules.md
// explains the language.
type Rule struct {
	ID              string    `yaml:"id"`
	Type            string    `yaml:"type"`
	Means           string    `yaml:"means"`
	Patterns        []string  `yaml:"patterns"`
	Unless          []string  `yaml:"unless,omitempty"` // in the same clause
	Gives           Gives     `yaml:"gives,omitempty"`
	Becomes         []Become  `yaml:"becomes,omitempty"` // the first that fits replaces Type
	Examples        []Example `yaml:"examples"`
	Counterexamples []string  `yaml:"counterexamples"`
}

// Gives is what a rule says of the event that it found.
type Gives struct {
	// Status fixes the status. Empty: it follows from negation, modality and
	// tense of the head of the pattern.
	Status timeline.Status `yaml:"status,omitempty"`
	// Actors is the part that the actors of the pattern have: party, host,
	// speaker …
	Actors string `yaml:"actors,omitempty"`
	// With says that names after "with", "alongside", "between" take part too.
	With bool `yaml:"with,omitempty"`
	// Default are ids of actors who take part where the text names none.
	Default []string `yaml:"default,omitempty"`
	// Recalls says that the default counts only where the text told before that they
	// met: "talks will take place on Thursday" may be anybody's.
	Recalls bool `yaml:"recalls,omitempty"`
	// Sitting says that where nobody is named the assembly acts that the text
	// named last: "the resolution was adopted by 93 votes".
	Sitting bool `yaml:"sitting,omitempty"`
	// Assembly says that only an assembly makes the fact: a council hears, and not
	// whoever hears good news.
	Assembly bool `yaml:"assembly,omitempty"`
	// Called says that the default acts only where the article names it, or nobody
	// beside the parties.
	Called bool `yaml:"called,omitempty"`
	// Others says that nobody of the country acts that the topic is about: it
	// is the one who receives.
	Others bool `yaml:"others,omitempty"`
	// Against says that where nobody is named the other party acts than the one that
	// holds the place on that day: who fires at a town does not hold it.
	Against bool `yaml:"against,omitempty"`
	// Undated says where a fact without a date may be taken to have happened
	// on the day of publication: "" in headline and lead, "early" in the
	// first sentences, "never".
	Undated string `yaml:"undated,omitempty"`
	// Near says that only a date in the clause of the head counts.
	Near bool `yaml:"near,omitempty"`
	// Anywhere says that a whole country at war counts as the place.
	Anywhere bool `yaml:"anywhere,omitempty"`
	// History says that the fact counts where only a year long past is told: a
	// landmark that readers place by its year.
	History bool `yaml:"history,omitempty"`
	// Claimable facts become claimed where the text says "reportedly".
	Claimable bool `yaml:"claimable,omitempty"`
	// Boast says that a claimable fact is claimed, too, where those who did it
	// report it themselves: a town taken.
	Boast bool `yaml:"boast,omitempty"`
	// Told says that a noun makes the fact only where a verb tells of it, or
	// its own phrase has a date: a strike that somebody condemns on Monday was
	// not on Monday.
	Told bool `yaml:"told,omitempty"`
	// Named says that a person in office without a name makes no fact: what "a
	// US official" said.
	Named bool `yaml:"named,omitempty"`
	// Parties says that only the parties do so, and those who fight for them.
	Parties bool `yaml:"parties,omitempty"`
	// Between says that no other country than the parties has to do with it: who
	// shoots down a drone over his own land is not its target.
	Between bool `yaml:"between,omitempty"`
	// Pledge says that the word is the deed where no day ahead is given: "will
	// send tanks, the minister announced on Tuesday".
	Pledge bool `yaml:"pledge,omitempty"`
	// Group and Rank settle which rule speaks where two of one group read the
	// same fact: the higher rank.
	Group string `yaml:"group,omitempty"`
	Rank  int    `yaml:"rank,omitempty"`
	// Not says that the fact is that something does not take place: its head
	// is denied, "will not take place".
	Not bool `yaml:"not,omitempty"`
	// Same says that where nobody is named the occasion of the group that the
	// text told of last is meant: "the meeting took place on Friday".
	Same bool `yaml:"same,omitempty"`
	// Each says that further places and days listed after the first are
	// further occasions: "in Geneva on Monday and in Riyadh on Wednesday".
	Each bool `yaml:"each,omitempty"`
	// Company says that one alone makes no such fact: nobody meets himself.
	Company bool `yaml:"company,omitempty"`
	// Yields are types that this one gives way to where both are read in one
	// sentence, of the same actor and day: the package was adopted "at a
	// meeting" of those who adopted it.
	Yields []string `yaml:"yields,omitempty"`
	// Lasts says that the fact lasts for days: what is told of days next to
	// each other is one fact, and so is the day on which it was declared.
	Lasts bool `yaml:"lasts,omitempty"`
	// Refers is the type of event that this one answers.
	Refers string `yaml:"refers,omitempty"`
	// Counts is what a number in the sentence counts, "prisoners".
	Counts string `yaml:"counts,omitempty"`
	// Weight is the significance of such an event, 1 to 5.
	Weight int `yaml:"weight,omitempty"`
	// Title is the pattern of the title: "{actors} meet{s} in {place}".
	Title string `yaml:"title,omitempty"`
}

// Become changes the type where all of its conditions hold.
type Become struct {
	Type    string `yaml:"type"`
	Leaders int    `yaml:"leaders,omitempty"` // at least so many leaders take part
	Sides   int    `yaml:"sides,omitempty"`   // at least so many of the countries of <sides>
	Abroad  bool   `yaml:"abroad,omitempty"`  // a leader is at another participant's seat, or in a country of <parties>
	Away    bool   `yaml:"away,omitempty"`    // a leader is in a country that is not his own
	Neutral bool   `yaml:"neutral,omitempty"` // at one of <neutral places>
	Peers   string `yaml:"peers,omitempty"`   // two or more hold an office of this kind, a list <office …>
	Rank    int    `yaml:"rank,omitempty"`
	Title   string `yaml:"title,omitempty"`
}

// An Example is a sentence that the rule must catch, and what it must find:
// type, status, start, end, precision, place, actors.
type Example struct {
	Say  string            `yaml:"say"`
	On   timeline.Day      `yaml:"on"`
	Find map[string]string `yaml:"find,omitempty"`
}
