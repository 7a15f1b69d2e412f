package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"truceline/timeline"
)

// What weaving and the page of an event read is read by hand, as lists are: reflection per row costs
// more than the query.

const reportColumns = `id, topic, event_id, article_id, type, status, title, summary, start_day, end_day, "precision", lasting, open_bound, clock, zone,
	implied, places, actors, numbers, thread, refers, significance, certainty, quote, "offset", quote_more, date_phrase, date_offset, date_rule,
	date_reason, rule, reader, reading, superseded, known_from, recorded_at`

func scanReport(rows *sql.Rows) (timeline.Report, error) {
	var r timeline.Report
	var known, recorded stamp
	err := rows.Scan(&r.ID, &r.Topic, &r.EventID, &r.ArticleID, &r.Type, &r.Status, &r.Title, &r.Summary,
		&r.When.Start, &r.When.End, &r.When.Precision, &r.When.Lasting, &r.When.Open, &r.When.Clock, &r.When.Zone, asList[string]{&r.When.Implied},
		asList[string]{&r.Places}, asList[timeline.Participation]{&r.Actors}, asList[timeline.Number]{&r.Numbers},
		&r.Thread, &r.Refers, &r.Significance, &r.Certainty, &r.Quote, &r.Offset, asList[string]{&r.QuoteMore},
		&r.DatePhrase, &r.DateOffset, &r.DateRule, &r.DateReason, &r.Rule, &r.Reader, &r.Reading, &r.Superseded, &known, &recorded)
	r.KnownFrom, r.RecordedAt = known.Time, recorded.Time
	return r, err
}

// articleColumns are those of an article but for its sketch, which is larger
// than all others and compared with fresh articles alone.
const articleColumns = `id, topic, source_id, url, title, author, publisher, language, published, published_zone, published_day, dated_by,
	modified, fetched, revision, fingerprint, copy_of, via, cites, reuse, licence, attribution, role, owner_group`

func scanArticle(rows *sql.Rows) (timeline.Article, error) {
	var a timeline.Article
	var published, modified, fetched stamp
	err := rows.Scan(&a.ID, &a.Topic, &a.SourceID, &a.URL, &a.Title, &a.Author, &a.Publisher, &a.Language, &published, &a.PublishedZone,
		&a.PublishedDay, &a.DatedBy, &modified, &fetched, &a.Revision, &a.Fingerprint, &a.CopyOf, &a.Via, asList[string]{&a.Cites},
		&a.Reuse, &a.Licence, &a.Attribution, &a.Role, &a.OwnerGroup)
	a.Published, a.Modified, a.Fetched = published.Time, modified.Time, fetched.Time
	return a, err
}

// revisionColumns leave out the snapshot of what was superseded: nothing asks
// for it.
const revisionColumns = `event_id, number, known_from, recorded_at, "by", because, note, changes,
	CASE WHEN superseded THEN 'null' ELSE snapshot END, superseded`

func scanRevision(rows *sql.Rows) (timeline.Revision, error) {
	var r timeline.Revision
	var known, recorded stamp
	err := rows.Scan(&r.EventID, &r.Number, &known, &recorded, &r.By, asList[string]{&r.Because}, &r.Note, asList[timeline.Change]{&r.Changes},
		asJSON[*timeline.Event]{&r.Snapshot}, &r.Superseded)
	r.KnownFrom, r.RecordedAt = known.Time, recorded.Time
	return r, err
}

// scanned reads the rows of a query with one of the functions above.
func scanned[T any](query *gorm.DB, scan func(*sql.Rows) (T, error)) ([]T, error) {
	rows, err := query.Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		row, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, row)
	}
	return list, rows.Err()
}

// ReportsByID loads what reports say, without their articles and the events in
// which they stand: a report is evidence, so that the rest never changes. What
// weaving compares comes up again and again while it is in the news, and is kept.
func (s *Store) ReportsByID(ctx context.Context, ids []string) ([]timeline.Report, error) {
	found := s.reports.all(0, ids)
	var missing []string
	reports := make([]timeline.Report, 0, len(ids))
	for _, id := range ids {
		if r, ok := found[id]; ok {
			reports = append(reports, r)
		} else {
			missing = append(missing, id)
		}
	}
	for part := range slices.Chunk(missing, batchRows) {
		some, err := scanned(s.read.WithContext(ctx).Raw("SELECT "+reportColumns+" FROM reports WHERE id IN ?", padded(part)), scanReport)
		if err != nil {
			return nil, fmt.Errorf("%d reports: %w", len(ids), err)
		}
		for _, r := range some {
			r.EventID, r.Superseded = "", false
			s.reports.put(0, r.ID, r, keptReports)
			reports = append(reports, r)
		}
	}
	return reports, nil
}

// keptReports bounds the memory of what reports say: about one kB each.
const keptReports = 16_000

// EventsOf gives the ids of the events in which reports stand.
func (s *Store) EventsOf(ctx context.Context, reports []string) ([]string, error) {
	var events []string
	for part := range slices.Chunk(reports, batchRows) {
		some, err := listOf(s.read.WithContext(ctx).Raw("SELECT DISTINCT event_id FROM reports WHERE id IN ?", padded(part)))
		if err != nil {
			return nil, fmt.Errorf("events of %d reports: %w", len(reports), err)
		}
		events = append(events, some...)
	}
	return events, nil
}

// readReports loads the reports that have one of the values in a column, with
// their articles.
func readReports(db *gorm.DB, column string, values []string) ([]timeline.Report, error) {
	reports, err := scanned(db.Raw("SELECT "+reportColumns+" FROM reports WHERE "+column+" IN ? ORDER BY known_from, id", padded(values)), scanReport)
	if err != nil {
		return nil, err
	}
	return reports, readArticlesOf(db, reports)
}

// readArticlesOf gives reports their articles. Reports of one article share it.
func readArticlesOf(db *gorm.DB, reports []timeline.Report) error {
	var ids []string
	for _, r := range reports {
		ids = append(ids, r.ArticleID)
	}
	at := map[string]*timeline.Article{}
	for part := range slices.Chunk(distinct(ids), batchRows) {
		articles, err := scanned(db.Raw("SELECT "+articleColumns+" FROM articles WHERE id IN ?", padded(part)), scanArticle)
		if err != nil {
			return err
		}
		for i := range articles {
			at[articles[i].ID] = &articles[i]
		}
	}
	for i := range reports {
		reports[i].Article = at[reports[i].ArticleID]
	}
	return nil
}
