-- One schema for SQLite and PostgreSQL. Times are UTC. Lists are JSON as TEXT,
-- never NULL. Days are ISO strings, so they sort as they are.

-- +goose Up

-- One row. version rises with every write: readers build their ETags on it.
CREATE TABLE archive (
    id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version BIGINT  NOT NULL
);
INSERT INTO archive (id, version) VALUES (1, 1);

-- What the topic files say.

CREATE TABLE topics (
    id       TEXT NOT NULL PRIMARY KEY,
    types    TEXT NOT NULL,
    families TEXT NOT NULL
);

CREATE TABLE actors (
    id      TEXT NOT NULL,
    topic   TEXT NOT NULL,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    country TEXT NOT NULL,
    side    TEXT NOT NULL,
    aliases TEXT NOT NULL,
    offices TEXT NOT NULL,
    PRIMARY KEY (topic, id)
);

CREATE TABLE places (
    id      TEXT NOT NULL,
    topic   TEXT NOT NULL,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    country TEXT NOT NULL,
    aliases TEXT NOT NULL,
    lat     DOUBLE PRECISION NOT NULL,
    lon     DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (topic, id)
);

CREATE TABLE threads (
    id      TEXT NOT NULL,
    topic   TEXT NOT NULL,
    title   TEXT NOT NULL,
    summary TEXT NOT NULL,
    PRIMARY KEY (topic, id)
);

CREATE TABLE publishers (
    host        TEXT NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,
    country     TEXT NOT NULL,
    role        TEXT NOT NULL,
    owner_group TEXT NOT NULL,
    note        TEXT NOT NULL
);

-- The state_ columns are ours, the others come from the topic's file.
CREATE TABLE sources (
    id            TEXT    NOT NULL PRIMARY KEY,
    topic         TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    url           TEXT    NOT NULL,
    homepage      TEXT    NOT NULL,
    language      TEXT    NOT NULL,
    zone          TEXT    NOT NULL,
    schedule      TEXT    NOT NULL,
    role          TEXT    NOT NULL,
    owner_group   TEXT    NOT NULL,
    publisher     TEXT    NOT NULL,
    reuse         TEXT    NOT NULL,
    licence       TEXT    NOT NULL,
    attribution   TEXT    NOT NULL,
    terms_url     TEXT    NOT NULL,
    terms_checked TEXT    NOT NULL,
    no_quotes     BOOLEAN NOT NULL,
    full_text     BOOLEAN NOT NULL,
    filter        TEXT    NOT NULL,
    options       TEXT    NOT NULL,
    off           TEXT    NOT NULL,
    state_paused        BOOLEAN   NOT NULL,
    state_health        TEXT      NOT NULL,
    state_reason        TEXT      NOT NULL,
    state_next_due      TIMESTAMP NOT NULL,
    state_last_read     TIMESTAMP NOT NULL,
    state_last_new      TIMESTAMP NOT NULL,
    state_failures      INTEGER   NOT NULL,
    state_moved_to      TEXT      NOT NULL,
    state_moved_count   INTEGER   NOT NULL,
    state_e_tag         TEXT      NOT NULL,
    state_last_modified TEXT      NOT NULL,
    state_cursor        TEXT      NOT NULL
);

CREATE TABLE visits (
    id        BIGINT    NOT NULL PRIMARY KEY,
    source_id TEXT      NOT NULL,
    started   TIMESTAMP NOT NULL,
    took      BIGINT    NOT NULL, -- nanoseconds
    outcome   TEXT      NOT NULL,
    status    INTEGER   NOT NULL,
    found     INTEGER   NOT NULL,
    fresh     INTEGER   NOT NULL,
    reports   INTEGER   NOT NULL,
    bytes     BIGINT    NOT NULL,
    error     TEXT      NOT NULL
);
CREATE INDEX visits_by_source ON visits (source_id, started);

-- What was read.

