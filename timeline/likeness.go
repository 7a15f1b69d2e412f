package timeline

import (
	"fmt"
	"slices"
)

// A Reason is one consideration for or against two reports speaking of the
// same event.
type Reason struct {
	Words  string  `json:"words"`
	Points float64 `json:"points"`
}

// A Likeness is the sum of its reasons. Above 0 the reports are taken for the
// same event, unless the company that they keep speaks against it.
type Likeness struct {
	Points  float64  `json:"points"`
	Reasons []Reason `json:"reasons"`
}

// Likeness weighs whether two reports speak of one event, and says why.
func (w *Weaver) Likeness(a, b Report) Likeness {
	var scale scale
	scale.explain = true
	points := scale.weigh(w.features(&a), w.features(&b))
	return Likeness{Points: points, Reasons: scale.reasons}
}

// never is the score of two reports that cannot be one event.
const never = -100

// A scale weighs two reports. It works like a printed table: each reason adds
// or takes points, and what no report says counts for nothing. The points
// were set by hand on labelled pairs; weights in the manner of Fellegi and
// Sunter (1969), log odds of agreement and disagreement field by field.
type scale struct {
	explain bool
	reasons []Reason
	points  float64
}

// add puts a reason on the scale; words are written only where asked for.
func (s *scale) add(points float64, words string, args ...any) {
	s.points += points
	if s.explain {
		s.reasons = append(s.reasons, Reason{Words: fmt.Sprintf(words, args...), Points: points})
	}
}

// weigh gives the points of two reports. It is symmetric.
func (s *scale) weigh(a, b *features) float64 {
	if b.report.ID < a.report.ID {
		a, b = b, a
	}
	s.points = 0
	if !s.types(a, b) {
		return s.refuse("%s and %s are never one event", a.kind.ID, b.kind.ID)
	}
	if !s.dates(a, b) {
		return s.refuse("the days exclude each other")
	}
	switch a.kind.Identity {
	case ByMeeting, ByCall:
		s.meeting(a, b)
	case BySpeech:
		s.speech(a, b)
	case ByAct:
		s.act(a, b)
	default:
		s.deed(a, b)
	}
	s.company(a, b)
	return s.points
}

func (s *scale) refuse(words string, args ...any) float64 {
	s.add(never, words, args...)
	return s.points
}

func (s *scale) types(a, b *features) bool {
	switch {
	case a.kind.ID == b.kind.ID:
		s.add(1.5, "same type")
	case a.kind.like[b.kind.ID]:
		s.add(0, "%s is sometimes called %s", a.kind.ID, b.kind.ID)
	case a.kind.akin(b.kind):
		s.add(-0.75, "%s is seldom called %s", a.kind.ID, b.kind.ID)
	default:
		return false
	}
	return true
}

// akin says whether the types are told apart alike, so that a house may call
// one the other.
func (k *kind) akin(other *kind) bool { return k.Identity == other.Identity && k.Identity != "" }

// company weighs what does not depend on the type: the story, and whether one
// article tells both.
func (s *scale) company(a, b *features) {
	if x, y := a.report.Thread, b.report.Thread; x != "" && y != "" {
		if x == y {
			s.add(0.5, "same story")
		} else {
			s.add(-0.5, "different stories")
		}
	}
	if a.report.ArticleID == b.report.ArticleID && !a.curated && !b.curated {
		s.add(-1.5, "one article tells them apart")
	}
	if x, y := a.report.Refers, b.report.Refers; x != "" && y != "" && x != y {
		s.add(-2, "they answer different things")
	}
}

// The sums that the reasons must outweigh, by identity.
const (
	needMeeting = -5.7
	needSpeech  = -6.6
	needAct     = -5.1
	needDeed    = -5.2
)

// meeting: who met, on which day, where.
func (s *scale) meeting(a, b *features) {
	s.add(needMeeting, "what a meeting needs")
	some := -2.0
	if a.kind.Identity == ByCall {
		some = -3.5 // another caller is another call
	}
	s.parties(a, b, 3.5, 1, some, -5)
	s.persons(a, b)
	if a.kind.Identity == ByMeeting && b.kind.Identity == ByMeeting {
		s.place(a, b, 1.5, 0.7, -1.5, -3)
	}
	s.words(a, b, 4.5)
}

