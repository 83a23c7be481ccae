-- SPDX-License-Identifier: GPL-3.0-or-later
-- What must not go, and whose words go.

-- Legal holds. kind: 0 a school, 1 a person, 2 a conversation, whose id `object` is.
CREATE TABLE holds(
    kind INTEGER NOT NULL,
    object BLOB NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY(kind, object)
) WITHOUT ROWID;

-- Whose entries are looked for, conversation by conversation, from `place` (see entries) on. held: some were left where a
-- hold keeps them; done: no place is left to look at. Ids alone, for good.
CREATE TABLE erasures(
    person BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    place INTEGER NOT NULL DEFAULT 0,
    held INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX erasures_to_do ON erasures(person) WHERE done = 0;
