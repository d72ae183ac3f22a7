-- Accounts: who may sign in, as what, where, from when until when. Days are Bangkok's, YYYY-MM-DD.

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    password_hash TEXT,
    disabled_at INTEGER,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Other proofs of who somebody is than the password: one-time codes, another house's sign-in.
CREATE TABLE identity (
    account_id INTEGER NOT NULL REFERENCES account (id),
    provider TEXT NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (provider, subject)
) STRICT;

CREATE INDEX identity_of_account ON identity (account_id);

-- `until_day` is the last day; NULL while none is set. `items` is a JSON array of names such as
-- 2567/p1.
CREATE TABLE appointment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id),
    role TEXT NOT NULL CHECK (role IN ('DR', 'DD', 'RV', 'BO', 'ME', 'ML', 'EX', 'AD')),
    district_id INTEGER REFERENCES district (id),
    items TEXT,
    from_day TEXT NOT NULL,
    until_day TEXT
) STRICT;

CREATE INDEX appointment_of_account ON appointment (account_id);

-- Only the SHA-256 of a token is kept, here and in `invitation`.
CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    absolute_until INTEGER NOT NULL,
    device TEXT NOT NULL
) STRICT;

CREATE INDEX session_of_account ON session (account_id);
CREATE INDEX session_by_end ON session (absolute_until);

-- Links to set a password. At most one of an account is open.
CREATE TABLE invitation (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('invite', 'reset')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE INDEX invitation_of_account ON invitation (account_id);

-- Passwords that were looked at and wrong, or are being looked at: `failures` of them since `since_at`.
-- `name_hash` is the SHA-256 of the name as typed, so that names that do not exist count alike and a
-- password typed there is not kept; empty where all names from an address are counted. `address` is
-- empty where all addresses that the account has never signed in from are counted together.
CREATE TABLE sign_in_failure (
    name_hash TEXT NOT NULL,
    address TEXT NOT NULL,
    failures INTEGER NOT NULL,
    since_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (name_hash, address)
) STRICT;

CREATE INDEX sign_in_failure_by_time ON sign_in_failure (last_at);

-- Where an account has signed in from: a stranger's guesses elsewhere do not keep it out there.
CREATE TABLE known_address (
    account_id INTEGER NOT NULL REFERENCES account (id),
    address TEXT NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, address)
) STRICT;

-- What a form posted without JavaScript comes back with. `session` is the SHA-256 of the session's
-- token, or of the visitor's own one-time key.
CREATE TABLE form_result (
    id TEXT NOT NULL PRIMARY KEY,
    session TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE INDEX form_result_by_end ON form_result (expires_at);
