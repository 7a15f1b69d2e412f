package timeline_test

import (
	"context"
	"fmt"
	"slices"
	"syscall"
	"testing"
	"time"

	"truceline/timeline"
)

// dense gives an archive in which one event has n reports and the days around
// it are busy.
func dense(b testing.TB, n int) (*attic, timeline.Event) {
	archive := newAttic()
	var reports []timeline.Report
	for _, e := range topic(b).Baseline {
		if d := e.When.SortDay(); d >= "2025-04-15" && d <= "2025-06-15" {
			reports = append(reports, e.Reports...)
		}
	}
	reports = append(reports, invented(b, 3, "2025-05-01", "2025-05-31", 400)...)
	archive.weave(b, weaver(b), noon, reports...)
	event := archive.events["2025-05-16-istanbul-round-1"]
	if event.ID == "" {
		for _, e := range archive.events {
			if e.Type == "talks" && e.When.Start == "2025-05-16" {
				event = e
			}
		}
	}
	var more []timeline.Report
	for i := range n {
		more = append(more, report(event, i))
	}
	archive.weave(b, weaver(b), noon, more...)
	return archive, event
}

func report(event timeline.Event, i int) timeline.Report {
	id := fmt.Sprintf("x%05d", i)
	at := event.When.Start.Time().Add(time.Duration(i) * time.Minute)
	return timeline.Report{ID: id, Topic: event.Topic, ArticleID: id, Type: event.Type, Status: event.Status, Title: event.Title,
		Quote: event.Summary, When: event.When, Places: event.Places, Actors: event.Participations, Certainty: 90, Reader: timeline.ReaderRules,
		KnownFrom: at, Article: &timeline.Article{ID: id, Publisher: fmt.Sprint("host", i%20), OwnerGroup: fmt.Sprint("group", i%15), Role: timeline.RoleOutlet, Published: at}}
}

func BenchmarkWeaveIntoAnEventOf50Reports(b *testing.B) {
	archive, event := dense(b, 46)
	w := weaver(b)
	fresh := report(event, 9999)
	known, err := w.Gather(context.Background(), archive.archive(), []timeline.Report{fresh})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		w.Weave(known, noon)
	}
	b.ReportMetric(float64(len(known.Reports)), "reports")
	b.ReportMetric(float64(len(known.Events)), "events")
	b.ReportMetric(float64(len(known.Revisions)), "revisions")
}

// Every report of a busy archive is taken out and woven in again; p99 is of
// processor time, gathering from memory left out.
func BenchmarkWeaveOneReportIntoABusyArchive(b *testing.B) {
	archive, _ := dense(b, 46)
	var neighbourhoods []timeline.Known
	for _, r := range archive.reports {
		if r.Reader != timeline.ReaderCurated {
			fresh := r
			fresh.ID, fresh.ArticleID, fresh.EventID = r.ID+"-again", r.ArticleID+"-again", ""
			known, err := weaver(b).Gather(context.Background(), archive.archive(), []timeline.Report{fresh})
			if err != nil {
				b.Fatal(err)
			}
			neighbourhoods = append(neighbourhoods, known)
		}
	}
	var took []time.Duration
	for b.Loop() {
		for _, known := range neighbourhoods {
			start := processorTime()
			weaver(b).Weave(known, noon)
			took = append(took, processorTime()-start)
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(len(neighbourhoods)), "reports")
}

// processorTime is what this process used so far.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func BenchmarkLikeness(b *testing.B) {
	archive, event := dense(b, 1)
	_ = archive
	x, y := report(event, 1), report(event, 2)
	for b.Loop() {
		weaver(b).Likeness(x, y)
	}
}
