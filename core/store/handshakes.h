// SPDX-License-Identifier: GPL-3.0-or-later
// Handshakes: changes of groups on their way: our own to the relay, and entries of logs that wait for what is below them.
// What they mean is core/groups' to know.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/crypto/wipingbytes.h"
#include "core/sql/statement.h"

#include <optional>
#include <vector>

namespace pc::store {

struct PendingHandshake
{
    ConversationId conversation;
    MessageId message;
    int op = 0;
    quint32 generation = 0;
    quint64 epoch = 0;
    bool joins = false; ///< This device comes in by it.
    QByteArray content;
    QByteArray tree;
    QByteArray welcome;
    QByteArray groupInfo;
    crypto::WipingBytes nextEpoch;
    crypto::WipingBytes nextNodes;
    crypto::WipingBytes nextProposals;
};

struct EarlyEntry
{
    ConversationId conversation;
    Seq seq;
    Seq last; ///< Above `seq` for a run of entries that hold nothing.
    int kind = 0;
    MessageId message;
    UserId sender;
    DeviceId device;
    UtcTime sentAt;
    QByteArray body;
};

class Handshakes
{
public:
    explicit Handshakes(sql::Database &database);

    Result<std::optional<PendingHandshake>> pending(ConversationId conversation);
    Result<void> savePending(const PendingHandshake &pending);
    Result<void> removePending(ConversationId conversation);
    Result<void> removeAllPending();
    Result<std::vector<ConversationId>> allPending();

    /// A place that is taken stays as it is, unless `replaces`.
    Result<void> addEarly(const EarlyEntry &entry, bool replaces = false);

    /// The lowest.
    Result<std::optional<EarlyEntry>> firstEarly(ConversationId conversation);
    Result<void> removeEarly(ConversationId conversation, Seq seq);

    /// All above `seq`.
    Result<void> removeEarlyAbove(ConversationId conversation, Seq seq);
    Result<qint64> countEarly(ConversationId conversation);

private:
    sql::Statement m_pending;
    sql::Statement m_savePending;
    sql::Statement m_removePending;
    sql::Statement m_removeAllPending;
    sql::Statement m_allPending;
    sql::Statement m_addEarly;
    sql::Statement m_replaceEarly;
    sql::Statement m_firstEarly;
    sql::Statement m_removeEarly;
    sql::Statement m_removeEarlyAbove;
    sql::Statement m_countEarly;
};

} // namespace pc::store
