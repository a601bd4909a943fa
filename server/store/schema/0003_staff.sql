-- Statuses that a staff scope was not told yet: they are written when a reader of the scope is next
-- in contact.
CREATE TABLE staff_due (
    scope BLOB NOT NULL,
    enrolment BLOB NOT NULL,
    PRIMARY KEY (scope, enrolment)
) STRICT, WITHOUT ROWID;

-- Statuses lie edition by edition, as reports read them.
CREATE TABLE status_by_edition (
    edition BLOB NOT NULL,
    enrolment BLOB NOT NULL,
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
    last_activity INTEGER NOT NULL,
    units BLOB NOT NULL,
    PRIMARY KEY (edition, enrolment)
) STRICT, WITHOUT ROWID;
INSERT INTO status_by_edition
    SELECT edition, enrolment, account, organisation, version, required, required_completed,
        progress, has_score, score, passed, seconds, minutes_attended, minutes_declared,
        minutes_recognised, answers, to_review, 0, units
    FROM enrolment_status;
DROP TABLE enrolment_status;
ALTER TABLE status_by_edition RENAME TO enrolment_status;
CREATE UNIQUE INDEX status_of_enrolment ON enrolment_status (enrolment);
