package api

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"truceline/frontend"
	"truceline/scheduler"
	"truceline/store"
	"truceline/timeline"
	"truceline/topics"
)

// emptyArchive knows the topic and holds no event.
func emptyArchive(t *testing.T, topic *topics.Topic) (*store.Store, *scheduler.Ingest) {
	t.Helper()
	archive, err := store.Open(context.Background(), store.Config{DSN: filepath.Join(t.TempDir(), "archive.db"), Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { archive.Close() })
	ingest := &scheduler.Ingest{Topic: topic, Store: archive, Weaver: timeline.NewWeaver(topic.Knowledge()), Now: func() time.Time { return now }}
	if err := ingest.SaveTopic(context.Background()); err != nil {
		t.Fatal(err)
	}
	return archive, ingest
}

func curatedTopic(t *testing.T) *topics.Topic {
	t.Helper()
	topic, err := topics.Load(topics.Embedded(), topics.Default)
	if err != nil {
		t.Fatal(err)
	}
	return topic
}

// versions are the one thing in which two archives with the same events differ.
var versions = regexp.MustCompile(`\b\d+\.2025-06-10\b`)

// exported gives a whole export, without the archive's version.
func exported(t *testing.T, archive *store.Store, topic *topics.Topic, format, query string) []byte {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	config := Config{Store: archive, Topic: topic, PublicURL: "https://truce.example", Version: "test", Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler), Pages: frontend.Pages()}
	if err := Export(context.Background(), &b, config, format, values); err != nil {
		t.Fatalf("export %s: %v", format, err)
	}
	return versions.ReplaceAll(b.Bytes(), []byte("V"))
}

func sameBytes(t *testing.T, name string, got, want []byte) {
	t.Helper()
	if bytes.Equal(got, want) {
		return
	}
	a, b := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(a), len(b)) {
		if !bytes.Equal(a[i], b[i]) {
			t.Fatalf("%s: line %d differs:\n%s\nnot\n%s", name, i+1, a[i], b[i])
		}
	}
	t.Fatalf("%s: %d lines, not %d", name, len(a), len(b))
}

func TestExportsComeBackWithoutLoss(t *testing.T) {
	ctx := context.Background()
	topic := curatedTopic(t)
	archive, ingest := emptyArchive(t, topic)
	if err := ingest.Begin(ctx); err != nil {
		t.Fatal(err)
	}
	breakOff(t, topic, exported(t, archive, topic, "jsonl", ""))
	for _, c := range []struct{ format, query string }{{"jsonl", ""}, {"csv", ""}, {"csv", "raw=1"}} {
		name := c.format + "?" + c.query
		file := exported(t, archive, topic, c.format, c.query)
		again, _ := emptyArchive(t, topic)
		if done, err := Import(ctx, again, topic, bytes.NewReader(file), c.format, true, now); err != nil || done.Fresh != len(topic.Baseline) {
			t.Fatalf("%s: dry run: %+v, %v", name, done, err)
		}
		if version, _ := again.Version(ctx); version > 2 {
			t.Fatalf("%s: a dry run has written: version %d", name, version)
		}
		if _, err := Import(ctx, again, topic, bytes.NewReader(file), c.format, false, now); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		sameBytes(t, name, exported(t, again, topic, c.format, c.query), file)
		if c.format == "jsonl" { // everything else follows
			for _, other := range Exportable() {
				sameBytes(t, other, exported(t, again, topic, other, ""), exported(t, archive, topic, other, ""))
			}
		}
		if done, err := Import(ctx, again, topic, bytes.NewReader(file), c.format, false, now); err != nil || done.Fresh != 0 || done.Held != done.Events {
			t.Errorf("%s: the second import: %+v, %v", name, done, err)
		}
	}
}

func TestHostileTextsComeBack(t *testing.T) {
	ctx := context.Background()
	events := slices.DeleteFunc(hostileEvents(), func(e timeline.Event) bool {
		return strings.TrimSpace(e.Title) == "" || webAddress(e.Reports[0].Article.URL) == "" || strings.Contains(e.Title, "\r")
	})
	a := newAPI(t, events...)
	for _, c := range []struct{ format, query string }{{"jsonl", ""}, {"csv", ""}, {"csv", "raw=1"}} {
		file := exported(t, a.store, harbour(), c.format, c.query)
		again := newAPI(t)
		done, err := Import(ctx, again.store, harbour(), bytes.NewReader(file), c.format, false, now)
		if err != nil || done.Fresh != len(events) {
			t.Fatalf("%s: %+v, %v", c.format, done, err)
		}
		sameBytes(t, c.format, exported(t, again.store, harbour(), c.format, c.query), file)
	}
}

// brokenOff fails at a byte of the second reading.
type brokenOff struct {
	*bytes.Reader
	again bool
	left  int
}

var errBroken = errors.New("broken off")

func (b *brokenOff) Seek(offset int64, whence int) (int64, error) {
	b.again = true
	return b.Reader.Seek(offset, whence)
}

