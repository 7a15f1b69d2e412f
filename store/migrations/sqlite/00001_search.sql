-- Search in SQLite: FTS5 over text that package store has folded already.

-- +goose Up
CREATE TABLE search_docs (
    doc      INTEGER PRIMARY KEY, -- the row of event_search; stays through VACUUM
    event_id TEXT NOT NULL UNIQUE REFERENCES events (id) ON DELETE CASCADE
);
CREATE VIRTUAL TABLE event_search USING fts5(
    title, summary, names, quotes,
    content = '', contentless_delete = 1, detail = full,
    tokenize = 'unicode61 remove_diacritics 2'
);

-- +goose Down
DROP TABLE event_search;
DROP TABLE search_docs;
