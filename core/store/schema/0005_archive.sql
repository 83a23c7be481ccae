-- SPDX-License-Identifier: GPL-3.0-or-later
-- This person's archive and recovery sheet, as this device knows them (core/recovery, core/session/archivist.h).

-- What came or changed here and is not in the archive yet. Kept by triggers, so that nobody who writes a message can forget it. An
-- empty message stands for the conversation itself. A row that changes again has another number: who brought the earlier one there
-- leaves it.
CREATE TABLE to_archive (
    nr INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation BLOB NOT NULL,
    message BLOB NOT NULL,
    UNIQUE (conversation, message)
);

CREATE TRIGGER messages_to_archive AFTER INSERT ON messages
    WHEN new.seq > 0 AND NOT EXISTS (SELECT 1 FROM archive WHERE kept = 0) BEGIN
    INSERT OR REPLACE INTO to_archive (conversation, message) VALUES (new.conversation, new.id);
END;
CREATE TRIGGER changed_messages_to_archive AFTER UPDATE OF seq, time, kind, event, text, content ON messages
    WHEN new.seq > 0 AND NOT EXISTS (SELECT 1 FROM archive WHERE kept = 0) BEGIN
    INSERT OR REPLACE INTO to_archive (conversation, message) VALUES (new.conversation, new.id);
END;
-- What is too old, or was erased, the relay tells every device.
CREATE TRIGGER gone_messages_to_archive AFTER DELETE ON messages WHEN old.seq > 0 BEGIN
    DELETE FROM to_archive WHERE conversation = old.conversation AND message = old.id;
END;
CREATE TRIGGER conversations_to_archive
    AFTER UPDATE OF known, title, first, read_up_to, muted_until, archived, pinned, has_left ON conversations
    WHEN new.known = 1 AND NOT EXISTS (SELECT 1 FROM archive WHERE kept = 0) BEGIN
    INSERT OR REPLACE INTO to_archive (conversation, message) VALUES (new.id, x'');
END;

-- What an earlier version stored.
INSERT INTO to_archive (conversation, message) SELECT conversation, id FROM messages WHERE seq > 0;
INSERT INTO to_archive (conversation, message) SELECT id, x'' FROM conversations WHERE known = 1;

-- What the archive says of seqs that this device has not come to yet: put into its place when it has.
CREATE TABLE from_archive (
    conversation BLOB NOT NULL,
    message BLOB NOT NULL,
    seq INTEGER NOT NULL,
    item BLOB NOT NULL,
    PRIMARY KEY (conversation, message)
) WITHOUT ROWID;

-- One row, or none.
CREATE TABLE archive (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    keys BLOB,
    kept INTEGER NOT NULL DEFAULT 1,
    -- The last segment that was read or written here.
    generation INTEGER NOT NULL DEFAULT 0,
    number INTEGER NOT NULL DEFAULT 0,
    head BLOB,
    -- Where reading backwards from there has come to; 0: all is read, or nothing is to be.
    unread_below INTEGER NOT NULL DEFAULT 0,
    unread_head BLOB,
    saved_at INTEGER,
    restored INTEGER NOT NULL DEFAULT 0
);

-- The recovery sheet's public side, and this store's key wrapped for it; one row, or none.
CREATE TABLE recovery_sheet (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    lock BLOB NOT NULL,
    version INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    tested_at INTEGER,
    asked_at INTEGER
);
