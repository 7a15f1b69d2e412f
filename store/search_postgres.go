package store

import (
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// tsSearch is search by PostgreSQL's tsvector, ranked by ts_rank. The "simple"
// configuration takes the folded words as they are.
type tsSearch struct{}

func (tsSearch) index(tx *gorm.DB, ids []string) error {
	for part := range slices.Chunk(ids, batchRows) {
		if err := tx.Exec("DELETE FROM search_docs WHERE event_id IN ?", part).Error; err != nil {
			return fmt.Errorf("clear %d search entries: %w", len(part), err)
		}
		docs, err := searchDocs(tx, part)
		if err != nil {
			return err
		}
		for _, d := range docs {
			err := tx.Exec(`INSERT INTO search_docs (event_id, body) VALUES (?, setweight(to_tsvector('simple', ?), 'A') ||
				setweight(to_tsvector('simple', ?), 'C') || setweight(to_tsvector('simple', ?), 'B') || setweight(to_tsvector('simple', ?), 'D'))`,
				d.event, d.title, d.summary, d.names, d.quotes).Error
			if err != nil {
				return fmt.Errorf("search entry of %s: %w", d.event, err)
			}
		}
	}
	return nil
}

func (tsSearch) counts(q textQuery) []countQuery {
	return []countQuery{{"SELECT COUNT(*) FROM search_docs WHERE body @@ to_tsquery('simple', ?)", []any{tsQuery(q)}}}
}

func (tsSearch) matching(q textQuery) (string, []any) {
	return "SELECT event_id FROM search_docs WHERE body @@ to_tsquery('simple', ?)", []any{tsQuery(q)}
}

func (tsSearch) ranked(q textQuery, _ int, limits searchLimits) (string, []any) {
	query := tsQuery(q)
	return `SELECT event_id, CAST(ts_rank('{0.2, 0.4, 0.6, 1.0}', body, to_tsquery('simple', ?)) * -1000000 AS INTEGER) AS score
		FROM (SELECT d.event_id, d.body FROM search_docs d JOIN events n ON n.id = d.event_id
			WHERE d.body @@ to_tsquery('simple', ?) ORDER BY n.created DESC, n.id DESC LIMIT ?) AS newest`, []any{query, query, limits.ranked}
}

func (tsSearch) lead() string { return " JOIN " }

func (tsSearch) has(q textQuery, id string) (string, []any) {
	return "EXISTS (SELECT 1 FROM search_docs d WHERE d.event_id = " + id + " AND d.body @@ to_tsquery('simple', ?))", []any{tsQuery(q)}
}

// tsQuery writes a query in the language of to_tsquery. Folded words hold
// letters and digits only, so nothing in them can be taken for an operator.
func tsQuery(q textQuery) string {
	terms := make([]string, len(q))
	for i, term := range q {
		phrase := strings.Join(term.words, " <-> ")
		if term.prefix {
			phrase += ":*"
		}
		terms[i] = "(" + strings.Join(append([]string{"(" + phrase + ")"}, term.names...), " | ") + ")"
	}
	return strings.Join(terms, " & ")
}
