// SPDX-License-Identifier: GPL-3.0-or-later
// Outgoing: one frame on its way to many devices: encoded once for each encoding that somebody reads, framed once.

#pragma once

#include "core/relay/front/outlet.h"
#include "core/wire/codec.h"

#include <array>
#include <memory>

namespace pc::relay::hub {

class Outgoing
{
public:
    explicit Outgoing(wire::Frame frame)
        : m_frame(std::move(frame))
    {
    }

    const wire::Frame &frame() const { return m_frame; }

    /// The bytes for one encoding; made at the first call.
    const std::shared_ptr<const front::FramedMessage> &framed(wire::Encoding encoding) const;

private:
    wire::Frame m_frame;
    mutable std::array<std::shared_ptr<const front::FramedMessage>, 2> m_framed;
};

} // namespace pc::relay::hub
