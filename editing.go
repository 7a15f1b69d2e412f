package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/user"
	"strings"

	"truceline/store"
	"truceline/timeline"
)

// editCommands are people's corrections. Each is a revision, survives any
// re-reading, and can be undone.
type editCommands struct {
	Confirm confirmCommand `cmd:"" help:"Say that you looked at an event and agree."`
	Set     setCommand     `cmd:"" help:"Set fields of an event: title=… start=2025-05-16 status=happened."`
	Merge   mergeCommand   `cmd:"" help:"Say that events are one; the first keeps its id."`
	Split   splitCommand   `cmd:"" help:"Say that some reports of an event speak of another one."`
	Reject  rejectCommand  `cmd:"" help:"Say that this is no event."`
	Restore undoReject     `cmd:"" help:"Say that a rejected event is one after all."`
	Undo    undoCommand    `cmd:"" help:"Take an earlier correction back."`
}

// editFlags are those of every correction.
type editFlags struct {
	archiveFlags
	By      string `env:"TRUCELINE_EDITOR" help:"Who corrects; your user name by default."`
	Note    string `help:"Why, for the event's history."`
	IfMatch int    `name:"if-match" default:"-1" placeholder:"REVISION" help:"Number of the newest revision that you saw: if the event has changed since, nothing is written."`
}

func (f editFlags) apply(ctx context.Context, c *console, edit timeline.Edit) error {
	a, err := f.open(ctx, c, readingFlags{})
	if err != nil {
		return err
	}
	defer a.close()
	edit.By, edit.Note = f.By, f.Note
	if edit.By == "" {
		if person, err := user.Current(); err == nil {
			edit.By = person.Username
		}
	}
	err = a.ingest.Correct(ctx, edit, f.IfMatch)
	if errors.Is(err, timeline.ErrConflict) {
		return fmt.Errorf("%w; nothing was written: look at the event and try again", err)
	}
	if err != nil {
		return err
	}
	made, err := a.store.Edits(ctx, edit.EventID)
	if err != nil {
		return err
	}
	id := ""
	if len(made) > 0 {
		id = made[len(made)-1].ID
	}
	_, err = fmt.Fprintf(c.out, "%s: %s, by %s (correction %s)\n", edit.EventID, edit.Kind, edit.By, id)
	return err
}

type confirmCommand struct {
	editFlags
	Event string `arg:""`
}

// Run confirms an event.
func (k confirmCommand) Run(ctx context.Context, c *console) error {
	return k.apply(ctx, c, timeline.Edit{Kind: timeline.EditConfirm, EventID: k.Event})
}

type setCommand struct {
	editFlags
	Event  string   `arg:""`
	Fields []string `arg:"" help:"field=value; the value is JSON, or plain text."`
}

// Run sets fields of an event.
func (k setCommand) Run(ctx context.Context, c *console) error {
	fields := map[string]any{}
	for _, given := range k.Fields {
		name, text, found := strings.Cut(given, "=")
		if !found {
			return usage{fmt.Errorf("%q is not field=value", given)}
		}
		var value any
		if json.Unmarshal([]byte(text), &value) != nil {
			value = text
		}
		fields[name] = value
	}
	text, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	return k.apply(ctx, c, timeline.Edit{Kind: timeline.EditFields, EventID: k.Event, Fields: string(text)})
}

type mergeCommand struct {
	editFlags
	Event string   `arg:"" help:"The event that stays."`
	Other []string `arg:"" help:"Events that become part of it."`
}

// Run makes several events one.
func (k mergeCommand) Run(ctx context.Context, c *console) error {
	return k.apply(ctx, c, timeline.Edit{Kind: timeline.EditMerge, EventID: k.Event, Other: k.Other})
}

type splitCommand struct {
	editFlags
	Event   string   `arg:""`
	Reports []string `arg:"" help:"Ids of the reports that speak of another event."`
}

// Run makes one event two.
func (k splitCommand) Run(ctx context.Context, c *console) error {
	return k.apply(ctx, c, timeline.Edit{Kind: timeline.EditSplit, EventID: k.Event, Reports: k.Reports})
}

type rejectCommand struct {
	editFlags
	Event string `arg:""`
}

// Run takes an event out of every list.
func (k rejectCommand) Run(ctx context.Context, c *console) error {
	return k.apply(ctx, c, timeline.Edit{Kind: timeline.EditReject, EventID: k.Event})
}

type undoReject struct {
	editFlags
	Event string `arg:""`
}

// Run brings a rejected event back.
func (k undoReject) Run(ctx context.Context, c *console) error {
	return k.apply(ctx, c, timeline.Edit{Kind: timeline.EditRestore, EventID: k.Event})
}

type undoCommand struct {
	editFlags
	Event string `arg:""`
	Edit  string `arg:"" help:"Id of the correction, from the event's history."`
}

// Run takes a correction back.
func (k undoCommand) Run(ctx context.Context, c *console) error {
	return k.apply(ctx, c, timeline.Edit{Kind: timeline.EditUndo, EventID: k.Event, Other: []string{k.Edit}})
}

// tokenCommands manage who may correct over the API.
type tokenCommands struct {
	Add    tokenAdd    `cmd:"" help:"Make a token for an editor. It is shown once and kept as a hash."`
	List   tokenList   `cmd:"" help:"List the editors who have one."`
	Remove tokenRemove `cmd:"" help:"Take an editor's token away."`
}

type tokenAdd struct {
	archiveFlags
	Editor string `arg:"" help:"Name that stands beside the corrections."`
}

// Run prints a new secret.
func (k tokenAdd) Run(ctx context.Context, c *console) error {
	return k.tokens(ctx, c, func(s *store.Store) error {
		secret, err := s.AddToken(ctx, k.Editor)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(c.out, secret)
		return err
	})
}

type tokenList struct{ archiveFlags }

// Run lists names and dates, never secrets.
func (k tokenList) Run(ctx context.Context, c *console) error {
	return k.tokens(ctx, c, func(s *store.Store) error {
		tokens, err := s.Tokens(ctx)
		for _, token := range tokens {
			fmt.Fprintf(c.out, "%-20s %s\n", token.Name, token.Created.Format("2 January 2006"))
		}
		return err
	})
}

type tokenRemove struct {
	archiveFlags
	Editor string `arg:""`
}

// Run takes a token away.
func (k tokenRemove) Run(ctx context.Context, c *console) error {
	return k.tokens(ctx, c, func(s *store.Store) error { return s.RemoveToken(ctx, k.Editor) })
}

func (f archiveFlags) tokens(ctx context.Context, c *console, work func(*store.Store) error) error {
	kept, err := store.Open(ctx, store.Config{DSN: f.DB, Log: c.log})
	if err != nil {
		return err
	}
	defer kept.Close()
	return work(kept)
}
