package main

import (
	"context"
	"strings"
	"time"

	"truceline/api"
	"truceline/timeline"
)

type briefingCommand struct {
	archiveFlags
	PublicURL string `name:"public-url" env:"TRUCELINE_PUBLIC_URL" help:"Address of the site, for the link to the briefing's page."`
	Week      string `arg:"" placeholder:"2025-W20" help:"An ISO week, or two days: 2025-05-01..2025-05-20."`
	Format    string `enum:"md,html,txt,json" default:"md" help:"md, html, txt or json."`
	Length    string `enum:"3,7,all" default:"all" help:"How many events, by significance and independent sources: 3, 7 or all."`
	Reviewed  bool   `help:"Only events that a person has reviewed."`
}

// Run prints the briefing of a week.
func (k briefingCommand) Run(ctx context.Context, c *console) error {
	period, err := timeline.ParsePeriod(k.Week)
	if err != nil {
		return usage{err}
	}
	a, err := k.open(ctx, c, readingFlags{})
	if err != nil {
		return err
	}
	defer a.close()
	choice := api.BriefingChoice{Period: period, Reviewed: k.Reviewed, Length: map[string]int{"3": 3, "7": 7}[k.Length]}
	briefing, err := api.Brief(ctx, a.store, a.topic, choice, time.Now(), strings.TrimRight(k.PublicURL, "/"))
	if err != nil {
		return err
	}
	text, err := api.WriteBriefing(api.BriefingForm(k.Format), briefing, k.PublicURL)
	if err != nil {
		return err
	}
	_, err = c.out.Write(text)
	return err
}