// speech: who said or offered what.
func (s *scale) speech(a, b *features) {
	s.add(needSpeech, "what a statement needs")
	if !s.lead(a, b, 2.5, 1.5, -3) {
		s.add(-8, "different speakers")
	}
	s.add(min(1, 0.5*float64(shared(a.sides, b.sides)-shared(a.leadSide, b.leadSide))), "addressees in common")
	if shared(a.cities, b.cities) > 0 {
		s.add(0.5, "same place")
	}
	s.opposedParts(a, b, -6)
	s.matter(a, b, 9)
}

// act: what was decided or signed, and by whom.
func (s *scale) act(a, b *features) {
	s.add(needAct, "what a decision needs")
	s.parties(a, b, 2, 1.5, 0, -3)
	if len(a.groups) > 0 && len(b.groups) > 0 && shared(a.groups, b.groups) == 0 {
		s.add(-4, "different bodies")
	}
	s.place(a, b, 1, 0.3, -0.5, -1)
	s.numbers(a, b, 2, -1)
	s.matter(a, b, 6)
}

// deed: what was done, where, on which day, and how many.
func (s *scale) deed(a, b *features) {
	s.add(needDeed, "what a deed needs")
	if !s.lead(a, b, 1, 1, -1) {
		s.add(-3, "different doers")
	}
	if len(a.sides) > 1 && len(b.sides) > 1 && shared(a.sides, b.sides) == min(len(a.sides), len(b.sides)) {
		s.add(1, "same sides")
	} else if shared(a.sides, b.sides) > 0 {
		s.add(0.3, "a side in common")
	}
	s.opposedParts(a, b, -6)
	s.place(a, b, 2.5, -0.5, -5, -5)
	s.numbers(a, b, 2, -0.7)
	s.words(a, b, 4)
}

// parties weighs the countries and organisations that take part: all of the
// shorter list in the longer one, most of it, one of it, none.
func (s *scale) parties(a, b *features, all, one, some, none float64) {
	common := shared(a.sides, b.sides)
	least := min(a.needed(b), b.needed(a))
	switch {
	case len(a.sides) == 0 || len(b.sides) == 0:
		s.add(-1, "one report names nobody")
	case common == 0 && (a.onlyGroups() || b.onlyGroups()) && len(a.groups)*len(b.groups) == 0:
		s.add(-1, "a group here, others there")
	case common == 0:
		s.add(none, "nobody in common")
	case common == least && least > 1:
		s.add(all+min(1, 0.5*float64(least-2)), "the same %d parties", least)
	case common == least:
		s.add(one, "one party in common, the only one that a report names")
	case common > 2 && float64(common) >= 0.6*float64(least):
		s.add(all-1, "%d of %d parties in common", common, least)
	default:
		s.add(some, "only %d of %d parties in common", common, least)
	}
}

// needed counts the sides that the other report should name as well: all but
// hosts, mediators and groups of countries that it leaves out.
func (f *features) needed(other *features) int {
	n := 0
	for _, side := range f.sides {
		if slices.Contains(other.sides, side) || !slices.Contains(f.loose, side) {
			n++
		}
	}
	return n
}

// onlyGroups says whether the report names nobody but groups of countries.
func (f *features) onlyGroups() bool { return len(f.groups) > 0 && len(f.groups) == len(f.actors) }

// persons weighs the people: the same ones, or other ones for a country.
func (s *scale) persons(a, b *features) {
	same, clash := comparePeople(a.people, b.people)
	if same > 0 {
		s.add(min(1.4, 0.7*float64(same)), "%d persons in common", same)
	}
	if clash > 0 {
		s.add(-min(4, 1.2*float64(clash)), "other persons for the same country")
	}
}

