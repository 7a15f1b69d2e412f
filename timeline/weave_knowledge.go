package timeline

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
)

// kind is a Type prepared for weaving.
type kind struct {
	Type
	like  map[string]bool // types that can name the same event, both ways round
	place int             // among the topic's types; -1 for one that it does not know
	alike []alike         // to each type of the topic, by place
	named []string        // the types that can name one event with it, itself too, in order
}

// alike says how likely two types name one event.
type alike uint8

const (
	alikeNever alike = iota
	alikeSeldom
	alikeSometimes
	alikeSame
)

// to gives how alike two types are.
func (k *kind) to(other *kind) alike {
	switch {
	case k.ID == other.ID:
		return alikeSame
	case k.place >= 0 && other.place >= 0:
		return k.alike[other.place]
	case k.akin(other):
		return alikeSeldom
	}
	return alikeNever
}

// knownActor is an Actor prepared for comparison.
type knownActor struct {
	number   int32 // one per actor
	side     int32 // one per country; an organisation is its own
	person   bool
	group    bool     // of several countries
	stems    []uint32 // of its names
	umbrella bool     // the organisation as a whole, not a body of it
	members  []int32  // sides that belong to it
}

// knownPlace is a Place prepared for comparison.
type knownPlace struct {
	number  int32
	land    int32   // number of the country, 0 where unknown
	country bool    // it is a country or a sea, not a spot in one
	also    []int32 // cities and regions that a spot lies in
	kind    string
}

// number gives an id its number, the same in every process.
func number(id string) int32 {
	if id == "" {
		return 0
	}
	return int32(hash32(id) & math.MaxInt32)
}

func prepareTypes(types []Type) map[string]*kind {
	kinds := map[string]*kind{}
	for _, t := range types {
		kinds[t.ID] = &kind{Type: t, like: map[string]bool{}, place: len(kinds), alike: make([]alike, len(types))}
	}
	for _, t := range types {
		for _, other := range t.Like {
			if kinds[other] != nil {
				kinds[t.ID].like[other] = true
				kinds[other].like[t.ID] = true
			}
		}
	}
	for _, k := range kinds {
		for _, other := range kinds {
			switch {
			case k.like[other.ID]:
				k.alike[other.place] = alikeSometimes
			case k.akin(other):
				k.alike[other.place] = alikeSeldom
			}
		}
		k.named = namedTogether(k, kinds)
	}
	return kinds
}

func namedTogether(k *kind, kinds map[string]*kind) []string {
	named := []string{k.ID}
	for id, other := range kinds {
		if id != k.ID && (k.like[id] || k.akin(other)) {
			named = append(named, id)
		}
	}
	slices.Sort(named)
	return named
}

// kind gives a type's rules; a type that the topic does not know is told
// apart like a deed.
func (w *Weaver) kind(id string) *kind {
	if k := w.kinds[id]; k != nil {
		return k
	}
	k := &kind{Type: Type{ID: id, Identity: ByDeed}, place: -1}
	k.named = namedTogether(k, w.kinds)
	return k
}

func prepareActors(actors []Actor) map[string]knownActor {
	codes := map[string]bool{}
	var countries []Actor
	for _, a := range actors {
		codes[a.Country] = true
		if a.Kind == "country" {
			countries = append(countries, a)
		}
	}
	known := map[string]knownActor{}
	for _, a := range actors {
		side := sideOf(a, codes, countries)
		k := knownActor{number: number(a.ID), side: number(side), person: a.Kind == "person", group: a.Kind != "country" && !isCountry(side, countries)}
		k.umbrella = slices.Contains(a.Aliases, side) || a.Name == side
		for _, member := range a.Members {
			k.members = append(k.members, number(member))
		}
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			k.stems = slices.AppendSeq(k.stems, stems(name))
		}
		known[a.ID] = k
	}
	return known
}

func isCountry(code string, countries []Actor) bool {
	return slices.ContainsFunc(countries, func(c Actor) bool { return c.Country == code })
}

