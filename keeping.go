package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"truceline/scheduler"
	"truceline/store"
	"truceline/timeline"
)

type backupCommand struct {
	archiveFlags
	File string `arg:"" help:"File to write; it must not exist."`
}

// Run copies the archive while a server may go on writing to it.
func (k backupCommand) Run(ctx context.Context, c *console) error {
	kept, err := store.Open(ctx, store.Config{DSN: k.DB, Log: c.log})
	if err != nil {
		return err
	}
	defer kept.Close()
	if err := kept.Backup(ctx, k.File); err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, "written:", k.File)
	return err
}

type restoreCommand struct {
	archiveFlags
	File string `arg:"" type:"existingfile" help:"Backup to bring back."`
}

// Run puts a backup in the archive's place; what was there is kept beside it.
func (k restoreCommand) Run(ctx context.Context, c *console) error {
	aside, err := store.Restore(ctx, k.File, k.DB)
	if err != nil {
		return err
	}
	if aside != "" {
		fmt.Fprintln(c.out, "the archive that was there is now", aside)
	}
	_, err = fmt.Fprintln(c.out, "restored:", k.DB)
	return err
}

// inspect looks for damage in an archive and names each fault.
func inspect(ctx context.Context, c *console, file string) error {
	kept, err := store.Open(ctx, store.Config{DSN: file, Log: c.log})
	if err != nil {
		return err
	}
	defer kept.Close()
	faults, err := kept.Check(ctx)
	if err != nil {
		return err
	}
	for _, fault := range faults {
		fmt.Fprintln(c.out, fault)
	}
	if len(faults) > 0 {
		return fmt.Errorf("%s has %d faults: bring a backup back with `truceline restore`", file, len(faults))
	}
	_, err = fmt.Fprintln(c.out, file, "is sound")
	return err
}

type rereadCommand struct {
	archiveFlags
	DryRun bool `help:"Show what would change, and change nothing."`
	Anew   bool `help:"Begin again with the first article, where an interrupted run would go on."`
}

// Run reads kept articles with today's rules.
func (k rereadCommand) Run(ctx context.Context, c *console) error {
	a, err := k.open(ctx, c, readingFlags{})
	if err != nil {
		return err
	}
	defer a.close()
	begun, first := time.Now(), true
	show := func(sofar scheduler.Rereading) {
		if first && sofar.Resumed {
			fmt.Fprintf(c.err, "going on with what was begun on %s\n", sofar.Begun.Format("2 January 2006 15:04 MST"))
		}
		first = false
		for _, difference := range sofar.Differences {
			printDifference(c, difference)
		}
		fmt.Fprintf(c.err, "%d of %d articles, %d read differently, %s\n", sofar.Articles, sofar.Of, sofar.Changed, time.Since(begun).Round(time.Second))
	}
	if k.DryRun {
		done, err := a.ingest.WouldReread(ctx, show)
		return tellRereading(c, done, "would change", err)
	}
	done, err := a.ingest.Reread(ctx, k.Anew, show)
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(c.err, "interrupted: the same command goes on")
	}
	return tellRereading(c, done, "changed", err)
}

func tellRereading(c *console, done scheduler.Rereading, verb string, err error) error {
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "%d articles read, %d %s: %d reports added, %d superseded\n", done.Articles, done.Changed, verb, done.Added, done.Gone)
	return err
}

func printDifference(c *console, difference scheduler.Difference) {
	fmt.Fprintln(c.out, difference.URL)
	for sign, reports := range map[string][]timeline.Report{"-": difference.Gone, "+": difference.Added} {
		for _, report := range reports {
			fmt.Fprintf(c.out, "  %s %s %s, %s: %s\n", sign, report.When.Start, report.Type, report.Status, report.Title)
		}
	}
}
