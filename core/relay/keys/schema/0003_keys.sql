-- SPDX-License-Identifier: GPL-3.0-or-later
-- How devices that are offline are found by those who write to them, and what the relay follows of each group. Nothing
-- here opens a message.

-- What a device published to be added by (RFC 9420 section 10). A package is used once and then remembered by its
-- reference alone, so that a Welcome finds its device; a last resort stays.
CREATE TABLE key_packages(
    number INTEGER PRIMARY KEY,
    ref BLOB NOT NULL UNIQUE,
    person BLOB NOT NULL,
    device BLOB NOT NULL,
    last_resort INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    claimed INTEGER,
    package BLOB
);
CREATE INDEX key_packages_by_device ON key_packages(device, last_resort, number) WHERE claimed IS NULL;
CREATE INDEX key_packages_by_claim ON key_packages(claimed) WHERE claimed IS NOT NULL;

-- The group of a conversation as of its present epoch: `began` is the entry that began it, `state` the public tree with
-- what belongs to it, `group_info` what who joins by themselves is given. `generation` rises when a group is begun anew.
CREATE TABLE groups(
    conversation INTEGER PRIMARY KEY REFERENCES conversations(row),
    generation INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    began INTEGER NOT NULL,
    state BLOB NOT NULL,
    group_info BLOB NOT NULL
);

-- One for all whom a commit added, with the tree of the epoch that it began; gone when the last of them has joined.
CREATE TABLE welcome_bundles(
    number INTEGER PRIMARY KEY,
    welcome BLOB NOT NULL,
    tree BLOB NOT NULL
);

-- A device waits for at most one Welcome a conversation: the newest way in is the only one.
CREATE TABLE welcomes(
    device BLOB NOT NULL,
    conversation INTEGER NOT NULL REFERENCES conversations(row),
    bundle INTEGER NOT NULL REFERENCES welcome_bundles(number),
    began INTEGER NOT NULL,
    created INTEGER NOT NULL,
    PRIMARY KEY(device, conversation)
) WITHOUT ROWID;
CREATE INDEX welcomes_by_bundle ON welcomes(bundle);
CREATE INDEX welcomes_by_conversation ON welcomes(conversation);

-- Keys with which the relay seals who sent what when, for reports; the newest seals, older ones still verify.
CREATE TABLE franking_keys(
    number INTEGER PRIMARY KEY,
    key BLOB NOT NULL CHECK (length(key) = 32),
    created INTEGER NOT NULL
);
