package main

import (
	"slices"
	"strings"

	"truceline/extract"
	"truceline/timeline"
)

// families are types that careful readers take for one another.
var families = map[string]string{
	"talks": "meeting", "summit": "meeting", "leader_visit": "meeting", "ministerial_meeting": "meeting", "phone_call": "meeting",
	"ceasefire_proposal": "terms", "ceasefire_agreement": "terms", "agreement_signed": "terms", "proposal_rejected": "terms",
	"attack": "force", "ceasefire_violation": "force",
	"sanctions": "measure", "military_aid": "measure", "legislation_or_vote": "measure", "humanitarian": "measure",
}

// couldBe says whether a found event can be the labelled one: the days meet,
// and either the type is right and a voice is shared, or the types are of one
// family and a voice is shared.
func (n names) couldBe(l Label, found extract.Output) bool {
	if !l.meets(spanOf(string(found.Start), found.End)) {
		return false
	}
	if !l.typeRight(found.Type) {
		family := families[found.Type]
		return n.sharedVoice(l, found) && slices.ContainsFunc(l.types(), func(t string) bool { return family != "" && families[t] == family })
	}
	if l.Type == "statement" || found.Type == "statement" {
		return n.sharedVoice(l, found)
	}
	return len(l.Actors) == 0 || len(found.Actors) == 0 || n.sharedVoice(l, found) || n.sharedBystander(l, found) || sharedWord(l.Title, found.Title)
}

// quality ranks the matches of one label.
func (n names) quality(l Label, found extract.Output) float64 {
	hits, want, said := n.countActors(l, found)
	quality := 0.0
	if want+said > 0 {
		quality = 2 * 2 * float64(hits) / float64(want+said)
	}
	for right, worth := range map[float64]bool{4: l.typeRight(found.Type), 3: l.exact(spanOf(string(found.Start), found.End)), 1: l.statusRight(found.Status), 0.5: n.placeRight(l, found)} {
		if worth {
			quality += right
		}
	}
	return quality
}

func (l Label) types() []string             { return append([]string{l.Type}, l.TypeAlt...) }
func (l Label) typeRight(found string) bool { return slices.Contains(l.types(), found) }
func (l Label) statusRight(found timeline.Status) bool {
	return found == l.Status || slices.Contains(l.StatusAlt, found)
}

// acceptedSpans are the labelled days and the alternatives to them.
func (l Label) acceptedSpans() []span {
	spans := []span{labelSpan(l.Start, l.End)}
	for _, alternative := range l.DateAlt {
		start, end, ranged := strings.Cut(alternative, "/")
		if !ranged {
			end = start
		}
		spans = append(spans, labelSpan(start, &end))
	}
	return spans
}

func (l Label) exact(found span) bool { return slices.Contains(l.acceptedSpans(), found) }

// meets says whether the found days overlap the labelled ones without being
// so coarse that overlapping is no merit.
func (l Label) meets(found span) bool {
	return slices.ContainsFunc(l.acceptedSpans(), func(s span) bool {
		coarsest := max(10, 3*s.days())
		switch l.Precision {
		case timeline.PrecisionMonth:
			coarsest = 92
		case timeline.PrecisionYear:
			coarsest = 366
		}
		return s.overlaps(found) && found.days() <= coarsest
	})
}

func (n names) placeRight(l Label, found extract.Output) bool {
	said := deref(found.Place)
	return n.samePlace(deref(l.Place), said) || slices.ContainsFunc(l.PlaceAlt, func(p *string) bool { return n.samePlace(deref(p), said) })
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// countActors gives the labelled actors that were found, the labelled ones
// and the found ones that count. Bystanders, and the country of a named
// person, count neither way.
func (n names) countActors(l Label, found extract.Output) (hits, want, said int) {
	wrong := map[string]bool{}
	for _, actor := range found.Actors {
		wrong[n.actor(actor)] = true
	}
	excused := []string{}
	for _, actor := range l.Actors {
		hit := false
		for _, name := range strings.Split(actor, "|") {
			hit = hit || slices.ContainsFunc(found.Actors, func(a string) bool { return n.actor(a) == n.actor(name) })
			excused = append(excused, n.actor(name), n.land(name))
		}
		if hit {
			hits++
		}
	}
	for _, bystander := range l.Bystander {
		excused = append(excused, n.actor(bystander))
	}
	for _, id := range excused {
		delete(wrong, id)
	}
	return hits, len(l.Actors), hits + len(wrong)
}

// sharedVoice says whether an actor is named on both sides, or a person on
// one and that person's country on the other.
func (n names) sharedVoice(l Label, found extract.Output) bool {
	return n.share(strings.Split(strings.Join(l.Actors, "|"), "|"), found.Actors)
}

func (n names) sharedBystander(l Label, found extract.Output) bool {
	return n.share(l.Bystander, found.Actors)
}

func (n names) share(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool {
		return slices.ContainsFunc(b, func(y string) bool {
			return x != "" && (n.actor(x) == n.actor(y) || n.land(x) == n.actor(y) || n.actor(x) == n.land(y))
		})
	})
}

func sharedWord(a, b string) bool {
	words := strings.Fields(fold(b))
	return slices.ContainsFunc(strings.Fields(fold(a)), func(w string) bool { return len(w) > 5 && slices.Contains(words, w) })
}
