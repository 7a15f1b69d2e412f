package scrape

import (
	"archive/zip"
	"bytes"
	"crypto/md5"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"truceline/scrape/web"
	"truceline/timeline"
)

func TestGDELTRowsParseAndBecomeLeads(t *testing.T) {
	rows := 0
	for _, name := range []string{"events2_20150218230000.sample.tsv", "events2_translingual_20150218224500.sample.tsv"} {
		got, err := eventLeads(fixture(t, "gdelt/"+name), gdeltWanted{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		rows += got.rows
		seen := map[string]bool{}
		for _, lead := range got.leads {
			if seen[lead.URL] || lead.Seen.IsZero() || lead.Via != "GDELT" {
				t.Errorf("%s: lead %+v", name, lead)
			}
			seen[lead.URL] = true
		}
	}
	if rows != 200 {
		t.Errorf("%d rows, want 200", rows)
	}
	mentions, err := mentionLeads(fixture(t, "gdelt/mentions2_20150218230000.sample.tsv"))
	if err != nil || len(mentions) == 0 {
		t.Errorf("%d leads of mentions, %v", len(mentions), err)
	}
}

func TestGDELTQuarantinesTheFileNotTheRow(t *testing.T) {
	table := append(fixture(t, "gdelt/events2_20150218230000.sample.tsv"), "1\t2\t3\n"...)
	if _, err := eventLeads(table, gdeltWanted{}); err == nil || !strings.Contains(err.Error(), "row 101") {
		t.Errorf("error %v", err)
	}
}

func TestGDELTChoosesByPlaceActorAndCode(t *testing.T) {
	row := make([]string, eventColumns)
	row[columnGeoCode], row[columnActor1], row[columnEventCode] = "UP", "RUS", "0871"
	cases := []struct {
		wanted gdeltWanted
		takes  bool
	}{
		{gdeltWanted{}, true},
		{gdeltWanted{places: []string{"UP"}}, true},
		{gdeltWanted{places: []string{"FR"}}, false},
		{gdeltWanted{places: []string{"FR"}, actors: []string{"RUS"}}, true},
		{gdeltWanted{actors: []string{"UKR"}}, false},
		{gdeltWanted{codes: []string{"087"}}, true},
		{gdeltWanted{codes: []string{"87"}}, false},
	}
	for _, c := range cases {
		if got := c.wanted.takes(row); got != c.takes {
			t.Errorf("%+v takes: %v", c.wanted, got)
		}
	}
}

// zipped packs members of an archive.
func zipped(t testing.TB, members ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for n, body := range members {
		f, err := w.Create(fmt.Sprintf("%d.CSV", n))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGDELTFileIsCheckedAndFollowed(t *testing.T) {
	const base = "https://storage.example.org/gdeltv2/"
	file := zipped(t, fixture(t, "gdelt/events2_20150218230000.sample.tsv"))
	list := fmt.Sprintf("%d %x http://data.example.org/gdeltv2/20150218230000.export.CSV.zip\n", len(file), md5.Sum(file))
	src := sourceOfKind("gdelt")
	src.URL, src.Role = base+"lastupdate.txt", timeline.RoleMachine
	src.Options = map[string]string{"follow": "no"}
	s, network := at("2015-02-19", map[string][]byte{base + "lastupdate.txt": []byte(list), base + "20150218230000.export.CSV.zip": file})
	harvest, err := s.Fetch(t.Context(), src)
	if err != nil || len(harvest.Leads) == 0 || len(harvest.Articles) != 0 || harvest.Visit.Found != 100 {
		t.Fatalf("%d leads, %d articles, %+v, %v", len(harvest.Leads), len(harvest.Articles), harvest.Visit, err)
	}
	asked := len(network.asked)
	src.State = harvest.State
	if again, err := s.Fetch(t.Context(), src); err != nil || len(again.Leads) != 0 || len(network.asked) != asked+1 {
		t.Errorf("the same file was read twice: %v, %v", network.asked[asked:], err)
	}
	broken := strings.Replace(list, " ", " 0", 1)
	s, _ = at("2015-02-19", map[string][]byte{base + "lastupdate.txt": []byte(broken), base + "20150218230000.export.CSV.zip": file})
	src.State = timeline.SourceState{}
	if harvest, err := s.Fetch(t.Context(), src); err == nil || harvest.State.Health != timeline.HealthParseError {
		t.Errorf("a damaged file passes: %v", harvest.State)
	}
	if _, err := unzipOne(zipped(t, []byte("a"), []byte("b"))); err == nil {
		t.Error("an archive of two members passes")
	}
}

func TestGDELTLeadsAreReadAsTheirPublishersArticles(t *testing.T) {
	page := []byte(`<html lang="en"><head><title>Talks</title><meta property="article:published_time" content="2025-05-16T10:00:00Z"></head><body><article><h1>Talks</h1>` +
		strings.Repeat("<p>Delegations met in Istanbul on Friday and spoke about an exchange of prisoners for two hours.</p>", 4) + `</article></body></html>`)
	src := sourceOfKind("gdelt-doc")
	src.URL, src.Reuse, src.Role = "https://api.example.org/doc?query=x&timespan=1d", timeline.ReuseAttribution, timeline.RoleMachine
	answer := []byte(`{"articles":[{"url":"https://www.paper.example/a-1","title":"Talks","seendate":"20250516T120000Z","language":"English"}]}`)
	s, network := at("2025-05-16", map[string][]byte{"https://api.example.org/doc": answer, "https://www.paper.example/a-1": page})
	harvest, err := s.Fetch(t.Context(), src)
	if err != nil || len(harvest.Articles) != 1 || len(harvest.Leads) != 1 {
		t.Fatalf("%+v, %v", harvest.Visit, err)
	}
	a := harvest.Articles[0]
	if a.Publisher != "paper.example" || a.Role != timeline.RoleUnknown || a.Reuse != timeline.ReuseLinkOnly || a.Via != "GDELT" || a.DatedBy != timeline.DatedByPage {
		t.Errorf("got %+v", a)
	}
	if !strings.HasSuffix(network.asked[1], "/robots.txt") {
		t.Errorf("robots.txt of the page's host was not asked: %v", network.asked)
	}
	s, _ = at("2025-05-16", map[string][]byte{"https://api.example.org/doc": []byte("Your query was too short.")})
	if harvest, _ := s.Fetch(t.Context(), src); harvest.State.Health != timeline.HealthParseError || !strings.Contains(harvest.State.Reason, "too short") {
		t.Errorf("words in place of JSON: %+v", harvest.State)
	}
	s, _ = at("2025-05-16", map[string][]byte{"https://api.example.org/doc": []byte("{}")})
	if harvest, err := s.Fetch(t.Context(), src); err != nil || harvest.State.Health != timeline.HealthEmpty {
		t.Errorf("nothing found: %+v, %v", harvest.State, err)
	}
}

func TestGOVUKIsDatedByFirstPublication(t *testing.T) {
	const path = "/government/speeches/lord-mcnally-s-speaking-note-for-westminster-legal-policy-forum-event"
	search := []byte(`{"results":[{"title":"Speaking note","link":"` + path + `","description":"d","public_timestamp":"2012-06-13T14:33:09.000+01:00"}],"total":1,"start":0}`)
	src := sourceOfKind("govuk")
	src.URL, src.Reuse = "https://www.gov.uk/api/search.json?q=ukraine", timeline.ReuseAttribution
	s, _ := at("2012-06-14", map[string][]byte{"https://www.gov.uk/api/search.json": search,
		"https://www.gov.uk/api/content" + path: fixture(t, "govuk/content-api.speech-with-updates.json")})
	harvest, err := s.Fetch(t.Context(), src)
	if err != nil || len(harvest.Articles) != 1 {
		t.Fatalf("%+v, %v", harvest, err)
	}
	a := harvest.Articles[0]
	if timeline.DayOf(a.Published) != "2012-05-22" || timeline.DayOf(a.Modified) != "2012-06-13" || a.URL != "https://www.gov.uk"+path ||
		!strings.HasPrefix(a.Text, "Thank you for inviting me here today.") || a.Publisher != "gov.uk" {
		t.Errorf("got %+v", a)
	}
}

func TestGOVUKContentOfEveryKind(t *testing.T) {
	for _, name := range []string{"best-practice-written-statement", "news_article_press_release", "news_article_withdrawn", "speech-transcript", "speech-with-updates", "world_news_story_news_article"} {
		content, err := decodeJSON[govukContent](web.Answer{Body: fixture(t, "govuk/content-api."+name+".json")})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		page, err := content.page("https://www.gov.uk" + content.BasePath)
		if err != nil || page.Published.IsZero() || len(page.Text) < 200 || strings.Contains(page.Text, "<") || page.Language != "en" {
			t.Errorf("%s: %+v, %v", name, page, err)
		}
		if withdrawn := strings.HasSuffix(page.Title, "(withdrawn)"); withdrawn != strings.Contains(name, "withdrawn") {
			t.Errorf("%s: title %q", name, page.Title)
		}
	}
}

func TestGuardianBringsWholeArticlesAndHidesItsKey(t *testing.T) {
	answer := []byte(`{"response":{"status":"ok","total":1,"startIndex":1,"pageSize":10,"currentPage":1,"pages":1,"results":[{"id":"world/2025/may/16/example","type":"article",
"webPublicationDate":"2025-05-16T12:00:00Z","webTitle":"Talks &amp; more","webUrl":"https://www.paper.example/world/2025/may/16/example","fields":{"trailText":"<p>Trail</p>","body":"<p>One.</p><p>Two.</p>","byline":"A B"}}]}}`)
	src := sourceOfKind("guardian")
	src.URL = "https://content.example.org/search?q=ukraine"
	s, network := at("2025-05-17", map[string][]byte{"https://content.example.org/search": answer})
	harvest, err := s.Fetch(t.Context(), src)
	if err != nil || len(harvest.Articles) != 1 || harvest.Articles[0].Text != "One.\n\nTwo." || harvest.Articles[0].Title != "Talks & more" {
		t.Fatalf("%+v, %v", harvest, err)
	}
	asked, err := url.Parse(network.asked[0])
	if err != nil || asked.Query().Get("api-key") != "secret-TRUCELINE_GUARDIAN_KEY" || asked.Query().Get("q") != "ukraine" {
		t.Errorf("asked %v", network.asked)
	}
	s, _ = at("2025-05-17", nil)
	if harvest, err := s.Fetch(t.Context(), src); err == nil || strings.Contains(err.Error()+harvest.State.Reason+harvest.Visit.Error, "secret") {
		t.Errorf("the key shows in %v", err)
	}
}

func TestReliefWebTellsWhatTheServerSaysOfTheName(t *testing.T) {
	answer := []byte(`{"time":12,"totalCount":1,"count":1,"data":[{"id":"4142589","score":1,"fields":{"title":"Situation Report","url":"https://relief.example/node/4142589",
"body-html":"<p>Humanitarian corridors were open.</p>","date":{"original":"2025-05-15T00:00:00+00:00","created":"2025-05-16T09:00:00+00:00","changed":"2025-05-16T09:00:00+00:00"},
"source":[{"name":"OCHA","shortname":"OCHA"}],"language":[{"code":"en"}]}}]}`)
	src := sourceOfKind("reliefweb")
	src.URL, src.Options = "https://api.example.org/v2/reports", map[string]string{"country": "Ukraine"}
	s, network := at("2025-05-17", map[string][]byte{"https://api.example.org/v2/reports": answer})
	harvest, err := s.Fetch(t.Context(), src)
	if err != nil || len(harvest.Articles) != 1 {
		t.Fatalf("%+v, %v", harvest, err)
	}
	if a := harvest.Articles[0]; !a.PublishedDay || timeline.DayOf(a.Published) != "2025-05-15" || a.Author != "OCHA" || a.Text != "Humanitarian corridors were open." {
		t.Errorf("got %+v", a)
	}
	if !strings.Contains(network.asked[0], "appname=secret-") || !strings.Contains(network.asked[0], "Ukraine") {
		t.Errorf("asked %v", network.asked)
	}
	refused := reliefwebRefusal(&web.Error{Status: 403, Body: `{"status":403,"error":{"type":"AccessDeniedHttpException","message":"You are not using an approved appname."}}`})
	if !strings.Contains(refused.Error(), "not using an approved appname") {
		t.Errorf("refusal: %v", refused)
	}
}

func TestSourcesWithoutTheirKeyAreDisabledInWords(t *testing.T) {
	s := New(Config{Transport: &replay{}})
	src := sourceOfKind("guardian")
	src.Options["key_env"] = "MY_KEY"
	if harvest, err := s.Fetch(t.Context(), src); err == nil || harvest.State.Health != timeline.HealthDisabled || !strings.Contains(harvest.State.Reason, "MY_KEY") {
		t.Errorf("got %+v, %v", harvest.State, err)
	}
}

const newsSitemap = `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://paper.example/2025/05/16/talks</loc><news:news><news:publication><news:name>P</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2025-05-16T12:00:00+03:00</news:publication_date><news:title>Talks &amp; truce</news:title></news:news></url>
<url><loc>https://paper.example/2024/old</loc><lastmod>2024-01-01</lastmod></url><url><loc>javascript:alert(1)</loc><lastmod>2025-05-16</lastmod></url></urlset>`

func TestSitemapsGiveTheNewEntries(t *testing.T) {
	index := `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://paper.example/news.xml</loc><lastmod>2025-05-16</lastmod></sitemap></sitemapindex>`
	s, _ := at("2025-05-17", map[string][]byte{"https://paper.example/index.xml": []byte(index), "https://paper.example/news.xml": []byte(newsSitemap)})
	src := sourceOfKind("sitemap")
	src.URL = "https://paper.example/index.xml"
	items, err := latestSitemap(t.Context(), s.newRound(src))
	if err != nil || len(items) != 1 || items[0].Title != "Talks & truce" || !items[0].Published.Equal(time.Date(2025, 5, 16, 9, 0, 0, 0, time.UTC)) {
		t.Errorf("got %+v, %v", items, err)
	}
}

func TestListingFindsHeadlines(t *testing.T) {
	page := `<html><body><nav><a href="/about-us-and-more">About us and our history</a></nav><div class="list"><a href="/news/kyiv-talks-end-2025">Talks end in Kyiv without result</a>
<a href="/news/kyiv-talks-end-2025#c">Talks end in Kyiv without result</a><a href="https://other.example/x-y-z">A story at another place here</a><a href="/world">World</a></div></body></html>`
	s, _ := at("2025-05-17", map[string][]byte{"https://paper.example/news": []byte(page)})
	src := sourceOfKind("page")
	src.URL = "https://paper.example/news"
	for selector, want := range map[string]int{"": 2, "div.list": 3, "div.list a[href*=kyiv]": 1} {
		src.Options = map[string]string{"links": selector}
		items, err := latestListing(t.Context(), s.newRound(src))
		if err != nil || len(items) != want {
			t.Errorf("%q: %d items, want %d: %+v, %v", selector, len(items), want, items, err)
		}
	}
	src.Options = map[string]string{"links": "div[["}
	if _, err := latestListing(t.Context(), s.newRound(src)); err == nil {
		t.Error("a broken selector passes")
	}
}

func TestWikiArticlesKeepOnlyWhatDatesItself(t *testing.T) {
	const text = "Lead without dates.\n\n== May 2025 ==\nOn 16 May 2025, delegations met in [[Istanbul]].<ref>{{cite web |url=https://e.org/1 |title=x}}</ref>\n\nOn 19 May, they spoke again.\n\nOn 20 May 2025 they paused until 2 June.\n"
	sections := wikiSections(text)
	if len(sections) != 2 || sections[1].text != "On 16 May 2025, delegations met in Istanbul." || sections[1].heading != "May 2025" || sections[1].cites[0] != "https://e.org/1" || sections[0].text != "" {
		t.Errorf("got %+v", sections)
	}
}

func TestWikiThatIsBusyIsLeftAlone(t *testing.T) {
	src := sourceOfKind("wikipedia-days")
	src.URL = "https://w.example/w/api.php"
	s, _ := at("2025-05-17", map[string][]byte{"https://w.example/": []byte(`{"error":{"code":"maxlag","info":"Waiting for a server: 6 seconds lagged."}}`)})
	harvest, err := s.Fetch(t.Context(), src)
	if err == nil || harvest.State.Health != timeline.HealthRateLimited || harvest.State.NextDue.IsZero() {
		t.Errorf("got %+v, %v", harvest.State, err)
	}
}

func FuzzGDELT(f *testing.F) {
	f.Add(fixture(f, "gdelt/mentions2_20150218230000.sample.tsv")[:900])
	f.Add(zipped(f, []byte("a\tb\n")))
	f.Fuzz(func(t *testing.T, body []byte) {
		_, _ = eachGDELTRow(body, mentionColumns, func(row []string) {
			if len(row) != mentionColumns {
				t.Fatal("a row of another length")
			}
		})
		_, _ = eventLeads(body, gdeltWanted{})
		_, _ = mentionLeads(body)
		_, _ = unzipOne(body)
	})
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte(newsSitemap))
	f.Fuzz(func(_ *testing.T, body []byte) {
		list, err := parseSitemap(web.Answer{Body: body, URL: "https://e.org/s.xml"})
		if err == nil {
			_ = New(Config{}).newRound(sourceOfKind("sitemap")).sitemapItems(list.urls, "https://e.org/")
		}
	})
}

func FuzzJSONInterfaces(f *testing.F) {
	f.Add(fixture(f, "govuk/content-api.speech-with-updates.json"))
	f.Add([]byte(`{"data":[{"id":"1","fields":{"date":{"original":"2025-05-15T00:00:00+00:00"}}}]}`))
	f.Fuzz(func(_ *testing.T, body []byte) {
		answer := web.Answer{Body: body}
		if content, err := decodeJSON[govukContent](answer); err == nil {
			_, _ = content.page("https://e.org/x")
		}
		if reports, err := decodeJSON[reliefwebReports](answer); err == nil {
			_ = reports.items()
		}
		_, _ = decodeJSON[wikiAnswer](answer)
	})
}

func FuzzFeedDate(f *testing.F) {
	for _, text := range []string{"Fri, 16 May 2025 14:30:00 +0300", "2025-05-16", "Sept 5 2025 1:02 PM EST", "16-May-25 10:00 GMT+3"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if at, _, ok := parseFeedDate(text, time.UTC); ok && (at.Year() < earliest-1 || at.Year() > 10000) {
			t.Errorf("%q gives %v", text, at)
		}
	})
}
