-- cache.db: sealed chunks of content. Everything here can be fetched again.

CREATE TABLE chunk (
    id BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    used INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX chunk_by_use ON chunk (used);

-- Which version of which channel needs a chunk; `kept`: never evicted.
CREATE TABLE chunk_user (
    channel BLOB NOT NULL,
    version INTEGER NOT NULL,
    id BLOB NOT NULL,
    size INTEGER NOT NULL,
    wanted INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    PRIMARY KEY (channel, version, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX chunk_user_by_id ON chunk_user (id);

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;
