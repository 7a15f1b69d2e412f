package store

import (
	"slices"
	"testing"

	"gorm.io/gorm"

	"truceline/timeline"
)

// derived are columns that follow from fields: the store writes them.
var derived = map[string][]string{"events": {"sort_day", "last_day", "months", "card"}}

// Every field has a column and every column a field: nothing is lost on the
// way, and no migration was forgotten.
func TestFieldsAndColumns(t *testing.T) {
	models := []any{
		&timeline.Event{}, &timeline.Report{}, &timeline.Article{}, &timeline.Revision{}, &timeline.Edit{},
		&timeline.Actor{}, &timeline.Place{}, &timeline.Thread{}, &timeline.Source{}, &timeline.Visit{}, &timeline.Publisher{},
		&topicRow{}, &articleText{}, &eventActor{}, &eventPlace{}, &reportKey{}, &eventState{}, &stateActor{}, &statePlace{},
		&editEvent{}, &Delivery{}, &tokenRow{}, &Edition{}, &Rereading{},
	}
	eachDatabase(t, func(t *testing.T, s *Store) {
		for _, model := range models {
			statement := gorm.Statement{DB: s.read}
			if err := statement.Parse(model); err != nil {
				t.Fatal(err)
			}
			table := statement.Schema.Table
			fields := slices.Concat(statement.Schema.DBNames, derived[table])
			columns, err := s.read.Migrator().ColumnTypes(model)
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, c := range columns {
				names = append(names, c.Name())
			}
			slices.Sort(fields)
			slices.Sort(names)
			if !slices.Equal(fields, names) {
				t.Errorf("%s: fields %v\ncolumns %v", table, fields, names)
			}
		}
	})
}

// Whatever stands in a noun comes back as it was.
func TestEventComesBack(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		want := timeline.Event{
			ID: "full", Topic: topic, Type: "talks", Title: "Тітул \"quoted\" \x01", Summary: "two\nlines",
			When:   timeline.When{Start: "2025-05-16", Precision: timeline.PrecisionDay, Open: timeline.OpenSince, Clock: "18:20", Zone: "Europe/Kyiv", Implied: []string{"year"}},
			Status: timeline.Happened, Places: []string{"kyiv"}, Participations: []timeline.Participation{{Actor: "uk", Part: "host", As: "Prime Minister"}},
			Thread: "rounds", Significance: 4, Review: timeline.Confirmed, Certainty: 80,
			Corroboration: timeline.Corroboration{Reports: 5, Sources: 4, Independent: 3, Unknown: 1, Copies: 1},
			Claims:        []timeline.Claim{{Field: "when", Value: "2025-05-15", Reports: []string{"r"}, Independent: 1, Leads: true}},
			Links:         []timeline.Link{{Kind: "rejects", Event: "other"}},
			KnownFrom:     at("2025-05-16T10:11:12.123456Z"), KnownFromAssumed: true, Created: noon, Updated: noon,
		}
		save(t, s, Batch{Woven: timeline.Woven{Events: []timeline.Event{want}}})
		list, err := s.Events(t.Context(), timeline.Filter{Topic: topic}, timeline.Page{Limit: 1})
		if err != nil || len(list.Events) != 1 {
			t.Fatal(list, err)
		}
		sameJSON(t, list.Events[0], want)
		one, err := s.Event(t.Context(), "full", at("0001-01-01T00:00:00Z"))
		if err != nil {
			t.Fatal(err)
		}
		one.Reports, one.Revisions = nil, nil
		sameJSON(t, one, want)
	})
}
