package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"truceline/timeline"
)

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"Zelensky", "Zelenskyy", "Zelenskiy", "ZELENSKYJ", "Зеленський", "Зеленский", "Zelensky's", "Zelensky’s"},
		{"Erdogan", "Erdoğan", "ERDOĞAN"},
		{"Sergei", "Sergey"},
		{"Yermak", "Ermak", "Єрмак"},
		{"Lukianivska", "Luk'yanivs'ka"},
		{"Wałęsa", "Walesa"},
		{"Istanbul", "İstanbul"},
		{"Yuliia", "Yulia", "Юлія"},
	} {
		for _, spelling := range same {
			if got, want := strings.Join(fold(spelling), " "), strings.Join(fold(same[0]), " "); got != want {
				t.Errorf("%s: %q, but %s: %q", spelling, got, same[0], want)
			}
		}
	}
	if got := strings.Join(fold("Kyiv"), " "); got == strings.Join(fold("Kviv"), " ") {
		t.Errorf("too much is alike: %q", got)
	}
}

func TestHits(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		b := told("a1", "2025-05-10", "visit", with("zelensky"))
		b.Reports[0].Quote = "An aide smiled."
		b.Reports[0].QuoteMore = []string{"«Зеленський» and Mr Zelenskyy met officials at the harbour."}
		save(t, s, b)
		list, err := s.Events(t.Context(), timeline.Filter{Topic: topic, Text: `zelenskiy offic*`}, timeline.Page{Limit: 5})
		if err != nil || len(idsOf(list.Events)) != 1 {
			t.Fatal(list, err)
		}
		hits, err := s.Hits(t.Context(), topic, `zelenskiy offic*`, idsOf(list.Events))
		if err != nil {
			t.Fatal(err)
		}
		hit := hits["a1"]
		var marked []string
		for _, m := range hit.Marks {
			marked = append(marked, hit.Text[m[0]:m[1]])
		}
		if got := strings.Join(marked, "|"); got != "Зеленський|Zelenskyy|officials" {
			t.Errorf("%q in %q", got, hit.Text)
		}
	})
}

// Better matches come first: a word of the title before one of a quote.
func TestRanking(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		inQuote := told("a1", "2025-05-10", "visit")
		inQuote.Reports[0].Quote = "They spoke about grain, about weather and about the price of bread in the markets of the town."
		save(t, s, inQuote, told("b2", "2025-05-11", "visit", func(e *timeline.Event) { e.Title = "Grain deal" }), told("c3", "2025-05-12", "visit"))
		for _, many := range []int{usualLimits.many, 0} { // few match, or very many
			s.limits.many = many
			if got := list(t, s, timeline.Filter{Text: "grain"}, ""); got != "b2 a1" {
				t.Errorf("many from %d: got %q", many, got)
			}
		}
	})
}

// Of many matches the first page is looked for without the others: it is the
// beginning of the whole list.
func TestFirstOfMany(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		s.limits.many = 0
		for i := range 24 { // words in titles, names and quotes, in all combinations
			batch := told(fmt.Sprint("e", i), "2025-05-10", "visit", with([]string{"zelensky", "uk"}[i%2]), func(e *timeline.Event) {
				e.Title = []string{"Grain for Zelensky", "Grain", "Harbour"}[i/2%3]
			})
			batch.Reports[0].Quote = []string{"Zelensky spoke of grain.", "Grain was bought; an aide to Zelensky spoke."}[i/6%2]
			save(t, s, batch)
		}
		for _, text := range []string{"grain", "grain zelensky", `"grain for" zelensky`} {
			all, err := s.Events(t.Context(), timeline.Filter{Topic: topic, Text: text}, timeline.Page{Limit: 50})
			if err != nil || len(all.Events) != all.Total || all.Total < 8 {
				t.Fatalf("%s: %d of %d, %v", text, len(all.Events), all.Total, err)
			}
			for n := 1; n < all.Total; n++ {
				page, err := s.Events(t.Context(), timeline.Filter{Topic: topic, Text: text}, timeline.Page{Limit: n})
				if err != nil {
					t.Fatal(err)
				}
				rest, err := s.Events(t.Context(), timeline.Filter{Topic: topic, Text: text}, timeline.Page{Limit: 50, Cursor: page.Next})
				if err != nil {
					t.Fatal(err)
				}
				sameJSON(t, slices.Concat(idsOf(page.Events), idsOf(rest.Events)), idsOf(all.Events))
			}
		}
	})
}

// No text that anybody types or sends is an error of the database.
func FuzzSearch(f *testing.F) {
	for _, text := range []string{`a "b`, `NEAR(a b, 5)`, `title:x`, `a AND (b`, `^a + -b`, `"" *`, `*`, "a\x00b", `'; DROP TABLE events; --`,
		`a & b | !c <-> d`, `x:*`, "🕊️", strings.Repeat("very ", 500), strings.Repeat(`"`, 99), "é́́́", "\xff\xfe"} {
		f.Add(text)
	}
	s, err := Open(context.Background(), Config{DSN: filepath.Join(f.TempDir(), "fuzz.db")})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	if err := s.SaveTopic(context.Background(), records()); err != nil {
		f.Fatal(err)
	}
	if err := s.Save(context.Background(), told("a1", "2025-05-10", "visit", with("zelensky"))); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) { askAnything(t, s, text) })
}

func askAnything(t *testing.T, s *Store, text string) {
	t.Helper()
	list, err := s.Events(t.Context(), timeline.Filter{Topic: topic, Text: text}, timeline.Page{Limit: 5})
	if err != nil && !isInvalid(err) {
		t.Errorf("%q: %v", text, err)
	}
	hits, err := s.Hits(t.Context(), topic, text, idsOf(list.Events))
	if err != nil {
		t.Errorf("%q: %v", text, err)
	}
	for _, hit := range hits {
		for _, m := range hit.Marks {
			if !utf8.ValidString(hit.Text[m[0]:m[1]]) {
				t.Errorf("%q: mark %v cuts a letter of %q", text, m, hit.Text)
			}
		}
	}
	for _, word := range foldWords(text) {
		if word.word == "" || word.start >= word.end || word.end > len(text) {
			t.Errorf("%q: word %+v", text, word)
		}
	}
}

func TestSearchForAnything(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *Store) {
		mustSaveTopic(t, s)
		save(t, s, told("a1", "2025-05-10", "visit", with("zelensky")))
		for _, text := range []string{`a "b`, `NEAR(a b, 5)`, `title:x`, `a AND (b`, `a & b | !c <-> d`, `x:*`, "a\x00b", `'; DROP TABLE events; --`, "🕊️ x", "\xff\xfe x",
			strings.Repeat("very ", 500), "½ ﬁ ㎏ x", "١٢", "ª º x"} {
			askAnything(t, s, text)
		}
	})
}
