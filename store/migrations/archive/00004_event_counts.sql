-- How many of the events that are shown begin in each month, in all and by what
-- a filter or a facet names: totals are sums of few rows, however large the
-- archive is. kind says what value is: type, precision, review, thread, actor,
-- place or source. Where it is empty, the row counts all events; where it is
-- 'day', by the day on which they begin; where it is 'lasting', those of months >
-- 1; where it is 'ended', the same by the month in which they end, if they do. A
-- type or status of '*' stands for all of them, so that few rows are summed up.

-- +goose Up
DROP TABLE month_counts;
CREATE TABLE event_counts (
    topic  TEXT    NOT NULL,
    type   TEXT    NOT NULL,
    status TEXT    NOT NULL,
    kind   TEXT    NOT NULL,
    value  TEXT    NOT NULL,
    span   TEXT    NOT NULL, -- 2025-05, or 2025-05-16 where kind is 'day'
    events INTEGER NOT NULL,
    PRIMARY KEY (topic, type, status, kind, value, span)
);

INSERT INTO event_counts (topic, type, status, kind, value, span, events)
SELECT topic, CASE column1 WHEN 1 THEN '*' ELSE type END, CASE column2 WHEN 1 THEN '*' ELSE status END, kind, value, span, SUM(n) FROM (
    SELECT topic, type, status, '' AS kind, '' AS value, substr(sort_day, 1, 7) AS span, COUNT(*) AS n FROM events
        WHERE merged_into = '' AND review <> 'rejected' GROUP BY topic, type, status, substr(sort_day, 1, 7)
    UNION ALL
    SELECT topic, type, status, 'day', '', sort_day, COUNT(*) FROM events
        WHERE merged_into = '' AND review <> 'rejected' GROUP BY topic, type, status, sort_day
    UNION ALL
    SELECT topic, type, status, 'lasting', '', substr(sort_day, 1, 7), COUNT(*) FROM events
        WHERE months > 1 AND merged_into = '' AND review <> 'rejected' GROUP BY topic, type, status, substr(sort_day, 1, 7)
    UNION ALL
    SELECT topic, type, status, 'ended', '', substr(last_day, 1, 7), COUNT(*) FROM events
        WHERE months > 1 AND last_day < '9999-12-31' AND merged_into = '' AND review <> 'rejected' GROUP BY topic, type, status, substr(last_day, 1, 7)
    UNION ALL
    SELECT topic, type, status, 'type', type, substr(sort_day, 1, 7), COUNT(*) FROM events
        WHERE merged_into = '' AND review <> 'rejected' GROUP BY topic, type, status, substr(sort_day, 1, 7)
    UNION ALL
    SELECT topic, type, status, 'precision', "precision", substr(sort_day, 1, 7), COUNT(*) FROM events
        WHERE merged_into = '' AND review <> 'rejected' GROUP BY topic, type, status, "precision", substr(sort_day, 1, 7)
    UNION ALL
    SELECT topic, type, status, 'review', review, substr(sort_day, 1, 7), COUNT(*) FROM events
        WHERE merged_into = '' AND review <> 'rejected' GROUP BY topic, type, status, review, substr(sort_day, 1, 7)
    UNION ALL
    SELECT topic, type, status, 'thread', thread, substr(sort_day, 1, 7), COUNT(*) FROM events
        WHERE merged_into = '' AND review <> 'rejected' AND thread <> '' GROUP BY topic, type, status, thread, substr(sort_day, 1, 7)
    UNION ALL
    SELECT topic, type, status, 'actor', actor_id, substr(sort_day, 1, 7), COUNT(*) FROM event_actors
        WHERE review <> 'rejected' GROUP BY topic, type, status, actor_id, substr(sort_day, 1, 7)
    UNION ALL
    SELECT topic, type, status, 'place', place_id, substr(sort_day, 1, 7), COUNT(*) FROM event_places
        WHERE review <> 'rejected' GROUP BY topic, type, status, place_id, substr(sort_day, 1, 7)
    UNION ALL
    SELECT e.topic, e.type, e.status, 'source', j.source, substr(e.sort_day, 1, 7), COUNT(*) FROM event_sources j JOIN events e ON e.id = j.event_id
        WHERE e.merged_into = '' AND e.review <> 'rejected' GROUP BY e.topic, e.type, e.status, j.source, substr(e.sort_day, 1, 7)
) AS counted CROSS JOIN (VALUES (0, 0), (0, 1), (1, 0), (1, 1)) AS rolled
GROUP BY topic, CASE column1 WHEN 1 THEN '*' ELSE type END, CASE column2 WHEN 1 THEN '*' ELSE status END, kind, value, span;

-- What lasts, by its end.
CREATE INDEX events_long_by_end ON events (topic, last_day, type, status, review, merged_into)
    WHERE months > 1 AND merged_into = '' AND review <> 'rejected';

CREATE INDEX event_states_long_by_type ON event_states
    (topic, type, sort_day, last_day, id, number, valid_from, valid_until, status, "precision", thread, review, months) WHERE months > 1;

-- +goose Down
DROP INDEX event_states_long_by_type;
DROP INDEX events_long_by_end;
DROP TABLE event_counts;
CREATE TABLE month_counts (
    topic  TEXT    NOT NULL,
    near   TEXT    NOT NULL,
    type   TEXT    NOT NULL,
    month  TEXT    NOT NULL,
    status TEXT    NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (topic, near, type, month, status)
);
