package store

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"truceline/timeline"
)

// An order is how a list is sorted: by a column, then by the last possible
// day, then by id, all in one direction, so that an index can be walked either
// way from the place where the page before ended.
type order struct {
	sort   timeline.Sort // without "-"
	column string
	down   bool
}

var orderColumns = map[timeline.Sort]string{
	timeline.ByWhen:          "e.sort_day",
	timeline.ByReported:      "e.known_from",
	timeline.ByCorroboration: "e.corroboration_independent",
	timeline.ByChanged:       "e.updated",
	timeline.ByRelevance:     "hits.score",
}

// orderOf reads a sort; without one, a search is sorted by relevance and a
// list by when.
func orderOf(s timeline.Sort, searched bool) (order, error) {
	if s == "" {
		s = timeline.ByWhen
		if searched {
			s = timeline.ByRelevance
		}
	}
	name, down := strings.CutPrefix(string(s), "-")
	o := order{sort: timeline.Sort(name), column: orderColumns[timeline.Sort(name)], down: down}
	switch {
	case o.column == "":
		return o, timeline.Invalidf("sort", "%q is none of %v", s, timeline.Sorts)
	case o.sort == timeline.ByRelevance && !searched:
		return o, timeline.Invalidf("sort", "relevance needs words to look for in q")
	}
	return o, nil
}

// after is the condition "comes after this place".
func (o order) after(q *selection) string {
	columns := "(" + o.column + ", e.last_day, " + q.id + ")"
	if o.down {
		return columns + " < (?, ?, ?)"
	}
	return columns + " > (?, ?, ?)"
}

// before is the condition "comes before this place".
func (o order) before(q *selection) string {
	return order{sort: o.sort, column: o.column, down: !o.down}.after(q)
}

// narrow says whether a list in this order needs no more of an event than what
// its actors' and places' rows copy.
func (o order) narrow() bool { return o.sort == timeline.ByWhen }

// A spot is a row's place in a list.
type spot struct {
	ID     string
	Number int // of the revision that the row shows, 0: today's
	key    any // string, time.Time or int64, as the order's column
	last   timeline.Day
}

// place is what a list goes on after.
func (at spot) place() []any { return []any{at.key, at.last, at.ID} }

// scanKey gives something to scan the order's column into, and its value.
func (o order) scanKey() (into any, value func() any) {
	switch o.sort {
	case timeline.ByReported, timeline.ByChanged:
		t := new(stamp)
		return t, func() any { return t.Time }
	case timeline.ByCorroboration, timeline.ByRelevance:
		n := new(int64)
		return n, func() any { return *n }
	default:
		day := new(string)
		return day, func() any { return *day }
	}
}

// cursor writes a place as an opaque text.
func (o order) cursor(at spot) string {
	key := ""
	switch v := at.key.(type) {
	case string:
		key = v
	case time.Time:
		key = v.Format(time.RFC3339Nano)
	case int64:
		key = strconv.FormatInt(v, 10)
	}
	text, _ := json.Marshal([]string{o.name(), key, string(at.last), at.ID})
	return base64.RawURLEncoding.EncodeToString(text)
}

func (o order) name() string {
	if o.down {
		return "-" + string(o.sort)
	}
	return string(o.sort)
}

// place reads a cursor that this order wrote; nil where there is none.
func (o order) place(cursor string) ([]any, error) {
	if cursor == "" {
		return nil, nil
	}
	var parts []string
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || json.Unmarshal(text, &parts) != nil || len(parts) != 4 {
		return nil, timeline.Invalidf("cursor", "it is damaged: start again without it")
	}
	if parts[0] != o.name() {
		return nil, timeline.Invalidf("cursor", "it belongs to a list sorted by %s: start again without it", parts[0])
	}
	key, err := o.readKey(parts[1])
	if err != nil {
		return nil, timeline.Invalidf("cursor", "it is damaged: start again without it")
	}
	return []any{key, parts[2], parts[3]}, nil
}

