// SPDX-License-Identifier: GPL-3.0-or-later
// Shelf: an open store on a temporary disk with one conversation in it.

#pragma once

#include "core/store/store.h"
#include "core/store/timeline.h"
#include "tests/support/testkey/testkey.h"

#include <QTemporaryDir>

namespace pc::test {

inline ConversationId conversationOf(quint8 n)
{
    Uuid id;
    id.bytes[0] = 3;
    id.bytes[15] = n;
    return ConversationId { id };
}

inline UserId userOf(quint8 n)
{
    Uuid id;
    id.bytes[0] = 1;
    id.bytes[15] = n;
    return UserId { id };
}

inline MessageId messageOf(qint64 n)
{
    Uuid id;
    id.bytes[0] = 4;
    for (size_t i = 0; i < 8; ++i)
        id.bytes[15 - i] = quint8(quint64(n) >> (8 * i));
    return MessageId { id };
}

struct Shelf
{
    Shelf() { reopen(); }

    void reopen()
    {
        store.reset();
        auto opened = store::Store::open(path(), testKey());
        if (!opened)
            qFatal("the store does not open: %s", qPrintable(opened.error().detail));
        store = std::move(*opened);
        if (!store->conversations.ensure(conversation)
            || !store->conversations.describe(conversation, chat::ConversationKind::Group))
            qFatal("no conversation");
    }

    QString path() const { return folder.filePath(QStringLiteral("store.db")); }

    static chat::Message logged(ConversationId conversation, qint64 seq, bool isOutgoing = false)
    {
        chat::Message message;
        message.id = messageOf(seq);
        message.conversation = conversation;
        message.sender = userOf(isOutgoing ? 1 : 2);
        message.seq = Seq { seq };
        message.order = store::loggedKey(message.seq);
        message.time = utcFromMilliseconds(1'760'000'000'000 + seq);
        message.content.text = QStringLiteral("message %1").arg(seq);
        message.outgoing = isOutgoing;
        return message;
    }

    /// Takes the place and fills it.
    bool put(const chat::Message &message)
    {
        const auto isFree = store->held.take(conversation, message.seq);
        return isFree && *isFree && store->messages.add(message).ok()
            && store->conversations.raiseHead(conversation, message.seq).ok();
    }

    QTemporaryDir folder;
    ConversationId conversation = conversationOf(1);
    std::unique_ptr<store::Store> store;
};

} // namespace pc::test
