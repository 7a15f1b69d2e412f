package scrape_test

import (
	"context"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"truceline/scrape"
	"truceline/scripts/newsroom/site"
	"truceline/timeline"
)

// desk is a scraper with a clock of its own beside a running newsroom.
type desk struct {
	*scrape.Scraper
	url  string
	now  time.Time
	calm func() // ends the business of /busy/
}

func newDesk(t *testing.T, change ...func(*scrape.Config)) *desk {
	t.Helper()
	room, err := site.New()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(room)
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{url: server.URL, calm: room.Calm, now: time.Date(2025, 11, 24, 9, 0, 0, 0, time.UTC)}
	config := scrape.Config{Version: "test", AllowHosts: []string{address.Host}, Jitter: func() float64 { return 0 },
		Now:   func() time.Time { return d.now },
		Sleep: func(_ context.Context, wait time.Duration) error { d.now = d.now.Add(wait); return nil }}
	for _, each := range change {
		each(&config)
	}
	d.Scraper = scrape.New(config)
	return d
}

func (d *desk) feed(path string) timeline.Source {
	return timeline.Source{ID: "newsroom", Topic: "t", Kind: "feed", URL: d.url + path, Language: "en", Publisher: "newsroom.example",
		Role: timeline.RoleOutlet, OwnerGroup: "newsroom", Reuse: timeline.ReuseLinkOnly}
}

func TestFetchReadsEveryKindOfFeedAlike(t *testing.T) {
	for _, format := range []string{"rss", "atom", "json"} {
		t.Run(format, func(t *testing.T) {
			d := newDesk(t)
			harvest, err := d.Fetch(t.Context(), d.feed("/feeds/world."+format))
			if err != nil {
				t.Fatal(err)
			}
			if len(harvest.Articles) != 14 || harvest.Visit.Found != 14 || harvest.Visit.Outcome != timeline.HealthOK {
				t.Fatalf("got %d articles, visit %+v", len(harvest.Articles), harvest.Visit)
			}
			a := find(t, harvest.Articles, "/articles/2025-05-13-kremlin-ceasefire-commons")
			if want := "2025-05-13T15:20:00Z"; a.Published.UTC().Format(time.RFC3339) != want || a.DatedBy != timeline.DatedByFeed {
				t.Errorf("published %v by %s, want %s by feed", a.Published, a.DatedBy, want)
			}
			if a.Publisher != "newsroom.example" || a.Language != "en" || a.Author != "Truceline Newsroom" && format != "rss" {
				t.Errorf("credit is %+v", a)
			}
			checkText(t, a.Text)
		})
	}
}

// checkText: six paragraphs, and nothing of the page around them.
func checkText(t *testing.T, text string) {
	t.Helper()
	if got := len(strings.Split(text, "\n\n")); got != 6 {
		t.Errorf("%d paragraphs, want 6:\n%s", got, text)
	}
	for _, chrome := range []string{"cookies", "paid for by readers", "Read more", "newsletter", "All rights", "By Truceline"} {
		if strings.Contains(text, chrome) {
			t.Errorf("%q is left in the text", chrome)
		}
	}
}

func find(t *testing.T, articles []timeline.Article, ending string) timeline.Article {
	t.Helper()
	for _, a := range articles {
		if strings.HasSuffix(a.URL, ending) {
			return a
		}
	}
	t.Fatalf("no article ends in %s", ending)
	return timeline.Article{}
}

func TestFetchTwiceReadsNothingTwice(t *testing.T) {
	d := newDesk(t)
	source := d.feed("/feeds/world.rss")
	first, err := d.Fetch(t.Context(), source)
	if err != nil {
		t.Fatal(err)
	}
	source.State = first.State
	second, err := d.Fetch(t.Context(), source)
	if err != nil || len(second.Articles) != 0 || second.Visit.Status != 304 || second.State.Health != timeline.HealthNotModified {
		t.Errorf("second fetch: %d articles, %+v, %v", len(second.Articles), second.Visit, err)
	}
}

