// SPDX-License-Identifier: GPL-3.0-or-later
// Why a WebSocket ends: RFC 6455 section 7.4 and the registry that it opened.

#pragma once

#include <cstdint>

namespace pc::relay::front {

/// What the relay says (RFC 6455 section 7.4.1; 1013 is from the registry).
enum class CloseCode : uint16_t {
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    UnsupportedData = 1003,
    InvalidPayload = 1007,
    PolicyViolation = 1008,
    TooBig = 1009,
    InternalError = 1011,
    TryAgainLater = 1013,
};

/// A peer's close frame without a code stands for this; it never travels.
constexpr uint16_t kNoCloseCode = 1005;

/// Whether a close frame may carry `code`: the assigned ones that travel, and those of libraries and applications.
constexpr bool isCloseCodeThatTravels(uint16_t code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

} // namespace pc::relay::front
