package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"truceline/scripts/newsroom/site"
	"truceline/topics"
)

// The tests of this file run the real program against a local newsroom: a
// schedule fires, a feed is fetched, articles are read, events are recorded
// and served.

// programFolder holds the binary, once a test has asked for it.
var programFolder string

// program builds the binary once for all tests.
var program = sync.OnceValues(func() (path string, err error) {
	if programFolder, err = os.MkdirTemp("", "truceline-test-"); err != nil {
		return "", err
	}
	path = filepath.Join(programFolder, "truceline")
	if out, err := exec.Command("go", "build", "-tags", "nomsgpack", "-o", path, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	os.RemoveAll(programFolder) // nothing where no test needed the program
	os.Exit(code)
}

// A house is a database and a topic folder whose only source is a newsroom.
type house struct {
	t      *testing.T
	db     string
	topics string
	host   string // of the newsroom
}

func newHouse(t *testing.T, feed string) house {
	t.Helper()
	return houseAt(t, newsroom(t), feed)
}

func newsroom(t *testing.T) *httptest.Server {
	t.Helper()
	room, err := site.New()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(room)
	t.Cleanup(server.Close)
	return server
}

func houseAt(t *testing.T, server *httptest.Server, feed string) house {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, mustSub(t)); err != nil {
		t.Fatal(err)
	}
	source := fmt.Sprintf(`- {id: newsroom, name: The Newsroom, kind: feed, url: "%s%s", homepage: "%[1]s/",
   language: en, zone: Europe/London, schedule: "*/5 * * * *", role: outlet, owner_group: The Newsroom, reuse: link-only}
`, server.URL, feed)
	if err := os.WriteFile(filepath.Join(folder, topics.Default, "sources.yaml"), []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	return house{t, filepath.Join(t.TempDir(), "archive.db"), folder, strings.TrimPrefix(server.URL, "http://")}
}

func mustSub(t *testing.T) fs.FS {
	t.Helper()
	return topics.Embedded()
}

// flags are those that every command of the house takes.
func (h house) flags() []string {
	return []string{"--db", h.db, "--topics", h.topics}
}

// command prepares `truceline name …` in the house.
func (h house) command(name string, more ...string) *exec.Cmd {
	h.t.Helper()
	path, err := program()
	if err != nil {
		h.t.Fatal(err)
	}
	args := append([]string{name}, h.flags()...)
	if name == "serve" || name == "fetch" {
		args = append(args, "--allow-host", h.host)
	}
	return exec.Command(path, append(args, more...)...)
}

func (h house) run(name string, more ...string) string {
	h.t.Helper()
	out, err := h.command(name, more...).CombinedOutput()
	if err != nil {
		h.t.Fatalf("truceline %s: %v\n%s", name, err, out)
	}
	return string(out)
}

// serve starts the server and gives its address; stopping asks it to end and
// says how long that took.
func (h house) serve(more ...string) (base string, stop func() time.Duration) {
	h.t.Helper()
	addr := freePort(h.t)
	command := h.command("serve", append([]string{"--addr", addr}, more...)...)
	var log bytes.Buffer
	command.Stdout, command.Stderr = &log, &log
	if err := command.Start(); err != nil {
		h.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	base = "http://" + addr
	until(h.t, 30*time.Second, "the server is ready", func() bool {
		answer, err := http.Get(base + "/readyz")
		if err != nil {
			return false
		}
		answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	})
	var once sync.Once
	var took time.Duration
	stop = func() time.Duration {
		once.Do(func() {
			begun := time.Now()
			command.Process.Signal(syscall.SIGTERM)
			if err := <-ended; err != nil {
				h.t.Errorf("the server ended with %v\n%s", err, log.String())
			}
			took = time.Since(begun)
		})
		return took
	}
	h.t.Cleanup(func() { stop() })
	return base, stop
}

func freePort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// until asks again and again, as a person would reload a page.
func until(t *testing.T, limit time.Duration, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-ctx.Done():
			t.Fatalf("waited %s in vain: %s", limit, what)
		case <-tick.C:
		}
	}
}

// An answer is a JSON object of the API.
type answer map[string]any

func get(t *testing.T, address string) answer {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var a answer
	if err := json.Unmarshal(body, &a); err != nil {
		t.Fatalf("%s: %v: %.200s", address, err, body)
	}
	return a
}

// supported gives the events, by id, that a report of the newsroom supports.
func supported(t *testing.T, base string) map[string]answer {
	t.Helper()
	events := map[string]answer{}
	for next := base + "/api/v1/events?limit=200&source=newsroom"; next != ""; {
		page := get(t, next)
		list, _ := page["events"].([]any)
		for _, item := range list {
			event := answer(item.(map[string]any))
			events[event["id"].(string)] = event
		}
		next, _ = page["next"].(string)
		if strings.HasPrefix(next, "/") {
			next = base + next
		}
	}
	return events
}

func TestARunRecordsWhatTheArticlesReport(t *testing.T) {
	h := newHouse(t, "/feeds/world.rss")
	base, stop := h.serve()
	until(t, 60*time.Second, "the scheduled visit is over", func() bool {
		source := get(t, base+"/api/v1/sources/newsroom")
		return strings.Contains(fmt.Sprint(source), "last_read") && !strings.Contains(fmt.Sprint(source), "health:never-read")
	})
	events := supported(t, base)

	joined := func(id, what string) {
		t.Helper()
		if _, found := events[id]; !found {
			t.Errorf("no report of the newsroom joined the curated event %s (%s)", id, what)
		}
	}
	joined("2025-05-10-kyiv-four-leaders-visit", "the four leaders' visit")
	joined("2025-05-12-weimar-plus-london", "the ministers in London")
	joined("2025-05-13-lammy-commons-questions", "the statement in the Commons")
	joined("2025-05-16-istanbul-direct-talks", "the talks in Istanbul")
	istanbul := events["2025-05-16-istanbul-direct-talks"]
	if when, _ := istanbul["when"].(map[string]any); when["start"] != "2025-05-16" || istanbul["status"] != "happened" {
		t.Errorf("the Istanbul talks stand at %v, %v: want 16 May, happened", when["start"], istanbul["status"])
	}
	if !refusedCeasefire(events) {
		t.Error("no refusal of the newsroom's is linked to the curated demand for a ceasefire")
	}
	if own := readingOf(get(t, base+"/api/v1/events/2025-05-16-istanbul-direct-talks"), "newsroom", "2025-05-12"); own == nil ||
		own["status"] != "planned" || own["when"].(map[string]any)["end"] != "2025-05-18" {
		t.Errorf("the newsroom's own reading of the talks is %v, want planned for 12 to 18 May", own)
	}
	if took := stop(); took > 5*time.Second {
		t.Errorf("stopping took %s, want at most 5s", took)
	}
}

// refusedCeasefire says whether a refusal is linked to what it refuses.
func refusedCeasefire(events map[string]answer) bool {
	for _, event := range events {
		links, _ := event["links"].([]any)
		for _, link := range links {
			to := link.(map[string]any)
			if event["type"] == "proposal_rejected" && to["kind"] == "rejects" && to["event"] == "2025-05-10-thirty-day-ceasefire-demand" {
				return true
			}
		}
	}
	return false
}

// readingOf finds the report of a source that begins on a day.
func readingOf(event answer, source, start string) map[string]any {
	reports, _ := event["reports"].([]any)
	for _, item := range reports {
		report := item.(map[string]any)
		article, _ := report["source"].(map[string]any)
		when, _ := report["when"].(map[string]any)
		if article["source_id"] == source && when["start"] == start {
			return report
		}
	}
	return nil
}

func TestASecondRunAddsNothing(t *testing.T) {
	h := newHouse(t, "/feeds/world.rss")
	h.run("fetch")
	first := h.content()
	h.run("fetch")
	if second := h.content(); second != first {
		t.Errorf("a second run changed the archive\nbefore: %.2000s\nafter:  %.2000s", first, second)
	}
}

// content is what the archive holds, in one text that can be compared.
func (h house) content() string {
	h.t.Helper()
	base, stop := h.serve("--no-scheduler")
	defer stop()
	var b strings.Builder
	for next := base + "/api/v1/events?limit=200&sort=when"; next != ""; {
		page := get(h.t, next)
		for _, item := range page["events"].([]any) {
			event := answer(item.(map[string]any))
			fmt.Fprintln(&b, event["type"], event["title"], event["when"], event["status"], event["places"], event["corroboration"])
		}
		next, _ = page["next"].(string)
		if strings.HasPrefix(next, "/") {
			next = base + next
		}
	}
	return b.String()
}

// Killed in the middle, again and again, the program loses and doubles
// nothing: in the end the archive is what one undisturbed run makes.
func TestKillsLoseAndDoubleNothing(t *testing.T) {
	server := newsroom(t) // the same for both: ids follow from addresses
	calm := houseAt(t, server, "/feeds/world.rss")
	calm.run("fetch")
	want := calm.content()

	kills := 3
	if os.Getenv("TRUCELINE_LONG") != "" {
		kills = 20
	}
	chance := rand.New(rand.NewPCG(2025, 516))
	h := houseAt(t, server, "/feeds/world.rss")
	for n := range kills {
		command := h.command("fetch")
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() { command.Wait(); close(ended) }()
		select {
		case <-time.After(time.Duration(chance.IntN(4000)) * time.Millisecond): // any moment of a run
			command.Process.Kill()
			<-ended
		case <-ended:
			t.Logf("run %d ended before it was killed", n)
		}
	}
	h.run("fetch")
	if got := h.content(); got != want {
		t.Errorf("after %d kills the archive differs from an undisturbed one\ngot  %d lines\nwant %d lines\n%s",
			kills, strings.Count(got, "\n"), strings.Count(want, "\n"), firstDifference(got, want))
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d\ngot  %s\nwant %s", i+1, a[i], b[i])
		}
	}
	return "one is longer"
}

