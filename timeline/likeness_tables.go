package timeline

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
	s.proposed(a, b)
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
	if sameHands(a, b) {
		s.add(1, "the same people on both sides")
	}
	if len(a.groups) > 0 && len(b.groups) > 0 && shared(a.groups, b.groups) == 0 || a.led && b.led && shared(a.leadSide, b.leadSide) == 0 {
		s.add(-4, "different bodies")
	}
	s.place(a, b, 1, 0.3, -0.5, -1)
	s.numbers(a, b, 2, -1)
	s.matter(a, b, 6)
}

// sameHands says whether the same persons of two sides or more decided both.
func sameHands(a, b *features) bool {
	same, _ := comparePeople(a.people, b.people)
	return same > 1 && shared(a.sides, b.sides) > 1
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
