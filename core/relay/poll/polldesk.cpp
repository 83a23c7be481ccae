// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/poll/polldesk.h"

#include "core/base/random.h"
#include "core/relay/accounts/problem.h"
#include "core/relay/front/framedmessage.h"
#include "core/relay/front/peeraddress.h"

#include <QString>

#include <algorithm>
#include <utility>

namespace pc::relay::poll {

namespace {

using accounts::problem;
using front::HttpRequest;
using front::HttpResponse;

/// Pages that a device asks for by itself may wait beyond what it is told unasked: at most that many, see DeviceSession.
constexpr qint64 kPagesAskedFor = 8;

/// How long an ended session keeps what it still has to say; never longer than silence is borne.
constexpr Milliseconds kCollectDeadline { 10'000 };

HttpResponse batchResponse(const QByteArray &batch)
{
    HttpResponse response;
    response.contentType = wire::kBatchContentType;
    response.body.assign(batch.constData(), size_t(batch.size()));
    response.fields.emplace_back("cache-control", "no-store");
    return response;
}

HttpResponse opened(const std::string &name)
{
    HttpResponse response;
    response.status = 201;
    response.contentType = "text/plain; charset=utf-8";
    response.body = name;
    response.fields.emplace_back("cache-control", "no-store");
    return response;
}

std::string groupOf(const std::string &peer)
{
    return front::peerAddress(QHostAddress(QString::fromStdString(peer))).group;
}

} // namespace

std::vector<front::Route> PollDesk::routes()
{
    constexpr auto kAccess = front::Access::SignedIn;
    return { { "POST", kFramesPath, kAccess }, { "GET", kFramesPath, kAccess }, { "DELETE", kFramesPath, kAccess } };
}

PollDesk::PollDesk(
    const session::SessionContext &like, const front::FrontLimits &limits, int loop, std::atomic<int> &open)
    : m_context { *this, like.log, like.mailbox, like.hub, like.authenticator, like.clock, like.random, like.counters,
        like.limits, like.logEpoch, like.relayVersion, like.heartbeat, like.presenceReported, like.presenceWanted,
        like.arrived }
    , m_limits(limits)
    , m_loop(loop)
    , m_open(open)
{
}

PollDesk::~PollDesk()
{
    close();
}

void PollDesk::close()
{
    while (!m_byName.empty())
        forget(m_byName.begin()->second);
    m_dirty.clear();
}

void PollDesk::setLimits(const front::FrontLimits &limits, const wire::Limits &frames)
{
    m_limits = limits;
    m_context.limits = frames;
}

// ---- Requests

void PollDesk::onRequest(Asker asker, HttpRequest &&request)
{
    const std::string_view token = request.bearer();
    const auto actor = m_context.authenticator.actorFor({ token.data(), qsizetype(token.size()) });
    if (!actor)
        return asker.answer(problem(actor.error()));
    if (request.method == "POST")
        onFrames(asker, request, *actor);
    else if (request.method == "GET")
        onPoll(std::move(asker), request, *actor);
    else
        onEnd(asker, request, *actor);
}

void PollDesk::onFrames(const Asker &asker, const HttpRequest &request, const accounts::Actor &actor)
{
    if (request.field("content-type") != wire::kBatchContentType)
        return asker.answer(problem(415, Errc::Unsupported, "The body must be application/cbor-seq"));
    const auto up = wire::decodeBatch({ request.body.data(), qsizetype(request.body.size()) });
    if (!up)
        return asker.answer(problem(up.error()));
    if (request.field(wire::kPollSessionField).empty())
        return begin(asker, request, actor, *up);
    const Session session = find(request, actor);
    if (!session)
        return asker.answer(problem(Error { Errc::NotFound, {} }));
    if (up->number == session->lastUp)
        return asker.answer(HttpResponse::noContent()); // its answer was lost on the way
    if (up->number != session->lastUp + 1)
        return asker.answer(problem(Error { Errc::Conflict, {} }));
    if (session->hasEnded())
        return asker.answer(problem(Error { Errc::Expired, {} }));
    session->lastUp = up->number;
    handle(session, *up);
    asker.answer(HttpResponse::noContent());
}

void PollDesk::begin(
    const Asker &asker, const HttpRequest &request, const accounts::Actor &actor, const wire::Batch &up)
{
    if (m_draining || m_byName.size() >= size_t(m_limits.connections))
        return asker.answer(problem(Error { Errc::Unavailable, {} }));
    if (up.number != 1 || up.frames.empty())
        return asker.answer(problem(Error { Errc::Invalid, {} }));
    const std::string group = groupOf(request.peer);
    const auto before = m_perAddress.find(group);
    if (before != m_perAddress.end() && before->second >= m_limits.connectionsPerAddress)
        return asker.answer(problem(Error { Errc::RateLimited, {} }));

    const front::ConnectionId id = front::nextConnectionId();
    const std::string name = sessionName(m_loop, makeUuid4(m_context.random).toString().toStdString());
    const auto device = std::make_shared<session::DeviceSession>(m_context, id, wire::Encoding::Cbor);
    const auto session = std::make_shared<PollSession>(name, actor, group, device);
    session->lastUp = up.number;
    m_byName.emplace(name, session);
    m_byConnection.emplace(id, session);
    ++m_perAddress[group];
    ++m_open;
    handle(session, up);
    if (device->isReady() && !session->isOf(device->actor())) {
        forget(session);
        return asker.answer(problem(Error { Errc::Forbidden, {} }));
    }
    asker.answer(opened(name));
}

void PollDesk::handle(const Session &session, const wire::Batch &up)
{
    session->device().noteHeard();
    for (const QByteArray &frame : up.frames)
        session->device().onMessage({ frame.constData(), size_t(frame.size()) });
}

void PollDesk::onPoll(Asker asker, const HttpRequest &request, const accounts::Actor &actor)
{
    const auto wanted = wantedOf(request);
    if (!wanted)
        return asker.answer(problem(Error { Errc::Invalid, {} }));
    const Session session = find(request, actor);
    if (!session)
        return asker.answer(problem(Error { Errc::NotFound, {} }));
    session->device().noteHeard();
    if (auto other = std::exchange(session->waiting, std::nullopt)) {
        m_waiting.erase(other->asker.connection);
        other->asker.answer(batchResponse(PollSession::nothingAfter(other->after)));
    }
    const auto batch = session->give(wanted->after);
    if (!batch)
        return asker.answer(problem(batch.error()));
    if (session->isDone()) {
        forget(session);
        return asker.answer(problem(Error { Errc::Expired, {} }));
    }
    if (*batch) {
        asker.answer(batchResponse(**batch));
        return ended(*session);
    }
    if (wanted->wait.count() == 0)
        return asker.answer(batchResponse(PollSession::nothingAfter(wanted->after)));
    m_waiting.insert_or_assign(asker.connection, session);
    session->waiting = Waiting { std::move(asker), wanted->after, m_context.clock.monotonicNow() + wanted->wait };
}

void PollDesk::onEnd(const Asker &asker, const HttpRequest &request, const accounts::Actor &actor)
{
    const Session session = find(request, actor);
    if (!session)
        return asker.answer(problem(Error { Errc::NotFound, {} }));
    forget(session);
    asker.answer(HttpResponse::noContent());
}

void PollDesk::onHungUp(front::ConnectionId connection)
{
    const auto known = m_waiting.find(connection);
    if (known == m_waiting.end())
        return;
    known->second->waiting.reset();
    m_waiting.erase(known);
}

// ---- What goes down

void PollDesk::send(front::ConnectionId connection, std::string_view payload, bool)
{
    queue(connection, payload, m_limits.outgoingBytes + kPagesAskedFor * m_context.limits.pageBytes);
}

void PollDesk::send(front::ConnectionId connection, const std::shared_ptr<const front::FramedMessage> &message)
{
    queue(connection, message->payload(), m_limits.outgoingBytes);
}

void PollDesk::queue(front::ConnectionId connection, std::string_view frame, qint64 most)
{
    const auto known = m_byConnection.find(connection);
    if (known == m_byConnection.end() || known->second->hasEnded())
        return;
    const Session session = known->second;
    if (session->queue(frame, most))
        return markDirty(session);
    // It does not fetch what it is told: as a socket that takes nothing, it is closed, and catches up when it is back.
    session->end(m_context.clock.monotonicNow());
    markDirty(session); // flush() tells the device: the hub may be going through its peers here
}

void PollDesk::close(front::ConnectionId connection, front::CloseCode, std::string_view)
{
    const auto known = m_byConnection.find(connection);
    if (known == m_byConnection.end())
        return;
    known->second->end(m_context.clock.monotonicNow());
    markDirty(known->second);
}

void PollDesk::markDirty(const Session &session)
{
    if (!std::exchange(session->isDirty, true))
        m_dirty.push_back(session);
}

void PollDesk::flush()
{
    for (const Session &session : std::exchange(m_dirty, {})) {
        session->isDirty = false;
        if (session->hasEnded())
            session->device().onClosed();
        answerWaiting(*session);
    }
}

void PollDesk::answerWaiting(PollSession &session)
{
    if (!session.waiting)
        return;
    const auto batch = session.give(session.waiting->after);
    if (batch && !*batch)
        return;
    const Waiting waiting = *std::exchange(session.waiting, std::nullopt);
    m_waiting.erase(waiting.asker.connection);
    waiting.asker.answer(batch ? batchResponse(**batch) : problem(batch.error()));
    ended(session);
}

/// From the moment on that its last batch has left nobody needs to wait for it.
void PollDesk::ended(PollSession &session)
{
    if (session.hasGivenLast() && !std::exchange(session.isCountedOut, true))
        --m_open;
}

// ---- Time and the end

void PollDesk::tick(int group, int groups)
{
    const MonoTime now = m_context.clock.monotonicNow();
    const Milliseconds collect = std::min(kCollectDeadline, 2 * m_context.heartbeat);
    std::vector<Session> all; // a tick may end and forget
    all.reserve(m_byName.size());
    for (const auto &[name, session] : m_byName)
        all.push_back(session);
    for (const Session &session : all) {
        if (int(session->device().connection() % quint64(groups)) == group)
            session->device().tick();
        if (session->endedAt() && now - *session->endedAt() >= collect) {
            forget(session);
        } else if (session->waiting && session->waiting->until <= now) {
            const Waiting waiting = *std::exchange(session->waiting, std::nullopt);
            m_waiting.erase(waiting.asker.connection);
            waiting.asker.answer(batchResponse(PollSession::nothingAfter(waiting.after)));
        }
    }
    flush();
}

void PollDesk::forget(const Session &held)
{
    const Session session = held; // `held` may be what is erased
    session->device().onClosed();
    if (auto waiting = std::exchange(session->waiting, std::nullopt)) {
        m_waiting.erase(waiting->asker.connection);
        waiting->asker.answer(problem(Error { Errc::Expired, {} }));
    }
    if (!std::exchange(session->isCountedOut, true))
        --m_open;
    const auto address = m_perAddress.find(session->addressGroup());
    if (address != m_perAddress.end() && --address->second == 0)
        m_perAddress.erase(address);
    m_byConnection.erase(front::ConnectionId { session->device().connection() });
    m_byName.erase(session->name());
}

PollDesk::Session PollDesk::find(const HttpRequest &request, const accounts::Actor &actor) const
{
    const auto known = m_byName.find(std::string(request.field(wire::kPollSessionField)));
    return known != m_byName.end() && known->second->isOf(actor) ? known->second : nullptr;
}

} // namespace pc::relay::poll
