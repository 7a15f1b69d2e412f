package main

import (
	"time"

	"truceline/timeline"
)

// A span is a first and a last day, both included.
type span struct{ first, last timeline.Day }

// spanOf is the span of a found event.
func spanOf(start string, end *timeline.Day) span {
	if end == nil {
		return span{timeline.Day(start), timeline.Day(start)}
	}
	return span{timeline.Day(start), *end}
}

// labelSpan widens YYYY and YYYY-MM to the year and the month.
func labelSpan(start string, end *string) span {
	if end == nil {
		end = &start
	}
	return span{widen(start, false), widen(*end, true)}
}

func widen(date string, toEnd bool) timeline.Day {
	layout, years, months := time.DateOnly, 0, 0
	switch len(date) {
	case len("2006"):
		layout, years = "2006", 1
	case len("2006-01"):
		layout, months = "2006-01", 1
	}
	day, err := time.Parse(layout, date)
	if err != nil {
		return timeline.Day(date)
	}
	if toEnd && years+months > 0 {
		day = day.AddDate(years, months, -1)
	}
	return timeline.Day(day.Format(time.DateOnly))
}

func (s span) overlaps(other span) bool { return s.first <= other.last && other.first <= s.last }
func (s span) days() int                { return s.last.Sub(s.first) + 1 }
