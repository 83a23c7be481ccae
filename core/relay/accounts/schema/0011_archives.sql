-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a person's devices keep here of their history, sealed (core/archive): segments in a chain; and what a recovery sheet opens.
-- Nothing in these tables can be read without keys that only devices have, or that stand on paper.

-- kept is 0 for who wants no archive. last is the highest generation that was ever begun: none is used again.
CREATE TABLE archives (
    person BLOB NOT NULL PRIMARY KEY REFERENCES people(id),
    kept INTEGER NOT NULL DEFAULT 1,
    last INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- state: 0 written beside the present one, 1 the present one, 2 gone: its segments are taken out some at a time. first is the lowest
-- number that is there, next the one that would come next, head the hash of the one before that.
CREATE TABLE archive_generations (
    person BLOB NOT NULL REFERENCES people(id),
    generation INTEGER NOT NULL CHECK (generation > 0),
    state INTEGER NOT NULL,
    first INTEGER NOT NULL,
    next INTEGER NOT NULL CHECK (next >= first),
    head BLOB NOT NULL CHECK (length(head) = 32),
    bytes INTEGER NOT NULL,
    PRIMARY KEY (person, generation)
) WITHOUT ROWID;
CREATE UNIQUE INDEX archive_generations_in_use ON archive_generations(person, state) WHERE state < 2;

CREATE TABLE archive_segments (
    person BLOB NOT NULL,
    generation INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    stored INTEGER NOT NULL,
    segment BLOB NOT NULL,
    PRIMARY KEY (person, generation, number)
);

-- parameters: how the sheet is stretched. proof: a hash of what the blob is handed out for. begun: how often the person's device list
-- had begun when this was made. version counts changes.
CREATE TABLE recoveries (
    person BLOB NOT NULL PRIMARY KEY REFERENCES people(id),
    version INTEGER NOT NULL,
    made INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    begun INTEGER NOT NULL,
    parameters BLOB NOT NULL,
    proof BLOB NOT NULL CHECK (length(proof) = 32),
    blob BLOB NOT NULL
);

-- Wrong proofs since the first of a day of 24 hours; outlives the record, so that making it anew gives no more tries.
CREATE TABLE recovery_tries (
    person BLOB NOT NULL PRIMARY KEY REFERENCES people(id),
    wrong INTEGER NOT NULL,
    since INTEGER NOT NULL
) WITHOUT ROWID;
