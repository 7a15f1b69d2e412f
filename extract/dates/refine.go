package dates

// refiners look at findings beside each other, once each, in this order. They
// get findings in text order and give them in text order, without overlaps.
//
//  1. an hour or part of a day joins the day beside it, so that the lists
//     that follow see whole days;
//  2. "the eve of" a day is the day before it;
//  3. numbers beside a date become dates of its month ("10–11 May"), before
//     ranges are looked for, since they are ends of ranges;
//  4. pairs of dates become ranges;
//  5. a date at the head of a text becomes its dateline, once it is sure that
//     it belongs to nothing else.
var refiners = []func(*reader, []finding) []finding{joinClocks, markEves, shareMonths, pairRanges, markDatelines}

func (r *reader) refine(found []finding) []finding {
	for _, step := range refiners {
		found = step(r, found)
	}
	return found
}
