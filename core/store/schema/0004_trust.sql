-- SPDX-License-Identifier: GPL-3.0-or-later
-- What this device knows of each person's keys beside the first one it saw: their device list as the relay showed it last
-- (core/identity/devicelist.h), and who confirmed the key.

ALTER TABLE account_pins ADD COLUMN list BLOB;

-- The relay has shown a list that does not go on from this one.
ALTER TABLE account_pins ADD COLUMN has_two_lists INTEGER NOT NULL DEFAULT 0;

-- 0: nobody; 1: this device's user; 2: the school's office.
ALTER TABLE account_pins ADD COLUMN confirmed_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account_pins ADD COLUMN confirmed_at INTEGER;

-- What the school's office said last of the person, as it came (core/identity/officelist.h).
ALTER TABLE account_pins ADD COLUMN word BLOB;

-- Who speaks for the office, as the relay showed it; one row.
CREATE TABLE office (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    list BLOB NOT NULL,
    has_two_lists INTEGER NOT NULL DEFAULT 0
);
