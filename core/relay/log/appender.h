// SPDX-License-Identifier: GPL-3.0-or-later
// Appender: gives a durable entry its seq, once. Part of LogWriter; runs inside the writer's transaction.

#pragma once

#include "core/relay/accounts/authorise.h"
#include "core/relay/log/conversationcache.h"
#include "core/relay/log/entry.h"

#include <optional>

namespace pc::relay::log {

/// What an append came to. Refusals change nothing.
struct Appended
{
    std::optional<Errc> refusal;
    Entry entry; ///< When not refused; `body` is empty for a repeat.
    bool repeated = false; ///< Stored before: acknowledge again, deliver to nobody.
    SharedRoster roster;
};

class Appender
{
public:
    Appender(sql::Database &database, ConversationCache &cache);

    /// Appends one message. The check of its id comes before every other, so that a repeat is always acknowledged as
    /// the first try was. An Error is the store's, and undoes the transaction.
    Result<Appended> append(const accounts::Actor &actor, ConversationId conversation, MessageId message,
        const QByteArray &body, UtcTime now);

    /// Appends an entry that was checked by the caller.
    Result<Entry> appendChecked(ConversationState &state, EntryKind kind, const accounts::Actor &actor,
        MessageId message, const QByteArray &body, UtcTime now);

    /// What is stored under that id by that device, if anything.
    Result<std::optional<Entry>> findMessage(MessageId message, DeviceId device);

private:
    Result<std::optional<Appended>> answerRepeat(
        ConversationId conversation, MessageId message, DeviceId device, EntryKind kind, const QByteArray &body);

    ConversationCache &m_cache;
    sql::Statement m_insert;
    sql::Statement m_find;
};

} // namespace pc::relay::log
