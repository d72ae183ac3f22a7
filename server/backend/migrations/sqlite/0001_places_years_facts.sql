-- Places, years and the facts that ship with the product. Times are UTC microseconds.

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE source (
    key TEXT NOT NULL PRIMARY KEY,
    place INTEGER NOT NULL,
    title_th TEXT NOT NULL,
    title_en TEXT NOT NULL,
    licence TEXT NOT NULL,
    as_of TEXT NOT NULL,
    note_th TEXT NOT NULL,
    note_en TEXT NOT NULL
) STRICT;

-- What a version of the product shipped last for a field; differs from the row once that was edited.
CREATE TABLE shipped_fact (
    entity TEXT NOT NULL,
    entity_key TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    source TEXT NOT NULL REFERENCES source (key),
    version INTEGER NOT NULL,
    PRIMARY KEY (entity, entity_key, field)
) STRICT;

CREATE TABLE province (
    code TEXT NOT NULL PRIMARY KEY,
    name_th TEXT NOT NULL,
    name_en TEXT NOT NULL,
    region TEXT NOT NULL,
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE district (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE,
    emis_code TEXT,
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('primary', 'secondary')),
    name_th TEXT NOT NULL,
    full_name_th TEXT NOT NULL,
    name_en TEXT NOT NULL,
    seat_province TEXT NOT NULL REFERENCES province (code),
    area_no INTEGER,
    seat_amphoe_th TEXT,
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    position_source TEXT NOT NULL CHECK (position_source IN ('listed', 'repaired', 'confirmed')),
    website TEXT,
    postcode TEXT,
    closed_on TEXT,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE district_province (
    district_id INTEGER NOT NULL REFERENCES district (id),
    province_code TEXT NOT NULL REFERENCES province (code),
    PRIMARY KEY (district_id, province_code)
) STRICT;

CREATE TABLE fiscal_year (
    year INTEGER NOT NULL PRIMARY KEY,
    opened_at INTEGER NOT NULL
) STRICT;

CREATE TABLE cluster (
    fiscal_year INTEGER NOT NULL REFERENCES fiscal_year (year),
    no INTEGER NOT NULL,
    PRIMARY KEY (fiscal_year, no)
) STRICT;

CREATE TABLE cluster_membership (
    fiscal_year INTEGER NOT NULL,
    district_id INTEGER NOT NULL REFERENCES district (id),
    cluster_no INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (fiscal_year, district_id),
    FOREIGN KEY (fiscal_year, cluster_no) REFERENCES cluster (fiscal_year, no)
) STRICT;

CREATE TABLE policy_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    fiscal_year INTEGER NOT NULL REFERENCES fiscal_year (year),
    track TEXT NOT NULL CHECK (track IN ('policy', 'quick_win')),
    group_key TEXT NOT NULL,
    group_th TEXT NOT NULL,
    group_en TEXT NOT NULL,
    no INTEGER NOT NULL,
    title_th TEXT NOT NULL,
    title_en TEXT NOT NULL,
    predecessor_id INTEGER REFERENCES policy_item (id),
    comparability TEXT NOT NULL CHECK (comparability IN ('same', 'changed', 'new')),
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (fiscal_year, track, group_key, no)
) STRICT;
