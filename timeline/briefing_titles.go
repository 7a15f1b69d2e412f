package timeline

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Titles are written as headlines are: without articles, and often with a
// participle or with nothing where a sentence has its verb. Only a title that
// is a sentence is told as one.

// participle finds a headline's participle: "Protocol signed by …", "deal
// extended for another …", "Trump reported to have …". Where a finite verb
// stands before it, it belongs to that verb's object.
var participle = regexp.MustCompile(`(?:^|[ ,])(?:[a-z]{2,}ed|held|made|sent|told|met|sworn|won|lost|begun|named) (?:[a-z]+\b|[0-9]|The )|(?:^|[ ,])(?:[a-z]{2,}ed|held|dropped|unsigned)(?:$|,)`)

// finite are verbs as headlines have them, which no noun is spelt like.
var finite = wordSet(`accepts accuses acknowledges adopts agree agrees allege alleges allows announce announces answers appoints approves
	arrests arrives asks attends begin begins becomes believes belong blames brings briefs captures cancels chooses circulate circulates claims
	clears coordinate concludes condemns confer confers confirms congratulates criticises cuts declare declares declines delivers demand
	demands denies discuss discusses dismisses drives emerge emerges enacts ends ensures enters end ends expects expires expresses expels
	extends fires flies frees gathers gives goes hits hosts imposes injures insists invites invokes issues joins keeps kill kills launch
	launches leads learns lets lists lowers make makes meet meets opens orders passes phones postpones presents prints proposes promises
	publish publishes puts raises ratifies rebuffs receive receives recognises refuse refuses rejects releases repeats replaces resigns resume
	resumes return returns reveals revise revises rules say says sees seek seeks sends set sets sign signs speak speaks stays steps
	suggest suggests sums suspends takes tells ties travels unveils urge urges uses vetoes votes wants warn warns welcomes withdraws writes is are was were has have
	does do will would may must can`)

// ambiguous are verbs that a noun is spelt like: they count where a name
// stands before them, and those that go with more than one where a plural does.
var ambiguous = map[bool]map[string]bool{
	false: wordSet(`attacks backs calls counts hands holds leaves moves names offers pauses plans reports sanctions shoots strikes supports visits downs blocks convenes`),
	true:  wordSet(`argue back call clear exchange hold host issue join leave offer review support swap talk visit bring`),
}

// nounsFollow stand before nouns and infinitives, never before a finite verb.
var nounsFollow = []string{"a", "an", "the", "to", "of", "in", "on", "for", "with", "by", "no", "its", "their", "his", "her"}

// verbAt finds the first verb of a title, -1 where it has none for sure.
func verbAt(words []string) int {
	for i, word := range words {
		if i == 0 {
			continue
		}
		before, _ := utf8.DecodeRuneInString(words[i-1])
		switch {
		case i == 1 && slices.Contains(ordinals, words[0]):
		case slices.Contains(nounsFollow, words[i-1]), strings.Contains(words[i-1], "-") && strings.HasSuffix(words[i-1], "ed"):
		case finite[word]:
			if words[i-1] == "and" || words[i-1] == "but" {
				return earlierVerb(words[:i])
			}
			return i
		case countables[words[i-1]] && ambiguous[false][word] && i+1 < len(words) && (capitalised(words[i+1]) || determined[words[i+1]]):
			return i // "an open letter offers Putin …"
		case i+1 < len(words) && (unicode.IsUpper(before) && (ambiguous[false][word] || ambiguous[true][word] && (i > 1 || strings.HasSuffix(words[0], "s"))) || strings.HasSuffix(words[i-1], "s") && ambiguous[true][word]):
			return i
		}
		if strings.ContainsAny(word[len(word)-1:], ";:") {
			return -1
		}
	}
	return -1
}

// earlierVerb finds the verb that a second one behind "and" goes with: the
// last word that can be one.
func earlierVerb(words []string) int {
	for i := len(words) - 1; i > 0; i-- {
		if ambiguous[false][words[i]] || finite[words[i]] {
			return i
		}
	}
	return -1
}

// telling says whether a title can be told as a sentence, and where its verb
// stands. Each of the parts between semicolons must be a sentence too.
func telling(title string) (verb int, ok bool) {
	title, rest, more := strings.Cut(title, ";")
	if more {
		if _, ok := telling(strings.TrimSpace(rest)); !ok {
			return -1, false
		}
	}
	words := strings.Fields(title)
	verb = verbAt(words)
	at := participle.FindStringIndex(title)
	if at == nil || verb < 0 {
		return verb, verb >= 0
	}
	before := len(strings.Fields(title[:at[0]]))
	return verb, before > verb || relative(words, before, verb)
}

// articled gives a title that begins with a name its article, where the texts
// at hand write that name with one: "the EU adopts", "the US and Russia hold".
func (w *briefingWriter) articled(title string, verb int) (string, bool) {
	words := strings.Fields(title)
	if verb < 1 || verb > len(words) {
		return title, false
	}
	name := words[:verb]
	if strings.HasSuffix(name[len(name)-1], "ly") && len(name) > 1 {
		name = name[:len(name)-1] // "EU formally adopts"
	}
	if !capitalised(name[len(name)-1]) && !w.definite[strings.Join(name, " ")] {
		return title, false // "US and allied envoys"
	}
	if at := slices.IndexFunc(name, func(word string) bool { return word == "and" || strings.HasSuffix(word, ",") }); at > 0 {
		name = name[:at+1]
		name[at] = strings.TrimSuffix(name[at], ",")
		if name[at] == "and" {
			name = name[:at]
		}
	}
	if !w.definite[strings.Join(name, " ")] {
		return title, false
	}
	return "the " + title, true
}

// learnDefinite takes in names that a text writes with an article and as
// themselves, not as the first part of another name: "the EU said", "at the
// White House.", not "the Istanbul talks".
func (w *briefingWriter) learnDefinite(text string) {
	words := strings.Fields(text)
	for i, word := range words {
		if word != "the" && word != "The" {
			continue
		}
		var name []string
		for _, next := range words[i+1:] {
			bare, _, owns := strings.Cut(strings.TrimFunc(next, notLetter), "'")
			first, _ := utf8.DecodeRuneInString(bare)
			if !unicode.IsUpper(first) {
				if !slices.Contains(behindNames, next) {
					name = nil
				}
				break
			}
			name = append(name, bare)
			if owns || !unicode.IsLetter(rune(next[len(next)-1])) {
				break
			}
		}
		if len(name) > 0 {
			w.definite[strings.Join(name, " ")] = true
		}
	}
}

// behindNames are words before which a name is whole.
var behindNames = strings.Fields("and or as at but by for from had has have in is may must of on said says that to under was were which will with would")
