-- Progress reports of the districts. What was posted never changes; where it stands does.

ALTER TABLE fiscal_year ADD COLUMN closed_at INTEGER;

-- `client_key` makes a post safe to send twice; `content_hash` is the digest of what was posted, with
-- the salt of its text. `written_at` is the device's time, where it was written before it was sent.
CREATE TABLE progress_report (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    district_id INTEGER NOT NULL REFERENCES district (id),
    policy_item_id INTEGER NOT NULL REFERENCES policy_item (id),
    author_id INTEGER NOT NULL REFERENCES account (id),
    client_key TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('on_plan', 'adjusted', 'output')),
    written_at INTEGER,
    posted_at INTEGER NOT NULL,
    corrects INTEGER UNIQUE REFERENCES progress_report (id),
    corrected_by INTEGER REFERENCES progress_report (id),
    state TEXT NOT NULL CHECK (state IN ('posted', 'questioned', 'answered', 'acknowledged', 'withdrawn')),
    state_at INTEGER NOT NULL,
    acknowledged_at INTEGER,
    acknowledged_by INTEGER REFERENCES account (id),
    UNIQUE (author_id, client_key)
) STRICT;

CREATE INDEX progress_report_of_district ON progress_report (district_id, policy_item_id, posted_at);
CREATE INDEX progress_report_of_item ON progress_report (policy_item_id, district_id, posted_at)
    WHERE state <> 'withdrawn' AND corrected_by IS NULL;
CREATE INDEX progress_report_waiting ON progress_report (posted_at)
    WHERE state IN ('posted', 'answered') AND corrected_by IS NULL;

-- Texts stand apart from the report, each with the salt of its digest: erasing the row erases both,
-- and the log of events still verifies.
CREATE TABLE progress_text (
    report_id INTEGER NOT NULL PRIMARY KEY REFERENCES progress_report (id),
    text TEXT NOT NULL,
    what_changed TEXT,
    why TEXT,
    number_ten_thousandths INTEGER,
    unit TEXT,
    link TEXT,
    story TEXT,
    salt TEXT NOT NULL
) STRICT;

CREATE TABLE progress_remark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id INTEGER NOT NULL REFERENCES progress_report (id),
    verb TEXT NOT NULL CHECK (verb IN ('question', 'answer', 'withdraw')),
    author_id INTEGER NOT NULL REFERENCES account (id),
    at INTEGER NOT NULL,
    text TEXT NOT NULL,
    salt TEXT NOT NULL
) STRICT;

CREATE INDEX progress_remark_of_report ON progress_remark (report_id);

CREATE TRIGGER progress_report_stays BEFORE UPDATE OF
    id, district_id, policy_item_id, author_id, client_key, content_hash, kind, written_at, posted_at, corrects
ON progress_report
BEGIN SELECT RAISE(ABORT, 'progress_report stays as it was posted'); END;

CREATE TRIGGER progress_report_refuses_delete BEFORE DELETE ON progress_report
BEGIN SELECT RAISE(ABORT, 'progress_report stays as it was posted'); END;

CREATE TRIGGER progress_text_stays BEFORE UPDATE ON progress_text
BEGIN SELECT RAISE(ABORT, 'progress_text stays as it was posted'); END;

CREATE TRIGGER progress_remark_stays BEFORE UPDATE ON progress_remark
BEGIN SELECT RAISE(ABORT, 'progress_remark stays as it was posted'); END;

CREATE TRIGGER progress_report_refuses_closed_year BEFORE INSERT ON progress_report
WHEN EXISTS (SELECT 1 FROM policy_item i JOIN fiscal_year y ON y.year = i.fiscal_year
             WHERE i.id = NEW.policy_item_id AND y.closed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'the fiscal year is closed'); END;

CREATE TRIGGER progress_report_stays_in_closed_year BEFORE UPDATE ON progress_report
WHEN EXISTS (SELECT 1 FROM policy_item i JOIN fiscal_year y ON y.year = i.fiscal_year
             WHERE i.id = NEW.policy_item_id AND y.closed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'the fiscal year is closed'); END;
