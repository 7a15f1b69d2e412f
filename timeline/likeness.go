package timeline

import "fmt"

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
		s.addKinds(never, "%s and %s are never one event", a.kind, b.kind)
		return s.points
	}
	if !s.dates(a, b) {
		s.add(never, "the days exclude each other")
		return s.points
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

// addKinds is add for words about two types. Most pairs that are weighed end at
// their types, so that even the handing over of their names would tell.
func (s *scale) addKinds(points float64, words string, a, b *kind) {
	if s.explain {
		s.add(points, words, a.ID, b.ID)
		return
	}
	s.points += points
}

func (s *scale) types(a, b *features) bool {
	switch a.kind.to(b.kind) {
	case alikeSame:
		s.add(1.5, "same type")
	case alikeSometimes:
		s.addKinds(0, "%s is sometimes called %s", a.kind, b.kind)
	case alikeSeldom:
		if a.report.ArticleID == b.report.ArticleID && !a.curated && !b.curated {
			return false // its reader tells two things from one sentence
		}
		s.addKinds(-0.75, "%s is seldom called %s", a.kind, b.kind)
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
