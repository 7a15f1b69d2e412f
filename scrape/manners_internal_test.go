package scrape

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

// judge is a small internet of feeds that keeps count of bad manners.
type judge struct {
	t      *testing.T
	now    func() time.Time
	feeds  map[string]*judged // by address
	pages  map[string]bool    // article addresses that some feed listed
	last   map[string]time.Time
	held   map[string]time.Time // by host: Retry-After
	faults map[string]int
	asked  int
	notMod int
}

// judged is one feed as its server sees it.
type judged struct {
	etag, date string // last given; "" where none
	given      bool
	fresh      time.Time // max-age of the last answer
	gone       bool
	every      time.Duration // between two new items
	tag        func(version int) (etag, date string)
	behave     func(now time.Time) (status int, header http.Header) // 0: as usual
}

func (j *judge) fault(kind string, r *http.Request) {
	if j.faults[kind]++; j.faults[kind] < 4 {
		j.t.Logf("%s: %s %v at %s", kind, r.URL, r.Header, j.now().Format(time.RFC3339))
	}
}

func (j *judge) RoundTrip(r *http.Request) (*http.Response, error) {
	j.asked++
	now, address := j.now(), r.URL.String()
	j.check(r, now)
	feed := j.feeds[address]
	switch {
	case r.URL.Path == "/robots.txt":
		return j.robots(r)
	case feed != nil:
		return j.serve(r, feed, now)
	case !j.pages[address]:
		j.fault("invented URL", r)
	}
	return answerWith(r, 200, "text/html", []byte("<html><body><article>"+strings.Repeat("<p>Delegations met in Geneva on Friday and agreed to meet again.</p>", 5)+"</article></body></html>")), nil
}

func (j *judge) check(r *http.Request, now time.Time) {
	for _, name := range []string{"Cookie", "Referer", "Authorization", "From"} {
		if r.Header.Get(name) != "" {
			j.fault(name, r)
		}
	}
	if last, ok := j.last[r.URL.Host]; ok && now.Sub(last) < time.Second {
		j.fault("less than a second", r)
	}
	j.last[r.URL.Host] = now
	if now.Before(j.held[r.URL.Host]) {
		j.fault("during Retry-After", r)
	}
	if !strings.HasPrefix(r.UserAgent(), "Truceline/") {
		j.fault("user agent", r)
	}
}

const robotsTag = `"robots-1"`

func (j *judge) robots(r *http.Request) (*http.Response, error) {
	key := "robots " + r.URL.Host
	if j.feeds[key] == nil {
		j.feeds[key] = &judged{}
	}
	j.validators(r, j.feeds[key])
	answer := answerWith(r, 200, "text/plain", []byte("User-agent: *\nDisallow: /private"))
	if r.Header.Get("If-None-Match") == robotsTag {
		answer = answerWith(r, 304, "", nil)
	}
	answer.Header.Set("ETag", robotsTag)
	j.feeds[key].etag, j.feeds[key].given = robotsTag, true
	return answer, nil
}

// validators: what was given must come back, and nothing else.
func (j *judge) validators(r *http.Request, feed *judged) {
	etag, date := r.Header.Get("If-None-Match"), r.Header.Get("If-Modified-Since")
	switch {
	case !feed.given && (etag != "" || date != ""):
		j.fault("made-up validator", r)
	case feed.given && (feed.etag != "" || feed.date != "") && etag == "" && date == "":
		j.fault("needless unconditional", r)
	case feed.given && (etag != feed.etag || date != feed.date):
		j.fault("validator out of sequence", r)
	}
}

func (j *judge) serve(r *http.Request, feed *judged, now time.Time) (*http.Response, error) {
	j.validators(r, feed)
	if feed.gone {
		j.fault("asked after 410", r)
	}
	if now.Before(feed.fresh) {
		j.fault("within max-age", r)
	}
	if feed.behave != nil {
		if status, header := feed.behave(now); status != 0 {
			return j.misbehave(r, feed, status, header, now), nil
		}
	}
	version := int(now.Sub(start) / feed.every)
	etag, date := feed.tag(version)
	feed.fresh = time.Time{}
	if feed.given && etag != "" && r.Header.Get("If-None-Match") == etag || date != "" && r.Header.Get("If-Modified-Since") == date {
		j.notMod++
		return answerWith(r, 304, "", nil), nil
	}
	feed.given, feed.etag, feed.date = true, etag, date
	answer := answerWith(r, 200, "application/rss+xml", j.rss(r, version, feed.every))
	answer.Header.Set("Set-Cookie", "track=1; Path=/")
	setNonEmpty(answer.Header, "ETag", etag)
	setNonEmpty(answer.Header, "Last-Modified", date)
	if strings.Contains(r.URL.Path, "maxage") {
		answer.Header.Set("Cache-Control", "public, max-age=10800")
		feed.fresh = now.Add(3 * time.Hour)
	}
	return answer, nil
}

func setNonEmpty(header http.Header, name, value string) {
	if value != "" {
		header.Set(name, value)
	}
}

func (j *judge) misbehave(r *http.Request, feed *judged, status int, header http.Header, now time.Time) *http.Response {
	answer := answerWith(r, status, "text/plain", nil)
	for name, values := range header {
		answer.Header[name] = values
	}
	if header.Get("Retry-After") != "" {
		j.held[r.URL.Host] = now.Add(2 * time.Hour)
	}
	feed.gone = status == 410
	return answer
}

