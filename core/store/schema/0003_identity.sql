-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who this person's devices are, by their account key (core/identity/devicelist.h).

-- The private half of the key that what is for this device alone is sealed to; none in what an earlier version left.
ALTER TABLE device_identity ADD COLUMN box_key BLOB;

-- This person's own device list, entry by entry: to be offered again to a relay that forgot some.
CREATE TABLE own_list_entries (
    number INTEGER PRIMARY KEY,
    entry BLOB NOT NULL
);

-- The account key that each person was first seen with, and another one that they showed later. Keys that an earlier version pinned
-- were each device's own, and are nobody's any more.
DROP TABLE account_pins;
CREATE TABLE account_pins (
    user BLOB PRIMARY KEY,
    account_key BLOB NOT NULL,
    first_seen INTEGER NOT NULL,
    changed_key BLOB,
    changed_at INTEGER
) WITHOUT ROWID;
