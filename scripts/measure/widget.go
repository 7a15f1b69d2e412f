package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"truceline/api"
)

// widgetAsk is what the default layout of the widget asks for.
const widgetAsk = "/api/v1/events?sort=when&limit=8"

// widgetBench measures what a widget's answer costs the server from its page
// cache, alone and while wrk asks for it on the same processors.
func widgetBench(args []string) error {
	flags := flag.NewFlagSet("widget", flag.ContinueOnError)
	events := flags.Int("events", 10_000, "events in the archive")
	last := flags.Duration("for", 10*time.Second, "how long wrk asks")
	if err := flags.Parse(args); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "widget")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &archiveBench{ctx: context.Background(), path: filepath.Join(dir, "bench.db"), rounds: 1}
	if err := b.open(*events); err != nil {
		return err
	}
	defer b.store.Close()
	l := load{archiveBench: b, lua: filepath.Join(dir, "ask.lua")}
	handler, err := api.New(api.Config{Store: b.store, Topic: l.topic(), PublicURL: "http://127.0.0.1",
		Rate: api.Rate{PerSecond: -1}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	if err := answerTimes(handler); err != nil {
		return err
	}
	if _, err := exec.LookPath("wrk"); err != nil {
		fmt.Println("skipped: widgets under load need wrk (Debian's package wrk)")
		return nil
	}
	return l.widgets(handler, *last)
}

// answerTimes has one widget after the other answered in this process.
func answerTimes(handler http.Handler) error {
	const rounds = 5000
	took := make([]time.Duration, rounds)
	for i := range took {
		request := httptest.NewRequest(http.MethodGet, widgetAsk, nil)
		request.Header.Set("Accept-Encoding", "gzip")
		answer := httptest.NewRecorder()
		began := time.Now()
		handler.ServeHTTP(answer, request)
		took[i] = time.Since(began)
		if answer.Code != http.StatusOK {
			return fmt.Errorf("GET %s: %d %s", widgetAsk, answer.Code, answer.Body)
		}
	}
	first := took[0]
	slices.Sort(took)
	fmt.Printf("%-44s p50 %v  p95 %v  p99 %v  (first %v, %d answers)\n", "widget's answer from the page cache",
		took[rounds/2], took[rounds*95/100], took[rounds*99/100], first, rounds)
	return nil
}

// widgetScript prints the percentile that the budget names.
const widgetScript = `wrk.headers["Accept-Encoding"] = "gzip"
done = function(summary, latency, requests) io.write(string.format("p95 %.2f ms\n", latency:percentile(95) / 1000)) end
`

var p95 = regexp.MustCompile(`p95 \S+ ms`)

func (l load) widgets(handler http.Handler, last time.Duration) error {
	if err := os.WriteFile(l.lua, []byte(widgetScript), 0o600); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	defer server.Close()
	before := processorTime()
	out, err := exec.Command("wrk", "-t1", "-c50", "-d", last.String(), "--latency", "-s", l.lua, "http://"+listener.Addr().String()+widgetAsk).CombinedOutput()
	if err != nil {
		return fmt.Errorf("wrk: %w: %s", err, out)
	}
	printLoad("widgets, 50 readers at once", string(out), processorTime()-before)
	fmt.Println("  ", p95.FindString(string(out)))
	if err := server.Close(); err != nil {
		return err
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
