-- Work that is due at a time, done once for each kind and key. Times are UTC microseconds.
-- Until `held_until` no process takes it: one runs it now, or it has failed and waits to be tried again.
-- `attempts` counts how often it was taken; only the newest attempt may say that it is done.
CREATE TABLE due_job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    held_until INTEGER,
    done_at INTEGER,
    UNIQUE (kind, key)
) STRICT;

CREATE INDEX due_job_waiting ON due_job (at) WHERE done_at IS NULL;
