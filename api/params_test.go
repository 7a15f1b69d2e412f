package api

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"truceline/timeline"
)

// FuzzParams: whatever stands after the question mark gives a filter whose
// values are all known, or an error that says which parameter is to blame.
func FuzzParams(f *testing.F) {
	for _, seed := range []string{"", "type=talks,vote&status=planned", "from=2025-05-01&to=2025-06-01", "as_of=2025-05-16T10:00:00%2B02:00",
		"q=%22a+b%22+c*", "not.actor=anna&place=port", "limit=-1", "%", "a=%zz", ";", "type=" + strings.Repeat("talks,", 200), "from=0000-00-00", "q=%ff", "\x00=\x00"} {
		f.Add(seed)
	}
	s := &server{topic: harbour(), names: namesOf(harbour()), typeIDs: []string{"talks", "vote"}}
	f.Fuzz(func(t *testing.T, query string) {
		p := readParams(query)
		filter, page := s.filter(p), pageOf(p)
		err := p.done(true)
		var invalid *timeline.Invalid
		switch {
		case err != nil && !errors.As(err, &invalid):
			t.Fatalf("%q: %v is no *Invalid", query, err)
		case err != nil:
			if invalid.Message == "" || !utf8.ValidString(invalid.Message) && utf8.ValidString(query) {
				t.Fatalf("%q: message %q", query, invalid.Message)
			}
			return
		}
		if page.Limit < 1 || page.Limit > 200 {
			t.Fatalf("%q: limit %d", query, page.Limit)
		}
		for _, day := range []timeline.Day{filter.From, filter.To} {
			if _, err := timeline.ParseDay(string(day)); day != "" && err != nil {
				t.Fatalf("%q: day %q", query, day)
			}
		}
		for _, actor := range append(filter.Actors, filter.Not.Actors...) {
			if _, ok := s.names.actors[actor]; !ok {
				t.Fatalf("%q: actor %q", query, actor)
			}
		}
		if !utf8.ValidString(filter.Text) {
			t.Fatalf("%q: text %q", query, filter.Text)
		}
	})
}

// FuzzCutAround: a cut quote fits, holds only words of the quote, and its
// phrase stands where it says.
func FuzzCutAround(f *testing.F) {
	f.Add("They met on Friday, an official said.", 9, 9, 20)
	f.Add(strings.Repeat("слово ", 100)+"on Friday", 1100, 9, 300)
	f.Add("", 0, 0, 0)
	f.Fuzz(func(t *testing.T, quote string, at, size, most int) {
		if !utf8.ValidString(quote) || most > 1000 || size < 0 || at < -1 || at > len(quote) || size > len(quote)-max(at, 0) {
			return
		}
		if at >= 0 && !utf8.ValidString(quote[at:at+size]) {
			return
		}
		cut, now := cutAround(quote, at, size, most)
		if n := utf8.RuneCountInString(cut); n > max(most, 0) {
			t.Fatalf("%d characters, at most %d", n, most)
		}
		if !utf8.ValidString(cut) || !strings.Contains(quote, strings.Trim(cut, ellipsis)) && strings.Trim(quote, ellipsis) == quote {
			t.Fatalf("%q is no part of %q", cut, quote)
		}
		if now >= 0 && cut[now:now+size] != quote[at:at+size] {
			t.Fatalf("phrase %q became %q", quote[at:at+size], cut[now:now+size])
		}
	})
}

func TestQuotesAreCutToTheRoomOfTheirArticle(t *testing.T) {
	long := strings.Repeat("word ", 200)
	article := func(reuse timeline.Reuse, source string) *timeline.Article {
		return &timeline.Article{ID: source, SourceID: source, Reuse: reuse}
	}
	for name, try := range map[string]struct {
		article *timeline.Article
		most    int
	}{
		"link only":     {article(timeline.ReuseLinkOnly, "a"), 300},
		"by agreement":  {article(timeline.ReuseByAgreement, "a"), 300},
		"share alike":   {article(timeline.ReuseShareAlike, "a"), 500},
		"unknown terms": {article("", "a"), 300},
		"no quotes":     {article(timeline.ReuseOpen, "shy"), 0},
		"no article":    {nil, 300},
	} {
		reports := []timeline.Report{
			{ArticleID: "a", Article: try.article, Quote: long, DateOffset: -1, QuoteMore: []string{"more"}},
			{ArticleID: "a", Article: try.article, Quote: long, DateOffset: -1},
		}
		cutQuotes(reports, func(source string) bool { return source == "shy" })
		total := 0
		for _, r := range reports {
			total += utf8.RuneCountInString(r.Quote + strings.Join(r.QuoteMore, ""))
		}
		if total > try.most || try.most > 0 && total < try.most-10 {
			t.Errorf("%s: %d characters of one article, want at most %d", name, total, try.most)
		}
	}
}

func TestAddressesOfTheNextPageKeepTheFilter(t *testing.T) {
	asked, _ := url.Parse("/api/v1/events?type=talks&limit=2&cursor=old")
	if got, want := *nextPage(asked, "new"), "/api/v1/events?cursor=new&limit=2&type=talks"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