// rss lists the last five items.
func (j *judge) rss(r *http.Request, version int, every time.Duration) []byte {
	var b bytes.Buffer
	b.WriteString(`<rss version="2.0"><channel><title>F</title>`)
	for n := max(0, version-4); n <= version; n++ {
		link := fmt.Sprintf("https://%s%s/item-%d?utm_source=rss", r.URL.Host, r.URL.Path, n)
		j.pages[link] = true
		fmt.Fprintf(&b, `<item><guid>%s-%d</guid><title>Item %d</title><description>Talks.</description><link>%s</link><pubDate>%s</pubDate></item>`,
			r.URL.Path, n, n, link, start.Add(time.Duration(n)*every).Format(time.RFC1123Z))
	}
	b.WriteString("</channel></rss>")
	return b.Bytes()
}

var start = time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC)

func during(from, to time.Duration, status int, header http.Header) func(time.Time) (int, http.Header) {
	return func(now time.Time) (int, http.Header) {
		if since := now.Sub(start); since >= from && since < to {
			return status, header
		}
		return 0, nil
	}
}

// feedsToJudge are 25 feeds on nine hosts that between them do what feeds do.
func feedsToJudge() map[string]*judged {
	const day = 24 * time.Hour
	tags := []func(int) (string, string){
		func(v int) (string, string) { return fmt.Sprintf(`"v%d"`, v), "" },
		func(v int) (string, string) { return fmt.Sprintf(`W/"v%d--gzip"`, v), "" },
		func(v int) (string, string) { return fmt.Sprintf(`unquoted-%d`, v), fmt.Sprintf("date %d", v) },
		func(v int) (string, string) { return "", start.Add(time.Duration(v) * time.Hour).Format(time.RFC850) },
		func(int) (string, string) { return "", "" },
	}
	feeds := map[string]*judged{}
	for n := range 25 {
		path := fmt.Sprintf("/feed-%d.xml", n)
		feed := &judged{every: []time.Duration{time.Hour, 5 * time.Hour, 30 * time.Hour}[n%3], tag: tags[n%len(tags)]}
		switch n {
		case 3, 8:
			path = fmt.Sprintf("/maxage-%d.xml", n)
		case 5:
			path += "?edition=en&utm_medium=feed" // as the entry gives it
		case 7:
			feed.behave = during(3*day, 4*day, 429, http.Header{"Retry-After": {"7200"}})
		case 9:
			feed.behave = during(5*day, 99*day, 410, nil)
		case 11:
			feed.behave = during(2*day, 6*day, 500, nil)
		case 13:
			feed.behave = during(4*day, 99*day, 301, http.Header{"Location": {"https://host-4.example/moved-13.xml"}})
		case 15:
			feed.behave = during(1*day, 2*day, 302, http.Header{"Location": {"https://host-6.example/elsewhere-15.xml"}})
		}
		feeds[fmt.Sprintf("https://host-%d.example%s", n%9, path)] = feed
	}
	feeds["https://host-4.example/moved-13.xml"] = &judged{every: 5 * time.Hour, tag: tags[0]}
	feeds["https://host-6.example/elsewhere-15.xml"] = &judged{every: 5 * time.Hour, tag: tags[1]}
	return feeds
}

// Two weeks in the life of a reader: 25 feeds due every half hour, a restart
// every eight hours, and nothing to complain of.
func TestTwoWeeksOfGoodManners(t *testing.T) {
	now := start
	clock := func() time.Time { return now }
	j := &judge{t: t, now: clock, feeds: feedsToJudge(), pages: map[string]bool{}, last: map[string]time.Time{}, held: map[string]time.Time{}, faults: map[string]int{}}
	newScraper := func() *Scraper {
		return New(Config{Version: "test", Transport: j, Now: clock, Jitter: func() float64 { return 0.5 },
			Sleep: func(_ context.Context, d time.Duration) error { now = now.Add(d); return nil }})
	}
	var sources []timeline.Source
	for address := range j.feeds {
		if !strings.Contains(address, "moved-") && !strings.Contains(address, "elsewhere-") {
			src := sourceOfKind("feed")
			src.ID, src.URL = address, address
			src.FullText = len(sources)%4 != 0 // a quarter of them has pages to read
			sources = append(sources, src)
		}
	}
	s, restarts, articles := newScraper(), 0, map[string]bool{}
	for tick := start; tick.Before(start.Add(14 * 24 * time.Hour)); tick = tick.Add(30 * time.Minute) {
		if since := tick.Sub(start); since > 0 && since%(8*time.Hour) == 4*time.Hour {
			s = newScraper()
			s.Recall(sources)
			restarts++
		}
		for n := range sources {
			now = maxTime(now, tick)
			if now.Before(sources[n].State.NextDue) {
				continue
			}
			harvest, _ := s.Fetch(t.Context(), sources[n])
			sources[n].State = harvest.State
			for _, a := range harvest.Articles {
				if articles[a.URL] {
					t.Errorf("%s was read twice", a.URL)
				}
				articles[a.URL] = true
			}
		}
	}
	if len(sources) != 25 || restarts != 42 || len(j.faults) != 0 {
		t.Errorf("%d feeds, %d restarts, faults %v", len(sources), restarts, j.faults)
	}
	if j.notMod < 1000 || len(articles) < 1500 {
		t.Errorf("only %d answers were not modified and %d articles read", j.notMod, len(articles))
	}
	t.Logf("%d requests, %d not modified, %d articles", j.asked, j.notMod, len(articles))
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
