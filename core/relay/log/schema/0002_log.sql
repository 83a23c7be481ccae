-- SPDX-License-Identifier: GPL-3.0-or-later
-- The durable log of every conversation, and what members decided or confirmed about it.

CREATE TABLE relay_meta(
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

-- `head` is the seq of the newest entry, `revision` that of the newest receipt; both are taken in the transaction that
-- inserts what they number. `row` stands for the conversation in the tables below.
CREATE TABLE conversations(
    row INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    school BLOB NOT NULL,
    kind INTEGER NOT NULL,
    title TEXT NOT NULL,
    head INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    oldest INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);

-- Two people have one direct conversation: `low` and `high` are their ids in order.
CREATE TABLE direct_pairs(
    low BLOB NOT NULL,
    high BLOB NOT NULL,
    conversation INTEGER NOT NULL REFERENCES conversations(row),
    PRIMARY KEY(low, high)
) WITHOUT ROWID;

-- A member sees the entries from `first` to `last`; no `last` while present.
CREATE TABLE members(
    conversation INTEGER NOT NULL REFERENCES conversations(row),
    user BLOB NOT NULL,
    owner INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER,
    muted_until INTEGER,
    archived INTEGER NOT NULL DEFAULT 0,
    pinned INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY(conversation, user)
) WITHOUT ROWID;
CREATE INDEX members_by_user ON members(user, conversation);

-- `place` is the conversation's row times 2^32 plus the seq: a conversation's entries lie together, in order, under one
-- key. (message, device) is what makes a repeat the same message for as long as it lives.
CREATE TABLE entries(
    place INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    sender BLOB NOT NULL,
    device BLOB NOT NULL,
    message BLOB NOT NULL,
    sent_at INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX entries_by_message ON entries(message, device);

-- Up to where each member has received and read, and when each step happened.
CREATE TABLE watermarks(
    conversation INTEGER NOT NULL REFERENCES conversations(row),
    user BLOB NOT NULL,
    kind INTEGER NOT NULL,
    up_to INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY(conversation, user, kind)
) WITHOUT ROWID;
CREATE TABLE receipts(
    conversation INTEGER NOT NULL REFERENCES conversations(row),
    revision INTEGER NOT NULL,
    user BLOB NOT NULL,
    kind INTEGER NOT NULL,
    up_to INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY(conversation, revision)
) WITHOUT ROWID;
