package timeline_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"truceline/extract"
	"truceline/timeline"
)

const statementsFile = "../../shared/data/samples/wikipedia/ukraine-current-events-2025-2026.jsonl"

// statements reads dated statements of encyclopaedia day pages into reports,
// as ingest does.
func statements(t testing.TB) []timeline.Report {
	t.Helper()
	f, err := os.Open(statementsFile)
	if err != nil {
		t.Skip("the day-page statements are not here")
	}
	defer f.Close()
	reader, err := extract.New(topic(t).Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	var reports []timeline.Report
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var s struct {
			Date timeline.Day
			Text string
			Page string
		}
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		article := timeline.Article{
			ID: timeline.ArticleID(s.Page+"#"+fmt.Sprint(n), 1), Topic: "ukraine", URL: s.Page, Text: s.Text, Language: "en",
			Publisher: "en.wikipedia.org", Role: timeline.RoleAggregator, OwnerGroup: "Wikimedia", Via: "Wikipedia",
			Published: s.Date.EndUTC(), PublishedDay: true, DatedBy: timeline.DatedByPage, Revision: 1,
		}
		for _, r := range reader.Read(article) {
			r.Article = &article
			reports = append(reports, r)
		}
	}
	return reports
}

// The statements that speak of curated events join them. The log lists what
// joined what, to be judged by hand.
func TestStatementsJoinCuratedEvents(t *testing.T) {
	reports := statements(t)
	archive := newAttic()
	archive.weave(t, weaver(t), noon, baseline(t)...)
	for batch := range slices.Chunk(reports, 40) {
		archive.weave(t, weaver(t), noon, batch...)
	}
	joined := 0
	for _, r := range reports {
		stored := archive.reports[r.ID]
		if event := archive.eventOf(stored.EventID); curatedID(t, event.ID) {
			joined++
			t.Logf("%s [%s %s]\n   %s\n   = %s: %s [%s %s]", r.When.Value(), r.Type, r.Status, r.Quote, event.ID, event.Title, event.Type, event.When.Value())
		}
	}
	t.Logf("%d reports from the statements, %d joined curated events; %d events in all", len(reports), joined, len(archive.events))
}

func curatedID(t testing.TB, id string) bool {
	return slices.ContainsFunc(topic(t).Baseline, func(e timeline.Event) bool { return e.ID == id })
}
