-- Statuses that a staff scope was not told yet: they are written when a reader of the scope is next
-- in contact.
CREATE TABLE staff_due (
    scope BLOB NOT NULL,
    enrolment BLOB NOT NULL,
    PRIMARY KEY (scope, enrolment)
) STRICT, WITHOUT ROWID;

ALTER TABLE enrolment_status ADD COLUMN last_activity INTEGER NOT NULL DEFAULT 0;
