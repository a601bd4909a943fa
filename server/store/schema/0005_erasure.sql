-- What was erased for good: the site's signed records. `subject` is the hash of an event or the id
-- of an account; what turns up again and is named here goes again.
CREATE TABLE erasure (
    number INTEGER PRIMARY KEY,
    subject BLOB NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    record BLOB NOT NULL
) STRICT;
