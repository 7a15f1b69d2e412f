package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"truceline/api"
	"truceline/scheduler"
	"truceline/scrape"
	"truceline/scrape/web"
	"truceline/store"
)

// announceFlags say who hears of a week's edition.
type announceFlags struct {
	Webhook       string `env:"TRUCELINE_WEBHOOK" placeholder:"URL" help:"Address to which each edition is posted as JSON, signed; a private one needs --allow-host."`
	WebhookSecret string `env:"TRUCELINE_WEBHOOK_SECRET" help:"Key of the signature; set it in the environment."`
	Listmonk      string `env:"TRUCELINE_LISTMONK" placeholder:"URL" help:"Address of a listmonk in which each edition becomes a draft campaign; a private one needs --allow-host."`
	ListmonkUser  string `env:"TRUCELINE_LISTMONK_USER" help:"Its API user."`
	ListmonkToken string `env:"TRUCELINE_LISTMONK_TOKEN" help:"Its API token; set it in the environment."`
	ListmonkLists []int  `name:"listmonk-list" env:"TRUCELINE_LISTMONK_LISTS" help:"Numbers of the lists that the draft is for."`
}

// check asks for what a receiver needs.
func (f announceFlags) check() error {
	switch {
	case f.Webhook != "" && f.WebhookSecret == "":
		return usage{errors.New("--webhook needs TRUCELINE_WEBHOOK_SECRET: without a signature anybody could post there")}
	case f.Listmonk != "" && (f.ListmonkUser == "" || f.ListmonkToken == "" || len(f.ListmonkLists) == 0):
		return usage{errors.New("--listmonk needs --listmonk-user, TRUCELINE_LISTMONK_TOKEN and --listmonk-list")}
	}
	return nil
}

// promises are the deliveries that announce an edition.
func (f announceFlags) promises(edition api.Published) ([]store.Delivery, error) {
	var list []store.Delivery
	promise := func(kind, target string, body any) error {
		text, err := json.Marshal(body)
		list = append(list, store.Delivery{ID: kind + "-" + edition.Name, Kind: kind, Target: target, Body: string(text)})
		return err
	}
	if f.Webhook != "" {
		if err := promise(scheduler.Webhook, f.Webhook, map[string]any{"type": "edition.published", "edition": edition}); err != nil {
			return nil, err
		}
	}
	if f.Listmonk != "" {
		text, err := api.WriteBriefing("html", edition, "")
		if err != nil {
			return nil, err
		}
		campaign := map[string]any{"name": "Truceline " + edition.Name, "subject": edition.Title, "lists": f.ListmonkLists,
			"type": "regular", "content_type": "html", "body": forListmonk.Replace(string(text))}
		if err := promise(scheduler.Listmonk, f.Listmonk, campaign); err != nil {
			return nil, fmt.Errorf("draft campaign: %w", err)
		}
	}
	return list, nil
}

// forListmonk writes what listmonk would take for a template of its own, which
// it runs for every reader, so that it is text: titles come from outside.
var forListmonk = strings.NewReplacer("{{", "&#123;&#123;", "@TrackLink", "&#64;TrackLink")

// courier sends what was promised, through the guarded client.
func (k serveCommand) courier(a *archive) *scheduler.Courier {
	return &scheduler.Courier{
		Store: a.store, Now: time.Now, Secret: k.WebhookSecret, User: k.ListmonkUser, Token: k.ListmonkToken,
		Client: web.New(web.Config{UserAgent: scrape.UserAgent(version, k.PublicURL, k.Contact), AllowHosts: k.AllowHosts}),
	}
}
