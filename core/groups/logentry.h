// SPDX-License-Identifier: GPL-3.0-or-later
// What a conversation's log holds, as a group sees it, and what became of it. Values; the relay's word is a claim until
// something sealed confirms it.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"

#include <QByteArray>

#include <optional>
#include <variant>
#include <vector>

namespace pc::groups {

enum class EntryKind : quint8 {
    Message, ///< `body` is what its sender sealed.
    Create, ///< A group begins: `body` is a GroupInfo. All bodies of changes are whole MLSMessages.
    Propose, ///< `body` is a PublicMessage with a proposal.
    Commit, ///< `body` is a PublicMessage with a commit.
    Event, ///< Of the conversation: nothing in it is for the group.
};

struct LogEntry
{
    ConversationId conversation;
    Seq seq;
    EntryKind kind = EntryKind::Message;
    MessageId message;
    UserId sender; ///< As the relay says.
    DeviceId device; ///< As the relay says.
    UtcTime sentAt; ///< By the relay's clock.
    QByteArray body;

    bool operator==(const LogEntry &) const = default;
};

/// Why a message cannot be shown. Final: nothing that comes later makes it readable.
enum class Unreadable : quint8 {
    BeforeThisDevice, ///< Sealed before this device came into the group.
    NotInGroup, ///< Sealed while this device was out of the group, or for no group at all.
    Undecryptable, ///< Damaged, or its keys are gone.
    Broken, ///< It opens, but is not from who the relay says, or cannot be reported: it is not to be shown.
};

/// The content, from exactly the person and device that the entry names.
struct Opened
{
    QByteArray content;
};

/// A message of this device: it has its content since it was written.
struct OwnMessage
{
};

struct MessageTaken
{
    Seq seq;
    MessageId message;
    std::variant<Opened, OwnMessage, Unreadable> outcome;
};

/// What handing something over came to. Entries that came early are taken with the one that they waited for, so one call
/// may bring many messages, or none.
struct Taken
{
    std::vector<MessageTaken> messages; ///< Ascending; each message of the log once.
    bool isChanged = false; ///< Standing, epoch or members: look at standing() and needs() again.
    std::optional<Seq>
        badCommit; ///< A commit that the relay took and this device cannot: others should not build on it.
    bool isRolledBack = false; ///< The log knows what this store does not: an older copy of it was put back.
};

} // namespace pc::groups
