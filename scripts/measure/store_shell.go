package main

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"

	"truceline/timeline"
)

// A plainQuery is a question as somebody would put it to the sqlite3 shell,
// beside the same through the store.
type plainQuery struct {
	name string
	sql  string
	ask  func(int) error
}

// compare asks the sqlite3 shell and the store the same and prints the ratio.
// The shell's time is its own ".timer" of one process with a warm cache.
func (b *archiveBench) compare() error {
	if _, err := exec.LookPath("sqlite3"); err != nil {
		fmt.Println("the sqlite3 shell is not installed: no ratio")
		return nil
	}
	f := timeline.Filter{Topic: benchTopic, Types: []string{"type3"}, From: "2019-05-01", To: "2019-05-31"}
	word := b.made.words[300]
	for _, q := range []plainQuery{
		{"list of 50 by type and window", `SELECT * FROM events WHERE topic = 'bench' AND merged_into = '' AND review <> 'rejected' AND type = 'type3'
			AND sort_day BETWEEN '2019-05-01' AND '2019-05-31' ORDER BY sort_day, last_day, id LIMIT 50`, b.list([]timeline.Filter{f}, timeline.ByWhen, time.Time{})},
		{"search for one word", `SELECT e.* FROM event_search s JOIN search_docs d ON d.doc = s.rowid JOIN events e ON e.id = d.event_id
			WHERE event_search MATCH '` + word + `' ORDER BY bm25(event_search, 10.0, 4.0, 6.0, 2.0) LIMIT 50`, b.search(func() string { return word })},
		{"event with its reports", `SELECT e.*, r.*, a.* FROM events e JOIN reports r ON r.event_id = e.id JOIN articles a ON a.id = r.article_id
			WHERE e.id = 'e000000050'`, func(int) error { _, err := b.store.Event(b.ctx, "e000000050", time.Time{}); return err }},
	} {
		plain, err := b.shell(q.sql)
		if errors.Is(err, errOldShell) {
			fmt.Printf("%-44s skipped: %v\n", q.name, err)
			continue
		}
		if err != nil {
			return err
		}
		start := time.Now()
		for i := range shellRounds {
			if err := q.ask(i); err != nil {
				return err
			}
		}
		ours := time.Since(start) / shellRounds
		fmt.Printf("%-44s ours %7.2f ms, sqlite3 shell %7.2f ms, ratio %.2f\n", q.name, ms(ours), ms(plain), float64(ours)/float64(max(plain, 1)))
	}
	return nil
}

const shellRounds = 200

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// errOldShell says that the shell cannot read a table that the store's own
// SQLite made.
var errOldShell = errors.New("this sqlite3 shell is too old for the search table (contentless_delete): 3.43 or newer is needed")

var realTime = regexp.MustCompile(`real ([0-9.]+)`)

// shell gives the mean time of a query in the sqlite3 shell. The timer of the
// shell is coarse, so the statement is run many times between two readings.
func (b *archiveBench) shell(sql string) (time.Duration, error) {
	script := ".output /dev/null\nPRAGMA mmap_size=2147418112;\n" + strings.Repeat(sql+";\n", 20) + ".timer on\n" + strings.Repeat(sql+";\n", shellRounds)
	cmd := exec.Command("sqlite3", "-readonly", b.path)
	cmd.Stdin = strings.NewReader(script)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if strings.Contains(out.String(), "contentless_delete") {
		return 0, errOldShell
	}
	if err != nil {
		return 0, fmt.Errorf("sqlite3 shell: %w: %s", err, out.String())
	}
	var sum float64
	times := realTime.FindAllStringSubmatch(out.String(), -1)
	for _, t := range times {
		seconds, err := strconv.ParseFloat(t[1], 64)
		if err != nil {
			return 0, err
		}
		sum += seconds
	}
	if len(times) == 0 {
		return 0, fmt.Errorf("sqlite3 shell printed no times: %s", out.String())
	}
	return time.Duration(sum / float64(len(times)) * float64(time.Second)), nil
}
