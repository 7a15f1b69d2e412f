package store

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

// Cards are the events of a list, encoded, on every page, in every order,
// today and as they were known on a day.
func TestCardsAreTheList(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		hundred(t, s)
		today := day("2025-01-08") // some of what was planned is past
		for _, filter := range []timeline.Filter{
			{}, {Types: []string{"visit"}}, {Actors: []string{"uk"}, From: "2025-01-04", To: "2025-01-09"}, {Text: "summary"}, {Types: []string{"none"}},
			{From: "2025-01-12"}, {From: "2025-01-22", To: "2025-03-01", Types: []string{"visit"}},
			{AsOf: noon}, {AsOf: noon, Actors: []string{"uk"}, From: "2025-01-04"},
		} {
			for _, sort := range timeline.Sorts {
				if sort == timeline.ByRelevance && filter.Text == "" {
					continue
				}
				filter.Topic = topic
				checkCards(t, s, filter, sort, today)
				checkCards(t, s, filter, "-"+sort, today)
			}
		}
	})
}

func checkCards(t *testing.T, s *Store, filter timeline.Filter, sort timeline.Sort, today timeline.Day) {
	t.Helper()
	page := timeline.Page{Sort: sort, Limit: 30}
	for {
		list, err := s.Events(t.Context(), filter, page)
		if err != nil {
			t.Fatal(err)
		}
		cards, err := s.Cards(t.Context(), filter, page, today)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range list.Events {
			list.Events[i] = onCard(e)
			list.Events[i].Flags = e.DeriveFlags(today)
		}
		sameJSON(t, json.RawMessage("["+strings.Join(cards.JSON, ",")+"]"), some(list.Events))
		sameJSON(t, []any{cards.Totals, cards.Next, some(cards.IDs)}, []any{list.Totals, list.Next, idsOf(list.Events)})
		if page.Cursor = list.Next; page.Cursor == "" {
			return
		}
	}
}

// Flags stand on a card whether or not they depend on the day.
func TestFlagsOnCards(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		planned := func(e *timeline.Event) { e.Status = timeline.Planned }
		save(t, s,
			told("past", "2025-05-01", "talks", planned),
			told("both", "2025-05-02", "talks", planned, func(e *timeline.Event) { e.Claims = []timeline.Claim{{Field: "when", Value: "<2025-05-03>"}} }),
			told("open", "2025-05-03", "talks", planned, func(e *timeline.Event) { e.When.End, e.When.Open = "", timeline.OpenAfter }),
			told("next", "2025-05-20", "talks", planned))
		for _, asOf := range []time.Time{{}, noon} {
			cards, err := s.Cards(t.Context(), timeline.Filter{Topic: topic, AsOf: asOf}, timeline.Page{Limit: 10}, "2025-05-20")
			if err != nil {
				t.Fatal(err)
			}
			var events []timeline.Event
			if err := json.Unmarshal([]byte("["+strings.Join(cards.JSON, ",")+"]"), &events); err != nil {
				t.Fatal(err)
			}
			var flags [][]timeline.Flag
			for _, e := range events {
				flags = append(flags, e.Flags)
			}
			sameJSON(t, flags, [][]timeline.Flag{{timeline.OutcomeUnknown}, {timeline.Disputed, timeline.OutcomeUnknown}, {}, {}})
		}
	})
}

// An archive from before there were cards gets those that writing makes.
func TestCardsOfAnOlderArchive(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		hundred(t, s)
		type row struct{ ID, Text string }
		read := func(s *Store) (rows []row) {
			if err := s.read.Raw("SELECT id, card AS text FROM events UNION ALL SELECT event_id, snapshot FROM revisions ORDER BY 1, 2").Scan(&rows).Error; err != nil {
				t.Fatal(err)
			}
			return rows
		}
		want := read(s)
		for _, older := range []string{
			"ALTER TABLE events DROP COLUMN card",
			`UPDATE revisions SET snapshot = replace(replace(snapshot, '"flags":[]', '"flags":null'), '"claims":[]', '"claims":null')`,
			"DROP INDEX report_keys_types",
			"DELETE FROM migrations_archive WHERE version_id >= 7",
		} {
			if err := s.write.Exec(older).Error; err != nil {
				t.Fatal(err)
			}
		}
		s = openTest(t, s.dsn)
		sameJSON(t, read(s), want)
		if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
			t.Errorf("%q, %v", faults, err)
		}
		if err := s.write.Exec("UPDATE events SET card = replace(card, 'Title of h07', 'Another')").Error; err != nil {
			t.Fatal(err)
		}
		if faults, err := s.Check(t.Context()); err != nil || len(faults) != 1 || !strings.HasSuffix(faults[0], ": h07") {
			t.Errorf("a card that is stale is not found: %q, %v", faults, err)
		}
	})
}
