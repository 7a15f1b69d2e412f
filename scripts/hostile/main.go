// Hostile serves an archive in which every text that an outsider can fill is
// one that has broken documents before; scripts/e2e/formats.test.mjs reads
// every output of it with foreign parsers.
//
//	go run ./scripts/hostile -addr 127.0.0.1:8099 -texts 1000 -seed 1
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"truceline/api"
	"truceline/frontend"
	"truceline/store"
	"truceline/timeline"
	"truceline/topics"
)

// now is the moment at which the archive is served.
var now = time.Date(2025, 6, 10, 12, 0, 0, 0, time.UTC)

func main() {
	addr := flag.String("addr", "127.0.0.1:8099", "address to listen on")
	count := flag.Int("texts", 1000, "how many texts")
	seed := flag.Uint64("seed", 1, "which combinations")
	flag.Parse()
	if err := serve(*addr, texts(*count, *seed)); err != nil {
		fmt.Fprintln(os.Stderr, "hostile:", err)
		os.Exit(1)
	}
}

func serve(addr string, texts []string) error {
	folder, err := os.MkdirTemp("", "truceline-hostile-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	ctx := context.Background()
	archive, err := store.Open(ctx, store.Config{DSN: filepath.Join(folder, "hostile.db"), Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	defer archive.Close()
	topic := topicOf(texts)
	err = archive.SaveTopic(ctx, store.TopicRecords{Topic: topic.ID, Types: topic.Types, Families: topic.Families,
		Actors: topic.Actors, Places: topic.Places, Threads: topic.Threads, Sources: topic.Sources, Publishers: topic.Publishers})
	if err != nil {
		return err
	}
	for n, text := range texts {
		if err := archive.Save(ctx, batchOf(n, text)); err != nil {
			return fmt.Errorf("text %d, %q: %w", n, text, err)
		}
	}
	if err := publish(ctx, archive, topic, "http://"+addr); err != nil {
		return err
	}
	handler, err := api.New(api.Config{
		Store: archive, Topic: topic, PublicURL: "http://" + addr, Version: "hostile", Contact: "editor@hostile.example",
		Now: func() time.Time { return now }, Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})), Rate: api.Rate{PerSecond: -1},
		Explorer: frontend.Explorer(), Assets: frontend.Dist(), Pages: frontend.Pages(),
	})
	if err != nil {
		return err
	}
	server := &http.Server{Addr: addr, Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	return server.ListenAndServe()
}

// publish keeps an edition of each week that has events, as if each had been
// published when it ended.
func publish(ctx context.Context, archive *store.Store, topic *topics.Topic, base string) error {
	for event, err := range archive.Export(ctx, timeline.Filter{Topic: topicID}, timeline.ByWhen, false) {
		if err != nil {
			return err
		}
		ended := event.When.Start.Time().AddDate(0, 0, 7)
		if _, _, err := api.PublishEdition(ctx, archive, topic, false, ended, base, nil); err != nil {
			return fmt.Errorf("edition of the week of %s: %w", event.When.Start, err)
		}
	}
	return nil
}
