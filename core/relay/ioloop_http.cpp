// SPDX-License-Identifier: GPL-3.0-or-later
// IoLoop: what it answers over HTTP.

#include "core/base/log.h"
#include "core/base/logline.h"
#include "core/relay/ioloop.h"
#include "core/relay/poll/pollrequest.h"
#include "core/wire/batch.h"

#include <algorithm>
#include <utility>

namespace pc::relay {

namespace {

constexpr std::string_view kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

} // namespace

front::HttpResponse IoLoop::plain(int status, std::string body)
{
    return { status, "text/plain; charset=utf-8", std::move(body), {} };
}

struct IoLoop::OwnRoute
{
    front::Route route;
    LogWord word; ///< For the log: paths hold ids, and whatever a stranger typed.
    void (IoLoop::*handle)(const Asked &, front::HttpRequest &&);
};

const std::vector<IoLoop::OwnRoute> &IoLoop::ownRoutes()
{
    static const std::vector<OwnRoute> kRoutes = [] {
        std::vector<OwnRoute> routes {
            { { "GET", "/healthz", front::Access::Anybody }, "health", &IoLoop::tellLiveness },
            { { "GET", "/readyz", front::Access::Anybody }, "ready", &IoLoop::tellReadiness },
            { { "GET", "/metrics", front::Access::Listed }, "metrics", &IoLoop::tellMetrics },
        };
        for (const front::Route &route : poll::PollDesk::routes())
            routes.push_back({ route, "poll", &IoLoop::poll });
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

/// Only who is signed in may send as much as the largest frame takes, or a segment of an archive.
std::size_t IoLoop::bodyLimit(const front::HttpRequest &head, std::size_t usual)
{
    const bool isBatch = head.method == "POST" && head.path == poll::kFramesPath;
    const std::size_t most = isBatch ? std::size_t(wire::kMaxBatchBytes) : accounts::Routes::bodyLimit(head, usual);
    if (most == usual)
        return usual;
    const std::string_view token = head.bearer();
    const bool isSignedIn = m_shared.authenticator.actorFor({ token.data(), qsizetype(token.size()) }).ok();
    return isSignedIn ? most : usual;
}

void IoLoop::onRequest(front::ConnectionId connection, front::HttpRequest &&request)
{
    Asked asked { connection, nextRequest(), "other", m_shared.clock.monotonicNow() };
    bool isOwn = false;
    std::string allowed;
    for (const OwnRoute &own : ownRoutes()) {
        if (!own.route.isAt(request.path))
            continue;
        asked.route = own.word;
        const bool isHead = request.method == "HEAD" && own.route.method == "GET" && own.handle != &IoLoop::poll;
        if (own.route.method == request.method || isHead)
            return (this->*own.handle)(asked, std::move(request));
        isOwn = true;
        allowed.append(allowed.empty() ? "" : ", ").append(own.route.method);
    }
    if (!isOwn)
        return askAccounts(asked, std::move(request));
    front::HttpResponse notThis = plain(405, "not this method\n");
    notThis.fields.emplace_back("allow", allowed);
    answer(asked, std::move(notThis));
}

void IoLoop::answer(const Asked &asked, front::HttpResponse response)
{
    LogLine(lcRelay(), response.status >= 500 ? QtWarningMsg : QtDebugMsg, "request")
        .with("request", asked.id)
        .with("route", asked.route)
        .with("status", response.status)
        .with("took_ms", std::chrono::duration_cast<Milliseconds>(m_shared.clock.monotonicNow() - asked.since));
    response.fields.emplace_back(kRequestIdField, requestIdText(asked.id).toStdString());
    if (m_front)
        m_front->respond(asked.connection, response);
}

void IoLoop::tellLiveness(const Asked &asked, front::HttpRequest &&)
{
    answer(asked, plain(200, "ok\n"));
}

void IoLoop::tellReadiness(const Asked &asked, front::HttpRequest &&)
{
    const std::string_view trouble = m_draining ? "it ends" : m_shared.trouble();
    answer(asked, trouble.empty() ? plain(200, "ready\n") : plain(503, "not ready: " + std::string(trouble) + '\n'));
}

void IoLoop::tellMetrics(const Asked &asked, front::HttpRequest &&request)
{
    const bool mayRead
        = std::find(m_metricsReaders.begin(), m_metricsReaders.end(), request.peer) != m_metricsReaders.end();
    auto metrics = mayRead ? plain(200, m_shared.metrics()) : plain(404, "not found\n");
    if (mayRead)
        metrics.contentType = std::string(kMetricsType);
    answer(asked, std::move(metrics));
}

void IoLoop::askAccounts(const Asked &asked, front::HttpRequest &&request)
{
    Asked known = asked;
    if (accounts::Routes::owns(request.path))
        known.route = "accounts";
    // The answer may be made on any thread; who is gone by then is not found by id.
    m_shared.routes.handle(std::move(request), [this, known](front::HttpResponse response) {
        m_mailbox.post([this, known, response = std::move(response)]() mutable { answer(known, std::move(response)); });
    });
}

/// A poll goes to the loop on which its session lives: with several loops the system gives each connection to any of them.
void IoLoop::poll(const Asked &asked, front::HttpRequest &&request)
{
    const front::ConnectionId connection = asked.connection;
    const int home = poll::loopOf(request).value_or(m_number);
    if (home == m_number || home >= int(m_shared.loops.size())) {
        m_polls->onRequest(
            { connection, [this, asked](front::HttpResponse response) { answer(asked, std::move(response)); } },
            std::move(request));
        return;
    }
    m_pollsElsewhere.insert(quint64(connection), home);
    poll::Asker asker { connection, [this, asked](front::HttpResponse response) {
                           m_mailbox.post([this, asked, response = std::move(response)]() mutable {
                               m_pollsElsewhere.remove(quint64(asked.connection));
                               answer(asked, std::move(response));
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
