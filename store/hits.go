package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"truceline/timeline"
)

// A Hit is a quote in which words of a search stand.
type Hit struct {
	Report string `json:"report"`
	Text   string `json:"text"`
	// Marks are the bytes of Text that matched, from and to (excluded).
	Marks [][2]int `json:"marks"`
	// Article is what is quoted: its terms hold for the quote.
	Article *timeline.Article `json:"-"`
}

// Hits gives, for those of the events (by id) where a quote has words of the search,
// the quote with the most of them. Names that the topic's files give to an
// actor or place that was asked for count as its name.
func (s *Store) Hits(ctx context.Context, topic, text string, events []string) (map[string]Hit, error) {
	query, err := s.query(ctx, topic, text)
	if err != nil || len(query) == 0 || len(events) == 0 {
		return nil, err
	}
	book, err := s.namebook(ctx, topic)
	if err != nil {
		return nil, err
	}
	terms := book.spelled(query)
	var reports []timeline.Report
	err = s.read.WithContext(ctx).Preload("Article").Select("id", "event_id", "article_id", "quote", "quote_more").
		Where("event_id IN ? AND NOT superseded", events).Order("known_from, id").Find(&reports).Error
	if err != nil {
		return nil, fmt.Errorf("quotes of %d events: %w", len(events), err)
	}
	best := map[string]Hit{}
	most := map[string]int{}
	for _, r := range reports {
		for _, quote := range append([]string{r.Quote}, r.QuoteMore...) {
			if marks, n := mark(quote, terms); n > most[r.EventID] {
				best[r.EventID], most[r.EventID] = Hit{r.ID, quote, marks, r.Article}, n
			}
		}
	}
	return best, nil
}

// A spelling is one way in which a term can stand in a text.
type spelling struct {
	words  []string
	prefix bool
}

// spelled gives all spellings of each term: as asked, and by every name of the
// actors and places that it means.
func (b namebook) spelled(q textQuery) [][]spelling {
	terms := make([][]spelling, len(q))
	for i, term := range q {
		terms[i] = []spelling{{term.words, term.prefix}}
		for _, entry := range b.entries {
			if slices.Contains(term.names, entry.word) {
				terms[i] = append(terms[i], spelling{strings.Fields(entry.name), false})
			}
		}
	}
	return terms
}

// mark finds the terms in a text: the bytes where they stand, and how many of
// the terms do.
func mark(text string, terms [][]spelling) (marks [][2]int, found int) {
	words := foldWords(text)
	for _, spellings := range terms {
		before := len(marks)
		for _, s := range spellings {
			for i := range words {
				if s.at(words[i:]) {
					marks = append(marks, [2]int{words[i].start, words[i+len(s.words)-1].end})
				}
			}
		}
		if len(marks) > before {
			found++
		}
	}
	return tidyMarks(marks), found
}

// at says whether the spelling stands at the beginning of the words.
func (s spelling) at(words []foundWord) bool {
	if len(words) < len(s.words) {
		return false
	}
	for i, want := range s.words {
		last := i == len(s.words)-1
		if words[i].word != want && !(last && s.prefix && strings.HasPrefix(words[i].word, want)) {
			return false
		}
	}
	return len(s.words) > 0
}

// tidyMarks sorts marks and joins those that touch.
func tidyMarks(marks [][2]int) [][2]int {
	slices.SortFunc(marks, func(a, b [2]int) int { return a[0] - b[0] })
	var tidy [][2]int
	for _, m := range marks {
		if n := len(tidy); n > 0 && m[0] <= tidy[n-1][1] {
			tidy[n-1][1] = max(tidy[n-1][1], m[1])
			continue
		}
		tidy = append(tidy, m)
	}
	return tidy
}
