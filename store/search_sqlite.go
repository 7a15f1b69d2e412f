package store

import (
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// ftsSearch is search by SQLite's FTS5, ranked by bm25.
type ftsSearch struct{}

func (ftsSearch) index(tx *gorm.DB, ids []string) error {
	for part := range slices.Chunk(ids, batchRows) {
		err := tx.Exec("DELETE FROM event_search WHERE rowid IN (SELECT doc FROM search_docs WHERE event_id IN ?)", padded(part)).Error
		if err != nil {
			return fmt.Errorf("clear %d search entries: %w", len(part), err)
		}
		docs, err := searchDocs(tx, part)
		if err != nil {
			return err
		}
		for _, d := range docs {
			if err := ftsAdd(tx, d); err != nil {
				return fmt.Errorf("search entry of %s: %w", d.event, err)
			}
		}
	}
	return nil
}

func ftsAdd(tx *gorm.DB, d searchDoc) error {
	if err := tx.Exec("INSERT INTO search_docs (event_id) VALUES (?) ON CONFLICT DO NOTHING", d.event).Error; err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO event_search (rowid, title, summary, names, quotes)
		SELECT doc, ?, ?, ?, ? FROM search_docs WHERE event_id = ?`, d.title, d.summary, d.names, d.quotes, d.event).Error
}

// counts has each half of the archive counted by itself.
func (ftsSearch) counts(q textQuery) []countQuery {
	const half = "SELECT COUNT(*) FROM event_search WHERE event_search MATCH ? AND rowid "
	query := []any{ftsQuery(q)}
	return []countQuery{
		{half + "<= (SELECT MAX(doc) / 2 FROM search_docs)", query},
		{half + "> (SELECT MAX(doc) / 2 FROM search_docs)", query},
	}
}

func (ftsSearch) matching(q textQuery) (string, []any) {
	return "SELECT d.event_id FROM event_search JOIN search_docs d ON d.doc = event_search.rowid WHERE event_search MATCH ?", []any{ftsQuery(q)}
}

func (ftsSearch) ranked(q textQuery, hits int, limits searchLimits) (string, []any) {
	query := ftsQuery(q)
	if hits > limits.many {
		return ftsNewest(query, limits.newest)
	}
	all := `SELECT d.event_id, CAST(bm25(event_search, 10.0, 4.0, 6.0, 2.0) * 1000000 AS INTEGER) AS score
		FROM event_search JOIN search_docs d ON d.doc = event_search.rowid WHERE event_search MATCH ?`
	if hits <= limits.ranked { // looking for the oldest of the newest would go through all once more
		return all, []any{query}
	}
	return all + ` AND event_search.rowid >=
		(SELECT MIN(doc) FROM (SELECT rowid AS doc FROM event_search WHERE event_search MATCH ? ORDER BY rowid DESC LIMIT ?))`, []any{query, query, limits.ranked}
}

// ftsNewest is the query for the newest events that match, those that do so by
// their titles first, then those by titles and names. A kind is looked for only
// where no better one has as many as are wanted: two frequent words that seldom
// meet in a title are looked for through all of both.
func ftsNewest(query string, most int) (string, []any) {
	var tiers, rows []string
	var args []any
	limit := "?"
	for n, columns := range []string{"{title} : ", "{title names} : ", ""} {
		tier := fmt.Sprint("tier", n)
		tiers = append(tiers, fmt.Sprintf("%s AS MATERIALIZED (SELECT rowid AS doc, %d AS tier FROM event_search WHERE event_search MATCH ? ORDER BY rowid DESC LIMIT %s)",
			tier, n, limit))
		rows = append(rows, "SELECT * FROM "+tier)
		args = append(args, columns+"("+query+")")
		args = append(args, slices.Repeat([]any{most}, n+1)...)
		limit += " * (SELECT COUNT(*) < ? FROM " + tier + ")" // a condition would be asked of each match
	}
	return "WITH " + strings.Join(tiers, ", ") + " SELECT d.event_id, MIN(found.tier) * 1000000000000 - found.doc AS score FROM (" +
		strings.Join(rows, " UNION ALL ") + ") AS found JOIN search_docs d ON d.doc = found.doc GROUP BY found.doc", args
}

// SQLite keeps the order of a CROSS JOIN.
func (ftsSearch) lead() string { return " CROSS JOIN " }

func (ftsSearch) has(q textQuery, id string) (string, []any) {
	return "EXISTS (SELECT 1 FROM search_docs d JOIN event_search ON event_search.rowid = d.doc WHERE d.event_id = " + id + " AND event_search MATCH ?)",
		[]any{ftsQuery(q)}
}

// ftsQuery writes a query in FTS5's language. All words are folded, so nothing
// in them can be taken for an operator; quotes keep it so.
func ftsQuery(q textQuery) string {
	terms := make([]string, len(q))
	for i, term := range q {
		either := []string{`"` + strings.Join(term.words, " ") + `"`}
		if term.prefix {
			either[0] += " *"
		}
		for _, name := range term.names {
			either = append(either, `"`+name+`"`)
		}
		terms[i] = "(" + strings.Join(either, " OR ") + ")"
	}
	return strings.Join(terms, " AND ")
}
