// SPDX-License-Identifier: GPL-3.0-or-later
// ArchiveItem: one thing that an archive says, so that a new device shows the history as the old one did. Items are said in any
// order and any number of times; the later one counts. What the relay tells a new device anyhow (who is in a conversation now,
// receipts) is not said here; what a store never gives away (keys of groups, what waits to be sent) neither.
//
// An item is a kind (u16) and its body with a length. A body that this program cannot read, of a newer kind or a kind with more in
// it, is kept as it is: a program that compacts an archive loses nothing that a newer one wrote.

#pragma once

#include "core/chat/conversation.h"
#include "core/crypto/bytes.h"

#include <QByteArray>

#include <optional>
#include <variant>
#include <vector>

namespace pc::recovery {

/// Of an item's body: any message and any event, but for one that names some thousand people.
inline constexpr std::size_t kMostItemBytes = std::size_t(192) * 1024;

/// What a conversation is.
struct ArchivedConversation
{
    ConversationId id;
    chat::ConversationKind kind = chat::ConversationKind::Group;
    QString title;
    Seq titleSeq; ///< Where in the log the title was last set.
    Seq first { 1 }; ///< The first seq that this person may see.
    chat::PersonalSettings settings;
    bool left = false;
    UtcTime activeAt;

    bool operator==(const ArchivedConversation &) const = default;
};

/// Somebody who is named in it, as they were last called: the directory may not know them any more.
struct ArchivedPerson
{
    people::Person person;

    bool operator==(const ArchivedPerson &) const = default;
};

/// A row of the timeline that the relay has ordered. `message.order` is the store's to give: it is not archived and reads as 0.
struct ArchivedMessage
{
    chat::Message message; ///< Sent, with a seq.
    QByteArray content; ///< The bytes of what could not be read, as store::Messages::add() takes them; none of a text.

    bool operator==(const ArchivedMessage &) const = default;
};

/// Up to where it was read, by this person and by the others.
struct ArchivedMarks
{
    ConversationId conversation;
    Seq readUpTo;
    chat::Watermarks watermarks;

    bool operator==(const ArchivedMarks &) const = default;
};

/// Seqs that show nothing: so that a new device does not take them for holes.
struct ArchivedSilence
{
    ConversationId conversation;
    Seq first;
    Seq last;
    bool expired = false; ///< Past the school's retention.

    bool operator==(const ArchivedSilence &) const = default;
};

/// A message that was said above and is not to be shown any more.
struct ArchivedRemoval
{
    ConversationId conversation;
    MessageId message;

    bool operator==(const ArchivedRemoval &) const = default;
};

/// Of a newer program. Kept, shown to nobody.
struct UnknownItem
{
    quint16 kind = 0;
    crypto::Bytes body;

    bool operator==(const UnknownItem &) const = default;
};

using ArchiveItem = std::variant<ArchivedConversation, ArchivedPerson, ArchivedMessage, ArchivedMarks, ArchivedSilence,
    ArchivedRemoval, UnknownItem>;

/// Appends the item; false, and nothing appended, when its body is beyond kMostItemBytes.
bool appendItem(crypto::Bytes &to, const ArchiveItem &item);

/// All of `bytes`. Nothing when they are no row of items.
std::optional<std::vector<ArchiveItem>> readItems(crypto::ByteView bytes);

} // namespace pc::recovery