CREATE TABLE articles (
    id            TEXT      NOT NULL PRIMARY KEY,
    topic         TEXT      NOT NULL,
    source_id     TEXT      NOT NULL,
    url           TEXT      NOT NULL,
    title         TEXT      NOT NULL,
    author        TEXT      NOT NULL,
    publisher     TEXT      NOT NULL,
    language      TEXT      NOT NULL,
    published     TIMESTAMP NOT NULL,
    published_zone TEXT     NOT NULL,
    published_day BOOLEAN   NOT NULL,
    dated_by      TEXT      NOT NULL,
    modified      TIMESTAMP NOT NULL,
    fetched       TIMESTAMP NOT NULL,
    revision      INTEGER   NOT NULL,
    fingerprint   TEXT      NOT NULL,
    sketch        BYTEA,
    copy_of       TEXT      NOT NULL,
    via           TEXT      NOT NULL,
    cites         TEXT      NOT NULL,
    reuse         TEXT      NOT NULL,
    licence       TEXT      NOT NULL,
    attribution   TEXT      NOT NULL,
    role          TEXT      NOT NULL,
    owner_group   TEXT      NOT NULL
);
CREATE UNIQUE INDEX articles_by_url ON articles (topic, url, revision);
CREATE INDEX articles_by_source ON articles (source_id, published);
CREATE INDEX articles_by_time ON articles (topic, published);

-- The prose, for reading it again with better rules: apart, so that no list
-- of articles ever drags it along, and so that it can be deleted alone.
CREATE TABLE article_texts (
    article_id TEXT      NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    reuse      TEXT      NOT NULL,
    kept_since TIMESTAMP NOT NULL,
    prose      BYTEA     NOT NULL -- zstd
);
CREATE INDEX article_texts_by_age ON article_texts (kept_since);

-- What it says.

CREATE TABLE events (
    id             TEXT    NOT NULL PRIMARY KEY,
    topic          TEXT    NOT NULL,
    type           TEXT    NOT NULL,
    title          TEXT    NOT NULL,
    summary        TEXT    NOT NULL,
    start_day      TEXT    NOT NULL,
    end_day        TEXT    NOT NULL,
    "precision"    TEXT    NOT NULL,
    lasting        BOOLEAN NOT NULL,
    open_bound     TEXT    NOT NULL,
    clock          TEXT    NOT NULL,
    zone           TEXT    NOT NULL,
    implied        TEXT    NOT NULL,
    status         TEXT    NOT NULL,
    places         TEXT    NOT NULL,
    thread         TEXT    NOT NULL,
    participations TEXT    NOT NULL,
    significance   INTEGER NOT NULL,
    review         TEXT    NOT NULL,
    certainty      INTEGER NOT NULL,
    corroboration_reports     INTEGER NOT NULL,
    corroboration_sources     INTEGER NOT NULL,
    corroboration_independent INTEGER NOT NULL,
    corroboration_unknown     INTEGER NOT NULL,
    corroboration_copies      INTEGER NOT NULL,
    claims             TEXT      NOT NULL,
    links              TEXT      NOT NULL,
    known_from         TIMESTAMP NOT NULL,
    known_from_assumed BOOLEAN   NOT NULL,
    merged_into        TEXT      NOT NULL,
    created            TIMESTAMP NOT NULL,
    updated            TIMESTAMP NOT NULL,
    -- The stretch in which lists and windows show the event: as Bounds, but a
    -- date that is open on one side stands at the bound that it has. Only
    -- "since" reaches on: it is still in force. months is how many months
    -- further on the last day lies, 0 or 1 for all but a few. Package store
    -- works them out at each write: a generated column would keep SQLite from
    -- answering out of an index alone.
    sort_day TEXT    NOT NULL DEFAULT '',
    last_day TEXT    NOT NULL DEFAULT '',
    months   INTEGER NOT NULL DEFAULT 0
);
-- Lists, counts and facets of the events that are shown are answered from
-- these alone, hence the many columns.
CREATE INDEX events_by_when ON events (topic, sort_day, last_day, id, type, status, "precision", thread, review, months, merged_into)
    WHERE merged_into = '' AND review <> 'rejected';
CREATE INDEX events_by_type ON events (topic, type, sort_day, last_day, id, status, "precision", thread, review, months, merged_into)
    WHERE merged_into = '' AND review <> 'rejected';
CREATE INDEX events_by_thread ON events (topic, thread, sort_day, last_day, id, type, status, "precision", review, months, merged_into)
    WHERE merged_into = '' AND review <> 'rejected';
CREATE INDEX events_by_known ON events (topic, known_from, last_day, id);
CREATE INDEX events_by_corroboration ON events (topic, corroboration_independent, last_day, id);
CREATE INDEX events_by_change ON events (topic, updated, last_day, id);
CREATE INDEX events_long ON events (topic, sort_day, last_day, id, type, status, "precision", thread, review, months, merged_into)
    WHERE months > 1 AND merged_into = '' AND review <> 'rejected';
