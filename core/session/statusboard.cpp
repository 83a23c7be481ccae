// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/statusboard.h"

#include <algorithm>

namespace pc::session {

namespace {

// 8 bits reason (0xff: none), 2 bits clock, 6 bits state, 24 bits missing, 24 bits outgoing
constexpr int kReasonShift = 56;
constexpr int kClockShift = 54;
constexpr int kStateShift = 48;
constexpr int kMissingShift = 24;
constexpr quint64 kCountMask = 0xff'ff'ff;
constexpr quint64 kStateMask = 0x3f;
constexpr quint64 kClockMask = 0x3;
constexpr quint64 kNoReason = 0xff;

quint64 packCount(int count)
{
    return std::min(quint64(std::max(count, 0)), kCountMask);
}

quint64 pack(const LinkStatus &status)
{
    const quint64 reason = status.reason ? quint64(*status.reason) : kNoReason;
    return (reason << kReasonShift) | (quint64(status.clock) << kClockShift) | (quint64(status.state) << kStateShift)
        | (packCount(status.missing) << kMissingShift) | packCount(status.outgoing);
}

} // namespace

LinkStatus StatusBoard::read() const
{
    const quint64 packed = m_packed.load(std::memory_order_relaxed);
    LinkStatus status;
    status.state = LinkState((packed >> kStateShift) & kStateMask);
    status.clock = OwnClock((packed >> kClockShift) & kClockMask);
    status.missing = int((packed >> kMissingShift) & kCountMask);
    status.outgoing = int(packed & kCountMask);
    if (const quint64 reason = packed >> kReasonShift; reason != kNoReason)
        status.reason = Errc(reason);
    return status;
}

void StatusBoard::write(const LinkStatus &status)
{
    if (m_packed.exchange(pack(status), std::memory_order_relaxed) != pack(status))
        Q_EMIT m_voice.linkStatusChanged(read());
}

// 8 bits trouble (0xff: none), 1 bit isOlder
StoreState StatusBoard::readStore() const
{
    const quint16 packed = m_store.load(std::memory_order_relaxed);
    StoreState state;
    if (const quint16 trouble = packed & kNoReason; trouble != kNoReason)
        state.trouble = Errc(trouble);
    state.isOlder = packed > kNoReason;
    return state;
}

void StatusBoard::write(const StoreState &state)
{
    const auto trouble = quint16(state.trouble ? quint16(*state.trouble) : kNoReason);
    const auto packed = quint16(trouble | (state.isOlder ? kNoReason + 1 : 0));
    if (m_store.exchange(packed, std::memory_order_relaxed) != packed)
        Q_EMIT m_voice.storeStateChanged(state);
}

OwnClock ownClockOf(Milliseconds relayAhead)
{
    constexpr std::chrono::minutes kTolerated { 10 };
    if (relayAhead > kTolerated)
        return OwnClock::Slow;
    return relayAhead < -kTolerated ? OwnClock::Fast : OwnClock::Right;
}

LinkState linkStateOf(link::LinkPhase phase, bool isUpToDate)
{
    switch (phase) {
    case link::LinkPhase::Closed:
    case link::LinkPhase::Waiting:
        return LinkState::Offline;
    case link::LinkPhase::Connecting:
    case link::LinkPhase::Greeting:
        return LinkState::Connecting;
    case link::LinkPhase::Ready:
        return isUpToDate ? LinkState::UpToDate : LinkState::CatchingUp;
    case link::LinkPhase::Refused:
        return LinkState::Refused;
    }
    return LinkState::Offline;
}

} // namespace pc::session
