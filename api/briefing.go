package api

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"truceline/store"
	"truceline/timeline"
	"truceline/topics"
)

// mostBriefed is the most events of one period that a briefing is made from.
const mostBriefed = 5000

// A BriefingChoice is what a reader chooses of a briefing.
type BriefingChoice struct {
	Period   timeline.Period
	Length   int  // 3, 7 or 0 for all
	Reviewed bool // only events that a person has looked at
}

// A Published briefing says of itself what it was made from.
type Published struct {
	timeline.Briefing
	Imprint Imprint `json:"imprint"`
}

// An Imprint stands under every briefing.
type Imprint struct {
	Topic       string    `json:"topic"`   // its title
	Filter      string    `json:"filter"`  // what was chosen, in words
	Made        time.Time `json:"made"`    // as known at this moment
	Version     int64     `json:"version"` // of the archive
	Address     string    `json:"address"` // of the briefing's page; "" where there is no site
	Licence     string    `json:"licence"`
	Attribution string    `json:"attribution"`
}

// Words are the imprint in one line, without the address.
func (i Imprint) Words() string {
	return fmt.Sprintf("Truceline: %s; %s; as known on %s; archive version %d; %s, %s",
		i.Topic, i.Filter, i.Made.UTC().Format("2 January 2006 15:04 UTC"), i.Version, i.Licence, i.Attribution)
}

// Brief composes the briefing of a period from what the archive holds now.
// base is the address of the site, "" where there is none.
func Brief(ctx context.Context, archive *store.Store, topic *topics.Topic, choice BriefingChoice, now time.Time, base string) (Published, error) {
	version, err := archive.Version(ctx)
	if err != nil {
		return Published{}, fmt.Errorf("briefing of %s: %w", choice.Period.Name(), err)
	}
	briefing, err := compose(ctx, archive, topic, choice, timeline.DayOf(now.UTC()))
	made := Published{briefing, Imprint{
		Topic: topic.Title, Filter: choice.words(), Made: now.UTC().Truncate(time.Second), Version: version,
		Licence: topic.Licence, Attribution: topic.Attribution,
	}}
	if base != "" {
		made.Imprint.Address = base + "/briefing/" + briefing.Name + choice.query(choice.Length)
	}
	return made, err
}

// words say what was chosen.
func (choice BriefingChoice) words() string {
	words := "all events"
	if choice.Reviewed {
		words = "reviewed events"
	}
	if choice.Length > 0 {
		words = fmt.Sprintf("at most %d, the weightiest of %s", choice.Length, words)
	}
	return words
}

// compose gathers what a briefing is made from.
func compose(ctx context.Context, archive *store.Store, topic *topics.Topic, choice BriefingChoice, today timeline.Day) (timeline.Briefing, error) {
	ask := timeline.BriefingAsk{
		Period: choice.Period, Today: today, Length: choice.Length, Reviewed: choice.Reviewed,
		Names: timeline.BriefingNames{Types: topic.Types, Families: topic.Families, Actors: topic.Actors, Places: topic.Places, Publishers: topic.Publishers, Articled: topic.Articled},
	}
	p := choice.Period
	var err error
	if ask.Events, err = gathered(archive.Export(ctx, timeline.Filter{Topic: topic.ID, From: p.From, To: p.To}, timeline.ByWhen, true), p); err != nil {
		return timeline.Briefing{}, err
	}
	before := timeline.Filter{Topic: topic.ID, From: p.Next(-timeline.BriefingBefore).From, To: p.From.Add(-1)}
	if ask.Before, err = gathered(archive.Export(ctx, before, timeline.ByWhen, false), p); err != nil {
		return timeline.Briefing{}, err
	}
	ahead := timeline.Filter{Topic: topic.ID, From: p.To.Add(1), To: p.To.Add(timeline.BriefingAhead),
		Statuses: []timeline.Status{timeline.Planned, timeline.Postponed}}
	if p.To < today {
		ahead.AsOf = p.To.EndUTC()
	}
	if ask.Ahead, err = gathered(archive.Export(ctx, ahead, timeline.ByWhen, true), p); err != nil {
		return timeline.Briefing{}, err
	}
	if ask.Corrected, err = correctedIn(ctx, archive, topic.ID, p); err != nil {
		return timeline.Briefing{}, err
	}
	return timeline.ComposeBriefing(ask), nil
}

func gathered(events iter.Seq2[timeline.Event, error], p timeline.Period) ([]timeline.Event, error) {
	var list []timeline.Event
	for event, err := range events {
		if err != nil {
			return nil, fmt.Errorf("briefing of %s: %w", p.Name(), err)
		}
		if list = append(list, event); len(list) > mostBriefed*timeline.BriefingBefore {
			return nil, timeline.Invalidf("week", "there are too many events for one briefing; choose fewer days")
		}
	}
	return list, nil
}

// correctedIn gives the changes of a period to events that were known before,
// each with the pages that the event rests on.
func correctedIn(ctx context.Context, archive *store.Store, topic string, p timeline.Period) ([]timeline.Correction, error) {
	filter := timeline.Filter{Topic: topic, Reviews: timeline.Reviews}
	page := timeline.Page{Limit: 200}
	var list []timeline.Correction
	for {
		changes, err := archive.Changes(ctx, filter, p.From.Time().Add(-time.Nanosecond), p.To.EndUTC(), page)
		if err != nil {
			return nil, fmt.Errorf("corrections of %s: %w", p.Name(), err)
		}
		for _, changed := range changes.Changes {
			_, last := changed.Event.When.Bounds()
			if !isCorrection(changed.Revision) || last >= p.From {
				continue
			}
			event, err := archive.Event(ctx, changed.Event.ID, time.Time{})
			if err != nil {
				return nil, fmt.Errorf("corrections of %s: %w", p.Name(), err)
			}
			list = append(list, timeline.Correction{Revision: changed.Revision, Event: event})
		}
		if page.Cursor = changes.Next; page.Cursor == "" || len(list) > mostBriefed {
			return list, nil
		}
	}
}

// choice reads what a request chooses; its path ends in a period.
func briefingChoice(c *gin.Context, name string, strict bool) (BriefingChoice, error) {
	p := readParams(c.Request.URL.RawQuery)
	choice := BriefingChoice{Reviewed: p.yes("reviewed"), Length: briefingLength(p)}
	if err := p.done(strict); err != nil {
		return choice, err
	}
	var err error
	choice.Period, err = timeline.ParsePeriod(name)
	return choice, err
}

// briefingLength reads how many events are told of; 0 for all.
func briefingLength(p *params) int {
	return map[string]int{"3": 3, "7": 7}[p.choice("length", "all", "3", "7")]
}

// getBriefing answers a period's briefing in the form that the address ends in.
func (s *server) getBriefing(c *gin.Context) (*page, error) {
	name, form := c.Param("id"), BriefingForm("json")
	for known := range briefingForms {
		if bare, ok := strings.CutSuffix(name, "."+string(known)); ok {
			name, form = bare, known
		}
	}
	choice, err := briefingChoice(c, name, true)
	if err != nil {
		return nil, err
	}
	briefing, err := Brief(c.Request.Context(), s.store, s.topic, choice, s.now(), s.address(c, ""))
	if err != nil {
		return nil, err
	}
	body, err := WriteBriefing(form, briefing, s.address(c, ""))
	if err != nil {
		return nil, err
	}
	return &page{contentType: briefingForms[form], plain: body}, nil
}
