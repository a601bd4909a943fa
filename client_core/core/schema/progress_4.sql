-- People whose learning this device's person may see: their names come apart from what they did.
-- No name yet: to be asked for; an empty one: the site tells none.
CREATE TABLE person_name (
    account BLOB PRIMARY KEY,
    name TEXT
) STRICT, WITHOUT ROWID;

ALTER TABLE folded ADD COLUMN staff BLOB NOT NULL DEFAULT x'';
