-- Reports of rare types among all of some weeks, whoever is named in them: what a
-- refusal may be about, and which reports are few enough to look at each.

-- +goose Up
CREATE INDEX report_keys_types ON report_keys (topic, type, span, first_day, last_day, status, report_id) WHERE near_key = '';

-- +goose Down
DROP INDEX report_keys_types;
