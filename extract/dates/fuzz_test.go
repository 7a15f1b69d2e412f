package dates

import (
	"strings"
	"testing"
	"unicode/utf8"

	"truceline/timeline"
)

// seeds holds one text per finder, and what has broken one before.
var seeds = []string{
	"May 12, 2025", "the 12th of May", "Sunday 11 May", "last Friday night", "Monday of next week",
	"late yesterday", "the day after tomorrow", "the weekend of 11 January", "the end of the month",
	"three days ago", "5 1/2 hours later", "two and a half years earlier", "the next day", "on the 10th",
	"the year-ago quarter", "the 1988 third quarter", "Q1 2025", "first half of this year", "the winter of 1994",
	"nineteen ninety-seven", "the year two thousand", "the late '80s", "20th century", "10:35 p.m. EST, Nov. 6",
	"midnight on May 8", "18.30 Kyiv time", "every two weeks", "each Monday", "daily", "Orthodox Easter 2025",
	"New Year's Day", "2025-05-12", "12.05.2025", "the coming days", "right now", "KYIV, May 10 (Agency) –",
	"10–11 May", "5, 6 and 7 June", "from Monday to Wednesday", "\"tomorrow,\" he said on Monday",
	"a \u200bkilling \u200c", "\xff\xfe May \xf0 5", "May", ".5.5.5.", "''``''", "9999 years later on 31 December 9999",
	"in 1000000000 years", "January 31, 0001 and a century earlier", "",
}

func FuzzFind(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed, "2025-05-13")
		f.Add(seed, "0001-01-01")
		f.Add(seed, "9999-12-31")
	}
	f.Fuzz(func(t *testing.T, text, day string) {
		published, err := timeline.ParseDay(day)
		if err != nil {
			published = ""
		}
		found := Find(text, Anchor{Published: published})
		checkDates(t, text, found)
		for _, interval := range Intervals(found) {
			if w := interval.When; w.Start == "" || w.End < w.Start {
				t.Errorf("interval %+v in %q", interval, text)
			}
		}
	})
}

// checkDates asserts what holds for dates of any text.
func checkDates(t *testing.T, text string, found []Date) {
	t.Helper()
	last := 0
	for _, d := range found {
		if d.Start < last || d.End <= d.Start || d.End > len(text) || text[d.Start:d.End] != d.Text {
			t.Fatalf("span %d-%d %q in %q", d.Start, d.End, d.Text, text)
		}
		last = d.End
		if utf8.ValidString(text) && !utf8.ValidString(d.Text) {
			t.Errorf("span cuts a rune: %q", d.Text)
		}
		if d.Value == "" || d.Rule == "" || !strings.HasSuffix(d.Reason, ".") {
			t.Errorf("incomplete date %+v", d)
		}
		checkWhen(t, d)
	}
}

func checkWhen(t *testing.T, d Date) {
	t.Helper()
	if d.When.Start == "" && d.When.End == "" {
		return
	}
	if d.Kind == DURATION || d.Kind == SET {
		t.Errorf("a %s on the calendar: %+v", d.Kind, d)
	}
	if err := d.When.Check(); err != nil {
		t.Errorf("%v: %+v", err, d)
	}
}

// FuzzFinders asks every finder that a token wakes, also where another one
// would win or the token is part of a longer expression.
func FuzzFinders(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := &reader{text: text, tokens: scan(text)}
		for i := range r.tokens {
			for _, h := range []head{bare(i), r.head(i)} {
				for _, d := range dispatches {
					if r.is(h.core, d.traits) {
						r.tryAll(t, d.finders, h)
					}
				}
				if r.at(h.core).kind == number {
					r.tryAll(t, numberFinders, h)
				}
			}
		}
	})
}

func (r *reader) tryAll(t *testing.T, finders []finder, h head) {
	for _, finder := range finders {
		f, ok := finder.find(r, h)
		if ok && (f.end <= f.first || f.end > len(r.tokens) || f.resolve == nil) {
			t.Errorf("%s: %+v in %q", finder.name, f, r.text)
		}
	}
}

// FuzzScan asserts that tokens cover a text in order.
func FuzzScan(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := int32(0)
		for _, tok := range scan(text) {
			if tok.start < last || tok.end <= tok.start || int(tok.end) > len(text) {
				t.Fatalf("token %+v in %q", tok, text)
			}
			last = tok.end
		}
	})
}
