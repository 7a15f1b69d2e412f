package dates

// A tense says on which side of its anchor a clause lies.
type tense int8

const (
	noTense tense = iota
	past
	future
)

// clauseReach is how many tokens are searched for a verb on either side.
const clauseReach = 30

// tenseOf gives the tense of the clause that holds an expression: that of the
// nearest verb before it, or of the first after it where the expression opens
// its clause.
func (r *reader) tenseOf(f *finding) tense {
	start := f.first
	if r.is(start-1, isThe) {
		start--
	}
	if r.is(start-1, isPreposition) || r.word(start-1, "of") {
		start--
	}
	if t := r.tenseOfPreposition(start, f); t != noTense {
		return t
	}
	if r.word(f.end, "that") && (r.at(start-1).lex == edWord || r.is(start-1, isPast|isSpeech|isProposal)) {
		return past // "suggested on Tuesday that they could meet"
	}
	if r.genitive(f.end) > f.end && !r.is(r.genitive(f.end), isEvent) {
		return past // "Monday's attack"
	}
	if r.opensClause(start) {
		if t := r.tenseAfter(f.end); t != noTense {
			return t
		}
		return r.tenseBefore(start)
	}
	if t := r.tenseBefore(start); t != noTense {
		return t
	}
	if r.word(start, "for") && start < f.first {
		return future // "declares a truce for the weekend"
	}
	return r.tenseAfter(f.end)
}

// tenseOfPreposition reads what "since", "until" and "ahead of" say alone.
func (r *reader) tenseOfPreposition(start int, f *finding) tense {
	switch {
	case start == f.first:
		return noTense
	case r.word(start, "since"):
		return past
	case r.word(start, "of") && r.word(start-1, "ahead"),
		r.word(start, "as") && r.word(start-1, "soon", "early") && r.word(start-2, "as"),
		r.word(start, "to", "for", "until") && r.movedBefore(start) && !f.closesRange:
		return future
	case r.word(start, "until", "till", "by"):
		if r.perfectBefore(start) || r.opensClause(start) && r.tenseAfter(f.end) == past {
			return past
		}
		return future
	}
	return noTense
}

// movedBefore says whether something was moved to another day: "postponed
// to", "rescheduled for", "brought forward to".
func (r *reader) movedBefore(start int) bool {
	for i := start - 1; i > start-4; i-- {
		if r.is(i, isMoved) {
			return true
		}
	}
	return false
}

// perfectBefore says whether the nearest verb says that something was done
// by then.
func (r *reader) perfectBefore(start int) bool {
	for i := start - 1; i > start-clauseReach/3 && i >= 0; i-- {
		switch {
		case r.is(i, isModal|isPlanned|isPlanVerb), r.has(i, sentence):
			return false
		case r.word(i, "had", "was", "were"):
			return true
		}
	}
	return false
}

func (r *reader) opensClause(start int) bool {
	before := r.at(start - 1)
	return r.has(start, sentence|paragraph) || before.kind == noToken || before.kind == punctuation && before.num != '’' && before.num != '(' ||
		r.word(start-1, "and", "but", "that", "also", "then")
}

// clueTrail is what was met between a date and the verb that is looked for.
type clueTrail struct {
	infinitive bool // "to speak"
	event      bool // something that is planned: "talks in Istanbul"
	speech     bool // something said: "an address"
}

// tenseBefore looks for a verb from token start backwards.
func (r *reader) tenseBefore(start int) tense {
	var trail clueTrail
	for i := start - 1; i >= 0 && i > start-clauseReach && !r.clauseEnds(i); i-- {
		if r.at(i).kind != word {
			continue
		}
		if r.word(i, "to") && r.infinitiveAt(i+1) {
			trail.infinitive = true
			continue
		}
		if found := r.tenseWith(i, trail); found != noTense {
			return found
		}
		if r.word(i, "ahead") && r.word(i+1, "of") && r.eventBetween(i+2, start) {
			return future // ahead of talks on Thursday
		}
		if r.word(i, "following") && r.eventBetween(i+1, start) {
			return past // following a meeting over the weekend
		}
		trail.event = trail.event || i < start-1 && r.is(i, isEvent)
		trail.speech = trail.speech || r.is(i, isAddress)
	}
	return noTense
}

