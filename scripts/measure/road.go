package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"html"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"

	"truceline/timeline"
)

// roadBench measures the whole road on one core: lists are fetched from
// memory, their pages understood, read, woven and saved in SQLite. The pages are
// the topic's labelled articles, each in as much of a site as makes it 60 kB;
// when all were read they come again as articles of later days.
func roadBench(args []string) error {
	flags := flag.NewFlagSet("road", flag.ContinueOnError)
	count := flags.Int("pages", 1200, "pages to read")
	size := flags.Int("size", 60_000, "bytes of a page")
	profile := flags.String("cpuprofile", "", "write a CPU profile to this file")
	if err := flags.Parse(args); err != nil {
		return err
	}
	articles, err := casesOfLength(3000)
	if err != nil {
		return err
	}
	ctx := context.Background()
	folder, err := os.MkdirTemp("", "road")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	press := newPress(articles, *size)
	ingest, err := newRoad(ctx, filepath.Join(folder, "archive.db"), press.sources(*count), press, func(context.Context, time.Duration) error { return nil })
	if err != nil {
		return err
	}
	defer ingest.Store.Close()
	debug.FreeOSMemory()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if *profile != "" {
		out, err := os.Create(*profile)
		if err != nil {
			return err
		}
		defer out.Close()
		if err := pprof.StartCPUProfile(out); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	pages, reports, begun, spent := 0, 0, time.Now(), processorTime()
	for _, source := range ingest.Topic.Sources {
		source.Topic = ingest.Topic.ID
		visit, err := ingest.Visit(ctx, source, func(t time.Time) time.Time { return t.Add(time.Hour) })
		if err != nil {
			return err
		}
		pages, reports = pages+visit.Fresh, reports+visit.Reports
	}
	took, spent := time.Since(begun), processorTime()-spent
	fmt.Printf("road: %d pages of %d kB, from HTML to saved events on one core: %.0f pages/s by the clock, %.0f a second of processor time; %d reports\n",
		pages, *size/1000, float64(pages)/took.Seconds(), float64(pages)/spent.Seconds(), reports)
	return nil
}

// A press is a network of sites that print articles.
type press struct {
	articles []timeline.Article
	pages    [][]byte
}

const perList = 30 // pages that one list names: the share of a visit

func newPress(articles []timeline.Article, size int) *press {
	p := &press{articles: articles}
	for n, article := range articles {
		p.pages = append(p.pages, printed(article, n, size))
	}
	return p
}

func (p *press) sources(pages int) []timeline.Source {
	var sources []timeline.Source
	for n := range (pages + perList - 1) / perList {
		sources = append(sources, timeline.Source{ID: fmt.Sprintf("paper-%d", n), Name: "Paper", Kind: "feed", URL: fmt.Sprintf("http://paper-%d.example/feed", n),
			Language: "en", Schedule: "0 0 1 1 *", Role: timeline.RoleOutlet, OwnerGroup: fmt.Sprint("group ", n%7), Reuse: timeline.ReuseLinkOnly})
	}
	return sources
}

// RoundTrip answers for the lists and their pages.
func (p *press) RoundTrip(r *http.Request) (*http.Response, error) {
	paper, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(r.URL.Host, "paper-"), ".example"))
	answer := &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, Request: r}
	switch {
	case r.URL.Path == "/feed":
		answer.Header.Set("Content-Type", "application/rss+xml")
		answer.Body = io.NopCloser(strings.NewReader(p.list(paper)))
	case strings.HasPrefix(r.URL.Path, "/world/"):
		n, _ := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/world/"))
		answer.Body = io.NopCloser(bytes.NewReader(p.pages[n%len(p.pages)]))
	default:
		answer.StatusCode, answer.Body = http.StatusNotFound, http.NoBody
	}
	return answer, nil
}

func (p *press) list(paper int) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Paper</title>`)
	for i := range perList {
		n := paper*perList + i
		article := p.articles[n%len(p.articles)]
		day := article.Published.AddDate(0, 0, 40*(n/len(p.articles))) // nobody prints the same text again on the same day
		fmt.Fprintf(&b, "<item><title>%s</title><link>/world/%d</link><pubDate>%s</pubDate></item>", html.EscapeString(article.Title), n, day.Format(time.RFC1123Z))
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

// printed is an article in a page with what real ones have around it: menus,
// styles, scripts, data for programs, boxes of other stories.
func printed(article timeline.Article, n, size int) []byte {
	var text, around strings.Builder
	for paragraph := range strings.SplitSeq(article.Text, "\n\n") {
		fmt.Fprintf(&text, "<p class=\"story__text\">%s</p>\n", html.EscapeString(paragraph))
	}
	head := fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%[1]s</title><meta property="og:title" content="%[1]s">
<script type="application/ld+json">{"@type":"NewsArticle","headline":%[2]q}</script></head><body><header><nav><ul>`, html.EscapeString(article.Title), article.Title)
	foot := fmt.Sprintf("</ul></nav></header><main><article><h1>%s</h1>\n%s</article></main>", html.EscapeString(article.Title), text.String())
	for i := 0; len(head)+len(foot)+around.Len() < size-700; i++ {
		switch i % 4 {
		case 0:
			fmt.Fprintf(&around, "<li class=\"menu__item\"><a href=\"/section-%d\" class=\"menu__link\" data-track=\"nav-%d\">Section %d</a></li>\n", i, i, n+i)
		case 1:
			fmt.Fprintf(&around, "<div class=\"related card\"><a href=\"/world/%d\"><img src=\"/i/%d.jpg\" alt=\"\" width=\"320\" height=\"180\"><h3>Another story of the day, number %d</h3></a></div>\n", n+i, i, i)
		case 2:
			fmt.Fprintf(&around, "<script>window.q=window.q||[];q.push({slot:%d,sizes:[[300,250],[728,90]],lazy:true,key:\"a%db%d\"});</script>\n", i, i, n)
		default:
			fmt.Fprintf(&around, "<style>.card-%d{margin:0 0 16px;padding:8px;border-bottom:1px solid #ddd;font:400 16px/1.5 serif}.card-%d:hover{opacity:.8}</style>\n", i, i)
		}
	}
	return []byte(head + around.String() + foot + "<footer><p>All rights reserved.</p></footer></body></html>")
}
