package timeline

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Headlines leave articles out: "Envoys hold first call before G7 summit".
// Told as a sentence, a title gets them back where a phrase ends in a noun
// that is known to need one. What is not known stays as it is.

// countables are nouns that stand in the singular with an article alone.
var countables = wordSet(`accord agreement annexation alliance amendment anniversary announcement appeal assault attack backstop ban barrage bill blockade
	bus call campaign cap ceasefire cluster chief clash coalition commission committee communique compromise conference contingent convoy corridor
	counter-proposal counterproposal cut date deadline deal decision declaration decree delegation demand director document draft drone dispute
	embargo envoy exchange extension facility fleet force formula framework fund gathering goal group guarantee handover incursion initiative interview
	invasion invitation law lawsuit leader letter list loan mandate mediator meeting memorandum message mission motion moratorium offensive offer 
	operation order pace package pact paper parade partner partnership pause phase plan pledge poll position post president proposal protest
	protocol raid readout referendum refinery refusal region release reply report request residence resolution reshuffle response return round sector session shift ship speech
	spokesman stage stance statement step stop strike suggestion summit swap system talk target team term text timetable treaty trip transcript tribunal truce tunnel
	ultimatum understanding veto visit vote war warning warrant weapon zone`)

// describing are words that no name begins with and that stand before nouns.
var describing = wordSet(`additional further joint partial renewed separate unilateral`)

// uncountables are nouns that stand without an article.
var uncountables = wordSet(`aid evidence fighting help news progress repatriation shelling work`)

// monthNames are what a day is counted in: "8-9 May truce".
var monthNames = wordSet(`January February March April May June July August September October November December`)

// measures are countables that, with "of", tell how much: "a package of".
var measures = wordSet(`barrage call coalition cut fleet force fund group list pause package round session team`)

// deeds are countables that are news of themselves: "a Russian drone attack".
var deeds = wordSet(`assault attack barrage clash incursion raid strike`)

// settled are verbs whose object is known already: "rejects the truce".
var settled = wordSet(`accepts backs blocks condemns cuts drops ends extends lifts postpones rejects shortens suspends welcomes`)

// auxiliaries stand before another verb or what is no object.
var auxiliaries = wordSet(`are can cannot could did do does had has have is may might must shall should was were will would`)

// institutions end names that take "the" wherever they stand.
var institutions = wordSet(`Assembly Bank Bundestag Cabinet Commission Commons Committee Congress Council Conference Convention Court Declaration Duma Fund Initiative Ministry Parliament Senate Union`)

// phraseStarts stand before a noun phrase: prepositions and particles.
var phraseStarts = wordSet(`about against after ahead around as at before behind between by despite during for from in into of off on out over
	since through to toward towards under until up via with within without`)

// phraseEnds end a noun phrase, besides what starts another and verbs.
var phraseEnds = wordSet(`and but if or than that when where which while who whom whose`)

// determined are first words after which a noun takes no further article.
var determined = wordSet(`a all an another any both each eight either every few five four half he her his it its many more most much neither nine no nobody
	nothing one only our seven several she six some such ten that the their these they this those three two we what whole you`)

// superlative are first words of phrases of which there is one.
var superlative = wordSet(`first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth last latest largest biggest only same next final`)

// ordinal is the same in figures: "18th".
var ordinal = regexp.MustCompile(`^[0-9]+(?:st|nd|rd|th)$`)

// counted finds what is counted in a unit or by a pattern: "30-day", "six-point",
// "1,000-for-1,000", but not "8-10".
var counted = regexp.MustCompile(`^(?:[0-9][0-9.,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)-[a-z]`)

// withArticles gives a title that is told as a sentence the articles that a
// headline leaves out behind its verb.
func (w *briefingWriter) withArticles(title string, verb int) string {
	words := strings.Fields(title)
	var out []string
	for i := 0; i < len(words); {
		begins := verb >= 0 && i > verb && w.begins(words, i, verb)
		if !begins {
			out = append(out, words[i])
			i++
			continue
		}
		end := phraseEnd(words, i)
		if article := w.article(words, i, end); article != "" {
			out = append(out, article)
		}
		out = append(out, words[i:max(end, i+1)]...)
		i = max(end, i+1)
	}
	return strings.Join(out, " ")
}

// begins says whether a noun phrase may begin at a word behind the verb.
func (w *briefingWriter) begins(words []string, i, verb int) bool {
	before := words[i-1]
	switch {
	case auxiliaries[before]:
		return false
	case before == "and" || before == "or":
		return counted.MatchString(words[i]) || ordinal.MatchString(words[i])
	case strings.HasSuffix(before, ","):
		return superlative[words[i]] || i+1 < len(words) && w.definite[words[i]] && finite[words[i+1]] // "…, first swap since October", "…, US joins"
	case i > 1 && before != "not" && (auxiliaries[words[i-2]] || words[i-2] == "not") && !phraseStarts[before] && !determined[before] && !superlative[before]:
		return true // "will not attend Paris talks"
	case before == "to": // else it may be a verb
		return counted.MatchString(words[i]) || capitalised(words[i])
	}
	return i == verb+1 || phraseStarts[before] || finite[before] || strings.HasSuffix(before, ";")
}

