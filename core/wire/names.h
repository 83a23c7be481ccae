// SPDX-License-Identifier: GPL-3.0-or-later
// Enumerations travel by name, so that a value which this program does not know is refused instead of guessed.
// Each list stands in the order of its enum.

#pragma once

#include "core/wire/frames.h"

#include <array>
#include <optional>

namespace pc::wire {

using namespace Qt::Literals::StringLiterals;

constexpr auto namesOf(HandshakeOp)
{
    return std::array { "create"_L1, "propose"_L1, "commit"_L1 };
}

constexpr auto namesOf(KeysOp)
{
    return std::array { "putPackages"_L1, "countPackages"_L1, "claimPackages"_L1, "nextWelcome"_L1, "ackWelcome"_L1,
        "refuseWelcome"_L1, "groupInfo"_L1, "takeLease"_L1, "checkGroup"_L1, "badCommit"_L1 };
}

constexpr auto namesOf(ReceiptKind)
{
    return std::array { "delivered"_L1, "read"_L1 };
}

constexpr auto namesOf(PresenceStatus)
{
    return std::array { "offline"_L1, "away"_L1, "online"_L1 };
}

constexpr auto namesOf(ConversationOp)
{
    return std::array { "create"_L1, "rename"_L1, "addMembers"_L1, "removeMembers"_L1, "settings"_L1, "state"_L1 };
}

constexpr auto namesOf(ConversationKind)
{
    return std::array { "direct"_L1, "group"_L1, "class"_L1 };
}

constexpr auto namesOf(PersonRole)
{
    return std::array { "guardian"_L1, "staff"_L1, "administrator"_L1 };
}

constexpr auto namesOf(GoodbyeReason)
{
    return std::array { "draining"_L1, "replaced"_L1, "revoked"_L1 };
}

template<typename Enum>
QLatin1StringView nameOf(Enum value)
{
    constexpr auto names = namesOf(Enum {});
    const auto index = size_t(value);
    Q_ASSERT(index < names.size());
    return names[index < names.size() ? index : 0];
}

template<typename Enum>
std::optional<Enum> fromName(QStringView name)
{
    constexpr auto names = namesOf(Enum {});
    for (size_t i = 0; i < names.size(); ++i) {
        if (name == names[i])
            return Enum(i);
    }
    return std::nullopt;
}

// Error codes have their names in base, where the client's sentences need them too.
template<>
inline QLatin1StringView nameOf(Errc value)
{
    return wireName(value);
}

template<>
inline std::optional<Errc> fromName(QStringView name)
{
    return errcFromWireName(name);
}

} // namespace pc::wire
