package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"truceline/extract"
	"truceline/timeline"
	"truceline/topics"
)

const casesFolder = "../../topics/ukraine/cases"

func fixture(t *testing.T) ([]Case, names, *topics.Topic) {
	t.Helper()
	cases, err := loadCases(os.DirFS(casesFolder))
	if err != nil {
		t.Fatal(err)
	}
	topic, err := topics.Load(topics.Embedded(), topics.Default)
	if err != nil {
		t.Fatal(err)
	}
	return cases, newNames(topic.Actors, topic.Places), topic
}

// A wrong label costs more than a wrong rule: it teaches the wrong thing.
func TestLabelsAreSound(t *testing.T) {
	cases, _, topic := fixture(t)
	types := []string{}
	for _, kind := range topic.Types {
		types = append(types, kind.ID)
	}
	for _, c := range cases {
		if c.Title == "" || c.Text == "" || c.Published == "" {
			t.Errorf("%s: title, text or published is missing", c.Name)
		}
		for _, l := range c.Labels {
			checkLabel(t, c, l, types)
		}
	}
}

func checkLabel(t *testing.T, c Case, l Label, types []string) {
	t.Helper()
	for _, kind := range l.types() {
		if !slices.Contains(types, kind) {
			t.Errorf("%s: %s: unknown type %q", c.Name, l.Title, kind)
		}
	}
	for _, status := range append(l.StatusAlt, l.Status) {
		if !slices.Contains(timeline.Statuses, status) {
			t.Errorf("%s: %s: unknown status %q", c.Name, l.Title, status)
		}
	}
	if !slices.Contains(timeline.Precisions, l.Precision) {
		t.Errorf("%s: %s: unknown precision %q", c.Name, l.Title, l.Precision)
	}
	for _, s := range l.acceptedSpans() {
		if _, err := timeline.ParseDay(string(s.first)); err != nil || s.last < s.first {
			t.Errorf("%s: %s: bad days %v", c.Name, l.Title, s)
		}
	}
	printed := strings.Join(strings.Fields(c.Title+"\n"+c.Text), " ")
	if !strings.HasPrefix(l.DatePhrase, "(") && !strings.Contains(printed, l.DatePhrase) {
		t.Errorf("%s: %s: %q is not in the text", c.Name, l.Title, l.DatePhrase)
	}
}

// The labels themselves, given as an answer, are a perfect answer; an empty
// answer finds nothing and says nothing false.
func TestTheLabelsScoreFull(t *testing.T) {
	cases, n, _ := fixture(t)
	full, empty := figures{}, figures{}
	for _, c := range cases {
		answer := []extract.Output{}
		for _, l := range c.Labels {
			answer = append(answer, l.asOutput())
		}
		r := judge(n, c, answer)
		if len(r.differs) > 0 || r.wrong > 0 || len(r.missed) > 0 {
			t.Errorf("%s: its own labels differ: %v %v %v", c.Name, r.differs, r.missed, r.spurious)
		}
		full.add(r)
		empty.add(judge(n, c, nil))
	}
	if full.summary().F1 != 1 {
		t.Errorf("labels as answer: %+v", full)
	}
	if empty.matched != 0 || empty.wrong != 0 || empty.missed != full.matched {
		t.Errorf("empty answer: %+v", empty)
	}
}

func (l Label) asOutput() extract.Output {
	at := labelSpan(l.Start, l.End)
	o := extract.Output{Title: l.Title, Start: at.first, Precision: l.Precision, Type: l.Type, Status: l.Status, Place: l.Place}
	if at.last != at.first {
		o.End = &at.last
	}
	for _, actor := range l.Actors {
		name, _, _ := strings.Cut(actor, "|")
		o.Actors = append(o.Actors, name)
	}
	return o
}

func TestJudgeTellsWhatIsWrong(t *testing.T) {
	_, n, _ := fixture(t)
	kyiv := "Kyiv"
	c := Case{Name: "one", Labels: []Label{{Title: "Starmer visits Kyiv", Start: "2025-01-16", Precision: "day", Type: "leader_visit",
		Status: "happened", Actors: []string{"Keir Starmer", "Ukraine|Volodymyr Zelensky"}, Place: &kyiv, Salience: 3}}}
	answer := func(change func(*extract.Output)) extract.Output {
		o := extract.Output{Title: "x", Start: "2025-01-16", Type: "leader_visit", Status: "happened", Actors: []string{"Starmer", "Zelenskyy"}, Place: &kyiv}
		change(&o)
		return o
	}
	moscow := "Moscow"
	for _, test := range []struct {
		name           string
		change         func(*extract.Output)
		matched, wrong int
		differs        string
	}{
		{"right", func(*extract.Output) {}, 1, 0, ""},
		{"another day", func(o *extract.Output) { o.Start = "2025-01-17" }, 0, 1, ""},
		{"a week around it", func(o *extract.Output) { end := timeline.Day("2025-01-19"); o.Start, o.End = "2025-01-13", &end }, 1, 0, "date 2025-01-13/2025-01-19"},
		{"another type of the family", func(o *extract.Output) { o.Type = "talks" }, 1, 0, "type talks"},
		{"another type", func(o *extract.Output) { o.Type = "sanctions" }, 0, 1, ""},
		{"another status", func(o *extract.Output) { o.Status = "planned" }, 1, 0, "status planned"},
		{"another place", func(o *extract.Output) { o.Place = &moscow }, 1, 0, `place "Moscow"`},
		{"an actor too many", func(o *extract.Output) { o.Actors = append(o.Actors, "Emmanuel Macron") }, 1, 0, "actors"},
		{"country for person", func(o *extract.Output) { o.Actors = []string{"United Kingdom", "Ukraine"} }, 1, 0, "actors"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := judge(n, c, []extract.Output{answer(test.change)})
			if r.matched != test.matched || r.wrong != test.wrong {
				t.Errorf("matched %d, wrong %d", r.matched, r.wrong)
			}
			if got := strings.Join(r.differs, "\n"); !strings.Contains(got, test.differs) || test.differs == "" && got != "" {
				t.Errorf("differs %q, want %q", got, test.differs)
			}
		})
	}
}

func TestAssignFindsTheHighestSum(t *testing.T) {
	for _, test := range []struct {
		worth [][]float64
		want  []int
	}{
		{nil, nil},
		{[][]float64{{}}, []int{-1}},
		{[][]float64{{5, 4}, {4, 1}}, []int{1, 0}}, // greedy would take 5 + 1
		{[][]float64{{5}, {9}, {1}}, []int{-1, 0, -1}},
		{[][]float64{{0, 3}, {0, 0}}, []int{1, -1}},
		{[][]float64{{7, 5, 9}, {8, 6, 9}, {1, 1, 9}}, []int{1, 0, 2}},
	} {
		if got := assign(test.worth); !slices.Equal(got, test.want) {
			t.Errorf("assign(%v) = %v, want %v", test.worth, got, test.want)
		}
	}
}

func TestHeldOutCasesAreAThird(t *testing.T) {
	cases, _, _ := fixture(t)
	held, positives := 0, 0
	for _, c := range cases {
		if (set{"heldout"}).holds(c.Name) {
			held++
		}
		if len(c.Labels) > 0 {
			positives++
		}
	}
	if 4*held < len(cases) || 2*held > len(cases) {
		t.Errorf("%d of %d cases are held out", held, len(cases))
	}
	if negatives := len(cases) - positives; positives < 45 || negatives < 45 {
		t.Errorf("%d positives and %d negatives, want 45 of each at least", positives, negatives)
	}
}
