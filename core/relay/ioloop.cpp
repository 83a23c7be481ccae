// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/ioloop.h"

#include "core/base/log.h"
#include "core/wire/codec.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <utility>

namespace pc::relay {

namespace {

constexpr std::string_view kSocketPath = "/v1/socket";
constexpr char kRequestField[] = "x-request-id";
constexpr std::string_view kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

/// The first of ours in the client's order.
std::optional<wire::Encoding> chooseEncoding(std::string_view offered)
{
    const auto list = QString::fromLatin1(offered.data(), qsizetype(offered.size())).split(u',');
    for (const QString &item : list) {
        const QString name = item.trimmed();
        if (name == wire::kCborSubprotocol)
            return wire::Encoding::Cbor;
        if (name == wire::kJsonSubprotocol)
            return wire::Encoding::Json;
    }
    return std::nullopt;
}

/// What a path is, in words of ours: paths hold ids, and whatever a stranger typed.
LogWord routeOf(std::string_view path)
{
    struct Route
    {
        std::string_view start;
        LogWord word;
    };
    static constexpr Route kRoutes[] = {
        { "/healthz", "health" },
        { "/readyz", "ready" },
        { "/metrics", "metrics" },
        { kSocketPath, "socket" },
        { "/v1/", "accounts" },
    };
    for (const Route &route : kRoutes) {
        if (path.starts_with(route.start))
            return route.word;
    }
    return "other";
}

front::HttpResponse plain(int status, std::string body)
{
    front::HttpResponse response;
    response.status = status;
    response.contentType = "text/plain; charset=utf-8";
    response.body = std::move(body);
    return response;
}

} // namespace

IoLoop::IoLoop(Shared &shared)
    : m_shared(shared)
    , m_hub(shared.clock, shared.random, shared.log, m_mailbox, shared.broadcast)
    , m_metricsReaders(shared.metricsReaders)
    , m_lastRequest(shared.random.next64())
{
}

IoLoop::~IoLoop()
{
    close();
}

void IoLoop::close()
{
    // Sessions first: they speak to the hub and the front as they go.
    for (auto &group : m_open) {
        for (const Open &open : std::as_const(group)) {
            if (open.session)
                open.session->onClosed();
        }
        group.clear();
    }
    m_sessionCount = 0;
    m_ticker.reset();
    m_front.reset();
}

Result<void> IoLoop::listen(const QHostAddress &address, quint16 port, front::TlsContext::Shared tls)
{
    auto front = front::Front::listen(address, port, m_shared.front, *this, m_shared.clock);
    if (!front)
        return front.error();
    m_front = std::move(*front);
    m_front->setTls(std::move(tls));
    m_frontCounters = m_front->sharedCounters();
    m_context = std::make_unique<session::SessionContext>(
        session::SessionContext { *m_front, m_shared.log, m_mailbox, m_hub, m_shared.authenticator, m_shared.clock,
            m_shared.random, m_sessionCounters, m_shared.limits, m_shared.logEpoch, QStringLiteral(PC_VERSION),
            m_shared.heartbeat, m_shared.presenceReported, m_shared.presenceWanted });
    m_ticker = m_shared.clock.makeTimer([this] { tick(); });
    m_ticker->start(m_shared.heartbeat / kGroups);
    return {};
}

void IoLoop::onRequest(front::ConnectionId connection, front::HttpRequest &&request)
{
    const Asked asked { nextRequest(), routeOf(request.path), m_shared.clock.monotonicNow() };
    if (request.path == "/healthz") {
        answer(connection, asked, plain(200, "ok\n"));
        return;
    }
    if (request.path == "/readyz") {
        const bool ready = !m_draining && m_shared.isReady();
        answer(connection, asked, ready ? plain(200, "ready\n") : plain(503, "not ready\n"));
        return;
    }
    if (request.path == "/metrics") {
        const bool mayRead
            = std::find(m_metricsReaders.begin(), m_metricsReaders.end(), request.peer) != m_metricsReaders.end();
        auto metrics = mayRead ? plain(200, m_shared.metrics()) : plain(404, "not found\n");
        if (mayRead)
            metrics.contentType = std::string(kMetricsType);
        answer(connection, asked, std::move(metrics));
        return;
    }
    // The answer may be made on any thread; who is gone by then is not found by id.
    m_shared.routes.handle(std::move(request), [this, connection, asked](front::HttpResponse response) {
        m_mailbox.post([this, connection, asked, response = std::move(response)] {
            if (m_front)
                answer(connection, asked, response);
        });
    });
}

void IoLoop::answer(front::ConnectionId connection, const Asked &asked, front::HttpResponse response)
{
    LogLine(lcRelay(), response.status >= 500 ? QtWarningMsg : QtDebugMsg, "request")
        .with("request", asked.id)
        .with("route", asked.route)
        .with("status", response.status)
        .with("took_ms", std::chrono::duration_cast<Milliseconds>(m_shared.clock.monotonicNow() - asked.since));
    response.fields.emplace_back(kRequestField, requestIdText(asked.id).toStdString());
    m_front->respond(connection, response);
}

front::Upgrade IoLoop::onUpgrade(front::ConnectionId connection, const front::HttpRequest &request)
{
    front::Upgrade upgrade;
    const RequestId id = nextRequest();
    upgrade.fields.emplace_back(kRequestField, requestIdText(id).toStdString());
    const auto refuse = [&upgrade](front::HttpResponse refusal) {
        refusal.fields.push_back(upgrade.fields.front());
        upgrade.refusal = std::move(refusal);
        return upgrade;
    };
    if (request.path != kSocketPath) {
        return refuse(plain(404, "no socket here\n"));
    }
    if (m_draining) {
        auto goingDown = plain(503, "going down\n");
        goingDown.fields.emplace_back("retry-after", "5");
        return refuse(std::move(goingDown));
    }
    const auto encoding = chooseEncoding(request.field("sec-websocket-protocol"));
    if (!encoding)
        return refuse(plain(400, "subprotocol parentconnect.v1.cbor or parentconnect.v1.json needed\n"));
    m_open[quint64(connection) % kGroups].insert(quint64(connection), { id, *encoding, {} });
    upgrade.accept = true;
    const auto name = *encoding == wire::Encoding::Cbor ? wire::kCborSubprotocol : wire::kJsonSubprotocol;
    upgrade.subprotocol.assign(name.data(), size_t(name.size()));
    return upgrade;
}

void IoLoop::onOpen(front::ConnectionId connection)
{
    Open &open = m_open[quint64(connection) % kGroups][quint64(connection)];
    open.session = std::make_shared<session::DeviceSession>(*m_context, connection, open.encoding);
    ++m_sessionCount;
    LogLine(lcRelay(), QtDebugMsg, "a session begins").with("request", open.id);
}

void IoLoop::onMessage(front::ConnectionId connection, std::string_view payload, bool binary)
{
    const auto &group = m_open[quint64(connection) % kGroups];
    const auto open = group.constFind(quint64(connection));
    if (open == group.constEnd() || !open->session)
        return;
    if (binary != (open->encoding == wire::Encoding::Cbor)) {
        m_front->close(connection, front::CloseCode::UnsupportedData, "wrong kind of message");
        return;
    }
    const auto session = open->session; // handling it may close and forget it
    session->onMessage(payload);
}

void IoLoop::onTurnEnd() { }

void IoLoop::onClosed(front::ConnectionId connection)
{
    auto &group = m_open[quint64(connection) % kGroups];
    const Open open = group.take(quint64(connection));
    if (!open.session)
        return;
    open.session->onClosed();
    --m_sessionCount;
    LogLine(lcRelay(), QtDebugMsg, "a session ends").with("request", open.id);
}

void IoLoop::tick()
{
    m_ticker->start(m_shared.heartbeat / kGroups);
    m_group = (m_group + 1) % kGroups;
    const QList<Open> due = m_open[size_t(m_group)].values(); // a tick may close and forget
    for (const Open &open : due) {
        if (open.session)
            open.session->tick();
    }
}

void IoLoop::reconfigure(
    const front::FrontLimits &front, const wire::Limits &limits, std::vector<std::string> metricsReaders)
{
    m_metricsReaders = std::move(metricsReaders);
    if (!m_front)
        return;
    m_front->setLimits(front);
    m_context->limits = limits;
}

void IoLoop::setTls(front::TlsContext::Shared tls)
{
    if (m_front)
        m_front->setTls(std::move(tls));
}

void IoLoop::drain(Milliseconds spread)
{
    m_draining = true;
    m_front->stopListening();
    m_hub.dismissAll([this, spread] {
        return wire::Goodbye { wire::GoodbyeReason::Draining,
            Milliseconds { qint64(m_shared.random.below(quint64(spread.count()) + 1)) } };
    });
}

} // namespace pc::relay
