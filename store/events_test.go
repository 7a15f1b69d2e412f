package store

import (
	"testing"

	"truceline/timeline"
)

func with(actors ...string) func(*timeline.Event) {
	return func(e *timeline.Event) {
		for _, id := range actors {
			e.Participations = append(e.Participations, timeline.Participation{Actor: id, Part: "party"})
		}
	}
}

func in(places ...string) func(*timeline.Event) {
	return func(e *timeline.Event) { e.Places = places }
}

// harbour is a small archive: five events on five days.
func harbour(t *testing.T, s *Store) {
	mustSaveTopic(t, s)
	save(t, s,
		told("a1", "2025-05-10", "visit", with("uk", "zelensky"), in("kyiv")),
		told("b2", "2025-05-12", "talks", with("uk")),
		told("c3", "2025-05-16", "talks", with("erdogan", "zelensky"), in("istanbul")),
		told("d4", "2025-06-02", "talks", with("erdogan"), in("istanbul"), func(e *timeline.Event) { e.Status = timeline.Planned }),
		told("e5", "2025-05-01", "talks", func(e *timeline.Event) {
			e.When = timeline.When{Start: "2025-05-01", End: "2025-05-31", Precision: timeline.PrecisionMonth}
			e.Thread = "rounds"
		}),
	)
}

func TestEventsByFilter(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		harbour(t, s)
		for name, c := range map[string]struct {
			filter timeline.Filter
			sort   timeline.Sort
			want   string
		}{
			"all":                 {timeline.Filter{}, timeline.ByWhen, "e5 a1 b2 c3 d4"},
			"turned round":        {timeline.Filter{}, "-when", "d4 c3 b2 a1 e5"},
			"window":              {timeline.Filter{From: "2025-05-12", To: "2025-05-16"}, "", "e5 b2 c3"},
			"type":                {timeline.Filter{Types: []string{"visit"}}, "", "a1"},
			"not type":            {timeline.Filter{Not: not(func(f *timeline.Filter) { f.Not.Types = []string{"talks"} })}, "", "a1"},
			"actor":               {timeline.Filter{Actors: []string{"uk"}}, "", "a1 b2"},
			"two actors are or":   {timeline.Filter{Actors: []string{"uk", "zelensky"}}, "", "a1 b2 c3"},
			"actor and place":     {timeline.Filter{Actors: []string{"zelensky"}, Places: []string{"istanbul"}}, "", "c3"},
			"not place":           {timeline.Filter{Not: not(func(f *timeline.Filter) { f.Not.Places = []string{"istanbul"} })}, "", "e5 a1 b2"},
			"status":              {timeline.Filter{Statuses: []timeline.Status{timeline.Planned}}, "", "d4"},
			"ids":                 {timeline.Filter{IDs: []string{"c3", "e5", "none"}}, "", "e5 c3"},
			"not ids":             {timeline.Filter{Not: not(func(f *timeline.Filter) { f.Not.IDs = []string{"a1", "c3", "none"} })}, "", "e5 b2 d4"},
			"an id that is not":   {timeline.Filter{IDs: []string{"none"}}, "", ""},
			"id and another":      {timeline.Filter{IDs: []string{"c3", "e5"}, Threads: []string{"rounds"}}, "", "e5"},
			"thread":              {timeline.Filter{Threads: []string{"rounds"}}, "", "e5"},
			"precision":           {timeline.Filter{Precisions: []timeline.Precision{timeline.PrecisionMonth}}, "", "e5"},
			"source by host":      {timeline.Filter{Sources: []string{"herald.example"}}, "", "e5 a1 b2 c3 d4"},
			"source by id":        {timeline.Filter{Sources: []string{"herald"}}, "", "e5 a1 b2 c3 d4"},
			"another source":      {timeline.Filter{Sources: []string{"gazette"}}, "", ""},
			"known on 12 May":     {timeline.Filter{AsOf: at("2025-05-12T23:59:59.999999999Z")}, "", "e5 a1 b2"},
			"known ids":           {timeline.Filter{IDs: []string{"b2", "c3"}, AsOf: at("2025-05-12T23:59:59.999999999Z")}, "", "b2"},
			"id by actor":         {timeline.Filter{IDs: []string{"a1", "e5"}, Actors: []string{"uk"}}, "", "a1"},
			"known, by actor":     {timeline.Filter{AsOf: at("2025-05-20T00:00:00Z"), Actors: []string{"zelensky"}}, "", "a1 c3"},
			"by first report":     {timeline.Filter{}, "-reported", "d4 c3 b2 a1 e5"},
			"by spelling":         {timeline.Filter{Text: "Zelenskiy"}, "when", "a1 c3"},
			"by alias":            {timeline.Filter{Text: "constantinople"}, "when", "c3 d4"},
			"by phrase and name":  {timeline.Filter{Text: `"they met" erdogan`}, "when", "c3 d4"},
			"by prefix":           {timeline.Filter{Text: "offic* summ*"}, "when", "e5 a1 b2 c3 d4"},
			"by prefix of a name": {timeline.Filter{Text: "constant*"}, "-when", "d4 c3"},
		} {
			t.Run(name, func(t *testing.T) {
				if got := list(t, s, c.filter, c.sort); got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
			})
		}
	})
}

func not(change func(*timeline.Filter)) (excluded struct {
	IDs, Types, Actors, Places, Threads, Sources []string
	Statuses                                     []timeline.Status
	Precisions                                   []timeline.Precision
}) {
	var f timeline.Filter
	change(&f)
	return f.Not
}
