// SPDX-License-Identifier: GPL-3.0-or-later
// What a group shows of itself, next to what is known of the conversation's people: who reads, who should not, who is
// missing, whose keys are old, and the code that people compare.

#pragma once

#include "core/groups/workshop.h"

#include <set>

namespace pc::groups {

/// Leaves of devices whose person is not in the conversation.
std::vector<quint32> strangersIn(const mls::Group &group, const Roster &roster);

/// What speaks against sealing something for members' devices. This device is in none of it.
struct Doubts
{
    std::vector<quint32> revoked; ///< Leaves whose person took them out of their list.
    std::set<UserId> unchecked; ///< Their lists are to be asked for.
    std::set<UserId> inDoubt;
};

Result<Doubts> doubtsIn(const mls::Group &group, const Roster &roster, const GroupKeeperParts &parts);

/// Members none of whose devices is in the group.
std::vector<UserId> missingIn(const mls::Group &group, const Roster &roster);

/// E2EE.md, section 11: keys are renewed after max(7, leaves / 10) days, and at once after coming in by a last resort.
bool areKeysDue(const store::GroupRow &row, qsizetype leaves, UtcTime now);

/// 30 digits of the epoch authenticator (RFC 9420, section 8.7), in six blocks of five.
QString epochCodeOf(crypto::ByteView epochAuthenticator);

/// Next thing to do.
Result<Need> needOf(Workshop &workshop, const store::GroupRow &row);

} // namespace pc::groups
