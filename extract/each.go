package extract

import (
	"slices"

	"truceline/timeline"
)

// maxEach bounds the further occasions that one sentence lists.
const maxEach = 4

// further gives the other occasions that the words after a fact list: "met in
// Geneva on Monday and in Riyadh on Wednesday", "talked on 16 May and 2 June".
func (d *document) further(s *sentence, f fact) []fact {
	if !f.rule.Gives.Each || f.date.item < 0 || f.date.how != ownClause {
		return nil
	}
	var list []fact
	end := d.rangeEnd(s, f.date.item)
	for len(list) < maxEach {
		place, date, who, next := d.listed(s, end)
		if at := d.placeItem(s, &f); date < 0 && at > end {
			place, date, who, next = d.listed(s, at) // on Monday in Minsk and on Friday in Riyadh
		}
		if who >= 0 && !f.rule.Gives.With {
			return list
		}
		if date < 0 || !d.usable(s, date, &f) || d.sameRange(s, f.date.item, date) || d.dayAfter(s, f.date.item) == date {
			return list
		}
		g := f
		g.actors = append([]part(nil), f.actors...)
		if who >= 0 {
			d.changePartner(s, &g, who)
		}
		if place >= 0 {
			g.place = place
		}
		g.date = d.dated(s, date, ownClause)
		if _, last := g.date.when.Bounds(); g.status == timeline.Planned && last < d.day {
			g.status = timeline.Happened
		}
		list = append(list, g)
		f.date.item, end = date, d.rangeEnd(s, next)
	}
	return list
}

// rangeEnd gives the item of the last day of a range that begins at item i: "23–24 January"; i where
// none does.
func (d *document) rangeEnd(s *sentence, i int) int {
	for k := i + 1; k < len(s.items) && k <= i+2; k++ {
		if s.items[i].kind == aDate && s.items[k].kind == aDate && d.sameRange(s, i, k) {
			return k
		}
	}
	return i
}

// changePartner lets the name at item who take part instead of those named after the head:
// "spoke with Kuleba on Monday and Blinken on Tuesday".
func (d *document) changePartner(s *sentence, f *fact, who int) {
	for _, slot := range f.match.slots {
		if slot.item < f.match.head || slot.mention < 0 {
			continue
		}
		f.actors = slices.DeleteFunc(f.actors, func(p part) bool { return slices.Contains(d.mentions[slot.mention].actors, p.actor) })
	}
	f.take(&d.mentions[s.items[who].ref], f.rule.Gives.Actors)
}

// placeItem gives the item at which the place of the fact stands, -1 where it
// stands elsewhere.
func (d *document) placeItem(s *sentence, f *fact) int {
	for i := f.match.head; i < len(s.items) && f.place >= 0 && s.items[i].clause == s.items[f.match.head].clause; i++ {
		if d.locatedAt(s, i) == f.place {
			return i
		}
	}
	return -1
}

// maxListed is how many words a member of such a list is long.
const maxListed = 7

// listed reads "and in Riyadh on Wednesday", "and Blinken on Tuesday" after item i: the
// place, -1 where it is the same, the item of the date, -1 where nothing is listed, the item of
// who is met instead, -1 where it is the same, and the last item.
func (d *document) listed(s *sentence, i int) (place int32, date, who, end int) {
	place, date, who, end = -1, -1, -1, i
	k := i + 1
	for k < len(s.items) && (d.isComma(s, k) || d.inNote(s, k)) {
		k++
	}
	if k >= len(s.items) || s.items[k].id != d.reader.grammar.and || s.items[k].kind != aWordItem {
		return -1, -1, -1, i
	}
	for k++; k < len(s.items) && k <= i+maxListed; k++ {
		it := s.items[k]
		switch {
		case it.kind == aDate && date < 0:
			date, end = k, k
		case it.kind == aName && place < 0 && d.locatedAt(s, k) >= 0:
			place, end = d.locatedAt(s, k), k
		case it.kind == aName && who < 0 && date < 0 && d.suits(&d.mentions[it.ref], personSlot):
			who, end = k, k
		case it.kind == aWordItem && s.verbOf(k) == nil && (d.reader.grammar.prepositions[it.id] || d.reader.grammar.determiners[it.id] || d.light(it)):
		default:
			return place, date, who, end
		}
	}
	return place, date, who, end
}

// inNote says whether item k is part of the mark of a footnote: "on 3 March,[2] and 7 March".
func (d *document) inNote(s *sentence, k int) bool {
	switch d.word(s.items[k].start) {
	case "[", "]":
		return true
	}
	return k+1 < len(s.items) && d.word(s.items[k-1].start) == "[" && d.word(s.items[k+1].start) == "]"
}