CREATE INDEX events_rejected ON events (topic, sort_day) WHERE review = 'rejected';
CREATE INDEX events_merged ON events (merged_into) WHERE merged_into <> '';

-- Filters by actor, place and source. What other filters and the order ask for
-- is copied, so that an actor's events come in order, narrowed and counted
-- without touching any other row.
CREATE TABLE event_actors (
    actor_id     TEXT    NOT NULL,
    event_id     TEXT    NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    topic        TEXT    NOT NULL,
    type         TEXT    NOT NULL,
    status       TEXT    NOT NULL,
    "precision"  TEXT    NOT NULL,
    thread       TEXT    NOT NULL,
    review       TEXT    NOT NULL,
    sort_day     TEXT    NOT NULL,
    last_day     TEXT    NOT NULL,
    months       INTEGER NOT NULL,
    PRIMARY KEY (event_id, actor_id)
);
CREATE INDEX event_actors_by_actor ON event_actors
    (topic, actor_id, sort_day, last_day, event_id, type, status, "precision", thread, review, months);
CREATE INDEX event_actors_long ON event_actors
    (topic, actor_id, sort_day, last_day, event_id, type, status, "precision", thread, review, months) WHERE months > 1;

CREATE TABLE event_places (
    place_id     TEXT    NOT NULL,
    event_id     TEXT    NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    topic        TEXT    NOT NULL,
    type         TEXT    NOT NULL,
    status       TEXT    NOT NULL,
    "precision"  TEXT    NOT NULL,
    thread       TEXT    NOT NULL,
    review       TEXT    NOT NULL,
    sort_day     TEXT    NOT NULL,
    last_day     TEXT    NOT NULL,
    months       INTEGER NOT NULL,
    PRIMARY KEY (event_id, place_id)
);
CREATE INDEX event_places_by_place ON event_places
    (topic, place_id, sort_day, last_day, event_id, type, status, "precision", thread, review, months);
CREATE INDEX event_places_long ON event_places
    (topic, place_id, sort_day, last_day, event_id, type, status, "precision", thread, review, months) WHERE months > 1;

-- One row per publisher host and one per source id whose reports count, with
-- the moment from which the first of them spoke.
CREATE TABLE event_sources (
    source     TEXT      NOT NULL,
    event_id   TEXT      NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    known_from TIMESTAMP NOT NULL,
    PRIMARY KEY (event_id, source)
);
CREATE INDEX event_sources_by_source ON event_sources (source, event_id);

CREATE TABLE reports (
    id           TEXT    NOT NULL PRIMARY KEY,
    topic        TEXT    NOT NULL,
    event_id     TEXT    NOT NULL,
    article_id   TEXT    NOT NULL REFERENCES articles (id),
    type         TEXT    NOT NULL,
    status       TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    summary      TEXT    NOT NULL,
    start_day    TEXT    NOT NULL,
    end_day      TEXT    NOT NULL,
    "precision"  TEXT    NOT NULL,
    lasting      BOOLEAN NOT NULL,
    open_bound   TEXT    NOT NULL,
    clock        TEXT    NOT NULL,
    zone         TEXT    NOT NULL,
    implied      TEXT    NOT NULL,
    places       TEXT    NOT NULL,
    actors       TEXT    NOT NULL,
    numbers      TEXT    NOT NULL,
    thread       TEXT    NOT NULL,
    refers       TEXT    NOT NULL,
    significance INTEGER NOT NULL,
    certainty    INTEGER NOT NULL,
    quote        TEXT    NOT NULL,
    "offset"     INTEGER NOT NULL,
    quote_more   TEXT    NOT NULL,
    date_phrase  TEXT    NOT NULL,
    date_offset  INTEGER NOT NULL,
    date_rule    TEXT    NOT NULL,
    date_reason  TEXT    NOT NULL,
    rule         TEXT    NOT NULL,
    reader       TEXT    NOT NULL,
    reading      INTEGER NOT NULL,
    superseded   BOOLEAN NOT NULL,
    known_from   TIMESTAMP NOT NULL,
    recorded_at  TIMESTAMP NOT NULL
);
CREATE INDEX reports_by_event ON reports (event_id, known_from);
CREATE INDEX reports_by_article ON reports (article_id);

