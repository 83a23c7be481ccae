// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/conversations.h"

#include "core/store/rows.h"

namespace pc::store {

namespace {

ConversationRow readConversation(const sql::Rows &row)
{
    ConversationRow value;
    value.id = row.id<ConversationId>(0);
    value.known = row.flag(1);
    value.kind = chat::ConversationKind(row.number(2));
    value.title = row.text(3);
    value.titleSeq = row.seq(4);
    value.first = row.seq(5);
    value.head = row.seq(6);
    value.revision = Revision { row.integer(7) };
    value.readUpTo = row.seq(8);
    value.readAcked = row.seq(9);
    value.deliveredAcked = row.seq(10);
    value.watermarks = { row.seq(11), row.seq(12) };
    value.settings = { row.optionalTime(13), row.flag(14), row.flag(15) };
    value.left = row.flag(16);
    value.activeAt = row.time(17);
    return value;
}

} // namespace

Conversations::Conversations(sql::Database &database)
    : m_ensure(database, "INSERT OR IGNORE INTO conversations (id) VALUES (?)")
    , m_find(database,
          "SELECT id, known, kind, title, title_seq, first, head, revision, read_up_to, read_acked,"
          " delivered_acked, everyone_delivered, everyone_read, muted_until, archived, pinned, has_left, active_at"
          " FROM conversations WHERE id = ?")
    , m_list(database,
          "SELECT id, known, kind, title, title_seq, first, head, revision, read_up_to, read_acked,"
          " delivered_acked, everyone_delivered, everyone_read, muted_until, archived, pinned, has_left, active_at"
          " FROM conversations ORDER BY active_at DESC, id")
    , m_findDirect(database,
          "SELECT id FROM conversations JOIN members ON conversation = id"
          " WHERE known = 1 AND kind = 0 AND has_left = 0 AND user = ? AND present = 1")
    , m_describe(database, "UPDATE conversations SET known = 1, kind = ? WHERE id = ?")
    , m_setTitle(database, "UPDATE conversations SET title = ?, title_seq = ? WHERE id = ? AND title_seq <= ?")
    , m_setFirst(database, "UPDATE conversations SET first = ? WHERE id = ?")
    , m_setSettings(database, "UPDATE conversations SET muted_until = ?, archived = ?, pinned = ? WHERE id = ?")
    , m_setLeft(database, "UPDATE conversations SET has_left = ? WHERE id = ?")
    , m_setDraft(database, "INSERT OR REPLACE INTO drafts (conversation, text) VALUES (?, ?)")
    , m_removeDraft(database, "DELETE FROM drafts WHERE conversation = ?")
    , m_draft(database, "SELECT text FROM drafts WHERE conversation = ?")
    , m_raiseHead(database, "UPDATE conversations SET head = ? WHERE id = ? AND head < ?")
    , m_raiseRevision(database, "UPDATE conversations SET revision = ? WHERE id = ? AND revision < ?")
    , m_raiseReadUpTo(database, "UPDATE conversations SET read_up_to = ? WHERE id = ? AND read_up_to < ?")
    , m_raiseReadAcked(database, "UPDATE conversations SET read_acked = ? WHERE id = ? AND read_acked < ?")
    , m_raiseDeliveredAcked(
          database, "UPDATE conversations SET delivered_acked = ? WHERE id = ? AND delivered_acked < ?")
    , m_raiseWatermarks(database,
          "UPDATE conversations SET everyone_delivered = max(everyone_delivered, ?),"
          " everyone_read = max(everyone_read, ?) WHERE id = ?")
    , m_raiseActiveAt(database, "UPDATE conversations SET active_at = ? WHERE id = ? AND active_at < ?")
    , m_restoreMarks(database,
          "UPDATE conversations SET head = ?, revision = min(revision, ?), title_seq = min(title_seq, ?),"
          " read_up_to = min(read_up_to, ?), read_acked = 0, delivered_acked = 0,"
          " everyone_delivered = min(everyone_delivered, ?), everyone_read = min(everyone_read, ?) WHERE id = ?")
{
}

Result<void> Conversations::ensure(ConversationId conversation)
{
    return done(m_ensure.run(conversation));
}

Result<std::optional<ConversationRow>> Conversations::find(ConversationId conversation)
{
    return firstRow(m_find.query(conversation), readConversation);
}

Result<std::vector<ConversationRow>> Conversations::list()
{
    return allRows(m_list.query(), readConversation);
}

Result<std::optional<ConversationId>> Conversations::findDirect(UserId with)
{
    return firstRow(m_findDirect.query(with), [](const sql::Rows &row) { return row.id<ConversationId>(0); });
}

Result<void> Conversations::describe(ConversationId conversation, chat::ConversationKind kind)
{
    return done(m_describe.run(kind, conversation));
}

Result<void> Conversations::setTitle(ConversationId conversation, const QString &title, Seq at)
{
    return done(m_setTitle.run(title, at, conversation, at));
}

Result<void> Conversations::setFirst(ConversationId conversation, Seq first)
{
    return done(m_setFirst.run(first, conversation));
}

Result<void> Conversations::setSettings(ConversationId conversation, const chat::PersonalSettings &settings)
{
    return done(m_setSettings.run(settings.mutedUntil, settings.archived, settings.pinned, conversation));
}

Result<void> Conversations::setLeft(ConversationId conversation, bool left)
{
    return done(m_setLeft.run(left, conversation));
}

Result<void> Conversations::setDraft(ConversationId conversation, const QString &text)
{
    if (text.isEmpty())
        return done(m_removeDraft.run(conversation));
    return done(m_setDraft.run(conversation, text));
}

Result<QString> Conversations::draft(ConversationId conversation)
{
    auto draft = firstRow(m_draft.query(conversation), [](const sql::Rows &row) { return row.text(0); });
    if (!draft)
        return draft.error();
    return draft->value_or(QString());
}

Result<void> Conversations::raiseHead(ConversationId conversation, Seq head)
{
    return done(m_raiseHead.run(head, conversation, head));
}

Result<void> Conversations::raiseRevision(ConversationId conversation, Revision revision)
{
    return done(m_raiseRevision.run(revision, conversation, revision));
}

Result<void> Conversations::raiseReadUpTo(ConversationId conversation, Seq upTo)
{
    return done(m_raiseReadUpTo.run(upTo, conversation, upTo));
}

Result<void> Conversations::raiseReadAcked(ConversationId conversation, Seq upTo)
{
    return done(m_raiseReadAcked.run(upTo, conversation, upTo));
}

Result<void> Conversations::raiseDeliveredAcked(ConversationId conversation, Seq upTo)
{
    return done(m_raiseDeliveredAcked.run(upTo, conversation, upTo));
}

Result<void> Conversations::raiseWatermarks(ConversationId conversation, const chat::Watermarks &watermarks)
{
    return done(m_raiseWatermarks.run(watermarks.delivered, watermarks.read, conversation));
}

Result<void> Conversations::raiseActiveAt(ConversationId conversation, UtcTime at)
{
    return done(m_raiseActiveAt.run(at, conversation, at));
}

Result<void> Conversations::restoreMarks(ConversationId conversation, Seq head, Revision revision)
{
    return done(m_restoreMarks.run(head, revision, head, head, head, head, conversation));
}

} // namespace pc::store
