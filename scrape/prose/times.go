package prose

import (
	"strconv"
	"strings"
	"time"
)

// earliest is the first year that a web page can be of.
const earliest = 1995

var layouts = []string{time.RFC3339Nano, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700",
	"2006-01-02T15:04:05Z07", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z0700", time.RFC1123Z}

var layoutsWithoutZone = []string{"2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"}

// parseTime reads the machine-readable times of a page. A day alone is its
// end in the zone.
func parseTime(text string, zone *time.Location) (t time.Time, dayOnly, ok bool) {
	text = strings.TrimSpace(text)
	for _, layout := range layouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t, false, true
		}
	}
	for _, layout := range layoutsWithoutZone {
		if t, err := time.ParseInLocation(layout, text, zone); err == nil {
			return t, false, true
		}
	}
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return endOfDay(t, zone), true, true
	}
	return time.Time{}, false, false
}

func plausible(t, now time.Time) bool {
	return t.Year() >= earliest && (now.IsZero() || t.Before(now.Add(36*time.Hour)))
}

func endOfDay(t time.Time, zone *time.Location) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 23, 59, 59, 0, zone)
}

// dayInURL finds /2025/05/16/, /2025/may/16/ or 2025-05-16 in an address.
func dayInURL(address string) (time.Time, bool) {
	parts := strings.FieldsFunc(address, func(c rune) bool { return c == '/' || c == '-' || c == '_' || c == '.' })
	for n := 0; n+2 < len(parts); n++ {
		year, err := strconv.Atoi(parts[n])
		if err != nil || len(parts[n]) != 4 || year < earliest || year > 2100 {
			continue
		}
		month, day := monthIn(parts[n+1]), 0
		if len(parts[n+2]) <= 2 {
			day, _ = strconv.Atoi(parts[n+2])
		}
		t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
		if month != 0 && day != 0 && t.Day() == day {
			return t, true
		}
	}
	return time.Time{}, false
}

func monthIn(part string) time.Month {
	if number, err := strconv.Atoi(part); err == nil && len(part) <= 2 && number >= 1 && number <= 12 {
		return time.Month(number)
	}
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(part, m.String()) || strings.EqualFold(part, m.String()[:3]) {
			return m
		}
	}
	return 0
}
