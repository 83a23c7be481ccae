-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was done to accounts and to the relay, as a chain: each line's hash covers the line before it, so that none can be
-- changed, taken out or put elsewhere unnoticed. Ids and acts, never names, contents or addresses.

-- actor: who did it, by kind; `person` only where it was one, else empty. objects: ids of 16 bytes each. times: how many
-- acts of one kind this line stands for.
CREATE TABLE audit(
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    person BLOB NOT NULL,
    act TEXT NOT NULL,
    objects BLOB NOT NULL,
    times INTEGER NOT NULL,
    hash BLOB NOT NULL
);

-- The newest line, so that one that was cut off at the end is missed. One row.
CREATE TABLE audit_head(
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,
    hash BLOB NOT NULL
);
INSERT INTO audit_head(one, number, hash) VALUES (1, 0, zeroblob(32));

-- Not against whoever has the file, against mistakes of our own.
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
