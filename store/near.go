package store

import (
	"context"
	"fmt"
	"maps"
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
	first, last := r.When.Bounds()
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

// ReportsNear gives the live reports that could speak of the same event, with
// their articles. It reads a few short ranges of an index for each type, actor
// and place: its cost does not grow with the archive.
func (s *Store) ReportsNear(ctx context.Context, near timeline.Near) ([]timeline.Report, error) {
	sql, args := nearQuery(near)
	ids, err := listOf(s.read.WithContext(ctx).Raw(sql, args...))
	if err != nil {
		return nil, fmt.Errorf("reports near %s to %s: %w", near.From, near.To, err)
	}
	slices.Sort(ids)
	return reportsByID(s.read.WithContext(ctx), slices.Compact(ids))
}

// nearQuery asks for the reports with one of the keys whose days meet the
// window: one range of first_day for each class of length. They are queries of
// their own, put together, as an OR would have the planner read all reports of
// a key. One statement asks for all keys: most of what the question costs is
// its preparation. A report that has several of them is found as often.
func nearQuery(near timeline.Near) (sql string, args []any) {
	keys := nearKeys(near.Actors, near.Places)
	if len(keys) == 0 {
		keys = []string{""}
	}
	from, to := timeline.When{Start: near.From, End: near.To}.Bounds()
	status := ""
	if len(near.Statuses) > 0 {
		status = " AND status IN ?"
	}
	var parts []string
	for class := range len(spanClasses) + 1 {
		earliest := timeline.FirstDay
		if class < len(spanClasses) && from > timeline.FirstDay {
			earliest = max(from.Add(1-spanClasses[class]), timeline.FirstDay)
		}
		parts = append(parts, "SELECT report_id FROM report_keys WHERE topic = ? AND near_key IN ? AND type IN ? AND span = ?"+
			" AND first_day BETWEEN ? AND ? AND last_day >= ?"+status)
		args = append(args, near.Topic, keys, near.Types, class, earliest, to, from)
		if status != "" {
			args = append(args, near.Statuses)
		}
	}
	return strings.Join(parts, " UNION ALL "), args
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

func reportsByID(db *gorm.DB, ids []string) ([]timeline.Report, error) {
	var reports []timeline.Report
	for part := range slices.Chunk(ids, batchRows) {
		var some []timeline.Report
		if err := db.Preload("Article").Where("id IN ?", part).Order("known_from, id").Find(&some).Error; err != nil {
			return nil, fmt.Errorf("%d reports: %w", len(part), err)
		}
		reports = append(reports, some...)
	}
	return reports, nil
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
	var some timeline.Known
	if err := db.Where("id IN ?", ids).Order("id").Find(&some.Events).Error; err != nil {
		return err
	}
	if err := db.Preload("Article").Where("event_id IN ?", ids).Order("known_from, id").Find(&some.Reports).Error; err != nil {
		return err
	}
	if err := db.Where("id IN (SELECT edit_id FROM edit_events WHERE event_id IN ?)", ids).Order("at, id").Find(&some.Edits).Error; err != nil {
		return err
	}
	if err := db.Where("event_id IN ?", ids).Order("event_id, number").Find(&some.Revisions).Error; err != nil {
		return err
	}
	known.Events = append(known.Events, some.Events...)
	known.Reports = append(known.Reports, some.Reports...)
	known.Edits = append(known.Edits, some.Edits...)
	known.Revisions = append(known.Revisions, some.Revisions...)
	return nil
}
