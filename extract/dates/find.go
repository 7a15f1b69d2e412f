package dates

// triggers are the traits that wake any finder.
var triggers = allTriggers()

func allTriggers() trait {
	all := headTraits
	for _, d := range dispatches {
		all |= d.traits
	}
	return all
}

// findings reads the expressions of a text from left to right; what one
// finding covers, no other one may.
func (r *reader) findings() []finding {
	found := make([]finding, 0, len(r.tokens)/24)
	covered := 0
	for i := 0; i < len(r.tokens); {
		if !r.wakes(i) {
			i++
			continue
		}
		f, ok := r.findAt(i)
		if !ok {
			i++
			continue
		}
		f.first = max(f.first, covered) // some reach back for "the year"
		found = append(found, f)
		i, covered = f.end, f.end
	}
	return found
}

// wakes says whether any finder may begin at token i: few words do.
func (r *reader) wakes(i int) bool {
	t := &r.tokens[i]
	return t.kind == number || t.kind == word && (lexemes[t.lex].traits&triggers != 0 || r.wakesFeast(i))
}

// wakesFeast says whether a feast of the topic may begin at token i.
func (r *reader) wakesFeast(i int) bool {
	return len(r.feasts) > 0 && r.has(i, capital) && r.feastAt(i) != nil
}

// findAt reads the expression that begins at token i.
func (r *reader) findAt(i int) (finding, bool) {
	if r.is(i, headTraits) {
		if h := r.head(i); h.core > i && r.joined(h.core) {
			if f, ok := r.atCore(h); ok {
				return f, true
			}
		}
	}
	return r.atCore(bare(i))
}

// atCore asks the finders that the core of an expression wakes.
func (r *reader) atCore(h head) (best finding, ok bool) {
	if r.at(h.core).kind == number {
		r.longest(numberFinders, h, &best)
		return best, best.end > 0
	}
	traits := r.lexeme(h.core).traits
	if r.wakesFeast(h.core) {
		traits |= isHoliday
	}
	if traits&triggers == 0 {
		return best, false
	}
	for _, d := range dispatches {
		if traits&d.traits != 0 {
			r.longest(d.finders, h, &best)
		}
	}
	return best, best.end > 0
}

// longest puts the longest finding into best, unless that is as long.
func (r *reader) longest(finders []finder, h head, best *finding) {
	for _, finder := range finders {
		if f, ok := finder.find(r, h); ok && f.end > best.end {
			*best = f
			best.rule = finder.name
		}
	}
}
