package timeline_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

// told makes a report of a text that a house published at a moment.
func tell(id, house, at, kind string, status timeline.Status, when timeline.When, quote string, places []string, actors ...string) timeline.Report {
	published, err := time.Parse(time.RFC3339, at)
	if err != nil {
		panic(err)
	}
	r := timeline.Report{
		ID: id, Topic: "ukraine", ArticleID: "article-" + id, Type: kind, Status: status, When: when, Title: quote, Quote: quote,
		Places: places, Certainty: 80, Significance: 3, Reader: timeline.ReaderRules, Reading: 1, KnownFrom: published,
		Article: &timeline.Article{ID: "article-" + id, Publisher: house + ".example", Role: timeline.RoleOutlet, OwnerGroup: house, Published: published},
	}
	for _, actor := range actors {
		name, part, _ := strings.Cut(actor, ":")
		r.Actors = append(r.Actors, timeline.Participation{Actor: name, Part: part})
	}
	return r
}

func week(day timeline.Day) timeline.When {
	return timeline.When{Start: day.Monday(), End: day.Monday().Add(6), Precision: timeline.PrecisionWeek}
}

func only(t *testing.T, a *attic) timeline.Event {
	t.Helper()
	var live []timeline.Event
	for _, e := range a.events {
		if e.MergedInto == "" && e.Review != timeline.ReviewRejected {
			live = append(live, e)
		}
	}
	if len(live) != 1 {
		for _, e := range live {
			t.Logf("%s %s %s %s", e.ID, e.When.Value(), e.Status, e.Title)
		}
		t.Fatalf("%d events, not one", len(live))
	}
	return live[0]
}

var istanbul = []string{"istanbul"}

func planned15() timeline.Report {
	return tell("p15", "Alpha", "2025-05-12T09:00:00Z", "talks", timeline.Planned, timeline.OnDay("2025-05-15"), "Russia and Ukraine are to hold direct talks in Istanbul on Thursday", istanbul, "russia:party", "ukraine:party")
}

func held16() timeline.Report {
	return tell("h16", "Beta", "2025-05-16T15:00:00Z", "talks", timeline.Happened, timeline.OnDay("2025-05-16"), "Russia and Ukraine held direct talks in Istanbul on Friday", istanbul, "russia:party", "ukraine:party")
}

func TestTalksThatMoveADayAreOneEventWhoseDateMoved(t *testing.T) {
	archive := newAttic()
	archive.weave(t, weaver(t), noon, planned15())
	before := only(t, archive)
	if before.Status != timeline.Planned || before.When.Value() != "2025-05-15" {
		t.Fatalf("before: %s on %s", before.Status, before.When.Value())
	}
	archive.weave(t, weaver(t), noon.Add(time.Hour), held16())
	event := only(t, archive)
	if event.ID != before.ID {
		t.Errorf("the id changed from %s to %s", before.ID, event.ID)
	}
	if event.Status != timeline.Happened || event.When.Value() != "2025-05-16" || len(event.Claims) > 0 {
		t.Errorf("%s on %s, claims %v", event.Status, event.When.Value(), event.Claims)
	}
	history := timeline.History(archive.revisions[event.ID])
	if len(history) != 2 || !strings.Contains(history[1].Words[0], "The date moved from 15 May 2025 to 16 May 2025, because of Beta.example") && !strings.Contains(history[1].Words[0], "The date moved from 15 May 2025 to 16 May 2025, because of beta.example") {
		t.Errorf("history %+v", history)
	}
}

func TestAPlanThatPassesStaysPlanned(t *testing.T) {
	archive := newAttic()
	archive.weave(t, weaver(t), noon, planned15())
	event := only(t, archive)
	if flags := event.DeriveFlags("2025-06-01"); event.Status != timeline.Planned || !slices.Contains(flags, timeline.OutcomeUnknown) {
		t.Errorf("%s with %v", event.Status, flags)
	}
}

