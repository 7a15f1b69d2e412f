package main

import (
	"os"
	"testing"

	"truceline/extract"
	"truceline/timeline"
)

// floors are a little below what was last measured: they catch a rule that
// breaks others. Whoever makes reading better raises them.
var floors = map[string]summary{
	"open":    {Precision: 0.82, Recall: 0.61, F1: 0.70, Salient: 0.61, Date: 0.95, Type: 0.91, Status: 0.92, Place: 0.85, Actors: 0.85},
	"heldout": {Precision: 0.67, Recall: 0.47, F1: 0.55, Salient: 0.47, Date: 0.93, Type: 0.92, Status: 0.94, Place: 0.70, Actors: 0.86},
}

func TestReadingStaysAboveItsFloors(t *testing.T) {
	cases, n, topic := fixture(t)
	reader, err := extract.New(topic.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	for name, floor := range floors {
		total := figures{}
		for _, c := range cases {
			if (set{name}).holds(c.Name) {
				total.add(judge(n, c, reader.Outputs(reader.Read(c.article()))))
			}
		}
		got := total.summary()
		for _, row := range []struct {
			name      string
			got, want float64
		}{
			{"precision", got.Precision, floor.Precision}, {"recall", got.Recall, floor.Recall}, {"F1", got.F1, floor.F1},
			{"recall of salience 2 and 3", got.Salient, floor.Salient}, {"date", got.Date, floor.Date}, {"type", got.Type, floor.Type},
			{"status", got.Status, floor.Status}, {"place", got.Place, floor.Place}, {"actor F1", got.Actors, floor.Actors},
		} {
			if row.got < row.want {
				t.Errorf("%s: %s %.3f, floor %.3f", name, row.name, row.got, row.want)
			}
		}
	}
}

// Two events made one is the error that costs a tracker its name.
func TestWeavingMinglesNoGroup(t *testing.T) {
	_, n, topic := fixture(t)
	reader, err := extract.New(topic.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	groups, err := loadGroups(os.DirFS("../../timeline/testdata/groups"))
	if err != nil {
		t.Fatal(err)
	}
	weaver := timeline.NewWeaver(topic.Knowledge())
	for _, g := range groups {
		if r := weaveGroup(reader, weaver, n, g); r.mingled > 0 {
			t.Errorf("%s: %v", g.Name, r.notes)
		}
	}
}