-- Where the live reports lie, for finding those that could speak of the same
-- event: one row per report and actor (a:…), per report and place (p:…), and
-- one with an empty key. span is the class of the length of its stretch of
-- possible days (1, 7, 31, 366 or more days), so that "whose days meet these"
-- becomes a few short ranges of first_day however large the archive is.
CREATE TABLE report_keys (
    report_id TEXT    NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    topic     TEXT    NOT NULL,
    near_key  TEXT    NOT NULL,
    type      TEXT    NOT NULL,
    status    TEXT    NOT NULL,
    span      INTEGER NOT NULL,
    first_day TEXT    NOT NULL,
    last_day  TEXT    NOT NULL,
    PRIMARY KEY (report_id, near_key)
);
CREATE INDEX report_keys_near ON report_keys (topic, near_key, type, span, first_day, last_day, status, report_id);

-- How events changed, and what was known when.

CREATE TABLE revisions (
    event_id    TEXT      NOT NULL REFERENCES events (id),
    number      INTEGER   NOT NULL,
    known_from  TIMESTAMP NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    "by"        TEXT      NOT NULL,
    because     TEXT      NOT NULL,
    note        TEXT      NOT NULL,
    changes     TEXT      NOT NULL,
    snapshot    TEXT      NOT NULL, -- "null" where it was no event of its own
    superseded  BOOLEAN   NOT NULL,
    PRIMARY KEY (event_id, number)
);
CREATE INDEX revisions_by_known ON revisions (known_from);
CREATE INDEX revisions_by_record ON revisions (recorded_at);

-- The stretch of time in which a revision was the last word, with what filters
-- and orders ask of an event: a read "as known on" is this table instead of
-- events. It follows from revisions and can be built again from them.
CREATE TABLE event_states (
    id           TEXT      NOT NULL REFERENCES events (id),
    number       INTEGER   NOT NULL,
    valid_from   TIMESTAMP NOT NULL,
    valid_until  TIMESTAMP NOT NULL,
    topic        TEXT      NOT NULL,
    type         TEXT      NOT NULL,
    start_day    TEXT      NOT NULL,
    end_day      TEXT      NOT NULL,
    "precision"  TEXT      NOT NULL,
    lasting      BOOLEAN   NOT NULL,
    open_bound   TEXT      NOT NULL,
    status       TEXT      NOT NULL,
    thread       TEXT      NOT NULL,
    significance INTEGER   NOT NULL,
    review       TEXT      NOT NULL,
    corroboration_independent INTEGER NOT NULL,
    known_from   TIMESTAMP NOT NULL,
    updated      TIMESTAMP NOT NULL,
    sort_day     TEXT      NOT NULL,
    last_day     TEXT      NOT NULL,
    months       INTEGER   NOT NULL,
    PRIMARY KEY (id, number)
);
CREATE INDEX event_states_by_when ON event_states
    (topic, sort_day, last_day, id, number, valid_from, valid_until, type, status, "precision", thread, review, months);
CREATE INDEX event_states_by_type ON event_states
    (topic, type, sort_day, last_day, id, number, valid_from, valid_until, status, "precision", thread, review, months);
CREATE INDEX event_states_by_thread ON event_states
    (topic, thread, sort_day, last_day, id, number, valid_from, valid_until, type, status, "precision", review, months);
CREATE INDEX event_states_by_known ON event_states (topic, known_from, last_day, id);
CREATE INDEX event_states_by_corroboration ON event_states (topic, corroboration_independent, last_day, id);
CREATE INDEX event_states_by_change ON event_states (topic, updated, last_day, id);
CREATE INDEX event_states_long ON event_states
    (topic, sort_day, last_day, id, number, valid_from, valid_until, type, status, "precision", thread, review, months) WHERE months > 1;

CREATE TABLE state_actors (
    actor_id     TEXT    NOT NULL,
    event_id     TEXT    NOT NULL,
    number       INTEGER   NOT NULL,
    valid_from   TIMESTAMP NOT NULL,
    valid_until  TIMESTAMP NOT NULL,
    topic        TEXT    NOT NULL,
    type         TEXT    NOT NULL,
    status       TEXT    NOT NULL,
    "precision"  TEXT    NOT NULL,
    thread       TEXT    NOT NULL,
    review       TEXT    NOT NULL,
    sort_day     TEXT    NOT NULL,
    last_day     TEXT    NOT NULL,
    months       INTEGER NOT NULL,
    PRIMARY KEY (event_id, number, actor_id)
);
CREATE INDEX state_actors_by_actor ON state_actors
    (topic, actor_id, sort_day, last_day, event_id, number, valid_from, valid_until, type, status, "precision", thread, review, months);
