-- Up to where each stream of a revoked device counts; what is later waits for a ruling.
CREATE TABLE revocation_cut (
    device BLOB NOT NULL,
    stream BLOB NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (device, stream)
) STRICT, WITHOUT ROWID;

-- 1: the account's key may have left with a revoked device, so keys are boxed to devices until the
-- person has a new account key.
ALTER TABLE account_secret ADD COLUMN leaked INTEGER NOT NULL DEFAULT 0;

-- 1: the device joined before its account got the key that it has now.
ALTER TABLE device ADD COLUMN older_account_key INTEGER NOT NULL DEFAULT 0;
