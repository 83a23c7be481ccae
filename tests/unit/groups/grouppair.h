// SPDX-License-Identifier: GPL-3.0-or-later
// Pair: two devices in one group, and their relay.

#pragma once

#include "clientdevice.h"

namespace pc::test {

using Texts = std::vector<QByteArray>;

inline const groups::Need kUpdate { groups::NeedKind::UpdateKeys, {}, {} };

/// Ana has made the group, Ben is in it.
struct Pair
{
    Pair()
    {
        ben.publish();
        where = relay.group(ana.self, { ben.self });
        ana.settle(where);
        ben.settle(where);
        ana.settle(where);
    }

    bool agree()
    {
        const auto a = ana.keeper().epochCode(where);
        const auto b = ben.keeper().epochCode(where);
        return a && b && *a && *a == *b;
    }

    groups::Standing standing(ClientDevice &device) { return device.keeper().standing(where).valueOr({}); }

    SchoolRelay relay;
    ClientDevice ana { relay, relay.enrol(people::Role::Staff) };
    ClientDevice ben { relay, relay.enrol() };
    ConversationId where;
};

} // namespace pc::test
