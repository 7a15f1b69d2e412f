package main

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"truceline/store"
	"truceline/timeline"
)

// baseEvents is how many events are written as the program writes them. A
// larger archive is made of copies of these under other ids: writing a million
// events one by one would take most of an hour, and to an index a copy is as
// good as any other event. They lie weeks apart, so that no copy of a report is
// near to another one.
const baseEvents = 50_000

// A doc is what search is told of an event. The made-up words are such that
// folding leaves them as they are, so that copies can be indexed in SQL.
type doc struct{ event, title, summary, names, quotes string }

func docsOf(b store.Batch) []doc {
	docs := make([]doc, len(b.Woven.Events))
	at := map[string]*doc{}
	for i, e := range b.Woven.Events {
		var names []string
		for _, p := range e.Participations {
			names = append(names, "zq"+timeline.ShortHash("actor", p.Actor))
		}
		for _, place := range e.Places {
			names = append(names, "zq"+timeline.ShortHash("place", place))
		}
		docs[i] = doc{event: e.ID, title: e.Title, summary: e.Summary, names: strings.Join(names, " ")}
		at[e.ID] = &docs[i]
	}
	for _, r := range b.Reports {
		at[r.EventID].quotes += r.Quote + " "
	}
	return docs
}

// A copier multiplies the events of an SQLite file, past the store: it takes
// the indexes away, has SQLite copy rows, and makes the indexes anew.
type copier struct {
	ctx  context.Context
	conn *sql.Conn
	base int // events that are copied
	all  int // events that there will be
}

