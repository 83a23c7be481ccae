// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/websocketprotocol.h"

#include "core/relay/front/connection.h"
#include "core/relay/front/framewriter.h"

#include <algorithm>

namespace pc::relay::front {

namespace {

constexpr int kEventsPerTurn = 128;
constexpr Milliseconds kPingsAreCountedFor { 1'000 };

constexpr uint16_t number(CloseCode code)
{
    return static_cast<uint16_t>(code);
}

} // namespace

WebSocketProtocol::WebSocketProtocol(Connection &connection)
    : m_connection(connection)
    , m_reader(
          std::size_t(connection.loop().limits().messageBytesBeforeHello), connection.loop().limits().messageFragments)
    , m_helloBy(connection.loop().now() + connection.loop().limits().helloDeadline)
    , m_idleBy(connection.loop().now() + connection.loop().limits().idleDeadline)
{
    ++connection.loop().counters().websockets;
}

WebSocketProtocol::~WebSocketProtocol()
{
    --m_connection.loop().counters().websockets;
}

void WebSocketProtocol::begin()
{
    m_connection.setAnnounced(true);
    m_connection.loop().handler().onOpen(m_connection.id());
}

// Input

std::size_t WebSocketProtocol::consume(std::span<char> bytes)
{
    std::span<char> rest = bytes;
    bool hadEvent = false;
    for (int i = 0; i < kEventsPerTurn && m_connection.isOpen(); ++i) {
        const Incoming event = m_reader.next(rest);
        if (event.kind == Incoming::Kind::NeedMore)
            break;
        hadEvent = true;
        take(event);
    }
    noteFrameTime(hadEvent);
    return bytes.size() - rest.size();
}

/// A message has its time from its first byte on; control frames in between give it none.
void WebSocketProtocol::noteFrameTime(bool hadEvent)
{
    const Loop &loop = m_connection.loop();
    if (hadEvent)
        m_idleBy = loop.now() + loop.limits().idleDeadline;
    if (!m_reader.isUnfinished())
        m_frameBy = kNoDeadline;
    else if (m_frameBy == kNoDeadline)
        m_frameBy = loop.now() + loop.limits().frameDeadline;
}

void WebSocketProtocol::take(const Incoming &event)
{
    if (!m_reader.isInMessage())
        m_frameBy = kNoDeadline;
    const bool isClosing = m_closeBy != kNoDeadline;
    switch (event.kind) {
    case Incoming::Kind::NeedMore:
    case Incoming::Kind::Pong:
        return;
    case Incoming::Kind::Text:
    case Incoming::Kind::Binary:
        if (!isClosing)
            m_connection.loop().handler().onMessage(
                m_connection.id(), event.payload, event.kind == Incoming::Kind::Binary);
        return;
    case Incoming::Kind::Ping:
        if (!isClosing)
            takePing(event.payload);
        return;
    case Incoming::Kind::Close:
        return takeClose(event);
    case Incoming::Kind::Failed:
        return fail(event.code, event.payload);
    }
}

void WebSocketProtocol::takePing(std::string_view payload)
{
    const Loop &loop = m_connection.loop();
    const MonoTime now = loop.now();
    if (m_pings == 0 || now - m_pingSecond >= kPingsAreCountedFor) {
        m_pingSecond = now;
        m_pings = 0;
    }
    if (++m_pings > loop.limits().pingsPerSecond)
        return fail(number(CloseCode::PolicyViolation), "too many pings");
    m_pong = payload; // one that waits is replaced: only the latest needs an answer (section 5.5.3)
    m_connection.attend();
}

void WebSocketProtocol::allWritten()
{
    if (!m_pong || !isSending())
        return;
    std::string &tail = m_connection.tail();
    const std::size_t before = tail.size();
    appendFrame(tail, Opcode::Pong, *m_pong);
    m_connection.wrote(tail.size() - before);
    m_pong.reset();
}

void WebSocketProtocol::inputEnded()
{
    m_connection.finish(m_connection.loop().now() + m_connection.loop().limits().closeDeadline);
}

// The end

void WebSocketProtocol::writeClose(uint16_t code, std::string_view reason)
{
    if (m_closeBy != kNoDeadline)
        return;
    std::string &tail = m_connection.tail();
    const std::size_t before = tail.size();
    appendCloseFrame(tail, code, reason);
    m_connection.wrote(tail.size() - before);
    m_closeBy = m_connection.loop().now() + m_connection.loop().limits().closeDeadline;
    m_pong.reset();
}

void WebSocketProtocol::takeClose(const Incoming &event)
{
    writeClose(event.code, {});
    m_connection.finish(m_closeBy);
}

void WebSocketProtocol::fail(uint16_t code, std::string_view reason)
{
    ++m_connection.loop().counters().protocolErrors;
    writeClose(code, reason);
    m_connection.finish(m_closeBy);
}

void WebSocketProtocol::close(uint16_t code, std::string_view reason)
{
    writeClose(code, reason);
}

MonoTime WebSocketProtocol::deadline() const
{
    return std::min({ m_helloBy, m_frameBy, m_idleBy, m_closeBy });
}

void WebSocketProtocol::deadlinePassed()
{
    const MonoTime now = m_connection.loop().now();
    if (m_closeBy <= now)
        return m_connection.drop();
    const bool isIdle = m_idleBy <= now && m_helloBy > now && m_frameBy > now;
    writeClose(number(CloseCode::PolicyViolation),
        isIdle                 ? "nothing heard"
            : m_frameBy <= now ? "message took too long"
                               : "no hello in time");
    m_connection.finish(m_closeBy);
}

// Output

bool WebSocketProtocol::isSending() const
{
    return m_closeBy == kNoDeadline && m_connection.isOpen();
}

void WebSocketProtocol::send(std::string_view payload, bool binary)
{
    if (!isSending())
        return;
    std::string &tail = m_connection.tail();
    const std::size_t before = tail.size();
    appendFrame(tail, binary ? Opcode::Binary : Opcode::Text, payload);
    m_connection.wrote(tail.size() - before);
    keepOutgoingBounded();
}

void WebSocketProtocol::send(const OutQueue::SharedBytes &frame)
{
    if (!isSending())
        return;
    m_connection.write(frame);
    keepOutgoingBounded();
}

/// What a healthy socket takes at once does not count as waiting; a peer that does not read will catch up later.
void WebSocketProtocol::keepOutgoingBounded()
{
    const auto bound = std::size_t(m_connection.loop().limits().outgoingBytes);
    if (m_connection.outgoing() <= bound)
        return;
    m_connection.flush();
    if (m_connection.outgoing() > bound)
        m_connection.drop();
}

void WebSocketProtocol::setMessageLimit(std::size_t bytes)
{
    m_reader.setMessageLimit(bytes);
    m_helloBy = kNoDeadline;
    m_connection.upgradeSettled();
}

} // namespace pc::relay::front
