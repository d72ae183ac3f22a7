-- Lists of schools from the browser: looked over first, applied as they were looked over.

-- A list that was sent and is not applied; one per account, packed by gzip.
CREATE TABLE school_upload (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL UNIQUE REFERENCES account (id),
    year INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    sent_at INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;

-- Which column a heading names, as somebody has chosen; none where the column is not used.
CREATE TABLE school_heading (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    heading TEXT NOT NULL UNIQUE,
    column_key TEXT
) STRICT;

-- Who applied it; nobody where it was done at the machine.
ALTER TABLE school_import ADD COLUMN applied_by INTEGER REFERENCES account (id);