// comparePeople counts the persons in common, and the countries for which
// both name persons, but none in common.
func comparePeople(a, b []person) (same, clash int) {
	for i, p := range a {
		met, sideMet, other := false, false, false
		for _, q := range b {
			met = met || p.number == q.number
			other = other || p.side == q.side
		}
		for j, r := range a {
			sideMet = sideMet || r.side == p.side && (j < i || slices.Contains(b, r))
		}
		if met {
			same++
		} else if other && !sideMet {
			clash++
		}
	}
	return same, clash
}

// lead weighs who acts; it says false where nobody fits.
func (s *scale) lead(a, b *features, same, side, clash float64) bool {
	switch {
	case len(a.leads) == 0 || len(b.leads) == 0:
		s.add(-1, "nobody is named as the one who acts")
	case shared(a.leads, b.leads) > 0:
		s.add(same+min(a.rarity, b.rarity), "the same one acts")
	case shared(a.leadSide, b.leadSide) == 0 && a.kind.Identity == ByDeed && shared(a.sides, b.sides) == min(len(a.sides), len(b.sides)):
		s.add(0, "the same sides, though another one is said to act")
	case shared(a.leadSide, b.leadSide) == 0:
		return false
	case leadsClash(a, b):
		s.add(clash, "another person of the same country acts")
	default:
		s.add(side, "a person and the country that he or she acts for")
	}
	return true
}

// leadsClash says whether both reports name persons as those who act.
func leadsClash(a, b *features) bool {
	return slices.ContainsFunc(a.people, func(p person) bool { return slices.Contains(a.leads, p.number) }) &&
		slices.ContainsFunc(b.people, func(p person) bool { return slices.Contains(b.leads, p.number) })
}

// opposedParts takes points where an actor does in one report what is done to
// it in the other.
func (s *scale) opposedParts(a, b *features, points float64) {
	for actor, part := range a.parts {
		other := b.parts[actor]
		if doingParts[part] && sufferingParts[other] || sufferingParts[part] && doingParts[other] {
			s.add(points, "an actor is %s here and %s there", part, other)
			return
		}
	}
}

// place weighs where: the same spot, a spot inside a country, or elsewhere.
func (s *scale) place(a, b *features, same, inside, nearby, elsewhere float64) {
	switch {
	case len(a.lands)+len(a.cities) == 0 || len(b.lands)+len(b.cities) == 0:
	case shared(a.cities, b.cities) > 0:
		s.add(same, "same place")
	case len(a.cities) > 0 && len(b.cities) > 0 && shared(a.lands, b.lands) > 0:
		s.add(nearby, "different places in one country")
	case len(a.cities) > 0 && len(b.cities) > 0:
		s.add(elsewhere, "different places")
	case shared(a.lands, b.lands) > 0:
		s.add(inside, "one place may lie in the other")
	default:
		s.add(elsewhere, "different countries")
	}
}

// words weighs what the texts say besides names and dates.
func (s *scale) words(a, b *features, most float64) {
	likeness := cosine(a.words, b.words, a.norm, b.norm)
	s.add(most*likeness, "words alike by %.0f %%", 100*likeness)
}

// matter weighs what the texts are about: words and names, but for the names
// of those who act.
func (s *scale) matter(a, b *features, most float64) {
	likeness := cosine(a.matter, b.matter, a.volume, b.volume)
	s.add(most*likeness, "matter alike by %.0f %%", 100*likeness)
}

// numbers weighs amounts of the same thing.
func (s *scale) numbers(a, b *features, same, other float64) {
	equal, differ := compareNumbers(a.report.Numbers, b.report.Numbers)
	switch {
	case equal >= 10:
		s.add(same, "same number, %d", equal)
	case equal > 0:
		s.add(same/3, "same number, %d", equal)
	case differ:
		s.add(other, "different numbers")
	}
}

// compareNumbers gives the largest amount that both lists hold, and whether
// they differ on one.
func compareNumbers(a, b []Number) (equal int64, differ bool) {
	for _, x := range a {
		for _, y := range b {
			if x.What != y.What || x.Per != y.Per && x.Per != "" && y.Per != "" {
				continue
			}
			if x.Value == y.Value {
				equal = max(equal, x.Value)
			} else {
				differ = true
			}
		}
	}
	return equal, differ
}
