// SPDX-License-Identifier: GPL-3.0-or-later
// ModelRelay: what a relay promises, in as few lines as it takes, with a wire that keeps none of its promises: frames
// are lost, doubled and swapped, answers never come, connections end anywhere.

#pragma once

#include "tests/unit/session/desk.h"

#include <deque>
#include <map>

namespace pc::test {

class ModelRelay
{
public:
    /// Pages are tiny, so that short histories have many of them.
    static constexpr size_t kGreetingEntries = 3;
    static constexpr int kPageEntries = 4;

    ModelRelay(Desk &desk, Random &random, quint32 conversations);

    void greet();
    void loseConnection();

    /// Somebody else writes.
    void append(ConversationId conversation);

    /// One thing in each direction, as faulty as the wire is.
    void takeOneUp();
    void bringOneDown();
    void beat();

    /// Carries everything, faultlessly, until nothing is left to carry.
    void carryAll();

    bool isConnected() const { return m_connected; }
    const std::vector<wire::Message> &log(ConversationId conversation) const { return m_logs.at(conversation); }
    std::vector<ConversationId> conversations() const;
    ConversationId anyConversation();

    bool isFaulty = true;

private:
    using Down = std::variant<wire::Payload, std::pair<FrameId, link::Answer>>;

    void handle(FrameId id, const wire::Payload &payload);
    link::Answer store(const wire::Message &message);
    link::Answer sync(const wire::Sync &sync);
    link::Answer confirm(const wire::Receipt &receipt);
    bool happens(int percent) { return isFaulty && m_random.below(100) < quint64(percent); }
    Seq head(ConversationId conversation) const { return Seq { qint64(m_logs.at(conversation).size()) }; }

    Desk &m_desk;
    Random &m_random;
    std::map<ConversationId, std::vector<wire::Message>> m_logs;
    std::map<ConversationId, Revision> m_revisions;
    std::deque<FakeLink::Request> m_up;
    std::deque<Down> m_down;
    bool m_connected = false;
    quint32 m_written = 0;
};

} // namespace pc::test
