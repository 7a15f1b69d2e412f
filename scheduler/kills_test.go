package scheduler

import (
	"bufio"
	"encoding/gob"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"truceline/scrape"
	"truceline/timeline"
)

// A step is one thing that is done to an archive. Its clock and all that it
// chooses follow from its number and the archive, so that doing the steps
// gives the same archive every time, row by row.
type step struct {
	name string
	do   func(t *testing.T, i *Ingest) error
	// many says that it is done in several transactions, each whole by itself.
	many bool
}

// steps takes the newsroom's articles, one to three at a time, with a person at
// work between them, and rereads all of them twice.
func steps(articles []timeline.Article) []step {
	var all []step
	take := func(some []timeline.Article) step {
		return step{name: "take " + some[0].Title, do: func(t *testing.T, i *Ingest) error {
			_, _, err := i.TakeAll(t.Context(), slices.Clone(some))
			return err
		}}
	}
	half := len(articles) / 2
	for n := 0; len(articles) > 0; n++ {
		some := articles[:min(1+n%3, len(articles))]
		articles = articles[len(some):]
		all = append(all, take(some))
		if n > 0 {
			all = append(all, persons[(n-1)%len(persons)])
		}
		if half -= len(some); half <= 0 && half+len(some) > 0 {
			all = append(all, reread("fewer"))
		}
	}
	return append(all, reread("all"))
}

// persons are what a person does, each to events as they stand by then.
var persons = []step{
	correct("edit", func(events []timeline.Event) timeline.Edit {
		return timeline.Edit{Kind: timeline.EditFields, EventID: events[0].ID, Fields: `{"title":"A title by a person","significance":4}`}
	}),
	correct("merge", func(events []timeline.Event) timeline.Edit {
		return timeline.Edit{Kind: timeline.EditMerge, EventID: events[1].ID, Other: []string{events[2].ID}}
	}),
	correct("confirm", func(events []timeline.Event) timeline.Edit {
		return timeline.Edit{Kind: timeline.EditConfirm, EventID: events[len(events)-1].ID}
	}),
	{name: "undo", do: undoLast},
	correct("reject", func(events []timeline.Event) timeline.Edit {
		return timeline.Edit{Kind: timeline.EditReject, EventID: events[len(events)/2].ID}
	}),
}

func correct(name string, choose func([]timeline.Event) timeline.Edit) step {
	return step{name: name, do: func(t *testing.T, i *Ingest) error {
		edit := choose(events(t, i))
		edit.By = "Ada"
		return i.Correct(t.Context(), edit, -1)
	}}
}

// undoLast takes back the last correction of the second event that has one.
func undoLast(t *testing.T, i *Ingest) error {
	for _, event := range events(t, i) {
		edits, err := i.Store.Edits(t.Context(), event.ID)
		if err != nil {
			return err
		}
		if len(edits) > 0 && edits[len(edits)-1].Kind == timeline.EditMerge {
			return i.Correct(t.Context(), timeline.Edit{Kind: timeline.EditUndo, EventID: event.ID, Other: []string{edits[len(edits)-1].ID}, By: "Ada"}, -1)
		}
	}
	return fmt.Errorf("no event was merged")
}

func reread(rules string) step {
	return step{name: "reread with " + rules + " rules", many: true, do: func(t *testing.T, i *Ingest) error {
		i.Rules = rules
		if all := i.Reader; rules == "fewer" {
			i.Reader = fewerRules(t, i)
			defer func() { i.Reader = all }()
		}
		_, err := i.Reread(t.Context(), false, func(Rereading) {})
		return err
	}}
}

// work does the steps from a number on.
func work(t *testing.T, i *Ingest, all []step, from int, done func(n int)) {
	t.Helper()
	for n := from; n < len(all); n++ {
		at := at("2026-11-22T12:00:00Z").Add(time.Duration(n) * time.Minute)
		i.Now = func() time.Time { return at }
		if err := all[n].do(t, i); err != nil {
			t.Fatalf("step %d, %s: %v", n, all[n].name, err)
		}
		done(n)
	}
}

// The environment of a process that works until it is killed: the archive,
// the file of articles and the number of the first step.
const (
	killedArchive  = "TRUCELINE_TEST_KILLED_ARCHIVE"
	killedArticles = "TRUCELINE_TEST_KILLED_ARTICLES"
	killedFrom     = "TRUCELINE_TEST_KILLED_FROM"
)

// TestWorksUntilItIsKilled is no test by itself: it is what the next one
// starts. It says "ready" before the first
// step, and "done N" when step N was acknowledged.
func TestWorksUntilItIsKilled(t *testing.T) {
	file := os.Getenv(killedArchive)
	if file == "" {
		t.Skip("started by the test of kills alone")
	}
	from, err := strconv.Atoi(os.Getenv(killedFrom))
	if err != nil {
		t.Fatal(err)
	}
	i := deskAt(t, file, scrape.Config{})
	fmt.Println("ready")
	work(t, i, steps(readArticles(t, os.Getenv(killedArticles))), from, func(n int) { fmt.Println("done", n) })
}

