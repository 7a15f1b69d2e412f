package store

import (
	"context"
	"fmt"
	"reflect"
	"sync"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	"gorm.io/gorm/schema"
)

var registerJSON sync.Once

// openGORM opens a handle with what GORM lacks for us: lists that are never
// NULL, and moments that are the same on every database.
func (s *Store) openGORM(dialector gorm.Dialector) (*gorm.DB, error) {
	registerJSON.Do(func() { schema.RegisterSerializer("json", fullJSON{}) })
	db, err := gorm.Open(dialector, &gorm.Config{
		NowFunc:                s.now,
		TranslateError:         true,
		SkipDefaultTransaction: true,           // we say where a transaction begins
		Logger:                 logger.Discard, // errors tell, and change tells of slow writes
	})
	if err != nil {
		return nil, err
	}
	return db, db.Callback().Create().Before("gorm:create").Register("truceline:moments", roundMoments)
}

// one gives the row that a query names; gorm.ErrRecordNotFound where there is
// none. (GORM's own generic chain reads alike, but compiles about 1,200
// functions for each type it is used with: docs/decisions/0004.)
func one[T any](query *gorm.DB) (T, error) {
	var row T
	err := query.Take(&row).Error
	return row, err
}

// many gives the rows of a query, an empty list where there is none.
func many[T any](query *gorm.DB) ([]T, error) {
	rows := []T{}
	err := query.Find(&rows).Error
	return rows, err
}

// fullJSON keeps a value as JSON text. GORM's own serializer writes a nil
// list as NULL; this one writes [] and {}, and reads them back as empty.
type fullJSON struct{ schema.JSONSerializer }

// Value gives the JSON of a field.
func (fullJSON) Value(_ context.Context, _ *schema.Field, _ reflect.Value, value any) (any, error) {
	v := reflect.ValueOf(value)
	switch {
	case v.Kind() == reflect.Slice && v.IsNil():
		return "[]", nil
	case v.Kind() == reflect.Map && v.IsNil():
		return "{}", nil
	}
	return encoded(value)
}

// moment is the form in which a time is kept and compared: UTC, microseconds
// (what PostgreSQL keeps).
func moment(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

var timeType = reflect.TypeFor[time.Time]()

// roundMoments makes a moment of every time that is about to be created.
func roundMoments(db *gorm.DB) {
	if db.Statement.Schema == nil {
		return
	}
	rows := db.Statement.ReflectValue
	if rows.Kind() != reflect.Slice {
		roundRow(db, rows)
		return
	}
	for i := range rows.Len() {
		roundRow(db, reflect.Indirect(rows.Index(i)))
	}
}

func roundRow(db *gorm.DB, row reflect.Value) {
	for _, field := range db.Statement.Schema.Fields {
		if field.FieldType != timeType {
			continue
		}
		value, _ := field.ValueOf(db.Statement.Context, row)
		if err := field.Set(db.Statement.Context, row, moment(value.(time.Time))); err != nil {
			_ = db.AddError(fmt.Errorf("time of %s: %w", field.Name, err))
		}
	}
}

// stamp scans a time out of an expression, where SQLite tells no column type
// and a driver hands over its text.
type stamp struct{ time.Time }

// Scan implements sql.Scanner.
func (s *stamp) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		s.Time = time.Time{}
	case time.Time:
		s.Time = v.UTC()
	case string:
		t, err := time.Parse("2006-01-02 15:04:05.999999999-07:00", v)
		if err != nil {
			return fmt.Errorf("time %q: %w", v, err)
		}
		s.Time = t.UTC()
	default:
		return fmt.Errorf("time of type %T", value)
	}
	return nil
}
