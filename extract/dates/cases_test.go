package dates

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"truceline/timeline"
)

// A wantDate is one marked expression of a case.
type wantDate struct {
	start, end int
	value      string
	when       string // as whenText writes it; "" where the case does not say
	checkWhen  bool
}

// A dateCase is one line of testdata/cases: a sentence in which every
// expression stands in brackets, and the values of these in order, each of
// which may be followed by its When in braces.
type dateCase struct {
	where string
	on    timeline.Day
	text  string
	want  []wantDate
}

var valuePattern = regexp.MustCompile(`(\S+)(?: \{([^}]*)\})?`)

func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			for _, c := range readCases(t, path) {
				c.check(t)
			}
		})
	}
}

func readCases(t *testing.T, path string) []dateCase {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var cases []dateCase
	var on timeline.Day
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '@':
			on = timeline.Day(strings.TrimSpace(line[1:]))
		default:
			c := parseCase(t, line)
			c.where, c.on = fmt.Sprintf("%s:%d", path, n), on
			cases = append(cases, c)
		}
	}
	return cases
}

func parseCase(t *testing.T, line string) dateCase {
	t.Helper()
	marked, values, found := strings.Cut(line, " =")
	if !found {
		t.Fatalf("no value in case %q", line)
	}
	var c dateCase
	var text strings.Builder
	for _, r := range marked {
		switch r {
		case '[':
			c.want = append(c.want, wantDate{start: text.Len()})
		case ']':
			c.want[len(c.want)-1].end = text.Len()
		case '¶': // a line break
			text.WriteByte('\n')
		default:
			text.WriteRune(r)
		}
	}
	c.text = text.String()
	for i, m := range valuePattern.FindAllStringSubmatch(values, -1) {
		if i >= len(c.want) {
			t.Fatalf("more values than brackets in case %q", line)
		}
		c.want[i].value, c.want[i].when = m[1], m[2]
		c.want[i].checkWhen = strings.Contains(m[0], "{")
	}
	return c
}

func (c dateCase) check(t *testing.T) {
	t.Helper()
	got := Find(c.text, Anchor{Published: c.on})
	checkDates(t, c.text, got)
	ok := len(got) == len(c.want)
	for i := 0; ok && i < len(got); i++ {
		w := c.want[i]
		ok = got[i].Start == w.start && got[i].End == w.end && got[i].Value == w.value &&
			(!w.checkWhen || whenText(got[i].When) == w.when)
	}
	if !ok {
		t.Errorf("%s: %s\nwant %+v\ngot:\n%s", c.where, c.text, c.want, trace(got))
	}
}

// whenText writes a When in one line: "2025-05-01..2025-05-10 part_of_month".
func whenText(w timeline.When) string {
	if w.Start == "" && w.End == "" {
		return ""
	}
	return strings.Join(strings.Fields(fmt.Sprintf("%s..%s %s %s %s %s", w.Start, w.End, w.Precision, w.Open, w.Clock, w.Zone)), " ")
}

// trace writes dates with all that is known of them.
func trace(found []Date) string {
	var b strings.Builder
	for _, d := range found {
		fmt.Fprintf(&b, "%d-%d %q %s %s\n\twhen   %s implied %v\n\trule   %s\n\tanchor %s %s %q\n\treason %s\n",
			d.Start, d.End, d.Text, d.Kind, d.Value, whenText(d.When), d.When.Implied, d.Rule, d.Anchor.Basis, d.Anchor.Day, d.Anchor.Words, d.Reason)
	}
	return b.String()
}
