package api

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"truceline/store"
	"truceline/timeline"
)

// What an export may keep alive while it runs, whatever it has written: two
// of the parts in which the archive reads events, and what a file may take
// before it goes to disk. All events are three times that and more, and so
// is every file but the shortest.
const (
	eventsOfExport = 4000
	keptByExport   = 5 << 20
	fileOfExport   = 8 << 20 // the shortest
)

// A gauge reads how much of the heap is alive, after a collection, each time
// that some more has been written. It does not keep what is written.
type gauge struct {
	least, most uint64
	written     int
	next        int
}

// gaugeEvery is how much is written between two readings.
const gaugeEvery = 2 << 20

// Write implements io.Writer.
func (g *gauge) Write(p []byte) (int, error) {
	if g.written += len(p); g.written >= g.next {
		g.next = g.written + gaugeEvery
		g.read()
	}
	return len(p), nil
}

func (g *gauge) read() {
	var now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&now)
	if g.least == 0 {
		g.least = now.HeapAlloc
	}
	g.most = max(g.most, now.HeapAlloc)
}

// check fails where more was alive at any reading than at the first.
func (g *gauge) check(t *testing.T, what string) {
	t.Helper()
	if g.written < fileOfExport {
		t.Fatalf("%s is of %d bytes only: too few to tell", what, g.written)
	}
	if grown := g.most - g.least; grown > keptByExport {
		t.Errorf("%s of %d bytes kept %d bytes alive, at most %d may be", what, g.written, grown, keptByExport)
	}
}

// A discarding response keeps the headers of an answer, not its body.
type discarding struct {
	*gauge
	header http.Header
	status int
}

// Header implements http.ResponseWriter.
func (d *discarding) Header() http.Header { return d.header }

// WriteHeader implements http.ResponseWriter.
func (d *discarding) WriteHeader(status int) { d.status = status }

// TestExportsKeepNothingOfWhatTheyWrote writes more than they may keep, in
// every format, from a generated archive: as the command does, and as the
// server answers. Only what is alive counts, so that neither the machine nor
// the collector's mood matters.
func TestExportsKeepNothingOfWhatTheyWrote(t *testing.T) {
	a := newAPI(t)
	fillWithLongEvents(a)
	for _, f := range formats {
		t.Run(f.extension, func(t *testing.T) {
			command := &gauge{}
			command.read()
			if err := Export(t.Context(), command, a.config(), f.extension, nil); err != nil {
				t.Fatal(err)
			}
			command.check(t, "the command's file")
		})
	}
	answer := &discarding{&gauge{}, http.Header{}, http.StatusOK}
	answer.read()
	a.handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/api/v1/export.jsonl", nil))
	if answer.status != http.StatusOK {
		t.Fatalf("status %d", answer.status)
	}
	answer.check(t, "the server's answer")
}

// fillWithLongEvents saves events with something long in every field that
// some format writes.
func fillWithLongEvents(a *testAPI) {
	a.Helper()
	a.fill() // the topic
	text := strings.Repeat("They met at the harbour and left it again. ", 48)
	all := store.Batch{Topic: "harbour"}
	for i := range eventsOfExport {
		one := batch(told(fmt.Sprintf("long%05d", i), timeline.Day("2015-01-01").Add(i%3000), func(e *timeline.Event) {
			e.Title, e.Summary = text, text
			e.Reports[0].Article.Title = text
		}))
		all.Articles, all.Reports = append(all.Articles, one.Articles...), append(all.Reports, one.Reports...)
		all.Woven.Events = append(all.Woven.Events, one.Woven.Events...)
		if len(all.Reports) == 500 || i == eventsOfExport-1 {
			if err := a.store.Save(a.Context(), all); err != nil {
				a.Fatal(err)
			}
			all = store.Batch{Topic: "harbour"}
		}
	}
}
