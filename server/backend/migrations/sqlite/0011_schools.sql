-- Schools of the districts, year by year, as lists say. A list that was applied is one change; undone, it is
-- as if it had never been. What is known of a school is what the newest list says that counts.

CREATE TABLE school (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE
) STRICT;

-- `year`: academic year, Buddhist. Until `applied_at` its lines are staged and nobody sees them.
CREATE TABLE school_import (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    opened INTEGER NOT NULL,
    moved INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    staged_at INTEGER NOT NULL,
    applied_at INTEGER,
    undone_at INTEGER
) STRICT;

-- What a list changed. `is_open` is 0 where the school was missing from it.
CREATE TABLE school_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    school_id INTEGER NOT NULL REFERENCES school (id),
    import_id INTEGER NOT NULL REFERENCES school_import (id),
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    district_id INTEGER REFERENCES district (id),
    name TEXT NOT NULL,
    level_from TEXT,
    level_to TEXT,
    province TEXT NOT NULL,
    amphoe TEXT NOT NULL,
    tambon TEXT NOT NULL,
    lat REAL,
    lon REAL,
    students INTEGER,
    teachers INTEGER,
    UNIQUE (school_id, import_id)
) STRICT;

CREATE INDEX school_version_of_district ON school_version (district_id, import_id);
CREATE INDEX school_version_of_import ON school_version (import_id);

-- The list as it came, packed by gzip.
CREATE TABLE school_import_original (
    import_id INTEGER NOT NULL PRIMARY KEY REFERENCES school_import (id),
    packed BLOB NOT NULL
) STRICT;
