package dates

// A finding is what one finder read in one stretch of tokens, before it is
// known which day it means.
type finding struct {
	first, end              int // tokens, end not included
	kind                    Kind
	rule                    string
	resolve                 resolver
	opensRange, closesRange bool
	dateline                bool
	spec
}

// A resolver works out the time that a finding means.
type resolver func(*context, *finding) reading

// A spec is what the words say. Each family of finders uses its part of it.
type spec struct {
	grain    grain
	number   int // how many units; a quarter, season or half; unknownNumber
	half     bool
	year     int // 0 where none is said
	month    int
	day      int
	weekday  int // noWeekday where none is said
	relation int // noRelation where none is said
	// yearRelation is that of "May last year"
	yearRelation int
	part         int // early, mid, late …
	dayPart      int
	clock        clock
	anniversary  bool // to the day: "a year ago today"
	eve          bool // the day before what is named
	overnight    bool // the night that ends on the day
	compared     bool // with what stands before: it is no anchor for others
	holiday      *holiday
	value        string // where the words alone give it
}

const (
	noWeekday     = -1
	noRelation    = -1
	unknownNumber = -1 << 30
)

// A clock is an hour of the day.
type clock struct {
	said         bool
	hour, minute int
	zone         string // as zones gives it
	minutes      bool   // the minutes were said
}

// A head is what stands before the core of an expression: "early", "the end
// of", "nearly", "last".
type head struct {
	first, core int // tokens
	the         bool
	approx      bool
	part        int
	relation    int
	fiscal      bool // "fiscal", "full"
}

// A finder reads an expression whose core begins at token h.core. It looks at
// a bounded number of tokens.
type finder struct {
	name string
	find func(r *reader, h head) (finding, bool)
}

// A dispatch sends words with one of the traits to the finders of a family.
type dispatch struct {
	traits  trait
	finders []finder
}

// dispatches lists which finders a word wakes. Of several findings the
// longest wins, of equally long ones that of the finder listed first.
var dispatches = []dispatch{
	{isMonth, []finder{{"month and day", findMonthDay}, {"month", findMonth}}},
	{isOrdinal | isTens, []finder{{"day and month", findDayMonth}, {"quarter", findQuarter},
		{"day of month", findDayOfMonth}, {"century", findCentury}, {"weekday of month", findNthWeekday}}},
	{isWeekday | isWeekdayShort, []finder{{"weekday of month", findNthWeekday}, {"weekday and date", findWeekdayDate}, {"weekday", findWeekday}}},
	{isDeictic, []finder{{"day word", findDeictic}}},
	{isUnit, []finder{{"unit", findUnit}, {"anchored unit", findAnchored}, {"year before", findYearBefore}, {"bare units", findBareUnits}}},
	{isPeriod, []finder{{"period", findPeriod}}},
	{isCardinal | isQuantity | isArticle | isTens, []finder{{"counted units", findCounted}, {"year in words", findYearWords}}},
	{isSeason, []finder{{"season", findSeason}}},
	{isDayPart, []finder{{"part of day", findDayPart}}},
	{isEvery, []finder{{"every", findEvery}}},
	{isRecurrence, []finder{{"recurrence", findRecurrence}}},
	{isDecade, []finder{{"decade in words", findDecadeWords}}},
	{isQuarterMark, []finder{{"quarter mark", findQuarterMark}}},
	{isHoliday, []finder{{"holiday", findHoliday}}},
	{isVague | isThe, []finder{{"vague word", findVague}}},
}

// numberFinders read expressions that begin with digits.
var numberFinders = []finder{
	{"numeric date", findNumeric}, {"day and month", findDayMonth}, {"clock", findClock}, {"counted units", findCounted},
	{"decade", findDecade}, {"day of month", findDayOfMonth}, {"century", findCentury}, {"quarter", findQuarter},
	{"period of a year", findPeriodOfYear}, {"year", findYear},
}
