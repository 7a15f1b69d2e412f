package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"gorm.io/gorm"

	"truceline/timeline"
)

// Config says where the archive is.
type Config struct {
	// DSN is the path of an SQLite file, which is made where there is none,
	// or the address of a PostgreSQL database ("postgres://…").
	DSN string
	// Now is the clock; time.Now where nil.
	Now func() time.Time
	// Log hears of slow writes; slog.Default where nil.
	Log *slog.Logger
}

// A Store is the open archive. It may be used by many goroutines at once.
type Store struct {
	read   *gorm.DB
	write  *gorm.DB
	text   searcher
	now    func() time.Time
	log    *slog.Logger
	heard  listeners
	names  namebooks
	days   kept[calendar]
	totals kept[Totals]
	loaded kept[timeline.Event]
	cards  kept[card]
	// reports are what reports say, whatever the archive's version.
	reports kept[timeline.Report]
	counts  kept[[][]Count]
	dense   kept[[]Bucket]
	limits  searchLimits
	dsn     string
}

// Open opens the archive, makes its tables where it is new and brings them to
// today's form where it is old. The error is one line that says what was wrong
// with the database and what to do.
func Open(ctx context.Context, config Config) (*Store, error) {
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Log == nil {
		config.Log = slog.Default()
	}
	s := &Store{now: config.Now, log: config.Log, dsn: config.DSN, limits: usualLimits}
	open := s.openSQLite
	if isPostgres(config.DSN) {
		open = s.openPostgres
	}
	if err := open(ctx, config.DSN); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func isPostgres(dsn string) bool {
	return strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
}

// Close lets go of the database. What was saved is safe without it.
func (s *Store) Close() error {
	s.heard.close()
	var failed []error
	for _, db := range []*gorm.DB{s.read, s.write} {
		if db == nil {
			continue
		}
		if pool, err := db.DB(); err == nil {
			failed = append(failed, pool.Close())
		}
	}
	return errors.Join(failed...)
}

// Ping says whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	_, err := s.Version(ctx)
	return err
}

// Version is the number of the archive's present state. It rises with every
// write, whichever process made it.
func (s *Store) Version(ctx context.Context) (int64, error) {
	var version int64
	err := s.read.WithContext(ctx).Raw("SELECT version FROM archive WHERE id = 1").Row().Scan(&version)
	if err != nil {
		return 0, fmt.Errorf("version of the archive: %w", err)
	}
	return version, nil
}

// change runs work in one write transaction and raises the version. When it
// returns nil, the change is on disk and subscribers know.
func (s *Store) change(ctx context.Context, notice Notice, work func(tx *gorm.DB) error) error {
	start := time.Now()
	err := s.write.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		// First, so that on PostgreSQL its row lock lets one writer in at a time.
		row := tx.Raw("UPDATE archive SET version = version + 1 WHERE id = 1 RETURNING version").Row()
		if err := row.Scan(&notice.Version); err != nil {
			return fmt.Errorf("raise the archive's version: %w", err)
		}
		return work(tx)
	})
	if took := time.Since(start); took > slowWrite {
		s.log.Warn("a write took long", "took", took, "topic", notice.Topic, "events", len(notice.Events))
	}
	if err == nil {
		s.heard.tell(notice)
	}
	return err
}

// slowWrite is how long a write may take before the log hears of it: others
// wait for it.
const slowWrite = 2 * time.Second

// unchanging runs reads that belong together: all see the archive as it is at
// the first of them, whatever is written meanwhile.
func (s *Store) unchanging(ctx context.Context, reads func(s *Store) error) error {
	var options []*sql.TxOptions
	if isPostgres(s.dsn) { // SQLite's transactions are so by themselves
		options = append(options, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	}
	return s.read.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		return reads(&Store{read: tx, text: s.text, now: s.now, log: s.log, dsn: s.dsn, limits: s.limits})
	}, options...)
}
