package store

import (
	"context"
	"fmt"
	"maps"
	"math/bits"
	"slices"
	"strings"

	"gorm.io/gorm"

	"truceline/timeline"
)

// The classes of length of a stretch of days, by their longest member. The
// last holds all that are longer or open.
var spanClasses = []int{1, 7, 31, 366}

// spanOf gives the class of a stretch of days.
func spanOf(first, last timeline.Day) int {
	if first == timeline.FirstDay || last == timeline.LastDay {
		return len(spanClasses)
	}
	days := last.Sub(first) + 1
	for class, longest := range spanClasses {
		if days <= longest {
			return class
		}
	}
	return len(spanClasses)
}

// reportKey is one entry of the index in which near reports are found.
type reportKey struct {
	ReportID string
	Topic    string
	NearKey  string
	Type     string
	Status   timeline.Status
	Span     int
	FirstDay timeline.Day
	LastDay  timeline.Day
}

// keysOf gives the entries of a live report: one per actor, per place, and
// one without either.
func keysOf(r timeline.Report) []reportKey {
	first, last := r.NearDays()
	entry := reportKey{ReportID: r.ID, Topic: r.Topic, Type: r.Type, Status: r.Status, Span: spanOf(first, last), FirstDay: first, LastDay: last}
	names := nearKeys(actorsOf(r.Actors), r.Places)
	keys := make([]reportKey, 0, len(names)+1)
	for _, name := range append(names, "") {
		entry.NearKey = name
		keys = append(keys, entry)
	}
	return keys
}

