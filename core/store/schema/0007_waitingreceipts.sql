-- SPDX-License-Identifier: GPL-3.0-or-later
-- Receipts that cannot be judged yet: the entry that they name did not come, or their device is not known to be that person's.
-- Each device's highest; proof is what it signed (core/groups/receiptproof.h).
CREATE TABLE waiting_receipts (
    conversation BLOB NOT NULL REFERENCES conversations (id),
    user BLOB NOT NULL,
    kind INTEGER NOT NULL,
    device BLOB NOT NULL,
    up_to INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    proof BLOB NOT NULL,
    PRIMARY KEY (conversation, user, kind, device)
) WITHOUT ROWID;
