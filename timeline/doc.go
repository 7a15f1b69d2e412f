// Package timeline holds the nouns of the tracker and the rules about them:
// what an event is, how sure its date is, which reports speak of the same
// event, and what was known on any past day.
//
// It imports the standard library only. One struct per noun serves the
// database, Go and JSON: the gorm and json tags are inert strings here.
package timeline