func TestABluntPlanJoinsTheCuratedEvent(t *testing.T) {
	archive := newAttic()
	archive.weave(t, weaver(t), noon, baseline(t)...)
	curated := archive.events["2025-05-16-istanbul-direct-talks"]
	for id, e := range archive.events {
		if e.Type == "talks" && e.When.Value() == "2025-05-16" && slices.Contains(e.Places, "istanbul") {
			curated = archive.events[id]
		}
	}
	plan := tell("plan", "Alpha", "2025-05-13T12:00:00Z", "talks", timeline.Planned, week("2025-05-16"), "Russia and Ukraine could meet for peace talks in Istanbul later this week", istanbul, "russia:party", "ukraine:party")
	archive.weave(t, weaver(t), noon, plan)
	event := archive.events[archive.reports["plan"].EventID]
	if event.ID != curated.ID || event.When.Value() != "2025-05-16" || event.Status != timeline.Happened {
		t.Errorf("joined %s (%s), %s on %s; wanted %s", event.ID, event.Title, event.Status, event.When.Value(), curated.ID)
	}
	then := archive.asOf(timeline.Day("2025-05-13").EndUTC())[curated.ID]
	if then.Status != timeline.Planned || then.When.Value() != "2025-05-12/2025-05-18" {
		t.Errorf("as known on 13 May: %s on %s", then.Status, then.When.Value())
	}
}

func TestStayTwo(t *testing.T) {
	day := timeline.OnDay
	pairs := map[string][2]timeline.Report{
		"rounds on two days": {held16(), tell("b", "Alpha", "2025-06-02T20:00:00Z", "talks", timeline.Happened, day("2025-06-02"), "Russia and Ukraine held direct talks in Istanbul", istanbul, "russia", "ukraine")},
		"ministers on consecutive days": {
			tell("a", "Alpha", "2025-05-14T20:00:00Z", "ministerial_meeting", timeline.Happened, day("2025-05-14"), "Rubio and Fidan met in Antalya", []string{"antalya"}, "marco-rubio", "hakan-fidan"),
			tell("b", "Beta", "2025-05-15T20:00:00Z", "ministerial_meeting", timeline.Happened, day("2025-05-15"), "Rubio and Fidan met in Antalya", []string{"antalya"}, "marco-rubio", "hakan-fidan")},
		"a visit and the call on it": {
			tell("a", "Alpha", "2025-05-10T20:00:00Z", "leader_visit", timeline.Happened, day("2025-05-10"), "Starmer and Macron visited Kyiv", []string{"kyiv"}, "keir-starmer", "emmanuel-macron", "volodymyr-zelenskyy"),
			tell("b", "Beta", "2025-05-10T20:00:00Z", "phone_call", timeline.Happened, day("2025-05-10"), "Starmer, Macron and Zelenskyy called Trump from Kyiv", []string{"kyiv"}, "keir-starmer", "emmanuel-macron", "volodymyr-zelenskyy", "donald-trump")},
		"a truce offered and a truce agreed": {
			tell("a", "Alpha", "2025-03-11T20:00:00Z", "ceasefire_proposal", timeline.Proposed, day("2025-03-11"), "The United States proposed a 30-day ceasefire", nil, "united-states", "ukraine"),
			tell("b", "Beta", "2025-03-11T20:00:00Z", "ceasefire_agreement", timeline.Happened, day("2025-03-11"), "The United States and Ukraine agreed on a 30-day ceasefire", nil, "united-states", "ukraine")},
		"two calls of one day": {
			tell("a", "Alpha", "2025-02-12T20:00:00Z", "phone_call", timeline.Happened, day("2025-02-12"), "Trump spoke with Putin by phone", nil, "donald-trump", "vladimir-putin"),
			tell("b", "Beta", "2025-02-12T21:00:00Z", "phone_call", timeline.Happened, day("2025-02-12"), "Trump then spoke with Zelenskyy by phone", nil, "donald-trump", "volodymyr-zelenskyy")},
		"two strikes of one night": {
			tell("a", "Alpha", "2025-04-24T06:00:00Z", "attack", timeline.Happened, day("2025-04-24"), "Russian missiles hit Kyiv overnight", []string{"kyiv"}, "russia:attacker"),
			tell("b", "Beta", "2025-04-24T06:00:00Z", "attack", timeline.Happened, day("2025-04-24"), "Russian drones hit Kharkiv overnight", []string{"kharkiv"}, "russia:attacker")},
	}
	for name, pair := range pairs {
		archive := newAttic()
		archive.weave(t, weaver(t), noon, pair[0], pair[1])
		if len(archive.events) != 2 {
			t.Errorf("%s: %d events; %+v", name, len(archive.events), weaver(t).Likeness(pair[0], pair[1]))
		}
	}
}

