package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"truceline/extract"
	"truceline/timeline"
	"truceline/topics"
)

// A join is a report of a statement that stands in a curated event.
type join struct {
	number    int
	statement Statement
	report    timeline.Report
	event     timeline.Event
}

// scoreJoins weaves the topic's curated events together with what day-page
// statements report, and prints how many reports joined a curated event; then
// a sample to be judged by hand.
func scoreJoins(topic *topics.Topic, name string, o options, out io.Writer) error {
	reader, err := extract.New(topic.Vocabulary)
	if err != nil {
		return fmt.Errorf("compile the rules of %s: %w", topic.ID, err)
	}
	statements, err := loadStatements(name)
	if err != nil {
		return err
	}
	curated := map[string]timeline.Event{}
	reports := []timeline.Report{}
	for _, event := range topic.Baseline {
		curated[event.ID] = event
		reports = append(reports, event.Reports...)
	}
	told := map[string]int{} // report id to statement
	for i, s := range statements {
		article := s.asCase(i + 1).article()
		article.Role = timeline.RoleAggregator
		for _, report := range reader.Read(article) {
			report.Article = &article
			told[report.ID] = i
			reports = append(reports, report)
		}
	}
	joins := joined(topic, reports, told, statements, curated)
	seen := map[int]bool{}
	events := map[string]bool{}
	for _, j := range joins {
		seen[j.number], events[j.event.ID] = true, true
	}
	fmt.Fprintf(out, "%d statements give %d reports; %d reports of %d statements joined %d curated events\n",
		len(statements), len(told), len(joins), len(seen), len(events))
	for _, i := range permutation(len(joins), o.sample, o.seed) {
		joins[i].print(out)
	}
	return nil
}

func joined(topic *topics.Topic, reports []timeline.Report, told map[string]int, statements []Statement, curated map[string]timeline.Event) []join {
	joins := []join{}
	now := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	known := timeline.Known{Reports: reports, Events: topic.Baseline}
	for _, report := range timeline.NewWeaver(topic.Knowledge()).Weave(known, now).Reports {
		i, ours := told[report.ID]
		if event, of := curated[report.EventID]; ours && of {
			joins = append(joins, join{i + 1, statements[i], report, event})
		}
	}
	return joins
}

func (j join) print(out io.Writer) {
	fmt.Fprintf(out, "\n%d %s %s\n%s\n  read   %s %s %s: %s\n  joined %s %s %s: %s\n", j.number, j.statement.Date, strings.Join(j.statement.Topics, " – "), j.statement.Text,
		j.report.When.Value(), j.report.Type, j.report.Status, j.report.Title,
		j.event.When.Value(), j.event.Type, j.event.Status, j.event.Title)
}