// phraseEnd finds where the noun phrase that begins at a word is over.
func phraseEnd(words []string, begin int) int {
	for i := begin; i < len(words); i++ {
		word := words[i]
		participle := i > begin && strings.HasSuffix(word, "ed") && (i+1 == len(words) || phraseStarts[words[i+1]])
		gerund := i > begin && strings.HasSuffix(word, "ing") && countables[words[i-1]] // "a memorandum demanding …"
		if phraseStarts[word] || phraseEnds[word] || i > begin && finite[word] || auxiliaries[word] || participle || gerund {
			return i
		}
		if strings.ContainsAny(word[len(word)-1:], ",;:") {
			return i + 1
		}
	}
	return len(words)
}

// article gives the article of the phrase words[begin:end], "" where it needs
// none or where that is not known.
func (w *briefingWriter) article(words []string, begin, end int) string {
	if end <= begin {
		return ""
	}
	phrase, before, behind := words[begin:end], "", ""
	if begin > 0 {
		before = words[begin-1]
	}
	if end < len(words) {
		behind = words[end]
	}
	first, head := phrase[0], strings.TrimRight(phrase[len(phrase)-1], ",;:\"")
	unique := len(phrase) > 1 && (superlative[first] || ordinal.MatchString(first))
	switch {
	case slices.ContainsFunc(phrase, ownsByName), determined[strings.ToLower(first)] && !unique, slices.ContainsFunc(phrase[1:], func(word string) bool { return determined[word] }):
		return ""
	case w.named(phrase, head), unique && !capitalised(head):
		return "the"
	case head == "talks" && len(phrase) == 2 && namesOnly(first) && (phraseStarts[before] || before == "attend"):
		return "the" // "at the Paris talks"
	case len(phrase) > 2 && startsWithDigit(first) && monthNames[phrase[1]] && countables[head]:
		return indefinite(first)
	case counted.MatchString(first) && len(phrase) > 1 && !strings.HasSuffix(head, "s"):
		return indefinite(first)
	case len(phrase) > 2 && startsWithDigit(first) && phrase[1] == "percent" && countables[head]:
		return indefinite(first)
	case startsWithDigit(first), !countables[head], before == "as" && len(phrase) == 1:
		return ""
	case slices.ContainsFunc(phrase, startsWithDigit):
		return indefinite(first)
	case head == "anniversary", settled[before], behind == "of" && !measures[head] && !describing[first]:
		return "the"
	case phraseStarts[before] && namesOnly(first):
		return "the" // what bears a name is known: "after the Paris conference"
	}
	return indefinite(first)
}

// named says whether a phrase is a name that takes "the".
func (w *briefingWriter) named(phrase []string, head string) bool {
	name := strings.TrimRight(strings.Join(phrase, " "), ",;:")
	return w.definite[name] || institutions[head] || head == "House" && w.definite[phrase[0]]
}

// namesOnly says of a word that it is one name or several: "Paris",
// "Trump-Putin", not "US-drafted".
func namesOnly(word string) bool {
	return !slices.ContainsFunc(strings.Split(word, "-"), func(part string) bool { return !capitalised(part) })
}

// subject gives the article of the phrase that a title begins with, "" where
// it needs none or where that is not known; common says that its first word
// is no name.
func (w *briefingWriter) subject(words []string, verb int, common bool) string {
	end := min(phraseEnd(words, 0), verb)
	if listed := end > 0 && end < verb && (words[end] == "and" || strings.HasSuffix(words[end-1], ",")); listed && capitalised(words[end-1]) && !capitalised(words[verb-1]) {
		return "" // "US and allied envoys"
	}
	if end > 0 && end+1 < verb && words[end] == "and" && !capitalised(words[end-1]) && !capitalised(words[end+1]) {
		end = min(phraseEnd(words, end+1), verb) // "a missile and drone attack"
	}
	article := w.article(words, 0, end)
	switch {
	case article == "" && end > 1 && namesOnly(words[end-1]) && countables[strings.ToLower(words[end-1])]:
		return "the" // "the Geneva Protocol"
	case article == "" || end < 1 || deeds[words[end-1]]:
		return article
	}
	if verb+1 < len(words) && known[words[verb+1]] || strings.HasSuffix(words[0], "s'") {
		return "the"
	}
	told := end < verb && !phraseStarts[words[end]] && !phraseEnds[words[end]]
	if !common && namesOnly(words[0]) || told {
		return "the" // "the Paris summit", "the date proposed for …"
	}
	return article
}

func startsWithDigit(word string) bool { return word != "" && '0' <= word[0] && word[0] <= '9' }

func capitalised(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first)
}

// ownsByName says whether a word is the name of an owner: "Ukraine's".
func ownsByName(word string) bool {
	return capitalised(word) && (strings.HasSuffix(word, "'s") || strings.HasSuffix(word, "s'") || strings.HasSuffix(word, "’s"))
}

// indefinite gives "an" before a word that is spoken with a vowel.
func indefinite(word string) string {
	lower := strings.ToLower(word)
	begins := func(starts ...string) bool {
		return slices.ContainsFunc(starts, func(start string) bool { return strings.HasPrefix(lower, start) })
	}
	number, _, _ := strings.Cut(lower, "-")
	switch {
	case startsWithDigit(word):
		if begins("8") || number == "11" || number == "18" {
			return "an"
		}
		return "a"
	case begins("eu", "uni", "use", "usu", "uk", "us-", "one", "uae", "usd", "un-") || lower == "us" || lower == "un":
		return "a"
	case begins("a", "e", "i", "o", "u", "hour", "honest", "heir"):
		return "an"
	}
	return "a"
}
