-- SPDX-License-Identifier: GPL-3.0-or-later
-- What devices must know of a log that came back from a backup: it went on with other entries under the same numbers.

-- One row a restore, with the epoch that it ended.
CREATE TABLE restores(
    number INTEGER PRIMARY KEY,
    ended BLOB NOT NULL
);

-- Where each conversation of that time stood in the backup; what is not in here was made later.
CREATE TABLE restored_heads(
    conversation INTEGER NOT NULL REFERENCES conversations(row),
    restore INTEGER NOT NULL REFERENCES restores(number),
    head INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY(conversation, restore)
) WITHOUT ROWID;
