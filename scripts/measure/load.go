package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"truceline/api"
	"truceline/timeline"
	"truceline/topics"
)

// loadBench measures how many lists of 50 by filter a server answers in a
// second, from the page cache and without it, while wrk asks on the same
// processors.
func loadBench(args []string) error {
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	events := flags.Int("events", 100_000, "events in the archive, where it has to be made")
	file := flags.String("db", "", "SQLite file that the store bench made; by default a new one that is deleted afterwards")
	filters := flags.Int("n", 200, "different filters")
	last := flags.Duration("for", 10*time.Second, "how long each kind is asked")
	encoding := flags.String("encoding", "gzip", "Accept-Encoding of the requests; \"\" for none")
	profile := flags.String("cpuprofile", "", "write a CPU profile of the whole run to this file")
	only := flags.String("only", "", "measure only what has this in its name")
	if err := flags.Parse(args); err != nil {
		return err
	}
	stop, err := profiled(*profile)
	if err != nil {
		return err
	}
	defer stop()
	if _, err := exec.LookPath("wrk"); err != nil {
		fmt.Println("skipped: load needs wrk (Debian's package wrk)")
		return nil
	}
	dir, err := os.MkdirTemp("", "load")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if *file == "" {
		*file = filepath.Join(dir, "bench.db")
	}
	b := &archiveBench{ctx: context.Background(), path: *file, rounds: *filters}
	if err := b.open(*events); err != nil {
		return err
	}
	defer b.store.Close()
	l := load{b, filepath.Join(dir, "ask.lua"), *last, *encoding}
	if err := l.script(); err != nil {
		return err
	}
	for _, kind := range []struct {
		name  string
		cache int
	}{{"list of 50 by filter, from the page cache", 256 << 20}, {"list of 50 by filter, without a page cache", 1}} {
		if !strings.Contains(kind.name, *only) {
			continue
		}
		if err := l.measure(kind.name, kind.cache); err != nil {
			return fmt.Errorf("%s: %w", kind.name, err)
		}
	}
	return nil
}

// load is one archive under wrk.
type load struct {
	*archiveBench
	lua      string // wrk's script
	last     time.Duration
	encoding string
}

// script has wrk ask for one filter after the other.
func (l load) script() error {
	var b strings.Builder
	b.WriteString("local paths = {\n")
	for _, f := range l.filters(1) {
		fmt.Fprintf(&b, "%q,\n", "/api/v1/events?"+query(f).Encode())
	}
	b.WriteString("}\nlocal n = 0\n")
	if l.encoding != "" {
		fmt.Fprintf(&b, "wrk.headers['Accept-Encoding'] = %q\n", l.encoding)
	}
	b.WriteString("request = function() n = n % #paths + 1; return wrk.format('GET', paths[n]) end\n")
	return os.WriteFile(l.lua, []byte(b.String()), 0o600)
}

// query is a filter as the API is asked for it.
func query(f timeline.Filter) url.Values {
	q := url.Values{"limit": {"50"}}
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	set("from", string(f.From))
	set("to", string(f.To))
	set("type", strings.Join(f.Types, ","))
	set("actor", strings.Join(f.Actors, ","))
	set("place", strings.Join(f.Places, ","))
	for _, status := range f.Statuses {
		set("status", string(status))
	}
	return q
}

// measure serves, has wrk ask, and prints what it says.
func (l load) measure(name string, cache int) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	handler, err := api.New(api.Config{Store: l.store, Topic: l.topic(), PublicURL: "http://" + listener.Addr().String(),
		Rate: api.Rate{PerSecond: -1}, CacheBytes: cache, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	defer server.Close()
	for round, last := range []time.Duration{2 * time.Second, l.last} { // the first fills what is kept
		before := processorTime()
		out, err := exec.Command("wrk", "-t1", "-c16", "-d", last.String(), "--latency", "-s", l.lua, "http://"+listener.Addr().String()).CombinedOutput()
		if err != nil {
			return fmt.Errorf("wrk: %w: %s", err, out)
		}
		if round > 0 {
			printLoad(name, string(out), processorTime()-before)
		}
	}
	if err := server.Close(); err != nil {
		return err
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// topic is that of the generated archive, as the API needs it.
func (l load) topic() *topics.Topic {
	records := newGenerated().records()
	return &topics.Topic{ID: benchTopic, Title: "Bench", Types: records.Types, Actors: records.Actors, Places: records.Places, Threads: records.Threads}
}

var (
	perSecond  = regexp.MustCompile(`Requests/sec:\s+(\S+)`)
	percentile = regexp.MustCompile(`(50|99)%\s+(\S+)`)
	notAnswers = regexp.MustCompile(`Non-2xx or 3xx responses: \d+|Socket errors: .*`)
	transfer   = regexp.MustCompile(`(\d+) requests in \S+, (\S+) read`)
)

// printLoad prints what a reader of wrk's table looks for, and what of the
// processors the server used for a request, wrk's own share left out.
func printLoad(name, table string, worked time.Duration) {
	first := func(r *regexp.Regexp, group int) string {
		if found := r.FindStringSubmatch(table); found != nil {
			return found[group]
		}
		return "?"
	}
	var times []string
	for _, found := range percentile.FindAllStringSubmatch(table, -1) {
		times = append(times, "p"+found[1]+" "+found[2])
	}
	fmt.Printf("%-44s %9s requests/s  %s  (%s requests, %s read)\n", name, first(perSecond, 1), strings.Join(times, "  "), first(transfer, 1), first(transfer, 2))
	if n, err := strconv.Atoi(first(transfer, 1)); err == nil && n > 0 {
		fmt.Printf("%-44s %9.3f ms of processor time a request\n", "", ms(worked/time.Duration(n)))
	}
	for _, trouble := range notAnswers.FindAllString(table, -1) {
		fmt.Println("  ", trouble)
	}
}
