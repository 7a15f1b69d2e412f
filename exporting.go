package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"truceline/api"
	"truceline/frontend"
	"truceline/timeline"
)

// filterFlags are the filters of the API as flags.
type filterFlags struct {
	Pick         []string `help:"Only these events, by id."`
	From         string   `placeholder:"2025-05-01" help:"First day."`
	To           string   `placeholder:"2025-05-31" help:"Last day."`
	Type         []string `help:"Kinds of events, by id."`
	Actor        []string `help:"Actors, by id."`
	Place        []string `help:"Places, by id."`
	Thread       []string `help:"Threads, by id."`
	Source       []string `help:"Sources by id, or publishers by host."`
	Status       []string `help:"planned, proposed, happened, rejected, cancelled, postponed, claimed."`
	Precision    []string `help:"day, weekend, week, part_of_month, range, month, season, year."`
	Review       []string `help:"unreviewed, confirmed, rejected."`
	NotPick      []string `help:"Events to leave out, by id."`
	NotType      []string `help:"Kinds to leave out; there is the same for actors, places, threads, sources, statuses and precisions."`
	NotActor     []string `help:"Actors to leave out."`
	NotPlace     []string `help:"Places to leave out."`
	NotThread    []string `help:"Threads to leave out."`
	NotSource    []string `help:"Sources to leave out."`
	NotStatus    []string `help:"Statuses to leave out."`
	NotPrecision []string `help:"Precisions to leave out."`
	Query        string   `name:"q" help:"Words to look for."`
	AsOf         string   `placeholder:"2025-05-14" help:"As known at the end of this day, or at a moment."`
	Sort         string   `help:"when, reported, corroboration or changed; - in front for the other direction."`
}

// values are the filters as parameters of an address.
func (f filterFlags) values() url.Values {
	values := url.Values{}
	for name, text := range map[string]string{"from": f.From, "to": f.To, "q": f.Query, "as_of": f.AsOf, "sort": f.Sort} {
		if text != "" {
			values.Set(name, text)
		}
	}
	for name, list := range map[string][]string{
		"pick": f.Pick, "type": f.Type, "actor": f.Actor, "place": f.Place, "thread": f.Thread, "source": f.Source,
		"status": f.Status, "precision": f.Precision, "review": f.Review,
		"not.pick": f.NotPick, "not.type": f.NotType, "not.actor": f.NotActor, "not.place": f.NotPlace, "not.thread": f.NotThread,
		"not.source": f.NotSource, "not.status": f.NotStatus, "not.precision": f.NotPrecision,
	} {
		if len(list) > 0 {
			values.Set(name, strings.Join(list, ","))
		}
	}
	return values
}

type exportCommand struct {
	archiveFlags
	filterFlags
	PublicURL string `name:"public-url" env:"TRUCELINE_PUBLIC_URL" help:"Address of the site, for the links in the file."`
	Format    string `default:"jsonl" help:"csv, jsonl, geojson, ics, bib, ris, csl.json, jsonld, md or timeline.json; taken from the ending of --out where that is given." `
	Raw       bool   `help:"CSV: leave cells that a spreadsheet would take for formulas as they are."`
	Out       string `placeholder:"FILE" help:"Write this file, whole or not at all, instead of standard output."`
}

// Run writes what the filter shows.
func (k exportCommand) Run(ctx context.Context, c *console) error {
	a, err := k.open(ctx, c, readingFlags{})
	if err != nil {
		return err
	}
	defer a.close()
	query := k.values()
	if k.Raw {
		query.Set("raw", "1")
	}
	config := api.Config{Store: a.store, Topic: a.topic, PublicURL: k.PublicURL, Version: version, Pages: frontend.Pages(), Log: c.log}
	err = k.write(c.out, func(w io.Writer) error {
		buffered := bufio.NewWriter(w)
		return errors.Join(api.Export(ctx, buffered, config, k.format(), query), buffered.Flush())
	})
	var wrong *timeline.Invalid
	if errors.As(err, &wrong) {
		return usage{fmt.Errorf("--%s", strings.ReplaceAll(strings.ReplaceAll(wrong.Error(), "not.", "not-"), "as_of", "as-of"))}
	}
	return err
}

// format is what was asked for, by name or by the name of the file.
func (k exportCommand) format() string {
	longest := ""
	for _, extension := range api.Exportable() {
		if strings.HasSuffix(k.Out, "."+extension) && len(extension) > len(longest) {
			longest = extension
		}
	}
	if longest != "" {
		return longest
	}
	return k.Format
}

// write puts a file in its place only when it is whole.
func (k exportCommand) write(out io.Writer, fill func(io.Writer) error) error {
	if k.Out == "" {
		return fill(out)
	}
	file, err := os.CreateTemp(filepath.Dir(k.Out), ".truceline-export-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	if err := errors.Join(fill(file), file.Chmod(0o644), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), k.Out)
}

type importCommand struct {
	archiveFlags
	File   string `arg:"" type:"existingfile" help:"An export of ours as JSON Lines or CSV, by its ending."`
	DryRun bool   `help:"Check the file and say what would be new; write nothing."`
}

// Run brings an export into the archive.
func (k importCommand) Run(ctx context.Context, c *console) error {
	file, err := os.Open(k.File)
	if err != nil {
		return err
	}
	defer file.Close()
	a, err := k.openEmpty(ctx, c)
	if err != nil {
		return err
	}
	defer a.close()
	format := strings.TrimPrefix(filepath.Ext(k.File), ".")
	done, err := api.Import(ctx, a.store, a.topic, file, format, k.DryRun, time.Now())
	if err != nil {
		return fmt.Errorf("%s:\n%w", k.File, err)
	}
	verb := "imported"
	if k.DryRun {
		verb = "would be imported"
	}
	_, err = fmt.Fprintf(c.out, "%d of %d events %s; the archive holds the other %d already\n", done.Fresh, done.Events, verb, done.Held)
	return err
}
