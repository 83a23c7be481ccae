// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/groups/messages.h"

#include "core/identity/groupname.h"

namespace pc::groups {

std::optional<quint32> generationIn(const LogEntry &entry)
{
    if (entry.kind == EntryKind::Message) {
        const auto sealed = messageOf<mls::PrivateMessage>(entry.body);
        return sealed ? identity::generationOf(sealed->groupId, entry.conversation) : std::nullopt;
    }
    if (entry.kind == EntryKind::Create) {
        const auto info = messageOf<mls::GroupInfo>(entry.body);
        return info ? identity::generationOf(info->groupContext.groupId, entry.conversation) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace pc::groups
