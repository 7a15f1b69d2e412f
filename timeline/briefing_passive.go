package timeline

import "strings"

// Headlines leave the verb of a passive out: "Protocol signed by all sides".
// Told as a sentence, a title gets it back where its participle is for sure
// no active verb of the past and belongs to no noun before a verb.

// passives are participles that, with nothing but a preposition behind them,
// are not the past of what someone does.
var passives = wordSet(`adopted appointed approved arrested backed blocked cancelled circulated completed delayed detained dismissed downgraded drafted
	dropped exchanged extended freed handed held imposed injured invited killed lifted named postponed presented published ratified received
	rejected released reported scheduled sent signed suspended sworn unveiled wounded`)

// agreed and returned are passives of these only: people agree and return.
var passiveOf = map[string]map[string]bool{
	"agreed":   wordSet(`accord ceasefire deal exchange framework list pact package plan swap text truce`),
	"returned": wordSet(`bodies children prisoners remains`),
}

// known are participles of what was there before: "the deal is extended".
var known = wordSet(`backed blocked cancelled completed delayed downgraded dropped extended lifted postponed rejected suspended`)

// subordinates begin a clause with a verb of its own.
var subordinates = wordSet(`after although as because before if since that though unless until when where while who which`)

// irregularPlurals are plurals without an s.
var irregularPlurals = wordSet(`children men people police remains women`)

// passive gives a title the verb that its participle lacks, where it lacks
// one; else the title as it is.
func (w *briefingWriter) passive(title string) string {
	first, rest, more := strings.Cut(title, ";")
	words := strings.Fields(first)
	at := w.passiveAt(words)
	if at < 0 {
		return title
	}
	is, sure := w.toBe(words[:at])
	if !sure {
		return title
	}
	told := strings.Join(words[:at], " ") + " " + is + " " + strings.Join(words[at:], " ")
	if more {
		told += ";" + rest
	}
	return told
}

// passiveAt finds the participle that a title has for its verb, -1 where it
// has none for sure.
func (w *briefingWriter) passiveAt(words []string) int {
	for i, word := range words {
		if i > 0 && strings.ContainsAny(words[i-1], ",;:?!") {
			return -1
		}
		if i == 0 || !passives[word] && passiveOf[word] == nil || !endsPassive(words, i) {
			continue
		}
		if only := passiveOf[word]; only != nil && !only[strings.ToLower(words[i-1])] {
			return -1
		}
		if verbAt(words[:i]) >= 0 {
			return -1
		}
		if verb := verbAt(words); verb >= 0 && !anyOf(subordinates, words[i+1:verb]) {
			return -1 // "the date proposed for talks passes"
		}
		return i
	}
	return -1
}

// endsPassive says whether what stands behind a participle is no object.
func endsPassive(words []string, at int) bool {
	if at+1 == len(words) {
		return true
	}
	next := words[at+1]
	switch words[at] {
	case "reported":
		return next == "to"
	case "named", "appointed":
		return !capitalised(next)
	case "backed":
		return next == "by"
	}
	return phraseStarts[next] || next == "a" || subordinates[next]
}

// toBe gives the form of "to be" that goes with a subject; sure is false
// where its number is not known.
func (w *briefingWriter) toBe(subject []string) (form string, sure bool) {
	end := phraseEnd(subject, 0)
	if end < 1 {
		return "", false
	}
	at := end - 1
	if end+1 < len(subject) && subject[end] == "and" {
		last := phraseEnd(subject, end+1) - 1
		pair := capitalised(subject[at]) && last > end && capitalised(subject[last])
		if last <= end || !pair && !plural(subject[last]) {
			return "", false
		}
		return "are", true
	}
	head := subject[at]
	switch {
	case at > 0 && capitalised(head) && plural(head), at == 0 && w.proper[head] && plural(head):
		return "", false // "the Philippines", "Peskovs": who knows
	case plural(head):
		return "are", true
	}
	return "is", true
}

// plural says whether a noun, or what counts one that is left out, is more
// than one.
func plural(word string) bool {
	word = strings.ToLower(word)
	switch {
	case irregularPlurals[word], startsWithDigit(word) && word != "1", numberWords[word] && word != "one":
		return true
	}
	return strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us") && !strings.HasSuffix(word, "is") && word != "news"
}

// numberWords are numbers as words, up to where titles write them in figures.
var numberWords = wordSet(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
	twenty thirty forty fifty sixty seventy eighty ninety hundred dozens hundreds thousands`)

// relative says whether the participle before a title's verb belongs to the
// noun before it: "Date proposed for a truce passes".
func relative(words []string, participle, verb int) bool {
	if participle < 1 || participle+2 >= verb || !phraseStarts[words[participle+1]] {
		return false
	}
	between := words[participle+1 : verb]
	for _, word := range between {
		if subordinates[word] || phraseEnds[word] || word == "to" || strings.ContainsAny(word, ",:;") {
			return false
		}
	}
	return !capitalised(words[verb-1])
}

func anyOf(set map[string]bool, words []string) bool {
	for _, word := range words {
		if set[word] {
			return true
		}
	}
	return false
}
