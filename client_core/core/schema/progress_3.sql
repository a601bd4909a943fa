-- What folding may begin with, so that it need not begin with the first event. The site's
-- snapshots, until the events that they stand for are here: `covers` is a frontier, `record` a
-- record in short.
CREATE TABLE snapshot (
    number INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    covers BLOB NOT NULL,
    record BLOB NOT NULL
) STRICT;

-- What all events up to `event_number` added up to here. It can always be made anew.
CREATE TABLE folded (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    fold_version INTEGER NOT NULL,
    event_number INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    learner BLOB NOT NULL,
    edition BLOB NOT NULL
) STRICT;

ALTER TABLE exchange_state ADD COLUMN wants_snapshot INTEGER NOT NULL DEFAULT 0;
