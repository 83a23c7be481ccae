// SPDX-License-Identifier: GPL-3.0-or-later
// PollSession: what stands between one device's polls and its DeviceSession: the frames that wait to go down, the batch
// that was given and is not acknowledged yet, and the one poll that waits.
//
//   queue ──give()──▶ given batch ──the next poll's `after`──▶ forgotten
//
// A batch that was given is given again, byte for byte, to whoever asks with the number before it: an answer that got
// lost has lost nothing. A session that has ended gives what it still has, and its last batch says so.
//
// Thread: the loop's.

#pragma once

#include "core/base/time.h"
#include "core/relay/front/http.h"
#include "core/relay/poll/pollrequest.h"
#include "core/relay/session/devicesession.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace pc::relay::poll {

/// Who asked, and how the answer gets there: callable once, on the loop, for a peer that may be gone.
struct Asker
{
    front::ConnectionId connection {};
    std::function<void(front::HttpResponse)> answer;
};

struct Waiting
{
    Asker asker;
    quint64 after = 0;
    MonoTime until {};
};

class PollSession
{
public:
    /// `owner` is who began it: nobody else is heard.
    PollSession(std::string name, const accounts::Actor &owner, std::string addressGroup,
        std::shared_ptr<session::DeviceSession> device)
        : m_name(std::move(name))
        , m_owner(owner)
        , m_addressGroup(std::move(addressGroup))
        , m_device(std::move(device))
    {
    }

    const std::string &name() const { return m_name; }
    bool isOf(const accounts::Actor &actor) const
    {
        return actor.user == m_owner.user && actor.device == m_owner.device;
    }
    const std::string &addressGroup() const { return m_addressGroup; }
    session::DeviceSession &device() { return *m_device; }

    /// One frame to go down. False when as many bytes as `most` would wait: it is not taken then.
    bool queue(std::string_view frame, qint64 most);

    /// Nothing more comes from the device session.
    void end(MonoTime now);
    bool hasEnded() const { return m_endedAt.has_value(); }
    std::optional<MonoTime> endedAt() const { return m_endedAt; }

    /// What a poll for what is after batch `after` gets now: the batch, or nothing yet. Conflict when that is no number
    /// that this session would be asked with.
    Result<std::optional<QByteArray>> give(quint64 after);

    /// An empty batch, for a poll whose time is over.
    static QByteArray nothingAfter(quint64 after);

    /// Whether the last batch of an ended session was given, and whether it arrived.
    bool hasGivenLast() const { return m_hasGivenLast; }
    bool isDone() const { return m_isDone; }

    std::optional<Waiting> waiting; ///< The one poll that waits.
    quint64 lastUp = 0; ///< The last batch that came up.
    bool isDirty = false; ///< In the desk's list of those to look at.
    bool isCountedOut = false; ///< Not among the open sessions any more.

private:
    QByteArray nextBatch();

    std::string m_name;
    accounts::Actor m_owner;
    std::string m_addressGroup;
    std::shared_ptr<session::DeviceSession> m_device;
    std::deque<QByteArray> m_queue;
    qint64 m_queuedBytes = 0;
    quint64 m_number = 0; ///< Of the batch given last.
    std::optional<QByteArray> m_given; ///< Until it is acknowledged.
    std::optional<MonoTime> m_endedAt;
    bool m_hasGivenLast = false;
    bool m_isDone = false;
};

} // namespace pc::relay::poll
