// SPDX-License-Identifier: GPL-3.0-or-later
// IoLoop: one thread's sockets, sessions and hub. Everything in it lives on that thread; the outside reaches it through
// its mailbox.

#pragma once

#include "core/base/logline.h"
#include "core/relay/accounts/routes.h"
#include "core/relay/front/front.h"
#include "core/relay/hub/hub.h"
#include "core/relay/poll/polldesk.h"
#include "core/relay/session/devicesession.h"

#include <QHash>

#include <array>
#include <atomic>
#include <memory>

namespace pc::relay {

class IoLoop;

/// What all loops share; owned by Relay and longer-lived than they.
struct Shared
{
    log::ConversationLog &log;
    session::Authenticator &authenticator;
    accounts::Routes &routes;
    Clock &clock;
    Random &random;
    wire::Limits limits;
    front::FrontLimits front;
    Uuid logEpoch;
    Milliseconds heartbeat;
    std::function<void(UserId, quint64, std::optional<people::PresenceStatus>)> presenceReported;
    std::function<void(UserId, DeviceId)> presenceWanted;
    hub::Hub::Broadcast broadcast;
    std::function<std::string_view()> trouble; ///< Why no messages are taken; nothing when they are.
    std::function<std::string()> metrics; ///< Any loop's thread.
    std::vector<std::string> metricsReaders; ///< Addresses that may read them; what a loop begins with.
    std::vector<IoLoop *> loops {}; ///< All of them, by their number; complete before the first one listens.
};

class IoLoop final : private front::Handler
{
public:
    /// `number` is its place among Shared::loops.
    IoLoop(Shared &shared, int number);
    ~IoLoop() override;

    /// Everything that it answers to over HTTP, the accounts' routes among it.
    static std::vector<front::Route> routes();

    Result<void> listen(const QHostAddress &address, quint16 port, front::TlsContext::Shared tls);

    quint16 port() const { return m_front->port(); }
    log::Mailbox &mailbox() { return m_mailbox; }
    hub::Hub &hub() { return m_hub; }

    /// What may change while it runs.
    void reconfigure(
        const front::FrontLimits &front, const wire::Limits &limits, std::vector<std::string> metricsReaders);

    /// For who is accepted from now on.
    void setTls(front::TlsContext::Shared tls);

    /// Stops accepting and says goodbye to everybody, to come back within `spread`.
    void drain(Milliseconds spread);

    /// Ends every session and closes every socket; answers that still come find nobody.
    void close();

    /// Any thread: how many sessions are open.
    int sessions() const { return m_sessionCount.load(); }

    /// Any thread, from listen() on and for as long as this lives.
    const front::FrontCounters &frontCounters() const { return *m_frontCounters; }
    const session::SessionCounters &sessionCounters() const { return m_sessionCounters; }

private:
    std::size_t bodyLimit(const front::HttpRequest &head, std::size_t usual) override;
    void onRequest(front::ConnectionId connection, front::HttpRequest &&request) override;
    front::Upgrade onUpgrade(front::ConnectionId connection, const front::HttpRequest &request) override;
    void onOpen(front::ConnectionId connection) override;
    void onMessage(front::ConnectionId connection, std::string_view payload, bool binary) override;
    void onTurnEnd() override;
    void onClosed(front::ConnectionId connection) override;

    static constexpr char kRequestIdField[] = "x-request-id";

    /// A request that waits for its answer.
    struct Asked
    {
        front::ConnectionId connection {};
        RequestId id;
        LogWord route;
        MonoTime since {};
    };

    struct OwnRoute;
    static const std::vector<OwnRoute> &ownRoutes();

    static front::HttpResponse plain(int status, std::string body);
    void tellLiveness(const Asked &asked, front::HttpRequest &&request);
    void tellReadiness(const Asked &asked, front::HttpRequest &&request);
    void tellMetrics(const Asked &asked, front::HttpRequest &&request);
    void poll(const Asked &asked, front::HttpRequest &&request);
    void askAccounts(const Asked &asked, front::HttpRequest &&request);
    void answer(const Asked &asked, front::HttpResponse response);
    RequestId nextRequest() { return RequestId { ++m_lastRequest }; }
    void hungUp(front::ConnectionId connection);
    void announce(const accounts::Actor &actor, quint64 connection);
    void tick();

    /// Sessions beat in as many groups as there are ticks in a heartbeat, so that no tick has them all.
    static constexpr int kGroups = 25;

    struct Open
    {
        RequestId id;
        wire::Encoding encoding = wire::Encoding::Cbor;
        std::shared_ptr<session::DeviceSession> session; ///< From onOpen() on.
    };

    Shared &m_shared;
    const int m_number;
    log::Mailbox m_mailbox;
    hub::Hub m_hub;
    std::unique_ptr<front::Front> m_front;
    std::shared_ptr<const front::FrontCounters> m_frontCounters = std::make_shared<front::FrontCounters>();
    session::SessionCounters m_sessionCounters;
    std::vector<std::string> m_metricsReaders;
    std::unique_ptr<session::SessionContext> m_context;
    std::unique_ptr<poll::PollDesk> m_polls;
    QHash<quint64, int> m_pollsElsewhere; ///< Unanswered polls that were passed on, and to which loop.
    std::array<QHash<quint64, Open>, kGroups> m_open;
    std::unique_ptr<Timer> m_ticker;
    int m_group = 0;
    bool m_draining = false;
    std::atomic<int> m_sessionCount { 0 };
    quint64 m_lastRequest; ///< From a random beginning, so that ids of other loops and earlier starts are others.
};

} // namespace pc::relay
