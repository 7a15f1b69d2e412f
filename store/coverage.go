package store

import (
	"context"
	"fmt"
	"time"

	"truceline/timeline"
)

// answered is 1 for a visit that brought an answer, else 0.
const answered = "CASE WHEN v.outcome IN ('ok', 'not-modified', 'quiet', 'empty') THEN 1 ELSE 0 END"

// A Coverage says what was read of a source in a month, so that silence can be
// told from not having looked.
type Coverage struct {
	Source   string `json:"source"`
	Month    string `json:"month"`    // 2025-05
	Visits   int    `json:"visits"`   // attempts to read it
	Read     int    `json:"read"`     // of these that brought an answer
	Articles int    `json:"articles"` // read articles that were published in the month
}

// Coverage gives, by source and month, what was read. A month that is not in
// the answer was not covered by the source.
func (s *Store) Coverage(ctx context.Context, topic string) ([]Coverage, error) {
	rows, err := s.read.WithContext(ctx).Raw(`SELECT source, month, SUM(visits), SUM(done), SUM(articles) FROM (
			SELECT v.source_id AS source, SUBSTR(CAST(v.started AS TEXT), 1, 7) AS month, 1 AS visits,
				`+answered+` AS done, 0 AS articles
			FROM visits v JOIN sources s ON s.id = v.source_id WHERE s.topic = ?
			UNION ALL
			SELECT a.source_id, SUBSTR(CAST(a.published AS TEXT), 1, 7), 0, 0, 1
			FROM articles a WHERE a.topic = ? AND a.source_id <> '' AND a.revision = 1
		) AS looked GROUP BY source, month ORDER BY source, month`, topic, topic).Rows()
	if err != nil {
		return nil, fmt.Errorf("coverage of topic %q: %w", topic, err)
	}
	defer rows.Close()
	covered := []Coverage{}
	for rows.Next() {
		var c Coverage
		if err := rows.Scan(&c.Source, &c.Month, &c.Visits, &c.Read, &c.Articles); err != nil {
			return nil, fmt.Errorf("coverage of topic %q: %w", topic, err)
		}
		covered = append(covered, c)
	}
	return covered, rows.Err()
}

// A VisitDay counts the visits to a source on one day, UTC.
type VisitDay struct {
	Source   string
	Day      timeline.Day
	Visits   int
	Answered int
}

// VisitDays counts the visits of a topic by source and day, from a day on.
func (s *Store) VisitDays(ctx context.Context, topic string, from timeline.Day) ([]VisitDay, error) {
	rows, err := s.read.WithContext(ctx).Raw(`SELECT source, day, COUNT(*), SUM(done) FROM (
			SELECT v.source_id AS source, SUBSTR(CAST(v.started AS TEXT), 1, 10) AS day, `+answered+` AS done
			FROM visits v JOIN sources s ON s.id = v.source_id WHERE s.topic = ? AND v.started >= ?
		) AS visited GROUP BY source, day ORDER BY source, day`, topic, moment(from.Time())).Rows()
	if err != nil {
		return nil, fmt.Errorf("visits of topic %q by day: %w", topic, err)
	}
	defer rows.Close()
	days := []VisitDay{}
	for rows.Next() {
		var d VisitDay
		if err := rows.Scan(&d.Source, &d.Day, &d.Visits, &d.Answered); err != nil {
			return nil, fmt.Errorf("visits of topic %q by day: %w", topic, err)
		}
		days = append(days, d)
	}
	return days, rows.Err()
}

// A Delay says how long after its publication an article was read, on average.
type Delay struct {
	Articles int           `json:"articles"` // that it is the mean of
	Mean     time.Duration `json:"mean_ns"`
}

// Delays gives the delay of each source of a topic, by id, for articles
// published from a day on. Only those count whose hour of publication is known
// and that came after the source was first visited: what a feed held before
// nobody could have read sooner.
func (s *Store) Delays(ctx context.Context, topic string, from timeline.Day) (map[string]Delay, error) {
	rows, err := s.read.WithContext(ctx).Raw(`SELECT a.source_id, a.published, a.fetched
		FROM sources s JOIN articles a ON a.source_id = s.id AND a.published >= ?
		WHERE s.topic = ? AND a.topic = s.topic AND a.revision = 1 AND NOT a.published_day
			AND a.published >= (SELECT MIN(v.started) FROM visits v WHERE v.source_id = s.id)`, moment(from.Time()), topic).Rows()
	if err != nil {
		return nil, fmt.Errorf("delays of topic %q: %w", topic, err)
	}
	defer rows.Close()
	delays := map[string]Delay{}
	for rows.Next() {
		var id string
		var published, fetched stamp
		if err := rows.Scan(&id, &published, &fetched); err != nil {
			return nil, fmt.Errorf("delays of topic %q: %w", topic, err)
		}
		d := delays[id]
		d.Articles++
		// The running mean: a sum of years of nanoseconds would not fit. A
		// publisher's clock may be ahead of ours.
		d.Mean += (max(0, fetched.Sub(published.Time)) - d.Mean) / time.Duration(d.Articles)
		delays[id] = d
	}
	return delays, rows.Err()
}

// A Yield says what a source has brought so far.
type Yield struct {
	Articles int       `json:"articles"`
	Reports  int       `json:"reports"` // that count
	Events   int       `json:"events"`  // that they support
	Latest   time.Time `json:"latest"`  // when its newest article was published
}

// Yields gives what each source of a topic has brought, by source id.
func (s *Store) Yields(ctx context.Context, topic string) (map[string]Yield, error) {
	rows, err := s.read.WithContext(ctx).Raw(`SELECT a.source_id, COUNT(DISTINCT a.id), COUNT(r.id), COUNT(DISTINCT r.event_id), MAX(a.published)
		FROM articles a LEFT JOIN reports r ON r.article_id = a.id AND NOT r.superseded
		WHERE a.topic = ? AND a.source_id <> '' GROUP BY a.source_id`, topic).Rows()
	if err != nil {
		return nil, fmt.Errorf("yields of topic %q: %w", topic, err)
	}
	defer rows.Close()
	yields := map[string]Yield{}
	for rows.Next() {
		var id string
		var y Yield
		var latest stamp
		if err := rows.Scan(&id, &y.Articles, &y.Reports, &y.Events, &latest); err != nil {
			return nil, fmt.Errorf("yields of topic %q: %w", topic, err)
		}
		y.Latest = latest.Time
		yields[id] = y
	}
	return yields, rows.Err()
}
