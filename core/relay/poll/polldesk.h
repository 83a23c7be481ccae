// SPDX-License-Identifier: GPL-3.0-or-later
// PollDesk: all poll sessions of one loop. Requests come in, DeviceSessions speak through it as through a socket, and
// answers leave by each asker's own way, so that a request may come over another loop than the session lives on.
//
// Thread: the loop's.

#pragma once

#include "core/relay/front/front.h"
#include "core/relay/front/route.h"
#include "core/relay/poll/pollsession.h"
#include "core/wire/batch.h"

#include <atomic>
#include <string>
#include <unordered_map>
#include <vector>

namespace pc::relay::poll {

class PollDesk final : public front::Outlet
{
public:
    /// `like` is what the loop's other sessions share; `open` counts the sessions as the loop counts its sockets'.
    /// Everything that `like` refers to, and `limits`' values until setLimits(), outlives this.
    PollDesk(const session::SessionContext &like, const front::FrontLimits &limits, int loop, std::atomic<int> &open);
    ~PollDesk() override;

    static std::vector<front::Route> routes();

    /// A request on one of routes(), by its method.
    void onRequest(Asker asker, front::HttpRequest &&request);

    /// The asker is gone; also when it was answered, or never heard of.
    void onHungUp(front::ConnectionId connection);

    /// Answers the polls that have something by now: once a turn, so that a batch is one.
    void flush();

    /// As the loop ticks its other sessions: one group of so many.
    void tick(int group, int groups);

    void setLimits(const front::FrontLimits &limits, const wire::Limits &frames);

    /// No new sessions from now on; those that are there are told by the hub.
    void drain() { m_draining = true; }

    /// Ends everything without a word.
    void close();

    // Outlet, for the sessions
    void send(front::ConnectionId connection, std::string_view payload, bool binary) override;
    void send(front::ConnectionId connection, const std::shared_ptr<const front::FramedMessage> &message) override;
    void setMessageLimit(front::ConnectionId, int) override { }
    void close(front::ConnectionId connection, front::CloseCode code, std::string_view reason) override;

private:
    using Session = std::shared_ptr<PollSession>;

    void onFrames(const Asker &asker, const front::HttpRequest &request, const accounts::Actor &actor);
    void onPoll(Asker asker, const front::HttpRequest &request, const accounts::Actor &actor);
    void onEnd(const Asker &asker, const front::HttpRequest &request, const accounts::Actor &actor);
    void begin(
        const Asker &asker, const front::HttpRequest &request, const accounts::Actor &actor, const wire::Batch &up);
    void handle(const Session &session, const wire::Batch &up);

    /// The actor's own, or none: a foreign session is as unknown as one that never was.
    Session find(const front::HttpRequest &request, const accounts::Actor &actor) const;
    void queue(front::ConnectionId connection, std::string_view frame, qint64 most);
    void markDirty(const Session &session);
    void answerWaiting(PollSession &session);
    void ended(PollSession &session);
    void forget(const Session &session);

    session::SessionContext m_context;
    front::FrontLimits m_limits;
    const int m_loop;
    std::atomic<int> &m_open;
    std::unordered_map<std::string, Session> m_byName;
    std::unordered_map<front::ConnectionId, Session> m_byConnection; ///< By what the DeviceSession calls itself.
    std::unordered_map<front::ConnectionId, Session> m_waiting; ///< By who asks.
    std::unordered_map<std::string, int> m_perAddress;
    std::vector<Session> m_dirty;
    bool m_draining = false;
};

} // namespace pc::relay::poll
