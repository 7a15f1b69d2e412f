package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"truceline/extract"
	"truceline/scheduler"
	"truceline/scrape"
	"truceline/scripts/newsroom/site"
	"truceline/store"
	"truceline/timeline"
	"truceline/topics"
)

// hostileBench measures the most memory that the whole road takes while as
// many sources as the scheduler waits for send what harms readers, all at
// once. Three processes: this one, the one that serves, and the one that reads.
func hostileBench(args []string) error {
	flags := flag.NewFlagSet("hostile", flag.ContinueOnError)
	count := flags.Int("sources", 256, "sources read at once")
	role := flags.String("role", "", "serve or read; by default a process is started for each")
	addr := flags.String("addr", "", "where the serving process listens")
	only := flags.String("only", "", "only harms whose name has this")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch *role {
	case "serve":
		return serveHarms()
	case "read":
		return readHarms(*addr, harmfulSources(*count, *only))
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	server := exec.Command(self, "hostile", "-role", "serve")
	server.Stderr = os.Stderr
	said, err := server.StdoutPipe()
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return err
	}
	defer func() {
		_ = server.Process.Kill()
		_ = server.Wait() // that it was killed is no news
	}()
	lines := bufio.NewScanner(said)
	for lines.Scan() && *addr == "" {
		if at, found := strings.CutPrefix(lines.Text(), "listening on "); found {
			*addr = at
			break
		}
	}
	reader := exec.Command(self, "hostile", "-role", "read", "-addr", *addr, "-sources", fmt.Sprint(*count), "-only", *only)
	reader.Stdout, reader.Stderr = os.Stdout, os.Stderr
	return reader.Run()
}

func serveHarms() error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("listening on", listener.Addr())
	server := &http.Server{Handler: site.HarmSite{}, ReadHeaderTimeout: 10 * time.Second}
	return server.Serve(listener)
}

// harmfulSources are sources of as many hosts; one harm after the other.
func harmfulSources(count int, only string) []timeline.Source {
	var wanted []int
	for n, harm := range site.Harms() {
		if strings.Contains(harm.Name, only) {
			wanted = append(wanted, n)
		}
	}
	var sources []timeline.Source
	for n := range count {
		harm := wanted[n%len(wanted)]
		sources = append(sources, timeline.Source{ID: fmt.Sprintf("source-%d", n), Name: site.Harms()[harm].Name, Kind: "feed",
			URL: fmt.Sprintf("http://host-%d.%d.example/feed", n, harm), FullText: site.Harms()[harm].FullText,
			Language: "en", Schedule: "0 0 1 1 *", Role: timeline.RoleOutlet, Reuse: timeline.ReuseLinkOnly})
	}
	return sources
}

// readHarms reads all sources once and prints what that took.
func readHarms(addr string, sources []timeline.Source) error {
	ctx := context.Background()
	folder, err := os.MkdirTemp("", "hostile")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	ingest, err := newRoad(ctx, filepath.Join(folder, "archive.db"), sources, throughTo(addr), nil)
	if err != nil {
		return err
	}
	defer ingest.Store.Close()
	scheduler.BoundMemory()                                   // as a server does when it begins to serve
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // Linux: what was the peak is forgotten
	before, begun := peakMemory(), time.Now()
	var group sync.WaitGroup
	outcomes := make([]timeline.Visit, len(sources))
	for n, source := range sources {
		source.Topic = ingest.Topic.ID
		group.Go(func() {
			outcomes[n], _ = ingest.Visit(ctx, source, func(t time.Time) time.Time { return t.Add(time.Hour) })
		})
	}
	group.Wait()
	counts, fresh := map[timeline.Health]int{}, 0
	for _, visit := range outcomes {
		counts[visit.Outcome]++
		fresh += visit.Fresh
	}
	fmt.Printf("hostile: %d sources at once, %d harms: peak memory %.0f MB (%.0f MB before the first request), %s, %d articles, %v\n",
		len(sources), len(site.Harms()), peakMemory(), before, time.Since(begun).Round(100*time.Millisecond), fresh, counts)
	return nil
}

// newRoad is the whole road from the web to a new archive of the default topic
// with sources of our own; sleep replaces waiting for turns, nil does not.
func newRoad(ctx context.Context, path string, sources []timeline.Source, network http.RoundTripper, sleep func(context.Context, time.Duration) error) (*scheduler.Ingest, error) {
	topic, err := topics.Load(topics.Embedded(), topics.Default)
	if err != nil {
		return nil, err
	}
	topic.Sources = sources
	reader, err := extract.New(topic.Vocabulary)
	if err != nil {
		return nil, err
	}
	kept, err := store.Open(ctx, store.Config{DSN: path})
	if err != nil {
		return nil, err
	}
	ingest := &scheduler.Ingest{Topic: topic, Store: kept, Reader: reader, Weaver: timeline.NewWeaver(topic.Knowledge()), Now: time.Now,
		KeepTexts: 180 * 24 * time.Hour,
		Scraper:   scrape.New(scrape.Config{Version: "bench", Transport: network, Sleep: sleep})}
	if err := ingest.Begin(ctx); err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	return ingest, nil
}

// throughTo is a network in which every name leads to one address.
func throughTo(addr string) http.RoundTripper {
	return &http.Transport{DisableCompression: true, MaxConnsPerHost: 2, MaxIdleConnsPerHost: 1,
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			var dialer net.Dialer
			return dialer.DialContext(ctx, network, addr)
		}}
}

// peakMemory is the most that this process had resident, in MB; where the
// system does not say, what the runtime has asked it for.
func peakMemory() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err == nil {
		for line := range strings.Lines(string(status)) {
			var kilobytes float64
			if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kilobytes); n == 1 {
				return kilobytes / 1024
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Sys) / (1 << 20)
}
