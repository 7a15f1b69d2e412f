package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"truceline/scheduler"
	"truceline/scrape"
	"truceline/timeline"
	"truceline/topics"
)

// sourceCommands look after what is read.
type sourceCommands struct {
	List   sourceList   `cmd:"" default:"withargs" help:"List the sources with their state."`
	Add    sourceAdd    `cmd:"" help:"Find what can be read at a site, show it, and write the entry."`
	Pause  sourcePause  `cmd:"" help:"Stop reading a source for now."`
	Resume sourceResume `cmd:"" help:"Read a paused source again."`
	OPML   sourceOPML   `cmd:"" name:"opml" help:"Print the feeds as a list of subscriptions."`
	Import sourceImport `cmd:"" help:"Print entries for the feeds of an OPML file."`
}

type sourceList struct {
	archiveFlags
}

// Run prints a line a source.
func (k sourceList) Run(ctx context.Context, c *console) error {
	a, err := k.open(ctx, c, readingFlags{})
	if err != nil {
		return err
	}
	defer a.close()
	sources, err := a.store.Sources(ctx, a.topic.ID)
	if err != nil {
		return err
	}
	for _, source := range sources {
		state, reason := string(source.State.Health), source.State.Reason
		switch {
		case source.Off != "":
			state, reason = "off", source.Off
		case source.State.Paused:
			state, reason = "paused", "paused by hand"
		}
		read := "never"
		if !source.State.LastRead.IsZero() {
			read = source.State.LastRead.UTC().Format("2006-01-02 15:04")
		}
		fmt.Fprintf(c.out, "%-16s %-13s last read %-16s %s\n", source.ID, state, read, reason)
	}
	return nil
}

type sourcePause struct {
	archiveFlags
	Source string `arg:""`
}

// Run pauses a source.
func (k sourcePause) Run(ctx context.Context, c *console) error {
	return k.pause(ctx, c, k.Source, true)
}

type sourceResume struct {
	archiveFlags
	Source string `arg:""`
}

// Run resumes a source.
func (k sourceResume) Run(ctx context.Context, c *console) error {
	return k.pause(ctx, c, k.Source, false)
}

func (f archiveFlags) pause(ctx context.Context, c *console, id string, paused bool) error {
	a, err := f.open(ctx, c, readingFlags{})
	if err != nil {
		return err
	}
	defer a.close()
	return a.store.PauseSource(ctx, id, paused)
}

type sourceAdd struct {
	archiveFlags
	readingFlags
	URL   string `arg:"" help:"Address of the site or its feed."`
	Write string `type:"existingfile" placeholder:"FILE" help:"Append the entry to this sources.yaml."`
}

// Run shows what would be read and writes the entry where asked.
func (k sourceAdd) Run(ctx context.Context, c *console) error {
	topic, err := k.load()
	if err != nil {
		return err
	}
	found, err := scraper(topic, k.readingFlags, nil).Discover(ctx, k.URL)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("%s names no feed, no sitemap and no headlines", k.URL)
	}
	for _, discovery := range found {
		k.show(c, topic, discovery)
	}
	if k.Write == "" {
		return nil
	}
	return k.write(c, topic, found[0].Source)
}

// longestSample is how much of a title is shown.
const longestSample = 100

// show prints what would be read, and the entry that reads it.
func (k sourceAdd) show(c *console, topic *topics.Topic, discovery scrape.Discovery) {
	source := discovery.Source
	fmt.Fprintf(c.out, "# %d items now\n", discovery.Found)
	for _, sample := range discovery.Sample {
		day := "no date   "
		if !sample.Published.IsZero() {
			day = sample.Published.Format(time.DateOnly)
		}
		fmt.Fprintf(c.out, "#   %s  %s\n", day, printed(sample.Title))
	}
	if at := slices.IndexFunc(topic.Sources, func(s timeline.Source) bool { return s.URL == source.URL }); at >= 0 {
		fmt.Fprintf(c.out, "# this address is read already, as %s\n", topic.Sources[at].ID)
	}
	if source.Language != "" && source.Language != topic.Language {
		fmt.Fprintf(c.out, "# its language is %s, and only %s is read: no events would come of it\n", source.Language, topic.Language)
	}
	fmt.Fprint(c.out, entry(source), "\n")
}

// printed is a foreign text as a terminal may show it.
func printed(text string) string {
	text = strings.Map(func(c rune) rune {
		if !unicode.IsPrint(c) {
			return -1
		}
		return c
	}, text)
	if runes := []rune(text); len(runes) > longestSample {
		text = string(runes[:longestSample]) + "…"
	}
	return text
}

