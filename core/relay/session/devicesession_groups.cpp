// SPDX-License-Identifier: GPL-3.0-or-later
// What a device says about its groups: handshakes and keys.

#include "core/relay/session/devicesession.h"

namespace pc::relay::session {

void DeviceSession::onHandshake(FrameId id, const wire::Handshake &handshake)
{
    if (!m_context.authenticator.takeMessage(m_actor.user)) {
        refuse(id, Errc::RateLimited, m_context.authenticator.messageRefill());
        return;
    }
    m_context.log.handshake(
        m_actor, handshake, m_context.mailbox, [weak = weak_from_this(), id, arrived = m_heard](const auto &appended) {
            if (const auto self = weak.lock())
                self->onAppended(id, appended, arrived);
        });
}

void DeviceSession::onKeys(FrameId id, const wire::Keys &keys)
{
    if (!m_context.authenticator.takeMessage(m_actor.user)) {
        refuse(id, Errc::RateLimited, m_context.authenticator.messageRefill());
        return;
    }
    m_context.log.keys(m_actor, keys, m_context.mailbox, [weak = weak_from_this(), id](const auto &answer) {
        const auto self = weak.lock();
        if (!self)
            return;
        if (!answer)
            return self->refuse(id, answer.code());
        if (answer->refusal)
            return self->refuse(id, *answer->refusal, answer->retryAfter, answer->why);
        wire::Ack ack;
        ack.conversation = answer->conversation;
        ack.seq = answer->seq;
        ack.items = answer->items;
        ack.count = answer->count;
        ack.frozen = answer->isFrozen;
        self->acknowledge(id, std::move(ack));
    });
}

void DeviceSession::refuseStale(FrameId id, quint64 epoch)
{
    ++m_context.counters.refusals[size_t(Errc::StaleEpoch)];
    wire::ErrorReply reply;
    reply.code = Errc::StaleEpoch;
    reply.epoch = epoch;
    send(wire::Frame { id, m_context.clock.utcNow(), reply });
}

} // namespace pc::relay::session
