package dates

// A refiner looks at findings beside each other. It gets them in text order
// and gives them in text order, without overlaps.
type refiner struct {
	name   string
	refine func(*reader, []finding) []finding
}

// refiners are applied once each, in this order:
//
//  1. an hour or part of a day joins the day beside it, so that the lists
//     that follow see whole days;
//  2. numbers beside a date become dates of its month ("10–11 May"), before
//     ranges are looked for, since they are ends of ranges;
//  3. pairs of dates become ranges;
//  4. a date at the head of a text becomes its dateline, once it is sure that
//     it belongs to nothing else.
var refiners = []refiner{
	{"hours join days", joinClocks},
	{"numbers share a month", shareMonths},
	{"pairs make ranges", pairRanges},
	{"datelines", markDatelines},
}

func (r *reader) refine(found []finding) []finding {
	for _, step := range refiners {
		found = step.refine(r, found)
	}
	return found
}
