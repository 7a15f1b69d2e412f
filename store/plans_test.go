package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

// The questions that pages ask most are answered from indexes: no step of
// their plans reads a table from end to end, and none sorts what an index has
// in order.
func TestPlans(t *testing.T) {
	s := openTest(t, t.TempDir()+"/plans.db")
	hundred(t, s)
	if err := s.Optimize(t.Context()); err != nil {
		t.Fatal(err)
	}
	then := at("2025-05-20T00:00:00Z")
	for name, filter := range map[string]timeline.Filter{
		"all":             {},
		"window":          {From: "2025-01-05", To: "2025-01-09"},
		"type":            {Types: []string{"visit"}},
		"type, window":    {Types: []string{"visit"}, From: "2025-01-05", To: "2025-01-09"},
		"actor":           {Actors: []string{"uk"}},
		"actor, window":   {Actors: []string{"uk"}, Types: []string{"talks"}, From: "2025-01-05", To: "2025-01-09"},
		"place":           {Places: []string{"kyiv"}},
		"id":              {IDs: []string{"e2"}},
		"thread":          {Threads: []string{"rounds"}},
		"actor and place": {Actors: []string{"uk"}, Places: []string{"kyiv"}},
		"source":          {Sources: []string{"herald"}},
		"search":          {Text: "summary"},
	} {
		for _, asOf := range []time.Time{{}, then} {
			filter.Topic, filter.AsOf = topic, asOf
			for _, sort := range []timeline.Sort{timeline.ByWhen, "-when"} {
				checkPlan(t, s, fmt.Sprint(name, " ", asOf.IsZero(), " by ", sort), filter, sort)
			}
		}
	}
}

func checkPlan(t *testing.T, s *Store, name string, filter timeline.Filter, sort timeline.Sort) {
	t.Helper()
	q, o, err := s.ordered(t.Context(), filter, sort, true)
	if err != nil {
		t.Fatal(err)
	}
	list, args := o.list(q, "", nil, 50, 0)
	plan := explain(t, s, list, args)
	for _, step := range plan {
		if strings.HasPrefix(step, "SCAN e ") || strings.HasPrefix(step, "SCAN j ") || strings.HasPrefix(step, "SCAN d ") {
			t.Errorf("%s reads a whole table:\n%s", name, strings.Join(plan, "\n"))
		}
	}
	if filter.Text != "" && !strings.Contains(strings.Join(plan, "\n"), "(id=?)") {
		t.Errorf("%s looks at all events rather than at the hits:\n%s", name, strings.Join(plan, "\n"))
	}
	if filter.From == "" && filter.Text == "" && len(filter.IDs) == 0 && strings.Contains(strings.Join(plan, "\n"), "TEMP B-TREE") {
		t.Errorf("%s sorts:\n%s", name, strings.Join(plan, "\n"))
	}
}

// Counting reads an index alone, never the events.
func TestPlansOfCounts(t *testing.T) {
	s := openTest(t, t.TempDir()+"/plans.db")
	hundred(t, s)
	for _, filter := range []timeline.Filter{
		{}, {Types: []string{"visit"}}, {Threads: []string{"rounds"}, Statuses: []timeline.Status{timeline.Planned}},
		{Actors: []string{"uk"}, Types: []string{"talks"}}, {Places: []string{"kyiv"}}, {AsOf: noon}, {AsOf: noon, Actors: []string{"uk"}},
	} {
		filter.Topic = topic
		q, err := s.selection(t.Context(), filter, true)
		if err != nil {
			t.Fatal(err)
		}
		from, args := q.from()
		all := q.everything()
		plan := strings.Join(explain(t, s, "SELECT e.sort_day, e.last_day, COUNT(*) FROM "+from+" WHERE "+all.where+" GROUP BY 1, 2", append(args, all.args...)), "\n")
		if !strings.Contains(plan, "USING COVERING INDEX") {
			t.Errorf("%+v reads more than an index:\n%s", filter, plan)
		}
	}
}

func explain(t *testing.T, s *Store, sql string, args []any) []string {
	t.Helper()
	rows, err := s.read.Raw("EXPLAIN QUERY PLAN "+sql, args...).Rows()
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, step)
	}
	return plan
}

// What weaving asks reads ranges of one index.
func TestPlanOfNeighbours(t *testing.T) {
	s := openTest(t, t.TempDir()+"/plans.db")
	hundred(t, s)
	sql, args := nearQuery(timeline.Near{Topic: topic, Types: []string{"visit", "talks"}, From: "2025-01-05", To: "2025-01-09",
		Statuses: []timeline.Status{timeline.Planned}}, []string{"a:uk", "a:zelensky", "p:kyiv"})
	for _, step := range explain(t, s, sql, args) {
		if strings.Contains(step, " k ") && !strings.Contains(step, "COVERING INDEX report_keys_near (topic=? AND near_key=? AND span=? AND first_day>?") {
			t.Error(step)
		}
	}
}
