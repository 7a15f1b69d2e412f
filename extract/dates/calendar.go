package dates

import (
	"strconv"
	"time"

	"truceline/timeline"
)

// A civil is a day as the number of days since 1970-01-01: dates are counted
// with it and turned into text only when they are done.
type civil int

const secondsPerDay = 24 * 60 * 60

// The days that a timeline.Day can hold.
var (
	firstCivil = civilOf(1, time.January, 1)
	lastCivil  = civilOf(9999, time.December, 31)
)

// civilOf makes a day; months and days out of range carry over.
func civilOf(year int, month time.Month, day int) civil {
	return civil(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

func civilOfDay(d timeline.Day) civil {
	return civil(d.Time().Unix() / secondsPerDay)
}

func (c civil) time() time.Time { return time.Unix(int64(c)*secondsPerDay, 0).UTC() }

func (c civil) date() (year int, month time.Month, day int) { return c.time().Date() }

func (c civil) year() int { return c.time().Year() }

func (c civil) month() time.Month { return c.time().Month() }

func (c civil) valid() bool { return firstCivil <= c && c <= lastCivil }

// weekday counts from Sunday; 1970-01-01 was a Thursday.
func (c civil) weekday() time.Weekday {
	return time.Weekday(((int(c)+int(time.Thursday))%7 + 7) % 7)
}

// monday gives the first day of the ISO week.
func (c civil) monday() civil { return c - civil((int(c.weekday())+6)%7) }

// day gives the day as an ISO string.
func (c civil) day() timeline.Day {
	return timeline.Day(appendDay(make([]byte, 0, len(time.DateOnly)), c))
}

func appendDay(b []byte, c civil) []byte {
	year, month, day := c.date()
	b = appendPadded(b, year, 4)
	b = append(b, '-')
	b = appendPadded(b, int(month), 2)
	b = append(b, '-')
	return appendPadded(b, day, 2)
}

// appendPadded writes n with leading zeros up to the given width.
func appendPadded(b []byte, n, width int) []byte {
	for limit := 10; width > 1; width, limit = width-1, limit*10 {
		if n < limit {
			for ; width > 1; width-- {
				b = append(b, '0')
			}
			break
		}
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// daysIn counts the days of a month.
func daysIn(year int, month time.Month) int {
	return int(civilOf(year, month+1, 1) - civilOf(year, month, 1))
}

// monthsBetween counts calendar months from a to b.
func monthsBetween(a, b civil) int {
	ya, ma, _ := a.date()
	yb, mb, _ := b.date()
	return (yb-ya)*12 + int(mb) - int(ma)
}
