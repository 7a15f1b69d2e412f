package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	"truceline/api"
	"truceline/extract"
	"truceline/frontend"
	"truceline/scheduler"
	"truceline/scrape"
	"truceline/store"
	"truceline/timeline"
	"truceline/topics"
)

// graceful is how long running answers may take to end after a signal; the
// whole stop stays under five seconds.
const graceful = 3 * time.Second

type serveCommand struct {
	archiveFlags
	readingFlags
	announceFlags
	Addr           string   `env:"TRUCELINE_ADDR" default:"127.0.0.1:8080" help:"Address to listen on."`
	Editions       string   `env:"TRUCELINE_EDITIONS" enum:"all,reviewed,off" default:"all" help:"What the edition of each week holds, kept on Mondays as it was published: all events, those that a person has reviewed, or off."`
	NoScheduler    bool     `env:"TRUCELINE_NO_SCHEDULER" help:"Serve only; read nothing."`
	TrustedProxies []string `name:"trusted-proxy" env:"TRUCELINE_TRUSTED_PROXIES" help:"Networks of proxies whose X-Forwarded-For is believed; none by default."`
}

// Run serves until a signal comes.
func (k serveCommand) Run(ctx context.Context, c *console) error {
	if err := k.check(); err != nil {
		return err
	}
	a, err := k.open(ctx, c, k.readingFlags)
	if err != nil {
		return err
	}
	defer a.close()
	listener, err := listen(k.Addr)
	if err != nil {
		return err
	}
	if k.PublicURL == "" {
		k.PublicURL = "http://" + listener.Addr().String()
		c.log.Warn("no --public-url: feeds and links use the address of this machine", "public_url", k.PublicURL)
	}
	handler, err := api.New(api.Config{
		Store: a.store, Topic: a.topic, PublicURL: k.PublicURL, Version: version, Contact: k.Contact,
		TrustedProxies: k.TrustedProxies, Log: c.log, Weaver: a.ingest.Weaver, Weaving: a.ingest.Weaving(),
		Explorer: frontend.Explorer(), Assets: frontend.Dist(), Pages: frontend.Pages(),
	})
	if err != nil {
		return err
	}
	scheduler.BoundMemory() // the first start needs far more than serving does
	fmt.Fprintf(c.out, "Truceline %s: open %s in a browser. Stop with Ctrl+C.\n", version, browsable(listener.Addr()))
	return k.serve(ctx, a, listener, handler)
}

// serve runs the server and, unless switched off, the schedule, and ends both
// when ctx does.
func (k serveCommand) serve(ctx context.Context, a *archive, listener net.Listener, handler http.Handler) error {
	// Longer than any honest answer; streams lift their own deadline.
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	server.BaseContext = func(net.Listener) context.Context { return ctx }

	var both sync.WaitGroup
	failed := make(chan error, 2)
	if !k.NoScheduler {
		both.Go(func() {
			clock := scheduler.New(a.ingest, time.Now, a.log)
			if k.Editions != "off" {
				clock.Weekly = k.publish(a)
			}
			clock.Courier = k.courier(a)
			if err := clock.Run(ctx, a.topic.Sources); err != nil {
				failed <- err
				cancel()
			}
		})
	}
	both.Go(func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			failed <- err
			cancel()
		}
	})
	<-ctx.Done()
	stop, done := context.WithTimeout(context.WithoutCancel(ctx), graceful)
	defer done()
	if server.Shutdown(stop) != nil {
		server.Close() // those that did not end in time are cut off
	}
	both.Wait()
	close(failed)
	return <-failed
}

// publish keeps the edition of the week that has ended.
func (k serveCommand) publish(a *archive) func(context.Context, time.Time) error {
	return func(ctx context.Context, now time.Time) error {
		week, fresh, err := api.PublishEdition(ctx, a.store, a.topic, k.Editions == "reviewed", now, strings.TrimRight(k.PublicURL, "/"), k.promises)
		if fresh {
			a.log.Info("edition published", "week", week)
		}
		return err
	}
}

func listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("%s is in use by another program: stop it, or choose another address with --addr", addr)
	}
	if err != nil {
		return nil, fmt.Errorf("--addr %s: %w", addr, err)
	}
	return listener, nil
}

