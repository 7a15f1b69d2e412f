-- How many of the events that are shown begin in each month, in all (near is
-- empty), of each actor (a:…), place (p:…) and thread (h:…): a list's totals
-- are sums of few rows, however large the archive is.

-- +goose Up
CREATE TABLE month_counts (
    topic  TEXT    NOT NULL,
    near   TEXT    NOT NULL,
    type   TEXT    NOT NULL,
    month  TEXT    NOT NULL,
    status TEXT    NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (topic, near, type, month, status)
);
INSERT INTO month_counts (topic, near, type, month, status, events)
SELECT topic, '', type, substr(sort_day, 1, 7), status, COUNT(*) FROM events
    WHERE merged_into = '' AND review <> 'rejected' GROUP BY topic, type, substr(sort_day, 1, 7), status
UNION ALL
SELECT topic, 'h:' || thread, type, substr(sort_day, 1, 7), status, COUNT(*) FROM events
    WHERE merged_into = '' AND review <> 'rejected' AND thread <> '' GROUP BY topic, thread, type, substr(sort_day, 1, 7), status
UNION ALL
SELECT topic, 'a:' || actor_id, type, substr(sort_day, 1, 7), status, COUNT(*) FROM event_actors
    WHERE review <> 'rejected' GROUP BY topic, actor_id, type, substr(sort_day, 1, 7), status
UNION ALL
SELECT topic, 'p:' || place_id, type, substr(sort_day, 1, 7), status, COUNT(*) FROM event_places
    WHERE review <> 'rejected' GROUP BY topic, place_id, type, substr(sort_day, 1, 7), status;

-- What lasts or is open, by type: few of many.
CREATE INDEX events_long_by_type ON events (topic, type, sort_day, last_day, id, status, "precision", thread, review, months, merged_into)
    WHERE months > 1 AND merged_into = '' AND review <> 'rejected';

-- +goose Down
DROP INDEX events_long_by_type;
DROP TABLE month_counts;
