// SPDX-License-Identifier: GPL-3.0-or-later
// LeaseBoard: who may commit next, so that a class whose members all want to change the group at once does not refuse all
// but one of them each time. A courtesy: a commit without a lease is as good, since the log decides; so nothing of this is
// stored, and a holder that dies delays nobody longer than kLease.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"

#include <optional>
#include <unordered_map>

namespace pc::relay::keys {

inline constexpr Milliseconds kLease { 8'000 };

class LeaseBoard
{
public:
    explicit LeaseBoard(size_t limit = 10'000)
        : m_limit(limit)
    {
    }

    /// Nothing when the device holds the lease from now on; else how long to wait. A holder may renew it once.
    std::optional<Milliseconds> take(ConversationId conversation, DeviceId device, MonoTime now);

    /// A commit was accepted: the lease has done its work.
    void release(ConversationId conversation) { m_leases.erase(conversation); }

private:
    struct Lease
    {
        DeviceId holder;
        MonoTime until;
        bool renewed = false;
    };

    size_t m_limit;
    std::unordered_map<ConversationId, Lease> m_leases;
};

} // namespace pc::relay::keys