// browsable is the address that a person on this machine can open.
func browsable(addr net.Addr) string {
	host, port, _ := net.SplitHostPort(addr.String())
	if ip := net.ParseIP(host); ip != nil && (ip.IsUnspecified() || ip.IsLoopback()) {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// An archive is the open store of a topic with everything that fills it.
type archive struct {
	*console
	topic  *topics.Topic
	store  *store.Store
	ingest *scheduler.Ingest
}

// open loads the topic, opens the store, and brings it to what the topic's
// files say.
func (f archiveFlags) open(ctx context.Context, c *console, reading readingFlags) (*archive, error) {
	a, err := f.connect(ctx, c, reading)
	if err != nil {
		return nil, err
	}
	if err := a.ingest.Begin(ctx); err != nil {
		return nil, errors.Join(err, a.store.Close())
	}
	return a, nil
}

// openEmpty is the same without the curated events: what an import brings
// comes first.
func (f archiveFlags) openEmpty(ctx context.Context, c *console) (*archive, error) {
	a, err := f.connect(ctx, c, readingFlags{})
	if err != nil {
		return nil, err
	}
	if err := a.ingest.SaveTopic(ctx); err != nil {
		return nil, errors.Join(err, a.store.Close())
	}
	return a, nil
}

func (f archiveFlags) connect(ctx context.Context, c *console, reading readingFlags) (*archive, error) {
	topic, err := f.load()
	if err != nil {
		return nil, err
	}
	reader, err := extract.New(topic.Vocabulary)
	if err != nil {
		return nil, err
	}
	kept, err := store.Open(ctx, store.Config{DSN: f.DB, Log: c.log})
	if err != nil {
		return nil, err
	}
	a := &archive{c, topic, kept, nil}
	a.ingest = &scheduler.Ingest{
		Topic: topic, Store: kept, Reader: reader, Weaver: timeline.NewWeaver(topic.Knowledge()),
		Scraper: scraper(topic, reading, kept), Now: time.Now, KeepTexts: reading.KeepTexts,
		Rules: version + " " + topic.Digest,
	}
	return a, nil
}

func (a *archive) close() {
	if err := a.store.Close(); err != nil {
		a.log.Error("archive could not be closed", "error", err)
	}
}

// scraper makes the polite client; kept may be nil where nothing is stored.
func scraper(topic *topics.Topic, reading readingFlags, kept *store.Store) *scrape.Scraper {
	publishers := map[string]timeline.Publisher{}
	for _, publisher := range topic.Publishers {
		publishers[publisher.Host] = publisher
	}
	return scrape.New(scrape.Config{
		Version: version, PublicURL: reading.PublicURL, Contact: reading.Contact,
		AllowHosts: reading.AllowHosts, Now: time.Now, Keys: os.Getenv,
		Known: func(ctx context.Context, url string) bool {
			if kept == nil {
				return false
			}
			held, err := kept.Holds(ctx, topic.ID, url)
			return held && err == nil // a page fetched once too often does less harm than one missed
		},
		Publisher: func(host string) (timeline.Publisher, bool) {
			publisher, found := publishers[strings.TrimPrefix(host, "www.")]
			return publisher, found
		},
	})
}

type fetchCommand struct {
	archiveFlags
	readingFlags
	Sources []string `arg:"" optional:"" help:"Ids of sources; all that are on, where none is named."`
}

// Run reads the sources one after the other and says what came of each.
func (k fetchCommand) Run(ctx context.Context, c *console) error {
	a, err := k.open(ctx, c, k.readingFlags)
	if err != nil {
		return err
	}
	defer a.close()
	sources, err := k.chosen(a.topic)
	if err != nil {
		return err
	}
	failures := 0
	for _, id := range sources {
		source, err := a.ingest.Source(ctx, id)
		if err != nil {
			return err
		}
		schedule, err := scheduler.Schedule(source)
		if err != nil {
			return err
		}
		visit, err := a.ingest.Visit(ctx, source, schedule.Next)
		fmt.Fprintf(c.out, "%-16s %-13s %d found, %d new, %d reports %s\n", id, visit.Outcome, visit.Found, visit.Fresh, visit.Reports, visit.Error)
		if err != nil {
			failures++
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	if failures == len(sources) {
		return fmt.Errorf("none of %d sources could be read", len(sources))
	}
	return nil
}

func (k fetchCommand) chosen(topic *topics.Topic) ([]string, error) {
	var on []string
	known := map[string]bool{}
	for _, source := range topic.Sources {
		known[source.ID] = true
		if source.Off == "" {
			on = append(on, source.ID)
		}
	}
	if len(k.Sources) == 0 {
		return on, nil
	}
	for _, id := range k.Sources {
		if !known[id] {
			return nil, usage{fmt.Errorf("there is no source %q in topic %s", id, topic.ID)}
		}
	}
	return k.Sources, nil
}
