package store

import (
	"database/sql"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"truceline/timeline"
)

// A searcher is full-text search as one database does it. Both index the same
// folded words and answer the same queries.
type searcher interface {
	// index brings the search entries of events to what the tables say.
	index(tx *gorm.DB, ids []string) error
	// counts are queries that can run beside each other, whose sum is how many
	// events match.
	counts(q textQuery) []countQuery
	// matching is the query whose rows (event_id) are the events that match.
	matching(q textQuery) (sql string, args []any)
	// ranked is the query whose rows (event_id, score) are the events that
	// match, hits in number, of many the newest; a lower score is a better match.
	ranked(q textQuery, hits int, limits searchLimits) (sql string, args []any)
	// lead joins events to the rows of one of these queries so that the rows
	// come first, whatever the planner thinks of their number.
	lead() string
	// has is the condition that one event matches.
	has(q textQuery, id string) (condition string, args []any)
}

// A countQuery gives one number.
type countQuery struct {
	sql  string
	args []any
}

// searchLimits are the numbers of matches at which search, facets and totals
// change their ways.
type searchLimits struct {
	// From many matches on, lists by day look at each event whether it matches,
	// which soon fills a page, rather than gathering all matches first.
	many int
	// ranked is how many matches are ranked. A word that more events have says
	// little of any of them; of these, the newest are ranked.
	ranked int
	// newest is how many of each kind are ranked where many match: those whose
	// titles do, those whose titles and names do, all others. How often a word
	// stands in a text tells nothing then, and counting it would read far more
	// of the index than the newest.
	newest int
	// few is up to how many events facets look up the actors and places of each.
	few int
	// looked is how many states of a past day are looked at for each number
	// of a list's totals.
	looked int
}

var usualLimits = searchLimits{many: 20_000, ranked: 2_000, newest: 1_000, few: 10_000, looked: 2_000}

// maxTerms and maxTermWords bound what a query can ask for.
const (
	maxTerms     = 24
	maxTermWords = 12
)

// A textTerm is a word, or several words in a row. names are the index words
// of actors and places that are called so.
type textTerm struct {
	words  []string
	prefix bool // the last word may go on
	names  []string
}

// A textQuery is what was asked: every term has to be there.
type textQuery []textTerm

// parseText reads words, "quoted phrases" and prefixes* out of any text. What
// has no letter or digit is skipped.
func parseText(text string) textQuery {
	var query textQuery
	for i, part := range strings.Split(text, `"`) {
		if i%2 == 1 { // inside quotes; an unclosed one runs to the end
			query = query.with(part, false)
			continue
		}
		for _, word := range strings.Fields(part) {
			query = query.with(word, strings.HasSuffix(word, "*"))
		}
	}
	return query
}

func (q textQuery) with(text string, prefix bool) textQuery {
	words := fold(text)
	if len(words) == 0 || len(q) == maxTerms {
		return q
	}
	return append(q, textTerm{words: words[:min(len(words), maxTermWords)], prefix: prefix})
}

// A searchDoc is what search knows of an event, folded.
type searchDoc struct {
	event, title, summary, names, quotes string
}

// searchDocs reads what is to be indexed of events. Those that were merged
// into others or rejected in review have no entry.
func searchDocs(tx *gorm.DB, ids []string) ([]searchDoc, error) {
	list := padded(ids)
	events, err := scanned(tx.Raw(`SELECT id, title, summary, participations, places FROM events
		WHERE id IN ? AND merged_into = '' AND review <> ?`, list, timeline.ReviewRejected), scanNamed)
	if err != nil {
		return nil, fmt.Errorf("events to index: %w", err)
	}
	reports, err := scanned(tx.Raw(`SELECT event_id, quote, quote_more FROM reports
		WHERE event_id IN ? AND NOT superseded ORDER BY event_id, known_from, id`, list), scanQuotes)
	if err != nil {
		return nil, fmt.Errorf("quotes to index: %w", err)
	}
	quotes := map[string][]string{}
	for _, r := range reports {
		quotes[r.EventID] = append(append(quotes[r.EventID], r.Quote), r.QuoteMore...)
	}
	docs := make([]searchDoc, len(events))
	for i, e := range events {
		docs[i] = searchDoc{e.ID, folded(e.Title), folded(e.Summary), nameWords(e), folded(quotes[e.ID]...)}
	}
	return docs, nil
}

func scanNamed(rows *sql.Rows) (e timeline.Event, err error) {
	err = rows.Scan(&e.ID, &e.Title, &e.Summary, asList[timeline.Participation]{&e.Participations}, asList[string]{&e.Places})
	return e, err
}

func scanQuotes(rows *sql.Rows) (r timeline.Report, err error) {
	err = rows.Scan(&r.EventID, &r.Quote, asList[string]{&r.QuoteMore})
	return r, err
}

func folded(texts ...string) string {
	var words []string
	for _, text := range texts {
		words = append(words, fold(text)...)
	}
	return strings.Join(words, " ")
}

// nameWords stand in the index for an event's actors and places. A query finds
// them through all names that the topic's files give to these, also through
// names that are added later.
func nameWords(e timeline.Event) string {
	var words []string
	for _, id := range actorsOf(e.Participations) {
		words = append(words, nameWord("actor", id))
	}
	for _, id := range distinct(e.Places) {
		words = append(words, nameWord("place", id))
	}
	return strings.Join(words, " ")
}

func nameWord(kind, id string) string { return "zq" + timeline.ShortHash(kind, id) }
