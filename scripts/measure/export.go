package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"truceline/api"
	"truceline/timeline"
)

// exportBench measures what memory a server needs for exports of everything
// and of the last year: where it is constant, both need the same.
func exportBench(args []string) error {
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	events := flags.Int("events", 100_000, "events in the archive, where it has to be made")
	file := flags.String("db", "", "SQLite file that a bench made; by default a new one that is deleted afterwards")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *file == "" {
		dir, err := os.MkdirTemp("", "export")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		*file = filepath.Join(dir, "bench.db")
	}
	b := &archiveBench{ctx: context.Background(), path: *file}
	if err := b.open(*events); err != nil {
		return err
	}
	defer b.store.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	home := "http://" + listener.Addr().String()
	handler, err := api.New(api.Config{Store: b.store, Topic: load{archiveBench: b}.topic(), PublicURL: home,
		Rate: api.Rate{PerSecond: -1}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	for _, query := range []string{"?from=" + string(timeline.Date(2025, time.January, 1)), ""} {
		for _, extension := range api.Exportable() {
			if err := exported(home + "/api/v1/export." + extension + query); err != nil {
				return fmt.Errorf("%s: %w", extension, err)
			}
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

// exported reads one export and prints by how much memory grew meanwhile.
func exported(address string) error {
	debug.FreeOSMemory()
	before, start := rssAnon(), time.Now()
	most := highest(20 * time.Millisecond)
	answer, err := http.Get(address)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	bytes, err := io.Copy(io.Discard, answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", address, answer.Status)
	}
	peak := most()
	fmt.Printf("%-44s %7.1f MB in %6s; anonymous memory %4.0f MB before, at most %4.0f MB\n", filepath.Base(address),
		float64(bytes)/1e6, time.Since(start).Round(100*time.Millisecond), float64(before)/1e6, float64(peak)/1e6)
	return nil
}

// highest watches the anonymous memory of this process until the function that
// it gives is called, which tells the most that was seen.
func highest(every time.Duration) func() int64 {
	stop, most := make(chan struct{}), int64(0)
	var watching sync.WaitGroup
	watching.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			most = max(most, rssAnon())
			select {
			case <-tick.C:
			case <-stop:
				return
			}
		}
	})
	return func() int64 {
		close(stop)
		watching.Wait()
		return most
	}
}
