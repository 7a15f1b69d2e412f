-- Search in PostgreSQL: one weighted tsvector per event, of text that package
-- store has folded already, so that no dictionary is needed.

-- +goose Up
CREATE TABLE search_docs (
    event_id TEXT     NOT NULL PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    body     TSVECTOR NOT NULL
);
CREATE INDEX search_docs_body ON search_docs USING GIN (body);

-- +goose Down
DROP TABLE search_docs;
