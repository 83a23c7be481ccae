// SPDX-License-Identifier: GPL-3.0-or-later
// FakeLink: the Link's scripted twin. Notes what session asks, and says what the test lets it say; sends nothing by
// itself.

#pragma once

#include "core/link/link.h"

#include <vector>

namespace pc::test {

class FakeLink final : public link::Link
{
    Q_OBJECT

public:
    struct Request
    {
        FrameId id;
        wire::Payload payload;
    };

    void open() override { setPhase(link::LinkPhase::Connecting); }
    void close() override { setPhase(link::LinkPhase::Closed); }
    link::LinkPhase phase() const override { return m_phase; }
    void wake() override { }
    FrameId request(const wire::Payload &payload) override;
    void post(const wire::Payload &payload) override;

    // The script.
    void setPhase(link::LinkPhase phase, std::optional<Errc> reason = {});
    void welcome(const wire::Welcome &welcome);
    void deliver(const wire::Payload &payload);
    void answer(FrameId request, const link::Answer &answer);

    /// Takes what was asked since the last time.
    std::vector<Request> takeRequests();
    std::vector<wire::Payload> takePosts();

    /// Of one kind; the others stay.
    template<typename T>
    std::vector<std::pair<FrameId, T>> take()
    {
        std::vector<std::pair<FrameId, T>> taken;
        std::erase_if(m_requests, [&](const Request &request) {
            const T *payload = std::get_if<T>(&request.payload);
            if (payload)
                taken.emplace_back(request.id, *payload);
            return payload != nullptr;
        });
        return taken;
    }

private:
    FrameId makeId();

    link::LinkPhase m_phase = link::LinkPhase::Closed;
    std::vector<Request> m_requests;
    std::vector<wire::Payload> m_posts;
    quint32 m_ids = 0;
};

} // namespace pc::test
