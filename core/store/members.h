// SPDX-License-Identifier: GPL-3.0-or-later
// Members: who is in a conversation, and how far each one's receipts reach. Joining and leaving carry their place in
// the log, so that entries and snapshots may come in any order and give the same members.

#pragma once

#include "core/chat/conversation.h"
#include "core/sql/statement.h"

#include <optional>
#include <vector>

namespace pc::store {

/// Somebody's place in a conversation, as far as it was told.
struct Membership
{
    UserId user;
    bool isPresent = false;
    Seq changed; ///< Where in the log that was last said, by an entry or a snapshot.

    bool operator==(const Membership &) const = default;
};

class Members
{
public:
    explicit Members(sql::Database &database);

    /// The present ones, owners first, then by name.
    Result<std::vector<chat::Member>> present(ConversationId conversation);

    /// Those who were in it, or wrote, and are not in it now; only those whose names are stored.
    Result<std::vector<people::Person>> former(ConversationId conversation);

    /// Everybody of whom anything was told, present or not.
    Result<std::vector<Membership>> all(ConversationId conversation);

    Result<std::vector<ConversationId>> conversationsOf(UserId user);

    Result<bool> isPresent(ConversationId conversation, UserId user);

    Result<void> join(ConversationId conversation, UserId user, bool owner, Seq at);
    Result<void> leave(ConversationId conversation, UserId user, Seq at);

    /// A snapshot as of `at`: its members are present, all others are not, but for what later entries said.
    Result<void> beginSnapshot(ConversationId conversation, Seq at);
    Result<void> inSnapshot(ConversationId conversation, UserId user, bool owner, Seq at);
    Result<void> endSnapshot(ConversationId conversation);

    /// Since where in the log this store has seen that person there without a break: where its head was when the store first heard
    /// of it, whatever is said of earlier times. Nothing for who is not present.
    Result<std::optional<Seq>> presentSince(ConversationId conversation, UserId user);

    /// One member's mark; keeps the higher.
    Result<void> raiseMark(ConversationId conversation, UserId user, chat::ReceiptKind kind, Seq upTo);

    /// Up to where every present member but `self` has received and read; zero when there is no other.
    Result<chat::Watermarks> watermarks(ConversationId conversation, UserId self);

    /// See Conversations::restoreMarks().
    Result<void> restoreMarks(ConversationId conversation, Seq head);

private:
    sql::Statement m_present;
    sql::Statement m_former;
    sql::Statement m_all;
    sql::Statement m_conversationsOf;
    sql::Statement m_isPresent;
    sql::Statement m_join;
    sql::Statement m_leave;
    sql::Statement m_beginSnapshot;
    sql::Statement m_inSnapshot;
    sql::Statement m_endSnapshot;
    sql::Statement m_presentSince;
    sql::Statement m_raiseDelivered;
    sql::Statement m_raiseRead;
    sql::Statement m_watermarks;
    sql::Statement m_restoreMarks;
};

} // namespace pc::store
