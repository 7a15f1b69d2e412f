package main

import (
	"os"
	"testing"
)

func TestGroupsAreSound(t *testing.T) {
	groups, err := loadGroups(os.DirFS("../../timeline/testdata/groups"))
	if err != nil {
		t.Fatal(err)
	}
	if len(groups) < 25 {
		t.Errorf("%d groups, want 25 at least", len(groups))
	}
	for _, g := range groups {
		if len(g.Articles) < 2 || len(g.Articles) > 6 {
			t.Errorf("%s: %d articles, want 2 to 6", g.Name, len(g.Articles))
		}
		for _, m := range g.Members {
			if s := labelSpan(m.Start, m.End); s.days() < 1 {
				t.Errorf("%s: %s: bad days %v", g.Name, m.Article, s)
			}
		}
	}
}

func TestPairsOfAGroupAreCounted(t *testing.T) {
	g := Group{Members: []Member{{Event: 1, Article: "a"}, {Event: 1, Article: "b"}, {Event: 2, Article: "c"}, {Event: 2, Article: "d"}}}
	for _, test := range []struct {
		name                                string
		placed                              []string
		found, joined, torn, mingled, apart int
		met                                 bool
	}{
		{"as labelled", []string{"x", "x", "y", "y"}, 4, 2, 0, 0, 4, true},
		{"all torn", []string{"x", "y", "z", "w"}, 4, 0, 2, 0, 4, false},
		{"all one", []string{"x", "x", "x", "x"}, 4, 2, 0, 4, 0, false},
		{"one not read", []string{"x", "", "y", "y"}, 3, 1, 0, 0, 2, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := countPairs(g, test.placed)
			if r.found != test.found || r.joined != test.joined || r.torn != test.torn || r.mingled != test.mingled || r.apart != test.apart || r.met(g) != test.met {
				t.Errorf("got %+v, met %v", r, r.met(g))
			}
		})
	}
}
