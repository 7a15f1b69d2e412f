package scheduler

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"truceline/store"
)

// rowsOf gives every row of every table of an archive that is closed, but for
// the archive's version and what search keeps in a form of its own.
func rowsOf(t *testing.T, file string) string {
	t.Helper()
	name := "sqlite"
	if strings.HasPrefix(store.SQLiteDriver, "mattn") {
		name = "sqlite3"
	}
	db, err := sql.Open(name, file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var b strings.Builder
	for _, table := range column(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'migrations%' AND name NOT LIKE 'event_search%' AND name <> 'archive' ORDER BY name") {
		columns := column(t, db, "SELECT name FROM pragma_table_info('"+table+"')")
		for n, c := range columns {
			columns[n] = `quote("` + c + `")`
		}
		rows := column(t, db, "SELECT "+strings.Join(columns, " || ' ' || ")+" FROM "+table)
		slices.Sort(rows)
		for _, row := range rows {
			fmt.Fprintln(&b, table, strings.ReplaceAll(row, "\n", " "))
		}
	}
	return b.String()
}

func column(t *testing.T, db *sql.DB, query string) (values []string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		values = append(values, value)
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return values
}
