// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/connection.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pc::relay::front {

namespace {

/// Input that waits for the protocol beyond this is left in the socket: a pipelining client gets back-pressure.
constexpr std::size_t kHeldBytes = 16 * 1024;

/// Pieces that one write takes; a socket that takes more in a turn gets a second one.
constexpr std::size_t kPieces = 64;
constexpr int kWritesPerFlush = 8;

MonoTime after(MonoTime start, Milliseconds span)
{
    return start == kNoDeadline ? kNoDeadline : start + span;
}

} // namespace

Connection::Connection(ConnectionId id, std::unique_ptr<Stream> stream, PeerAddress peer, Loop &loop)
    : m_id(id)
    , m_loop(loop)
    , m_stream(std::move(stream))
    , m_peer(std::move(peer))
    , m_out(loop.spareBuffers())
    , m_readWatch(m_stream->handle(), Watch::Read, *this)
{
}

Connection::~Connection()
{
    upgradeSettled();
    if (m_isCounted)
        m_loop.census().leave(m_peer.group, AddressCensus::Kind::Connection);
}

void Connection::start(std::unique_ptr<Protocol> protocol)
{
    m_protocol = std::move(protocol);
    m_protocol->begin();
    fileDeadline();
}

bool Connection::countIn()
{
    m_isCounted
        = m_loop.census().enter(m_peer.group, AddressCensus::Kind::Connection, m_loop.limits().connectionsPerAddress);
    return m_isCounted;
}

bool Connection::countUpgrade(const PeerAddress &believed)
{
    if (!m_isCounted) { // it came from a proxy, whose own address says nothing
        m_peer = believed;
        if (!countIn())
            return false;
    }
    m_isUpgradeCounted = m_loop.census().enter(
        m_peer.group, AddressCensus::Kind::PendingUpgrade, m_loop.limits().upgradesPendingPerAddress);
    return m_isUpgradeCounted;
}

void Connection::upgradeSettled()
{
    if (std::exchange(m_isUpgradeCounted, false))
        m_loop.census().leave(m_peer.group, AddressCensus::Kind::PendingUpgrade);
}

void Connection::attend()
{
    if (!std::exchange(m_isAttended, true))
        m_loop.attend(m_id);
}

// Input

void Connection::readyToRead()
{
    if (m_phase == Phase::Finishing || m_phase == Phase::Draining)
        return discardInput();
    const bool isBehind = !m_held.empty() && m_protocol->wantsInput(); // resume() goes on with what is held
    if (isGone() || isBehind)
        return;
    if (std::exchange(m_writeWantsRead, false))
        attend();
    const std::span<char> buffer = m_loop.readBuffer();
    const StreamResult result = m_stream->read(buffer);
    switch (result.status) {
    case StreamStatus::Done:
        m_loop.counters().bytesIn.add(qint64(result.bytes));
        takeInput(buffer.first(result.bytes));
        if (m_stream->hasBufferedInput())
            attend();
        break;
    case StreamStatus::WantsRead:
        break;
    case StreamStatus::WantsWrite:
        m_readWantsWrite = true;
        attend();
        break;
    case StreamStatus::Ended:
        endInput();
        break;
    case StreamStatus::Failed:
        drop();
        break;
    }
    fileDeadline();
}

void Connection::discardInput()
{
    const StreamResult result = m_stream->read(m_loop.readBuffer());
    if (result.status == StreamStatus::Failed)
        return drop();
    if (result.status == StreamStatus::Ended)
        endInput();
}

void Connection::endInput()
{
    m_hasInputEnded = true;
    updateReading();
    attend(); // settle() tells the protocol once it has had all the input
}

void Connection::takeInput(std::span<char> bytes)
{
    if (!m_held.empty()) {
        m_held.append(bytes.data(), bytes.size());
        return updateReading();
    }
    const std::size_t used = offer(bytes);
    if (isOpen() && used < bytes.size()) {
        m_held.assign(bytes.data() + used, bytes.size() - used);
        attend();
        updateReading();
    }
}

/// Lets the protocol consume, and the one that takes over from it within these very bytes.
std::size_t Connection::offer(std::span<char> bytes)
{
    std::size_t used = m_protocol->consume(bytes);
    while (m_next && isOpen()) {
        adoptNext();
        if (isOpen() && used < bytes.size())
            used += m_protocol->consume(bytes.subspan(used));
    }
    return used;
}

void Connection::become(std::unique_ptr<Protocol> next)
{
    m_next = std::move(next);
}

void Connection::adoptNext()
{
    m_protocol = std::exchange(m_next, nullptr);
    m_protocol->begin();
}

void Connection::resume()
{
    if (isOpen() && m_stream->hasBufferedInput())
        readyToRead();
    if (!isOpen() || m_held.empty() || !m_protocol->wantsInput())
        return;
    std::string bytes = std::exchange(m_held, {});
    const std::size_t used = offer(bytes);
    if (isOpen() && used < bytes.size()) {
        bytes.erase(0, used);
        m_held = std::move(bytes);
        if (m_protocol->wantsInput())
            attend();
    }
    updateReading();
}

