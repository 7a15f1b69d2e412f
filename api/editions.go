package api

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/gin-gonic/gin"
	syndication "github.com/gorilla/feeds"

	"truceline/store"
	"truceline/timeline"
	"truceline/topics"
)

// mostEditions bounds a feed of editions: a year of weeks.
const mostEditions = 52

// PublishEdition keeps the briefing of the last week that has ended, as it is
// known now. A week is published once; fresh says whether it was this time. The deliveries that
// promises makes of it, where it is not nil, are kept together with it.
func PublishEdition(ctx context.Context, archive *store.Store, topic *topics.Topic, reviewed bool, now time.Time, base string, promises func(Published) ([]store.Delivery, error)) (week string, fresh bool, err error) {
	choice := BriefingChoice{Period: timeline.WeekOf(timeline.DayOf(now.UTC()).Add(-7)), Reviewed: reviewed}
	week = choice.Period.Name()
	if _, err := archive.Edition(ctx, topic.ID, week); err == nil {
		return week, false, nil
	}
	briefing, err := Brief(ctx, archive, topic, choice, now, base)
	if err != nil {
		return week, false, err
	}
	body, err := json.Marshal(briefing)
	if err != nil {
		return week, false, fmt.Errorf("edition of %s: %w", week, err)
	}
	var deliveries []store.Delivery
	if promises != nil {
		if deliveries, err = promises(briefing); err != nil {
			return week, false, fmt.Errorf("edition of %s: %w", week, err)
		}
	}
	fresh, err = archive.Publish(ctx, store.Edition{
		Topic: topic.ID, Week: week, Published: briefing.Imprint.Made, Version: briefing.Imprint.Version, Body: body,
	}, deliveries...)
	return week, fresh, err
}

// edition reads a week as it was published.
func (s *server) edition(ctx context.Context, week string) (Published, error) {
	kept, err := s.store.Edition(ctx, s.topic.ID, week)
	if err != nil {
		return Published{}, err
	}
	return editionOf(kept)
}

func editionOf(kept store.Edition) (Published, error) {
	var briefing Published
	if err := json.Unmarshal(kept.Body, &briefing); err != nil {
		return briefing, fmt.Errorf("edition of %s: %w", kept.Week, err)
	}
	return briefing, nil
}

func editionPath(week string) string { return "/briefing/" + week + "/edition" }

// showEdition answers a week's page as it was published, whatever has become
// known since.
func (s *server) showEdition(c *gin.Context) (*page, error) {
	briefing, err := s.edition(c.Request.Context(), c.Param("id"))
	if err != nil {
		return nil, err
	}
	briefing.Notes = append(briefing.Notes, fmt.Sprintf("As published on %s. What is known now stands at %s.",
		briefing.Imprint.Made.UTC().Format("2 January 2006, 15:04 UTC"), s.address(c, "/briefing/"+briefing.Name)))
	choice := BriefingChoice{Period: briefing.Period, Reviewed: briefing.Reviewed, Length: briefing.Length}
	return s.briefingPage(c, briefing, choice, editionPath(briefing.Name))
}

// editionsFeed has the weeks as they were published: an entry never changes.
func (s *server) editionsFeed(ctx context.Context, v view, _ timeline.Filter, p *params) (*syndication.Feed, error) {
	limit := p.number("limit", 1, mostEditions, 10)
	if err := p.done(false); err != nil {
		return nil, err
	}
	kept, err := s.store.Editions(ctx, s.topic.ID, limit)
	if err != nil {
		return nil, err
	}
	feed := v.feed(v.Title + ": weekly briefings")
	feed.Link.Href = v.Base + "/briefing"
	feed.Description = "Each week as it was published"
	for _, one := range kept {
		briefing, err := editionOf(one)
		if err != nil {
			return nil, err
		}
		text, err := WriteBriefing("html", briefing, v.Base)
		if err != nil {
			return nil, err
		}
		feed.Add(&syndication.Item{
			Id: entryID("edition", one.Topic, one.Week), IsPermaLink: "false", Title: oneLine(briefing.Title),
			Link: &syndication.Link{Href: v.Base + editionPath(one.Week)}, Content: string(text),
			Created: one.Published.UTC(), Updated: one.Published.UTC(),
		})
	}
	feed.Updated = latest(feed.Items)
	return feed, nil
}
