// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations: one row each, with the marks that only rise, and the drafts.

#pragma once

#include "core/chat/conversation.h"
#include "core/sql/statement.h"

#include <optional>
#include <vector>

namespace pc::store {

/// A conversation but for its members, which are a table of their own.
struct ConversationRow
{
    ConversationId id;
    bool known = false; ///< What it is has been told; else only entries of it came so far.
    chat::ConversationKind kind = chat::ConversationKind::Group;
    QString title;
    Seq titleSeq; ///< Where in the log the title was last set.
    Seq first { 1 };
    Seq head;
    Revision revision; ///< Every receipt up to here is stored.
    Seq readUpTo;
    Seq readAcked; ///< What the relay knows of readUpTo.
    Seq deliveredAcked; ///< What the relay knows of the cursor.
    chat::Watermarks watermarks;
    chat::PersonalSettings settings;
    bool left = false;
    UtcTime activeAt; ///< Of the newest entry, by the relay's clock: sorts lists, never messages.

    bool operator==(const ConversationRow &) const = default;
};

class Conversations
{
public:
    explicit Conversations(sql::Database &database);

    /// A row with nothing known, unless there is one.
    Result<void> ensure(ConversationId conversation);

    Result<std::optional<ConversationRow>> find(ConversationId conversation);

    /// All of them, the last active first.
    Result<std::vector<ConversationRow>> list();

    /// The direct conversation with this person in which both are, if there is one.
    Result<std::optional<ConversationId>> findDirect(UserId with);

    Result<void> describe(ConversationId conversation, chat::ConversationKind kind);

    /// Unless the title was set by a later entry already.
    Result<void> setTitle(ConversationId conversation, const QString &title, Seq at);

    Result<void> setFirst(ConversationId conversation, Seq first);
    Result<void> setSettings(ConversationId conversation, const chat::PersonalSettings &settings);
    Result<void> setLeft(ConversationId conversation, bool left);
    Result<void> setDraft(ConversationId conversation, const QString &text);
    Result<QString> draft(ConversationId conversation);

    // Marks: each keeps the higher of what it was and what is given.
    Result<void> raiseHead(ConversationId conversation, Seq head);
    Result<void> raiseRevision(ConversationId conversation, Revision revision);
    Result<void> raiseReadUpTo(ConversationId conversation, Seq upTo);
    Result<void> raiseReadAcked(ConversationId conversation, Seq upTo);
    Result<void> raiseDeliveredAcked(ConversationId conversation, Seq upTo);
    Result<void> raiseWatermarks(ConversationId conversation, const chat::Watermarks &watermarks);
    Result<void> raiseActiveAt(ConversationId conversation, UtcTime at);

    /// Lowers every mark to what a restored relay still has: the one case in which they go back. What was confirmed to it counts
    /// as unconfirmed: how much of that it remembers is not known.
    Result<void> restoreMarks(ConversationId conversation, Seq head, Revision revision);

private:
    sql::Statement m_ensure;
    sql::Statement m_find;
    sql::Statement m_list;
    sql::Statement m_findDirect;
    sql::Statement m_describe;
    sql::Statement m_setTitle;
    sql::Statement m_setFirst;
    sql::Statement m_setSettings;
    sql::Statement m_setLeft;
    sql::Statement m_setDraft;
    sql::Statement m_removeDraft;
    sql::Statement m_draft;
    sql::Statement m_raiseHead;
    sql::Statement m_raiseRevision;
    sql::Statement m_raiseReadUpTo;
    sql::Statement m_raiseReadAcked;
    sql::Statement m_raiseDeliveredAcked;
    sql::Statement m_raiseWatermarks;
    sql::Statement m_raiseActiveAt;
    sql::Statement m_restoreMarks;
};

} // namespace pc::store
