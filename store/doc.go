// Package store keeps the archive: GORM over SQLite or PostgreSQL.
//
// Open, SaveTopic and the queries are all there is to know for readers. Who
// ingests asks FreshArticles what is new, lets weaving look around through
// ReportsNear and KnownOf, and hands everything to Save, which writes it in one
// short transaction.
//
// # What is where
//
// The tables articles, reports, events, revisions and edits hold the nouns of
// package timeline, column by field. All others follow from them and exist so
// that questions are answered by an index: who and where of an event
// (event_actors, event_places, event_sources), which reports lie near each
// other (report_keys), which revision held when (event_states and its two
// joins), and search.
//
// # Two databases
//
// The same numbered SQL makes the tables on both; only search differs. On
// SQLite there is one writer and a few readers, and a write is on disk when it
// is acknowledged. On PostgreSQL writers queue at one row. SQLite is
// modernc.org/sqlite or, with the build tag sqlite_fts5 and cgo,
// mattn/go-sqlite3.
package store
