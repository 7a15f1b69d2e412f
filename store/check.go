package store

import (
	"context"
	"fmt"
	"strings"
)

// archiveRules are what holds in every archive, as queries for what breaks it.
var archiveRules = []struct{ means, breaks string }{
	{"a report stands in an event that is not there",
		`SELECT id FROM reports WHERE event_id <> '' AND event_id NOT IN (SELECT id FROM events)`},
	{"a report that counts stands in an event that was merged into another",
		`SELECT r.id FROM reports r JOIN events e ON e.id = r.event_id WHERE e.merged_into <> '' AND NOT r.superseded`},
	{"an event has no revision", `SELECT id FROM events WHERE id NOT IN (SELECT event_id FROM revisions)`},
	{"an event was merged into one that is not there",
		`SELECT id FROM events WHERE merged_into <> '' AND merged_into NOT IN (SELECT id FROM events)`},
	{"an event cannot be found by search",
		`SELECT id FROM events WHERE merged_into = '' AND review <> 'rejected' AND id NOT IN (SELECT event_id FROM search_docs)`},
	{"a report that counts cannot be found by its neighbours",
		`SELECT id FROM reports WHERE NOT superseded AND id NOT IN (SELECT report_id FROM report_keys)`},
	{"the events of a month or day are counted wrongly", `SELECT span FROM (
		SELECT topic, type, status, kind, value, span, events FROM event_counts WHERE events <> 0 UNION ALL
		SELECT topic, CASE column1 WHEN 1 THEN '*' ELSE type END, CASE column2 WHEN 1 THEN '*' ELSE status END, kind, value, span, -1
			FROM (` + strings.Join(counted("<> ''"), " UNION ALL ") + `) AS shown CROSS JOIN (VALUES (0, 0), (0, 1), (1, 0), (1, 1)) AS rolled
		) AS counted GROUP BY topic, type, status, kind, value, span HAVING SUM(events) <> 0`},
	{"a revision's snapshot is no card", `SELECT event_id FROM revisions WHERE snapshot <> 'null' AND snapshot NOT LIKE '%]}'`},
	{"two states of an event hold at the same time",
		`SELECT a.id FROM event_states a JOIN event_states b ON b.id = a.id AND b.number <> a.number
			AND b.valid_from <= a.valid_from AND b.valid_until > a.valid_from`},
}

// maxFaults bounds how many of each kind are named.
const maxFaults = 5

// Check looks for damage: of the file, of the references between tables, and
// of what always holds. It gives a sentence for each fault, none where all is
// well.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	faults, err := s.checkFile(ctx)
	if err != nil || len(faults) > 0 {
		return faults, err
	}
	for _, rule := range archiveRules {
		var ids []string
		err := s.read.WithContext(ctx).Raw(rule.breaks+" LIMIT ?", maxFaults).Scan(&ids).Error
		if err != nil {
			return faults, fmt.Errorf("check that no case is there of: %s: %w", rule.means, err)
		}
		if len(ids) > 0 {
			faults = append(faults, rule.means+": "+strings.Join(ids, ", "))
		}
	}
	stale, err := s.staleCards(ctx)
	if err != nil {
		return faults, fmt.Errorf("check the cards of events: %w", err)
	}
	if len(stale) > 0 {
		faults = append(faults, "a card shows an event otherwise than it is: "+strings.Join(stale, ", "))
	}
	return faults, nil
}

// checkFile has SQLite look through its file. PostgreSQL guards its own.
func (s *Store) checkFile(ctx context.Context) ([]string, error) {
	if isPostgres(s.dsn) {
		return nil, nil
	}
	var faults []string
	if err := s.read.WithContext(ctx).Raw("PRAGMA integrity_check").Scan(&faults).Error; err != nil {
		return nil, fmt.Errorf("check the file: %w", err)
	}
	if len(faults) == 1 && faults[0] == "ok" {
		faults = nil
	}
	var tables []string
	if err := s.read.WithContext(ctx).Raw(`SELECT DISTINCT "table" FROM pragma_foreign_key_check`).Scan(&tables).Error; err != nil {
		return nil, fmt.Errorf("check references: %w", err)
	}
	for _, table := range tables {
		faults = append(faults, "rows of "+table+" refer to something that is not there")
	}
	return faults, nil
}

// Optimize has the database look at its tables, so that it plans well: worth a
// moment after much was written, and once a day.
func (s *Store) Optimize(ctx context.Context) error {
	if err := s.write.WithContext(ctx).Exec("ANALYZE").Error; err != nil {
		return fmt.Errorf("look at the tables: %w", err)
	}
	return nil
}