func TestARefusalTurnsTheProposal(t *testing.T) {
	archive := newAttic()
	archive.weave(t, weaver(t), noon, baseline(t)...)
	no := tell("no", "Alpha", "2025-05-13T12:00:00Z", "proposal_rejected", timeline.Happened, timeline.OnDay("2025-05-13"),
		"The Kremlin in effect rejected the unconditional 30-day ceasefire demanded by Ukraine and its allies", nil, "russia:speaker", "ukraine:addressee")
	no.Refers = "ceasefire_proposal"
	archive.weave(t, weaver(t), noon, no)
	refusal := archive.events[archive.reports["no"].EventID]
	if len(refusal.Links) != 1 || refusal.Links[0] != (timeline.Link{Kind: timeline.LinkRejects, Event: "2025-05-10-thirty-day-ceasefire-demand"}) {
		t.Fatalf("%s links %v", refusal.ID, refusal.Links)
	}
	if offer := archive.events[refusal.Links[0].Event]; offer.Status != timeline.Rejected {
		t.Errorf("the offer is %s", offer.Status)
	}
	before := archive.asOf(timeline.Day("2025-05-12").EndUTC())["2025-05-10-thirty-day-ceasefire-demand"]
	if before.Status != timeline.Proposed {
		t.Errorf("on 12 May the offer was %s", before.Status)
	}
}

func TestAPartysWordStaysAClaim(t *testing.T) {
	own := tell("own", "Epsilon", "2025-05-20T06:00:00Z", "attack", timeline.Happened, timeline.OnDay("2025-05-20"), "Ukraine attacked Belgorod with drones, killing 3", []string{"belgorod"}, "ukraine:attacker")
	own.Article.Role, own.Article.Publisher = timeline.RoleParty, "tass.com"
	archive := newAttic()
	archive.weave(t, weaver(t), noon, own)
	if event := only(t, archive); event.Status != timeline.Claimed {
		t.Errorf("one party alone: %s", event.Status)
	}
	sister := own
	sister.ID, sister.ArticleID = "sister", "article-sister"
	article := *own.Article
	article.ID = "article-sister"
	sister.Article = &article
	archive.weave(t, weaver(t), noon, sister)
	if event := only(t, archive); event.Status != timeline.Claimed {
		t.Errorf("the same owner twice: %s", event.Status)
	}
	other := tell("other", "Wire", "2025-05-20T12:00:00Z", "attack", timeline.Happened, timeline.OnDay("2025-05-20"), "A drone attack on Belgorod killed three", []string{"belgorod"}, "ukraine:attacker")
	archive.weave(t, weaver(t), noon, other)
	if event := only(t, archive); event.Status != timeline.Happened {
		t.Errorf("another house: %s", event.Status)
	}
}

func TestDisagreementIsKept(t *testing.T) {
	swap := func(id, house string, day timeline.Day, n int64) timeline.Report {
		r := tell(id, house, "2025-08-24T18:00:00Z", "prisoner_exchange", timeline.Happened, timeline.OnDay(day), "Russia and Ukraine exchanged prisoners", nil, "russia:party", "ukraine:party")
		r.Numbers = []timeline.Number{{What: "prisoners", Value: n}}
		return r
	}
	archive := newAttic()
	archive.weave(t, weaver(t), noon, swap("a", "Alpha", "2025-08-24", 146), swap("b", "Beta", "2025-08-24", 146), swap("c", "Gamma", "2025-08-24", 150))
	event := only(t, archive)
	if len(event.Claims) != 2 || !event.Claims[0].Leads || event.Claims[0].Value != "146" || event.Claims[0].Independent != 2 || event.Claims[1].Value != "150" {
		t.Errorf("claims %+v", event.Claims)
	}
	if !slices.Contains(event.DeriveFlags("2025-09-01"), timeline.Disputed) {
		t.Error("not flagged as disputed")
	}
}

func TestPutOffLeadsToTheNewDate(t *testing.T) {
	archive := newAttic()
	archive.weave(t, weaver(t), noon,
		tell("off", "Alpha", "2026-03-03T09:00:00Z", "talks", timeline.Postponed, timeline.OnDay("2026-03-05"), "Talks in Abu Dhabi planned for Thursday were postponed", []string{"abu-dhabi"}, "russia", "ukraine", "united-states"),
		tell("new", "Alpha", "2026-03-03T09:00:00Z", "talks", timeline.Planned, timeline.OnDay("2026-03-12"), "Talks are now planned for 12 March", []string{"abu-dhabi"}, "russia", "ukraine", "united-states"))
	old, next := archive.reports["off"].EventID, archive.reports["new"].EventID
	if old == next {
		t.Fatal("the old and the new date became one event")
	}
	if links := archive.events[old].Links; len(links) != 1 || links[0] != (timeline.Link{Kind: timeline.LinkPostponedTo, Event: next}) {
		t.Errorf("links %v", links)
	}
}