// sideOf is the country of an actor; an organisation stands under the code
// that its officials carry ("EU"), under the country that its name tells of
// ("Russian parliament"), or for itself.
func sideOf(a Actor, codes map[string]bool, countries []Actor) string {
	if a.Country != "" {
		return a.Country
	}
	names := append([]string{a.Name}, a.Aliases...)
	for _, name := range names {
		if name != "" && codes[name] {
			return name
		}
	}
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		if code != "" && !isCountry(code, countries) && slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, code+" ") }) {
			return code
		}
	}
	for _, country := range countries {
		if slices.ContainsFunc(names, func(name string) bool { return tellsOf(name, country.Name) }) {
			return country.Country
		}
	}
	return a.ID
}

// tellsOf says whether a name holds that of a country or the adjective made
// from it.
func tellsOf(name, country string) bool {
	root := strings.TrimRight(strings.ToLower(country), "aey")
	return len(root) >= 5 && strings.Contains(" "+strings.ToLower(name), " "+root)
}

// actor looks an actor up; one that the topic does not know stands for
// itself.
func (w *Weaver) actor(id string) knownActor {
	if a, found := w.actors[id]; found {
		return a
	}
	return knownActor{number: number(id), side: number(id), person: true}
}

// Distances within which a building lies in a city and a city in a region; and
// within which a city state lies in the city around it, whatever the borders.
const (
	cityReachKM    = 30
	regionReachKM  = 110
	enclaveReachKM = 6
)

// vicinities lists, for each place, those that it may be called by: what it
// lies in, what lies in it, and what lies in the same spot.
func vicinities(places map[string]knownPlace) map[string][]string {
	near := map[string][]string{}
	for id, q := range places {
		for other, p := range places {
			if p.land != 0 && p.land == q.land && p.country != q.country || !p.country && !q.country && p.meets(q) {
				near[id] = append(near[id], other)
			}
		}
		slices.Sort(near[id])
	}
	return near
}

// meets says whether two places share a spot.
func (p knownPlace) meets(q knownPlace) bool {
	for _, x := range append([]int32{p.number}, p.also...) {
		if x == q.number || slices.Contains(q.also, x) {
			return true
		}
	}
	return false
}

func preparePlaces(places []Place) map[string]knownPlace {
	known := map[string]knownPlace{}
	for _, p := range places {
		k := knownPlace{number: number(p.ID), land: number(p.Country), kind: p.Kind}
		k.country = slices.Contains([]string{"country", "sea", "strait"}, p.Kind)
		for _, other := range places {
			if other.ID != p.ID && p.LiesIn(other) {
				k.also = append(k.also, number(other.ID))
			}
		}
		known[p.ID] = k
	}
	return known
}

// LiesIn says whether a place is inside another one, as far as centres tell.
func (inner Place) LiesIn(outer Place) bool {
	if inner.Kind == "country" || inner.Kind == "region" {
		return false
	}
	if inner.Country != outer.Country {
		return outer.Kind == "city" && distanceKM(inner, outer) <= enclaveReachKM
	}
	switch {
	case inner.Kind == outer.Kind:
		return false
	case outer.Kind == "city":
		return distanceKM(inner, outer) <= cityReachKM
	case outer.Kind == "region":
		return distanceKM(inner, outer) <= cmp.Or(outer.Reach, regionReachKM)
	}
	return false
}

// distanceKM is the distance of two places on a sphere, near enough for
// neighbours.
func distanceKM(a, b Place) float64 {
	const kmPerDegree = 111.2
	north := (a.Lat - b.Lat) * kmPerDegree
	east := (a.Lon - b.Lon) * kmPerDegree * math.Cos(a.Lat*math.Pi/180)
	return math.Hypot(north, east)
}

// place looks a place up; one that the topic does not know is a spot whose
// country is not known.
func (w *Weaver) place(id string) knownPlace {
	if p, found := w.places[id]; found {
		return p
	}
	return knownPlace{number: number(id)}
}
