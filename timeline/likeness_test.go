package timeline_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"truceline/timeline"
)

// A labelledPair is two reports and whether they speak of one event.
type labelledPair struct {
	ID   string          `json:"id"`
	Same bool            `json:"same"`
	Why  string          `json:"why"`
	A    timeline.Report `json:"a"`
	B    timeline.Report `json:"b"`
}

func labelledPairs(t testing.TB, file string) []labelledPair {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var pairs []labelledPair
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var pair labelledPair
		if err := json.Unmarshal(lines.Bytes(), &pair); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		pairs = append(pairs, pair)
	}
	return pairs
}

// A tally counts pairs that were joined rightly, wrongly and not at all.
type tally struct{ right, wrong, missed int }

func (c *tally) count(joined, same bool) {
	switch {
	case joined && same:
		c.right++
	case joined:
		c.wrong++
	case same:
		c.missed++
	}
}

func (c *tally) precision() float64 { return float64(c.right) / float64(max(1, c.right+c.wrong)) }
func (c *tally) recall() float64    { return float64(c.right) / float64(max(1, c.right+c.missed)) }

// Two reports alone, and all reports together: both ways are told, the second
// decides, since it is how they are woven. Open pairs set the weights, held-out
// ones only measure.
func TestLabelledPairs(t *testing.T) {
	for _, set := range []string{"open", "heldout"} {
		var together tally
		files, err := filepath.Glob(filepath.Join("testdata", "pairs-"+set+"*.jsonl"))
		if err != nil || len(files) < 2 {
			t.Fatalf("%d files of pairs: %v", len(files), err)
		}
		for _, file := range files {
			count := measurePairs(t, filepath.Base(file), set == "open")
			together.right, together.wrong, together.missed = together.right+count.right, together.wrong+count.wrong, together.missed+count.missed
		}
		t.Logf("%s: precision %.3f recall %.3f", set, together.precision(), together.recall())
		if together.precision() < 0.97 || together.recall() < 0.90 {
			t.Errorf("%s: the labelled pairs are not met", set)
		}
	}
}

// measurePairs weaves the pairs of a file; where shown, those that come out
// otherwise than labelled are told.
func measurePairs(t *testing.T, file string, shown bool) (together tally) {
	pairs := labelledPairs(t, file)
	archive := wovenPairs(t, pairs)
	var alone tally
	for _, p := range pairs {
		likeness := weaver(t).Likeness(p.A, p.B)
		joined := archive.reports[p.A.ID].EventID == archive.reports[p.B.ID].EventID
		alone.count(likeness.Points > 0, p.Same)
		together.count(joined, p.Same)
		if shown && joined != p.Same {
			t.Logf("%s: same %v, alone %.1f, together %v: %s\n   %s\n   %s\n   %v", p.ID, p.Same, likeness.Points, joined, p.Why, told(p.A), told(p.B), likeness.Reasons)
		}
	}
	t.Logf("%s: %d pairs; alone precision %.3f recall %.3f; together precision %.3f recall %.3f", file, len(pairs),
		alone.precision(), alone.recall(), together.precision(), together.recall())
	return together
}

func told(r timeline.Report) string {
	names := make([]string, len(r.Actors))
	for i, p := range r.Actors {
		names[i] = p.Actor + ":" + p.Part
	}
	return strings.Join([]string{r.When.Value(), r.Type, string(r.Status), strings.Join(names, ","), strings.Join(r.Places, ","), r.Title, r.Quote}, " | ")
}

// wovenPairs weaves every report of some pairs.
func wovenPairs(t testing.TB, pairs []labelledPair) *attic {
	archive := newAttic()
	for _, p := range pairs {
		archive.weave(t, weaver(t), noon, p.A, p.B)
	}
	return archive
}