// copyEvents brings a file of base events to a multiple of them.
func copyEvents(ctx context.Context, path string, base, events int, docs []doc, progress func(done int)) error {
	name := "sqlite"
	if strings.HasPrefix(store.SQLiteDriver, "mattn") {
		name = "sqlite3"
	}
	db, err := sql.Open(name, path)
	if err != nil {
		return err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	c := copier{ctx, conn, base, events}
	if err := c.run("PRAGMA synchronous = OFF", "PRAGMA cache_size = -400000", "PRAGMA temp_store = FILE", "PRAGMA threads = 2"); err != nil {
		return err
	}
	if err := c.remember(docs); err != nil {
		return err
	}
	indexes, err := c.dropIndexes()
	if err != nil {
		return err
	}
	for n := 1; n*base < events; n++ {
		if err := c.copy(n); err != nil {
			return fmt.Errorf("copy %d: %w", n, err)
		}
		progress((n + 1) * base)
	}
	if err := c.run(indexes...); err != nil {
		return err
	}
	return c.run("INSERT INTO event_search (event_search) VALUES ('optimize')", "DROP TABLE temp.docs", "PRAGMA wal_checkpoint(TRUNCATE)")
}

func (c copier) run(statements ...string) error {
	for _, statement := range statements {
		if _, err := c.conn.ExecContext(c.ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// remember keeps what search knows of the base beside the file.
func (c copier) remember(docs []doc) error {
	if err := c.run("CREATE TEMP TABLE docs (event_id TEXT PRIMARY KEY, title TEXT, summary TEXT, names TEXT, quotes TEXT)", "BEGIN"); err != nil {
		return err
	}
	for _, d := range docs {
		if _, err := c.conn.ExecContext(c.ctx, "INSERT INTO temp.docs VALUES (?, ?, ?, ?, ?)", d.event, d.title, d.summary, d.names, d.quotes); err != nil {
			return err
		}
	}
	return c.run("COMMIT")
}

// dropIndexes takes away the indexes that are not part of a table, and gives
// the statements that make them.
func (c copier) dropIndexes() ([]string, error) {
	rows, err := c.conn.QueryContext(c.ctx, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
	if err != nil {
		return nil, err
	}
	var drops, makes []string
	for rows.Next() {
		var name, statement string
		if err := rows.Scan(&name, &statement); err != nil {
			return nil, err
		}
		drops, makes = append(drops, "DROP INDEX "+name), append(makes, statement)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return makes, c.run(drops...)
}

// copied are the tables with a row or more to an event, with the column that
// brings the rows of the base and their copies in order.
var copied = []struct{ table, order string }{
	{"events", "id"}, {"articles", "id"}, {"reports", "id"}, {"report_keys", "report_id"}, {"revisions", "event_id"},
	{"event_actors", "event_id"}, {"event_places", "event_id"}, {"event_sources", "event_id"},
	{"event_states", "id"}, {"state_actors", "event_id"}, {"state_places", "event_id"},
}

// copy adds the base once more under ids that are n times its size further on.
func (c copier) copy(n int) error {
	if err := c.run("BEGIN"); err != nil {
		return err
	}
	for _, t := range copied {
		columns, values, err := c.columns(t.table, n)
		if err != nil {
			return err
		}
		err = c.run(fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s < '%s' ORDER BY %[5]s",
			t.table, columns, values, t.table, t.order, c.end(t.table)))
		if err != nil {
			return err
		}
	}
	shifted := c.shifted("event_id", n)
	return c.run("INSERT INTO search_docs (event_id) SELECT "+shifted+" FROM temp.docs ORDER BY event_id",
		"INSERT INTO event_search (rowid, title, summary, names, quotes) SELECT d.doc, t.title, t.summary, t.names, t.quotes"+
			" FROM temp.docs t CROSS JOIN search_docs d ON d.event_id = "+c.shifted("t.event_id", n)+" ORDER BY t.event_id", "COMMIT")
}

// end is a text behind all keys of the base, and before those of its copies.
func (c copier) end(table string) string {
	if table == "articles" {
		return "w" // an article of the base has a hash, a copy begins with x
	}
	return fmt.Sprintf("e%09d", c.base)
}

func (c copier) columns(table string, n int) (names, values string, err error) {
	rows, err := c.conn.QueryContext(c.ctx, "SELECT name FROM pragma_table_info(?)", table)
	if err != nil {
		return "", "", err
	}
	defer rows.Close()
	var all, copies []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return "", "", err
		}
		value := `"` + name + `"`
		all = append(all, value)
		switch {
		case name == "article_id" || name == "url" || table == "articles" && name == "id":
			value = fmt.Sprintf("printf('x%03d-', %d) || %s", n, n, value)
		case name == "id" || name == "event_id" || name == "report_id":
			value = c.shifted(name, n)
		case strings.HasSuffix(name, "_day") && name != "published_day":
			value = c.later(name, n)
		case moments[name]:
			value = fmt.Sprintf("%s || substr(%s, 11)", c.later("substr("+name+", 1, 10)", n), name)
		case name == "card":
			value = c.redrawn(name, "id", n)
		case name == "snapshot":
			value = c.redrawn(name, "event_id", n)
		}
		copies = append(copies, value)
	}
	return strings.Join(all, ", "), strings.Join(copies, ", "), rows.Err()
}

// shifted is an event's or a report's id n times the base further on.
func (c copier) shifted(column string, n int) string {
	return fmt.Sprintf("printf('e%%09d', CAST(substr(%s, 2, 9) AS INTEGER) + %d) || substr(%[1]s, 11)", column, n*c.base)
}

// moments are the columns that hold the moments of an event, which move with its
// days. (A day may be followed by an hour; what is held for ever stays so.)
var moments = map[string]bool{"known_from": true, "valid_from": true, "valid_until": true, "recorded_at": true,
	"created": true, "updated": true, "published": true, "fetched": true}

// redrawn is an event's JSON with the id and the days that the copy has.
func (c copier) redrawn(column, id string, n int) string {
	start, end := "json_extract("+column+", '$.when.start')", "json_extract("+column+", '$.when.end')"
	return fmt.Sprintf("json_set(%s, '$.id', %s, '$.when.start', %s, '$.when.end', %s)", column, c.shifted(id, n), c.later(start, n), c.later(end, n))
}

// later is a day moved by up to half a year, by another stretch for each copy:
// otherwise each day would have as many copies of the same events.
func (c copier) later(column string, n int) string {
	days := n * 365 * c.base / c.all
	if days > 182 {
		days -= 365
	}
	return fmt.Sprintf("CASE WHEN %[1]s IN ('', '%[2]s', '%[3]s', '0001-01-01') THEN %[1]s ELSE date(%[1]s, '%[4]d days') END",
		column, timeline.FirstDay, timeline.LastDay, days)
}
