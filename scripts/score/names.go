package main

import (
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"truceline/timeline"
)

// nearKilometres is how far apart two named places may be and still answer
// the same question: a palace and its city are one place to a reader.
const nearKilometres = 15

// names knows every spelling of a topic's actors and places.
type names struct {
	actors  map[string]timeline.Actor // by folded name
	country map[string]string         // country code to the country's actor id
	places  map[string]timeline.Place // by folded name
}

func newNames(actors []timeline.Actor, places []timeline.Place) names {
	n := names{map[string]timeline.Actor{}, map[string]string{}, map[string]timeline.Place{}}
	for _, actor := range actors {
		for _, name := range append([]string{actor.Name, actor.ID}, actor.Aliases...) {
			n.actors[fold(name)] = actor
		}
		if actor.Kind == "country" {
			n.country[actor.Country] = actor.ID
		}
	}
	for _, place := range places {
		for _, name := range append([]string{place.Name, place.ID}, place.Aliases...) {
			n.places[fold(name)] = place
		}
	}
	return n
}

// actor gives the id of a named actor, or the folded name where it is not
// one of the topic's.
func (n names) actor(name string) string {
	if actor, known := n.actors[fold(name)]; known {
		return actor.ID
	}
	return fold(name)
}

// land gives the id of the country of a person or body, "" for none.
func (n names) land(name string) string {
	return n.country[n.actors[fold(name)].Country]
}

// samePlace says whether two names answer "where" alike; "" is nowhere.
func (n names) samePlace(a, b string) bool {
	p, known := n.places[fold(a)]
	q, alsoKnown := n.places[fold(b)]
	if !known || !alsoKnown {
		return fold(a) == fold(b)
	}
	return p.ID == q.ID || p.Kind != "region" && q.Kind != "region" && p.Country == q.Country && kilometres(p, q) < nearKilometres
}

// kilometres is the distance on a sphere, by the haversine formula.
func kilometres(p, q timeline.Place) float64 {
	const earth, degree = 6371.0, math.Pi / 180
	dLat, dLon := (q.Lat-p.Lat)*degree, (q.Lon-p.Lon)*degree
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(p.Lat*degree)*math.Cos(q.Lat*degree)*math.Pow(math.Sin(dLon/2), 2)
	return 2 * earth * math.Asin(math.Sqrt(h))
}

// fold lowers a name and takes off diacritics and punctuation.
func fold(name string) string {
	folded := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'ı':
			return 'i'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '+':
			return unicode.ToLower(r)
		}
		return ' '
	}, norm.NFD.String(strings.ReplaceAll(name, "ø", "o")))
	return strings.Join(strings.Fields(folded), " ")
}
