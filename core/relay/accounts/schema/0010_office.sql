-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who speaks for a school's office, by their account keys, and what they say of people (core/identity/officelist.h): each entry and
-- word as it came, and the list that the entries make.

CREATE TABLE offices (
    school BLOB NOT NULL PRIMARY KEY REFERENCES schools(id),
    list BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE office_entries (
    school BLOB NOT NULL REFERENCES schools(id),
    number INTEGER NOT NULL CHECK (number > 0),
    entry BLOB NOT NULL,
    PRIMARY KEY (school, number)
) WITHOUT ROWID;

CREATE TABLE office_words (
    person BLOB NOT NULL PRIMARY KEY REFERENCES people(id),
    word BLOB NOT NULL
) WITHOUT ROWID;
