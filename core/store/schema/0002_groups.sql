-- SPDX-License-Identifier: GPL-3.0-or-later
-- What core/groups keeps: this device's keys, the groups of its conversations, and what of their logs waits. Secrets among
-- it are as safe as the file is; they go with secure_delete.

-- Who this device is in every group: one row, or none. Seeds of Ed25519 keys.
CREATE TABLE device_identity (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    account_seed BLOB NOT NULL,
    leaf_seed BLOB NOT NULL,
    certificate BLOB NOT NULL
);

-- Published to be added by. uploaded is 0 until the relay has it; retired is when a last resort was replaced.
CREATE TABLE key_packages (
    ref BLOB PRIMARY KEY,
    bundle BLOB NOT NULL,
    package BLOB NOT NULL,
    last_resort INTEGER NOT NULL,
    used INTEGER NOT NULL DEFAULT 0,
    uploaded INTEGER NOT NULL DEFAULT 0,
    expires INTEGER NOT NULL,
    retired INTEGER
) WITHOUT ROWID;

-- Where this device stands. place is pinned in columns.h. cursor: every entry up to there was taken; joined_at: where this
-- device came in. leaf_since and last_resort tell when its keys are due.
CREATE TABLE groups (
    conversation BLOB PRIMARY KEY REFERENCES conversations (id),
    place INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    cursor INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    leaf_since INTEGER NOT NULL,
    last_resort INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    failing_since INTEGER NOT NULL
) WITHOUT ROWID;

-- The group itself, in the pieces that change at different times (core/mls/group.h). Only while this device is in it.
CREATE TABLE group_epochs (
    conversation BLOB PRIMARY KEY REFERENCES groups (conversation),
    epoch BLOB NOT NULL,
    nodes BLOB NOT NULL,
    proposals BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE group_senders (
    conversation BLOB NOT NULL REFERENCES group_epochs (conversation),
    leaf INTEGER NOT NULL,
    ratchets BLOB NOT NULL,
    PRIMARY KEY (conversation, leaf)
) WITHOUT ROWID;

-- A change of ours that the log does not show yet: as it is sent, and the group that it leads to.
CREATE TABLE pending_handshakes (
    conversation BLOB PRIMARY KEY REFERENCES groups (conversation),
    message BLOB NOT NULL,
    op INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    joins INTEGER NOT NULL,
    content BLOB NOT NULL,
    tree BLOB NOT NULL,
    welcome BLOB NOT NULL,
    group_info BLOB NOT NULL,
    next_epoch BLOB NOT NULL,
    next_nodes BLOB NOT NULL,
    next_proposals BLOB NOT NULL
) WITHOUT ROWID;

-- Messages of ours that were sealed and did not come by in the log yet, sent or not: what else comes by under this device's
-- name was sealed by a newer copy of this store. A row goes with its entry, or with its epoch.
CREATE TABLE sealed_messages (
    conversation BLOB NOT NULL REFERENCES groups (conversation),
    message BLOB NOT NULL,
    PRIMARY KEY (conversation, message)
) WITHOUT ROWID;

-- Entries that came before those below them, or before this device was in the group.
CREATE TABLE early_entries (
    conversation BLOB NOT NULL REFERENCES groups (conversation),
    seq INTEGER NOT NULL,
    last INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    message BLOB NOT NULL,
    sender BLOB NOT NULL,
    device BLOB NOT NULL,
    sent_at INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (conversation, seq)
) WITHOUT ROWID;

-- The account key that each device was first seen with, and another one that it showed later.
CREATE TABLE account_pins (
    user BLOB NOT NULL,
    device BLOB NOT NULL,
    account_key BLOB NOT NULL,
    first_seen INTEGER NOT NULL,
    changed_key BLOB,
    changed_at INTEGER,
    PRIMARY KEY (user, device)
) WITHOUT ROWID;

-- Of a version that sealed nothing: always empty.
DROP TABLE group_states;
