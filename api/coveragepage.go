package api

import (
	"context"
	"fmt"
	"strings"
	"time"

	"truceline/store"
	"truceline/timeline"
)

// A coverageStrip shows, month by month, whether a source was read and how
// much it brought: where the gaps of the timeline come from.
type coverageStrip struct {
	Words string // the same in a sentence
	Width int
	Cells []coverageCell
}

// A coverageCell is one month of a strip: read, tried without success, or
// not looked at. Lengths are units of the drawing, y grows downwards.
type coverageCell struct {
	X, Y, Height int
	Kind         string // read, tried, none
	Words        string // for the pointer
}

const (
	stripHeight   = 18
	stripCell     = 7  // of which one is the gap
	stripMonths   = 36 // the most that a strip shows
	leastOfHeight = 5  // of a month that was read and brought nothing
)

// strips draws the coverage of every source over the same months, by source
// id; nil where nothing was ever read.
func (s *server) strips(ctx context.Context) (map[string]coverageStrip, []string, error) {
	coverage, err := s.store.Coverage(ctx, s.topic.ID)
	if err != nil || len(coverage) == 0 {
		return nil, nil, err
	}
	bySource := map[string]map[string]store.Coverage{}
	first, most := coverage[0].Month, 1
	for _, c := range coverage {
		if bySource[c.Source] == nil {
			bySource[c.Source] = map[string]store.Coverage{}
		}
		bySource[c.Source][c.Month] = c
		first, most = min(first, c.Month), max(most, c.Articles)
	}
	months := monthsUntil(first, s.today())
	made := make(map[string]coverageStrip, len(bySource))
	for source, covered := range bySource {
		made[source] = stripOf(months, covered, most)
	}
	return made, months, nil
}

// monthsUntil lists the months from one, "2025-05", to that of a day, the
// newest stripMonths of them.
func monthsUntil(first string, until timeline.Day) []string {
	var months []string
	at, err := time.Parse("2006-01", string(until[:len("2006-01")]))
	for month := at; err == nil && len(months) < stripMonths; month = month.AddDate(0, -1, 0) {
		name := month.Format("2006-01")
		if name < first {
			break
		}
		months = append([]string{name}, months...)
	}
	return months
}

func stripOf(months []string, covered map[string]store.Coverage, most int) coverageStrip {
	strip := coverageStrip{Width: len(months) * stripCell}
	read, articles := 0, 0
	for i, month := range months {
		c := covered[month]
		cell := coverageCell{X: i * stripCell, Height: stripHeight, Kind: "none", Words: monthWords(month) + ": not read"}
		switch {
		case c.Read > 0 || c.Articles > 0:
			cell.Kind, cell.Height = "read", leastOfHeight+c.Articles*(stripHeight-leastOfHeight)/most
			cell.Words = fmt.Sprintf("%s: %s, %d of %s answered", monthWords(month), countOf(c.Articles, "article"), c.Read, countOf(c.Visits, "visit"))
			read++
			articles += c.Articles
		case c.Visits > 0:
			cell.Kind = "tried"
			cell.Words = fmt.Sprintf("%s: %s, none answered", monthWords(month), countOf(c.Visits, "visit"))
		}
		cell.Y = stripHeight - cell.Height
		strip.Cells = append(strip.Cells, cell)
	}
	strip.Words = fmt.Sprintf("Read in %d of %s, %s.", read, countOf(len(months), "month"), countOf(articles, "article"))
	return strip
}

// monthWords writes "2025-05" as "May 2025".
func monthWords(month string) string {
	at, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return at.Format("January 2006")
}

// coverageCaption says which months the strips show, from the oldest on.
func coverageCaption(months []string) string {
	if len(months) == 0 {
		return ""
	}
	span := monthWords(months[0])
	if last := monthWords(months[len(months)-1]); last != span {
		span += " to " + last
	}
	return strings.Join([]string{"Coverage by month,", span + ":", "a column is a month, the taller the more articles;",
		"hatched is a month in which nothing was read, outlined one in which no attempt was answered."}, " ")
}
