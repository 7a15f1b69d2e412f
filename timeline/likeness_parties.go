package timeline

import "slices"

// parties weighs the countries and organisations that take part: all of the
// shorter list in the longer one, most of it, one of it, none.
func (s *scale) parties(a, b *features, all, one, some, none float64) {
	common := shared(a.sides, b.sides)
	least := min(a.needed(b, common), b.needed(a, common))
	members, guests := a.standsFor(b)
	if n, others := b.standsFor(a); n > members {
		members, guests = n, others
	}
	switch {
	case len(a.sides) == 0 || len(b.sides) == 0:
		s.add(-1, "one report names nobody")
	case members > 2 && guests < members:
		s.add(all-1, "a group here, %d of its members there", members)
	case members > 0 && guests == 0 && common > 0:
		s.add(one, "a party in common, and a group here, its member there")
	case members > 0 && guests == 1 && common == 0 && a.kind.ID == b.kind.ID:
		s.add(one/2, "a group here, its member with a guest there")
	case common == 0 && (a.onlyGroups() || b.onlyGroups()) && len(a.groups)*len(b.groups) == 0:
		s.add(-1, "a group here, others there")
	case common == 0:
		s.add(none, "nobody in common")
	case common == least && least > 1:
		s.add(all+min(1, 0.5*float64(least-2)), "the same %d parties", least)
	case common == 1 && (a.goesTo(b) || b.goesTo(a)):
		s.add(all-1, "one names the other party by its country only, as the place")
	case common == least:
		s.add(one, "one party in common, the only one that a report names")
	case common > 2 && float64(common) >= 0.6*float64(least):
		s.add(all-1, "%d of %d parties in common", common, least)
	default:
		s.add(some, "only %d of %d parties in common", common, least)
	}
}

// needed counts the sides that the other report should name as well: all but
// mediators, groups of countries and hosts of others that it leaves out; who
// receives one visitor is a party. Where two are in common anyway, the country
// in which they met need not be named either.
func (f *features) needed(other *features, common int) int {
	if f.kind.Identity == ByMeeting && common < 2 && len(f.sides) == 2 && len(f.loose) == 1 {
		return 2
	}
	n := 0
	for _, side := range f.sides {
		hosts := common > 1 && f.kind.Identity == ByMeeting && slices.Contains(f.lands, side)
		if slices.Contains(other.sides, side) || !hosts && !slices.Contains(f.loose, side) {
			n++
		}
	}
	return n
}

// standsFor counts the sides of another report that this one names only as the
// group to which they belong, and those that do not belong to it; none where
// they did not meet in one place.
func (f *features) standsFor(other *features) (members, guests int) {
	if len(f.within) == 0 || f.kind.Identity != ByMeeting || other.kind.Identity != ByMeeting || !f.nearby(other) {
		return 0, 0
	}
	for _, side := range other.sides {
		switch {
		case slices.Contains(f.sides, side): // named here as well
		case slices.Contains(f.within, side):
			members++
		case !slices.Contains(other.loose, side):
			guests++
		}
	}
	return members, guests
}

// nearby says whether both may have been in one place: the same spot, or one in
// the country that is all the other report names.
func (f *features) nearby(other *features) bool {
	return shared(f.cities, other.cities) > 0 || len(f.cities)*len(other.cities) == 0 && shared(f.lands, other.lands) > 0
}

// goesTo says whether the report names one party of a meeting and, as the
// place, the country of the other one.
func (f *features) goesTo(other *features) bool {
	return f.kind.Identity == ByMeeting && other.kind.Identity == ByMeeting && len(f.sides) == 1 && len(other.sides) == 2 &&
		slices.ContainsFunc(other.sides, func(side int32) bool { return side != f.sides[0] && slices.Contains(f.lands, side) })
}

// onlyGroups says whether the report names nobody but groups of countries.
func (f *features) onlyGroups() bool { return len(f.groups) > 0 && len(f.groups) == len(f.actors) }

// persons weighs the people: the same ones, or other ones for a country.
func (s *scale) persons(a, b *features) {
	same, clash := comparePeople(a.people, b.people)
	if a.tense == tenseAhead && b.tense == tenseAhead {
		_, clash = comparePeople(a.guests(), b.guests())
	}
	if same > 0 {
		s.add(min(1.4, 0.7*float64(same)), "%d persons in common", same)
	}
	switch {
	case clash > 1 && shared(a.cities, b.cities) > 0 && shared(a.sides, b.sides) > 1:
		s.add(-1.2, "other members of the delegations") // each house names those it knows
	case clash > 0:
		s.add(-min(4, 1.2*float64(clash)), "other persons for the same country")
	}
}

// guests are the people of a meeting to come, but for those who only propose
// it: a spokesman proposes what his president does.
func (f *features) guests() []person {
	return slices.DeleteFunc(slices.Clone(f.people), func(p person) bool { return f.parts[p.number] == proposerPart })
}

// proposed weighs that one and the same proposes both: a house that does not
// name the day speaks of what the other dates.
func (s *scale) proposed(a, b *features) {
	if a.report.Status == Proposed && b.report.Status == Proposed && slices.ContainsFunc(a.leads, func(actor int32) bool {
		return a.parts[actor] == proposerPart && b.parts[actor] == proposerPart
	}) {
		s.add(1.2, "the same one proposes it")
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