func (b *brokenOff) Read(p []byte) (int, error) {
	if b.again {
		if b.left <= 0 {
			return 0, errBroken
		}
		p = p[:min(len(p), b.left)]
		b.left -= len(p)
	}
	return b.Reader.Read(p)
}

// An import that breaks off has saved whole batches, and goes on from there.
func breakOff(t *testing.T, topic *topics.Topic, file []byte) {
	ctx := context.Background()
	again, _ := emptyArchive(t, topic)
	done, err := Import(ctx, again, topic, &brokenOff{Reader: bytes.NewReader(file), left: len(file) * 3 / 4}, "jsonl", false, now)
	if !errors.Is(err, errBroken) || done.Fresh != importPart {
		t.Fatalf("%+v, %v", done, err)
	}
	if lines := bytes.Count(exported(t, again, topic, "jsonl", ""), []byte("\n")) - 1; lines != importPart {
		t.Errorf("%d events after one whole batch of %d", lines, importPart)
	}
	if done, err = Import(ctx, again, topic, bytes.NewReader(file), "jsonl", false, now); err != nil || done.Held != importPart {
		t.Fatalf("going on: %+v, %v", done, err)
	}
	sameBytes(t, "jsonl", exported(t, again, topic, "jsonl", ""), file)
}

func TestFaultsOfAFileNameLineAndField(t *testing.T) {
	a := newAPI(t, someEvents()...)
	jsonl := string(exported(t, a.store, harbour(), "jsonl", ""))
	table := string(exported(t, a.store, harbour(), "csv", ""))
	for _, c := range []struct{ name, format, file, old, new, want string }{
		{"status", "jsonl", jsonl, `"status":"happened"`, `"status":"odd"`, `line 2: status: "odd" is none of`},
		{"type", "jsonl", jsonl, `"type":"vote"`, `"type":"veto"`, `line 5: type: "veto" is not known to this topic`},
		{"when", "jsonl", jsonl, `"start":"2025-05-16"`, `"start":"2025-05-36"`, `line 3: when.start: "2025-05-36" is not a day`},
		{"field", "jsonl", jsonl, `"summary":`, `"sumary":`, `line 2: is not an event as an export writes it: json: unknown field "sumary"`},
		{"kind", "jsonl", jsonl, `"significance":3`, `"significance":"3"`, `line 2: significance: a JSON string cannot stand here`},
		{"cut off", "jsonl", jsonl, `"id":"may-16"`, `"id":"may-16`, `line 3: is not an event`},
		{"twice", "jsonl", jsonl, `{"id":"may-16"`, `{"id":"may-1"`, `line 3: id: "may-1" stands on line 2 already`},
		{"script", "jsonl", jsonl, `"url":"https://herald.example/vote"`, `"url":"javascript:1"`, `line 5: reports[0].source.url: "javascript:1" is not a web address`},
		{"topic", "jsonl", jsonl, `"topic":"harbour"`, `"topic":"river"`, `line 2: topic: "river" is not the topic of this archive, "harbour"`},
		{"bytes", "jsonl", jsonl, "Second", "Se\xffcond", `line 3: is not UTF-8`},
		{"number", "csv", table, ",3,unreviewed,", ",many,unreviewed,", `line 2: significance: "many" is not a whole number`},
		{"moment", "csv", table, "2025-06-10T12:00:00Z", "yesterday", `line 2: created: "yesterday" is not a moment`},
		{"list", "csv", table, ",host,", ",host | guest,", `line 2: actor_parts: has 2 items where actors has 1`},
		{"column", "csv", table, "id,title", "id,tilte", `line 1: "tilte" is no column of an export`},
		{"row", "csv", table, "may-16,", "may-16,,", `record on line 3: wrong number of fields`},
		{"quote", "csv", table, "may-16,", `may"-16,`, `line 3, column 4: bare " in non-quoted-field`},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := strings.Replace(c.file, c.old, c.new, 1)
			if file == c.file {
				t.Fatalf("%q is not in the file", c.old)
			}
			again := newAPI(t)
			_, err := Import(context.Background(), again.store, harbour(), strings.NewReader(file), c.format, false, now)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %s", err, c.want)
			}
			if list := read[map[string]any](again, "/api/v1/events"); list["total"] != float64(0) {
				t.Errorf("%v events were written all the same", list["total"])
			}
		})
	}
}

func FuzzImport(f *testing.F) {
	f.Add(`{"truceline":{}}`+"\n"+`{"id":"a","title":"T"}`, false)
	f.Add(strings.Join(csvHead(), ",")+"\na,b\n", true)
	f.Fuzz(func(t *testing.T, file string, table bool) {
		read := readJSONLines
		if table {
			read = readCSV
		}
		err := checkFile(read(strings.NewReader(file), harbour()), namesOf(harbour()), "harbour")
		if err == nil && len(strings.TrimSpace(file)) > 1000 && !strings.Contains(file, "harbour") {
			t.Errorf("accepted: %q", file)
		}
	})
}
