package scheduler

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"truceline/scrape"
	"truceline/timeline"
)

// bygone is a server that keeps the past in the four forms that are read, one
// story a day, and notes what it was asked.
type bygone struct {
	asked []string
	after int // requests after which somebody pulls the plug; 0 for never
	plug  context.CancelFunc
}

func (b *bygone) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.asked = append(b.asked, r.URL.String())
	if len(b.asked) == b.after {
		b.plug()
	}
	query := r.URL.Query()
	switch {
	case r.URL.Path == "/w/api.php":
		var pages []any
		for _, title := range strings.Split(query.Get("titles"), "|") {
			day, _ := time.Parse("2006 January 2", path.Base(title))
			text := fmt.Sprintf("{{Current events|year=%d|month=%02d|day=%02d|content=\n*Russia and Ukraine hold talks in Istanbul for the %dth time. [https://paper.example/%d (Paper)]\n}}",
				day.Year(), day.Month(), day.Day(), day.YearDay(), day.YearDay())
			pages = append(pages, map[string]any{"pageid": day.YearDay(), "title": title, "revisions": []any{map[string]any{
				"revid": day.YearDay(), "slots": map[string]any{"main": map[string]any{"content": text}}}}})
		}
		answer(w, map[string]any{"query": map[string]any{"pages": pages}})
	case r.URL.Path == "/api/search.json":
		from, to, _ := strings.Cut(query.Get("filter_public_timestamp"), ",")
		var results []any
		for day := range days(strings.TrimPrefix(from, "from:"), strings.TrimPrefix(to, "to:")) {
			results = append(results, map[string]any{"title": "Statement", "link": "/news/" + string(day), "public_timestamp": string(day) + "T12:00:00Z"})
		}
		answer(w, map[string]any{"results": results, "total": len(results)})
	case strings.HasPrefix(r.URL.Path, "/api/content/"):
		day := path.Base(r.URL.Path)
		answer(w, map[string]any{"base_path": "/news/" + day, "title": "Statement", "locale": "en", "first_published_at": day + "T12:00:00Z",
			"details": map[string]any{"body": "<p>" + story(day) + "</p>"}})
	case strings.HasSuffix(r.URL.Path, "120000.export.CSV.zip"):
		row := make([]string, 61)
		moment := path.Base(r.URL.Path)[:14]
		row[59], row[60] = moment, "http://"+r.Host+"/world/"+moment[:4]+"-"+moment[4:6]+"-"+moment[6:8]
		archive := zip.NewWriter(w)
		file, _ := archive.Create("rows.CSV")
		fmt.Fprintln(file, strings.Join(row, "\t"))
		archive.Close()
	case strings.HasSuffix(r.URL.Path, "1500.export.CSV.zip"):
		fmt.Fprint(w, "damaged")
	case strings.HasPrefix(r.URL.Path, "/world/"):
		day := path.Base(r.URL.Path)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<html lang="en"><head><title>Talks</title><meta property="article:published_time" content="%sT12:00:00Z"></head><body><article><h1>Talks</h1>%s</article></body></html>`,
			day, strings.Repeat("<p>"+story(day)+"</p><p>Nothing else was told of the meeting, which lasted for two hours and ended late.</p>", 2))
	case r.URL.Path == "/search":
		var results []any
		for day := range days(query.Get("from-date"), query.Get("to-date")) {
			results = append(results, map[string]any{"id": "world/" + string(day), "webPublicationDate": string(day) + "T12:00:00Z", "webTitle": "Talks",
				"webUrl": "http://" + r.Host + "/stories/" + string(day), "fields": map[string]string{"body": "<p>" + story(string(day)) + "</p>"}})
		}
		answer(w, map[string]any{"response": map[string]any{"status": "ok", "pages": 1, "results": results}})
	default:
		http.NotFound(w, r)
	}
}

func story(day string) string {
	return "On " + timeline.Day(day).Time().Format("2 January 2006") + " delegations of Russia and Ukraine met for talks in Istanbul."
}

func answer(w http.ResponseWriter, what any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(what)
}

// days are those from one to another.
func days(from, to string) func(yield func(timeline.Day) bool) {
	return func(yield func(timeline.Day) bool) {
		for day := timeline.Day(from); day <= timeline.Day(to) && yield(day); day = day.Add(1) {
		}
	}
}

// backfilled runs a backfill of one of the kinds in an archive, and gives the
// day on which it began and its steps.
func (b *bygone) backfilled(t *testing.T, file, kind, address string, from, to timeline.Day) (first timeline.Day, steps []Progress, err error) {
	t.Helper()
	server := httptest.NewServer(b)
	defer server.Close()
	host := strings.TrimPrefix(server.URL, "http://")
	i := deskAt(t, file, scrape.Config{Version: "test", AllowHosts: []string{"past.example", host}, Keys: func(string) string { return "key" }, Transport: redirected(host)})
	i.Topic.Sources = []timeline.Source{{ID: "past", Name: "The past", Kind: kind, URL: "http://past.example" + address, Language: "en", Schedule: "0 1 * * *",
		Role: timeline.RoleOutlet, Reuse: timeline.ReuseLinkOnly, Off: "read by hand", Filter: []string{}, Options: map[string]string{}}}
	if err := i.SaveTopic(t.Context()); err != nil {
		t.Fatal(err)
	}
	source, err := i.Source(t.Context(), "past")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	b.plug = cancel
	err = i.Backfill(ctx, source, from, to, func(day timeline.Day) { first = day }, func(p Progress) { steps = append(steps, p) })
	return first, steps, errors.Join(err, i.Store.Close())
}

// redirected is a network in which every name leads to one address.
type redirected string

func (to redirected) RoundTrip(r *http.Request) (*http.Response, error) {
	inner := r.Clone(r.Context())
	inner.URL.Host = string(to)
	return http.DefaultTransport.RoundTrip(inner)
}

// A backfill that is interrupted in the midst of a step goes on behind the
// last step that was done, asks for nothing of it again, and leaves the
// archive as one undisturbed run does.
func TestABackfillGoesOnWhereItWas(t *testing.T) {
	for _, c := range []struct {
		kind, address string
		from, to      timeline.Day
		after         int // requests
		resumes       timeline.Day
	}{
		{"wikipedia-days", "/w/api.php", "2025-01-01", "2025-04-10", 2, "2025-02-20"},
		{"govuk", "/api/search.json?q=ukraine", "2025-05-01", "2025-05-20", 13, "2025-05-08"},
		{"gdelt", "/gdeltv2/lastupdate.txt", "2025-05-16", "2025-05-18", 150, "2025-05-17"},
		{"guardian", "/search?q=ukraine", "2025-05-01", "2025-05-25", 3, "2025-05-15"},
	} {
		t.Run(c.kind, func(t *testing.T) {
			t.Parallel()
			whole, broken := filepath.Join(t.TempDir(), "whole.db"), filepath.Join(t.TempDir(), "broken.db")
			calm := &bygone{}
			first, steps, err := calm.backfilled(t, whole, c.kind, c.address, c.from, c.to)
			if err != nil || first != c.from {
				t.Fatalf("began at %s: %v", first, err)
			}
			articles := 0
			for n, step := range steps {
				articles += step.Fresh
				if step.Step.Done <= 0 || step.Step.Total != c.to.Sub(c.from)+1 || n == len(steps)-1 != (step.Step.Done == step.Step.Total) {
					t.Errorf("step %d tells %d of %d days", n, step.Step.Done, step.Step.Total)
				}
			}
			if articles != c.to.Sub(c.from)+1 {
				t.Errorf("%d articles of %d days", articles, c.to.Sub(c.from)+1)
			}
			if c.kind == "gdelt" && len(steps[0].Step.Notes) != 24 {
				t.Errorf("damaged files are not noted: %v", steps[0].Step.Notes)
			}
			if _, _, err := (&bygone{after: c.after}).backfilled(t, broken, c.kind, c.address, c.from, c.to); !errors.Is(err, context.Canceled) {
				t.Fatalf("was not interrupted: %v", err)
			}
			rest := &bygone{}
			first, _, err = rest.backfilled(t, broken, c.kind, c.address, c.from, c.to)
			if err != nil || first != c.resumes {
				t.Fatalf("went on at %s, want %s: %v", first, c.resumes, err)
			}
			for _, asked := range rest.asked {
				for day := range days(string(c.from), string(c.resumes.Add(-1))) {
					for _, form := range []string{string(day), day.Time().Format("20060102"), day.Time().Format("2006+January+2") + "%7C"} {
						if strings.Contains(asked, form) {
							t.Errorf("asked again: %s", asked)
						}
					}
				}
			}
			if got, want := rowsOf(t, broken), rowsOf(t, whole); got != want {
				t.Errorf("the archive differs: %s", firstDifferentLine(got, want))
			}
			if first, _, err := (&bygone{}).backfilled(t, broken, c.kind, c.address, c.from, c.to); err != nil || first != c.from {
				t.Errorf("one that is over begins at %s: %v", first, err)
			}
		})
	}
}
