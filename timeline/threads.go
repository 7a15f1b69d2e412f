package timeline

// A ThreadRule says which events belong to a thread without anybody saying
// so. An event joins when it meets every condition that is given and no other
// thread's rule fits as well.
type ThreadRule struct {
	Thread string   `yaml:"-"`
	From   Day      `yaml:"from,omitempty"`   // first day of the story
	Until  Day      `yaml:"until,omitempty"`  // last day of the story; empty while it goes on
	Types  []string `yaml:"types,omitempty"`  // one of these types
	Actors []string `yaml:"actors,omitempty"` // all of these take part; "a|b" is one or the other, a country covers its people
	Places []string `yaml:"places,omitempty"` // one of these places, or inside one
	Words  []string `yaml:"words,omitempty"`  // one of these words or phrases in title, summary or quotes
}
