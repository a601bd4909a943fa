-- site.db: what a site holds. The raw segments are the source of truth; projections can always be
-- made again from them. Names of people stand in `person` alone.

-- Small facts about the site: server epoch, Lamport counter, serials, and what services keep.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Devices, logs, segments.

CREATE TABLE device (
    device BLOB PRIMARY KEY,
    account BLOB NOT NULL,
    certificate BLOB NOT NULL,
    issued_ms INTEGER NOT NULL,
    contact_ms INTEGER NOT NULL DEFAULT 0,
    revoked INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX device_of_account ON device (account);

-- `device` is zero and `account` null for logs of the site; `scope` is null for those of devices.
CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    log BLOB NOT NULL UNIQUE,
    device BLOB NOT NULL,
    account BLOB,
    scope BLOB,
    kind INTEGER NOT NULL,
    certificate BLOB NOT NULL
) STRICT;
CREATE INDEX log_of_device ON log (device);
CREATE INDEX log_of_account ON log (account) WHERE account IS NOT NULL;
CREATE INDEX log_of_scope ON log (scope, kind) WHERE scope IS NOT NULL;

-- A log, or a branch of a forked one: its first event that stands twice is `fork_seq`.
CREATE TABLE stream (
    stream BLOB PRIMARY KEY,
    log BLOB NOT NULL REFERENCES log (log),
    branch INTEGER NOT NULL,
    fork_seq INTEGER NOT NULL,
    last INTEGER NOT NULL,
    head BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX stream_of_log ON stream (log, branch);

-- One row a segment. `arrival` grows, and is given anew when a segment that was held is released.
CREATE TABLE segment (
    arrival INTEGER PRIMARY KEY AUTOINCREMENT,
    stream BLOB NOT NULL REFERENCES stream (stream),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    head BLOB NOT NULL,
    scope BLOB NOT NULL,
    held INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (stream, first)
) STRICT;
CREATE INDEX segment_held ON segment (held, scope) WHERE held <> 0;

-- Segments without a place yet, up to a bound.
CREATE TABLE limbo (
    number INTEGER PRIMARY KEY,
    log BLOB NOT NULL,
    first INTEGER NOT NULL,
    head BLOB NOT NULL,
    why INTEGER NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (log, first, head)
) STRICT;

CREATE TABLE contact (
    device BLOB PRIMARY KEY,
    state BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE beacon (
    number INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- What the site writes with.

CREATE TABLE site_log (
    kind INTEGER NOT NULL,
    scope BLOB NOT NULL,
    server_epoch INTEGER NOT NULL,
    log BLOB NOT NULL,
    seed BLOB NOT NULL,
    PRIMARY KEY (kind, scope, server_epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE scope (
    scope BLOB PRIMARY KEY,
    kind INTEGER NOT NULL,
    owner BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    UNIQUE (kind, owner)
) STRICT, WITHOUT ROWID;

CREATE TABLE scope_reader (
    account BLOB NOT NULL,
    scope BLOB NOT NULL,
    PRIMARY KEY (account, scope)
) STRICT, WITHOUT ROWID;
CREATE INDEX reader_of_scope ON scope_reader (scope, account);

-- Readers of this file keep a copy in memory and look for what is new by `number`.
CREATE TABLE site_key (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    key BLOB NOT NULL,
    UNIQUE (kind, id, epoch)
) STRICT;

CREATE TABLE given_key (
    account BLOB NOT NULL,
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    PRIMARY KEY (account, kind, id, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE given_seed (
    enrolment BLOB NOT NULL,
    unit BLOB NOT NULL,
    attempt_number INTEGER NOT NULL,
    PRIMARY KEY (enrolment, unit, attempt_number)
) STRICT, WITHOUT ROWID;

-- People, apart from everything above.

CREATE TABLE person (
    account BLOB PRIMARY KEY,
    user_name TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    email TEXT NOT NULL,
    organisation BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account_secret (
    account BLOB PRIMARY KEY,
    secrets BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The territory.

CREATE TABLE organisation (
    organisation BLOB PRIMARY KEY,
    parent BLOB REFERENCES organisation (organisation),
    name TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
CREATE INDEX organisation_below ON organisation (parent);

CREATE TABLE role_grant (
    account BLOB NOT NULL,
    organisation BLOB NOT NULL,
    role INTEGER NOT NULL,
    PRIMARY KEY (account, organisation, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_at ON role_grant (organisation, account, role);

-- How people come in.

CREATE TABLE invitation (
    code BLOB PRIMARY KEY,
    account BLOB NOT NULL,
    role INTEGER NOT NULL,
    organisation BLOB NOT NULL,
    edition BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    uses_left INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE join_answer (
    join_id BLOB PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    answer BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE web_session (
    token BLOB PRIMARY KEY,
    account BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX web_session_of ON web_session (account);

CREATE TABLE tries (
    subject BLOB PRIMARY KEY,
    failed INTEGER NOT NULL,
    since_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Courses.

CREATE TABLE course (
    course BLOB PRIMARY KEY,
    channel BLOB NOT NULL UNIQUE,
    owner BLOB NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    descriptor BLOB NOT NULL,
    version INTEGER NOT NULL,
    head BLOB NOT NULL,
    published_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE channel_head (
    channel BLOB NOT NULL,
    version INTEGER NOT NULL,
    head BLOB NOT NULL,
    PRIMARY KEY (channel, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignment (
    course BLOB NOT NULL,
    organisation BLOB NOT NULL,
    PRIMARY KEY (course, organisation)
) STRICT, WITHOUT ROWID;

-- Dates are year × 10,000 + month × 100 + day; 0: none.
CREATE TABLE edition (
    edition BLOB PRIMARY KEY,
    course BLOB NOT NULL,
    channel BLOB NOT NULL,
    organisation BLOB NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    zone TEXT NOT NULL,
    from_day INTEGER NOT NULL,
    until_day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_of_course ON edition (course);

CREATE TABLE enrolment (
    enrolment BLOB PRIMARY KEY,
    edition BLOB NOT NULL,
    account BLOB NOT NULL,
    organisation BLOB NOT NULL,
    since_ms INTEGER NOT NULL,
    active INTEGER NOT NULL,
    UNIQUE (edition, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolment_of_account ON enrolment (account);

-- Projections.

CREATE TABLE folded_record (
    scope BLOB PRIMARY KEY,
    record BLOB NOT NULL
) STRICT;

CREATE TABLE enrolment_status (
    enrolment BLOB PRIMARY KEY,
    edition BLOB NOT NULL,
    account BLOB NOT NULL,
    organisation BLOB NOT NULL,
    version INTEGER NOT NULL,
    required INTEGER NOT NULL,
    required_completed INTEGER NOT NULL,
    progress INTEGER NOT NULL,
    has_score INTEGER NOT NULL,
    score INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    minutes_attended INTEGER NOT NULL,
    minutes_declared INTEGER NOT NULL,
    minutes_recognised INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    to_review INTEGER NOT NULL,
    units BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX status_in_edition ON enrolment_status (edition, enrolment);

-- Events that are authentic and do not fold; kept visible, retried after an upgrade.
CREATE TABLE quarantine (
    stream BLOB NOT NULL,
    seq INTEGER NOT NULL,
    event BLOB NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;

-- Couriers and the audit.

CREATE TABLE mail (
    number INTEGER PRIMARY KEY,
    route_kind INTEGER NOT NULL,
    route_id BLOB NOT NULL,
    digest BLOB NOT NULL,
    at_ms INTEGER NOT NULL,
    parcel BLOB NOT NULL,
    UNIQUE (route_kind, route_id, digest)
) STRICT;

-- What a device that only couriers reach asked for of its courses: a parcel with its newest frames
-- want and wish.
CREATE TABLE content_wish (
    device BLOB PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    parcel BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    actor BLOB NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL
) STRICT;
