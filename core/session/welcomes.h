// SPDX-License-Identifier: GPL-3.0-or-later
// Welcomes: takes what waits at the relay for this device to come into groups by (RFC 9420 section 12.4.3.1), one after the
// other: joined, or refused, so that the relay lets this device come in by itself. And keeps as many key packages there as
// others need to make them.

#pragma once

#include "core/session/context.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace pc::session {

class Welcomes
{
public:
    using Done = std::function<void()>;

    explicit Welcomes(Context &context);

    /// The relay has told every head: what waits is taken, and packages are counted.
    void open();
    void close();

    /// Takes what waits by now; `done` when nothing does any more, or the relay did not answer. Not called after close().
    void ask(Done done);

    /// The first publishing of this connection is not over: whoever writes now may not be able to add this device.
    bool isPublishing() const { return m_isOpen && !m_hasPublished; }

    bool asked(FrameId frame) const { return m_flight == frame || m_packageFlight == frame; }
    Result<void> answered(Turn &turn, FrameId frame, const link::Answer &answer);

private:
    enum class Step : quint8 {
        Next,
        Settle, ///< It is acknowledged or refused.
        Count,
        Put,
    };

    /// What became of one; empty when it has to wait.
    struct Verdict
    {
        ConversationId conversation;
        wire::KeysOp answer = wire::KeysOp::AckWelcome;
    };

    void next();
    void finish();
    void take(const wire::Ack &ack);
    std::optional<Verdict> join(const wire::Ack &ack);
    void countPackages();
    void upload(quint64 kept);
    Result<void> packagesAnswered(Turn &turn, const link::Answer &answer);

    Context &m_context;
    std::vector<Done> m_waiting;
    std::optional<FrameId> m_flight;
    Step m_step = Step::Next;
    std::optional<FrameId> m_packageFlight;
    Step m_packageStep = Step::Count;
    std::unique_ptr<Timer> m_again;
    int m_taken = 0;
    bool m_isOpen = false;
    bool m_hasPublished = false;
};

} // namespace pc::session
