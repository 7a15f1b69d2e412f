-- How far the reading of a source's past is, so that one that is interrupted
-- goes on where it was.

-- +goose Up
CREATE TABLE backfills (
    source_id TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    next_day  TEXT NOT NULL,
    PRIMARY KEY (source_id, first_day, last_day)
);

-- +goose Down
DROP TABLE backfills;