// eventBetween says whether something that is announced stands between two tokens.
func (r *reader) eventBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if r.is(i, isEvent) {
			return true
		}
	}
	return false
}

// clauseEnds says whether token i belongs to a clause before the one that
// goes on after it.
func (r *reader) clauseEnds(i int) bool {
	return r.has(i+1, sentence|paragraph) || r.mark(i, ';') || r.mark(i, ':') || r.mark(i, '"') || r.mark(i, '“')
}

// tenseWith gives what a verb says of the tense in the light of what follows.
func (r *reader) tenseWith(i int, trail clueTrail) tense {
	if trail.event && !trail.speech && r.is(i, isProposal) {
		return future // "offered talks in Istanbul on Thursday"
	}
	found := r.tenseAt(i, trail.infinitive)
	if found == past && r.unlessBefore(i) {
		return future // "unless the other side agreed to a truce from Monday"
	}
	return found
}

// unlessBefore says whether a verb depends on "unless".
func (r *reader) unlessBefore(verb int) bool {
	for i := verb - 1; i > verb-6 && !r.has(i+1, sentence); i-- {
		if r.word(i, "unless") {
			return true
		}
	}
	return false
}

// infinitiveAt says whether the word after "to" looks like a verb.
func (r *reader) infinitiveAt(i int) bool {
	t := r.at(i)
	return t.kind == word && t.flags&capital == 0 && !r.is(i, isThe|isArticle|isGrammar|isMonth|isWeekday|isUnit|isDeictic)
}

// tenseAt gives what one word says of the tense.
func (r *reader) tenseAt(i int, infinitive bool) tense {
	l := r.lexeme(i)
	switch {
	case l.traits&(isPlanned|isModal|isPlanVerb|isPast|isPresent) == 0, l.traits&isMonth != 0 && r.has(i, capital):
		return noTense
	case l.traits&isModal != 0:
		return future
	case l.traits&isPlanned != 0 && r.word(i-1, "been", "previously", "originally") && !r.word(i-2, "has", "have"):
		return past // "had been due to expire Friday"
	case r.parenthetic(i), r.participle(i):
		return noTense
	case l.traits&isPlanned != 0 && r.mark(i-1, ',') && r.word(i, "ending"):
		return noTense // "held three rounds of talks, ending on March 7": that of the verb
	case l.traits&isPlanned != 0 && !(r.word(i, "set") && !r.word(i+1, "for", "to")):
		return future
	case infinitive && r.word(i, "was", "were") && r.word(i+1, "to"):
		return future // "the talks, which were to open on Thursday"
	case infinitive && l.traits&(isPlanVerb|isPresent) != 0 && !r.word(i, "have", "has", "had", "been"):
		return future
	case l.traits&isPast != 0 && (r.at(i).flags&capital == 0 || r.has(i, sentence)):
		return past
	case l.traits&isPresent != 0:
		return noTense
	}
	return noTense
}

// parenthetic says whether token i is the "said" of ", the envoy said,".
func (r *reader) parenthetic(i int) bool {
	return r.is(i, isSpeech) && r.mark(i+1, ',')
}

// participle says whether a word in the past form is none of a finite verb:
// "an unspecified date", "will be paid".
func (r *reader) participle(i int) bool {
	return r.at(i).lex == edWord && r.is(i-1, isThe|isArticle|isPossessive|isPreposition) ||
		r.is(i, isPast) && r.word(i-1, "be", "being") || r.at(i).lex == edWord && r.word(i-1, "is", "are")
}

// tenseAfter looks for a verb from token end onwards.
func (r *reader) tenseAfter(end int) tense {
	for i := end; i < end+clauseReach && i < len(r.tokens); i++ {
		t := r.at(i)
		if t.flags&(sentence|paragraph) != 0 || t.kind == punctuation && t.num == ';' {
			return noTense
		}
		if t.kind != word {
			continue
		}
		if l := r.lexeme(i); l.traits&isPlanVerb != 0 && l.traits&isPast != 0 && !r.is(i-1, isPast|isPresent) && !r.word(i-1, "be", "been", "to") {
			return past // "On Friday the government agreed to pay"; not "on Friday it hopes to pay"
		}
		if found := r.tenseAt(i, r.word(i+1, "to")); found != noTense {
			return found
		}
	}
	return noTense
}
