// SPDX-License-Identifier: GPL-3.0-or-later
// A conversation as a client knows it, and the row that the list shows of it.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/chat/delivery.h"
#include "core/chat/message.h"
#include "core/people/person.h"

#include <optional>
#include <vector>

namespace pc::chat {

enum class ConversationKind : quint8 {
    Direct, ///< Exactly two people; its title is the other one's name.
    Group, ///< Made by a person, with a name.
    Class, ///< Made by the school; its roster is the school's.
};

enum class MemberRole : quint8 {
    Member,
    Owner, ///< May rename, add and remove.
};

struct Member
{
    people::Person person;
    MemberRole role = MemberRole::Member;

    bool operator==(const Member &) const = default;
};

/// What one member decided for themselves; on all of their devices.
struct PersonalSettings
{
    std::optional<UtcTime> mutedUntil; ///< Muted while in the future; far future for "always".
    bool archived = false;
    bool pinned = false;

    bool operator==(const PersonalSettings &) const = default;
};

struct Conversation
{
    ConversationId id;
    ConversationKind kind = ConversationKind::Direct;
    QString title; ///< Foreign text. Empty for Direct.
    std::vector<Member> members; ///< Present ones, oneself among them.
    PersonalSettings settings;
    Seq first; ///< The first seq that this account may see.
    Seq head; ///< The highest seq known to exist.
    Seq cursor; ///< Everything from first up to here is in the store.
    Seq readUpTo; ///< Own read position, across devices.
    Watermarks watermarks;
    bool left = false; ///< No longer a member: readable, not writable.
    std::vector<people::Person> former {}; ///< Who is no longer in it, as far as their names are still known.

    bool operator==(const Conversation &) const = default;
};

struct ConversationSummary
{
    Conversation conversation;
    std::optional<Message> last; ///< Newest message or event, unsent ones included.
    qint64 unread = 0; ///< Counted by one query over the read position.
    QString draft;

    bool operator==(const ConversationSummary &) const = default;
};

} // namespace pc::chat