void Connection::updateReading()
{
    const bool isFull = isOpen() && m_held.size() >= kHeldBytes;
    const bool wanted = !isGone() && !m_hasInputEnded && !isFull;
    if (m_readWatch.isEnabled() != wanted)
        m_readWatch.setEnabled(wanted);
}

// Output

void Connection::write(std::string_view bytes)
{
    tail().append(bytes);
    wrote(bytes.size());
}

void Connection::write(const OutQueue::SharedBytes &bytes)
{
    m_out.append(bytes);
    wrote(0);
}

void Connection::wrote(std::size_t bytes)
{
    m_out.grew(bytes);
    if (m_stalledSince == kNoDeadline)
        m_stalledSince = m_loop.now();
    attend();
}

void Connection::flush()
{
    std::array<std::string_view, kPieces> pieces;
    for (int i = 0; i < kWritesPerFlush && !m_out.isEmpty() && !isGone(); ++i) {
        const std::size_t count = m_out.peek(pieces);
        const StreamResult result = m_stream->write(std::span(pieces).first(count));
        if (result.status == StreamStatus::Failed || result.status == StreamStatus::Ended)
            return drop();
        m_writeWantsRead = result.status == StreamStatus::WantsRead;
        if (result.status != StreamStatus::Done)
            break;
        m_loop.counters().bytesOut.add(qint64(result.bytes));
        m_stalledSince = m_loop.now();
        m_out.drop(result.bytes);
    }
    if (m_out.isEmpty())
        m_stalledSince = kNoDeadline;
}

void Connection::readyToWrite()
{
    m_writeWatch->setEnabled(false); // settle() looks at what is still to be written
    attend();
    if (std::exchange(m_readWantsWrite, false))
        readyToRead();
}

void Connection::watchForWriting(bool on)
{
    if (!on) {
        m_writeWatch.reset();
        return;
    }
    if (!m_writeWatch)
        m_writeWatch = std::make_unique<Watch>(m_stream->handle(), Watch::Write, static_cast<Watcher &>(*this));
    m_writeWatch->setEnabled(true);
}

// The end

void Connection::finish(MonoTime by)
{
    if (!isOpen())
        return;
    m_phase = Phase::Finishing;
    m_endBy = by;
    m_held = {};
    updateReading();
    attend();
}

void Connection::drop()
{
    if (isGone())
        return;
    m_phase = Phase::Gone;
    m_out.clear();
    m_held = {};
    m_readWatch.setEnabled(false);
    if (m_writeWatch)
        m_writeWatch->setEnabled(false);
    attend();
}

void Connection::advancePhase()
{
    if (m_phase == Phase::Finishing && m_out.isEmpty()) {
        m_phase = Phase::Draining;
        m_stream->endWriting();
        m_endBy = std::min(m_endBy, m_loop.now() + m_loop.limits().closeDeadline);
    }
    if (m_phase == Phase::Draining && m_hasInputEnded)
        drop();
}

/// The end of a turn. Never called from within another function of this connection.
void Connection::settle()
{
    m_isAttended = false;
    if (isOpen() && m_hasInputEnded && m_held.empty())
        m_protocol->inputEnded();
    flush();
    if (isOpen() && m_out.isEmpty()) {
        m_protocol->allWritten();
        flush();
    }
    advancePhase();
    if (isGone())
        return;
    watchForWriting(m_readWantsWrite || (!m_out.isEmpty() && !m_writeWantsRead));
    if (isOpen() && !m_held.empty() && m_protocol->wantsInput())
        attend();
    fileDeadline();
}

// Deadlines

MonoTime Connection::nextDeadline() const
{
    const MonoTime stalled = after(m_stalledSince, m_loop.limits().writeDeadline);
    return std::min(stalled, isOpen() ? m_protocol->deadline() : m_endBy);
}

void Connection::fileDeadline()
{
    if (isGone())
        return;
    const MonoTime next = nextDeadline();
    const MonoTime filed { m_filed * DeadlineWheel::kTick };
    // An entry that comes too early only costs a look; one that came too late would break the promise.
    if (next != kNoDeadline && (m_filed == DeadlineWheel::kNever || next + DeadlineWheel::kTick <= filed))
        m_filed = m_loop.wheel().schedule(m_id, next);
}

bool Connection::passDeadline(MonoTime now)
{
    const bool isStalled = after(m_stalledSince, m_loop.limits().writeDeadline) <= now;
    if (isStalled || (!isOpen() && m_endBy <= now)) {
        m_loop.counters().timeouts.add(isStalled ? 1 : 0);
        drop();
        return true;
    }
    if (!isOpen() || m_protocol->deadline() > now)
        return false;
    ++m_loop.counters().timeouts;
    m_protocol->deadlinePassed();
    return true;
}

void Connection::deadlineDue(DeadlineWheel::Tick tick)
{
    if (isGone() || tick != m_filed)
        return; // filed anew since
    m_filed = DeadlineWheel::kNever;
    if (passDeadline(m_loop.now()))
        attend();
    fileDeadline();
}

} // namespace pc::relay::front
