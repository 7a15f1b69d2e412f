package timeline

import (
	"fmt"
	"strings"
)

// A Period is what a briefing tells of: both days included, counted in UTC.
type Period struct {
	From Day `json:"from"`
	To   Day `json:"to"`
}

// longestPeriod bounds what one briefing can tell, in days.
const longestPeriod = 92

// ParsePeriod reads an ISO week, "2025-W20", or two days, "2025-05-01..2025-05-20".
func ParsePeriod(text string) (Period, error) {
	if from, to, ranged := strings.Cut(text, ".."); ranged {
		return parseRange(from, to)
	}
	var year, week int
	if n, err := fmt.Sscanf(text, "%4d-W%2d", &year, &week); n != 2 || err != nil {
		return Period{}, Invalidf("week", "%q is neither a week like 2025-W20 nor two days like 2025-05-01..2025-05-20", text)
	}
	period := WeekOf(Date(year, 1, 4).Add(7 * (week - 1)))
	if period.Name() != text || year < 1 || week < 1 {
		return Period{}, Invalidf("week", "the calendar has no week %q", text)
	}
	return period, nil
}

func parseRange(from, to string) (Period, error) {
	first, err := ParseDay(from)
	if err != nil {
		return Period{}, Invalidf("week", "%v", err)
	}
	last, err := ParseDay(to)
	if err != nil {
		return Period{}, Invalidf("week", "%v", err)
	}
	p := Period{first, last}
	switch {
	case last < first:
		return Period{}, Invalidf("week", "%s is before %s", last, first)
	case p.Days() > longestPeriod:
		return Period{}, Invalidf("week", "%d days are too many for a briefing; at most %d", p.Days(), longestPeriod)
	}
	return p, nil
}

// WeekOf gives the ISO week that holds a day.
func WeekOf(day Day) Period {
	monday := day.Monday()
	return Period{monday, monday.Add(6)}
}

// Days counts the days of the period.
func (p Period) Days() int { return p.To.Sub(p.From) + 1 }

// Week says whether the period is an ISO week.
func (p Period) Week() bool { return p == WeekOf(p.From) }

// Name is how addresses call the period: what ParsePeriod reads.
func (p Period) Name() string {
	if !p.Week() {
		return string(p.From) + ".." + string(p.To)
	}
	year, week := p.From.Time().ISOWeek()
	return fmt.Sprintf("%04d-W%02d", year, week)
}

// Words names the period for people: "Week 20 of 2025: 12–18 May 2025".
func (p Period) Words() string {
	span := SpanWords(p.From, p.To)
	if !p.Week() {
		return span
	}
	year, week := p.From.Time().ISOWeek()
	return fmt.Sprintf("Week %d of %d: %s", week, year, span)
}

// noun is what a sentence calls the period.
func (p Period) noun() string {
	switch {
	case p.Week():
		return "week"
	case p.Days() == 1:
		return "day"
	}
	return "period"
}

// Next gives the period of the same length that follows n periods later.
func (p Period) Next(n int) Period {
	days := n * p.Days()
	return Period{p.From.Add(days), p.To.Add(days)}
}

// holds says whether the day lies in the period.
func (p Period) holds(day Day) bool { return p.From <= day && day <= p.To }