func nearKeys(actors, places []string) []string {
	var keys []string
	for _, actor := range actors {
		keys = append(keys, "a:"+actor)
	}
	for _, place := range places {
		keys = append(keys, "p:"+place)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func actorsOf(parts []timeline.Participation) []string {
	var ids []string
	for _, part := range parts {
		ids = append(ids, part.Actor)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// ReportsNear gives the ids of the live reports that could speak of the same
// event, each once. It reads a few short ranges of an index: its cost does
// not grow with the archive.
//
// A question names some fifty actors and places, of whom a small archive has few
// reports of those days: it is cheaper then to look who stands in each report of
// the days. Where those are many, each actor and place has a range of its own.
func (s *Store) ReportsNear(ctx context.Context, near timeline.Near) ([]string, error) {
	db := s.read.WithContext(ctx)
	keys := nearKeys(near.Actors, near.Places)
	ids, err := reportsUnder(db, near, nil, fewReports)
	switch {
	case err != nil || len(ids) == 0:
	case len(ids) > fewReports:
		ids, err = reportsUnder(db, near, keys, -1)
	case len(keys) > 0:
		ids, err = listOf(db.Raw("SELECT report_id FROM report_keys WHERE report_id IN ? AND near_key || '' IN ?", padded(ids), padded(keys)))
	}
	if err != nil {
		return nil, fmt.Errorf("reports near %s to %s: %w", near.From, near.To, err)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// fewReports is of how many it is looked up who stands in them.
const fewReports = 250

// reportsUnder gives the ids of the reports under one of the keys that a
// question is about, of all reports where it names none. Where there are more than most, it gives one more; -1 has
// no bound. A report that has several of the keys is found as often.
func reportsUnder(db *gorm.DB, near timeline.Near, keys []string, most int) ([]string, error) {
	sql, args := nearQuery(near, keys)
	if most >= 0 {
		sql += " LIMIT ?"
		args = append(args, most+1)
	}
	return listOf(db.Raw(sql, args...))
}

// nearQuery asks for the reports under one of the keys whose days meet the
// window: one range of first_day for each key and class of length. Types are
// compared on the way, as many keys have few reports; without keys, each type
// has a range of its own.
func nearQuery(near timeline.Near, keys []string) (sql string, args []any) {
	from, to := timeline.When{Start: near.From, End: near.To}.Bounds()
	var classes []string
	for class := range len(spanClasses) + 1 {
		earliest := timeline.FirstDay
		if class < len(spanClasses) && from > timeline.FirstDay {
			earliest = max(from.Add(1-spanClasses[class]), timeline.FirstDay)
		}
		classes = append(classes, "(CAST(? AS INTEGER), ?)")
		args = append(args, class, string(earliest))
	}
	under := "k.near_key = ''" // as the index of types has it
	args = append(args, near.Topic)
	if len(keys) > 0 {
		under = "k.near_key IN ?"
		args = append(args, padded(keys))
	}
	sql = "SELECT k.report_id FROM (VALUES " + strings.Join(classes, ", ") + ") AS class CROSS JOIN report_keys k WHERE k.topic = ? AND " + under +
		" AND k.span = class.column1 AND k.first_day BETWEEN class.column2 AND ? AND k.last_day >= ? AND k.type IN ?"
	args = append(args, to, from, padded(near.Types))
	if len(near.Statuses) > 0 {
		sql += " AND k.status IN ?"
		args = append(args, near.Statuses)
	}
	return sql, args
}

// padded repeats the last of some values until they are a power of two: few
// lengths make few statements, which stay prepared.
func padded[T any](values []T) []T {
	if len(values) == 0 {
		return values
	}
	size := 1 << bits.Len(uint(len(values)-1))
	list := append(make([]T, 0, size), values...)
	for len(list) < size {
		list = append(list, values[len(values)-1])
	}
	return list
}

// listOf reads the one column of a query by hand. (GORM's own Scan also writes
// out each statement with its values, for a log that nobody keeps.)
func listOf(query *gorm.DB) ([]string, error) {
	rows, err := query.Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, rows.Err()
}

// KnownOf loads events by id with everything that belongs to them, as weaving
// asks for it: the events that were merged into them, all reports that stand
// in any of these (superseded ones too) with their articles, all corrections
// and all revisions. An id that was merged brings the event that it forwards
// to.
func (s *Store) KnownOf(ctx context.Context, events []string) (timeline.Known, error) {
	var known timeline.Known
	db := s.read.WithContext(ctx)
	ids, err := mergedFamily(db, events)
	if err != nil {
		return known, fmt.Errorf("what is known of %d events: %w", len(events), err)
	}
	for part := range slices.Chunk(ids, batchRows) {
		if err := readKnown(db, part, &known); err != nil {
			return known, fmt.Errorf("what is known of %d events: %w", len(events), err)
		}
	}
	return known, nil
}

// mergedFamily gives the ids, those that they forward to, and all that forward
// to any of these.
func mergedFamily(db *gorm.DB, ids []string) ([]string, error) {
	family := map[string]bool{}
	for len(ids) > 0 {
		var next []string
		for part := range slices.Chunk(ids, batchRows) {
			found, err := listOf(db.Raw(`SELECT merged_into FROM events WHERE id IN ? AND merged_into <> ''
				UNION SELECT id FROM events WHERE merged_into IN ? AND merged_into <> ''`, part, part))
			if err != nil {
				return nil, err
			}
			next = append(next, found...)
		}
		for _, id := range ids {
			family[id] = true
		}
		ids = slices.DeleteFunc(next, func(id string) bool { return family[id] })
	}
	return slices.Sorted(maps.Keys(family)), nil
}

func readKnown(db *gorm.DB, ids []string, known *timeline.Known) error {
	list := padded(ids)
	events, err := scanned(db.Raw("SELECT "+eventColumns+" FROM events WHERE id IN ? ORDER BY id", list), scanEvent)
	if err != nil {
		return err
	}
	reports, err := readReports(db, "event_id", ids)
	if err != nil {
		return err
	}
	var edits []timeline.Edit
	if err := db.Where("id IN (SELECT edit_id FROM edit_events WHERE event_id IN ?)", list).Order("at, id").Find(&edits).Error; err != nil {
		return err
	}
	revisions, err := scanned(db.Raw("SELECT "+revisionColumns+" FROM revisions WHERE event_id IN ? ORDER BY event_id, number", list), scanRevision)
	if err != nil {
		return err
	}
	known.Events = append(known.Events, events...)
	known.Reports = append(known.Reports, reports...)
	known.Edits = append(known.Edits, edits...)
	known.Revisions = append(known.Revisions, revisions...)
	return nil
}
