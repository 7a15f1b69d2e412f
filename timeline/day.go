package timeline

import (
	"fmt"
	"time"
)

// A Day is a calendar day as an ISO string, "2025-05-16". It is not a moment:
// it has no zone, and it compares in calendar order as a plain string. The
// empty Day means "no bound" or "not known".
type Day string

// The first and the last day that the archive can hold. An open bound is
// stored as one of them where an index needs a value.
const (
	FirstDay Day = "0001-01-01"
	LastDay  Day = "9999-12-31"
)

// ParseDay reads an ISO day, "2025-05-16". It refuses days that no calendar
// has, such as 2025-02-30.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() < 1 {
		return "", fmt.Errorf("%q is not a day like 2025-05-16", text)
	}
	return Day(text), nil
}

// DayOf gives the calendar day of a moment in the moment's own zone.
func DayOf(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

// Date makes a Day; months and days out of range are carried over as in
// time.Date.
func Date(year int, month time.Month, day int) Day {
	return DayOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// Time gives the day's midnight in UTC, for arithmetic only; the zero time
// for the empty or an unreadable day.
func (d Day) Time() time.Time {
	if len(d) != len(time.DateOnly) || d[4] != '-' || d[7] != '-' {
		return time.Time{}
	}
	year, month, day := digits(d[:4]), digits(d[5:7]), digits(d[8:])
	if year < 0 || month < 1 || day < 1 {
		return time.Time{}
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Month() != time.Month(month) || t.Day() != day {
		return time.Time{} // 31 June
	}
	return t
}

// digits gives the number that the digits make, -1 where something else
// stands among them. Days are counted far too often for package time's parser.
func digits(text Day) int {
	n := 0
	for i := range len(text) {
		c := text[i]
		if c < '0' || c > '9' {
			return -1
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// Add gives the day n days later (earlier where n is negative).
func (d Day) Add(n int) Day {
	if d == "" {
		return ""
	}
	return DayOf(d.Time().AddDate(0, 0, n))
}

// Sub gives the days from other to d: 1 when d is the day after other.
func (d Day) Sub(other Day) int {
	return int(d.Time().Sub(other.Time()) / (24 * time.Hour))
}

// Weekday gives the day of the week.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// Monday gives the Monday of the ISO week that holds the day.
func (d Day) Monday() Day { return d.Add(-(int(d.Weekday()) + 6) % 7) }

// EndUTC gives the last moment of the day in UTC: what "as known on that
// day" means where no hour is given.
func (d Day) EndUTC() time.Time { return d.Time().Add(24*time.Hour - time.Nanosecond) }
