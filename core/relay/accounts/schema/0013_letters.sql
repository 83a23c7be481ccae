-- SPDX-License-Identifier: GPL-3.0-or-later
-- Invitations that the school's office confirms by (core/identity/letter.h): what its administrator wrote, sealed for themselves, and what
-- the invited person's device proves by the secret in it. Nothing here can be read or made without that secret.

CREATE TABLE letters (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    school BLOB NOT NULL REFERENCES schools(id),
    writer BLOB NOT NULL REFERENCES people(id),
    person BLOB NOT NULL UNIQUE REFERENCES people(id),
    letter BLOB NOT NULL,
    written INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    proof BLOB,
    proved INTEGER,
    CHECK ((proof IS NULL) = (proved IS NULL))
) WITHOUT ROWID;
CREATE INDEX letters_by_writer ON letters(writer, id);