// Killed at any moment of ingest, edit, merge and reread, an archive holds
// every step that was acknowledged, and the one that was going on whole or not
// at all: it equals, row by row, that of a process that was not disturbed.
func TestKillsLoseNothingAcknowledgedAndLeaveNothingHalfMade(t *testing.T) {
	kills, articles := 4, 6
	if os.Getenv("TRUCELINE_LONG") != "" {
		kills, articles = 200, 100
	}
	k := undisturbed(t, articles)
	chance := rand.New(rand.NewPCG(2025, 516))
	next, file := len(k.steps), ""
	for n := 0; n < kills; {
		if next == len(k.steps) { // the archive is used up
			file, next = filepath.Join(t.TempDir(), "killed.db"), chance.IntN(len(k.steps)) // so that each step has its turn
			copyFile(t, k.stages[next], file)
		}
		acknowledged, killed := k.kill(t, file, next, chance)
		next = k.check(t, file, acknowledged, killed)
		if killed {
			n++
		}
	}
	t.Logf("%d kills; in the midst of %v; where it came after the step was on disk: %d", kills, k.struck, k.landed)
}

// killing is what an undisturbed process made, stage by stage.
type killing struct {
	articles string
	steps    []step
	stages   []string // files of the archive before each step, and at the end
	rows     []string // what is in them
	took     []time.Duration
	struck   map[string]int // steps that were going on when the kill came, by first word
	landed   int            // of these, the ones that were on disk and not yet acknowledged
}

func undisturbed(t *testing.T, most int) *killing {
	t.Helper()
	i := fed(t)
	articles, err := i.Store.ArticlesAfter(t.Context(), i.Topic.ID, "", 1000)
	if err != nil || len(articles) < 10 {
		t.Fatalf("%d articles, error %v", len(articles), err)
	}
	articles = articles[:min(most, len(articles))]
	k := &killing{articles: filepath.Join(t.TempDir(), "articles"), steps: steps(articles), struck: map[string]int{}}
	writeArticles(t, k.articles, articles)
	dir := t.TempDir()
	i = deskAt(t, filepath.Join(dir, "calm.db"), scrape.Config{})
	if err := i.Begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	keep := func(n int) {
		stage := filepath.Join(dir, fmt.Sprint("stage", n, ".db"))
		if err := i.Store.Backup(t.Context(), stage); err != nil {
			t.Fatal(err)
		}
		k.stages, k.rows = append(k.stages, stage), append(k.rows, rowsOf(t, stage))
	}
	keep(0)
	begun := time.Now()
	work(t, i, k.steps, 0, func(n int) {
		k.took = append(k.took, time.Since(begun))
		keep(n + 1)
		begun = time.Now()
	})
	return k
}

// kill lets a process work for some steps and a part of one, and gives how
// many steps are acknowledged and whether it was killed before all were.
func (k *killing) kill(t *testing.T, file string, from int, chance *rand.Rand) (acknowledged int, killed bool) {
	t.Helper()
	command := exec.Command(os.Args[0], "-test.run=^TestWorksUntilItIsKilled$", "-test.v")
	command.Env = append(os.Environ(), killedArchive+"="+file, killedArticles+"="+k.articles, killedFrom+"="+strconv.Itoa(from))
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	last, acknowledged := min(from+chance.IntN(3), len(k.steps)-1), from
	part := chance.Float64() * 1.2
	var said strings.Builder
	for lines := bufio.NewScanner(out); lines.Scan(); {
		said.WriteString(lines.Text() + "\n")
		var n int
		if _, err := fmt.Sscanf(lines.Text(), "done %d", &n); err == nil {
			acknowledged = n + 1
		} else if !strings.HasPrefix(lines.Text(), "ready") {
			continue
		}
		if acknowledged == last {
			time.AfterFunc(time.Duration(part*float64(k.took[acknowledged])), func() { command.Process.Kill() })
		}
	}
	err = command.Wait()
	if strings.Contains(said.String(), "--- FAIL") || err == nil && acknowledged < len(k.steps) {
		t.Fatalf("the process ended by itself: %v\n%s", err, said.String())
	}
	return acknowledged, acknowledged < len(k.steps)
}

// check compares an archive with the undisturbed one, and gives the number of
// the step that comes next.
func (k *killing) check(t *testing.T, file string, acknowledged int, killed bool) (next int) {
	t.Helper()
	i := deskAt(t, file, scrape.Config{}) // as the next start of the program would
	if faults, err := i.Store.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Fatalf("after %d steps: %q, %v", acknowledged, faults, err)
	}
	if err := i.Store.Close(); err != nil {
		t.Fatal(err)
	}
	rows := rowsOf(t, file)
	if killed {
		k.struck[strings.Fields(k.steps[acknowledged].name)[0]]++
	}
	switch {
	case rows == k.rows[acknowledged]:
		return acknowledged
	case killed && rows == k.rows[acknowledged+1]:
		k.landed++
		return acknowledged + 1
	case killed && k.steps[acknowledged].many:
		return acknowledged // the step goes on, and is compared when it is done
	}
	t.Fatalf("after %d steps (next: %s) the archive is neither as before that step nor as after it:\n%s",
		acknowledged, k.steps[min(acknowledged, len(k.steps)-1)].name, firstDifferentLine(rows, k.rows[acknowledged]))
	return 0
}

func firstDifferentLine(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for n := range min(len(a), len(b)) {
		if a[n] != b[n] {
			return fmt.Sprintf("got  %.400s\nwant %.400s", a[n], b[n])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(a), len(b))
}

func writeArticles(t *testing.T, file string, articles []timeline.Article) {
	t.Helper()
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := gob.NewEncoder(out).Encode(articles); err != nil {
		t.Fatal(err)
	}
}

func readArticles(t *testing.T, file string) (articles []timeline.Article) {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := gob.NewDecoder(in).Decode(&articles); err != nil {
		t.Fatal(err)
	}
	return articles
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o600); err != nil {
		t.Fatal(err)
	}
}
