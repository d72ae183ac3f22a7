-- Files that show what a record says. The bytes lie in a folder, under the digest of what is kept.

CREATE TABLE file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    format TEXT NOT NULL CHECK (format IN ('jpeg', 'png', 'pdf')),
    bytes INTEGER NOT NULL CHECK (bytes > 0),
    width INTEGER,
    height INTEGER,
    created_at INTEGER NOT NULL
) STRICT;

-- A file as part of a record: of row `entity_id` of the table `entity`. `audience`: who may see it;
-- 'everybody', or 'readers' for who may read the text of the report that it belongs to.
CREATE TABLE evidence_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file_id INTEGER NOT NULL REFERENCES file (id),
    district_id INTEGER NOT NULL REFERENCES district (id),
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('everybody', 'readers')),
    purpose TEXT NOT NULL CHECK (purpose IN ('photo', 'infographic', 'document')),
    consent TEXT NOT NULL CHECK (consent IN ('nobody', 'given')),
    attached_at INTEGER NOT NULL,
    attached_by INTEGER NOT NULL REFERENCES account (id),
    removed_at INTEGER,
    removed_by INTEGER REFERENCES account (id)
) STRICT;

CREATE UNIQUE INDEX evidence_link_once ON evidence_link (entity, entity_id, file_id) WHERE removed_at IS NULL;
CREATE INDEX evidence_link_of_district ON evidence_link (district_id, file_id) WHERE removed_at IS NULL;
CREATE INDEX evidence_link_of_file ON evidence_link (file_id) WHERE removed_at IS NULL;

-- What is said about it, with the salt of its digest: erasing the row erases both.
CREATE TABLE evidence_text (
    link_id INTEGER NOT NULL PRIMARY KEY REFERENCES evidence_link (id),
    alt TEXT NOT NULL,
    name TEXT NOT NULL,
    salt TEXT NOT NULL
) STRICT;

CREATE TRIGGER file_stays BEFORE UPDATE ON file
BEGIN SELECT RAISE(ABORT, 'file stays as it was kept'); END;

CREATE TRIGGER evidence_link_stays BEFORE UPDATE OF
    id, file_id, district_id, entity, entity_id, audience, purpose, consent, attached_at, attached_by
ON evidence_link
BEGIN SELECT RAISE(ABORT, 'evidence_link stays as it was attached'); END;

CREATE TRIGGER evidence_link_refuses_delete BEFORE DELETE ON evidence_link
BEGIN SELECT RAISE(ABORT, 'evidence_link stays as it was attached'); END;

CREATE TRIGGER evidence_text_stays BEFORE UPDATE ON evidence_text
BEGIN SELECT RAISE(ABORT, 'evidence_text stays as it was attached'); END;