CREATE INDEX state_actors_long ON state_actors
    (topic, actor_id, sort_day, last_day, event_id, number, valid_from, valid_until, type, status, "precision", thread, review, months) WHERE months > 1;

CREATE TABLE state_places (
    place_id     TEXT    NOT NULL,
    event_id     TEXT    NOT NULL,
    number       INTEGER   NOT NULL,
    valid_from   TIMESTAMP NOT NULL,
    valid_until  TIMESTAMP NOT NULL,
    topic        TEXT    NOT NULL,
    type         TEXT    NOT NULL,
    status       TEXT    NOT NULL,
    "precision"  TEXT    NOT NULL,
    thread       TEXT    NOT NULL,
    review       TEXT    NOT NULL,
    sort_day     TEXT    NOT NULL,
    last_day     TEXT    NOT NULL,
    months       INTEGER NOT NULL,
    PRIMARY KEY (event_id, number, place_id)
);
CREATE INDEX state_places_by_place ON state_places
    (topic, place_id, sort_day, last_day, event_id, number, valid_from, valid_until, type, status, "precision", thread, review, months);
CREATE INDEX state_places_long ON state_places
    (topic, place_id, sort_day, last_day, event_id, number, valid_from, valid_until, type, status, "precision", thread, review, months) WHERE months > 1;

-- People's corrections.

CREATE TABLE edits (
    id       TEXT      NOT NULL PRIMARY KEY,
    event_id TEXT      NOT NULL REFERENCES events (id),
    kind     TEXT      NOT NULL,
    fields   TEXT      NOT NULL,
    other    TEXT      NOT NULL,
    reports  TEXT      NOT NULL,
    kept     TEXT      NOT NULL,
    "by"     TEXT      NOT NULL,
    note     TEXT      NOT NULL,
    at       TIMESTAMP NOT NULL,
    undone   BOOLEAN   NOT NULL
);

-- Every event that an edit concerns: its own and those in other.
CREATE TABLE edit_events (
    event_id TEXT NOT NULL,
    edit_id  TEXT NOT NULL REFERENCES edits (id) ON DELETE CASCADE,
    PRIMARY KEY (event_id, edit_id)
);

-- hash is SHA-256 of the token; the token itself is shown once and not kept.
CREATE TABLE tokens (
    name    TEXT      NOT NULL PRIMARY KEY,
    hash    TEXT      NOT NULL UNIQUE,
    created TIMESTAMP NOT NULL,
    used    TIMESTAMP NOT NULL
);

-- What leaves the house.

-- A week's briefing as it was published.
CREATE TABLE editions (
    topic     TEXT      NOT NULL,
    week      TEXT      NOT NULL, -- 2025-W20
    published TIMESTAMP NOT NULL,
    version   BIGINT    NOT NULL, -- of the archive
    body      TEXT      NOT NULL, -- the briefing as JSON
    PRIMARY KEY (topic, week)
);

-- Deliveries that are promised. A row is claimed until a moment; whoever dies
-- before that leaves it to be claimed again.
CREATE TABLE outbox (
    id       TEXT      NOT NULL PRIMARY KEY,
    kind     TEXT      NOT NULL,
    target   TEXT      NOT NULL,
    body     TEXT      NOT NULL,
    created  TIMESTAMP NOT NULL,
    due      TIMESTAMP NOT NULL,
    attempts INTEGER   NOT NULL,
    error    TEXT      NOT NULL,
    done     BOOLEAN   NOT NULL
);
CREATE INDEX outbox_due ON outbox (due) WHERE NOT done;

-- +goose Down
DROP TABLE outbox; DROP TABLE editions; DROP TABLE tokens; DROP TABLE edit_events; DROP TABLE edits;
DROP TABLE state_places; DROP TABLE state_actors; DROP TABLE event_states; DROP TABLE revisions;
DROP TABLE report_keys; DROP TABLE reports; DROP TABLE event_sources; DROP TABLE event_places; DROP TABLE event_actors;
DROP TABLE events; DROP TABLE article_texts; DROP TABLE articles; DROP TABLE visits; DROP TABLE sources;
DROP TABLE publishers; DROP TABLE threads; DROP TABLE places; DROP TABLE actors; DROP TABLE topics; DROP TABLE archive;
