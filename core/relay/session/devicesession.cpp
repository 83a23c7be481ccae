// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/session/devicesession.h"

#include "core/base/log.h"
#include "core/relay/session/greeting.h"
#include "core/wire/codec.h"
#include "core/wire/limits.h"

#include <algorithm>
#include <utility>

namespace pc::relay::session {

namespace {

/// After that many frames that make no sense the peer is not one of ours.
constexpr quint8 kMalformedAllowed = 8;

/// Pages under way for one device; it asks for the next when it has stored one.
constexpr quint8 kSyncsAtOnce = 8;

/// More changed conversations than this in one beat, and the client asks for all heads by greeting anew.
constexpr size_t kHeadsKept = 1'000;

constexpr Milliseconds kRetryAfter { 2'000 };

/// A group of hundreds changes in frames beyond the usual bound, and a device puts many packages at once.
bool mayBeLarge(const wire::Payload &payload)
{
    return std::holds_alternative<wire::Handshake>(payload) || std::holds_alternative<wire::Keys>(payload);
}

} // namespace

DeviceSession::DeviceSession(SessionContext &context, front::ConnectionId connection, wire::Encoding encoding)
    : m_context(context)
    , m_connection(connection)
    , m_encoding(encoding)
    , m_heard(context.clock.monotonicNow())
    , m_sent(m_heard)
{
}

DeviceSession::~DeviceSession() = default;

void DeviceSession::onMessage(std::string_view payload)
{
    if (m_state == State::Ended)
        return;
    m_heard = m_context.clock.monotonicNow();
    std::optional<FrameId> id;
    const qint64 limit = m_state == State::Greeting ? wire::kMaxBytesBeforeHello : m_context.limits.handshakeBytes;
    const auto frame = wire::decode({ payload.data(), qsizetype(payload.size()) }, m_encoding, limit, &id);
    if (frame && qint64(payload.size()) > m_context.limits.frameBytes && !mayBeLarge(frame->data)) {
        refuse(frame->id, Errc::TooLarge);
        return;
    }
    if (frame) {
        handle(*frame);
        return;
    }
    if (id)
        refuse(*id, frame.code(), {}, frame.error().detail);
    if (!id || m_state == State::Greeting || ++m_malformed >= kMalformedAllowed)
        end(front::CloseCode::PolicyViolation, "malformed");
}

void DeviceSession::noteHeard()
{
    m_heard = m_context.clock.monotonicNow();
}

void DeviceSession::handle(const wire::Frame &frame)
{
    if (const auto *hello = std::get_if<wire::Hello>(&frame.data)) {
        if (m_state == State::Greeting)
            onHello(frame.id, *hello);
        else
            refuse(frame.id, Errc::Invalid);
        return;
    }
    if (m_state == State::Greeting) {
        refuse(frame.id, Errc::Unauthenticated);
        end(front::CloseCode::PolicyViolation, "hello first");
        return;
    }
    if (const auto *message = std::get_if<wire::Message>(&frame.data))
        onMessage(frame.id, *message);
    else if (const auto *handshake = std::get_if<wire::Handshake>(&frame.data))
        onHandshake(frame.id, *handshake);
    else if (const auto *keys = std::get_if<wire::Keys>(&frame.data))
        onKeys(frame.id, *keys);
    else if (const auto *receipt = std::get_if<wire::Receipt>(&frame.data))
        onReceipt(frame.id, *receipt);
    else if (const auto *sync = std::get_if<wire::Sync>(&frame.data))
        onSync(frame.id, *sync);
    else if (const auto *change = std::get_if<wire::Conversation>(&frame.data))
        onConversation(frame.id, *change);
    else if (const auto *typing = std::get_if<wire::Typing>(&frame.data))
        onTyping(*typing);
    else if (const auto *presence = std::get_if<wire::Presence>(&frame.data))
        onPresence(*presence);
    else if (!std::holds_alternative<wire::Heartbeat>(frame.data))
        refuse(frame.id, Errc::Unsupported);
}

void DeviceSession::onHello(FrameId id, const wire::Hello &hello)
{
    if (hello.protocol < wire::kOldestProtocolVersion) {
        refuse(id, Errc::Unsupported);
        end(front::CloseCode::PolicyViolation, "protocol version");
        return;
    }
    const auto actor = m_context.authenticator.actorFor(hello.accessToken.toUtf8());
    if (!actor) {
        refuse(id, actor.code());
        end(front::CloseCode::PolicyViolation, "not signed in");
        return;
    }
    m_actor = *actor;
    m_active = hello.active;
    m_status = m_active ? people::PresenceStatus::Online : people::PresenceStatus::Away;
    m_state = State::Ready;
    m_context.outlet.setMessageLimit(m_connection, int(m_context.limits.handshakeBytes));

    wire::Welcome welcome;
    welcome.user = m_actor.user;
    welcome.device = m_actor.device;
    welcome.protocol = std::min(hello.protocol, wire::kProtocolVersion);
    welcome.heartbeat = m_context.heartbeat;
    welcome.serverTime = m_context.clock.utcNow();
    welcome.logEpoch = m_context.logEpoch;
    welcome.relayVersion = m_context.relayVersion;
    welcome.limits = m_context.limits;
    welcome.retentionDays = m_context.authenticator.retentionDays(m_actor.school);
    send(wire::Frame { id, welcome.serverTime, welcome });

    // First online, then the look at the log: what is committed in between comes twice, never not at all.
    m_context.hub.add(*this);
    if (m_context.arrived)
        m_context.arrived(m_actor, quint64(m_connection));
    m_context.presenceReported(m_actor.user, quint64(m_connection), m_status);
    if (m_active)
        m_context.presenceWanted(m_actor.user, m_actor.device);
    m_context.log.greet(m_actor, hello, m_context.mailbox, [weak = weak_from_this()](const auto &greeting) {
        if (const auto self = weak.lock())
            self->onGreeting(greeting);
    });
}

void DeviceSession::onGreeting(const Result<log::Greeting> &greeting)
{
    if (m_state != State::Ready)
        return;
    if (!greeting) {
        end(front::CloseCode::TryAgainLater, "the log cannot be read");
        return;
    }
    const UtcTime now = m_context.clock.utcNow();
    for (const log::Run &run : greeting->runs) {
        for (const wire::Frame &frame : framesOf(run, now, m_context.random))
            send(frame);
    }
    for (const wire::CaughtUp &frame : caughtUp(*greeting))
        send(wire::Payload(frame));
}

void DeviceSession::onMessage(FrameId id, const wire::Message &message)
{
    if (message.content.size() > m_context.limits.frameBytes) {
        refuse(id, Errc::TooLarge);
        return;
    }
    if (!m_context.authenticator.takeMessage(m_actor.user)) {
        refuse(id, Errc::RateLimited, m_context.authenticator.messageRefill());
        return;
    }
    m_context.log.append(
        m_actor, message, m_context.mailbox, [weak = weak_from_this(), id, arrived = m_heard](const auto &appended) {
            if (const auto self = weak.lock())
                self->onAppended(id, appended, arrived);
        });
}

void DeviceSession::onAppended(FrameId id, const Result<log::Appended> &appended, MonoTime arrived)
{
    if (!appended)
        return refuse(id, appended.code(), kRetryAfter, appended.error().detail);
    if (appended->refusal == Errc::StaleEpoch && appended->epoch)
        return refuseStale(id, *appended->epoch);
    if (appended->refusal)
        return refuse(id, *appended->refusal);
    wire::Ack ack;
    ack.message = appended->entry.message;
    ack.conversation = appended->entry.conversation;
    ack.seq = appended->entry.seq;
    ack.sentAt = appended->entry.sentAt;
    acknowledge(id, std::move(ack));
    if (appended->repeated) {
        ++m_context.counters.repeats;
    } else {
        ++m_context.counters.entries;
        m_context.counters.store.add(m_sent - arrived);
    }
}

void DeviceSession::onReceipt(FrameId id, const wire::Receipt &receipt)
{
    m_context.log.confirm(m_actor, receipt, m_context.mailbox, [weak = weak_from_this(), id](const auto &confirmed) {
        const auto self = weak.lock();
        if (!self)
            return;
        if (!confirmed)
            self->refuse(id, confirmed.code(), kRetryAfter);
        else if (confirmed->refusal)
            self->refuse(id, *confirmed->refusal);
        else
            self->acknowledge(id, {});
    });
}

void DeviceSession::onSync(FrameId id, const wire::Sync &sync)
{
    if (m_syncsRunning >= kSyncsAtOnce) {
        refuse(id, Errc::RateLimited, kRetryAfter);
        return;
    }
    ++m_syncsRunning;
    m_context.log.sync(m_actor, sync, m_context.mailbox,
        [weak = weak_from_this(), id, conversation = sync.conversation](const auto &run) {
            const auto self = weak.lock();
            if (!self || self->m_state != State::Ready)
                return;
            --self->m_syncsRunning;
            if (!run) {
                self->refuse(id, run.code(), kRetryAfter);
            } else if (run->refusal) {
                self->refuse(id, *run->refusal);
            } else {
                const UtcTime now = self->m_context.clock.utcNow();
                for (const wire::Frame &frame : framesOf(run->run, now, self->m_context.random))
                    self->send(frame);
                wire::Ack ack;
                ack.conversation = conversation;
                ack.synced = run->synced;
                self->acknowledge(id, std::move(ack));
            }
        });
}

void DeviceSession::onConversation(FrameId id, const wire::Conversation &change)
{
    if (!m_context.authenticator.takeMessage(m_actor.user)) {
        refuse(id, Errc::RateLimited, m_context.authenticator.messageRefill());
        return;
    }
    m_context.log.change(m_actor, change, m_context.mailbox, [weak = weak_from_this(), id](const auto &changed) {
        const auto self = weak.lock();
        if (!self)
            return;
        if (!changed) {
            self->refuse(id, changed.code(), kRetryAfter);
        } else if (changed->refusal) {
            self->refuse(id, *changed->refusal);
        } else {
            wire::Ack ack;
            ack.conversation = changed->conversation;
            if (changed->seq > Seq {}) {
                ack.seq = changed->seq;
                ack.sentAt = changed->sentAt;
            }
            self->acknowledge(id, std::move(ack));
        }
    });
}

void DeviceSession::deliver(const hub::Outgoing &frame)
{
    if (m_state != State::Ready)
        return;
    m_sent = m_context.clock.monotonicNow();
    ++m_context.counters.delivered;
    m_context.outlet.send(m_connection, frame.framed(m_encoding));
}

void DeviceSession::noteHead(const wire::Head &head)
{
    const auto known = std::find_if(m_changedHeads.begin(), m_changedHeads.end(),
        [&](const wire::Head &other) { return other.conversation == head.conversation; });
    if (known != m_changedHeads.end()) {
        known->seq = std::max(known->seq, head.seq);
        known->revision = std::max(known->revision, head.revision);
    } else if (m_changedHeads.size() < kHeadsKept) {
        m_changedHeads.push_back(head);
    }
}

void DeviceSession::send(const wire::Frame &frame)
{
    if (m_state == State::Ended)
        return;
    m_sent = m_context.clock.monotonicNow();
    const QByteArray bytes = wire::encode(frame, m_encoding);
    m_context.outlet.send(
        m_connection, { bytes.constData(), size_t(bytes.size()) }, m_encoding == wire::Encoding::Cbor);
}

void DeviceSession::send(const wire::Payload &payload)
{
    const UtcTime now = m_context.clock.utcNow();
    send(wire::Frame { FrameId { makeUuid7(now, m_context.random) }, now, payload });
}

void DeviceSession::acknowledge(FrameId id, wire::Ack ack)
{
    send(wire::Frame { id, m_context.clock.utcNow(), std::move(ack) });
}

void DeviceSession::refuse(FrameId id, Errc code, std::optional<Milliseconds> retryAfter, const QString &detail)
{
    if (size_t(code) < m_context.counters.refusals.size())
        ++m_context.counters.refusals[size_t(code)];
    wire::ErrorReply reply;
    reply.code = code;
    reply.message = detail;
    if (code == Errc::RateLimited || code == Errc::Unavailable)
        reply.retryAfter = retryAfter.value_or(kRetryAfter);
    send(wire::Frame { id, m_context.clock.utcNow(), reply });
}

void DeviceSession::dismiss(const wire::Goodbye &goodbye)
{
    send(wire::Payload(goodbye));
    end(front::CloseCode::GoingAway, "goodbye");
}

void DeviceSession::end(front::CloseCode code, std::string_view reason)
{
    if (std::exchange(m_state, State::Ended) == State::Ready) {
        m_context.hub.remove(*this);
        m_context.presenceReported(m_actor.user, quint64(m_connection), std::nullopt);
    }
    m_context.outlet.close(m_connection, code, reason);
}

void DeviceSession::onClosed()
{
    if (std::exchange(m_state, State::Ended) == State::Ready) {
        m_context.hub.remove(*this);
        m_context.presenceReported(m_actor.user, quint64(m_connection), std::nullopt);
    }
}

void DeviceSession::tick()
{
    if (m_state != State::Ready)
        return;
    const MonoTime now = m_context.clock.monotonicNow();
    if (now - m_heard >= 2 * m_context.heartbeat) {
        end(front::CloseCode::GoingAway, "silent");
        return;
    }
    // Heads are told once a beat even in a busy connection: that is how a lost last frame shows.
    const bool quiet = now - m_heard >= m_context.heartbeat || now - m_sent >= m_context.heartbeat;
    if (quiet || !m_changedHeads.empty())
        sendHeartbeat();
}

void DeviceSession::sendHeartbeat()
{
    wire::Heartbeat beat;
    beat.heads = std::exchange(m_changedHeads, {});
    send(wire::Payload(std::move(beat)));
}

} // namespace pc::relay::session
