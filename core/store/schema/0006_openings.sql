-- SPDX-License-Identifier: GPL-3.0-or-later
-- What proves a message to whoever has its commitment from the log (core/groups/sealedcontent.h): by it a member brings history to
-- another one who lost it (core/peerhistory).

-- commitment: as the log has it; for own messages as they were sealed last. Without a franking_key the message did not open here;
-- tried: how often others were asked for it in vain, 100 where nobody is to be. A row goes with its message.
CREATE TABLE openings (
    conversation BLOB NOT NULL,
    message BLOB NOT NULL,
    commitment BLOB NOT NULL,
    franking_key BLOB,
    tried INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (conversation, message)
) WITHOUT ROWID;
CREATE INDEX openings_missing ON openings (conversation, tried) WHERE franking_key IS NULL AND tried < 100;

CREATE TRIGGER gone_messages_openings AFTER DELETE ON messages BEGIN
    DELETE FROM openings WHERE conversation = old.conversation AND message = old.id;
END;

-- What became readable in another way is not asked for any more.
CREATE TRIGGER read_messages_openings AFTER UPDATE OF kind ON messages WHEN old.kind = 2 AND new.kind <> 2 BEGIN
    UPDATE openings SET tried = 100 WHERE conversation = new.conversation AND message = new.id AND franking_key IS NULL;
END;

-- Since where in the log this store has seen a member there without a break, 0 while absent. It is where the log's head was when
-- the store first heard of them, never what somebody says of earlier times.
ALTER TABLE members ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
UPDATE members SET since = max(1, (SELECT head FROM conversations WHERE id = conversation)) WHERE present = 1;
