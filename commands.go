package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"truceline/extract"
	"truceline/extract/dates"
	"truceline/scrape"
	"truceline/timeline"
	"truceline/topics"
)

// longestText caps what is read from standard input for one article.
const longestText = 10 << 20

type versionCommand struct{}

func (versionCommand) Run(c *console) error {
	_, err := fmt.Fprintln(c.out, "truceline", version)
	return err
}

type checkCommand struct {
	archiveFlags
	Archive string `arg:"" optional:"" type:"existingfile" help:"Archive or backup to look through for damage."`
}

// Run loads the topic strictly, tries every rule on its examples, and says
// what there is.
func (k checkCommand) Run(ctx context.Context, c *console) error {
	topic, err := k.load()
	if err != nil {
		return err
	}
	faults := checkKinds(topic)
	faults = append(faults, extract.CheckRules(topic.Vocabulary)...)
	if err := errors.Join(faults...); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s: %d types, %d actors, %d places, %d threads, %d sources, %d publishers, %d rules, %d curated events: all sound\n",
		topic.ID, len(topic.Types), len(topic.Actors), len(topic.Places), len(topic.Threads), len(topic.Sources),
		len(topic.Publishers), len(topic.Vocabulary.Rules), len(topic.Baseline))
	if k.Archive == "" {
		return nil
	}
	return inspect(ctx, c, k.Archive)
}

// checkKinds asks that every source is of a kind that can be read.
func checkKinds(topic *topics.Topic) []error {
	var faults []error
	for _, source := range topic.Sources {
		if kinds := scrape.Kinds(); !slices.Contains(kinds, source.Kind) {
			faults = append(faults, fmt.Errorf("sources.yaml: %s: kind: %q is none of %v", source.ID, source.Kind, kinds))
		}
	}
	return faults
}

type extractCommand struct {
	archiveFlags
	Published timeline.Day `required:"" placeholder:"2025-05-13" help:"Day on which the article was published."`
	URL       string       `name:"url" help:"Address of the article."`
	Format    string       `enum:"json" default:"json" help:"Form of the answer."`
	Explain   bool         `help:"Print what was seen in each sentence, for people who write rules."`
}

// Run reads "title, empty line, text" and prints the events as JSON.
func (k extractCommand) Run(c *console) error {
	if _, err := timeline.ParseDay(string(k.Published)); err != nil {
		return usage{fmt.Errorf("--published: %w", err)}
	}
	topic, err := k.load()
	if err != nil {
		return err
	}
	reader, err := extract.New(topic.Vocabulary)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(io.LimitReader(c.in, longestText))
	if err != nil {
		return fmt.Errorf("standard input: %w", err)
	}
	title, body, _ := strings.Cut(string(text), "\n\n")
	article := timeline.Article{
		Topic: topic.ID, URL: k.URL, Title: strings.TrimSpace(title), Text: body, Language: topic.Language,
		Published: k.Published.EndUTC(), PublishedDay: true, Publisher: topics.Host(k.URL), Revision: 1,
	}
	article.ID = timeline.ArticleID(k.URL, 1)
	if k.Explain {
		_, err := fmt.Fprintln(c.out, reader.Explain(article))
		return err
	}
	return printJSON(c.out, reader.Outputs(reader.Read(article)))
}

type datesCommand struct {
	Published timeline.Day `placeholder:"2025-05-13" help:"Day on which the text was published."`
	Format    string       `enum:"json" default:"json" help:"Form of the answer."`
	Batch     bool         `help:"Read one JSON object per line, {\"id\",\"published\",\"text\"}, and answer each with a line."`
}

// Run prints the dates of one text, or of one text per line.
func (k datesCommand) Run(c *console) error {
	if k.Batch {
		return k.batch(c)
	}
	if _, err := timeline.ParseDay(string(k.Published)); err != nil {
		return usage{fmt.Errorf("--published: %w", err)}
	}
	text, err := io.ReadAll(io.LimitReader(c.in, longestText))
	if err != nil {
		return fmt.Errorf("standard input: %w", err)
	}
	return printJSON(c.out, dates.JSON(dates.Find(string(text), dates.Anchor{Published: k.Published})))
}

func (k datesCommand) batch(c *console) error {
	lines := bufio.NewReaderSize(c.in, 1<<20)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n') // lines may be megabytes long
		if len(strings.TrimSpace(string(line))) > 0 {
			if err := datesOfLine(c.out, line, n); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("standard input: %w", err)
		}
	}
}

func datesOfLine(out io.Writer, line []byte, n int) error {
	var asked struct {
		ID        string       `json:"id"`
		Published timeline.Day `json:"published"`
		Text      string       `json:"text"`
	}
	if err := json.Unmarshal(line, &asked); err != nil {
		return usage{fmt.Errorf("line %d: %w", n, err)}
	}
	if _, err := timeline.ParseDay(string(asked.Published)); err != nil {
		return usage{fmt.Errorf("line %d: published: %w", n, err)}
	}
	return printJSON(out, map[string]any{
		"id": asked.ID, "dates": dates.JSON(dates.Find(asked.Text, dates.Anchor{Published: asked.Published})),
	})
}

func printJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

type healthCommand struct {
	Addr string `default:"127.0.0.1:8080" env:"TRUCELINE_ADDR" help:"Address of the server."`
}

// Run fails when the server does not answer that it is ready, for the health
// checks of containers.
func (k healthCommand) Run(ctx context.Context) error {
	host, port, err := net.SplitHostPort(k.Addr)
	if err != nil {
		return usage{fmt.Errorf("--addr: %w", err)}
	}
	if host == "" || host == "0.0.0.0" || host == "::" {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, 4*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return usage{err}
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s is not ready: %s", k.Addr, answer.Status)
	}
	return nil
}