func TestPagesBeyondTheShareWait(t *testing.T) {
	d := newDesk(t, func(c *scrape.Config) { c.PagesPerVisit = 10 })
	source := d.feed("/feeds/world.rss")
	first, _ := d.Fetch(t.Context(), source)
	source.State = first.State
	second, _ := d.Fetch(t.Context(), source)
	if len(first.Articles) != 10 || len(second.Articles) != 4 || second.Visit.Status != 304 {
		t.Errorf("got %d then %d articles (%d)", len(first.Articles), len(second.Articles), second.Visit.Status)
	}
}

func TestDayPagesGiveStatements(t *testing.T) {
	d := newDesk(t)
	d.now = time.Date(2025, 5, 18, 9, 0, 0, 0, time.UTC)
	source := d.feed("/w/api.php")
	source.Kind, source.Role, source.Publisher = "wikipedia-days", timeline.RoleAggregator, "en.wikipedia.org"
	source.Reuse, source.Licence, source.Filter = timeline.ReuseShareAlike, "CC-BY-SA-4.0", []string{"Ukrain", "Russia"}
	harvest, err := d.Fetch(t.Context(), source)
	if err != nil || len(harvest.Articles) != 3 {
		t.Fatalf("%d statements, %v", len(harvest.Articles), err)
	}
	a := harvest.Articles[2]
	if a.Text != "Delegations of Russia and Ukraine hold direct talks in Istanbul, the first since 2022, and agree to exchange 1,000 prisoners each." ||
		!a.PublishedDay || timeline.DayOf(a.Published) != "2025-05-16" || a.Via != "Wikipedia" || a.Reuse != timeline.ReuseShareAlike ||
		len(a.Cites) != 1 || a.Title != "Russo-Ukrainian war – 2025 Istanbul talks" || !strings.Contains(a.URL, "/wiki/Portal:Current_events/2025_May_16#s-") {
		t.Errorf("got %+v", a)
	}
	source.State = harvest.State
	if again, err := d.Fetch(t.Context(), source); err != nil || len(again.Articles) != 0 {
		t.Errorf("a second fetch gives %d articles, %v", len(again.Articles), err)
	}
}

func TestFaultsBecomeStatesInWords(t *testing.T) {
	cases := []struct {
		path   string
		health timeline.Health
		due    time.Duration // after now; 0: only the schedule counts
		words  string
	}{
		{"/304/feeds/world.rss", timeline.HealthNotModified, 0, "nothing has changed"},
		{"/429/feeds/world.rss", timeline.HealthRateLimited, time.Hour, "come back later"},
		{"/500/feeds/world.rss", timeline.HealthUnreachable, time.Hour, "fault of its own"},
		{"/403/feeds/world.rss", timeline.HealthBlocked, time.Hour, "refuses programs"},
		{"/gone/feeds/world.rss", timeline.HealthGone, 87600 * time.Hour, "withdrawn"},
		{"/garbage/feeds/world.rss", timeline.HealthParseError, time.Hour, "not a feed"},
		{"/html/feeds/world.rss", timeline.HealthParseError, time.Hour, "web page, not a feed"},
		{"/truncated/feeds/world.rss", timeline.HealthUnreachable, time.Hour, "broke off"},
		{"/private/feeds/world.rss", timeline.HealthBlocked, time.Hour, "robots.txt"},
	}
	for _, c := range cases {
		t.Run(c.path, func(t *testing.T) {
			d := newDesk(t)
			harvest, _ := d.Fetch(t.Context(), d.feed(c.path))
			state := harvest.State
			if state.Health != c.health || !strings.Contains(state.Reason, c.words) {
				t.Errorf("health %s, %q; want %s, %q", state.Health, state.Reason, c.health, c.words)
			}
			if due := state.NextDue.Sub(d.now); c.due == 0 && !state.NextDue.IsZero() || c.due != 0 && (due < c.due-2*time.Second || due > c.due) {
				t.Errorf("next due %v, want %v later", state.NextDue, c.due)
			}
			if harvest.Visit.Outcome != c.health {
				t.Errorf("visit says %s", harvest.Visit.Outcome)
			}
		})
	}
}

