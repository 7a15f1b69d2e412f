// Package extract turns an article into reports: sentences, names, dates,
// rules, explanation. It knows no network, no database and no clock.
package extract

import "truceline/timeline"

// A Vocabulary is everything that a topic teaches the reader. It is data:
// package topics loads it from YAML.
type Vocabulary struct {
	Topic  string
	Types  []timeline.Type
	Actors []timeline.Actor
	Places []timeline.Place
	// Words are named lists that patterns mention as <name>.
	Words map[string][]string
	Rules []Rule
}

// A Rule says in patterns how a sentence tells of an event.
type Rule struct {
	ID              string    `yaml:"id"`
	Type            string    `yaml:"type"`
	Means           string    `yaml:"means"`
	Patterns        []string  `yaml:"patterns"`
	Unless          []string  `yaml:"unless,omitempty"`
	Gives           Gives     `yaml:"gives"`
	Examples        []Example `yaml:"examples"`
	Counterexamples []string  `yaml:"counterexamples"`
}

// Gives is what a rule says of the event that it found.
type Gives struct {
	Status timeline.Status `yaml:"status"`
	Actors string          `yaml:"actors,omitempty"` // the part of the actors: party, host, speaker …
}

// An Example is a sentence that the rule must catch, and what it must find.
type Example struct {
	Say  string            `yaml:"say"`
	On   timeline.Day      `yaml:"on"`
	Find map[string]string `yaml:"find"`
}
