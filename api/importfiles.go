package api

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"truceline/timeline"
	"truceline/topics"
)

// readJSONLines reads what writeJSONLines wrote. The line about the export
// may be missing.
func readJSONLines(r io.Reader, _ *topics.Topic) iter.Seq2[fileLine, error] {
	return func(yield func(fileLine, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, longestRow)
		n := 0
		for lines.Scan() && lines.Err() == nil { // a failed read leaves half a line
			n++
			text := bytes.TrimSpace(lines.Bytes())
			if len(text) == 0 || (n == 1 && bytes.HasPrefix(text, []byte(`{"truceline":`))) {
				continue
			}
			event, err := eventOf(text)
			if !yield(fileLine{event, n}, err) {
				return
			}
		}
		switch err := lines.Err(); {
		case errors.Is(err, bufio.ErrTooLong):
			yield(fileLine{}, fmt.Errorf("line %d: is longer than %d bytes", n+1, longestRow))
		case err != nil:
			yield(fileLine{}, fmt.Errorf("line %d: %w", n+1, err))
		}
	}
}

// eventOf decodes one event strictly.
func eventOf(text []byte) (timeline.Event, error) {
	var event timeline.Event
	if !utf8.Valid(text) {
		return event, timeline.Invalidf("", "is not UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&event)
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind):
		return event, timeline.Invalidf(kind.Field, "a JSON %s cannot stand here", kind.Value)
	case err != nil:
		return event, timeline.Invalidf("", "is not an event as an export writes it: %v", err)
	case decoder.InputOffset() != int64(len(text)):
		return event, timeline.Invalidf("", "holds more than one event")
	}
	return event, nil
}

// readCSV reads what writeCSV wrote, whatever the order of the columns. A
// table cites pages and has no quotes: each page becomes one report.
func readCSV(r io.Reader, topic *topics.Topic) iter.Seq2[fileLine, error] {
	return func(yield func(fileLine, error) bool) {
		buffered := bufio.NewReader(r)
		if mark, _ := buffered.Peek(3); string(mark) == "\ufeff" {
			buffered.Discard(3) // spreadsheets put it there
		}
		rows := csv.NewReader(buffered)
		head, err := rows.Read()
		if err != nil {
			yield(fileLine{}, fmt.Errorf("line 1: the names of the columns are missing: %w", err))
			return
		}
		table, err := newTable(head, topic)
		if err != nil {
			yield(fileLine{}, err)
			return
		}
		for {
			row, err := rows.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil { // names its line by itself
				yield(fileLine{}, err)
				return
			}
			line, _ := rows.FieldPos(0)
			event, err := table.event(row)
			if !yield(fileLine{event, line}, err) {
				return
			}
		}
	}
}

// A table knows where the columns of a CSV file are.
type table struct {
	topic      string
	publishers map[string]timeline.Publisher
	at         map[string]int
}

func newTable(head []string, topic *topics.Topic) (table, error) {
	t := table{topic.ID, namesOf(topic).publishers, map[string]int{}}
	for i, name := range head {
		if !slices.ContainsFunc(csvColumns, func(c csvColumn) bool { return c.name == name }) {
			return t, fmt.Errorf("line 1: %q is no column of an export; take it out, or it would be lost", name)
		}
		if _, twice := t.at[name]; twice {
			return t, fmt.Errorf("line 1: the column %q stands there twice", name)
		}
		t.at[name] = i
	}
	for _, column := range csvColumns {
		if _, there := t.at[column.name]; !there && (column.read != nil || column.name == rawColumn) {
			return t, fmt.Errorf("line 1: the column %q is missing", column.name)
		}
	}
	return t, nil
}

func (t table) event(row []string) (timeline.Event, error) {
	event := timeline.Event{Topic: t.topic}
	raw := row[t.at[rawColumn]] == "true"
	for _, column := range csvColumns {
		if column.read == nil {
			continue
		}
		cell := row[t.at[column.name]]
		if !utf8.ValidString(cell) {
			return event, timeline.Invalidf(column.name, "is not UTF-8")
		}
		if !raw {
			cell = strings.TrimPrefix(cell, "'")
		}
		if err := column.read(&event, cell); err != nil {
			return event, err
		}
	}
	t.fill(&event)
	return event, nil
}

// fill gives the reports what the table says of their event.
func (t table) fill(event *timeline.Event) {
	for i := range event.Reports {
		r := &event.Reports[i]
		r.Topic, r.Type, r.Status, r.Title, r.Summary = t.topic, event.Type, event.Status, event.Title, event.Summary
		r.When, r.Places, r.Actors, r.Thread = event.When, event.Places, event.Participations, event.Thread
		r.Significance, r.Certainty = event.Significance, event.Certainty
		host := topics.Host(r.Article.URL)
		r.Article.Topic, r.Article.Publisher = t.topic, host
		if publisher, listed := t.publishers[host]; listed {
			r.Article.Role, r.Article.OwnerGroup = publisher.Role, publisher.OwnerGroup
		}
	}
}
