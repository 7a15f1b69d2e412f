package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"truceline/store"
	"truceline/timeline"
	"truceline/topics"
)

const (
	importPart = 200     // events that are saved together: all or none of them
	mostFaults = 20      // of a file that are told at once
	longestRow = 8 << 20 // bytes of one line of JSON
)

// Importable are the formats that Import reads, by extension.
var Importable = []string{"jsonl", "csv"}

// Imported counts what an import did, or would do.
type Imported struct {
	Events int // in the file
	Fresh  int // that the archive did not hold
	Held   int // that it held already; these stay as they are
}

// A fileLine is an event with the line that it begins on.
type fileLine struct {
	event timeline.Event
	line  int
}

// A fileReader gives the events of a file one by one. An error ends it,
// except an *Invalid, which concerns one line.
type fileReader func(r io.Reader, topic *topics.Topic) iter.Seq2[fileLine, error]

var fileReaders = map[string]fileReader{"jsonl": readJSONLines, "csv": readCSV}

// Import brings an export of ours into an archive: format is one of
// Importable. The file is read twice: nothing is written unless all of it is
// sound, and an error names every fault with its line and field. Then batches
// are saved, each whole; after a crash, importing the same file again goes on
// where it stopped. What the archive holds already stays as it is, so a
// second import changes nothing.
func Import(ctx context.Context, archive *store.Store, topic *topics.Topic, file io.ReadSeeker, format string, dry bool, now time.Time) (Imported, error) {
	read, ok := fileReaders[format]
	if !ok {
		return Imported{}, timeline.Invalidf("format", "%q is none of %s", format, strings.Join(Importable, ", "))
	}
	if err := checkFile(read(file, topic), namesOf(topic), topic.ID); err != nil {
		return Imported{}, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return Imported{}, fmt.Errorf("read the file again: %w", err)
	}
	i := importer{archive, topic.ID, dry, now, Imported{}}
	var part []timeline.Event
	for read, err := range read(file, topic) {
		if err != nil {
			return i.done, err
		}
		if part = append(part, read.event); len(part) == importPart {
			if err := i.take(ctx, part); err != nil {
				return i.done, err
			}
			part = nil
		}
	}
	return i.done, i.take(ctx, part)
}

// checkFile reads a whole file and gives its faults.
func checkFile(lines iter.Seq2[fileLine, error], known *names, topic string) error {
	c := importCheck{names: known, topic: topic, events: map[string]int{}, reports: map[string]int{}}
	for read, err := range lines {
		var wrong *timeline.Invalid
		switch {
		case errors.As(err, &wrong):
			c.fault(read.line, wrong)
		case err != nil:
			return err
		default:
			c.event(read.line, read.event)
		}
		if len(c.faults) >= mostFaults {
			c.faults = append(c.faults, errors.New("and perhaps more: these come first"))
			break
		}
	}
	return errors.Join(c.faults...)
}

type importer struct {
	archive *store.Store
	topic   string
	dry     bool
	now     time.Time
	done    Imported
}

// take saves what is new of some events in one transaction.
func (i *importer) take(ctx context.Context, events []timeline.Event) error {
	fresh, err := i.fresh(ctx, events)
	if err != nil {
		return err
	}
	if len(fresh) > 0 && !i.dry {
		if err := i.archive.Save(ctx, i.batch(fresh)); err != nil {
			return fmt.Errorf("import stopped after %d new events; run it again to go on: %w", i.done.Fresh, err)
		}
	}
	i.done.Events += len(events)
	i.done.Fresh += len(fresh)
	i.done.Held += len(events) - len(fresh)
	return nil
}

// fresh are the events that the archive holds neither under their id nor, by
// their reports, under another.
func (i *importer) fresh(ctx context.Context, events []timeline.Event) ([]timeline.Event, error) {
	var ids, reports []string
	for _, event := range events {
		ids = append(ids, event.ID)
		for _, report := range event.Reports {
			reports = append(reports, report.ID)
		}
	}
	known, standing, err := i.archive.Held(ctx, ids, reports)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(events), func(event timeline.Event) bool {
		return known[event.ID] || slices.ContainsFunc(event.Reports, func(r timeline.Report) bool { return standing[r.ID] != "" })
	}), nil
}

// batch makes events known with their evidence. An export has no history, so
// that of an imported event begins when it became known.
func (i *importer) batch(events []timeline.Event) store.Batch {
	b := store.Batch{Topic: i.topic}
	seen := map[string]bool{}
	for _, event := range events {
		for _, report := range event.Reports {
			if !seen[report.ArticleID] {
				seen[report.ArticleID] = true
				b.Articles = append(b.Articles, *report.Article)
			}
			b.Reports = append(b.Reports, report)
		}
		event.Reports, event.Revisions, event.Flags = nil, nil, nil
		b.Woven.Events = append(b.Woven.Events, event)
		b.Woven.Revisions = append(b.Woven.Revisions, timeline.Revision{
			EventID: event.ID, Number: 1, KnownFrom: event.KnownFrom, RecordedAt: i.now, By: "import", Snapshot: &event,
			Changes: []timeline.Change{{Field: "event", New: event.Title, Words: "Imported from an export."}},
		})
	}
	return b
}
