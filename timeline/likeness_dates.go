package timeline

import "slices"

// How far a planned day may move, in days.
const (
	moveDone  = 3 // from the plan to what happened
	movePlan  = 3 // from one plan to the next
	slipDays  = 1 // what houses differ by, around midnight or in print
	bluntSpan = 60

	// how long it is told that a meeting was called off
	recallDays = 14
)

// dates weighs when. It says false where the days exclude each other.
func (s *scale) dates(a, b *features) bool {
	gap := gapDays(a, b)
	switch {
	case gap == 0:
		s.overlap(a, b)
	case calledOff(a, b, gap):
		s.add(-1, "called off before its day")
	case recalled(a, b, gap):
		s.add(-0.5, "called off some days before it was told again")
	case moved(a, b, gap):
		s.add(1.5-0.75*float64(gap), "the day may have moved by %d", gap)
	case aroundMidnight(a, b, gap):
		s.add(-0.5, "late on one day, early on the next")
	case slipped(a, b, gap):
		s.add(slipPoints(a.kind), "houses may differ by a day")
	default:
		return false
	}
	return true
}

// gapDays counts the days between two spans; 0 where they share a day.
func gapDays(a, b *features) int32 {
	return max(0, a.first-b.last, b.first-a.last)
}

func (s *scale) overlap(a, b *features) {
	if a.exact && b.exact {
		if a.said && b.said {
			s.add(2.5, "same day")
		} else {
			s.add(2, "same day, though one report does not name it")
		}
		return
	}
	span := max(a.last-a.first, b.last-b.first)
	if a.lasting && !b.lasting {
		span = b.last - b.first
	} else if b.lasting && !a.lasting {
		span = a.last - a.first
	}
	switch {
	case span <= 3:
		s.add(2, "the days fit")
	case span <= 7:
		s.add(1.5, "same week")
	case span <= 31:
		s.add(0.5, "same month")
	case span <= bluntSpan:
		s.add(-0.5, "the days fit, but are blunt")
	default:
		s.add(-2, "hardly dated")
	}
}

// calledOff says whether one report tells, on its own day, that what the
// other one plans will not be.
func calledOff(a, b *features, gap int32) bool {
	if b.report.Status == Cancelled {
		a, b = b, a
	}
	return a.report.Status == Cancelled && a.kind.moves() && b.kind.moves() && b.tense == tenseAhead &&
		gap <= postponeDays && a.last < b.first && b.known <= a.known && a.report.ArticleID != b.report.ArticleID
}

// recalled says whether a report without a day of its own tells that a meeting
// has been called off, days after another one did.
func recalled(a, b *features, gap int32) bool {
	if b.first < a.first {
		a, b = b, a
	}
	return a.tense == tenseOff && b.tense == tenseOff && a.kind.moves() && b.kind.moves() && gap <= recallDays &&
		!b.said && a.known <= b.known && a.report.ArticleID != b.report.ArticleID
}

// moved says whether a meeting planned for one day can be the one that took
// place, or was planned later, on another.
func moved(a, b *features, gap int32) bool {
	if !a.kind.moves() || !b.kind.moves() || a.report.ArticleID == b.report.ArticleID {
		return false
	}
	if a.tense == tenseDone {
		a, b = b, a
	}
	switch {
	case a.tense != tenseAhead:
		return false
	case b.tense == tenseDone:
		// Whoever still plans once it took place speaks of the next one.
		return gap <= moveDone && a.last < b.first && a.known < b.first
	case b.tense == tenseAhead:
		return gap <= movePlan && a.known != b.known && (a.known < b.known) == (a.last < b.first)
	}
	return false
}

// aroundMidnight says whether one report is of the end of a day and the other
// of the beginning of the next: houses date one night to either.
func aroundMidnight(a, b *features, gap int32) bool {
	if b.first < a.first {
		a, b = b, a
	}
	return gap == 1 && a.tense == tenseDone && b.tense == tenseDone && a.exact && b.exact && a.late && b.early &&
		a.report.ArticleID != b.report.ArticleID
}

func slipPoints(k *kind) float64 {
	if k.moves() {
		return -1
	}
	return -0.5
}

// slipped says whether the reports may differ by a day about one and the same
// thing: not where both name the day, unless it took more than one, or an
// amount vouches for it, or who decided what. An evening in America is the next
// day in Europe.
func slipped(a, b *features, gap int32) bool {
	if gap > slipDays || a.tense != b.tense {
		return false
	}
	if !a.said || !b.said {
		return true
	}
	switch a.kind.Identity {
	case ByMeeting:
		return a.runs || b.runs
	case ByDeed:
		equal, _ := compareNumbers(a.report.Numbers, b.report.Numbers)
		return equal >= 20 && a.kind.ID == b.kind.ID
	case ByAct:
		return a.kind.ID == b.kind.ID && (sameHands(a, b) || a.led && b.led && slices.Equal(a.leadSide, b.leadSide) && matterOf(a, b) >= sameAct)
	}
	return false
}

// sameAct is how alike two texts are that tell of one decision.
const sameAct = 0.4

// matterOf compares what two reports are about.
func matterOf(a, b *features) float64 { return cosine(a.matter, b.matter, a.volume, b.volume) }

// moves says whether events of the type are appointments.
func (k *kind) moves() bool { return k.Identity == ByMeeting || k.Identity == ByCall }
