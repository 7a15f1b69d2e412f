package topics

import (
	"slices"
	"strings"
	"time"

	"truceline/timeline"
)

var (
	actorKinds = []string{"person", "country", "organisation"}
	identities = []timeline.Identity{timeline.ByMeeting, timeline.ByCall, timeline.BySpeech, timeline.ByAct, timeline.ByDeed}
	shapes     = []string{"circle", "capsule", "square", "star", "pentagon", "triangle-up", "triangle-down",
		"hexagon", "diamond", "half-disc", "saltire", "plus", "shield", "burst", "four-star", "bow-tie", "drop", "flag"}
)

// check holds what the files say against each other.
func (l *loader) check(t *Topic) {
	l.checkTypes(t)
	l.checkActors(t)
	l.checkPlaces(t)
	names(l, "threads.yaml", t.Threads, func(th timeline.Thread) string { return th.ID })
	for _, thread := range t.Threads {
		if thread.Title == "" {
			l.fault("threads.yaml", thread.ID, "title", "is missing")
		}
	}
	l.checkFeasts(t)
	l.checkThreadRules(t)
	l.checkSources(t)
	l.checkPublishers(t)
}

func (l *loader) checkFeasts(t *Topic) {
	for _, feast := range t.Feasts {
		if _, _, err := feast.Date(); err != nil {
			l.fault("topic.yaml", feast.Name, "day", "%v", err)
		}
		if feast.Name == "" || feast.Name == strings.ToLower(feast.Name) {
			l.fault("topic.yaml", feast.Name, "name", "must be written with a capital")
		}
	}
}

// checkThreadRules holds the rules of threads against what they mention.
func (l *loader) checkThreadRules(t *Topic) {
	types := set(t.Types, func(ty timeline.Type) string { return ty.ID })
	actors := set(t.Actors, func(a timeline.Actor) string { return a.ID })
	places := set(t.Places, func(p timeline.Place) string { return p.ID })
	for _, rule := range t.ThreadRules {
		l.day("threads.yaml", rule.Thread, "joins.from", rule.From)
		l.day("threads.yaml", rule.Thread, "joins.until", rule.Until)
		l.mentioned(rule.Thread, "joins.types", rule.Types, types)
		l.mentioned(rule.Thread, "joins.places", rule.Places, places)
		for _, either := range rule.Actors {
			l.mentioned(rule.Thread, "joins.actors", strings.Split(either, "|"), actors)
		}
	}
}

func (l *loader) mentioned(id, field string, names []string, among map[string]bool) {
	for _, name := range names {
		if !among[name] {
			l.fault("threads.yaml", id, field, "%q is not known to this topic", name)
		}
	}
}

func set[T any](entries []T, id func(T) string) map[string]bool {
	ids := make(map[string]bool, len(entries))
	for _, entry := range entries {
		ids[id(entry)] = true
	}
	return ids
}

func (l *loader) checkTypes(t *Topic) {
	families := names(l, "topic.yaml", t.Families, func(f timeline.Family) string { return f.ID })
	types := names(l, "topic.yaml", t.Types, func(ty timeline.Type) string { return ty.ID })
	if len(t.Types) == 0 {
		l.fault("topic.yaml", t.ID, "types", "a topic needs at least one type of event")
	}
	for _, ty := range t.Types {
		if !families[ty.Family] {
			l.fault("topic.yaml", ty.ID, "family", "%q is not among the families", ty.Family)
		}
		if ty.Label == "" {
			l.fault("topic.yaml", ty.ID, "label", "is missing")
		}
		known(l, "topic.yaml", ty.ID, "shape", ty.Shape, shapes)
		known(l, "topic.yaml", ty.ID, "identity", ty.Identity, identities)
		for _, other := range append(ty.Like, ty.Answers...) {
			if !types[other] {
				l.fault("topic.yaml", ty.ID, "like", "%q is not among the types", other)
			}
		}
	}
}

// succeeds says whether one person held an office of the other before or after him: both are
// "the NATO chief", each in his days.
func succeeds(a, b timeline.Actor) bool {
	if a.Kind != "person" || b.Kind != "person" || a.Country != b.Country {
		return false
	}
	for _, x := range a.Offices {
		for _, y := range b.Offices {
			if plainTitle(x) == plainTitle(y) && x.Country == y.Country && (x.Until != "" && x.Until <= y.From || y.Until != "" && y.Until <= x.From) {
				return true
			}
		}
	}
	return false
}

// plainTitle is an office's title without the remark in brackets that may follow it.
func plainTitle(o timeline.Office) string {
	title, _, _ := strings.Cut(o.Title, " (")
	return title
}

