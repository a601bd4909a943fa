-- Up to where each stream of a revoked device counts; what is later waits for a ruling at the site.
CREATE TABLE revocation_cut (
    device BLOB NOT NULL,
    stream BLOB NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (device, stream)
) STRICT, WITHOUT ROWID;
