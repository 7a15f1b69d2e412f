-- Neighbours of a report are found by key, length and days, types on the way:
-- most questions name many keys, of which each has few reports of those days.
-- What began at some time and goes on is near to what is told of its beginning,
-- not to everything since. (Dates that are open otherwise keep their wide
-- entries: more is looked at, nothing missed.)

-- +goose Up
DROP INDEX report_keys_near;
UPDATE report_keys SET last_day = first_day, span = 0
    WHERE last_day = '9999-12-31' AND report_id IN (SELECT id FROM reports WHERE open_bound = 'since');
CREATE INDEX report_keys_near ON report_keys (topic, near_key, span, first_day, last_day, type, status, report_id);

-- +goose Down
DROP INDEX report_keys_near;
CREATE INDEX report_keys_near ON report_keys (topic, near_key, type, span, first_day, last_day, status, report_id);
