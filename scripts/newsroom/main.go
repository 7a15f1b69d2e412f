// Newsroom serves the site of package site for demonstrations:
//
//	go run ./scripts/newsroom -addr 127.0.0.1:8090
package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"time"

	"truceline/scripts/newsroom/site"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8090", "address to listen on")
	flag.Parse()
	if err := serve(*addr); err != nil {
		fmt.Fprintln(os.Stderr, "newsroom:", err)
		os.Exit(1)
	}
}

func serve(addr string) error {
	room, err := site.New()
	if err != nil {
		return err
	}
	fmt.Printf("newsroom: http://%s/ (feeds under /feeds/world.rss, .atom, .json)\n", addr)
	server := &http.Server{Addr: addr, Handler: room, ReadHeaderTimeout: 5 * time.Second}
	return server.ListenAndServe()
}