// A failing command says in one line what was wrong and changes nothing.
func TestBadInputIsToldInOneLine(t *testing.T) {
	h := newHouse(t, "/feeds/world.rss")
	notADatabase := filepath.Join(t.TempDir(), "letter.txt")
	if err := os.WriteFile(notADatabase, []byte(strings.Repeat("Dear reader, ", 500)), 0o644); err != nil {
		t.Fatal(err)
	}
	broken := newHouse(t, "/feeds/world.rss")
	rules := filepath.Join(broken.topics, topics.Default, "topic.yaml")
	if err := os.WriteFile(rules, []byte("id: [unclosed"), 0o644); err != nil {
		t.Fatal(err)
	}
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()

	tests := []struct {
		name    string
		command *exec.Cmd
		code    int
		want    string
	}{
		{"port in use", h.command("serve", "--addr", busy.Addr().String()), 1, "is in use by another program"},
		{"not a database", h.command("serve", "--db", notADatabase), 1, notADatabase},
		{"broken topic", broken.command("check"), 1, "topic.yaml"},
		{"unknown flag", h.command("serve", "--colour"), 2, "--colour"},
		{"unknown source", h.command("fetch", "atlantis"), 2, `no source "atlantis"`},
		{"bad day", h.command("extract", "--published", "2025-02-30"), 2, "2025-02-30"},
		{"unknown topic", h.command("check", "--topic", "atlantis"), 1, "atlantis"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			out, err := test.command.CombinedOutput()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != test.code {
				t.Errorf("ended with %v, want exit code %d\n%s", err, test.code, out)
			}
			if !strings.Contains(string(out), test.want) || strings.Contains(string(out), "goroutine") {
				t.Errorf("said %s\nwant a line with %q", out, test.want)
			}
		})
	}
}

// Faulty feeds leave a visit with a reason, and the rest of the archive alone.
func TestFaultyFeedsAreToldInWords(t *testing.T) {
	for fault, want := range map[string]string{
		"html": "", "garbage": "parse-error", "500": "unreachable", "gone": "gone", "403": "blocked", "429": "rate-limited",
	} {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, "/"+fault+"/feeds/world.rss")
			out, err := h.command("fetch").CombinedOutput()
			if err == nil {
				t.Errorf("fetching succeeded: %s", out)
			}
			if !strings.Contains(string(out), want) {
				t.Errorf("said %s\nwant %q", out, want)
			}
		})
	}
}
