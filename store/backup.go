package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"gorm.io/gorm"
)

// Backup writes a copy of the archive, as it is at one moment, to a new file
// while reading and writing go on. The file appears when it is complete.
func (s *Store) Backup(ctx context.Context, file string) error {
	if isPostgres(s.dsn) {
		return errors.New("a PostgreSQL database is backed up by its own pg_dump")
	}
	if _, err := os.Stat(file); err == nil {
		return fmt.Errorf("backup %s: the file exists already: name another", file)
	}
	if err := checkPath(file); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	part := file + ".part"
	if err := errors.Join(removeIfThere(part), s.copyInto(ctx, part)); err != nil {
		return errors.Join(fmt.Errorf("backup %s: %w", file, err), removeIfThere(part))
	}
	if err := settleFile(part, file); err != nil {
		return fmt.Errorf("backup %s: %w", file, err)
	}
	return nil
}

// copyInto uses a connection of its own: the readers may not write, not even
// another file, and the writer must not wait.
func (s *Store) copyInto(ctx context.Context, file string) error {
	db, err := s.sqliteHandle(ctx, s.dsn, sqliteReadOptions, 1)
	if err != nil {
		return err
	}
	defer closeHandle(db)
	return db.WithContext(ctx).Exec("VACUUM INTO ?", file).Error
}

func closeHandle(db *gorm.DB) {
	if pool, err := db.DB(); err == nil {
		pool.Close()
	}
}

func removeIfThere(file string) error {
	if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// settleFile puts a file on disk and gives it its name.
func settleFile(from, to string) error {
	f, err := os.OpenFile(from, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(from, to)
}

// Restore puts a backup in the place of an archive that no program has open.
// The backup is checked first; the archive that was there is kept beside it,
// and its new name is the answer ("" where there was none).
func Restore(ctx context.Context, backup, path string) (kept string, err error) {
	part := path + ".part"
	if err := copyFile(backup, part); err != nil {
		return "", fmt.Errorf("restore %s: %w", backup, err)
	}
	if err := checkFile(ctx, part); err != nil {
		return "", errors.Join(fmt.Errorf("restore %s: %w", backup, err), removeIfThere(part))
	}
	if _, err := os.Stat(path); err == nil {
		if kept, err = setAside(path); err != nil {
			return "", fmt.Errorf("restore %s: %w", backup, err)
		}
	}
	if err := settleFile(part, path); err != nil {
		return kept, fmt.Errorf("restore %s: %w", backup, err)
	}
	return kept, nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// checkFile opens a copy as an archive and looks for damage.
func checkFile(ctx context.Context, file string) error {
	s, err := Open(ctx, Config{DSN: file})
	if err != nil {
		return err
	}
	faults, err := s.Check(ctx)
	if err == nil && len(faults) > 0 {
		err = fmt.Errorf("it is damaged: %s", faults[0])
	}
	err = errors.Join(err, s.Close())
	return errors.Join(err, removeIfThere(file+"-wal"), removeIfThere(file+"-shm"))
}

// setAside renames an archive with what belongs to it.
func setAside(path string) (kept string, err error) {
	for n := 1; ; n++ {
		kept = fmt.Sprintf("%s.before-restore-%d", path, n)
		if _, err := os.Stat(kept); errors.Is(err, os.ErrNotExist) {
			break
		}
	}
	for _, suffix := range []string{"-wal", "-shm", ""} {
		if err := os.Rename(path+suffix, kept+suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
	}
	return kept, nil
}
