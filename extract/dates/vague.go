package dates

import "strings"

// The values of words that name no stretch of the calendar.
const (
	pastRef    = "PAST_REF"
	presentRef = "PRESENT_REF"
	futureRef  = "FUTURE_REF"
)

// vaguePhrases speak of past, present or future without saying when. Of
// phrases that begin alike the longer stands first.
var vaguePhrases = byFirstWord(map[string]string{
	"right now": presentRef, "now": presentRef, "currently": presentRef, "presently": presentRef,
	"nowadays": presentRef, "these days": presentRef, "at present": presentRef,
	"at the moment": presentRef, "current": presentRef,
	"recently": pastRef, "lately": pastRef,
	"recent days": pastRef, "recent weeks": pastRef, "recent months": pastRef, "recent years": pastRef,
	"the past": pastRef, "the recent past": pastRef,
	"the future": futureRef, "the near future": futureRef, "soon": futureRef,
})

type vaguePhrase struct {
	words []string
	value string
}

func byFirstWord(values map[string]string) map[uint16][]vaguePhrase {
	index := make(map[uint16][]vaguePhrase)
	for phrase, value := range values {
		words := strings.Fields(phrase)
		first := lexicon[words[0]]
		index[first] = append(index[first], vaguePhrase{words, value})
	}
	return index
}

// findVague reads "now", "recently", "the future".
func findVague(r *reader, h head) (finding, bool) {
	var best finding
	for _, phrase := range vaguePhrases[r.at(h.core).lex] {
		if end := h.core + len(phrase.words); end > best.end && r.words(h.core, phrase.words) {
			best = bare(h.core).date(end, spec{value: phrase.value})
		}
	}
	if best.end == 0 || !r.meansVague(best) {
		return finding{}, false
	}
	best.resolve = resolveValue
	return best, true
}

func (r *reader) words(i int, words []string) bool {
	for k, w := range words {
		if !r.word(i+k, w) {
			return false
		}
	}
	return true
}

// meansVague refuses "the past two weeks", "as soon as", "Future Forces".
func (r *reader) meansVague(f finding) bool {
	switch {
	case r.word(f.end-1, "past") && (r.is(f.end, isUnit|isCardinal|isQuantity|isSeason|isWeekday) || r.at(f.end).kind == number):
		return false
	case r.word(f.first, "soon") && (r.is(f.first-1, isPast) || r.is(f.end, isPast)):
		return false // "soon became"
	case r.word(f.first, "soon") && (r.word(f.first-1, "as") || r.word(f.end, "after")):
		return false
	}
	return !r.has(f.first, capital) || r.has(f.first, sentence|paragraph) || r.is(f.first, isThe)
}

// resolveValue is for words that give the value by themselves.
func resolveValue(_ *context, f *finding) reading {
	return reading{value: f.value, ok: true, basis: FromText, reason: "The words name no calendar day."}
}
