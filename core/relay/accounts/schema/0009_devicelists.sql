-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people's account keys say of their devices (core/identity/devicelist.h): each entry as it came, and the list that they make.

CREATE TABLE device_lists (
    person BLOB NOT NULL PRIMARY KEY REFERENCES people(id),
    list BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE device_list_entries (
    person BLOB NOT NULL REFERENCES people(id),
    number INTEGER NOT NULL CHECK (number > 0),
    entry BLOB NOT NULL,
    PRIMARY KEY (person, number)
) WITHOUT ROWID;
