package dates

import (
	"strconv"
	"time"
)

// A grain is how coarse a stretch of the calendar is.
type grain uint8

const (
	grainNone grain = iota
	grainSecond
	grainMinute
	grainHour
	grainDay
	grainWeekend
	grainWeek
	grainFortnight
	grainMonth
	grainQuarter
	grainSeason
	grainHalf
	grainYear
	grainDecade
	grainCentury
)

var grainNames = [...]string{
	grainSecond: "second", grainMinute: "minute", grainHour: "hour", grainDay: "day",
	grainWeekend: "weekend", grainWeek: "week", grainFortnight: "fortnight", grainMonth: "month",
	grainQuarter: "quarter", grainSeason: "season", grainHalf: "half-year", grainYear: "year",
	grainDecade: "decade", grainCentury: "century",
}

// A point is one unit of the calendar: a day, a week, a month … with its
// first and last day.
type point struct {
	grain       grain
	first, last civil
	year        int // the year by which a season is named; else that of first
	index       int // 1–4 for quarters and seasons, 1–2 for halves, month of years otherwise unused
}

// The seasons, as meteorologists count them.
const (
	spring = iota + 1
	summer
	autumn
	winter
)

var seasonCodes = [...]string{spring: "SP", summer: "SU", autumn: "FA", winter: "WI"}

func (p point) known() bool { return p.grain != grainNone && p.first.valid() && p.last.valid() }

func dayPoint(c civil) point { return point{grain: grainDay, first: c, last: c} }

func weekPoint(c civil) point {
	monday := c.monday()
	return point{grain: grainWeek, first: monday, last: monday + 6}
}

func weekendPoint(c civil) point {
	monday := c.monday()
	return point{grain: grainWeekend, first: monday + 5, last: monday + 6}
}

func monthPoint(year int, month time.Month) point {
	return monthsPoint(grainMonth, year, month, 1)
}

func monthsPoint(g grain, year int, month time.Month, months int) point {
	first := civilOf(year, month, 1)
	return point{grain: g, first: first, last: civilOf(year, month+time.Month(months), 1) - 1, year: first.year()}
}

// quarterPoint gives the n-th quarter, n counted from 1; it may leave the year.
func quarterPoint(year, n int) point {
	p := monthsPoint(grainQuarter, year, time.Month(3*n-2), 3)
	p.index = (int(p.first.month())-1)/3 + 1
	return p
}

func halfPoint(year, n int) point {
	p := monthsPoint(grainHalf, year, time.Month(6*n-5), 6)
	p.index = (int(p.first.month())-1)/6 + 1
	return p
}

// seasonPoint gives a season of the year; the winter of a year is the one
// that begins in its December.
func seasonPoint(year, season int) point {
	p := monthsPoint(grainSeason, year, time.Month(3*season), 3)
	p.year, p.index = year, season
	return p
}

func yearPoint(year int) point { return monthsPoint(grainYear, year, time.January, 12) }

func decadePoint(first int) point {
	return monthsPoint(grainDecade, first, time.January, 120)
}

// centuryPoint gives the hundred years that share their first two digits, as
// TIMEX3 values name them.
func centuryPoint(first int) point {
	return monthsPoint(grainCentury, first, time.January, 1200)
}

// unitPoint gives the unit of the given grain that holds a day.
func unitPoint(g grain, c civil) point {
	year, month, _ := c.date()
	switch g {
	case grainDay:
		return dayPoint(c)
	case grainWeekend:
		return weekendPoint(c)
	case grainWeek:
		return weekPoint(c)
	case grainMonth:
		return monthPoint(year, month)
	case grainQuarter:
		return quarterPoint(year, (int(month)+2)/3)
	case grainHalf:
		return halfPoint(year, (int(month)+5)/6)
	case grainYear:
		return yearPoint(year)
	case grainDecade:
		return decadePoint(year - year%10)
	case grainCentury:
		return centuryPoint(year - year%100)
	}
	return point{}
}

// shift moves a point by n of its own units.
func (p point) shift(n int) point {
	year, month, _ := p.first.date()
	switch p.grain {
	case grainDay:
		return dayPoint(p.first + civil(n))
	case grainWeek:
		return weekPoint(p.first + civil(7*n))
	case grainWeekend:
		return weekendPoint(p.first + civil(7*n))
	case grainMonth:
		return monthPoint(year, month+time.Month(n))
	case grainQuarter:
		return quarterPoint(year, (int(month)+2)/3+n)
	case grainSeason:
		return seasonPoint(p.year+n, p.index)
	case grainHalf:
		return halfPoint(year, (int(month)+5)/6+n)
	case grainYear:
		return yearPoint(year + n)
	case grainDecade:
		return decadePoint(year - year%10 + 10*n)
	case grainCentury:
		return centuryPoint(year - year%100 + 100*n)
	}
	return point{}
}

// addUnits gives the unit of grain g that lies n units of g after the day.
func addUnits(c civil, g grain, n int) point {
	switch g {
	case grainDay, grainHour, grainMinute, grainSecond:
		if g != grainDay {
			n = 0
		}
		return dayPoint(c + civil(n))
	case grainFortnight:
		return weekPoint(c + civil(14*n))
	case grainSeason:
		return point{}
	case grainDecade:
		return yearPoint(c.year() + 10*n)
	case grainCentury:
		return yearPoint(c.year() + 100*n)
	}
	return unitPoint(g, c).shift(n)
}

// sameDay is the day of the calendar that lies n units from c, "one year ago
// today"; the day of a month that is too short for it is the month's last.
func sameDay(c civil, g grain, n int) point {
	year, month, day := c.date()
	switch g {
	case grainYear:
		year += n
	case grainMonth:
		month += time.Month(n)
	case grainWeek:
		return dayPoint(c + civil(7*n))
	default:
		return addUnits(c, g, n)
	}
	first := civilOf(year, month, 1)
	p := monthPoint(first.year(), first.month())
	return dayPoint(min(p.first+civil(day-1), p.last))
}

// value gives the TIMEX3 value.
func (p point) value() string {
	b := make([]byte, 0, 16)
	year := p.first.year()
	switch p.grain {
	case grainDay:
		b = appendDay(b, p.first)
	case grainWeek, grainWeekend:
		isoYear, week := p.first.time().ISOWeek()
		b = append(appendPadded(b, isoYear, 4), "-W"...)
		b = appendPadded(b, week, 2)
		if p.grain == grainWeekend {
			b = append(b, "-WE"...)
		}
	case grainMonth:
		b = append(appendPadded(b, year, 4), '-')
		b = appendPadded(b, int(p.first.month()), 2)
	case grainQuarter:
		b = append(appendPadded(b, year, 4), "-Q"...)
		b = strconv.AppendInt(b, int64(p.index), 10)
	case grainHalf:
		b = append(appendPadded(b, year, 4), "-H"...)
		b = strconv.AppendInt(b, int64(p.index), 10)
	case grainSeason:
		b = append(appendPadded(b, p.year, 4), '-')
		b = append(b, seasonCodes[p.index]...)
	case grainYear:
		b = appendPadded(b, year, 4)
	case grainDecade:
		b = appendPadded(b, year/10, 3)
	case grainCentury:
		b = appendPadded(b, year/100, 2)
	}
	return string(b)
}
