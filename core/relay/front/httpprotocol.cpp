// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/httpprotocol.h"

#include "core/relay/front/acceptkey.h"
#include "core/relay/front/connection.h"
#include "core/relay/front/handshake.h"
#include "core/relay/front/responsewriter.h"
#include "core/relay/front/websocketprotocol.h"

#include <algorithm>
#include <utility>

namespace pc::relay::front {

namespace {

constexpr int kRequestsPerTurn = 32;

RequestLimits requestLimits(const FrontLimits &limits)
{
    return { std::size_t(limits.headerBytes), std::size_t(limits.headerFields), std::size_t(limits.bodyBytes) };
}

} // namespace

HttpProtocol::HttpProtocol(Connection &connection)
    : m_connection(connection)
    , m_deadline(connection.loop().now() + connection.loop().limits().headerDeadline)
{
}

void HttpProtocol::waitFor(State state, Milliseconds span)
{
    m_state = state;
    m_deadline = m_connection.loop().now() + span;
}

// Reading

std::size_t HttpProtocol::consume(std::span<char> bytes)
{
    std::size_t used = 0;
    for (int i = 0; i < kRequestsPerTurn && used < bytes.size(); ++i) {
        if (!wantsInput() || !m_connection.isOpen())
            break;
        used += read({ bytes.data() + used, bytes.size() - used });
    }
    return used;
}

/// Reads at most one request.
std::size_t HttpProtocol::read(std::string_view bytes)
{
    const FrontLimits &limits = m_connection.loop().limits();
    if (!m_parser) {
        m_parser = std::make_unique<RequestParser>(requestLimits(limits),
            [&handler = m_connection.loop().handler()](
                const HttpRequest &head, std::size_t usual) { return handler.bodyLimit(head, usual); });
        waitFor(State::Reading, limits.headerDeadline);
    }
    const RequestParser::State before = m_parser->state();
    const std::size_t used = m_parser->feed(bytes);
    continueReading(before);
    return used;
}

void HttpProtocol::continueReading(RequestParser::State before)
{
    switch (m_parser->state()) {
    case RequestParser::State::Head:
        break;
    case RequestParser::State::Body:
        if (before == RequestParser::State::Head) {
            waitFor(State::Reading, m_connection.loop().limits().bodyDeadline);
            if (m_parser->expectsContinue())
                m_connection.write("HTTP/1.1 100 Continue\r\n\r\n");
        }
        break;
    case RequestParser::State::Failed:
        ++m_connection.loop().counters().protocolErrors;
        refuse(m_parser->fault().status, m_parser->fault().words);
        break;
    case RequestParser::State::Complete:
        m_keepsAlive = m_parser->keepsAlive();
        HttpRequest request = m_parser->takeRequest();
        m_parser.reset();
        dispatch(std::move(request));
        break;
    }
}

void HttpProtocol::inputEnded()
{
    switch (m_state) {
    case State::Waiting:
    case State::Reading:
        m_state = State::Done;
        return m_connection.finish();
    case State::Answering:
        // It may be a client that ended its own side, or one that is gone: an answer that is near still gets its chance.
        m_keepsAlive = false;
        if (!std::exchange(m_isHalfClosed, true)) {
            const Loop &loop = m_connection.loop();
            m_deadline = std::min(m_deadline, loop.now() + loop.limits().closeDeadline);
        }
        return;
    case State::Done:
        return;
    }
}

void HttpProtocol::deadlinePassed()
{
    switch (m_state) {
    case State::Waiting:
        m_state = State::Done;
        return m_connection.finish();
    case State::Reading:
        return refuse(408, "The request took too long");
    case State::Answering:
        if (m_isHalfClosed)
            return m_connection.drop();
        return answerLast(problem(503, "No answer in time"));
    case State::Done:
        return m_connection.drop();
    }
}

// Handing up

PeerAddress HttpProtocol::believedPeer(const HttpRequest &request) const
{
    const auto &proxies = m_connection.loop().limits().proxies;
    if (isListedProxy(m_connection.peer(), proxies)) {
        if (const auto forwarded = forwardedPeer(request, proxies))
            return *forwarded;
    }
    return m_connection.peer();
}

/// Native clients send no Origin; a browser always does, and only pages of listed origins may reach the relay.
bool HttpProtocol::isOriginAllowed(const HttpRequest &request) const
{
    const auto &origins = m_connection.loop().limits().origins;
    const bool hasOrigin = std::any_of(
        request.fields.begin(), request.fields.end(), [](const auto &field) { return field.first == "origin"; });
    return !hasOrigin || std::find(origins.begin(), origins.end(), request.field("origin")) != origins.end();
}

void HttpProtocol::dispatch(HttpRequest &&request)
{
    Loop &loop = m_connection.loop();
    m_isHead = request.method == "HEAD";
    const PeerAddress peer = believedPeer(request);
    request.peer = peer.text;
    if (!isOriginAllowed(request))
        return refuse(403, "This origin may not use the relay");
    if (asksForWebSocket(request))
        return upgrade(request, peer);
    waitFor(State::Answering, loop.limits().responseDeadline);
    m_connection.setAnnounced(true);
    loop.handler().onRequest(m_connection.id(), std::move(request));
}

void HttpProtocol::upgrade(const HttpRequest &request, const PeerAddress &peer)
{
    const auto checked = checkHandshake(request);
    if (const auto *refusal = std::get_if<HttpResponse>(&checked))
        return answerLast(*refusal);
    if (!m_connection.countUpgrade(peer)) {
        ++m_connection.loop().counters().refused;
        HttpResponse tooMany = problem(429, "Too many connections from this address");
        tooMany.fields.emplace_back("retry-after", "1");
        return answerLast(tooMany);
    }
    const Upgrade verdict = m_connection.loop().handler().onUpgrade(m_connection.id(), request);
    if (!verdict.accept) {
        m_connection.upgradeSettled();
        return answerLast(verdict.refusal);
    }
    acceptUpgrade(std::get<HandshakeOffer>(checked), verdict);
}

void HttpProtocol::acceptUpgrade(const HandshakeOffer &offer, const Upgrade &verdict)
{
    const auto acceptance = writeAcceptance(offer, acceptKeyFor(offer.key), verdict.subprotocol, verdict.fields);
    if (!acceptance)
        return refuse(500, "The relay chose a subprotocol that was not offered");
    m_state = State::Done;
    m_connection.write(*acceptance);
    m_connection.become(std::make_unique<WebSocketProtocol>(m_connection));
}

// Answering

void HttpProtocol::respond(const HttpResponse &response)
{
    if (m_state != State::Answering)
        return;
    m_connection.setAnnounced(false);
    if (m_keepsAlive)
        answer(response);
    else
        answerLast(response);
}

void HttpProtocol::answer(const HttpResponse &response)
{
    Loop &loop = m_connection.loop();
    ResponseContext context { loop.date(), m_keepsAlive, m_isHead };
    auto bytes = writeResponse(response, context);
    if (!bytes)
        bytes = writeResponse(problem(500, "The relay made an answer that cannot be sent"), context);
    m_connection.write(*bytes);
    if (m_keepsAlive)
        waitFor(State::Waiting, loop.limits().idleDeadline);
}

void HttpProtocol::answerLast(const HttpResponse &response)
{
    m_keepsAlive = false;
    answer(response);
    m_state = State::Done;
    m_connection.finish();
}

void HttpProtocol::refuse(int status, std::string_view words)
{
    m_parser.reset();
    answerLast(problem(status, words));
}

void HttpProtocol::close(uint16_t, std::string_view)
{
    m_state = State::Done;
    m_connection.finish();
}

} // namespace pc::relay::front
