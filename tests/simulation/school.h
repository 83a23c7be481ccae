// SPDX-License-Identifier: GPL-3.0-or-later
// The people of a simulated school, each with one or more devices, and ids that a failing run can be read by.

#pragma once

#include "core/relay/accounts/actor.h"

#include <vector>

namespace pc::sim {

template<typename Id>
Id numbered(quint8 kind, quint32 number)
{
    Uuid id;
    id.bytes[0] = kind;
    for (size_t i = 0; i < sizeof number; ++i)
        id.bytes[15 - i] = quint8(number >> (8 * i));
    return Id { id };
}

/// The number that an id was made of.
template<typename Id>
quint32 numberOf(Id id)
{
    const auto &bytes = id.raw().bytes;
    return quint32(bytes[12]) << 24 | quint32(bytes[13]) << 16 | quint32(bytes[14]) << 8 | quint32(bytes[15]);
}

struct School
{
    SchoolId id = numbered<SchoolId>(0x5c, 1);
    std::vector<relay::accounts::Actor> devices; ///< Device n is numbered n + 1.

    /// `devices` of about two thirds as many people, every third of whom is staff.
    static School of(int devices);

    std::vector<UserId> people() const;
    const relay::accounts::Actor *find(DeviceId device) const;
};

} // namespace pc::sim
