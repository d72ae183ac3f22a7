-- Errors in public data that visitors report. A row is deleted a year after it was closed: its event keeps a salted
-- digest only. `contact` is personal data; see the privacy page.
CREATE TABLE error_report (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE CHECK (length(key) = 32),
    about TEXT NOT NULL,
    name TEXT NOT NULL,
    district_id INTEGER REFERENCES district (id),
    wrong TEXT NOT NULL,
    correct TEXT NOT NULL,
    contact TEXT,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    received_at INTEGER NOT NULL,
    closed_at INTEGER,
    closed_by INTEGER REFERENCES account (id),
    answer TEXT,
    CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
    CHECK ((closed_at IS NULL) = (answer IS NULL))
) STRICT;

-- The same text sent twice is one report.
CREATE UNIQUE INDEX error_report_open ON error_report (digest) WHERE closed_at IS NULL;
CREATE INDEX error_report_closed ON error_report (closed_at);