func TestMovedIsLearnedAtTheThirdTime(t *testing.T) {
	d := newDesk(t)
	source := d.feed("/moved/feeds/world.rss")
	for n := 1; n <= 4; n++ {
		harvest, err := d.Fetch(t.Context(), source)
		if err != nil {
			t.Fatal(err)
		}
		source.State = harvest.State
		if learned := harvest.State.Health == timeline.HealthMoved; learned != (n >= 3) {
			t.Errorf("fetch %d: %s, %+v", n, harvest.State.Health, harvest.State)
		}
	}
}

// Where neither list nor page nor address says a day, the moment of the first
// sight stands in, and the article says so.
func TestArticlesWithoutADateAreDatedByFirstSight(t *testing.T) {
	d := newDesk(t)
	harvest, err := d.Fetch(t.Context(), d.feed("/undated/feeds/world.rss"))
	if err != nil || len(harvest.Articles) != 14 {
		t.Fatalf("%+v, %v", harvest.Visit, err)
	}
	for _, a := range harvest.Articles {
		if a.DatedBy != timeline.DatedByFetching || !a.Published.Equal(a.Fetched) {
			t.Errorf("%s: %v by %s", a.URL, a.Published, a.DatedBy)
		}
	}
}

func TestLiveBlogBecomesOneArticlePerEntry(t *testing.T) {
	d := newDesk(t)
	source := d.feed("/")
	source.Kind = "page"
	source.Options = map[string]string{"links": "h2 a", "match": "alaska"}
	harvest, err := d.Fetch(t.Context(), source)
	if err != nil || len(harvest.Articles) != 1 || harvest.Articles[0].DatedBy != timeline.DatedByPage {
		t.Fatalf("the page: %+v, %v", harvest, err)
	}
	source.URL = d.url + "/live/"
	source.Options = nil
	found, err := d.Fetch(t.Context(), source)
	if err != nil || len(found.Articles) != 3 {
		t.Fatalf("the live blog: %+v, %v", found.Visit, err)
	}
	last := find(t, found.Articles, "#entry-0430")
	if last.Published.UTC().Format(time.RFC3339) != "2025-08-16T04:30:00Z" || !strings.HasPrefix(last.Text, "Trump said that he would telephone") {
		t.Errorf("got %+v", last)
	}
}

// A host that asks for patience between the list and its pages gets it; the
// pages wait, however often the list is read meanwhile.
func TestPagesThatWaitForTheirHostAreNotGivenUp(t *testing.T) {
	d := newDesk(t)
	source := d.feed("/busy/feeds/world.rss")
	for range 5 {
		harvest, _ := d.Fetch(t.Context(), source)
		if len(harvest.Articles) != 0 {
			t.Fatalf("%d articles of a busy host", len(harvest.Articles))
		}
		source.State = harvest.State
		d.now = d.now.Add(time.Hour)
	}
	source.URL = d.url + "/feeds/world.rss"
	d.calm()
	if harvest, err := d.Fetch(t.Context(), source); err != nil || len(harvest.Articles) != 14 {
		t.Errorf("%d articles, %v", len(harvest.Articles), err)
	}
}

// What a first visit reads is new to us, however old it is; only the next one
// can find that a source has fallen silent.
func TestAFirstVisitIsNotQuiet(t *testing.T) {
	d := newDesk(t)
	d.now = d.now.AddDate(1, 0, 0)
	source := d.feed("/feeds/world.rss")
	for n, want := range []timeline.Health{timeline.HealthOK, timeline.HealthQuiet} {
		harvest, err := d.Fetch(t.Context(), source)
		if err != nil || harvest.State.Health != want {
			t.Errorf("visit %d: %s, %q, %v", n+1, harvest.State.Health, harvest.State.Reason, err)
		}
		source.State = harvest.State
	}
}
