// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceSession: one connection of one device, a WebSocket or a run of polls, from its first frame to its last.
//
//   Greeting ──valid hello──▶ Ready ──goodbye, silence, breach──▶ Ended
//      └── anything else ─────────────────────────────────────────▲
//
//   Greeting  nothing is known of the peer; only hello is read.
//   Ready     the token was good at hello; every frame is authorised anew against the log's rosters.
//   Ended     nothing more is read or sent; the connection is closing.
//
// Thread: the loop's. Answers that come after the end find nobody and are dropped.

#pragma once

#include "core/base/clock.h"
#include "core/base/tally.h"
#include "core/relay/hub/hub.h"
#include "core/relay/log/conversationlog.h"
#include "core/relay/session/authenticator.h"

#include <QHash>

#include <array>
#include <functional>
#include <memory>

namespace pc::relay::session {

/// Counted on the loop; any thread may read them.
struct SessionCounters
{
    Tally entries; ///< Messages and changes of groups that were stored and acknowledged; repeats are not counted again.
    Tally repeats;
    Tally delivered; ///< Frames to devices that did not ask for them.
    std::array<Tally, size_t(Errc::Conflict) + 1> refusals; ///< By the code that the client was given.
    DurationTally store; ///< From a message's arrival to its acknowledgement.
};

/// What all sessions of one loop share. References outlive every session.
struct SessionContext
{
    front::Outlet &outlet;
    log::ConversationLog &log;
    log::Mailbox &mailbox;
    hub::Hub &hub;
    Authenticator &authenticator;
    Clock &clock;
    Random &random;
    SessionCounters &counters;
    wire::Limits limits;
    Uuid logEpoch;
    QString relayVersion;
    Milliseconds heartbeat { 25'000 };

    /// A session's presence has changed; nothing when it ended.
    std::function<void(UserId, quint64 connection, std::optional<people::PresenceStatus>)> presenceReported;

    /// A session wants to know who of its contacts is online.
    std::function<void(UserId, DeviceId)> presenceWanted;

    /// A device has said hello: whatever else it has open, on whichever loop, is replaced.
    std::function<void(const accounts::Actor &, quint64 connection)> arrived {};
};

class DeviceSession final : public hub::Peer, public std::enable_shared_from_this<DeviceSession>
{
public:
    DeviceSession(SessionContext &context, front::ConnectionId connection, wire::Encoding encoding);
    ~DeviceSession() override;

    void onMessage(std::string_view payload);

    /// A sign of life that is no frame: it asked for what there is.
    void noteHeard();

    /// The connection is gone.
    void onClosed();

    /// Once a second or so: sends a heartbeat when it is due, ends a silent connection.
    void tick();

    /// hello was good, and nothing has ended it yet.
    bool isReady() const { return m_state == State::Ready; }

    const accounts::Actor &actor() const override { return m_actor; }
    quint64 connection() const override { return quint64(m_connection); }
    bool isActive() const override { return m_active; }
    people::PresenceStatus status() const override { return m_status; }
    void deliver(const hub::Outgoing &frame) override;
    void noteHead(const wire::Head &head) override;
    void dismiss(const wire::Goodbye &goodbye) override;

private:
    enum class State : quint8 {
        Greeting,
        Ready,
        Ended,
    };

    using Weak = std::weak_ptr<DeviceSession>;

    void handle(const wire::Frame &frame);
    void onHello(FrameId id, const wire::Hello &hello);
    void onGreeting(const Result<log::Greeting> &greeting);
    void onMessage(FrameId id, const wire::Message &message);
    void onHandshake(FrameId id, const wire::Handshake &handshake);
    void onKeys(FrameId id, const wire::Keys &keys);
    void onAppended(FrameId id, const Result<log::Appended> &appended, MonoTime arrived);
    void onReceipt(FrameId id, const wire::Receipt &receipt);
    void onSync(FrameId id, const wire::Sync &sync);
    void onConversation(FrameId id, const wire::Conversation &change);
    void onPresence(const wire::Presence &presence);
    void onTyping(const wire::Typing &typing);

    void send(const wire::Frame &frame);
    void send(const wire::Payload &payload);
    void acknowledge(FrameId id, wire::Ack ack);
    void refuse(FrameId id, Errc code, std::optional<Milliseconds> retryAfter = {}, const QString &detail = {});
    void refuseStale(FrameId id, quint64 epoch);
    void end(front::CloseCode code, std::string_view reason);
    void sendHeartbeat();

    SessionContext &m_context;
    const front::ConnectionId m_connection;
    const wire::Encoding m_encoding;
    State m_state = State::Greeting;
    bool m_active = true;
    people::PresenceStatus m_status = people::PresenceStatus::Online;
    quint8 m_malformed = 0;
    quint8 m_syncsRunning = 0;
    accounts::Actor m_actor;
    MonoTime m_heard {};
    MonoTime m_sent {};
    MonoTime m_typingAllowed {};
    std::vector<wire::Head> m_changedHeads; ///< Since the last heartbeat; bounded.
};

} // namespace pc::relay::session
