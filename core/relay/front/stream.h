// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes beneath a connection: plain TCP now, TLS where a certificate is configured. A stream never blocks; it says
// what it waits for, which need not be what was asked for (TLS may have to write in order to read).

#pragma once

#include "core/relay/front/socket.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace pc::relay::front {

enum class StreamStatus : uint8_t { Done, WantsRead, WantsWrite, Ended, Failed };

struct StreamResult
{
    StreamStatus status = StreamStatus::Failed;
    std::size_t bytes = 0;
};

class Stream
{
public:
    virtual ~Stream() = default;

    /// The descriptor to watch; stays the same.
    virtual Socket::Handle handle() const = 0;

    virtual StreamResult read(std::span<char> into) = 0;
    virtual StreamResult write(std::span<const std::string_view> pieces) = 0;

    /// Says to the peer that no more will be written.
    virtual void endWriting() = 0;

    /// Bytes that were received and can be read although the descriptor need not show it.
    virtual bool hasBufferedInput() const { return false; }

    /// Whether it can carry bytes yet; TLS shakes hands first.
    virtual bool isEstablished() const { return true; }
};

} // namespace pc::relay::front
