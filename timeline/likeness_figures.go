package timeline

import (
	"strconv"
	"strings"
)

// joinThousands writes "1,212" as "1212", so that an amount is one word.
func joinThousands(text string) string {
	if !strings.Contains(text, ",") {
		return text
	}
	joined := []byte(nil)
	from := 0
	for i := 1; i+3 < len(text); i++ {
		if text[i] == ',' && isDigit(text[i-1]) && isDigit(text[i+1]) && isDigit(text[i+2]) && isDigit(text[i+3]) && (i+4 == len(text) || !isDigit(text[i+4])) {
			joined = append(joined, text[from:i]...)
			from = i + 1
		}
	}
	if joined == nil {
		return text
	}
	return string(append(joined, text[from:]...))
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// leastFigure is the amount from which on it is no accident that two texts
// about one day give the same.
const leastFigure = 50

// figuresOf lists the amounts that stand in texts as digits; years and small
// numbers are left out.
func figuresOf(texts []string) []int32 {
	var list []int32
	for _, text := range texts {
		for token := range strings.FieldsFuncSeq(joinThousands(text), notInWord) {
			if token = strings.Trim(token, "-'’"); isNumber(token) && !isDayOrYear(token) && len(token) < 8 {
				if n, err := strconv.Atoi(token); err == nil && n >= leastFigure {
					list = append(list, int32(n))
				}
			}
		}
	}
	return sortedSet(list)
}

// The words of late on one day and of early on the next: what happens around
// midnight is dated to either. A night that lasts until the morning is early.
var (
	lateWords  = wordSet("late night midnight")
	earlyWords = wordSet("early midnight overnight dawn")
)

// nightOf says whether texts speak of the end or of the beginning of a day.
func nightOf(texts []string) (late, early bool) {
	night, morning := false, false
	for _, text := range texts {
		for token := range strings.FieldsFuncSeq(strings.ToLower(text), notInWord) {
			late, early = late || lateWords[token], early || earlyWords[token]
			night, morning = night || token == "night", morning || token == "morning"
		}
	}
	return late, early || night && morning
}

// runsOn says whether texts tell of something that takes more than a day:
// "two-day talks", "the second day of".
func runsOn(texts []string) bool {
	for _, text := range texts {
		before := ""
		for token := range strings.FieldsFuncSeq(strings.ToLower(text), notInWord) {
			if token == "two-day" || token == "three-day" || token == "day" && (before == "first" || before == "second" || before == "final") {
				return true
			}
			before = token
		}
	}
	return false
}
