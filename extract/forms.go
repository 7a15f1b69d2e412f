package extract

import "strings"

// A form tells how a verb is inflected. A word can have several.
type form uint8

const (
	base       form = 1 << iota // meet
	third                       // meets
	past                        // met
	participle                  // met
	gerund                      // meeting
	noun                        // not a verb at all
)

// irregular verbs that news uses: base, past, participle. General English.
var irregular = table(`be was been|become became become|begin began begun|bear bore borne|break broke broken|bring brought brought|build built built
ring rang rung|freeze froze frozen|sink sank sunk|lend lent lent|catch caught caught|sweep swept swept|swear swore sworn|hurt hurt hurt|burst burst burst|grow grew grown
buy bought bought|cast cast cast|choose chose chosen|come came come|cut cut cut|deal dealt dealt|draw drew drawn|drive drove driven|fall fell fallen
fight fought fought|find found found|flee fled fled|fly flew flown|forbid forbade forbidden|free freed freed|get got got|give gave given|go went gone|have had had
hear heard heard|hit hit hit|hold held held|keep kept kept|know knew known|lay laid laid|lead led led|leave left left|let let let
lie lay lain|lose lost lost|make made made|mean meant meant|meet met met|overthrow overthrew overthrown|pay paid paid|put put put|read read read
reset reset reset|resit resat resat|rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent
set set set|shake shook shaken|shoot shot shot|show showed shown|shut shut shut|sit sat sat|speak spoke spoken|spend spent spent|spread spread spread
stand stood stood|strike struck struck|take took taken|tell told told|think thought thought|throw threw thrown|undergo underwent undergone
understand understood understood|undertake undertook undertaken|uphold upheld upheld|withdraw withdrew withdrawn|withhold withheld withheld|win won won
write wrote written|wound wounded wounded|overrun overran overrun|rebuff rebuffed rebuffed|target targeted targeted|visit visited visited|offer offered offered
free freed freed|agree agreed agreed|host hosted hosted|shell shelled shelled|bomb bombed bombed|launch launched launched|veto vetoed vetoed|echo echoed echoed`)

func table(text string) map[string][2]string {
	m := map[string][2]string{}
	for _, entry := range strings.FieldsFunc(text, func(r rune) bool { return r == '|' || r == '\n' }) {
		w := strings.Fields(entry)
		m[w[0]] = [2]string{w[1], w[2]}
	}
	return m
}

// unstressed endings whose last consonant is not doubled: visit, offer, target.
var undoubled = set("visit benefit offer target order deliver open happen threaten suffer cancel hamper halt limit exit edit credit enter bolster broker counter")

// inflect gives the forms of a verb, by word.
func inflect(verb string) map[string]form {
	forms := map[string]form{}
	forms[verb] |= base
	forms[thirdPerson(verb)] |= third
	forms[ing(verb)] |= gerund
	if p, ok := irregular[verb]; ok {
		forms[p[0]] |= past
		forms[p[1]] |= participle
		return forms
	}
	forms[ed(verb)] |= past | participle
	if strings.HasSuffix(verb, "l") && endsShort(verb) { // cancelled, canceled
		forms[verb+"ed"] |= past | participle
		forms[verb+"ing"] |= gerund
		forms[verb+"led"] |= past | participle
		forms[verb+"ling"] |= gerund
	}
	return forms
}

func thirdPerson(v string) string {
	switch {
	case v == "be":
		return "is"
	case v == "have":
		return "has"
	case v == "go" || v == "do" || v == "veto" || v == "echo":
		return v + "es"
	case strings.HasSuffix(v, "s"), strings.HasSuffix(v, "sh"), strings.HasSuffix(v, "ch"), strings.HasSuffix(v, "x"), strings.HasSuffix(v, "z"):
		return v + "es"
	case consonantY(v):
		return v[:len(v)-1] + "ies"
	}
	return v + "s"
}

func ing(v string) string {
	switch {
	case strings.HasSuffix(v, "ie"):
		return v[:len(v)-2] + "ying"
	case strings.HasSuffix(v, "e") && !strings.HasSuffix(v, "ee") && v != "be":
		return v[:len(v)-1] + "ing"
	case doubles(v):
		return v + v[len(v)-1:] + "ing"
	}
	return v + "ing"
}

func ed(v string) string {
	switch {
	case strings.HasSuffix(v, "e"):
		return v + "d"
	case consonantY(v):
		return v[:len(v)-1] + "ied"
	case doubles(v):
		return v + v[len(v)-1:] + "ed"
	}
	return v + "ed"
}

func consonantY(v string) bool {
	n := len(v)
	return n > 1 && v[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(v[n-2]))
}

func endsShort(v string) bool {
	n := len(v)
	return n > 2 && strings.ContainsRune("aeiou", rune(v[n-2])) && !strings.ContainsRune("aeiou", rune(v[n-3]))
}

func doubles(v string) bool {
	return endsShort(v) && !undoubled[v] && !strings.ContainsRune("wxyaeiou", rune(v[len(v)-1])) && (len(v) <= 5 || strings.HasSuffix(v, "mit") || strings.HasSuffix(v, "fer") || strings.HasSuffix(v, "cur") || strings.HasSuffix(v, "bel"))
}

// plural gives the plural of a noun, the last word of a phrase.
func plural(n string) string {
	switch {
	case strings.HasSuffix(n, "s"), strings.HasSuffix(n, "sh"), strings.HasSuffix(n, "ch"), strings.HasSuffix(n, "x"):
		return n + "es"
	case strings.HasSuffix(n, "man"):
		return n[:len(n)-3] + "men"
	case consonantY(n):
		return n[:len(n)-1] + "ies"
	}
	return n + "s"
}
