// SPDX-License-Identifier: GPL-3.0-or-later
// What a message says, as it is sealed for the other members. The relay never sees inside.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"

#include <QString>

#include <optional>

namespace pc::chat {

/// Longest text of one message, in UTF-16 units; the composer says so before it is reached.
inline constexpr qsizetype kMaxTextLength = 16'000;

enum class ContentKind : quint8 {
    Text,
    Event, ///< Somebody joined, left, renamed: made from the log's conversation entries, never typed.
    Unreadable, ///< Cannot be read, now or at all; see Content::missing.
    Unknown, ///< Made by a newer program: shown as "newer app needed", kept, never dropped.
};

enum class EventKind : quint8 {
    Created,
    Renamed,
    MembersAdded,
    MembersRemoved,
    Left,
};

/// Why content cannot be read. What is NotYet repairs itself; the rest is final.
enum class Missing : quint8 {
    NotYet, ///< What opens it is on its way.
    BeforeThisDevice, ///< Said before this device was added to the conversation.
    WithoutThisDevice, ///< Said while this device was not among those who can read, or for nobody's eyes in particular.
    Damaged, ///< It does not open, and never will.
    Refused, ///< It opens, but is not what it claims to be: not from its sender, or made so that it cannot be reported.
};

struct Content
{
    ContentKind kind = ContentKind::Text;
    QString
        text; ///< Foreign text: plain text only. For Event/Renamed the new title; for member events the names, joined by U+001F.
    EventKind event = EventKind::Created; ///< Only for Event.
    Missing missing = Missing::NotYet; ///< Only for Unreadable.

    // What its writer's device says of a Text beside the relay's word; nothing from older programs.
    std::optional<UtcTime> written {}; ///< When, by that device's clock.
    std::optional<MessageId>
        follows {}; ///< The message of the same device that came before it in the log of this conversation.

    bool operator==(const Content &) const = default;
};

} // namespace pc::chat
