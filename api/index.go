package api

import (
	"slices"
	"strings"

	"truceline/timeline"
)

// An eventIndex tells a few things about every event of a list, column by
// column, so that a hundred thousand events fit into one small answer.
type eventIndex struct {
	Version string              `json:"version"`
	Total   int                 `json:"total"`
	First   timeline.Day        `json:"first"` // the day that the first row counts from; "" where there is none
	Legend  map[string][]string `json:"legend,omitempty"`
	// Columns is *baseColumns, or, where further columns were asked for,
	// these alone: map[string]*lettered.
	Columns any `json:"columns"`
}

// baseColumns have one entry per event, in the order of the list. The
// strings have one letter per event: a is the first of the column's legend,
// past z come the capitals.
type baseColumns struct {
	Day       []int  `json:"day"`  // days since the row before; the first is 0
	Span      []int  `json:"span"` // last possible day less the first; -1 where a side is open
	Precision string `json:"precision"`
	Type      string `json:"type"`
	Status    string `json:"status"`
}

// A lettered column gives for every event any number of the legend's
// entries. Rows holds one word per event, divided by single spaces; the
// character 35+n of a word stands for entry n of the legend. Entries are
// sorted by how often they stand, so that frequent ones are one byte.
type lettered struct {
	Legend []string `json:"legend"`
	Rows   string   `json:"rows"`
}

// letters turns values into single letters, one per row.
type letters struct {
	place map[string]int
	rows  strings.Builder
}

func lettersFor[T ~string](legend []T) *letters {
	l := &letters{place: map[string]int{}}
	for n, value := range legend {
		l.place[string(value)] = n
	}
	return l
}

// add writes a value's letter; one that the legend lacks is "-".
func (l *letters) add(value string) {
	n, ok := l.place[value]
	switch {
	case !ok || n >= 52:
		l.rows.WriteByte('-')
	case n < 26:
		l.rows.WriteByte('a' + byte(n))
	default:
		l.rows.WriteByte('A' + byte(n-26))
	}
}

// letterRows makes a lettered column of each event's values.
func letterRows(rows [][]string) *lettered {
	column := &lettered{Legend: byFrequency(rows)}
	place := make(map[string]rune, len(column.Legend))
	for n, value := range column.Legend {
		place[value] = rune(35 + n)
	}
	var b strings.Builder
	for i, row := range rows {
		if i > 0 {
			b.WriteByte(' ')
		}
		for _, value := range row {
			b.WriteRune(place[value])
		}
	}
	column.Rows = b.String()
	return column
}

// byFrequency lists the values of all rows, the most frequent first.
func byFrequency(rows [][]string) []string {
	count := map[string]int{}
	for _, row := range rows {
		for _, value := range row {
			count[value]++
		}
	}
	values := sortedKeys(count)
	slices.SortStableFunc(values, func(a, b string) int { return count[b] - count[a] })
	return values
}
