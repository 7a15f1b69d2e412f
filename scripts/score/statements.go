package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"

	"truceline/extract"
	"truceline/timeline"
	"truceline/topics"
)

// A Statement is one dated item of a day page.
type Statement struct {
	Date   timeline.Day `json:"date"`
	Topics []string     `json:"topics"`
	Text   string       `json:"text"`
	Page   string       `json:"page"`
}

func (s Statement) asCase(number int) Case {
	return Case{Name: fmt.Sprintf("%s#%d", s.Date, number), Published: s.Date, URL: fmt.Sprintf("%s#s-%d", s.Page, number),
		Title: strings.Join(s.Topics, " – "), Text: s.Text}
}

func loadStatements(name string) ([]Statement, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	statements, lines := []Statement{}, bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		s := Statement{}
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", name, len(statements)+1, err)
		}
		statements = append(statements, s)
	}
	return statements, lines.Err()
}

// A reading is a statement and what was read out of it.
type reading struct {
	number    int // of the statement, from 1
	statement Statement
	events    []extract.Output
}

// near says whether some event is on the statement's day, give or take one.
func (r reading) near() bool {
	for _, e := range r.events {
		s := spanOf(string(e.Start), e.End)
		if s.first.Add(-1) <= r.statement.Date && r.statement.Date <= s.last.Add(1) {
			return true
		}
	}
	return false
}

// scoreStatements reads day-page statements, whose day is known, and prints
// how many give an event and how many of these agree with the day; then a
// sample to be judged by hand.
func scoreStatements(topic *topics.Topic, name string, o options, out io.Writer) error {
	reader, err := extract.New(topic.Vocabulary)
	if err != nil {
		return fmt.Errorf("compile the rules of %s: %w", topic.ID, err)
	}
	statements, err := loadStatements(name)
	if err != nil {
		return err
	}
	readings, giving, near, events := make([]reading, len(statements)), 0, 0, 0
	for i, s := range statements {
		r := reading{number: i + 1, statement: s, events: reader.Outputs(reader.Read(s.asCase(i + 1).article()))}
		readings[i] = r
		if len(r.events) > 0 {
			giving, events = giving+1, events+len(r.events)
		}
		if r.near() {
			near++
		}
	}
	fmt.Fprintf(out, "%d statements: %d give an event (%d events); of these %d agree with the day of the page, give or take one (%.3f)\n",
		len(statements), giving, events, near, ratio(near, giving))
	skip, err := listed(o.skip)
	if err != nil {
		return err
	}
	printed := 0
	for _, i := range permutation(len(readings), len(readings), o.seed) { // over all, so that better rules change the sample little
		r := readings[i]
		if printed < o.sample && (len(r.events) > 0 || o.each) && r.in(o.set) && !skip[r.number] {
			r.print(out)
			printed++
		}
	}
	return nil
}

// in says whether the statement belongs to the set: those with odd numbers are
// held out, nobody reads them while writing rules.
func (r reading) in(which string) bool {
	return which == "all" || (which == "heldout") == (r.number%2 == 1)
}

// listed gives the numbers that open the rows of the tables of a file: the
// statements of earlier samples.
func listed(name string) (map[int]bool, error) {
	numbers := map[int]bool{}
	if name == "" {
		return numbers, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	for _, line := range strings.Split(string(data), "\n") {
		cells := strings.SplitN(line, "|", 3)
		if len(cells) < 3 {
			continue
		}
		if n, err := strconv.Atoi(strings.TrimSpace(cells[1])); err == nil {
			numbers[n] = true
		}
	}
	return numbers, nil
}

// permutation draws n of the numbers below all; the same seed draws the same.
func permutation(all, n int, seed uint64) []int {
	return rand.New(rand.NewPCG(seed, seed)).Perm(all)[:min(n, all)]
}

func (r reading) print(out io.Writer) {
	fmt.Fprintf(out, "\n%d %s %s\n%s\n", r.number, r.statement.Date, strings.Join(r.statement.Topics, " – "), r.statement.Text)
	for _, e := range r.events {
		fmt.Fprintf(out, "  → %s %s %s: %s; %s; %s\n", spanOf(string(e.Start), e.End), e.Type, e.Status, e.Title, strings.Join(e.Actors, ", "), deref(e.Place))
	}
}
