-- What each stream's sealed bodies take up, so that one person's share is added up from few rows.
ALTER TABLE stream ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
UPDATE stream SET bytes =
    (SELECT coalesce(sum(length(segment.bytes)), 0) FROM segment
     WHERE segment.stream = stream.stream);
