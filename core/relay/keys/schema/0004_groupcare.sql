-- SPDX-License-Identifier: GPL-3.0-or-later
-- What keeps groups, packages and Welcomes in order after a device has gone, and after a commit that nobody can process.

-- Who has a leaf in each conversation's group: the public tree as questions need it that are asked often. `ended` is set
-- when the device was signed out, which it then is for ever.
CREATE TABLE group_leaves(
    conversation INTEGER NOT NULL REFERENCES conversations(row),
    device BLOB NOT NULL,
    person BLOB NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY(conversation, device)
) WITHOUT ROWID;
CREATE INDEX group_leaves_by_device ON group_leaves(device);
CREATE INDEX group_leaves_ended ON group_leaves(conversation) WHERE ended = 1;

-- A frozen group takes no commits until it is begun anew.
ALTER TABLE groups ADD COLUMN frozen INTEGER NOT NULL DEFAULT 0;

-- Devices that could not process a commit: each its latest.
CREATE TABLE bad_commits(
    conversation INTEGER NOT NULL REFERENCES conversations(row),
    device BLOB NOT NULL,
    person BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY(conversation, device)
) WITHOUT ROWID;
CREATE INDEX bad_commits_by_device ON bad_commits(device);

CREATE INDEX key_packages_by_expiry ON key_packages(expires) WHERE claimed IS NULL;
CREATE INDEX welcomes_by_age ON welcomes(created);

-- In the transaction that signs a device out, whichever it is: nobody can add it any more, it waits for nothing and says
-- nothing about commits, and its leaves are to go.
CREATE TRIGGER devices_ended AFTER UPDATE OF revoked ON devices WHEN NEW.revoked IS NOT NULL AND OLD.revoked IS NULL
BEGIN
    DELETE FROM key_packages WHERE device = NEW.id;
    DELETE FROM welcomes WHERE device = NEW.id;
    DELETE FROM welcome_bundles WHERE NOT EXISTS (SELECT 1 FROM welcomes WHERE bundle = welcome_bundles.number);
    DELETE FROM bad_commits WHERE device = NEW.id;
    UPDATE group_leaves SET ended = 1 WHERE device = NEW.id;
END;
