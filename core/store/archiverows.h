// SPDX-License-Identifier: GPL-3.0-or-later
// ArchiveRows: what is to be brought to this person's archive, what came out of it and waits for its place, and how far both have
// come.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/crypto/wipingbytes.h"
#include "core/sql/statement.h"

#include <optional>
#include <vector>

namespace pc::store {

/// A message that came or changed; a null message stands for the conversation itself.
struct ToArchive
{
    qint64 number = 0; ///< Another one whenever it changes.
    ConversationId conversation;
    MessageId message;

    bool operator==(const ToArchive &) const = default;
};

struct FromArchive
{
    ConversationId conversation;
    MessageId message;
    Seq seq;
    QByteArray item; ///< As core/recovery has it.
};

struct ArchiveRow
{
    crypto::WipingBytes keys; ///< recovery::ArchiveKeys; empty without.
    bool isKept = true;
    quint32 generation = 0;
    quint32 number = 0; ///< Of the last segment that was read or written; 0: none.
    QByteArray head; ///< Its hash.
    quint32 unreadBelow = 0; ///< Segments below this one are still to be read; 0: none are.
    QByteArray unreadHead; ///< The hash of the one before it, by its word.
    std::optional<UtcTime> savedAt;
    qint64 restored = 0; ///< Messages that came out of it.
};

class ArchiveRows
{
public:
    explicit ArchiveRows(sql::Database &database);

    Result<ArchiveRow> state();
    Result<void> save(const ArchiveRow &state);

    /// The first ones.
    Result<std::vector<ToArchive>> waiting(int limit);
    Result<qint64> countWaiting();
    Result<void> settle(qint64 number); ///< It is in the archive.
    Result<void> settle(ConversationId conversation, MessageId message); ///< The same, however often it changed.
    Result<void> dropWaiting(); ///< Nothing is to be brought there.
    Result<void> queueAll(); ///< All that there is is to be brought there anew, with what waits for its place here.

    Result<void> addFound(const FromArchive &found);
    Result<std::vector<FromArchive>> found(ConversationId conversation, Seq upTo, int limit);
    Result<std::optional<FromArchive>> found(ConversationId conversation, MessageId message);
    Result<void> removeFound(ConversationId conversation, MessageId message);
    Result<std::vector<ConversationId>> conversationsWithFound();

private:
    sql::Statement m_state;
    sql::Statement m_save;
    sql::Statement m_waiting;
    sql::Statement m_countWaiting;
    sql::Statement m_settle;
    sql::Statement m_settleMessage;
    sql::Statement m_dropWaiting;
    sql::Statement m_queueMessages;
    sql::Statement m_queueConversations;
    sql::Statement m_queueFound;
    sql::Statement m_addFound;
    sql::Statement m_found;
    sql::Statement m_foundOne;
    sql::Statement m_removeFound;
    sql::Statement m_conversationsWithFound;
};

} // namespace pc::store
