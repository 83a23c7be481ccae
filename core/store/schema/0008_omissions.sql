-- SPDX-License-Identifier: GPL-3.0-or-later
-- What only the relay says, beside what others say of it.

-- What a message's own device says of it, sealed (core/chat/content.h): when it was written, and which message of that device came
-- before it. misses: that one should be here, and is not.
ALTER TABLE messages ADD COLUMN written INTEGER;
ALTER TABLE messages ADD COLUMN follows BLOB;
ALTER TABLE messages ADD COLUMN misses INTEGER NOT NULL DEFAULT 0;

CREATE INDEX messages_that_miss ON messages (conversation, follows) WHERE misses = 1;

-- Each device's messages in the order of the log; no events.
CREATE INDEX messages_by_device ON messages (conversation, device, order_key) WHERE kind <> 1;

-- As this user knew people whom the relay calls otherwise by now, until they have seen that.
CREATE TABLE known_names (
    user BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    role INTEGER NOT NULL
) WITHOUT ROWID;
