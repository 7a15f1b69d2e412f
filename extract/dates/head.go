package dates

// bare is the head of an expression that begins with its core.
func bare(i int) head { return head{first: i, core: i, relation: noRelation} }

// headTraits are the traits of words that may open the head of an expression.
const headTraits = isApprox | isThe | isPart | isEdge | isRelation | isFiscal

// head reads what may stand before the core of an expression: "nearly",
// "the", "the end of", "early in", "this past".
func (r *reader) head(i int) head {
	h := bare(i)
	if r.is(i, isApprox) && !r.is(i, isQuantity) {
		h.approx = true
		h.core++
	}
	h.readThe(r)
	if h.readPart(r) {
		h.readThe(r)
	}
	h.readRelations(r)
	if r.is(h.core, isFiscal) && (h.core == h.first || r.joined(h.core)) {
		h.fiscal = true
		h.core = r.hyphen(h.core + 1)
	}
	return h
}

func (h *head) readThe(r *reader) {
	if r.is(h.core, isThe) && (h.core == h.first || r.joined(h.core)) {
		h.the = true
		h.core++
	}
}

// readPart reads "late", "mid-", "early in", "the end of".
func (h *head) readPart(r *reader) bool {
	i := h.core
	switch {
	case r.is(i, isEdge) && r.word(i+1, "of"):
		i += 2
	case r.is(i, isEdge) && r.hyphen(i+1) > i+1, r.is(i, isPart) && r.hyphen(i+1) > i+1:
		i += 2
	case r.is(i, isPart) && r.word(i+1, "in", "on") && r.joined(i+1):
		i += 2
	case r.is(i, isPart):
		i++
	default:
		return false
	}
	h.part = int(r.lexeme(h.core).num)
	h.core = i
	return true
}

// readRelations reads "last", or two of them as in "this past week".
func (h *head) readRelations(r *reader) {
	if !r.is(h.core, isRelation) || h.core > h.first && !r.joined(h.core) {
		return
	}
	h.relation = int(r.lexeme(h.core).num)
	h.core++
	if r.word(h.core, "past", "coming", "same") && r.joined(h.core) {
		h.relation = int(r.lexeme(h.core).num)
		h.core++
	}
}

// plainCore says whether token i is a number in digits or letters.
func (r *reader) plainCore(i int) bool { return r.at(i).kind == number || r.is(i, isCardinal) }
