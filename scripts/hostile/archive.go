package main

import (
	"fmt"
	"strings"
	"time"

	"truceline/store"
	"truceline/timeline"
	"truceline/topics"
)

const topicID = "hostile"

// topicOf names one actor, one place, one thread and one publisher by each
// text.
func topicOf(texts []string) *topics.Topic {
	topic := &topics.Topic{
		ID: topicID, Title: "Hostile & <b>texts</b>", Summary: texts[0], Language: "en", Licence: "CC-BY-4.0", Attribution: "Editors of \"hostile\" {texts}",
		Families: []timeline.Family{{ID: "talks", Label: "Talks", Token: "talks"}},
		Types:    []timeline.Type{{ID: "talks", Label: "Round", Plural: "Rounds", Family: "talks", Shape: "circle", Means: "They meet."}},
		Sources: []timeline.Source{{ID: "herald", Name: "Herald", Kind: "feed", URL: "https://herald.example/feed", Homepage: "https://herald.example/",
			Language: "en", Role: timeline.RoleOutlet, Reuse: timeline.ReuseAttribution, Schedule: "*/10 * * * *"}},
	}
	for n, text := range texts {
		topic.Actors = append(topic.Actors, timeline.Actor{ID: id("actor", n), Name: text, Kind: "country", Aliases: []string{text}})
		topic.Places = append(topic.Places, timeline.Place{ID: id("place", n), Name: text, Kind: "city", Country: "XA", Lat: float64(n%90) + .5, Lon: -float64(n % 180)})
		topic.Threads = append(topic.Threads, timeline.Thread{ID: id("thread", n), Title: text, Summary: text})
		topic.Publishers = append(topic.Publishers, timeline.Publisher{Host: host(n), Name: text, Role: timeline.RoleOutlet})
	}
	return topic
}

func id(kind string, n int) string { return fmt.Sprintf("%s-%04d", kind, n) }

func host(n int) string { return fmt.Sprintf("p%04d.example", n) }

// batchOf is an event whose every text is the given one: two of three have
// happened before now, the others are planned.
func batchOf(n int, text string) store.Batch {
	day, status := timeline.DayOf(now.AddDate(0, 0, -1-n/4)), timeline.Happened
	if n%3 == 0 {
		day, status = timeline.DayOf(now.AddDate(0, 0, 1+n/8)), timeline.Planned
	}
	known := min(day, timeline.DayOf(now.AddDate(0, 0, -1))).EndUTC()
	event := timeline.Event{
		ID: id("event", n), Topic: topicID, Type: "talks", Title: text, Summary: text, When: timeline.OnDay(day), Status: status,
		Review: timeline.Confirmed, Significance: 1 + n%5, Certainty: 90, Places: []string{id("place", n)}, Thread: id("thread", n),
		Participations: []timeline.Participation{{Actor: id("actor", n), Part: text, As: text}},
		KnownFrom:      known, Created: known, Updated: known.Add(time.Hour),
		Claims:        []timeline.Claim{{Field: "when", Value: text, Reports: []string{id("report", n)}, Independent: 1, Leads: true}, {Field: text, Value: text}},
		Corroboration: timeline.Corroboration{Reports: 1, Sources: 1, Independent: 1},
	}
	event.When.Clock, event.When.Zone = "12:00", text
	article := timeline.Article{
		ID: id("article", n), Topic: topicID, SourceID: "herald", URL: address(n, text), Title: text, Publisher: host(n), Author: text,
		Licence: text, Attribution: text, Via: text, Published: known, Fetched: known, Revision: 1, Fingerprint: id("f", n), Language: "en", Reuse: timeline.ReuseAttribution,
	}
	report := timeline.Report{
		ID: id("report", n), Topic: topicID, EventID: event.ID, ArticleID: article.ID, Type: event.Type, Status: status, Title: text, Summary: text,
		When: event.When, Places: event.Places, Actors: event.Participations, Thread: event.Thread, Significance: event.Significance, Certainty: 90,
		Quote: text, QuoteMore: []string{text}, DatePhrase: text, DateReason: text, DateRule: text, Rule: text, Reader: timeline.ReaderRules, Reading: 1,
		KnownFrom: known, RecordedAt: known,
	}
	first, second := event, event
	return store.Batch{Topic: topicID, Articles: []timeline.Article{article}, Reports: []timeline.Report{report}, Woven: timeline.Woven{
		Events: []timeline.Event{event},
		Revisions: []timeline.Revision{
			{EventID: event.ID, Number: 1, KnownFrom: known, RecordedAt: known, By: "rules", Snapshot: &first,
				Changes: []timeline.Change{{Field: "event", Words: "First reported."}}},
			{EventID: event.ID, Number: 2, KnownFrom: known.Add(time.Hour), RecordedAt: known.Add(time.Hour), By: text, Because: []string{text}, Note: text, Snapshot: &second,
				Changes: []timeline.Change{{Field: "title", Old: text, New: text, Words: text}, {Field: "status", Old: "planned", New: string(status), Words: text}}},
		},
	}}
}

// address is a web address with the text in it, or the bare text, which some
// source may once give as one.
func address(n int, text string) string {
	switch n % 3 {
	case 0:
		return text
	case 1:
		return "https://" + host(n) + "/" + text
	default:
		return "https://" + host(n) + "/?q=" + strings.ReplaceAll(text, " ", "+")
	}
}
