-- progress.db: what a person did and what was said to them. Never evicted. The file as a whole is
-- encrypted, so keys stand here as they are.

-- One row: who this device is. Columns fill as joining goes on.
CREATE TABLE identity (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    stage INTEGER NOT NULL,
    join_id BLOB NOT NULL,
    address TEXT NOT NULL,
    root BLOB NOT NULL,
    site_box BLOB NOT NULL,
    device_signing BLOB NOT NULL,
    device_box BLOB NOT NULL,
    account_box BLOB,
    user_name TEXT NOT NULL,
    display_name TEXT NOT NULL DEFAULT '',
    salt BLOB,
    cost_passes INTEGER NOT NULL DEFAULT 0,
    cost_memory_kib INTEGER NOT NULL DEFAULT 0,
    wrap_key BLOB,
    site_certificate BLOB,
    device_certificate BLOB
) STRICT;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE exchange_state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    server_epoch INTEGER NOT NULL,
    last_receipt INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    beacon INTEGER NOT NULL,
    send_frontier INTEGER NOT NULL,
    send_certificates INTEGER NOT NULL,
    send_everything INTEGER NOT NULL,
    sent_back INTEGER NOT NULL
) STRICT;

-- MACs of hellos that may still be answered.
CREATE TABLE hello (
    number INTEGER PRIMARY KEY,
    mac BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE device (
    device BLOB PRIMARY KEY,
    certificate BLOB NOT NULL,
    revoked INTEGER NOT NULL
) STRICT;

-- Every log that is known here, the device's own among them.
CREATE TABLE log (
    log BLOB PRIMARY KEY,
    device BLOB NOT NULL,
    kind INTEGER NOT NULL,
    certificate BLOB NOT NULL
) STRICT;

-- A log, or a branch of a forked one; `last` and `head` end what is sealed.
CREATE TABLE stream (
    stream BLOB PRIMARY KEY,
    log BLOB NOT NULL REFERENCES log (log),
    branch INTEGER NOT NULL,
    fork_seq INTEGER NOT NULL,
    last INTEGER NOT NULL,
    head BLOB NOT NULL
) STRICT;
CREATE INDEX stream_of_log ON stream (log, branch);

-- Logs that this device writes. `last` and `head` end what is appended, sealed or not.
CREATE TABLE own_log (
    log BLOB PRIMARY KEY REFERENCES log (log),
    kind INTEGER NOT NULL,
    key_seed BLOB NOT NULL,
    current INTEGER NOT NULL,
    named INTEGER NOT NULL,
    last INTEGER NOT NULL,
    head BLOB NOT NULL,
    durable INTEGER NOT NULL,
    archived INTEGER NOT NULL
) STRICT;

-- Events that are not sealed yet, by the segment that they will be in.
CREATE TABLE open_segment (
    log BLOB NOT NULL REFERENCES own_log (log),
    first INTEGER NOT NULL,
    previous BLOB NOT NULL,
    blind BLOB NOT NULL,
    count INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (log, first)
) STRICT;

-- Every event that can be read here. The order of arrival is what folds follow.
CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    stream BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    type INTEGER NOT NULL,
    version INTEGER NOT NULL,
    critical INTEGER NOT NULL,
    enrolment BLOB NOT NULL,
    unit BLOB NOT NULL,
    content_version INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    wall_ms INTEGER NOT NULL,
    boot_ms INTEGER NOT NULL,
    session BLOB NOT NULL,
    payload BLOB NOT NULL,
    UNIQUE (stream, seq)
) STRICT;
CREATE INDEX event_by_hash ON event (hash);

CREATE TABLE segment (
    number INTEGER PRIMARY KEY,
    stream BLOB NOT NULL REFERENCES stream (stream),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    held INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (stream, first)
) STRICT;
CREATE INDEX segment_held ON segment (held) WHERE held <> 0;

-- Segments without a place yet.
CREATE TABLE limbo (
    number INTEGER PRIMARY KEY,
    log BLOB NOT NULL,
    first INTEGER NOT NULL,
    head BLOB NOT NULL,
    why INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (log, first, head)
) STRICT;

CREATE TABLE given_key (
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    key BLOB NOT NULL,
    PRIMARY KEY (kind, id, epoch)
) STRICT;

CREATE TABLE receipt (
    server_epoch INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    level INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (server_epoch, number)
) STRICT;

CREATE TABLE beacon (
    number INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- What the site could not take, and what it asked for.
CREATE TABLE refusal (
    kind INTEGER NOT NULL,
    log BLOB NOT NULL,
    seq INTEGER NOT NULL,
    code INTEGER NOT NULL,
    retry_ms INTEGER NOT NULL,
    PRIMARY KEY (kind, log, seq)
) STRICT;

-- Events that are authentic and do not fold; kept visible, retried after an upgrade.
CREATE TABLE quarantine (
    stream BLOB NOT NULL,
    seq INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (stream, seq)
) STRICT;

-- Parcels that are carried for others, unread.
CREATE TABLE carried (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    site BLOB NOT NULL,
    to_site INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- Page turns and time on task, gathered before they become events.
CREATE TABLE scratch (
    enrolment BLOB NOT NULL,
    unit BLOB NOT NULL,
    content_version INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    furthest_block INTEGER NOT NULL,
    blocks INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    language TEXT NOT NULL,
    wall_ms INTEGER NOT NULL,
    boot_ms INTEGER NOT NULL,
    session BLOB NOT NULL,
    PRIMARY KEY (enrolment, unit, content_version)
) STRICT;

-- The running total that each `activity` log has stated for a unit.
CREATE TABLE stated_time (
    log BLOB NOT NULL,
    enrolment BLOB NOT NULL,
    unit BLOB NOT NULL,
    seconds INTEGER NOT NULL,
    PRIMARY KEY (log, enrolment, unit)
) STRICT;

-- Versions of courses: announced, being downloaded, ready to be read, superseded. Signed heads as
-- they came; `choice`: the parts that the learner picked.
CREATE TABLE package (
    channel BLOB NOT NULL,
    version INTEGER NOT NULL,
    head BLOB NOT NULL,
    state INTEGER NOT NULL,
    choice BLOB NOT NULL,
    PRIMARY KEY (channel, version)
) STRICT;

-- The newest descriptor and version that were ever seen of a channel: older ones are refused.
CREATE TABLE channel (
    channel BLOB PRIMARY KEY,
    version INTEGER NOT NULL,
    descriptor BLOB NOT NULL
) STRICT;
