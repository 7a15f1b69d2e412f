package dates

import (
	"slices"
	"strings"
)

// A trait is something that a word can be. Most words of a text have none.
type trait uint64

const (
	isWeekday trait = 1 << iota
	isWeekdayShort
	isMonth
	isMonthShort
	isOrdinal
	isCardinal
	isTens
	isUnit
	isPlural
	isSeason
	isDayPart
	isDeictic
	isThe
	isArticle
	isRelation // this, last, next …
	isPart     // early, late, mid …
	isEdge     // start of, end of …
	isApprox
	isQuantity // few, several …
	isEvery
	isPreposition
	isConjunction
	isRelative // who, which, that
	isSpeech   // said, told
	isPast     // finite verbs in the past, has, had
	isModal    // will, would, may …
	isPlanned  // due, planned …
	isPlanVerb // verbs that put their infinitive into the future
	isPresent  // is, are
	isAbbreviation
	isZone
	isMeridiem // am, pm
	isDecade   // nineties
	isCounted  // people, soldiers: what numbers that are no years count
	isSubordinate
	isRecurrence // daily, weekly …
	isPossessive
	isQuarterMark
	isHoliday // first words of holidays
	isVague
	isFiscal
	isPeriod
	isEvent    // what is announced before it happens: talks, summit
	isAddress  // what is said: speech, letter
	isProposal // verbs that put what they name ahead
	isMoved    // verbs before the new day of what was to be on another
	isLabel    // what numbers belong to: section, flight
	isGrammar  // closed-class words that are no names though they begin a sentence
)

// A lexeme is a word that matters to a finder or to the tense of a clause.
type lexeme struct {
	traits trait
	num    int16 // the weekday, month, number, relation … by the trait
	unit   grain
}

// Relations say how a unit lies to the day it is counted from.
const (
	relThis = iota
	relLast
	relNext
	relPast     // the past week
	relComing   // the coming week
	relPrevious // counted from a date in the text
	relFollowing
	relSame
	relThat
	relLatest
)

// Parts of a unit.
const (
	partNone = iota
	partEarly
	partMid
	partLate
	partEarlier
	partLater
	partStart
	partEnd
)

// Parts of a day, by their TIMEX3 codes.
const (
	dayNone = iota
	dayMorning
	dayAfternoon
	dayEvening
	dayNight
	dayMidday
	dayMidnight
	dayDawn
)

// Deictic days.
const (
	deicticToday = iota
	deicticYesterday
	deicticTomorrow
	deicticTonight
	deicticOvernight // the night that ends on the day
)

// A wordList gives one trait to words. Where counting is set, the words are
// numbered on from num; else all of them get num.
type wordList struct {
	traits   trait
	num      int16
	unit     grain
	counting bool
	words    string
}

// unknownWord and edWord stand for every word outside the lexicon; edWord for
// those in -ed, which are read as verbs in the past.
const (
	unknownWord uint16 = iota
	edWord
	firstListed
)

const longestWord = 14 // in bytes; no longer word is listed

var lexemes, lexicon = buildLexicon(slices.Concat(wordLists, verbLists))

func buildLexicon(lists []wordList) ([]lexeme, map[string]uint16) {
	all := make([]lexeme, firstListed, 1024)
	all[edWord].traits = isPast
	index := make(map[string]uint16, 1024)
	for _, list := range lists {
		for i, word := range strings.Fields(list.words) {
			at, known := index[word]
			if !known {
				at = uint16(len(all))
				index[word] = at
				all = append(all, lexeme{})
			}
			all[at].add(list, i)
		}
	}
	return all, index
}

func (l *lexeme) add(list wordList, i int) {
	l.traits |= list.traits
	if list.counting {
		l.num = list.num + int16(i)
	} else if list.num != 0 {
		l.num = list.num
	}
	if list.unit != grainNone {
		l.unit = list.unit
	}
}
