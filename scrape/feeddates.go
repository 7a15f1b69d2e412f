package scrape

import (
	"strconv"
	"strings"
	"time"
)

// earliest is the first year that a date of publication can have: 0001 and
// 1970 are what programs write who do not know.
const earliest = 1990

// isoLayouts are dates that begin with a year; those without a zone are in
// the source's own.
var isoLayouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05.999999999",
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z0700",
	"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15Z07:00",
}

// zoneHours are the offsets that names stand for, in hours. Names that mean
// several things (IST, AST) are not here: they are read in the source's zone.
var zoneHours = map[string]float64{
	"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MET": 1, "MEST": 2,
	"EET": 2, "EEST": 3, "MSK": 3, "MSD": 4, "TRT": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
	"PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "AEST": 10, "AEDT": 11,
}

// parseFeedDate reads a publication date as feeds in the wild write it:
// RFC 822 with all its errors, or ISO. A date without a zone is in the given
// one. A day alone is its last second there. ok is false for what is no date
// and for years before 1990.
func parseFeedDate(text string, zone *time.Location) (t time.Time, dayOnly, ok bool) {
	text = strings.TrimSpace(text)
	if len(text) < 8 || len(text) > 80 {
		return t, false, false
	}
	if t, dayOnly, ok = parseISODate(text, zone); !ok {
		t, dayOnly, ok = parseMailDate(text, zone)
	}
	if !ok || t.Year() < earliest || t.Year() > 9999 {
		return time.Time{}, false, false
	}
	return t, dayOnly, true
}

func parseISODate(text string, zone *time.Location) (time.Time, bool, bool) {
	for _, layout := range []string{time.DateOnly, "20060102", "2006/01/02"} {
		if t, err := time.ParseInLocation(layout, text, zone); err == nil {
			return endOfDay(t, zone), true, true
		}
	}
	for _, layout := range isoLayouts {
		if t, err := time.ParseInLocation(layout, text, zone); err == nil {
			return t, false, true
		}
	}
	day, clock, found := strings.Cut(text, " ")
	if t, err := time.Parse(time.DateOnly, day); err == nil && found {
		return assemble(mailDate{year: t.Year(), month: t.Month(), day: t.Day()}, strings.Fields(clock), zone)
	}
	return time.Time{}, false, false
}

// mailDate collects the parts of an RFC 822 date in whatever order they come.
type mailDate struct {
	year, day int
	month     time.Month
}

// parseMailDate reads "Fri, 16 May 2025 14:30:00 +0300" and its relatives:
// the weekday may be wrong or missing, the month long, the year short, the
// month before the day.
func parseMailDate(text string, zone *time.Location) (time.Time, bool, bool) {
	fields := strings.FieldsFunc(text, func(c rune) bool { return c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\r' })
	var date mailDate
	var rest []string
	for _, field := range fields {
		number, err := strconv.Atoi(field)
		switch {
		case strings.Contains(field, "-") && date.month == 0 && date.fromDashes(field):
		case date.month == 0 && monthOf(field) != 0:
			date.month = monthOf(field)
		case err == nil && !signed(field) && date.day == 0 && number >= 1 && number <= 31 && len(field) <= 2:
			date.day = number
		case err == nil && !signed(field) && date.year == 0 && (len(field) == 4 || len(field) == 2):
			date.year = fullYear(number, len(field))
		default:
			rest = append(rest, field)
		}
	}
	if date.day == 0 || date.month == 0 || date.year == 0 {
		return time.Time{}, false, false
	}
	return assemble(date, rest, zone)
}

// fromDashes reads "16-May-25", as RFC 850 writes it.
func (d *mailDate) fromDashes(field string) bool {
	parts := strings.Split(field, "-")
	if len(parts) != 3 || monthOf(parts[1]) == 0 {
		return false
	}
	day, err := strconv.Atoi(parts[0])
	year, err2 := strconv.Atoi(parts[2])
	if err != nil || err2 != nil {
		return false
	}
	d.day, d.month, d.year = day, monthOf(parts[1]), fullYear(year, len(parts[2]))
	return true
}

func signed(field string) bool { return strings.HasPrefix(field, "+") || strings.HasPrefix(field, "-") }

// fullYear follows RFC 2822 4.3: 00–49 are of this century.
func fullYear(year, digits int) int {
	switch {
	case digits > 2:
		return year
	case year < 50:
		return 2000 + year
	default:
		return 1900 + year
	}
}

// monthOf knows months by their first three letters; 0 for other words.
func monthOf(word string) time.Month {
	word = strings.ToLower(strings.TrimSuffix(word, "."))
	if len(word) < 3 {
		return 0
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), word) || word == "sept" && m == time.September {
			return m
		}
	}
	return 0
}

// assemble adds clock and zone to a day.
func assemble(date mailDate, rest []string, zone *time.Location) (time.Time, bool, bool) {
	clock, hasClock, at := time.Duration(0), false, zone
	for n, field := range rest {
		if d, ok := clockOf(field); ok {
			clock, hasClock = d, true
			continue
		}
		if offset, ok := offsetOf(field); ok {
			at = time.FixedZone(field, offset)
			continue
		}
		if n > 0 && strings.EqualFold(field, "PM") && clock < 12*time.Hour {
			clock += 12 * time.Hour
		} else if n > 0 && strings.EqualFold(field, "AM") && clock >= 12*time.Hour {
			clock -= 12 * time.Hour
		}
	}
	day := time.Date(date.year, date.month, date.day, 0, 0, 0, 0, at)
	if day.Day() != date.day || day.Month() != date.month {
		return time.Time{}, false, false // 30 February
	}
	if !hasClock {
		return endOfDay(day, at), true, true
	}
	hours, minutes, seconds := int(clock/time.Hour), int(clock/time.Minute)%60, int(clock/time.Second)%60
	return time.Date(date.year, date.month, date.day, hours, minutes, seconds, 0, at), false, true
}

// clockOf reads "14:30", "14:30:05" and "14:30:05.123".
func clockOf(field string) (time.Duration, bool) {
	field = strings.TrimSuffix(field, "Z")
	parts := strings.Split(field, ":")
	if len(parts) < 2 || len(parts) > 3 || signed(field) {
		return 0, false
	}
	var total time.Duration
	for n, unit := range []time.Duration{time.Hour, time.Minute, time.Second}[:len(parts)] {
		whole, _, _ := strings.Cut(parts[n], ".")
		value, err := strconv.Atoi(whole)
		if err != nil || value < 0 || n == 0 && value > 24 || n > 0 && value > 60 {
			return 0, false
		}
		total += time.Duration(value) * unit
	}
	return total, true
}

// offsetOf reads "+0300", "+03:00", "-5", "GMT+3" and names; seconds east.
func offsetOf(field string) (int, bool) {
	name := strings.ToUpper(strings.Trim(field, "()"))
	if hours, known := zoneHours[name]; known {
		return int(hours * 3600), true
	}
	for _, prefix := range []string{"GMT", "UTC"} {
		name = strings.TrimPrefix(name, prefix)
	}
	if len(name) < 2 || !signed(name) {
		return 0, false
	}
	digits := strings.ReplaceAll(name[1:], ":", "")
	value, err := strconv.Atoi(digits)
	if err != nil {
		return 0, false
	}
	hours, minutes := value, 0
	if len(digits) > 2 {
		hours, minutes = value/100, value%100
	}
	if hours > 14 || minutes > 59 {
		return 0, false
	}
	seconds := hours*3600 + minutes*60
	if name[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}
