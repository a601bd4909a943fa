-- The site's database. Raw segments are the source of truth; projections can always be rebuilt from them.
-- Names of people stand in `people` alone: nothing in logs, certificates or scopes leads to one without it.

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Identity and logs ------------------------------------------------------------------------------

CREATE TABLE devices (
    device      BLOB PRIMARY KEY,
    account     BLOB NOT NULL,
    certificate BLOB NOT NULL,
    revoked     INTEGER NOT NULL DEFAULT 0,
    joined_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX devices_by_account ON devices (account);

CREATE TABLE logs (
    log         BLOB PRIMARY KEY,
    device      BLOB NOT NULL,  -- zero: of the site
    kind        INTEGER NOT NULL,
    certificate BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX logs_by_device ON logs (device);

-- A log is a stream; each branch of a forked log is one more.
CREATE TABLE streams (
    stream   BLOB PRIMARY KEY,
    log      BLOB NOT NULL REFERENCES logs,
    fork_seq INTEGER NOT NULL DEFAULT 0,
    last     INTEGER NOT NULL,
    head     BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX streams_by_log ON streams (log);

-- One row a segment, in the order of arrival.
CREATE TABLE segments (
    arrival INTEGER PRIMARY KEY,
    stream  BLOB NOT NULL,
    first   INTEGER NOT NULL,
    last    INTEGER NOT NULL,
    scope   BLOB NOT NULL,
    held    INTEGER NOT NULL,
    folded  INTEGER NOT NULL DEFAULT 0,
    bytes   BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX segments_by_place ON segments (stream, first);
CREATE INDEX segments_by_scope ON segments (scope, stream, first);
CREATE INDEX segments_held ON segments (held) WHERE held <> 0;
CREATE INDEX segments_unfolded ON segments (arrival) WHERE folded = 0;

-- How far each stream goes within a scope: what a reader of the scope lacks is found here at once.
CREATE TABLE scope_streams (
    scope  BLOB NOT NULL,
    stream BLOB NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (scope, stream)
) STRICT, WITHOUT ROWID;

CREATE TABLE limbo (
    id    INTEGER PRIMARY KEY,
    log   BLOB NOT NULL,
    why   INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX limbo_by_log ON limbo (log);

CREATE TABLE keys (
    kind  INTEGER NOT NULL,
    id    BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    key   BLOB NOT NULL,
    PRIMARY KEY (kind, id, epoch)
) STRICT, WITHOUT ROWID;

-- The site's own logs: one a scope (kind site) or account (kind keyring).
CREATE TABLE site_logs (
    scope   BLOB NOT NULL,
    kind    INTEGER NOT NULL,
    log     BLOB NOT NULL,
    seed    BLOB NOT NULL,  -- of the log's signing key
    lamport INTEGER NOT NULL DEFAULT 0,
    retired INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (scope, kind, log)
) STRICT, WITHOUT ROWID;

CREATE TABLE contacts (
    device BLOB PRIMARY KEY,
    value  BLOB NOT NULL,
    at_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- People and the territory -----------------------------------------------------------------------

CREATE TABLE organisations (
    organisation BLOB PRIMARY KEY,
    parent       BLOB,
    name         TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
    account      BLOB PRIMARY KEY,
    user_name    TEXT NOT NULL UNIQUE COLLATE NOCASE,
    display_name TEXT NOT NULL,
    organisation BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
    account BLOB PRIMARY KEY,
    secrets BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE roles (
    account      BLOB NOT NULL,
    organisation BLOB NOT NULL,
    role         INTEGER NOT NULL,
    PRIMARY KEY (account, organisation, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (
    code_hash    BLOB PRIMARY KEY,
    account      BLOB,            -- who is invited again; null: a new person
    organisation BLOB NOT NULL,
    role         INTEGER NOT NULL,
    edition      BLOB,            -- enrolled on joining
    user_name    TEXT,
    display_name TEXT,
    expires_ms   INTEGER NOT NULL,
    used_by      BLOB             -- the join's id
) STRICT, WITHOUT ROWID;

CREATE TABLE joins (
    id     BLOB PRIMARY KEY,
    answer BLOB NOT NULL,
    at_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who may read a scope.
CREATE TABLE scope_readers (
    account BLOB NOT NULL,
    scope   BLOB NOT NULL,
    PRIMARY KEY (account, scope)
) STRICT, WITHOUT ROWID;
CREATE INDEX scope_readers_by_scope ON scope_readers (scope);

-- Courses ----------------------------------------------------------------------------------------

CREATE TABLE courses (
    course       BLOB PRIMARY KEY,
    slug         TEXT NOT NULL UNIQUE,
    title        TEXT NOT NULL,
    organisation BLOB NOT NULL,
    channel      BLOB NOT NULL,
    descriptor   BLOB,            -- package::SignedDescriptor
    head         BLOB,            -- package::SignedHead
    version      INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX courses_by_channel ON courses (channel);

-- Old heads: an attempt that was begun on an old version is marked with that version's keys.
CREATE TABLE heads (
    channel BLOB NOT NULL,
    version INTEGER NOT NULL,
    head    BLOB NOT NULL,
    PRIMARY KEY (channel, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE editions (
    edition      BLOB PRIMARY KEY,
    course       BLOB NOT NULL REFERENCES courses,
    organisation BLOB NOT NULL,
    name         TEXT NOT NULL,
    zone         TEXT NOT NULL,
    from_day     TEXT NOT NULL,
    until_day    TEXT NOT NULL,
    scope        BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolments (
    enrolment BLOB PRIMARY KEY,
    edition   BLOB NOT NULL REFERENCES editions,
    account   BLOB NOT NULL,
    at_ms     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX enrolments_by_person ON enrolments (edition, account);
CREATE INDEX enrolments_by_account ON enrolments (account);

CREATE TABLE chunks (
    chunk BLOB PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- Couriers, projections, audit -------------------------------------------------------------------

CREATE TABLE mailbox (
    id         INTEGER PRIMARY KEY,
    route_kind INTEGER NOT NULL,
    route_id   BLOB NOT NULL,
    bytes      BLOB NOT NULL,
    at_ms      INTEGER NOT NULL
) STRICT;
CREATE INDEX mailbox_by_route ON mailbox (route_kind, route_id);

CREATE TABLE learner_records (
    account BLOB PRIMARY KEY,
    record  BLOB NOT NULL,
    digest  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Authentic events that could not be folded, with the reason; retried after an upgrade.
CREATE TABLE quarantine (
    event  BLOB PRIMARY KEY,
    stream BLOB NOT NULL,
    seq    INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the site did because of an event, so that it does it once.
CREATE TABLE effects (
    event BLOB PRIMARY KEY,
    what  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    id     INTEGER PRIMARY KEY,
    at_ms  INTEGER NOT NULL,
    who    TEXT NOT NULL,
    what   TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
