// SPDX-License-Identifier: GPL-3.0-or-later
// Appender: gives a durable entry its seq, once. Part of LogWriter; runs inside the writer's transaction.

#pragma once

#include "core/relay/accounts/authorise.h"
#include "core/relay/log/conversationcache.h"
#include "core/relay/log/sealedmessage.h"

#include <optional>

namespace pc::relay::log {

/// What an append came to. Refusals change nothing.
struct Appended
{
    std::optional<Errc> refusal;
    std::optional<quint64> epoch; ///< With StaleEpoch: the group's present one; nothing while there is no group.
    Entry entry; ///< When not refused; `body` is empty for a repeat.
    bool repeated = false; ///< Stored before: acknowledge again, deliver to nobody.
    SharedRoster roster;
};

class Appender
{
public:
    /// `franking` must outlive this.
    Appender(sql::Database &database, ConversationCache &cache, const keys::FrankingKeys &franking);

    /// Appends one message, which must be sealed in the present epoch of the conversation's group; `sealed` is what was read of
    /// it. Without a group nothing is taken: StaleEpoch without an epoch. The check of its id comes before every other, so that a repeat is always acknowledged as the
    /// first try was. An Error is the store's, and undoes the transaction.
    Result<Appended> append(const accounts::Actor &actor, const wire::Message &message,
        const std::optional<SealedMessage> &sealed, UtcTime now);

    /// What was answered when the entry was appended first, or that its id was used for another; nothing when it is new.
    Result<std::optional<Appended>> answerRepeat(
        ConversationId conversation, MessageId message, DeviceId device, EntryKind kind, const QByteArray &body);

    /// Appends an entry that was checked by the caller.
    Result<Entry> appendChecked(ConversationState &state, EntryKind kind, const accounts::Actor &actor,
        MessageId message, const QByteArray &body, UtcTime now);

    /// What is stored under that id by that device, if anything.
    Result<std::optional<Entry>> findMessage(MessageId message, DeviceId device);

private:
    Result<Appended> refuse(
        const accounts::Actor &actor, const wire::Message &message, Errc why, std::optional<quint64> epoch = {});

    ConversationCache &m_cache;
    const keys::FrankingKeys &m_franking;
    sql::Statement m_insert;
    sql::Statement m_find;
};

} // namespace pc::relay::log
