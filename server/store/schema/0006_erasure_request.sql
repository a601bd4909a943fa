-- Whose record holds a wish to be erased that nobody at the site decided on yet. Folded, like the
-- record itself: what was asked and when stands there.
CREATE TABLE erasure_request (
    account BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
