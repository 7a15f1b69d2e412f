package store

import (
	"context"
	"fmt"

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
