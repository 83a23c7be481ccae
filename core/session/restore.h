// SPDX-License-Identifier: GPL-3.0-or-later
// Restore: brings one conversation in step with a relay that came back from a backup. Nothing that this device shows
// is lost: its own messages beyond the relay's head go into the outbox again, under the ids and
// with the bytes they had; those of others stay, behind the log, until whoever sent them offers them again.

#pragma once

#include "core/session/context.h"

namespace pc::session {

class Restore
{
public:
    explicit Restore(Context &context)
        : m_context(context)
    {
    }

    /// `head`: how far the relay's log is the one that this store holds.
    Result<void> reconcile(Turn &turn, const wire::Head &head);

private:
    Result<bool> hasGroupChangedAbove(const wire::Head &head);
    Result<void> keep(Turn &turn, const chat::Message &message);
    Result<void> offerAgain(Turn &turn, const chat::Message &message);
    Result<void> moveBehind(Turn &turn, const std::vector<store::OutboxRow> &waiting);
    Result<void> unseal(const std::vector<store::OutboxRow> &waiting);
    Result<void> displace(Turn &turn, const chat::Message &message, chat::OrderKey key, chat::DeliveryState state);
    bool isOurs(const chat::Message &message) const;

    Context &m_context;
};

} // namespace pc::session
