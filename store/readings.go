package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"truceline/timeline"
)

// ReportsOf gives every report that was read out of an article, superseded
// ones too, with the article.
func (s *Store) ReportsOf(ctx context.Context, article string) ([]timeline.Report, error) {
	var reports []timeline.Report
	err := s.read.WithContext(ctx).Preload("Article").Where("article_id = ?", article).Order("reading, id").Find(&reports).Error
	if err != nil {
		return nil, fmt.Errorf("reports of article %q: %w", article, err)
	}
	return reports, nil
}

// Holds says whether some text of the address is in the archive.
func (s *Store) Holds(ctx context.Context, topic, url string) (bool, error) {
	var n int64
	err := s.read.WithContext(ctx).Model(&timeline.Article{}).Where("topic = ? AND url = ?", topic, url).Limit(1).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("look for article %s: %w", url, err)
	}
	return n > 0, nil
}

// ArticlesAround gives the articles that have a sketch of their text and were
// published in a stretch of time, without their texts: among them are the
// originals of reprints. Only what reprints are known by is read.
func (s *Store) ArticlesAround(ctx context.Context, topic string, from, to time.Time) ([]timeline.Article, error) {
	articles, err := scanned(s.read.WithContext(ctx).Raw(`SELECT id, url, published, role, copy_of, sketch FROM articles
		WHERE topic = ? AND published BETWEEN ? AND ? AND sketch IS NOT NULL ORDER BY published, id`, topic, moment(from), moment(to)), scanSketched)
	if err != nil {
		return nil, fmt.Errorf("articles from %s to %s: %w", from.Format(time.RFC3339), to.Format(time.RFC3339), err)
	}
	return articles, nil
}

func scanSketched(rows *sql.Rows) (a timeline.Article, err error) {
	var published stamp
	err = rows.Scan(&a.ID, &a.URL, &published, &a.Role, &a.CopyOf, &a.Sketch)
	a.Published = published.Time
	return a, err
}
