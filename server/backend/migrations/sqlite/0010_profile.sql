-- What is known of a district, by key: every version, none of which ever changes. Times are UTC
-- microseconds. `period` is the Buddhist year that the fact speaks of, 0 for what has none.
-- Value and salt stand here alone: erasing both leaves a digest in the log that says nothing.
CREATE TABLE profile_fact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    district_id INTEGER NOT NULL REFERENCES district (id),
    key TEXT NOT NULL,
    period INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    audience TEXT NOT NULL CHECK (audience IN ('public', 'internal')),
    value TEXT,
    salt TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by INTEGER NOT NULL REFERENCES account (id),
    erased_at INTEGER,
    UNIQUE (district_id, key, period, version)
) STRICT;

-- Who directs an office and who deputises: each entry of a district has a number, each change of it a version.
CREATE TABLE person_post (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    district_id INTEGER NOT NULL REFERENCES district (id),
    no INTEGER NOT NULL CHECK (no > 0),
    version INTEGER NOT NULL CHECK (version > 0),
    post TEXT NOT NULL CHECK (post IN ('director', 'deputy')),
    name TEXT,
    mobile TEXT,
    salt TEXT,
    from_on TEXT,
    until_on TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by INTEGER NOT NULL REFERENCES account (id),
    erased_at INTEGER,
    UNIQUE (district_id, no, version)
) STRICT;

CREATE TRIGGER profile_fact_stays BEFORE UPDATE OF
    id, district_id, key, period, version, audience, recorded_at, recorded_by
ON profile_fact
BEGIN SELECT RAISE(ABORT, 'profile_fact stays as it was recorded'); END;

CREATE TRIGGER profile_fact_is_only_erased BEFORE UPDATE OF value, salt ON profile_fact
WHEN NEW.value IS NOT NULL OR NEW.salt IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'profile_fact stays as it was recorded'); END;

CREATE TRIGGER profile_fact_refuses_delete BEFORE DELETE ON profile_fact
BEGIN SELECT RAISE(ABORT, 'profile_fact stays as it was recorded'); END;

CREATE TRIGGER person_post_stays BEFORE UPDATE OF
    id, district_id, no, version, post, from_on, until_on, recorded_at, recorded_by
ON person_post
BEGIN SELECT RAISE(ABORT, 'person_post stays as it was recorded'); END;

CREATE TRIGGER person_post_is_only_erased BEFORE UPDATE OF name, mobile, salt ON person_post
WHEN NEW.name IS NOT NULL OR NEW.mobile IS NOT NULL OR NEW.salt IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'person_post stays as it was recorded'); END;

CREATE TRIGGER person_post_refuses_delete BEFORE DELETE ON person_post
BEGIN SELECT RAISE(ABORT, 'person_post stays as it was recorded'); END;
