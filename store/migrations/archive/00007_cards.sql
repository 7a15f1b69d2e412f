-- Each event as lists show it, as JSON: package store writes it with the event.
-- The next step, in Go, makes those of the events that are there.

-- +goose Up
ALTER TABLE events ADD COLUMN card TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE events DROP COLUMN card;
