// SPDX-License-Identifier: GPL-3.0-or-later
// IoLoop: what it answers over HTTP.

#include "core/relay/ioloop.h"
#include "core/relay/poll/pollrequest.h"
#include "core/wire/batch.h"

#include <algorithm>
#include <utility>

namespace pc::relay {

namespace {

constexpr std::string_view kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

front::HttpResponse plain(int status, std::string body)
{
    front::HttpResponse response;
    response.status = status;
    response.contentType = "text/plain; charset=utf-8";
    response.body = std::move(body);
    return response;
}

} // namespace

struct IoLoop::OwnRoute
{
    front::Route route;
    void (IoLoop::*handle)(front::ConnectionId, front::HttpRequest &&);
};

const std::vector<IoLoop::OwnRoute> &IoLoop::ownRoutes()
{
    static const std::vector<OwnRoute> kRoutes = [] {
        std::vector<OwnRoute> routes {
            { { "GET", "/healthz", front::Access::Anybody }, &IoLoop::tellLiveness },
            { { "GET", "/readyz", front::Access::Anybody }, &IoLoop::tellReadiness },
            { { "GET", "/metrics", front::Access::Listed }, &IoLoop::tellMetrics },
        };
        for (const front::Route &route : poll::PollDesk::routes())
            routes.push_back({ route, &IoLoop::poll });
        return routes;
    }();
    return kRoutes;
}

std::vector<front::Route> IoLoop::routes()
{
    std::vector<front::Route> all = accounts::Routes::all();
    for (const OwnRoute &own : ownRoutes())
        all.push_back(own.route);
    return all;
}

/// Only who is signed in may send as much as the largest frame takes.
std::size_t IoLoop::bodyLimit(const front::HttpRequest &head, std::size_t usual)
{
    if (head.method != "POST" || head.path != poll::kFramesPath)
        return usual;
    const bool isSignedIn = m_shared.authenticator.actorFor(poll::bearerOf(head)).ok();
    return isSignedIn ? std::size_t(wire::kMaxBatchBytes) : usual;
}

void IoLoop::onRequest(front::ConnectionId connection, front::HttpRequest &&request)
{
    bool isOwn = false;
    std::string allowed;
    for (const OwnRoute &own : ownRoutes()) {
        if (!own.route.isAt(request.path))
            continue;
        const bool isHead = request.method == "HEAD" && own.route.method == "GET" && own.handle != &IoLoop::poll;
        if (own.route.method == request.method || isHead)
            return (this->*own.handle)(connection, std::move(request));
        isOwn = true;
        allowed.append(allowed.empty() ? "" : ", ").append(own.route.method);
    }
    if (!isOwn)
        return askAccounts(connection, std::move(request));
    front::HttpResponse notThis = plain(405, "not this method\n");
    notThis.fields.emplace_back("allow", allowed);
    m_front->respond(connection, notThis);
}

void IoLoop::tellLiveness(front::ConnectionId connection, front::HttpRequest &&)
{
    m_front->respond(connection, plain(200, "ok\n"));
}

void IoLoop::tellReadiness(front::ConnectionId connection, front::HttpRequest &&)
{
    const bool ready = !m_draining && m_shared.isReady();
    m_front->respond(connection, ready ? plain(200, "ready\n") : plain(503, "not ready\n"));
}

void IoLoop::tellMetrics(front::ConnectionId connection, front::HttpRequest &&request)
{
    const bool mayRead
        = std::find(m_metricsReaders.begin(), m_metricsReaders.end(), request.peer) != m_metricsReaders.end();
    auto answer = mayRead ? plain(200, m_shared.metrics()) : plain(404, "not found\n");
    if (mayRead)
        answer.contentType = std::string(kMetricsType);
    m_front->respond(connection, answer);
}

void IoLoop::askAccounts(front::ConnectionId connection, front::HttpRequest &&request)
{
    // The answer may be made on any thread; who is gone by then is not found by id.
    m_shared.routes.handle(std::move(request), [this, connection](front::HttpResponse response) {
        m_mailbox.post([this, connection, response = std::move(response)] {
            if (m_front)
                m_front->respond(connection, response);
        });
    });
}

/// A poll goes to the loop on which its session lives: with several loops the system gives each connection to any of them.
void IoLoop::poll(front::ConnectionId connection, front::HttpRequest &&request)
{
    const int home = poll::loopOf(request).value_or(m_number);
    if (home == m_number || home >= int(m_shared.loops.size())) {
        m_polls->onRequest({ connection,
                               [this, connection](const front::HttpResponse &response) {
                                   if (m_front)
                                       m_front->respond(connection, response);
                               } },
            std::move(request));
        return;
    }
    m_pollsElsewhere.insert(quint64(connection), home);
    poll::Asker asker { connection, [this, connection](front::HttpResponse response) {
                           m_mailbox.post([this, connection, response = std::move(response)] {
                               m_pollsElsewhere.remove(quint64(connection));
                               if (m_front)
                                   m_front->respond(connection, response);
                           });
                       } };
    IoLoop &other = *m_shared.loops[size_t(home)];
    other.mailbox().post([&other, asker = std::move(asker), request = std::move(request)]() mutable {
        if (other.m_polls)
            other.m_polls->onRequest(std::move(asker), std::move(request));
    });
}

void IoLoop::hungUp(front::ConnectionId connection)
{
    if (m_polls)
        m_polls->onHungUp(connection);
    const auto elsewhere = m_pollsElsewhere.constFind(quint64(connection));
    if (elsewhere == m_pollsElsewhere.constEnd())
        return;
    IoLoop &other = *m_shared.loops[size_t(*elsewhere)];
    m_pollsElsewhere.erase(elsewhere);
    other.mailbox().post([&other, connection] {
        if (other.m_polls)
            other.m_polls->onHungUp(connection);
    });
}

/// One device, one connection, also over several loops; of two that come at once the later one stays.
void IoLoop::announce(const accounts::Actor &actor, quint64 connection)
{
    for (IoLoop *loop : m_shared.loops) {
        if (loop != this) {
            loop->mailbox().post([loop, user = actor.user, device = actor.device, connection] {
                loop->hub().replace(user, device, connection);
            });
        }
    }
}

} // namespace pc::relay
