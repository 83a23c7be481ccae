-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who may use the relay: schools, their people, how these sign in, and on which devices they are.
-- Ids are 16 bytes; times are UTC milliseconds; codes and tokens are kept as digests only.

CREATE TABLE schools (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    guardians_may_write_to_guardians INTEGER NOT NULL DEFAULT 0,
    guardians_may_create_groups INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL
) WITHOUT ROWID;

-- A person is known to the school before they first sign in: user_name and password_hash come with the invite.
-- user_name is unique over all schools, in the folded form of username.h; search_name is the folded display name, which orders lists; search_text is
-- what searching looks into: name and label, folded.
CREATE TABLE people (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    school BLOB NOT NULL REFERENCES schools(id),
    user_name TEXT UNIQUE,
    name TEXT NOT NULL,
    search_name TEXT NOT NULL,
    search_text TEXT NOT NULL,
    role INTEGER NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    password_hash BLOB,
    disabled INTEGER NOT NULL DEFAULT 0,
    last_seen INTEGER,
    created INTEGER NOT NULL,
    CHECK ((user_name IS NULL) = (password_hash IS NULL))
) WITHOUT ROWID;
CREATE INDEX people_by_name ON people(school, search_name, id);

-- not_before: access tokens issued earlier (in whole seconds) are void; moved on by every sign-in and sign-out.
CREATE TABLE devices (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person BLOB NOT NULL REFERENCES people(id),
    name TEXT NOT NULL,
    platform TEXT NOT NULL,
    created INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    revoked INTEGER
) WITHOUT ROWID;
CREATE INDEX devices_by_person ON devices(person, id);

-- One line of refresh tokens, each replacing the one before. previous and attempt let a client that lost an answer ask
-- again; any other token of this line that comes back is theft and ends it.
CREATE TABLE refresh_families (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    device BLOB NOT NULL REFERENCES devices(id) ON DELETE CASCADE,
    current BLOB NOT NULL,
    previous BLOB,
    attempt BLOB,
    salt BLOB NOT NULL,
    rotated INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    revoked INTEGER
) WITHOUT ROWID;
CREATE INDEX refresh_families_by_device ON refresh_families(device);

-- Either for one person, or for anybody who is to join a school in a role.
CREATE TABLE invites (
    digest BLOB NOT NULL PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    school BLOB NOT NULL REFERENCES schools(id),
    person BLOB REFERENCES people(id),
    role INTEGER NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    max_uses INTEGER NOT NULL CHECK (max_uses > 0),
    used INTEGER NOT NULL DEFAULT 0 CHECK (used <= max_uses)
) WITHOUT ROWID;

-- The newest signs access tokens; the one before it still verifies.
CREATE TABLE signing_keys (
    kid TEXT NOT NULL PRIMARY KEY,
    seed BLOB NOT NULL CHECK (length(seed) = 32),
    created INTEGER NOT NULL
) WITHOUT ROWID;

-- What administrators did: ids and the act, never contents. Rows are only ever added.
CREATE TABLE admin_acts (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    act TEXT NOT NULL,
    object BLOB
);
