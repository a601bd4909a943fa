-- 1: the segment's events stand in its sealed bytes alone; they have no rows any more.
ALTER TABLE segment ADD COLUMN pruned INTEGER NOT NULL DEFAULT 0;
CREATE INDEX segment_pruned ON segment (stream, first, last) WHERE pruned = 1;

-- One row: the segment that was looked at last, and the highest counter of order that was pruned.
CREATE TABLE pruning (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    looked_at INTEGER NOT NULL,
    lamport INTEGER NOT NULL
) STRICT;
INSERT INTO pruning (one, looked_at, lamport) VALUES (1, 0, 0);