func (l *loader) checkActors(t *Topic) {
	const file = "actors.yaml"
	names(l, file, t.Actors, func(a timeline.Actor) string { return a.ID })
	owner := map[string]timeline.Actor{}
	for _, actor := range t.Actors {
		known(l, file, actor.ID, "kind", actor.Kind, actorKinds)
		for _, alias := range append([]string{actor.Name}, actor.Aliases...) {
			if other := owner[alias]; other.ID != "" && other.ID != actor.ID && !succeeds(actor, other) {
				l.fault(file, actor.ID, "aliases", "%q already belongs to %s", alias, other.ID)
			}
			owner[alias] = actor
		}
		l.checkMembers(actor)
		for _, office := range actor.Offices {
			if office.From == "" {
				l.fault(file, actor.ID, "offices.from", "%s has no first day: it would be held on every day before, too", office.Title)
			}
			l.day(file, actor.ID, "offices.from", office.From)
			l.day(file, actor.ID, "offices.until", office.Until)
			if office.From != "" && office.Until != "" && office.Until < office.From {
				l.fault(file, actor.ID, "offices", "%s ends on %s, before it begins", office.Title, office.Until)
			}
		}
	}
}

func (l *loader) checkMembers(actor timeline.Actor) {
	if len(actor.Members) > 0 && (actor.Kind != "organisation" || actor.Country != "") {
		l.fault("actors.yaml", actor.ID, "members", "only a group of countries has any")
	}
	for _, member := range actor.Members {
		if len(member) < 2 || strings.Trim(member, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			l.fault("actors.yaml", actor.ID, "members", "%q is no code of a country", member)
		}
	}
}

func (l *loader) checkPlaces(t *Topic) {
	const file = "places.yaml"
	names(l, file, t.Places, func(p timeline.Place) string { return p.ID })
	countries := map[string]bool{}
	for _, actor := range t.Actors {
		countries[actor.Country] = actor.Kind == "country" || countries[actor.Country]
	}
	for _, place := range t.Places {
		if place.Name == "" {
			l.fault(file, place.ID, "name", "is missing")
		}
		if place.Lat < -90 || place.Lat > 90 || place.Lon < -180 || place.Lon > 180 {
			l.fault(file, place.ID, "lat", "%v, %v is not on the globe", place.Lat, place.Lon)
		}
		l.checkHeld(place, countries)
	}
}

// checkHeld wants the times in which others held a place to be whole, in order and apart.
func (l *loader) checkHeld(place timeline.Place, countries map[string]bool) {
	const file = "places.yaml"
	if len(place.Held) > 0 && (place.Country == "" || place.Kind == "country") {
		l.fault(file, place.ID, "held", "only a place that belongs to a country can be held by another")
	}
	for i, hold := range place.Held {
		if hold.Country == place.Country || !countries[hold.Country] {
			l.fault(file, place.ID, "held.country", "%q is not the code of another country", hold.Country)
		}
		if hold.From == "" {
			l.fault(file, place.ID, "held.from", "is missing")
		}
		l.day(file, place.ID, "held.from", hold.From)
		l.day(file, place.ID, "held.until", hold.Until)
		if hold.Until != "" && hold.Until <= hold.From {
			l.fault(file, place.ID, "held", "ends on %s, not after it begins", hold.Until)
		}
		if i > 0 && (place.Held[i-1].Until == "" || place.Held[i-1].Until > hold.From) {
			l.fault(file, place.ID, "held", "the time from %s begins before the one before it ends", hold.From)
		}
	}
}

func (l *loader) checkSources(t *Topic) {
	const file = "sources.yaml"
	names(l, file, t.Sources, func(s timeline.Source) string { return s.ID })
	for _, source := range t.Sources {
		known(l, file, source.ID, "role", source.Role, timeline.Roles)
		known(l, file, source.ID, "reuse", source.Reuse, timeline.Reuses)
		if source.Kind == "" {
			l.fault(file, source.ID, "kind", "is missing")
		}
		if !strings.HasPrefix(source.URL, "https://") && !strings.HasPrefix(source.URL, "http://") {
			l.fault(file, source.ID, "url", "%q is not an http address", source.URL)
		}
		if len(strings.Fields(source.Schedule)) != 5 {
			l.fault(file, source.ID, "schedule", "%q is not five cron fields", source.Schedule)
		}
		if source.Zone != "" {
			if _, err := time.LoadLocation(source.Zone); err != nil {
				l.fault(file, source.ID, "zone", "%q is not a time zone", source.Zone)
			}
		}
		if slices.Contains([]timeline.Reuse{timeline.ReuseAttribution, timeline.ReuseShareAlike}, source.Reuse) && source.Attribution == "" {
			l.fault(file, source.ID, "attribution", "reuse %s asks for a line of attribution", source.Reuse)
		}
	}
}

func (l *loader) checkPublishers(t *Topic) {
	const file = "publishers.yaml"
	names(l, file, t.Publishers, func(p timeline.Publisher) string { return p.Host })
	for _, publisher := range t.Publishers {
		known(l, file, publisher.Host, "role", publisher.Role, timeline.Roles)
		if publisher.Name == "" {
			l.fault(file, publisher.Host, "name", "is missing")
		}
	}
}

func (l *loader) day(file, id, field string, day timeline.Day) {
	if day == "" {
		return
	}
	if _, err := timeline.ParseDay(string(day)); err != nil {
		l.fault(file, id, field, "%v", err)
	}
}
