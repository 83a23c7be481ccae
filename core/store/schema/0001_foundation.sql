-- SPDX-License-Identifier: GPL-3.0-or-later
-- The client's store, first version. Ids are 16 bytes, times are milliseconds since the epoch (UTC) by the relay's
-- clock unless said otherwise, enums are the numbers pinned in columns.h. README.md tells how to read it.

-- Who this device is signed in as: one row, or none.
CREATE TABLE profile (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    user BLOB NOT NULL,
    device BLOB NOT NULL,
    school BLOB NOT NULL,
    name TEXT NOT NULL,
    role INTEGER NOT NULL,
    label TEXT NOT NULL,
    school_name TEXT NOT NULL,
    guardians_write_guardians INTEGER NOT NULL,
    guardians_create_groups INTEGER NOT NULL
);

-- Small things by name: the log's epoch, the relay's address.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE people (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL,
    name TEXT NOT NULL,
    role INTEGER NOT NULL,
    label TEXT NOT NULL
) WITHOUT ROWID;

-- known is 0 while only entries of a conversation came and not yet what it is. title_seq is where in the log the title
-- was last set, so that entries may be applied in any order. The marks only rise.
CREATE TABLE conversations (
    id BLOB PRIMARY KEY,
    known INTEGER NOT NULL DEFAULT 0,
    kind INTEGER NOT NULL DEFAULT 1,
    title TEXT NOT NULL DEFAULT '',
    title_seq INTEGER NOT NULL DEFAULT 0,
    first INTEGER NOT NULL DEFAULT 1,
    head INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0,
    read_up_to INTEGER NOT NULL DEFAULT 0,
    read_acked INTEGER NOT NULL DEFAULT 0,
    delivered_acked INTEGER NOT NULL DEFAULT 0,
    everyone_delivered INTEGER NOT NULL DEFAULT 0,
    everyone_read INTEGER NOT NULL DEFAULT 0,
    muted_until INTEGER,
    archived INTEGER NOT NULL DEFAULT 0,
    pinned INTEGER NOT NULL DEFAULT 0,
    has_left INTEGER NOT NULL DEFAULT 0,
    active_at INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE drafts (
    conversation BLOB PRIMARY KEY REFERENCES conversations (id),
    text TEXT NOT NULL
) WITHOUT ROWID;

-- changed is where in the log present was last set; joined the first entry that this member was sent. delivered and
-- read are the highest receipts seen of them.
CREATE TABLE members (
    conversation BLOB NOT NULL REFERENCES conversations (id),
    user BLOB NOT NULL,
    owner INTEGER NOT NULL DEFAULT 0,
    present INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    joined INTEGER NOT NULL DEFAULT 0,
    delivered INTEGER NOT NULL DEFAULT 0,
    read INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (conversation, user)
) WITHOUT ROWID;

-- The times behind the marks, for a message's details.
CREATE TABLE receipts (
    conversation BLOB NOT NULL REFERENCES conversations (id),
    revision INTEGER NOT NULL,
    user BLOB NOT NULL,
    kind INTEGER NOT NULL,
    up_to INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (conversation, revision)
) WITHOUT ROWID;
CREATE INDEX receipts_by_member ON receipts (conversation, user, kind, up_to, at);

-- The timeline. order_key is the seq of what the relay ordered; see order.h for what has none. content keeps the bytes
-- of what could not be read. time of an unsent message is the own clock's.
CREATE TABLE messages (
    nr INTEGER PRIMARY KEY,
    conversation BLOB NOT NULL REFERENCES conversations (id),
    order_key INTEGER NOT NULL,
    id BLOB NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    sender BLOB NOT NULL,
    device BLOB NOT NULL,
    time INTEGER NOT NULL,
    outgoing INTEGER NOT NULL,
    state INTEGER NOT NULL,
    failure TEXT,
    kind INTEGER NOT NULL,
    event INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL DEFAULT '',
    content BLOB
);
CREATE UNIQUE INDEX messages_by_order ON messages (conversation, order_key);
CREATE UNIQUE INDEX messages_by_id ON messages (id, conversation);
-- What may count as unread: others' messages, no events. The last two columns let a count stay within the index.
CREATE INDEX messages_of_others ON messages (conversation, order_key, outgoing, kind) WHERE outgoing = 0 AND kind <> 1;

-- Which seqs this store has dealt with, as ranges that neither touch nor overlap.
CREATE TABLE held (
    conversation BLOB NOT NULL REFERENCES conversations (id),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first),
    PRIMARY KEY (conversation, first)
) WITHOUT ROWID;

-- Those of them that have no row in messages: not for showing, or past the relay's retention (expired).
CREATE TABLE silent (
    conversation BLOB NOT NULL REFERENCES conversations (id),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first),
    expired INTEGER NOT NULL,
    PRIMARY KEY (conversation, first)
) WITHOUT ROWID;

-- What waits for the relay, in the order of writing. sealed is what went on the wire, and goes again as it is. A row
-- with refused set waits for its user.
CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation BLOB NOT NULL REFERENCES conversations (id),
    message BLOB NOT NULL UNIQUE,
    content BLOB NOT NULL,
    sealed BLOB,
    attempts INTEGER NOT NULL DEFAULT 0,
    refused TEXT
);
CREATE INDEX outbox_by_conversation ON outbox (conversation, position);

-- What the cipher remembers, opaque; written with the message that it belongs to.
CREATE TABLE group_states (
    conversation BLOB PRIMARY KEY REFERENCES conversations (id),
    state BLOB NOT NULL
) WITHOUT ROWID;
