// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakelink/fakelink.h"

#include <utility>

namespace pc::test {

FrameId FakeLink::makeId()
{
    Uuid id;
    ++m_ids;
    for (size_t i = 0; i < sizeof m_ids; ++i)
        id.bytes[i] = quint8(m_ids >> (8 * i));
    return FrameId { id };
}

FrameId FakeLink::request(const wire::Payload &payload)
{
    Q_ASSERT(m_phase == link::LinkPhase::Ready);
    m_requests.push_back({ makeId(), payload });
    return m_requests.back().id;
}

void FakeLink::post(const wire::Payload &payload)
{
    if (m_phase == link::LinkPhase::Ready)
        m_posts.push_back(payload);
}

void FakeLink::setPhase(link::LinkPhase phase, std::optional<Errc> reason)
{
    m_phase = phase;
    if (phase != link::LinkPhase::Ready)
        m_requests.clear();
    Q_EMIT phaseChanged(phase, reason);
}

void FakeLink::welcome(const wire::Welcome &welcome)
{
    setPhase(link::LinkPhase::Ready);
    Q_EMIT welcomed(welcome);
}

void FakeLink::deliver(const wire::Payload &payload)
{
    Q_EMIT frameReceived({ makeId(), {}, payload });
}

void FakeLink::answer(FrameId request, const link::Answer &answer)
{
    Q_EMIT answered(request, answer);
}

std::vector<FakeLink::Request> FakeLink::takeRequests()
{
    return std::exchange(m_requests, {});
}

std::vector<wire::Payload> FakeLink::takePosts()
{
    return std::exchange(m_posts, {});
}

} // namespace pc::test