// write appends an entry under an id that neither the topic nor the file has.
func (k sourceAdd) write(c *console, topic *topics.Topic, source timeline.Source) error {
	before, err := os.ReadFile(k.Write)
	if err != nil {
		return err
	}
	taken := slices.Clone(topic.Sources)
	for line := range strings.Lines(string(before)) {
		if id, found := strings.CutPrefix(line, "- id: "); found {
			taken = append(taken, timeline.Source{ID: strings.Trim(strings.TrimSpace(id), `"'`)})
		}
	}
	source.ID = scrape.FreeID(source.ID, taken)
	file, err := os.OpenFile(k.Write, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = file.WriteString("\n" + entry(source))
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "%s now stands in %s: read its terms, set role and reuse, then run `truceline check`\n", source.ID, k.Write)
	return err
}

// entry is a source as it stands in sources.yaml.
func entry(s timeline.Source) string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %s: %q\n", name, value)
		}
	}
	fmt.Fprintf(&b, "- id: %s\n", s.ID)
	line("name", s.Name)
	line("kind", s.Kind)
	line("url", s.URL)
	line("homepage", s.Homepage)
	line("language", s.Language)
	line("zone", s.Zone)
	line("schedule", s.Schedule)
	line("role", string(s.Role))
	line("reuse", string(s.Reuse))
	return b.String()
}

type sourceOPML struct{ archiveFlags }

// Run prints the feeds as OPML.
func (k sourceOPML) Run(c *console) error {
	topic, err := k.load()
	if err != nil {
		return err
	}
	return scrape.WriteOPML(c.out, topic.Title, topic.Sources)
}

type sourceImport struct {
	File string `arg:"" type:"existingfile"`
}

// Run prints an entry for every feed of an OPML file.
func (k sourceImport) Run(c *console) error {
	file, err := os.Open(k.File)
	if err != nil {
		return err
	}
	defer file.Close()
	sources, err := scrape.ReadOPML(file)
	if err != nil {
		return err
	}
	for _, source := range sources {
		fmt.Fprint(c.out, entry(source), "\n")
	}
	return nil
}

type backfillCommand struct {
	archiveFlags
	readingFlags
	Source string       `arg:"" help:"Id of a source that has a past: day pages, GOV.UK, GDELT, Guardian, ReliefWeb."`
	From   timeline.Day `required:"" placeholder:"2025-05-01" help:"First day."`
	To     timeline.Day `required:"" placeholder:"2025-05-31" help:"Last day."`
}

// Run reads a source's past at the pace of any other reading. Interrupted and
// run again, it goes on where it was.
func (k backfillCommand) Run(ctx context.Context, c *console) error {
	for flag, day := range map[string]timeline.Day{"--from": k.From, "--to": k.To} {
		if _, err := timeline.ParseDay(string(day)); err != nil {
			return usage{fmt.Errorf("%s: %w", flag, err)}
		}
	}
	a, err := k.open(ctx, c, k.readingFlags)
	if err != nil {
		return err
	}
	defer a.close()
	source, err := a.ingest.Source(ctx, k.Source)
	if err != nil {
		return err
	}
	fresh, reports := 0, 0
	err = a.ingest.Backfill(ctx, source, k.From, k.To, func(first timeline.Day) {
		if first > k.From {
			fmt.Fprintf(c.out, "going on at %s, where an earlier run was interrupted\n", first)
		}
	}, func(p scheduler.Progress) {
		fresh, reports = fresh+p.Fresh, reports+p.Reports
		fmt.Fprintf(c.out, "%s to %s: %d articles, %d new, %d reports; %d of %d days, %s\n",
			p.Step.From, p.Step.To, len(p.Step.Articles), p.Fresh, p.Reports, p.Step.Done, p.Step.Total, estimate(p.Step))
		for _, note := range p.Step.Notes {
			fmt.Fprintln(c.out, "  ", note)
		}
	})
	if errors.Is(err, context.Canceled) {
		return errors.New("interrupted: the same command goes on where it was")
	}
	if err == nil {
		fmt.Fprintf(c.out, "done: %d new articles, %d reports\n", fresh, reports)
	}
	return err
}

// estimate says how long the rest takes at the pace so far.
func estimate(step scrape.Step) string {
	switch {
	case step.Done == step.Total:
		return "the last"
	case step.Left < time.Minute:
		return "less than a minute left"
	case step.Left < 2*time.Hour:
		return fmt.Sprintf("about %d minutes left", int(step.Left.Round(time.Minute)/time.Minute))
	}
	return fmt.Sprintf("about %d hours left", int(step.Left.Round(time.Hour)/time.Hour))
}
