// SPDX-License-Identifier: GPL-3.0-or-later
// One accepted connection: moves bytes between its stream and the protocol that is spoken on it, holds what neither side
// takes at once, and ends in order.
//
//   Open ──finish()──▶ Finishing ──all written──▶ Draining ──peer's end or deadline──▶ Gone
//     └──────────────────── drop(), stream failed, write deadline ──────────────────────▲
//
// Open: the protocol gets the input. Finishing: input is discarded, what waits is written. Draining: our end is told to
// the peer and input is discarded, so that no reset overtakes our last bytes. Gone: nothing happens any more; the front
// removes the connection at the end of the turn, never while one of its functions runs.

#pragma once

#include "core/relay/front/loop.h"
#include "core/relay/front/outqueue.h"
#include "core/relay/front/peeraddress.h"
#include "core/relay/front/protocol.h"
#include "core/relay/front/stream.h"
#include "core/relay/front/watch.h"

#include <memory>
#include <string>

namespace pc::relay::front {

class Connection final : private Watcher
{
public:
    enum class Phase : uint8_t { Open, Finishing, Draining, Gone };

    Connection(ConnectionId id, std::unique_ptr<Stream> stream, PeerAddress peer, Loop &loop);
    ~Connection();

    ConnectionId id() const { return m_id; }
    Loop &loop() const { return m_loop; }
    Protocol &protocol() { return *m_protocol; }
    bool isOpen() const { return m_phase == Phase::Open; }
    bool isGone() const { return m_phase == Phase::Gone; }
    bool isEstablished() const { return m_stream->isEstablished(); }

    // For the protocol.
    const PeerAddress &peer() const { return m_peer; }
    std::size_t outgoing() const { return m_out.size(); }
    void write(std::string_view bytes);
    void write(const OutQueue::SharedBytes &bytes);

    /// A place for own bytes at the end of what waits; tell wrote() how many were appended.
    std::string &tail() { return m_out.tail(); }
    void wrote(std::size_t bytes);

    /// Writes as much of what waits as the stream takes now.
    void flush();

    /// Ends in order. `by` bounds the writing; without it the write deadline alone does.
    void finish(MonoTime by = kNoDeadline);

    /// Ends at once; what waits is lost.
    void drop();

    /// Another protocol is spoken from here on. Only within consume().
    void become(std::unique_ptr<Protocol> next);

    /// Whether the handler knows this connection, and so must be told when it is gone.
    void setAnnounced(bool announced) { m_isAnnounced = announced; }
    bool isAnnounced() const { return m_isAnnounced; }

    /// Counts this connection for its address; false when there are too many.
    bool countIn();

    /// Counts a pending upgrade for the address that is believed; false when there are too many.
    bool countUpgrade(const PeerAddress &believed);
    void upgradeSettled();

    // For the front.
    void start(std::unique_ptr<Protocol> protocol);
    void attend();
    void resume();
    void settle();
    void deadlineDue(DeadlineWheel::Tick tick);

private:
    void readyToRead() override;
    void readyToWrite() override;
    void discardInput();
    void takeInput(std::span<char> bytes);
    std::size_t offer(std::span<char> bytes);
    void adoptNext();
    void endInput();
    void updateReading();
    void watchForWriting(bool on);
    void advancePhase();
    MonoTime nextDeadline() const;
    void fileDeadline();
    bool passDeadline(MonoTime now);

    const ConnectionId m_id;
    Loop &m_loop;
    std::unique_ptr<Stream> m_stream;
    std::unique_ptr<Protocol> m_protocol;
    std::unique_ptr<Protocol> m_next; ///< Takes over when the present one has returned.
    PeerAddress m_peer;
    OutQueue m_out;
    std::string m_held; ///< Input that the protocol did not take yet.
    Watch m_readWatch;
    std::unique_ptr<Watch> m_writeWatch; ///< Only while the stream is full.
    MonoTime m_stalledSince = kNoDeadline; ///< Since when the stream took nothing, while bytes wait.
    MonoTime m_endBy = kNoDeadline; ///< Of Finishing and Draining.
    DeadlineWheel::Tick m_filed = DeadlineWheel::kNever;
    Phase m_phase = Phase::Open;
    bool m_hasInputEnded = false;
    bool m_readWantsWrite = false; ///< The stream must write before it can read on.
    bool m_writeWantsRead = false; ///< The stream must read before it can write on.
    bool m_isAttended = false;
    bool m_isAnnounced = false;
    bool m_isCounted = false;
    bool m_isUpgradeCounted = false;
};

} // namespace pc::relay::front