func (o order) readKey(text string) (any, error) {
	switch o.sort {
	case timeline.ByReported, timeline.ByChanged:
		t, err := time.Parse(time.RFC3339Nano, text)
		return moment(t), err
	case timeline.ByCorroboration, timeline.ByRelevance:
		return strconv.ParseInt(text, 10, 64)
	default:
		return text, nil
	}
}

// from is what the rows of a list come from: one by relevance begins with the
// ranked hits, whose score is its order; where nothing else is asked for, with
// the best of them from a place on.
func (o order) from(q *selection, place []any, most int) (string, []any) {
	if o.sort != timeline.ByRelevance {
		return q.from()
	}
	limits := q.limits
	if q.alone && most > 0 && place == nil && !o.down {
		limits.newest = min(limits.newest, most) // no more of a kind can stand among the first
	}
	rows, args := q.by.ranked(q.text, q.hits, limits)
	if q.alone && most > 0 {
		rows, args = o.best(rows, args, place, most)
	}
	return q.after(rows, args)
}

// best cuts ranked hits, before the events of all are looked up: to the first
// ones behind a place and those that equal the last of them, with those that
// equal the place.
func (o order) best(rows string, args []any, place []any, most int) (string, []any) {
	beyond, until, last, direction := ">", "<=", "MAX", ""
	if o.down {
		beyond, until, last, direction = "<", ">=", "MIN", " DESC"
	}
	first := func(condition string) string {
		return "(SELECT " + last + "(score) FROM (SELECT score FROM ranked" + condition + " ORDER BY score" + direction + " LIMIT ?) AS first)"
	}
	all := "WITH ranked AS MATERIALIZED (" + rows + ") SELECT event_id, score FROM ranked WHERE score " + until + " "
	if place == nil {
		return all + first(""), append(args, most)
	}
	return all + "COALESCE(" + first(" WHERE score "+beyond+" ?") + ", ?) AND score " + beyond + "= ?", append(args, place[0], most, place[0], place[0])
}

// branches are those of the selection; hits that are ranked need not be asked
// for again.
func (o order) branches(q *selection) []branch {
	if o.sort != timeline.ByRelevance {
		return q.branches()
	}
	found := *q
	found.text = nil
	return found.branches()
}

// by is the ORDER BY clause over the columns that list names, of some table.
func (o order) by(table string) string {
	direction := ""
	if o.down {
		direction = " DESC"
	}
	return " ORDER BY " + table + "place" + direction + ", " + table + "last" + direction + ", " + table + "id" + direction
}

// list is the query for the places of a list's events, from a place on or
// after so many others, and for further columns. Each branch is cut to length
// by itself, so that none is read further than the list can need.
func (o order) list(q *selection, columns string, place []any, limit, skip int) (sql string, args []any) {
	from, fromArgs := o.from(q, place, limit+skip)
	var parts []string
	for _, b := range o.branches(q) {
		if place != nil {
			b = b.and(o.after(q), place)
		}
		parts = append(parts, "SELECT * FROM (SELECT "+q.id+" AS id, "+q.number()+" AS number, "+o.column+" AS place, e.last_day AS last"+columns+
			" FROM "+from+" WHERE "+b.where+o.by("")+" LIMIT ?) AS part")
		args = append(slices.Concat(args, fromArgs, b.args), limit+skip)
	}
	if len(parts) == 1 && skip == 0 {
		return parts[0], args
	}
	return strings.Join(parts, " UNION ALL ") + o.by("") + " LIMIT ? OFFSET ?", append(args, limit, skip)
}

// rowsBefore is the query for how many events of a list come before a place.
func (o order) rowsBefore(q *selection, at spot) (sql string, args []any) {
	from, fromArgs := o.from(q, nil, 0)
	var parts []string
	for _, b := range o.branches(q) {
		b = b.and(o.before(q), at.place())
		parts = append(parts, "SELECT 1 FROM "+from+" WHERE "+b.where)
		args = slices.Concat(args, fromArgs, b.args)
	}
	return "SELECT COUNT(*) FROM (" + strings.Join(parts, " UNION ALL ") + ") AS list", args
}
