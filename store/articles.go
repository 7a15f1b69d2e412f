package store

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"truceline/timeline"
)

// FreshArticles gives those of the articles that the archive does not hold
// yet, with ID and Revision set: articles at a new address, and new texts
// (another fingerprint) at a known one. It writes nothing: an article counts
// as known once Save has written it together with its reports, so that a
// crash in between loses neither.
func (s *Store) FreshArticles(ctx context.Context, articles []timeline.Article) ([]timeline.Article, error) {
	var fresh []timeline.Article
	seen := map[string]bool{}
	for start := 0; start < len(articles); start += batchRows {
		part := articles[start:min(start+batchRows, len(articles))]
		latest, err := latestTexts(s.read.WithContext(ctx), part)
		if err != nil {
			return nil, fmt.Errorf("look for %d articles: %w", len(part), err)
		}
		for _, a := range part {
			key := a.Topic + " " + a.URL
			known := latest[key]
			if seen[key] || known.Revision > 0 && known.Fingerprint == a.Fingerprint {
				continue
			}
			seen[key] = true
			a.Revision = known.Revision + 1
			a.ID = timeline.ArticleID(a.URL, a.Revision)
			fresh = append(fresh, a)
		}
	}
	return fresh, nil
}

// latestTexts gives the newest revision at each article's address, by topic
// and address.
func latestTexts(db *gorm.DB, articles []timeline.Article) (map[string]timeline.Article, error) {
	urls := make([]string, len(articles))
	topics := map[string]bool{}
	for i, a := range articles {
		urls[i] = a.URL
		topics[a.Topic] = true
	}
	latest := map[string]timeline.Article{}
	for topic := range topics {
		var rows []timeline.Article
		err := db.Select("topic", "url", "revision", "fingerprint").
			Where("topic = ? AND url IN ?", topic, urls).Order("revision").Find(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			latest[row.Topic+" "+row.URL] = row
		}
	}
	return latest, nil
}

// articleText is the prose of an article, apart from the article.
type articleText struct {
	ArticleID string `gorm:"primaryKey"`
	Reuse     timeline.Reuse
	KeptSince time.Time
	Prose     []byte
}

// saveArticles adds articles with their texts; those that are there stay.
func (s *Store) saveArticles(tx *gorm.DB, articles []timeline.Article) error {
	if len(articles) == 0 {
		return nil
	}
	var texts []articleText
	for i := range articles {
		articles[i].KeepZone()
		a := articles[i]
		if a.Text != "" {
			texts = append(texts, articleText{a.ID, a.Reuse, s.now(), pack(a.Text)})
		}
	}
	once := tx.Clauses(clause.OnConflict{DoNothing: true})
	if err := once.CreateInBatches(&articles, batchRows).Error; err != nil {
		return fmt.Errorf("save %d articles: %w", len(articles), err)
	}
	if len(texts) == 0 {
		return nil
	}
	if err := tx.Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&texts, batchRows).Error; err != nil {
		return fmt.Errorf("save %d texts: %w", len(texts), err)
	}
	return nil
}

// ArticlesAfter gives up to limit articles whose text is still kept, with
// their text, in the order of their ids from the one after id: for re-reading
// piece by piece and for taking up where one left off.
func (s *Store) ArticlesAfter(ctx context.Context, topic, id string, limit int) ([]timeline.Article, error) {
	var articles []timeline.Article
	db := s.read.WithContext(ctx)
	err := db.Where("topic = ? AND id > ? AND id IN (SELECT article_id FROM article_texts)", topic, id).
		Order("id").Limit(limit).Find(&articles).Error
	if err != nil {
		return nil, fmt.Errorf("articles after %q: %w", id, err)
	}
	return articles, loadTexts(db, articles)
}

func loadTexts(db *gorm.DB, articles []timeline.Article) error {
	at := make(map[string]int, len(articles))
	ids := make([]string, len(articles))
	for i, a := range articles {
		at[a.ID], ids[i] = i, a.ID
	}
	var texts []articleText
	if err := db.Where("article_id IN ?", ids).Find(&texts).Error; err != nil {
		return fmt.Errorf("texts of %d articles: %w", len(ids), err)
	}
	for _, t := range texts {
		text, err := unpack(t.Prose)
		if err != nil {
			return fmt.Errorf("text of article %s: %w", t.ArticleID, err)
		}
		articles[at[t.ArticleID]].Text = text
	}
	return nil
}

// CountTexts says how many articles of the topic still have their text.
func (s *Store) CountTexts(ctx context.Context, topic string) (int, error) {
	var n int64
	err := s.read.WithContext(ctx).Model(&timeline.Article{}).
		Where("topic = ? AND id IN (SELECT article_id FROM article_texts)", topic).Count(&n).Error
	if err != nil {
		return 0, fmt.Errorf("count texts of %q: %w", topic, err)
	}
	return int(n), nil
}

// PurgeTexts deletes the texts that were kept before the moment, save those
// whose terms of reuse are among keep. Quotes, offsets and fingerprints stay.
func (s *Store) PurgeTexts(ctx context.Context, before time.Time, keep ...timeline.Reuse) (int, error) {
	var gone int64
	err := s.change(ctx, Notice{}, func(tx *gorm.DB) error {
		done := tx.Where("kept_since < ? AND reuse NOT IN ?", moment(before), append(keep, "-")).Delete(&articleText{})
		gone = done.RowsAffected
		return done.Error
	})
	if err != nil {
		return 0, fmt.Errorf("purge texts from before %s: %w", before.Format(time.DateOnly), err)
	}
	return int(gone), nil
}

// packer and unpacker are shared: zstd's state is costly to make and both may
// be used by many goroutines at once.
var (
	packer = sync.OnceValue(func() *zstd.Encoder {
		e, _ := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
		return e
	})
	unpacker = sync.OnceValue(func() *zstd.Decoder {
		d, _ := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
		return d
	})
)

func pack(text string) []byte { return packer().EncodeAll([]byte(text), nil) }

func unpack(packed []byte) (string, error) {
	text, err := unpacker().DecodeAll(packed, nil)
	return string(text), err
}
