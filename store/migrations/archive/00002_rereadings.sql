-- Where a re-reading of the kept articles was interrupted.

-- +goose Up
CREATE TABLE rereadings (
    topic    TEXT      NOT NULL PRIMARY KEY,
    rules    TEXT      NOT NULL, -- what the articles were read with
    begun    TIMESTAMP NOT NULL,
    last     TEXT      NOT NULL, -- id of the last article that is done
    articles INTEGER   NOT NULL,
    changed  INTEGER   NOT NULL,
    added    INTEGER   NOT NULL, -- reports
    gone     INTEGER   NOT NULL
);

-- +goose Down
DROP TABLE rereadings;
